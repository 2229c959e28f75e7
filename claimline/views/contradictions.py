"""Which claims contradict each other, in what, and whether in every reading of them.

What is not a contradiction: an update (a later as-of day, a state that nobody says lasted),
a restatement, a claim and the one that revises it, figures of different scope or baseline, and
whatever is neither true nor false (orders, announced intents, predictions).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from claimline.find import Thing
from claimline.model import Instant, Measure
from claimline.store import Quads
from claimline.views.clashes import HOUR, Clash, denials, movements, purposes
from claimline.views.clashes_of_bounds import measures, time
from claimline.views.clashes_of_control import control
from claimline.views.compared import Compared, Statement, compared
from claimline.views.judgements import Judgement
from claimline.views.measures import range_of
from claimline.when import words
from claimline.when.relations import Answer, overlap_days
from claimline.when.ticks import FAR, ticks

KINDS = ("denial", "control", "time", "measure", "purpose")

WITHIN = 72
"""Hours within which one voice is held to what it said, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A clash, its two statements in the order in which they were first said.

    ``one_voice``: the claimant is the same, or speaks for the other. ``hours`` are then the
    least and the greatest number of hours between the two, ``None`` if that is not known.
    """

    clash: Clash
    one: Statement
    other: Statement
    one_voice: bool
    hours: tuple[float, float] | None

    @property
    def certain(self) -> bool:
        """Whether both were certainly public on the day asked about."""
        return self.one.certain and self.other.certain

    @property
    def overlap(self) -> tuple[int, int | None] | None:
        """The least and the greatest number of days of which both speak, the latter None for
        no limit; None where the rule is not about time or no time is given."""
        if self.clash.times is None or not (self.one.dated and self.other.dated):
            return None
        return overlap_days(*self.clash.times, zone=self.one.first.zone or "UTC")

    @property
    def note(self) -> str:
        """What the two differ on, in words."""
        return _NOTES[self.clash.kind](self)

    @property
    def judgement(self) -> Judgement:
        """The contradiction as linked data has it."""
        return Judgement(
            relation="contradiction",
            kind=self.clash.kind,
            necessity=self.clash.necessity,
            rule=self.clash.rule,
            claims=(self.one.first.iri, self.other.first.iri),
            note=self.note,
            overlap=self.overlap,
        )


def contradictions(
    store: Quads,
    *,
    place: Thing | None = None,
    event: Thing | None = None,
    kinds: Collection[str] = KINDS,
    necessary: bool = False,
    within: float | None = None,
    as_of: str | None = None,
    possibly: bool = False,
) -> tuple[Contradiction, ...]:
    """Return the contradictions of a whole store, or those in which a place or an event is
    spoken of, the necessary ones first.

    ``within`` keeps only those of one voice that may lie so many hours apart. Raises
    BadParameter for an ``as_of`` that is not EDTF.
    """
    asked = {name: thing.iri for name, thing in (("place", place), ("event", event)) if thing}
    known = compared(store, asked, as_of=as_of, possibly=possibly)
    hours = WITHIN if within is None else within
    linked = _linked(known.statements)
    found = [
        contradiction
        for clash in _strongest(_clashes(known, kinds, hours))
        if not (necessary and clash.necessity is not Answer.NECESSARY)
        and (clash.one.asked or clash.other.asked)
        and linked[clash.one.first.iri] != linked[clash.other.first.iri]
        for contradiction in [_contradiction(known, clash)]
        if within is None or _close(contradiction, within)
    ]
    return tuple(sorted(found, key=_order))


def _clashes(known: Compared, kinds: Collection[str], hours: float) -> Iterator[Clash]:
    rules = {"denial": denials, "control": control, "time": time, "measure": measures}
    for kind, rule in rules.items():
        if kind in kinds:
            yield from rule(known)
    if "purpose" in kinds:
        yield from purposes(known)
        yield from movements(known, hours)


def _strongest(clashes: Iterable[Clash]) -> Iterable[Clash]:
    """Return of each kind one clash a pair: a necessary one if there is one, else the first."""
    found: dict[tuple[str, frozenset[int]], Clash] = {}
    for clash in clashes:
        pair = clash.kind, frozenset((id(clash.one), id(clash.other)))
        kept = found.setdefault(pair, clash)
        if kept.necessity is not Answer.NECESSARY and clash.necessity is Answer.NECESSARY:
            found[pair] = clash
    return found.values()


def _linked(statements: Iterable[Statement]) -> dict[str, str]:
    """Return for each claim the one that stands for all that it restates or revises, or that
    restate or revise it, through however many others."""
    leader: dict[str, str] = {}

    def lead(claim: str) -> str:
        while leader.setdefault(claim, claim) != claim:
            leader[claim] = leader[leader[claim]]
            claim = leader[claim]
        return claim

    for statement in statements:
        first = lead(statement.first.iri)
        related = chain.from_iterable((it.iri, *it.earlier) for it in statement.records)
        for claim in related:
            leader[lead(claim)] = first = lead(first)
    return {claim: lead(claim) for claim in list(leader)}


def _contradiction(known: Compared, clash: Clash) -> Contradiction:
    one, other = sorted((clash.one, clash.other), key=lambda it: it.said_from)
    one_voice = known.one_voice(one, other)
    hours = _apart(one.first.said, other.first.said) if one_voice else None
    return Contradiction(clash, one, other, one_voice, hours)


def _close(found: Contradiction, within: float) -> bool:
    return found.one_voice and found.hours is not None and found.hours[0] <= within


def _apart(one: Instant, other: Instant) -> tuple[float, float] | None:
    """Return the least and the greatest number of hours between two moments."""
    first, second = ticks(one), ticks(other)
    if any(abs(bound) > FAR for bound in (*first, *second)):
        return None
    least = max(0, first.low - second.high, second.low - first.high)
    most = max(first.high - second.low, second.high - first.low)
    return round(least / HOUR, 2), round(most / HOUR, 2)


def _order(found: Contradiction) -> tuple[object, ...]:
    clash = found.clash
    return (
        clash.necessity is not Answer.NECESSARY,
        KINDS.index(clash.kind),
        found.one.first.claim,
        found.other.first.claim,
    )


# What the two differ on, in words


def _ordered(found: Contradiction) -> tuple[object, object]:
    """Return what the clash is about, in the order of the two statements."""
    about = found.clash.about
    return about if found.clash.one is found.one else (about[1], about[0])


def _denial(found: Contradiction) -> str:
    one, other = _ordered(found)
    return f"the same is {one} and {other}"


def _control(found: Contradiction) -> str:
    one, other = _ordered(found)
    places = ", ".join(sorted(found.one.places & found.other.places))
    return f"{places}: {one} or {other}"


def _time(found: Contradiction) -> str:
    axis = str(found.clash.about[0])
    return f"{axis}: {_bound(found.one, axis)} or {_bound(found.other, axis)}"


def _bound(statement: Statement, axis: str) -> str:
    zone = statement.first.zone or "UTC"
    if axis == "length":
        least, most = statement.days or overlap_days(statement.time, statement.time, zone)
        return f"{least} days or more" if most is None else f"{least} to {most} days"
    moment = statement.time.begin if axis == "begin" else statement.time.end
    return words(moment, zone)


def _measure(found: Contradiction) -> str:
    one, other = _ordered(found)
    return f"{_amounts(one)} or {_amounts(other)}"


def _amounts(measure: object) -> str:
    if not isinstance(measure, Measure):
        return str(measure)
    amounts = range_of(measure)
    if amounts.high is None:
        return f"{amounts.low.normalize():f} {measure.unit} or more"
    if amounts.low == amounts.high:
        return f"{amounts.low.normalize():f} {measure.unit}"
    return f"{amounts.low.normalize():f} to {amounts.high.normalize():f} {measure.unit}"


def _purpose(found: Contradiction) -> str:
    one, other = _ordered(found)
    return f"{one} or {other}"


_NOTES = {
    "denial": _denial,
    "control": _control,
    "time": _time,
    "measure": _measure,
    "purpose": _purpose,
}
