"""Which claims about one state can be true together, and when it then began and ended.

Everything is computed exactly, in whole ticks, from the bounds each claim sets on the begin,
the end and the length of the state. The work grows with the square of the number of claims
that say different things, and with what there is to list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice, product

from claimline.model import Interval
from claimline.when.hexagons import Hexagon, Plane, is_empty, members, tight
from claimline.when.network import Network
from claimline.when.ticks import DAY, FAR, FOREVER, Ticks, instant_of, ticks
from claimline.when.zones import zone_called

MOST = 1000
"""How many sets, and how many conflicts, are listed unless more are asked for."""

_LONGEST = 4 * FOREVER
"""Longer than from the one end of ``FOREVER`` to the other."""

_AXES = (("origin", "begin"), ("origin", "end"), ("begin", "end"))


@dataclass(frozen=True, slots=True)
class StateClaim:
    """What one claim says of a state: the bounds of its begin and end, and of its length.

    ``days`` is the least and the greatest number of days from begin to end.
    """

    key: str
    time: Interval
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """Claims that together imply each bound of a set; none where there is no bound."""

    earliest_begin: tuple[str, ...]
    latest_begin: tuple[str, ...]
    earliest_end: tuple[str, ...]
    latest_end: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsistentSet:
    """Claims that can be true together, to which none of those ``left_out`` can be added.

    ``time`` has the tightest bounds they imply. ``days`` is the least and the greatest number
    of midnights between begin and end (162 from 1 April to 10 September); ``None``: no limit.
    """

    claims: tuple[str, ...]
    left_out: tuple[str, ...]
    time: Interval
    days: tuple[int, int | None]
    because: Because


@dataclass(frozen=True, slots=True)
class Reconciled:
    """All maximal consistent sets, the largest first and then the earliest, and all minimal
    conflicts, the smallest first. If ``limited``, there are more of them than are listed."""

    sets: tuple[ConsistentSet, ...]
    conflicts: tuple[tuple[str, ...], ...]
    limited: bool

    @property
    def tightest(self) -> ConsistentSet | None:
        """The set of all claims, if they agree."""
        return self.sets[0] if self.sets and not self.sets[0].left_out else None


def reconcile(claims: Sequence[StateClaim], zone: str = "UTC", *, most: int = MOST) -> Reconciled:
    """Return which claims about one state can be true together, and what follows if they are.

    Days are counted on the clocks of ``zone``: those of the place. Sets and conflicts are
    exact and complete for any number of claims; of more than ``most`` sets the first in
    order are listed, of more than ``most`` conflicts the pairs before the triples. A claim
    that contradicts itself is a conflict of its own and in no set.
    ``ValueError`` if two claims have one key, ``TimeError`` if the zone is not known.
    """
    case = _Case(claims, zone_called(zone))
    sets = case.sets()
    conflicts = list(islice(case.conflicts(), most + 1))
    return Reconciled(
        tuple(case.described(mask, shared) for mask, shared in sets[:most]),
        tuple(conflicts[:most]),
        limited=len(sets) > most or len(conflicts) > most,
    )


class _Case:
    """The claims about one state, those that say the same taken together."""

    def __init__(self, claims: Sequence[StateClaim], clocks: tzinfo) -> None:
        self._clocks = clocks
        self._places = {claim.key: place for place, claim in enumerate(claims)}
        if len(self._places) < len(claims):
            raise ValueError("two claims about one state have the same key")
        self._absurd: list[str] = []
        alike: dict[Hexagon, list[str]] = {}
        for claim in claims:
            hexagon = _hexagon(claim, clocks)
            says = self._absurd if is_empty(hexagon) else alike.setdefault(hexagon, [])
            says.append(claim.key)
        self._hexagons = list(alike)
        self._keys = list(alike.values())
        self._plane = Plane(self._hexagons)

    def sets(self) -> list[tuple[int, Hexagon]]:
        """Return each maximal set as a mask and the hexagon its claims share, in order."""
        return sorted(
            self._plane.maximal().items(),
            key=lambda found: (-len(self._said(found[0])), found[1], found[0]),
        )

    def conflicts(self) -> Iterator[tuple[str, ...]]:
        """Yield the claims of each minimal conflict."""
        yield from ((key,) for key in self._absurd)
        for conflict in self._plane.conflicts():
            for keys in product(*(self._keys[place] for place in conflict)):
                yield self._in_order(keys)

    def described(self, mask: int, shared: Hexagon) -> ConsistentSet:
        """Return one set with what follows from it."""
        said = set(self._said(mask))
        begin, end = (instant_of(span, self._clocks) for span in (shared.begin, shared.end))
        return ConsistentSet(
            claims=tuple(key for key in self._places if key in said),
            left_out=tuple(key for key in self._places if key not in said),
            time=Interval(begin, end),
            days=_midnights(shared),
            because=self._because(mask),
        )

    def _said(self, mask: int) -> list[str]:
        return [key for place in members(mask) for key in self._keys[place]]

    def _because(self, mask: int) -> Because:
        """Trace each bound of a set through a network of the bounds that bind: of begin, end
        and length the largest lower and the smallest upper one."""
        network = Network()
        network.add("begin", "end", 0, None)
        for axis, (first, second) in enumerate(_AXES):
            spans = [(self._hexagons[place][axis], self._keys[place][0]) for place in members(mask)]
            low, lowest = max(spans, key=lambda said: said[0].low)
            high, highest = min(spans, key=lambda said: said[0].high)
            if low.low > -FAR:
                network.add(first, second, low.low, None, lowest)
            if high.high < FAR:
                network.add(first, second, None, high.high, highest)
        begin, end = network.bounds("origin", "begin"), network.bounds("origin", "end")
        return Because(
            self._in_order(begin.low_sources),
            self._in_order(begin.high_sources),
            self._in_order(end.low_sources),
            self._in_order(end.high_sources),
        )

    def _in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(keys, key=self._places.__getitem__))


def _hexagon(claim: StateClaim, clocks: tzinfo) -> Hexagon:
    least, most = claim.days or (0, None)
    length = Ticks(least * DAY, _LONGEST if most is None else most * DAY)
    return tight(Hexagon(ticks(claim.time.begin, clocks), ticks(claim.time.end, clocks), length))


def _midnights(shared: Hexagon) -> tuple[int, int | None]:
    """Return the least and the greatest number of midnights from begin to end.

    The fewest follow a begin on its last possible day, as soon after midnight as can be, and
    the most a begin on its first, as late as can be.
    """
    begin, end, length = shared
    last = begin.high // DAY
    soonest = max(end.low, max(begin.low, last * DAY) + length.low)
    least = soonest // DAY - last
    if length.high >= FAR:
        return least, None
    first = begin.low // DAY
    latest = min(end.high, min(begin.high, first * DAY + DAY - 1) + length.high)
    return least, latest // DAY - first
