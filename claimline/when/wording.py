"""Moments as text: the exact form for data, and short English for people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from claimline.model import Instant, Interval
from claimline.when.days import MONTHS, Days, month_days, next_day, year_days
from claimline.when.zones import day_begin, day_end, local, zone_called

_TO = "\N{EN DASH}"


def utc(moment: datetime) -> str:
    """Return an aware datetime as xsd:dateTime in UTC; ``ValueError`` if it is naive.

    >>> utc(datetime(2022, 9, 10, 16, tzinfo=UTC))
    '2022-09-10T16:00:00Z'
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


@lru_cache(maxsize=4096)
def words(value: Instant | Interval, zone: str = "UTC") -> str:
    """Return a moment or an interval in short English, by the clocks and days of ``zone``.

    A latest bound at midnight is the end of the day before.

    >>> words(Instant(None, datetime(2022, 4, 2, tzinfo=UTC)))
    'by 1 April 2022'
    """
    clocks = zone_called(zone)
    return _interval(value, clocks) if isinstance(value, Interval) else _instant(value, clocks)


def _instant(value: Instant, zone: tzinfo) -> str:
    if value.earliest is None:
        return "unknown" if value.latest is None else f"by {_one(*_closing(value.latest, zone))}"
    if value.latest is None:
        return f"from {_one(*_opening(value.earliest, zone))} on"
    return _between(value.earliest, value.latest, zone)


def _interval(value: Interval, zone: tzinfo) -> str:
    begin, end = value.begin, value.end
    if (begin.earliest, begin.latest) == (end.earliest, end.latest):
        return _instant(begin, zone)
    if times := _times_of_a_day(begin, end, zone):
        return times
    first, last = _uncertain(begin, zone), _uncertain(end, zone)
    if not last:
        opening = "" if first.startswith("between") else "from "
        ending = " and on" if first.startswith("between") else " on"
        return f"{opening}{first}" + (ending if begin.earliest and begin.latest else "")
    if not first:
        return f"until {last}"
    year = last[-5:]
    if year[0] == " " and year[1:].isdigit():
        first = first.removesuffix(year)
    opening = "" if first.startswith("between") else "from "
    return f"{opening}{first} until {last}"


def _times_of_a_day(begin: Instant, end: Instant, zone: tzinfo) -> str | None:
    """Return the wording of an exact begin and an exact end on one day, if so they are."""
    if begin.earliest is None or end.latest is None:
        return None
    if begin.earliest != begin.latest or end.earliest != end.latest:
        return None
    same = _opening(begin.earliest, zone)[0] == _closing(end.latest, zone)[0]
    return _between(begin.earliest, end.latest, zone) if same else None


def _uncertain(value: Instant, zone: tzinfo) -> str:
    """Return the wording of one end of an interval, empty if nothing is known of it."""
    if value.earliest is None:
        return f"{_one(*_closing(value.latest, zone))} or earlier" if value.latest else ""
    if value.latest is None:
        return f"{_one(*_opening(value.earliest, zone))} or later"
    return _between(value.earliest, value.latest, zone)


def _between(earliest: datetime, latest: datetime, zone: tzinfo) -> str:
    if earliest == latest:
        clock = local(earliest, zone)
        return _one(clock.date(), _time(clock))
    (first, begins), (last, ends) = _opening(earliest, zone), _closing(latest, zone)
    if not begins and not ends and (whole := _whole(first, last)):
        return whole
    if first == last:
        return f"{_one(first)} {begins or '00:00'}{_TO}{ends or '24:00'}"
    start = _one(first, begins)
    if first.year == last.year:
        start = f"{first.day} {MONTHS[first.month - 1]} {begins}".strip()
        if first.month == last.month and not begins and not ends:
            start = str(first.day)
    return f"between {start} and {_one(last, ends)}"


def _whole(first: date, last: date) -> str | None:
    """Return the name of the day, month or year that goes from the first day to the last."""
    if first == last:
        return _one(first)
    if Days(first, next_day(last)) == year_days(first.year):
        return str(first.year)
    if Days(first, next_day(last)) == month_days(first.year, first.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return None


def _opening(moment: datetime, zone: tzinfo) -> tuple[date, str]:
    """Return the day of an earliest bound, and its time unless the day begins with it."""
    clock = local(moment, zone)
    day = clock.date()
    return day, "" if day_begin(day, zone) == moment else _time(clock)


def _closing(moment: datetime, zone: tzinfo) -> tuple[date, str]:
    """Return the day of a latest bound and its time, or just the day that ends with it."""
    clock = local(moment, zone)
    day = clock.date()
    if day > date.min and day_end(day, zone) == moment:
        return day - timedelta(days=1), ""
    return day, _time(clock)


def _one(day: date, time: str = "") -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} {time}".rstrip()


def _time(clock: datetime) -> str:
    return f"{clock:%H:%M:%S}" if clock.second else f"{clock:%H:%M}"
