"""How uncertain times stand to each other: necessarily, possibly or not at all.

Every end of an interval varies within its own bounds, independently but for one rule: no
interval ends before it begins. It may be as short as a moment. A question is whether some
reading puts the ends in a given order and some other does not, and that is decided exactly:
along an order, each end is put as early as the ones before it allow.

The thirteen relations are Allen's ("Maintaining knowledge about temporal intervals",
Communications of the ACM 26, 1983). For an interval as short as a moment they are the five
that Vilain gave for a point: at the other's begin it ``starts`` it, at its end it
``finishes`` it. So of any two exact intervals exactly one relation holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from claimline.model import Instant, Interval
from claimline.when.ticks import DAY, FAR, FOREVER, Ticks, ticks
from claimline.when.zones import zone_called


class Answer(StrEnum):
    """Whether something holds in all readings of the bounds, in some, or in none."""

    NECESSARY = "necessary"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class Relation(StrEnum):
    """Allen's relations of one interval to another."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished-by"
    CONTAINS = "contains"
    STARTED_BY = "started-by"
    OVERLAPPED_BY = "overlapped-by"
    MET_BY = "met-by"
    AFTER = "after"


Order = tuple[tuple[int, str], ...]
"""Steps from the earliest end to the latest: 1 for later than the step before or 0 for at
the earliest with it, and the letters of the ends that coincide there."""

WORDING = {
    Relation.BEFORE: "a ≤ A < b ≤ B",
    Relation.MEETS: "a < A = b < B",
    Relation.OVERLAPS: "a < b < A < B",
    Relation.STARTS: "a = b ≤ A < B",
    Relation.DURING: "b < a ≤ A < B",
    Relation.FINISHES: "b < a ≤ A = B",
    Relation.EQUALS: "a = b ≤ A = B",
    Relation.FINISHED_BY: "a < b ≤ B = A",
    Relation.CONTAINS: "a < b ≤ B < A",
    Relation.STARTED_BY: "a = b ≤ B < A",
    Relation.OVERLAPPED_BY: "b < a < B < A",
    Relation.MET_BY: "b < B = a < A",
    Relation.AFTER: "b ≤ B < a ≤ A",
}
"""What each relation says: of one interval from a to A and another from b to B."""


def _order(wording: str) -> Order:
    """Return the steps of an order.

    >>> _order("a < A = b ≤ B")
    ((0, 'a'), (1, 'Ab'), (0, 'B'))
    """
    steps = re.findall(r"([<≤]?)((?:\w|[ =])+)", wording)
    return tuple((int(sign == "<"), re.sub(r"[ =]", "", letters)) for sign, letters in steps)


_RELATIONS = {relation: _order(wording) for relation, wording in WORDING.items()}
_APART = {Relation.BEFORE, Relation.MEETS, Relation.MET_BY, Relation.AFTER}
_TOGETHER = frozenset(Relation) - _APART

_EARLIER, _NOT_EARLIER = [_order("m < n")], [_order("n ≤ m")]
_EQUAL, _UNEQUAL = [_order("m = n")], [_order("m < n"), _order("n < m")]
_INSIDE, _OUTSIDE = [_order("a < m < A")], [_order("m ≤ a ≤ A"), _order("a ≤ A ≤ m")]
_HOLDS = [_order("a ≤ m < A"), _order("a = m = A")]
_HOLDS_NOT = [_order("m < a ≤ A"), _order("a ≤ A < m"), _order("a < A = m")]


def relate(one: Interval, other: Interval) -> dict[Relation, Answer]:
    """Return of each relation whether ``one`` has it to ``other``.

    All are impossible if one of them can only end before it begins.
    """
    ends = _ends(one, other)
    possible = {relation for relation, order in _RELATIONS.items() if _can(order, ends)}
    found = Answer.NECESSARY if len(possible) == 1 else Answer.POSSIBLE
    return {relation: found if relation in possible else Answer.IMPOSSIBLE for relation in Relation}


def holds(one: Interval, other: Interval, *relations: Relation) -> Answer:
    """Return whether ``one`` has any of these relations to ``other``.

    >>> from claimline.when import interval
    >>> spring, year = interval("2022-03/2022-05"), interval("2022-01/2022-12")
    >>> str(holds(spring, year, Relation.DURING, Relation.STARTS))
    'necessary'
    """
    others = [order for relation, order in _RELATIONS.items() if relation not in relations]
    return _judged([_RELATIONS[relation] for relation in relations], others, _ends(one, other))


def intersects(one: Interval, other: Interval) -> Answer:
    """Return whether two intervals have time in common, more than the end of one and the
    begin of the other."""
    return holds(one, other, *_TOGETHER)


def earlier(one: Instant, other: Instant) -> Answer:
    """Return whether one moment comes before another."""
    return _judged(_EARLIER, _NOT_EARLIER, {"m": ticks(one), "n": ticks(other)})


def meet(one: Instant, other: Instant) -> Answer:
    """Return whether two moments are the same: necessarily so only if both are exact.

    >>> from claimline.when import instant
    >>> str(meet(instant("2022-04-01"), instant("2022-04"))),
    ('possible',)
    >>> str(meet(instant("2022-04-01"), instant("2022-04-02"))),
    ('impossible',)
    """
    return _judged(_EQUAL, _UNEQUAL, {"m": ticks(one), "n": ticks(other)})


def inside(moment: Instant, stretch: Interval) -> Answer:
    """Return whether a moment lies strictly between the ends of an interval."""
    return _judged(_INSIDE, _OUTSIDE, _with(moment, stretch))


def holds_on(state: Interval, moment: Instant) -> Answer:
    """Return whether a state held at a moment: from its begin up to but not at its end.

    Of a whole day, necessary means that it held all through that day, possible that it may
    have held at some time of it. What is as short as a moment holds at that moment.
    """
    return _judged(_HOLDS, _HOLDS_NOT, _with(moment, state))


def overlap_days(one: Interval, other: Interval, zone: str = "UTC") -> tuple[int, int | None]:
    """Return for how long two states held together: the whole days in which they certainly
    did, and the days, rounded up, in which they may have; ``None`` if there is no limit.

    Days are those of the clocks of ``zone``.
    """
    clocks = zone_called(zone)
    begins = [ticks(state.begin, clocks) for state in (one, other)]
    ends = [ticks(state.end, clocks) for state in (one, other)]
    least = min(end.low for end in ends) - max(begin.high for begin in begins)
    most = min(end.high for end in ends) - max(begin.low for begin in begins)
    return max(least // DAY, 0), None if most >= FAR else max(-(-most // DAY), 0)


def _ends(one: Interval, other: Interval) -> dict[str, Ticks]:
    return {
        "a": ticks(one.begin),
        "A": ticks(one.end),
        "b": ticks(other.begin),
        "B": ticks(other.end),
    }


def _with(moment: Instant, stretch: Interval) -> dict[str, Ticks]:
    return {"m": ticks(moment), "a": ticks(stretch.begin), "A": ticks(stretch.end)}


def _judged(yes: Iterable[Order], no: Iterable[Order], ends: Mapping[str, Ticks]) -> Answer:
    """Return the answer to a question, given the orders in which it is so and is not."""
    if not any(_can(order, ends) for order in yes):
        return Answer.IMPOSSIBLE
    return Answer.POSSIBLE if any(_can(order, ends) for order in no) else Answer.NECESSARY


def _can(order: Order, ends: Mapping[str, Ticks]) -> bool:
    """Say whether the ends can come in this order, each within its bounds."""
    at = -FOREVER
    for later, letters in order:
        at += later
        for letter in letters:
            at = max(at, ends[letter].low)
        for letter in letters:
            if at > ends[letter].high:
                return False
    return True
