"""The geometry of begin, end and length: which hexagons of the plane share a point.

Of each point the begin is the one coordinate, the end the other, and their difference, the
length, a third; a hexagon has a lower and an upper bound for each of the three. Sets of
hexagons are bit masks, the bit being the place in the sequence given.

Two facts make the answers exact in polynomial time:

* Hexagons share a point exactly if, for begin and end and length, the largest lower bound is
  not above the smallest upper one, nor the sum of those of begin and length above or below
  that of the end. So two or three hexagons are at fault wherever any are (in the plane that
  is Helly's theorem).
* If they share points, one of them is the earliest in both begin and end. Its coordinates
  are lower bounds of theirs, or one such bound and a bound of the length away from it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from operator import or_
from typing import NamedTuple

from claimline.when.ticks import Ticks


class Hexagon(NamedTuple):
    """The points whose begin, end and length lie within these bounds."""

    begin: Ticks
    end: Ticks
    length: Ticks


def tight(hexagon: Hexagon) -> Hexagon:
    """Return bounds of the same points, none wider than it need be."""
    begin, end, length = hexagon
    return Hexagon(
        _both(begin, Ticks(end.low - length.high, end.high - length.low)),
        _both(end, Ticks(begin.low + length.low, begin.high + length.high)),
        _both(length, Ticks(end.low - begin.high, end.high - begin.low)),
    )


def is_empty(hexagon: Hexagon) -> bool:
    """Say whether no point lies within tight bounds: one of them is crossed."""
    return any(span.low > span.high for span in hexagon)


def common(hexagons: Sequence[Hexagon]) -> Hexagon:
    """Return the tight bounds of the points that hexagons share."""
    begins, ends, lengths = zip(*hexagons, strict=True)
    return tight(Hexagon(_all(begins), _all(ends), _all(lengths)))


def members(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Plane:
    """Tight hexagons side by side, and questions about all of them at once."""

    def __init__(self, hexagons: Sequence[Hexagon]) -> None:
        self._hexagons = hexagons
        self._begins = _Axis([hexagon.begin for hexagon in hexagons])
        self._ends = _Axis([hexagon.end for hexagon in hexagons])
        self._lengths = _Axis([hexagon.length for hexagon in hexagons])

    def maximal(self) -> dict[int, Hexagon]:
        """Return every set that shares a point and is in no larger one that does, each with
        the points that it shares.

        Tries as many points as the square of the number of hexagons, three times over.
        """
        shared = {mask: self._shared(mask) for mask in self._stacks()}
        return {mask: points for mask, points in shared.items() if self._touching(points) == mask}

    def conflicts(self) -> Iterator[tuple[int, ...]]:
        """Yield every set that shares no point though each smaller part of it does: the
        pairs, then the triples."""
        near = [self._touching(hexagon) for hexagon in self._hexagons]
        everyone = (1 << len(near)) - 1
        for one, touching in enumerate(near):
            apart = (everyone ^ touching) >> one << one
            yield from ((one, other) for other in members(apart))
        yield from self._triples(near)

    def _shared(self, mask: int) -> Hexagon:
        return common([self._hexagons[place] for place in members(mask)])

    def _touching(self, hexagon: Hexagon) -> int:
        """Return the hexagons that share a point with a tight one: of two, it is enough
        that they overlap in begin, in end and in length."""
        return (
            self._begins.reaching(hexagon.begin)
            & self._ends.reaching(hexagon.end)
            & self._lengths.reaching(hexagon.length)
        )

    def _stacks(self) -> set[int]:
        """Return the hexagons at each point that may be the earliest some of them share."""
        begins, ends, lengths = self._begins.lows, self._ends.lows, self._lengths.lows
        stacks = set()
        for (begin, first), (end, other) in product(begins.items(), ends.items()):
            stacks.add(self._stack(begin, end, first, other))
        for (begin, first), (length, other) in product(begins.items(), lengths.items()):
            stacks.add(self._stack(begin, begin + length, first, other))
        for (end, first), (length, other) in product(ends.items(), self._lengths.highs.items()):
            stacks.add(self._stack(end - length, end, first, other))
        stacks.discard(0)
        return stacks

    def _stack(self, begin: int, end: int, first: int, other: int) -> int:
        """Return the hexagons at a point, none unless the two bounds that lead to it are
        of hexagons that are there: ``first`` and ``other`` are those with such a bound."""
        stack = self._begins.at(begin) & self._ends.at(end)
        if not (stack & first and stack & other):
            return 0
        stack &= self._lengths.at(end - begin)
        return stack if stack & first and stack & other else 0

    def _triples(self, near: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Yield the triples that share no point though any two of them do: the begin of one
        and the length of another make for too late or too early an end for a third."""
        seen = set()
        for one, hexagon in enumerate(self._hexagons):
            for other in members(near[one]):
                second = self._hexagons[other]
                too_late = self._ends.up_to(hexagon.begin.low + second.length.low - 1)
                too_short = self._lengths.up_to(hexagon.end.low - second.begin.high - 1)
                for third in members((too_late | too_short) & near[one] & near[other]):
                    triple = tuple(sorted((one, other, third)))
                    if triple not in seen:
                        seen.add(triple)
                        yield triple


class _Axis:
    """The spans of all hexagons on one coordinate, sorted by either bound."""

    def __init__(self, spans: Sequence[Ticks]) -> None:
        self.lows = _by_value([span.low for span in spans])
        self.highs = _by_value([span.high for span in spans])
        self._low_values, self._begun = list(self.lows), _running(self.lows)
        self._high_values, self._ended = list(self.highs), _running(self.highs)
        self._found: dict[int, int] = {}

    def up_to(self, value: int) -> int:
        """Return the spans that end at a value or before it."""
        return self._ended[bisect_right(self._high_values, value)]

    def reaching(self, span: Ticks) -> int:
        """Return the spans that share a value with one."""
        begun = self._begun[bisect_right(self._low_values, span.high)]
        return begun & ~self._ended[bisect_left(self._high_values, span.low)]

    def at(self, value: int) -> int:
        """Return the spans that hold a value."""
        if value not in self._found:
            self._found[value] = self.reaching(Ticks(value, value))
        return self._found[value]


def _by_value(values: Sequence[int]) -> dict[int, int]:
    """Return the values in order, each with the mask of its places."""
    masks: dict[int, int] = {}
    for place, value in enumerate(values):
        masks[value] = masks.get(value, 0) | 1 << place
    return dict(sorted(masks.items()))


def _running(masks: dict[int, int]) -> list[int]:
    """Return the masks of no value, of the first, of the first two, and so on to all."""
    return list(accumulate(masks.values(), or_, initial=0))


def _both(one: Ticks, other: Ticks) -> Ticks:
    return Ticks(max(one.low, other.low), min(one.high, other.high))


def _all(spans: Sequence[Ticks]) -> Ticks:
    return Ticks(max(span.low for span in spans), min(span.high for span in spans))
