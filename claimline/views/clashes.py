"""The rules by which two statements cannot, or may not, both be true: what they all share,
and those of what is said (denials, types, purposes, movements).

Each rule first puts together what can clash at all (one proposition, one place, one event,
one kind of figure, one force) and then yields the pairs that do, so that the work grows with
the statements and the answers, not with all pairs. No rule concludes anything from silence:

* a state whose end nobody dates says nothing of later days: what comes later is an update;
* a place that nobody names is the whole event's; places that differ are never compared;
* figures that count from another day, of another area or up to another day are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from claimline.model import Interval, Measure
from claimline.views.compared import Compared, Statement
from claimline.views.sweeps import Span, overlapping
from claimline.when.relations import Answer, intersects
from claimline.when.ticks import MICROSECOND, Ticks, ticks

Thing = TypeVar("Thing")
Name = TypeVar("Name", bound=Hashable)

HOUR = 60 * 60 * 1_000_000 * MICROSECOND


@dataclass(frozen=True, slots=True)
class Clash:
    """Two statements, the rule they break, and whether they do in every reading of both.

    ``about`` is what they differ on, in the words of the rule: the types, the bound, the
    measures. ``times`` are the stretches of which the two speak, where that is of interest.
    """

    kind: str
    rule: str
    necessity: Answer
    one: Statement
    other: Statement
    about: tuple[str, str] | tuple[Measure, Measure]
    times: tuple[Interval, Interval] | None = None


def denials(known: Compared) -> Iterator[Clash]:
    """Yield who affirms and who denies the very same proposition."""
    for said in grouped(known.statements, lambda it: it.proposition).values():
        yes = [statement for statement in said if statement.polarity == "affirmed"]
        no = [statement for statement in said if statement.polarity == "denied"]
        for one, other in product(yes, no):
            times = (one.time, other.time) if one.dated else None
            about = ("affirmed", "denied")
            yield Clash("denial", "opposite-polarity", Answer.NECESSARY, one, other, about, times)


def purposes(known: Compared) -> Iterator[Clash]:
    """Yield who gives one event types, purposes or causes that the vocabulary rules out.

    Of types this is necessary; of purposes and causes only possible, for an act may have
    several. Statements that name places share one, or are not compared.
    """
    said = [statement for statement in known.statements if statement.polarity == "affirmed"]
    for block in grouped(said, lambda it: it.event).values():
        marked: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in block:
            for mark in _marks(statement):
                marked[mark].append(statement)
        for mark, ones in marked.items():
            for against, rule, answer in _against(known, *mark):
                for one, other in product(ones, marked.get(against, ())):
                    if one is not other and _may_share_place(one, other):
                        about = (mark[1], against[1])
                        yield Clash("purpose", rule, answer, one, other, about)


def _against(
    known: Compared, slot: str, mark: str
) -> Iterator[tuple[tuple[str, str], str, Answer]]:
    """Yield what a type, purpose or cause rules out, by which rule, and how surely."""
    for other in sorted(known.ruled_out.get(mark, ())):
        if slot == "cause":
            yield ("cause", other), "incompatible-causes", Answer.POSSIBLE
            continue
        yield ("purpose", other), "incompatible-purposes", Answer.POSSIBLE
        if slot == "type":
            yield ("type", other), "incompatible-types", Answer.NECESSARY


def _marks(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "type", statement.type
    yield from (("purpose", purpose) for purpose in sorted(statement.purposes))
    yield from (("cause", cause) for cause in sorted(statement.causes))


def _may_share_place(one: Statement, other: Statement) -> bool:
    return not one.places or not other.places or not one.places.isdisjoint(other.places)


def movements(known: Compared, hours: float) -> Iterator[Clash]:
    """Yield who says of one force, within so many hours, that it is sent to where it leaves.

    Only of one voice: that others see troops come and go is no contradiction. Possible only,
    for a force may be sent to one part of a region and leave another.
    """
    sent: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    leaving: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in known.statements:
        if statement.polarity != "affirmed":
            continue
        voices = known.actors.voices(statement.claimant)
        if known.is_a(statement, "troop-movement"):
            for at in product(statement.actors, statement.destinations, voices):
                sent[at].append(statement)
        elif known.is_a(statement, "withdrawal"):
            for at in product(statement.actors, statement.left - statement.reached, voices):
                leaving[at].append(statement)
    reach = round(hours * HOUR)
    for at in sent.keys() & leaving.keys():
        ones = [(_said(it, reach), it) for it in sent[at]]
        others = [(_said(it, 0), it) for it in leaving[at]]
        for one, other in overlapping(ones, others):
            at_once = intersects(one.time, other.time) is not Answer.IMPOSSIBLE
            if at_once and known.one_voice(one, other):
                times = (one.time, other.time)
                about = (_named("sent to", one.destinations), _named("leaving", other.places))
                yield Clash(
                    "purpose", "opposite-directions", Answer.POSSIBLE, one, other, about, times
                )


def _named(verb: str, places: Iterable[str]) -> str:
    return f"{verb} {', '.join(sorted(places))}"


def _said(statement: Statement, reach: int) -> Span:
    said = ticks(statement.first.said)
    return span_of(Ticks(said.low - reach, said.high + reach))


def span_of(span: Ticks) -> Span:
    """Return ticks as a span to sweep over."""
    return Span((span.low, 0), (span.high, 0))


def grouped(things: Iterable[Thing], name: Callable[[Thing], Name]) -> dict[Name, list[Thing]]:
    """Return things in groups by a name that each has."""
    found: defaultdict[Name, list[Thing]] = defaultdict(list)
    for thing in things:
        found[name(thing)].append(thing)
    return found
