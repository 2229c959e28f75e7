"""What became of the claims between two days, and of the answers that rest on them.

Both days are as-of moments with the meaning they have everywhere: what was certainly public
by the end of the day and not withdrawn, or, if asked, what possibly was. The rules:

* new: stands on the later day and not on the earlier, unless it restates;
* restated: a later claim says it restates this one, or the same claimant affirms or denies the
  same proposition again. The same words of another claimant are a new claim;
* denied: a claim of the later day denies its very proposition, and did not stand before;
* conceded: a new claim by which somebody who speaks for a side affirms what is adverse to it
  (``concession``). Orders, intentions and predictions concede nothing, and are not denied;
* superseded: a claim of the later day that did not stand before revises it, or revises what
  revised it;
* withdrawn: stood on the earlier day and stands no longer.

A claim may be several of these: withdrawn and superseded, or new and denied. The work grows
with the number of claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimline import catalogue
from claimline.errors import BadParameter, TimeError
from claimline.find import Thing
from claimline.store import Quads
from claimline.views import public
from claimline.views.cells import key
from claimline.views.concession import concedes, speaks_for_a_side
from claimline.views.held import Held, Holding, held_each
from claimline.views.spells import STATES, TAKINGS, TRUTH_APT, Holder
from claimline.when import as_of

_NEVER = "9999-12-31T24:00:00Z"
"""Later than any moment of saying that is known."""

KINDS = ("new", "restated", "denied", "conceded", "superseded", "withdrawn")
"""What may become of a claim between two days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A claim that stood on a day, with what tells its relation to others."""

    claim: str
    summary: str
    claimant: str
    claimant_label: str
    side: str | None
    proposition: str
    polarity: str
    modality: str
    type: str
    places: tuple[Thing, ...]
    restates: tuple[str, ...]
    said: str
    concedes: bool
    certain: bool

    @property
    def truth_apt(self) -> bool:
        """Whether the claim can be true or false at all."""
        return self.modality in TRUTH_APT


@dataclass(frozen=True, slots=True)
class Change:
    """One of ``KINDS``, the claim it befell, and the later claims that did it."""

    kind: str
    claim: Standing
    by: tuple[Standing, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether all its claims were certainly public on the day they are of."""
        return all(one.certain for one in (self.claim, *self.by))


@dataclass(frozen=True, slots=True)
class Answers:
    """One account's answer about a place as of the earlier day and as of the later one; None
    where the account was silent. One of the two is always there, and they differ."""

    before: Holding | None
    after: Holding | None

    @property
    def of(self) -> Holding:
        """The later answer, or the earlier where there is none: its place, state and account."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 # one of them is always there
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two as-of days: claims, and answers about the later day."""

    earlier: str
    later: str
    place: Thing | None
    changes: tuple[Change, ...]
    held: tuple[Answers, ...]


Account = tuple[str, Holder, str | None, str | None]
"""What an answer is about and whose it is: place, state, claimant and side."""


def difference(
    store: Quads,
    earlier: str,
    later: str,
    *,
    place: Thing | None = None,
    by: str = "claimant",
    possibly: bool = False,
) -> Difference:
    """Return what changed from one as-of day to another, everywhere or about one place.

    Both days are EDTF. The answers compared are those of ``held`` to one question: who held
    the place on the later day, as public by the earlier day and as public by the later. They
    are given for each place that a changed claim says was held, taken or left.
    Raises BadParameter for a text that is not EDTF, or a later day that is not later.
    """
    _check(earlier, later)
    asked = {} if place is None else {"claim": _claims_about(store, place)}
    before, after = (_standing(store, asked, day, possibly=possibly) for day in (earlier, later))
    found = tuple(changes(before, after, _revisions(store)))
    places = _places(found) if place is None else [place]
    then, now = (
        _by_account(
            held_each(store, places, later, by=by, as_of=day, possibly=possibly),
            parts=place is not None,
        )
        for day in (earlier, later)
    )
    return Difference(earlier, later, place, found, tuple(_differing(then, now)))


def _check(earlier: str, later: str) -> None:
    try:
        in_order = as_of(earlier) < as_of(later)
    except TimeError as error:
        raise BadParameter(str(error)) from error
    if not in_order:
        raise BadParameter(f"{later} does not end after {earlier}; put the earlier day first")


def _claims_about(store: Quads, place: Thing) -> list[str]:
    """Return the claims about a place and its parts."""
    rows = store.select(catalogue.get("timeline").bind(place=place.iri)).plain()
    return list(dict.fromkeys(str(row["claim"]) for row in rows))


def _standing(
    store: Quads, asked: Mapping[str, Sequence[str]], day: str, *, possibly: bool
) -> dict[str, Standing]:
    """Return the claims that stood on a day by their keys."""
    together: dict[str, list[public.Row]] = {}
    for row in public.rows(store, "standing", asked, as_of=day, possibly=possibly):
        together.setdefault(_claim(row["claim"]), []).append(row)
    return {claim: _one(claim, rows) for claim, rows in together.items()}


def _claim(iri: object) -> str:
    return str(iri).partition("/claim/")[2]


def _one(claim: str, rows: Sequence[public.Row]) -> Standing:
    row = rows[0]
    return Standing(
        claim=claim,
        summary=str(row["summary"]),
        claimant=key(row["claimant"]) or "",
        claimant_label=str(row["claimantLabel"]),
        side=key(row["side"]),
        proposition=str(row["proposition"]),
        polarity=key(row["polarity"]) or "",
        modality=key(row["modality"]) or "",
        type=key(row["eventType"]) or "",
        places=tuple(_place(iri) for iri in _different(rows, "place")),
        restates=tuple(map(_claim, _different(rows, "restates"))),
        said=str(row["latestSaid"] or _NEVER),
        concedes=any(map(_concedes, rows)),
        certain=bool(row["certainlyPublic"]),
    )


def _place(iri: str) -> Thing:
    name = key(iri) or ""
    return Thing(iri, name, name)


def _different(rows: Iterable[public.Row], column: str) -> list[str]:
    return list(dict.fromkeys(str(row[column]) for row in rows if row[column] is not None))


def _concedes(row: public.Row) -> bool:
    official = speaks_for_a_side(key(row["claimantKind"]), on_behalf=bool(row["onBehalf"]))
    return (
        official
        and key(row["modality"]) in TRUTH_APT
        and concedes(
            key(row["side"]),
            key(row["eventType"]) or "",
            key(row["controllerSide"]),
            key(row["actorSide"]),
            key(row["polarity"]) or "",
            placed=row["place"] is not None,
        )
    )


def _revisions(store: Quads) -> dict[str, list[str]]:
    """Return of each claim that was revised the claims that revise it."""
    found: dict[str, list[str]] = {}
    for row in store.select(catalogue.get("revisions").bind()).plain():
        found.setdefault(_claim(row["claim"]), []).append(_claim(row["by"]))
    return found


def changes(
    before: Mapping[str, Standing],
    after: Mapping[str, Standing],
    revised: Mapping[str, Iterable[str]],
) -> Iterator[Change]:
    """Yield what became of the claims, kind by kind and each kind in the order of the claims.

    ``revised`` is of each claim that was revised the claims that revise it.
    """
    fresh = [one for claim, one in sorted(after.items()) if claim not in before]
    restated = _restated(fresh, before, after)
    again = {one.claim for later in restated.values() for one in later}
    first = [one for one in fresh if one.claim not in again]
    yield from (Change("new", one) for one in first)
    yield from _changed("restated", restated, after)
    yield from _changed("denied", _denied(fresh, after), after)
    yield from (Change("conceded", one) for one in first if one.concedes)
    superseded = _superseded({**after, **before}, {one.claim: one for one in fresh}, revised)
    yield from _changed("superseded", superseded, {**after, **before})
    gone = [one for claim, one in sorted(before.items()) if claim not in after]
    yield from (Change("withdrawn", one, tuple(superseded.get(one.claim, ()))) for one in gone)


def _changed(
    kind: str, later: Mapping[str, Sequence[Standing]], known: Mapping[str, Standing]
) -> Iterator[Change]:
    for claim in sorted(later.keys() & known.keys()):
        yield Change(kind, known[claim], tuple(later[claim]))


def _restated(
    fresh: Iterable[Standing], before: Mapping[str, Standing], after: Mapping[str, Standing]
) -> dict[str, list[Standing]]:
    """Return the claims that fresh ones restate, each with those."""
    said: dict[tuple[str, str, str], str] = {}
    for claim, one in sorted(before.items()):
        said.setdefault((one.claimant, one.proposition, one.polarity), claim)
    found: dict[str, list[Standing]] = {}
    for one in sorted(fresh, key=lambda one: (bool(one.restates), one.said, one.claim)):
        known = [claim for claim in one.restates if claim in before or claim in after]
        words = (one.claimant, one.proposition, one.polarity)
        same = said.setdefault(words, one.claim)
        for claim in known or ([same] if same != one.claim else []):
            found.setdefault(claim, []).append(one)
    return found


def _superseded(
    known: Iterable[str],
    fresh: Mapping[str, Standing],
    revised: Mapping[str, Iterable[str]],
) -> dict[str, list[Standing]]:
    """Return the claims that fresh ones revise, straight or by way of others, each with those
    that revise it first."""
    found: dict[str, list[Standing]] = {}
    for claim in known:
        todo, seen = list(revised.get(claim, ())), {claim}
        while todo:
            later = todo.pop()
            if later in seen:
                continue
            seen.add(later)
            if later in fresh:
                found.setdefault(claim, []).append(fresh[later])
            else:
                todo += revised.get(later, ())
    return found


def _denied(
    fresh: Iterable[Standing], after: Mapping[str, Standing]
) -> dict[str, tuple[Standing, ...]]:
    """Return the claims that fresh ones deny, each with those."""
    said: dict[str, list[Standing]] = {}
    for one in fresh:
        if one.polarity == "denied" and one.truth_apt:
            said.setdefault(one.proposition, []).append(one)
    denials = {proposition: tuple(found) for proposition, found in said.items()}
    return {
        claim: denials[one.proposition]
        for claim, one in after.items()
        if one.polarity == "affirmed" and one.truth_apt and one.proposition in denials
    }


def _differing(
    then: Mapping[Account, Holding], now: Mapping[Account, Holding]
) -> Iterator[Answers]:
    """Yield the answers that differ, by place, state and account."""
    every = {**then, **now}
    for name in sorted(every, key=lambda name: _shown_order(every[name])):
        before, after = then.get(name), now.get(name)
        if (before and before.answer) != (after and after.answer):
            yield Answers(before, after)


def _shown_order(one: Holding) -> tuple[str, ...]:
    holder = (one.holder.label, one.holder.state, one.holder.controller)
    return (one.place_label, one.place, *holder, one.account, one.claimant or "")


def _places(found: Iterable[Change]) -> list[Thing]:
    """Return the places that changed claims say were held, taken or left."""
    changed = {
        place.iri: place
        for change in found
        if change.claim.type in TAKINGS or change.claim.type in STATES
        for place in change.claim.places
    }
    return [changed[iri] for iri in sorted(changed)]


def _by_account(found: Iterable[Held], *, parts: bool) -> dict[Account, Holding]:
    return {
        (one.place, one.holder, one.claimant, one.side): one
        for each in found
        for one in each.holdings
        if parts or one.place == each.place.key
    }
