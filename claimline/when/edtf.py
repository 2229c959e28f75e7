"""The grammar of one EDTF date (ISO 8601-2, levels 0 to 2): text to days or a time of day.

Intervals and sets are made of these dates; ``bounds`` puts them together. The notation is
described at https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone

from claimline.errors import TimeError
from claimline.when.days import (
    DAY,
    MONTH,
    MONTHS,
    SEASONS,
    Days,
    Unit,
    first_day,
    month_days,
    next_day,
    numbers,
    season_days,
    widened,
    year_days,
)
from claimline.when.mending import advice, quoted

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(?:(Z)|([+-])([0-9]{2})(?::([0-5][0-9]))?)?"
)
_LOOSE = re.compile(
    r"([?~%]?)(-?)([0-9X]{4})(?:S([1-4]))?([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_LONG_YEAR = re.compile(r"Y-?(?:[0-9]{5,}|[0-9]+E[0-9]+)(?:S[0-9]+)?")
_WHOLE_DAY = timedelta(days=1)
_LARGEST_OFFSET = timedelta(hours=14)
_APPROXIMATE = frozenset("~%")


def date_read(text: str) -> Days | datetime:
    """Return the days a date may mean, or the clock time it names.

    A clock time is naive unless an offset or ``Z`` was written. ``TimeError`` says which
    part of the text is wrong, or that its years have no bounds we can compute.
    """
    if match := _DATE.fullmatch(text):
        year, month, day = match.groups()
        if day is not None:
            whole = _day(text, int(year), int(month), int(day))
            return Days(whole, next_day(whole))
    elif match := _TIME.fullmatch(text):
        return _clock(text, match)
    if match := _LOOSE.fullmatch(text):
        return _loose(text, match)
    if _LONG_YEAR.fullmatch(text):
        raise _outside(text)
    raise TimeError(f"{quoted(text)} is not EDTF; {advice(text)}")


def _wrong(text: str, why: str) -> TimeError:
    return TimeError(f"{quoted(text)} is not an EDTF date: {why}")


def _outside(text: str) -> TimeError:
    return TimeError(f"{quoted(text)} has no bounds we can compute: years go from 0001 to 9999")


def _season_with_day(text: str) -> TimeError:
    return _wrong(text, "a season has no days; leave the day out or write a month, 01 to 12")


def _day(text: str, year: int, month: int, day: int) -> date:
    if year == 0:
        raise _outside(text)
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if month in SEASONS:
        raise _season_with_day(text)
    if month not in range(1, 13):
        raise _wrong(text, f"there is no month {month:02}")
    length = monthrange(year, month)[1]
    raise _wrong(text, f"there is no day {day:02}, {MONTHS[month - 1]} {year:04} has {length}")


def _clock(text: str, match: re.Match[str]) -> datetime:
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    midnight = datetime.combine(_day(text, year, month, day), time.min)
    for name, number, last in (("hour", hour, 24), ("minute", minute, 59), ("second", second, 59)):
        if number > last:
            raise _wrong(text, f"there is no {name} {number:02}")
    passed = timedelta(hours=hour, minutes=minute, seconds=second)
    if passed > _WHOLE_DAY:
        raise _wrong(text, "a day ends at 24:00")
    try:
        clock = midnight + passed
    except OverflowError:
        raise _outside(text) from None
    return clock.replace(tzinfo=_offset(text, match))


def _offset(text: str, match: re.Match[str]) -> timezone | None:
    utc, sign, hours, minutes = match.group(7, 8, 9, 10)
    if utc:
        return UTC
    if sign is None:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > _LARGEST_OFFSET:
        raise _wrong(text, "no clock is more than 14 hours from UTC")
    return timezone(-offset if sign == "-" else offset)


def _loose(text: str, match: re.Match[str]) -> Days:
    """Return the days of a date with qualifiers, unspecified digits or a season."""
    minus, year, digits, month, day = match.group(2, 3, 4, 7, 10)
    if digits is not None:
        if month is not None:
            raise _wrong(text, "S, for significant digits, can only end a year")
        year = year[: int(digits)] + "X" * (4 - int(digits))
    days, unit = _unspecified(text, year, month, day)
    if minus or year == "0000":
        raise _outside(text)
    # Where several parts are approximate the coarsest tells how far the date may be off.
    if _APPROXIMATE.intersection(match.group(1, 5)):
        return widened(days, Unit(months=12 * 10 ** year.count("X")))
    if _APPROXIMATE.intersection(match.group(6, 8)):
        return widened(days, unit if day is None else MONTH)
    return widened(days, DAY) if _APPROXIMATE.intersection(match.group(9, 11)) else days


def _unspecified(text: str, year: str, month: str | None, day: str | None) -> tuple[Days, Unit]:
    """Return the days from the first to the last that fit the digits, and the precision.

    A year of which nothing is known bounds nothing; so on the early side does one that may
    be the year 0000.
    """
    years = numbers(year)
    first, last, unit = _extremes(text, [y for y in years if y] or [1], month, day)
    if year == "XXXX":
        return Days(None, None), unit
    return Days(None if years[0] == 0 else first.first, last.end), unit


def _extremes(
    text: str, years: list[int], month: str | None, day: str | None
) -> tuple[Days, Days, Unit]:
    """Return the first and the last stretch of days that fit, and the precision."""
    if month is None:
        return year_days(years[0]), year_days(years[-1]), Unit(months=12)
    if month.isdigit() and (season := SEASONS.get(int(month))):
        if day is not None:
            raise _season_with_day(text)
        return season_days(years[0], season), season_days(years[-1], season), season.unit
    months = [number for number in numbers(month) if number in range(1, 13)]
    if not months:
        raise _wrong(text, f"there is no month {month}")
    if day is None:
        return month_days(years[0], months[0]), month_days(years[-1], months[-1]), MONTH
    days = numbers(day)
    first = first_day(years, months, days)
    last = first_day(reversed(years), months[::-1], days[::-1])
    if first is None or last is None:
        raise _wrong(text, "no day of the calendar fits it")
    return Days(first, next_day(first)), Days(last, next_day(last)), DAY
