"""Times in words for people: the bounds, and whatever doubt the text as written tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

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


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a time begins or ends by local clocks: a day, and a time unless it is the whole day."""

    day: date
    time: time | None = None


def edges(value: Instant | Interval, zone: str | None = None) -> tuple[Edge | None, Edge | None]:
    """Return from when to when something may have been: the outermost bounds there are.

    Where one side is open, it is the innermost bound of that side, if there is one, and where
    only one side has any, there is no second edge; the words beside it must say so.
    """
    early, late, early_end, late_end = bounds(value)
    clocks = zone_called(known(zone))
    begin = _opening(early, clocks) or _closing(late, clocks)
    end = _closing(late_end, clocks) or _opening(early_end, clocks)
    if begin is None or early == late == early_end == late_end:
        return begin or end, None
    return begin, end


def certain(value: Instant, zone: str | None = None) -> bool:
    """Return whether something is said to have been on one day and no other."""
    if value.earliest is None or value.latest is None or set("~?%") & set(value.text or ""):
        return False
    first, last = edges(value, zone)
    return first is not None and (last or first).day == first.day


def _opening(moment: datetime | None, zone: tzinfo) -> Edge | None:
    if moment is None:
        return None
    clock = local(moment, zone)
    whole = day_begin(clock.date(), zone) == moment
    return Edge(clock.date(), None if whole else clock.time())


def _closing(moment: datetime | None, zone: tzinfo) -> Edge | None:
    if moment is None:
        return None
    clock = local(moment, zone)
    day = clock.date()
    if day > date.min and day_end(day, zone) == moment:
        return Edge(day - timedelta(days=1))
    return Edge(day, clock.time())
