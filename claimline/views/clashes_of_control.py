"""Who says that different parties held one place at one time.

A state lasts no longer than somebody says. What has begun by some moment is taken to be so at
that moment, and what is said to last, until it was said; beyond that an open end says nothing,
and whoever tells of another state later tells of a change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from claimline.model import Instant, Interval
from claimline.views.clashes import Clash, grouped, span_of
from claimline.views.compared import Compared, Statement
from claimline.views.spells import HELD, STATES
from claimline.views.sweeps import Span, overlapping
from claimline.when.relations import Answer, intersects
from claimline.when.ticks import Ticks, ticks

TAKINGS = ("capture", "handover")
"""Happenings after which the controller they name holds the place."""


@dataclass(frozen=True, slots=True)
class _Holding:
    """What a statement says of who held its places: by its bounds, and as it is meant."""

    statement: Statement
    state: str
    controller: str
    time: Interval
    meant: Interval


def control(known: Compared) -> Iterator[Clash]:
    """Yield who says that different parties held one place at one time, or that it was held
    while it was contested or nobody's.

    Necessary if there is time that both speak of in every reading of their bounds; possible
    if only as they are meant. Two accounts that can agree on the moment of a change do not
    clash. Of one voice only what is necessary counts: its states follow one another.
    """
    blocks: defaultdict[str, list[_Holding]] = defaultdict(list)
    for holding in _holdings(known):
        for place in holding.statement.places:
            blocks[place].append(holding)
    for block in blocks.values():
        parties = grouped(block, lambda it: (it.state, it.controller))
        for (one, ones), (other, others) in combinations(parties.items(), 2):
            if _exclude(known, one, other):
                yield from _held_at_once(known, ones, others)


def _held_at_once(
    known: Compared, ones: Sequence[_Holding], others: Sequence[_Holding]
) -> Iterator[Clash]:
    first, second = ([(_core(it.meant), it) for it in group] for group in (ones, others))
    for one, other in overlapping(first, second):
        if intersects(one.meant, other.meant) is not Answer.NECESSARY:
            continue
        answer = intersects(one.time, other.time)
        if answer is not Answer.NECESSARY and known.one_voice(one.statement, other.statement):
            continue
        rule = "different-holders" if one.state == other.state else "held-and-contested"
        about = (one.controller or one.state, other.controller or other.state)
        times = (one.time, other.time)
        yield Clash("control", rule, answer, one.statement, other.statement, about, times)


def _core(time: Interval) -> Span:
    """Return when a state certainly held; where its bounds leave no such time, the stretch
    that another must cover to meet it for certain."""
    begin, end = ticks(time.begin), ticks(time.end)
    begun, ended = min(begin.high, end.high), max(begin.low, end.low)
    return span_of(Ticks(min(begun, ended), max(begun, ended)))


def _exclude(known: Compared, one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether a place cannot be in both states: contested and nobody's it can be."""
    if HELD not in {one[0], other[0]}:
        return False
    return one[0] != other[0] or not known.one_party(one[1], other[1])


def _holdings(known: Compared) -> Iterator[_Holding]:
    for statement in known.statements:
        if statement.polarity == "denied" or not statement.places or not statement.dated:
            continue
        state = STATES.get(statement.type) or (HELD if known.is_a(statement, "control") else None)
        controller = statement.controller or ""
        if state and (controller or state != HELD):
            yield _holding(statement, state, controller, statement.time)
        elif controller and known.is_a(statement, *TAKINGS):
            after = Interval(statement.time.end, Instant(None, None))
            yield _holding(statement, HELD, controller, after)


def _holding(statement: Statement, state: str, controller: str, time: Interval) -> _Holding:
    holder = controller if state == HELD else ""
    return _Holding(statement, state, holder, time, _meant(time, statement.first.said))


def _meant(time: Interval, said: Instant) -> Interval:
    """Return a state as it is meant: so when it had begun, and if it lasts, when it was said."""
    begin, end = time.begin, time.end
    if begin.earliest is None and begin.latest is None:
        begin = Instant(None, end.earliest)
    if end.latest is None:
        lasting = max(filter(None, (end.earliest, said.latest)), default=None)
        end = Instant(lasting if end.earliest else begin.latest, None)
    return Interval(begin, end)
