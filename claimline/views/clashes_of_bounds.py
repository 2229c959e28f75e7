"""Who gives one event bounds, or one kind of figure amounts, that cannot meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from claimline.model import Instant, Measure
from claimline.views.clashes import Clash, grouped, span_of
from claimline.views.compared import Compared, Statement
from claimline.views.measures import Key, Range, key_of, range_of
from claimline.views.sweeps import Bound, Span, apart, overlapping
from claimline.when.hexagons import Hexagon, is_empty, tight
from claimline.when.relations import Answer
from claimline.when.ticks import DAY, FOREVER, Ticks, ticks
from claimline.when.zones import zone_called

RECURRING = ("contested-control", "no-control")
"""States that a place may be in again and again: two spells of them are two, not one."""

AXES = ("begin", "end", "length")

_Figure = tuple[Statement, Measure]


def time(known: Compared) -> Iterator[Clash]:
    """Yield who gives one event bounds of begin, end or length that cannot meet.

    One event is one handle, one type, one controller and the same places, or none named.
    Two claims cannot both be true exactly if they part in begin, in end or in length.
    """
    said = [
        statement
        for statement in known.statements
        if statement.dated
        and statement.polarity == "affirmed"
        and not known.is_a(statement, *RECURRING)
    ]
    for block in grouped(said, lambda it: (it.event, it.type, it.controller)).values():
        yield from _untimely(known, block)


def _untimely(known: Compared, block: Sequence[Statement]) -> Iterator[Clash]:
    zone = next((it.first.zone for it in block if it.first.zone), "UTC")
    stated = {statement: _hexagon(statement, zone) for statement in block}
    implied = {statement: tight(hexagon) for statement, hexagon in stated.items()}
    sound = [statement for statement in block if not is_empty(implied[statement])]
    by_place = grouped(sound, lambda it: it.where)
    seen: set[tuple[Statement, Statement]] = set()
    for shapes, (axis, name) in product((stated, implied), enumerate(AXES)):
        for ones, others in _same_place(by_place):
            first, second = (
                [(span_of(shapes[it][axis]), it) for it in group] for group in (ones, others)
            )
            for pair in apart(first, second):
                if pair in seen or pair[::-1] in seen or _told_apart(known, *pair):
                    continue
                seen.add(pair)
                times = (pair[0].time, pair[1].time)
                yield Clash("time", "bounds-apart", Answer.NECESSARY, *pair, (name, name), times)


def _same_place(
    groups: dict[frozenset[str], list[Statement]],
) -> Iterator[tuple[list[Statement], list[Statement]]]:
    """Yield what may be of one place: the same places, or on one side none named."""
    nowhere = groups.get(frozenset(), [])
    for where, group in groups.items():
        yield group, group
        if where and nowhere:
            yield group, nowhere
            yield nowhere, group


def _told_apart(known: Compared, one: Statement, other: Statement) -> bool:
    """Return whether two things are told of, not one twice: by one voice two stretches of a
    state, the one over before the other begins; in one record two changes of control."""
    if known.is_a(one, "control-change"):
        return one.claimant == other.claimant and one.first.document == other.first.document
    if not (known.is_a(one, "state") and known.one_voice(one, other)):
        return False
    first, second = sorted((one, other), key=lambda it: ticks(it.time.begin))
    return ticks(first.time.end).high < ticks(second.time.begin).low


def _hexagon(statement: Statement, zone: str) -> Hexagon:
    clocks = zone_called(zone)
    least, most = statement.days or (0, None)
    length = Ticks(least * DAY, 4 * FOREVER if most is None else most * DAY)
    begin, end = statement.time.begin, statement.time.end
    return Hexagon(ticks(begin, clocks), ticks(end, clocks), length)


def measures(known: Compared) -> Iterator[Clash]:
    """Yield who gives figures of one thing that cannot meet.

    Necessary if both are of one as-of day; possible if their days may be the same, or neither
    says of which day it is. A figure of a later day is an update.
    """
    keyed: defaultdict[Key, list[_Figure]] = defaultdict(list)
    for statement in known.statements:
        for measure in statement.measures if statement.polarity == "affirmed" else ():
            key = key_of(measure, statement.event, statement.type, statement.actors)
            if key.comparable:
                keyed[key].append((statement, measure))
    for figures in keyed.values():
        days = grouped(figures, lambda it: _day(it[1]))
        spans = [(day, day) for day in days]
        for one, other in overlapping(spans, spans):
            if one <= other:
                yield from _disjoint(days[one], days[other], same=one == other)


def _disjoint(ones: list[_Figure], others: list[_Figure], *, same: bool) -> Iterator[Clash]:
    dated = same and ones[0][1].as_of not in {None, Instant(None, None)}
    answer = Answer.NECESSARY if dated else Answer.POSSIBLE
    first, second = ([(_amounts(range_of(it[1])), it) for it in group] for group in (ones, others))
    pairs = [*apart(first, second), *([] if same else apart(second, first))]
    for (one, less), (other, more) in pairs:
        if one is not other:
            yield Clash("measure", "ranges-apart", answer, one, other, (less, more))


def _day(measure: Measure) -> Span:
    return span_of(ticks(measure.as_of or Instant(None, None)))


def _amounts(amounts: Range) -> Span:
    high: Bound = (FOREVER, 0) if amounts.high is None else (amounts.high, -int(amounts.below))
    return Span((amounts.low, int(amounts.above)), high)
