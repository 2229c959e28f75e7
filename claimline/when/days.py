"""Stretches of whole days: which days a date with unspecified digits or a season may mean.

A date that would fall outside the years 0001 to 9999 is ``None`` here: no bound.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

APPROXIMATE_UNITS = 1
"""How many units of its own precision a date marked ``~`` or ``%`` reaches further each way."""


class Days(NamedTuple):
    """The days from ``first`` up to but not including ``end``; ``None`` is no bound."""

    first: date | None
    end: date | None


class Unit(NamedTuple):
    """A precision: a number of calendar months, or of days."""

    months: int = 0
    days: int = 0


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months by name, not those of the ``calendar`` module, which depend on the locale."""

DAY = Unit(days=1)
MONTH = Unit(months=1)


class Season(NamedTuple):
    """A season code's days as (years from the one named, month, day), and its length."""

    first: tuple[int, int, int]
    end: tuple[int, int, int]
    unit: Unit


def _parts(count: int) -> list[Season]:
    """Return the equal parts of a year: quarters for 4, halves for 2."""
    months = 12 // count
    starts = [(month // 12, month % 12 + 1, 1) for month in range(0, 13, months)]
    return [Season(starts[i], starts[i + 1], Unit(months=months)) for i in range(count)]


_QUARTER = Unit(months=3)
_MARCH = Season((0, 3, 1), (0, 6, 23), _QUARTER)
_JUNE = Season((0, 6, 1), (0, 9, 25), _QUARTER)
_SEPTEMBER = Season((0, 9, 1), (0, 12, 24), _QUARTER)
_DECEMBER = Season((-1, 12, 1), (1, 3, 22), _QUARTER)
_NORTH = [_MARCH, _JUNE, _SEPTEMBER, _DECEMBER]
_SOUTH = [_SEPTEMBER, _DECEMBER, _MARCH, _JUNE]

SEASONS = dict(enumerate([*_NORTH, *_NORTH, *_SOUTH, *_parts(4), *_parts(3), *_parts(2)], start=21))
"""The season codes 21 to 41 of ISO 8601-2.

A season runs from the first of the month in which meteorologists begin it to the latest day
on which astronomers end it, so that it holds both readings. The December season of a year may
be the one that begins in it or the one that ends in it, and spans both. Codes 21 to 24 do not
name a hemisphere and are read as northern; write 29 to 32 for the southern.
"""


def make(year: int, month: int, day: int) -> date | None:
    """Return the day, ``None`` if its year is outside 1 to 9999."""
    return date(year, month, day) if MINYEAR <= year <= MAXYEAR else None


def next_day(day: date) -> date | None:
    """Return the day after, ``None`` after the last there is."""
    return None if day == date.max else day + timedelta(days=1)


def month_days(year: int, month: int) -> Days:
    """Return the days of one month."""
    return Days(make(year, month, 1), make(year + month // 12, month % 12 + 1, 1))


def year_days(year: int) -> Days:
    """Return the days of one year."""
    return Days(make(year, 1, 1), make(year + 1, 1, 1))


def season_days(year: int, season: Season) -> Days:
    """Return the days that the season of one year may mean."""
    (before, *first), (after, *end) = season.first, season.end
    return Days(make(year + before, *first), make(year + after, *end))


def numbers(pattern: str) -> list[int]:
    """Return, ascending, the numbers that digits with ``X`` for any digit can mean.

    >>> numbers("3X")
    [30, 31, 32, 33, 34, 35, 36, 37, 38, 39]
    """
    found = [0]
    for digit in pattern:
        choices = range(10) if digit == "X" else (int(digit),)
        found = [number * 10 + choice for number in found for choice in choices]
    return found


def first_day(years: Iterable[int], months: Sequence[int], days: Sequence[int]) -> date | None:
    """Return the first combination, in the order given, that is a day of the calendar."""
    for year in years:
        for month in months:
            length = monthrange(year, month)[1]
            for day in days:
                if 1 <= day <= length:
                    return date(year, month, day)
    return None


def widened(stretch: Days, unit: Unit) -> Days:
    """Return the stretch made longer at both ends by ``APPROXIMATE_UNITS`` of ``unit``.

    >>> widened(Days(date(2022, 4, 1), date(2022, 5, 1)), MONTH)
    Days(first=datetime.date(2022, 3, 1), end=datetime.date(2022, 6, 1))
    """
    months, days = APPROXIMATE_UNITS * unit.months, APPROXIMATE_UNITS * unit.days
    return Days(_moved(stretch.first, -months, -days), _moved(stretch.end, months, days))


def _moved(day: date | None, months: int, days: int) -> date | None:
    """Return the day some months or days away; where the month is too short for it, the
    last of that month when going back and the first of the next when going forward."""
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    length = monthrange(year, month + 1)[1]
    if day.day > length and months > 0:
        return month_days(year, month + 1).end
    moved = date(year, month + 1, min(day.day, length)).toordinal() + days
    return date.fromordinal(moved) if 1 <= moved <= date.max.toordinal() else None
