"""Spoken lengths of time as numbers of days, and the dates that follow from them.

"Five months" is a round number: whoever says it will also say it of four and a half, and goes
on saying it until six are full. The half-unit convention takes exactly that: half a unit
below, a whole unit above. Months and years have their mean Gregorian length.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from claimline.errors import TimeError, nearest
from claimline.model import Instant
from claimline.when.zones import shown, zone_called


@dataclass(frozen=True, slots=True)
class Convention:
    """How far a spoken length may be from the real one, in the unit it was spoken in.

    ``below`` and ``above`` hold for any number. Where "about" shows that the number is round,
    the margins are at least the share ``about`` of it.
    """

    name: str
    below: Decimal
    above: Decimal
    about: Decimal = Decimal("0.1")


HALF_UNIT = Convention("half-unit", below=Decimal("0.5"), above=Decimal(1))

DAYS_IN = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.436875"),
    "year": Decimal("365.2425"),
}
"""The days in a unit; of months and years the mean of the Gregorian calendar."""

HEDGES = ("exact", "about", "at-least", "more-than", "almost", "up-to")

_LONGEST = 9999 * 366


def elapsed(
    value: Decimal, unit: str, hedge: str = "exact", convention: Convention = HALF_UNIT
) -> tuple[int, int]:
    """Return the least and the greatest number of days that a spoken length may mean.

    The greatest has a day added: the day something began and the day it ended are known as
    whole days, so from the first moment of the one to the last of the other is a day longer
    than the calendar says. "More than" begins at the next whole day, "almost" and "up to"
    stop at the number itself, and "up to" has no least.

    A number of days is a count, whatever the convention: one may count both the first and
    the last day or neither, so it may be one too many or too few, and nothing is added. Any
    hedge on it is read as "about" on the sides it leaves open.

    ``TimeError`` if the unit or the hedge is not known or the value is not a length.

    >>> elapsed(Decimal(5), "month")
    (137, 184)
    >>> elapsed(Decimal(5), "month", "more-than")
    (153, 184)
    >>> elapsed(Decimal(2), "day")
    (1, 3)
    """
    _check("unit", unit, DAYS_IN)
    _check("hedge", hedge, HEDGES)
    size, counted = DAYS_IN[unit], unit == "day"
    if not value.is_finite() or value <= 0 or value > _LONGEST / size:
        raise TimeError(f"{value} {unit}s is no length; write a number above 0, to 9999 years")
    round_number = hedge == "about" or (counted and hedge != "exact")
    margin = value * convention.about if round_number else Decimal(0)
    below = max(margin, Decimal(1) if counted else convention.below)
    above = max(margin, Decimal(1) if counted else convention.above)
    least = _down((value - below) * size)
    greatest = _up((value + above) * size) + (not counted)
    if hedge in ("at-least", "more-than"):
        least = _down(value * size) + (hedge == "more-than") - counted
    if hedge in ("almost", "up-to"):
        greatest = _up(value * size)
    return (0 if hedge == "up-to" else max(least, 0)), greatest


def begin_from(end: Instant, minimum_days: int, maximum_days: int, zone: str = "UTC") -> Instant:
    """Return the bounds of a begin, given an end and how many days lie between.

    Whole days are counted, in ``zone``: a length in days says nothing of the hour, so the
    bounds are first widened to the midnights around them, and midnight stays midnight whatever
    the clocks did in between.

    >>> from datetime import UTC
    >>> said = Instant(datetime(2022, 9, 10, 16, tzinfo=UTC), datetime(2022, 9, 11, 4, tzinfo=UTC))
    >>> begin = begin_from(said, 137, 184)
    >>> str(begin.earliest), str(begin.latest)
    ('2022-03-10 00:00:00+00:00', '2022-04-28 00:00:00+00:00')
    """
    _ordered(minimum_days, maximum_days)
    earliest, _ = _shifted(end.earliest, -maximum_days, zone)
    _, latest = _shifted(end.latest, -minimum_days, zone, last=True)
    return Instant(earliest, latest)


def end_from(begin: Instant, minimum_days: int, maximum_days: int, zone: str = "UTC") -> Instant:
    """Return the bounds of an end, given a begin; days are counted as in ``begin_from``."""
    _ordered(minimum_days, maximum_days)
    earliest, _ = _shifted(begin.earliest, minimum_days, zone)
    _, latest = _shifted(begin.latest, maximum_days, zone, last=True)
    return Instant(earliest, latest)


def _check(kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        hint = nearest(name, known) or tuple(known)
        raise TimeError(f"no {kind} of time is called {name!r}; write {' or '.join(hint)}")


def _down(days: Decimal) -> int:
    return int(days.to_integral_value(ROUND_HALF_DOWN))


def _up(days: Decimal) -> int:
    return int(days.to_integral_value(ROUND_HALF_UP))


def _ordered(minimum_days: int, maximum_days: int) -> None:
    if not 0 <= minimum_days <= maximum_days:
        raise TimeError(f"{minimum_days} to {maximum_days} days is no length: the least goes first")


def _shifted(
    bound: datetime | None, days: int, zone: str, *, last: bool = False
) -> tuple[datetime | None, datetime | None]:
    """Return the midnights some local days from the one before a bound, or at ``last`` after
    it; ``None`` where there is no such year."""
    if bound is None:
        return None, None
    clocks = zone_called(zone)
    try:
        clock = bound.astimezone(clocks).replace(tzinfo=None)
        midnight = clock.replace(hour=0, minute=0, second=0, microsecond=0)
        upwards = timedelta(days=last and clock != midnight)
        return shown(midnight + upwards + timedelta(days=days), clocks)
    except OverflowError:
        return None, None
