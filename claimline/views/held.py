"""Who held a place on a day, by each account: necessarily, possibly or not.

An account is what one claimant, or one side, says of a place. How one claim is read stands in
``spells``; here claims are put together, by these rules:

* A claimant's own claims: necessary if one of them makes it so; possible if one leaves it
  open; impossible if all rule it out. A claimant that both makes it necessary and rules it
  out contradicts itself: the answer is possible, with the claims of both.
* A place has one state at a time: whoever has one party hold it necessarily has no other
  hold it. Parties of one side are not taken to shut each other out.
* An account of a part is no account of the whole. Whoever has somebody hold a part rules out
  that another holds the whole, and leaves open whether the same one does.
* A side: necessary if all its claimants who speak of it say so, impossible if none allows it.
* What an account is silent on is left out.

Nothing is concluded from silence, from an account of a larger place, or from two spells that
only together cover a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimline.errors import BadParameter, TimeError
from claimline.find import Thing
from claimline.store import Quads
from claimline.views import public
from claimline.views.spells import HELD, Holder, Rule, Spell, Verdict, closed, spells, verdict
from claimline.when import instant
from claimline.when.relations import Answer

ACCOUNTS = ("claimant", "side")
"""Whose account an answer may be: one claimant's, or one side's."""

_ORDER = tuple(Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Whether a place was so, by one account; ``claimant`` is None for a whole side.

    ``verdicts`` are what the claims behind the answer say, each by its own rule.
    """

    place: str
    place_label: str
    holder: Holder
    claimant: str | None
    account: str
    side: str | None
    answer: Answer
    rule: Rule
    verdicts: tuple[Verdict, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims the answer rests on: those that speak, then those that close open ends."""
        said = [found.spell.claim for found in self.verdicts]
        closing = [other.claim for found in self.verdicts for other in found.spell.why]
        return tuple(dict.fromkeys(said + closing))

    @property
    def polarity(self) -> str:
        """``denied`` where the account does no more than deny."""
        denies = self.verdicts and all(found.spell.denied for found in self.verdicts)
        return "denied" if denies else "affirmed"

    @property
    def certain(self) -> bool:
        """Whether all the claims behind the answer were certainly public."""
        behind = (one for found in self.verdicts for one in (found.spell, *found.spell.why))
        return all(spell.certain for spell in behind)


@dataclass(frozen=True, slots=True)
class Held:
    """Every account's answers about one place and its parts, the place itself first."""

    place: Thing
    on: str
    as_of: str | None
    holdings: tuple[Holding, ...]


def held(
    store: Quads,
    place: Thing,
    on: str,
    *,
    by: str = "claimant",
    as_of: str | None = None,
    possibly: bool = False,
) -> Held:
    """Return who held a place and its parts on an EDTF date, by each claimant or side.

    ``as_of`` and ``possibly`` are those of ``public.rows``. Raises BadParameter for a text
    that is not EDTF.
    """
    return held_each(store, [place], on, by=by, as_of=as_of, possibly=possibly)[0]


def held_each(
    store: Quads,
    places: Sequence[Thing],
    on: str,
    *,
    by: str = "claimant",
    as_of: str | None = None,
    possibly: bool = False,
) -> list[Held]:
    """Return for each of several places what ``held`` does, from one query."""
    try:
        instant(on)
    except TimeError as error:
        raise BadParameter(str(error)) from error
    asked = {"place": [place.iri for place in places]}
    found = public.rows(store, "held", asked, as_of=as_of, possibly=possibly) if places else []
    rows: dict[str, list[public.Row]] = {place.iri: [] for place in places}
    for row in found:
        rows[str(row["place"])].append(row)
    return [
        Held(place, on, as_of, answers(list(spells(rows[place.iri])), place, on, by=by))
        for place in places
    ]


def answers(
    said: Sequence[Spell], whole: Thing, on: str, *, by: str = "claimant"
) -> tuple[Holding, ...]:
    """Return what all accounts say of a place and its parts on a date, in the order shown."""
    named = dict.fromkeys((spell.place, spell.holder) for spell in said)
    named |= dict.fromkeys((whole.key, holder) for _, holder in named if holder.state == HELD)
    labels = {whole.key: whole.label} | {spell.place: spell.place_label for spell in said}
    found: list[Holding] = []
    for own in _by_claimant(said).values():
        found += _Account(own, whole.key, labels, on).holdings(named)
    if by == "side":
        found = list(_sides(found))
    return tuple(sorted(found, key=lambda one: _shown_order(one, whole.key)))


def _by_claimant(said: Iterable[Spell]) -> dict[str, list[Spell]]:
    accounts: dict[str, list[Spell]] = {}
    for spell in said:
        accounts.setdefault(spell.claimant, []).append(spell)
    return accounts


def _shown_order(one: Holding, whole: str) -> tuple[object, ...]:
    states = (one.holder.state != HELD, one.holder.state, one.holder.label, one.holder.controller)
    account = (_ORDER.index(one.answer), one.account, one.claimant or "", one.side or "")
    return (one.place != whole, one.place_label, one.place, *states, *account)


Named = tuple[str, Holder]
"""A place and a state it may be in."""


class _Account:
    """What one claimant says of a place and its parts at one time."""

    def __init__(self, said: Sequence[Spell], whole: str, labels: dict[str, str], on: str) -> None:
        self._who, self._whole, self._labels = said[0], whole, labels
        verdicts: dict[Named, list[Verdict]] = {}
        for spell in closed(said):
            if found := verdict(spell, on):
                verdicts.setdefault((spell.place, spell.holder), []).append(found)
        self._own = {name: self._combined(name, found) for name, found in verdicts.items()}
        self._sure: dict[str, list[Holding]] = {}
        for one in self._own.values():
            if one.answer is Answer.NECESSARY:
                self._sure.setdefault(one.place, []).append(one)

    def holdings(self, named: Iterable[Named]) -> Iterator[Holding]:
        """Yield the answer for each place and state that anybody names, unless silent."""
        for name in named:
            found = self._own.get(name)
            shut = self._shut_out_by(name)
            if shut:
                yield self._excluded(name, shut, found)
            elif found or (found := self._of_a_part(name)):
                yield found

    def _shut_out_by(self, name: Named) -> list[Holding]:
        """Return what is necessary by this account and cannot be so together with a state.

        Whoever holds the whole holds each part, and while a part is otherwise nobody holds
        the whole. Two parts, or a whole that is contested and a part, say nothing of each other.
        """
        place, holder = name
        near = list(self._sure.get(place, ()))
        if place != self._whole:
            near += [one for one in self._sure.get(self._whole, ()) if one.holder.state == HELD]
        elif holder.state == HELD:
            near += [one for part in self._sure if part != place for one in self._sure[part]]
        return [one for one in near if one.holder.shuts_out(holder)]

    def _excluded(self, name: Named, shut: list[Holding], own: Holding | None) -> Holding:
        mine = own.verdicts if own else ()
        others = [found for one in shut for found in one.verdicts]
        if own and own.answer is Answer.NECESSARY:
            return self._holding(name, Answer.POSSIBLE, Rule.CONTRADICTS_ITSELF, [*mine, *others])
        if own and own.answer is Answer.IMPOSSIBLE:
            return own
        return self._holding(name, Answer.IMPOSSIBLE, Rule.EXCLUDED, [*others, *mine])

    def _of_a_part(self, name: Named) -> Holding | None:
        """Return the answer for the whole from what is said only of its parts."""
        place, holder = name
        if place != self._whole or holder.state != HELD:
            return None
        parts = [
            found
            for (part, of), one in self._own.items()
            if part != self._whole and of == holder and one.answer is not Answer.IMPOSSIBLE
            for found in one.verdicts
            if found.answer is not Answer.IMPOSSIBLE and not found.spell.denied
        ]
        return self._holding(name, Answer.POSSIBLE, Rule.PART_ONLY, parts) if parts else None

    def _combined(self, name: Named, found: list[Verdict]) -> Holding:
        """Return what a claimant's own claims of one state come to."""
        said = {one.answer for one in found}
        denied = [one for one in found if one.rule is Rule.DENIED]
        if Answer.NECESSARY in said and denied:
            return self._holding(name, Answer.POSSIBLE, Rule.CONTRADICTS_ITSELF, found)
        answer = Answer.IMPOSSIBLE if denied else min(said, key=_ORDER.index)
        behind = [
            one
            for one in found
            if one.answer is answer or one.spell.denied or one.rule is Rule.LEFT
        ]
        (first, *_) = denied or [one for one in behind if one.answer is answer]
        return self._holding(name, answer, first.rule, behind)

    def _holding(
        self, name: Named, answer: Answer, rule: Rule, behind: Iterable[Verdict]
    ) -> Holding:
        place, holder = name
        return Holding(
            place=place,
            place_label=self._labels[place],
            holder=holder,
            claimant=self._who.claimant,
            account=self._who.claimant_label,
            side=self._who.side,
            answer=answer,
            rule=rule,
            verdicts=tuple(dict.fromkeys(behind)),
        )


def _sides(found: Iterable[Holding]) -> Iterator[Holding]:
    """Yield what the claimants of each side say together: necessary if it is by all who speak
    of it, impossible if it is by none."""
    together: dict[tuple[str, Holder, str | None], list[Holding]] = {}
    for one in found:
        together.setdefault((one.place, one.holder, one.side), []).append(one)
    for (place, holder, side), accounts in together.items():
        said = {one.answer for one in accounts}
        agreed = len(said) == 1
        yield Holding(
            place=place,
            place_label=accounts[0].place_label,
            holder=holder,
            claimant=None,
            account=side or "no side",
            side=side,
            answer=said.pop() if agreed else Answer.POSSIBLE,
            rule=_strongest(accounts) if agreed else Rule.CLAIMANTS_DIFFER,
            verdicts=tuple(dict.fromkeys(one for each in accounts for one in each.verdicts)),
        )


def _strongest(accounts: Iterable[Holding]) -> Rule:
    return min((one.rule for one in accounts), key=tuple(Rule).index)
