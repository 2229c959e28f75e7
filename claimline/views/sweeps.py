"""Which spans lie apart and which overlap, without looking at all pairs.

The work is that of sorting and of what there is to yield.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

Thing = TypeVar("Thing")

Bound = tuple[Decimal | int, int]
"""A number, and -1 for just below it, 1 for just above it, 0 for the number itself."""


class Span(NamedTuple):
    """All that lies from one bound to another, both included."""

    low: Bound
    high: Bound


Placed = tuple[Span, Thing]


def apart(
    ones: Sequence[Placed[Thing]], others: Sequence[Placed[Thing]]
) -> Iterator[tuple[Thing, Thing]]:
    """Yield each of the ones with each of the others that begins only after it has ended.

    >>> early, late = Span((1, 0), (3, 0)), Span((4, 0), (5, 0))
    >>> list(apart([(early, "a"), (late, "b")], [(early, "c"), (late, "d")]))
    [('a', 'd')]
    """
    ended = sorted(ones, key=lambda placed: placed[0].high)
    highs = [span.high for span, _ in ended]
    for span, other in others:
        for _, one in ended[: bisect_left(highs, span.low)]:
            yield one, other


def overlapping(
    ones: Sequence[Placed[Thing]], others: Sequence[Placed[Thing]]
) -> Iterator[tuple[Thing, Thing]]:
    """Yield each of the ones with each of the others that shares a point with it.

    >>> first, second = Span((1, 0), (3, 0)), Span((3, 0), (5, 0))
    >>> list(overlapping([(first, "a")], [(second, "b")]))
    [('a', 'b')]
    """
    for one, other in _beginning_in(ones, others, bisect_left):
        yield one, other
    for other, one in _beginning_in(others, ones, bisect_right):
        yield one, other


def _beginning_in(
    ones: Sequence[Placed[Thing]],
    others: Sequence[Placed[Thing]],
    begin: Callable[[list[Bound], Bound], int],
) -> Iterator[tuple[Thing, Thing]]:
    """Yield each of the ones with each of the others that begins within it: at its very begin
    too with ``bisect_left``, only later with ``bisect_right``."""
    begun = sorted(others, key=lambda placed: placed[0].low)
    lows = [span.low for span, _ in begun]
    for span, one in ones:
        for _, other in begun[begin(lows, span.low) : bisect_right(lows, span.high)]:
            yield one, other
