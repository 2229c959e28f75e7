"""Simple temporal networks: what limits on the time between moments say of each other.

The structure and its method, shortest paths over difference bounds, are those of Dechter,
Meiri and Pearl, "Temporal constraint networks", Artificial Intelligence 49 (1991). Paths are
kept closed: a new limit costs the square of the number of moments, and asking is free.
"""

from __future__ import annotations

from typing import NamedTuple

NOBODY: frozenset[str] = frozenset()


class Limit(NamedTuple):
    """The most by which one moment can come after another, and the claims that say so."""

    most: int
    sources: frozenset[str]


class Bounds(NamedTuple):
    """How much later one moment is than another, at least and at most; ``None``: no limit.

    ``low_sources`` and ``high_sources`` are claims that together imply the bound.
    """

    low: int | None
    high: int | None
    low_sources: frozenset[str] = NOBODY
    high_sources: frozenset[str] = NOBODY


class Network:
    """Moments by name and the limits claims set on how much later one is than another.

    Times are whole numbers of any one unit, so that all answers are exact. A network is
    always consistent: a limit that cannot hold beside the others is not taken in.

    >>> network = Network()
    >>> network.add("begin", "end", 153, 184, "cnn")
    frozenset()
    >>> network.add("midnight", "end", 200, 200, "bykvu")
    frozenset()
    >>> bounds = network.bounds("midnight", "begin")
    >>> bounds.low, bounds.high, sorted(bounds.low_sources)
    (16, 47, ['bykvu', 'cnn'])
    >>> sorted(network.add("midnight", "begin", 48, None, "tass"))
    ['bykvu', 'cnn', 'tass']
    """

    def __init__(self) -> None:
        self._limits: dict[str, dict[str, Limit]] = {}

    def add(
        self, first: str, second: str, low: int | None, high: int | None, *sources: str
    ) -> frozenset[str]:
        """Take in ``low <= second - first <= high``, unless that contradicts the network.

        Returns the claims of a contradiction, ``sources`` among them, or none. They form a
        cycle of limits that adds up to less than nothing; a part of them may do so too.
        """
        before, after = self._most(second, first), self._most(first, second)
        own = frozenset(sources)
        if low is not None and high is not None and high < low:
            return own
        if high is not None and before is not None and before.most + high < 0:
            return own | before.sources
        if low is not None and after is not None and after.most < low:
            return own | after.sources
        self._limits.setdefault(first, {}).setdefault(first, Limit(0, NOBODY))
        self._limits.setdefault(second, {}).setdefault(second, Limit(0, NOBODY))
        if high is not None:
            self._shorten(first, second, Limit(high, own))
        if low is not None:
            self._shorten(second, first, Limit(-low, own))
        return NOBODY

    def bounds(self, first: str, second: str) -> Bounds:
        """Return the tightest bounds the limits together set on ``second - first``."""
        before, after = self._most(second, first), self._most(first, second)
        return Bounds(
            None if before is None else -before.most,
            None if after is None else after.most,
            NOBODY if before is None else before.sources,
            NOBODY if after is None else after.sources,
        )

    def reading(self) -> dict[str, int]:
        """Return one assignment of times to all moments that keeps every limit."""
        return {
            moment: min(limits[moment].most for limits in self._limits.values() if moment in limits)
            for moment in self._limits
        }

    def _most(self, first: str, second: str) -> Limit | None:
        if first == second:
            return Limit(0, NOBODY)
        return self._limits.get(first, {}).get(second)

    def _shorten(self, first: str, second: str, limit: Limit) -> None:
        """Let every pair of moments profit from a new limit between two."""
        known = self._most(first, second)
        if known is not None and known.most <= limit.most:
            return
        onwards = list(self._limits[second].items())
        for limits in self._limits.values():
            if first not in limits:
                continue
            most, sources = limits[first]
            for moment, rest in onwards:
                total = most + limit.most + rest.most
                if moment not in limits or total < limits[moment].most:
                    limits[moment] = Limit(total, sources | limit.sources | rest.sources)
