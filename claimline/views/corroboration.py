"""How well claims are supported: that they were made, and that they are so, are two numbers.

* Said: through how many independent reporters it is on record that this claimant said this.
* Content: how many others, independent of the claimant and of each other, say that it is so,
  or say what entails it (``entailment``).

Hearsay and inference count zero, and so do restatements, claims that entail another only
possibly, and others who are heard through the claimant alone. Roots are apart as far as the
records go: two outlets that name no source may have one that neither names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from claimline import catalogue
from claimline.errors import BadParameter, NotPublic
from claimline.find import Thing, find_any
from claimline.store import Quads
from claimline.terms import CL
from claimline.views.affiliations import affiliations
from claimline.views.entailment import contents
from claimline.views.judgements import Judgement
from claimline.views.sayings import sayings
from claimline.views.weighing import (
    SEPARATE_REPORTERS,
    Case,
    Corroboration,
    Support,
    Zero,
)
from claimline.when.relations import Answer


def claim_or_place(store: Quads, name: str) -> tuple[Thing | None, Thing | None]:
    """Return the claim or the place that a name means; raises UnknownName, AmbiguousName."""
    thing = find_any(store, ("claim", "place"), name)
    return (thing, None) if "/claim/" in thing.iri else (None, thing)


def kept(
    found: Iterable[Corroboration],
    *,
    min_independent: int | None = None,
    by: str | None = None,
    conceded: bool = False,
    unanswered: bool = False,
) -> list[Corroboration]:
    """Return what has so many independent roots, ``by`` one of the two numbers or the larger;
    only what is conceded, or only what nobody of another side has answered.

    Raises BadParameter for ``by`` without a number to compare with.
    """
    if by and min_independent is None:
        raise BadParameter("by says which number is compared: give the least that is wanted too")
    return [
        one
        for one in found
        if one.independent(by) >= (min_independent or 0)
        and (one.concessions or not conceded)
        and (one.answered is False or not unanswered)
    ]


def corroboration(
    store: Quads,
    *,
    claim: Thing | None = None,
    place: Thing | None = None,
    as_of: str | None = None,
    possibly: bool = False,
) -> tuple[Corroboration, ...]:
    """Return what supports a claim, every claim about a place and its parts, or every claim.

    What is conceded comes first, then what most others say, then what most reporters have.
    Raises NotPublic for a claim that was not public on the day asked about, and BadParameter
    for a day that is not EDTF.
    """
    events, wanted = _scope(store, claim, place)
    told = sayings(store, events, as_of=as_of, possibly=possibly)
    asked = {} if events is None else {"event": events}
    said = contents(store.select(catalogue.get("event-contents").bind(**asked)).plain())
    case = Case(told, said, affiliations(store))
    found = [
        one
        for saying in told
        if wanted is None or saying.proposition in wanted
        for one in case.weighed(saying)
        if claim is None or one.iri == claim.iri
    ]
    if claim and not found:
        raise NotPublic("claim", claim.key, as_of or "the day asked about")
    return tuple(sorted(found, key=_strongest_first))


def _strongest_first(one: Corroboration) -> tuple[bool, int, int, str]:
    return not one.concessions, -len(one.roots), -len(one.said), one.claim


def _scope(
    store: Quads, claim: Thing | None, place: Thing | None
) -> tuple[list[str] | None, set[str] | None]:
    """Return the events to look at and the propositions asked about; None: all of them."""
    if claim:
        propositions = _objects(store, [claim.iri], CL + "asserts")
        return _objects(store, propositions, CL + "about"), set(propositions)
    if place:
        rows = store.select(catalogue.get("place-events").bind(place=place.iri)).plain()
        return (
            sorted({str(row["event"]) for row in rows}),
            {str(row["proposition"]) for row in rows},
        )
    return None, None


def _objects(store: Quads, things: Sequence[str], predicate: str) -> list[str]:
    rows = store.select(catalogue.get("describe").bind(thing=things)).plain()
    return sorted({str(row["object"]) for row in rows if row["predicate"] == predicate})


def judgements(found: Iterable[Corroboration]) -> Iterator[Judgement]:
    """Yield what was judged of each two claims, every pair once.

    That one claim supports the other, unless it counts zero for another reason than that it
    does so only possibly; that one concedes the other; that two are separate reports of one
    saying.
    """
    seen: set[tuple[str, str, str]] = set()
    for one in found:
        for judgement in _judged(one):
            pair = (judgement.kind, *judgement.claims)
            if pair not in seen:
                seen.add(pair)
                yield judgement


def _judged(one: Corroboration) -> Iterator[Judgement]:
    for support in one.supports:
        if support.zero in {None, Zero.POSSIBLE_ONLY}:
            verb = "may say" if support.zero else "says"
            yield _judgement("content-corroboration", support, one, f"{verb} what is enough for")
    for support in one.concessions:
        if support.iri != one.iri:
            yield _judgement("concession", support, one, "concedes, against its own side,")
    firsts = sorted(root.iri for root in one.said)
    for pair in combinations(firsts, 2):
        yield Judgement(
            relation="corroboration",
            kind="said-corroboration",
            necessity=str(Answer.NECESSARY),
            rule=SEPARATE_REPORTERS,
            claims=pair,
            note=f"two records, through separate reporters, of what {one.claimant} said",
        )


def _judgement(kind: str, support: Support, one: Corroboration, verb: str) -> Judgement:
    return Judgement(
        relation="concession" if kind == "concession" else "corroboration",
        kind=kind,
        necessity=str(support.answer),
        rule=support.rule,
        claims=(support.iri, one.iri),
        note=f"{support.claim} {verb} {one.claim}",
    )
