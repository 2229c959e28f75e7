"""Times in words for people: the bounds, and whatever doubt the text as written tells of."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from claimline.errors import TimeError
from claimline.model import Instant, Interval
from claimline.when import instant, words
from claimline.when.zones import day_begin, day_end, local, zone_called

UNTOLD = "no time given"
"""What is said of a time that nobody tells."""

_DOUBTED = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})([~?%])")


def worded(value: Instant | Interval, zone: str | None = None) -> str:
    """Return a time in short English, by the days and clocks of a zone, doubt included.

    >>> worded(instant("2022-04-01~")), worded(instant("2022-03-23/2022-03-24"))
    ('about 1 April 2022', 'between 23 and 24 March 2022')
    >>> worded(instant("2022?")), worded(Instant(None, None))
    ('2022 (uncertain)', 'no time given')
    """
    zone = known(zone)
    if bounds(value) == (None, None, None, None):
        return UNTOLD
    doubted = _DOUBTED.fullmatch(value.text or "")
    if doubted:
        about = "" if doubted[2] == "?" else "about "
        doubt = "" if doubted[2] == "~" else " (uncertain)"
        return f"{about}{words(instant(doubted[1], zone), zone)}{doubt}"
    doubt = " (uncertain)" if set("?%") & set("".join(_texts(value))) else ""
    return words(value, zone) + doubt


def known(zone: str | None) -> str:
    """Return a zone if there is such a one, else UTC."""
    try:
        zone_called(zone or "UTC")
    except TimeError:
        return "UTC"
    return zone or "UTC"


def bounds(value: Instant | Interval) -> tuple[datetime | None, ...]:
    """Return the four bounds of a time: earliest and latest begin, earliest and latest end."""
    begin, end = (value, value) if isinstance(value, Instant) else (value.begin, value.end)
    return (begin.earliest, begin.latest, end.earliest, end.latest)


def _texts(value: Instant | Interval) -> list[str]:
    parts: list[Instant | Interval] = [value]
    if isinstance(value, Interval):
        parts += [value.begin, value.end]
    return [part.text for part in parts if part.text]


def span(value: Instant | Interval) -> tuple[datetime | None, datetime | None]:
    """Return from when to when something may have been: the outermost bounds there are.

    Where one side is open, it is the innermost bound of that side, if there is one; the words
    beside it must then say that it is open.
    """
    early, late, early_end, late_end = bounds(value)
    return early or late, late_end or early_end


def first_day(moment: datetime, zone: str | None) -> tuple[date, bool]:
    """Return the day of a moment in a zone, and whether the day begins with it."""
    clocks = zone_called(known(zone))
    day = local(moment, clocks).date()
    return day, day_begin(day, clocks) == moment


def last_day(moment: datetime, zone: str | None) -> tuple[date, bool]:
    """Return the last day up to a moment in a zone, and whether that day ends with it."""
    clocks = zone_called(known(zone))
    day = local(moment, clocks).date()
    if day > date.min and day_end(day, clocks) == moment:
        return day - timedelta(days=1), True
    return day, False
