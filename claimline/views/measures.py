"""Amounts as sources name them: the range each may mean, and which may be compared at all.

The rules that are a choice: "about" reaches ``ABOUT`` of the number each way and "almost" as
far below it, unless the source gives bounds of its own; "more than" and "almost" do not reach
their number; no amount is below nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claimline.model import Measure

ABOUT = Decimal("0.1")
"""How far, as a share of it, the amount may be from a number said to be about it."""


TOLLS = frozenset({"fatalities", "injured", "casualties", "captured", "missing", "buildings"})
"""Kinds of amounts that are of a whole event where nothing says since when they are counted."""

STATES = frozenset({"control", "contested-control", "territorial-holding", "troop-presence"})
"""Types of events of which an amount is what there is at a time, not what came about since."""


@dataclass(frozen=True, slots=True)
class Range:
    """The amounts from ``low`` to ``high``, without ``low`` if ``above`` it and without
    ``high`` if ``below`` it; no ``high``: no limit."""

    low: Decimal
    high: Decimal | None
    above: bool = False
    below: bool = False

    def meets(self, other: Range) -> bool:
        """Whether some amount is in both."""
        return not (_ends_before(self, other) or _ends_before(other, self))


@dataclass(frozen=True, slots=True)
class Key:
    """What two figures must have in common to be figures of one thing.

    ``baseline`` is the date as written: whoever counts from 1 September counts from there,
    whatever clock the day is on. A scope, party or baseline that is not stated equals only
    another that is not. ``party`` is whose losses, ``actors`` who did it.
    """

    kind: str
    unit: str
    event: str
    type: str
    scope: str | None
    baseline: str | None
    party: str | None
    actors: tuple[str, ...]

    @property
    def comparable(self) -> bool:
        """Whether figures of this key can be compared with each other at all.

        Not without a baseline: two figures that do not say since when may count from
        different days. A toll counts from the begin of its event, a state has no need to.
        """
        return self.baseline is not None or self.kind in TOLLS or self.type in STATES


def key_of(measure: Measure, event: str, event_type: str, actors: Iterable[str] = ()) -> Key:
    """Return what a measure in a proposition may be compared by."""
    return Key(
        kind=measure.kind,
        unit=measure.unit,
        event=event,
        type=event_type,
        scope=measure.scope,
        baseline=measure.baseline.text if measure.baseline else None,
        party=measure.party,
        actors=tuple(sorted(actors)),
    )


def range_of(measure: Measure) -> Range:
    """Return the amounts that a measure allows.

    >>> thousands = Measure(kind="area", unit="km2", hedge="about", best=Decimal(2000))
    >>> range_of(thousands)
    Range(low=Decimal('1800.0'), high=Decimal('2200.0'), above=False, below=False)
    """
    low, high, hedge = measure.minimum, measure.maximum, measure.hedge
    if hedge == "about" and measure.best is not None:
        low = measure.best * (1 - ABOUT) if low is None else low
        high = measure.best * (1 + ABOUT) if high is None else high
    if hedge == "exact" and measure.best is not None:
        low = measure.best if low is None else low
        high = measure.best if high is None else high
    if hedge == "almost" and low is None and high is not None:
        low = high * (1 - ABOUT)
    return Range(
        Decimal(0) if low is None else low,
        high,
        above=hedge == "more-than" and low is not None,
        below=hedge == "almost" and high is not None,
    )


def named(measure: Measure) -> Decimal | None:
    """Return the number that was named, whatever stood before it.

    Of two bounds with nothing said in between it is neither.
    """
    if measure.best is not None:
        return measure.best
    if measure.minimum is not None and measure.maximum is not None:
        return measure.minimum if measure.minimum == measure.maximum else None
    return measure.maximum if measure.minimum is None else measure.minimum


def _ends_before(one: Range, other: Range) -> bool:
    if one.high is None:
        return False
    touching = one.high == other.low and (one.below or other.above)
    return one.high < other.low or touching
