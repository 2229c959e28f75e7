"""Wall clocks: when, in UTC, a local day begins and ends and a clock shows a time.

Clocks that are put forward or back make days of 23 or 25 hours, days without a midnight and
times that never come or come twice. Days are exact here; a time of day that comes twice is
bounded by both, one that never comes by the readings with the old and the new offset.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from claimline.errors import TimeError, nearest

_TICK = timedelta(microseconds=1)


@cache
def zone_called(name: str) -> tzinfo:
    """Return the IANA time zone of this name; ``TimeError`` if there is none.

    ``localtime`` is refused: it is another zone on another machine.
    """
    if name == "UTC":
        return UTC
    try:
        if name != "localtime":
            return ZoneInfo(name)
        candidates: tuple[str, ...] = ()
    except (KeyError, ValueError, OSError):
        candidates = nearest(name, available_timezones())
    hint = f"; did you mean {', '.join(candidates)}?" if candidates else ""
    raise TimeError(f"no time zone is called {name!r}{hint}")


def shown(clock: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the earliest and latest moment at which clocks in the zone show this time.

    ``OverflowError`` if that is outside the years 1 to 9999 in UTC.
    """
    before, after = _both(clock, zone)
    return (before, after) if before <= after else (after, before)


def local(moment: datetime, zone: tzinfo) -> datetime:
    """Return what clocks in the zone show, or in UTC where the zone's year is past the last."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment.astimezone(UTC)


def day_begin(day: date, zone: tzinfo) -> datetime | None:
    """Return the first moment of a local day, ``None`` if before the year 1 in UTC."""
    return _edge(day, zone, last=False)


def day_end(following: date, zone: tzinfo) -> datetime | None:
    """Return the moment a local day ends, given the day after it; ``None`` as for a begin."""
    return _edge(following, zone, last=True)


def _both(clock: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the moment read with the offset before a change of clocks, and after it."""
    before = clock.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if zone is UTC:
        return before, before
    return before, clock.replace(tzinfo=zone, fold=1).astimezone(UTC)


def _edge(day: date, zone: tzinfo, *, last: bool) -> datetime | None:
    """Return the moment the day before gives way to ``day``: the last such, or the first."""
    midnight = datetime.combine(day, time.min)
    try:
        before, after = _both(midnight, zone)
    except OverflowError:
        return None
    if before == after:
        return before
    if before > after:
        return _change(after, before, zone)
    # Midnight comes twice. The day before is over at the first, unless clocks went back into it.
    went_back = (after - _TICK).astimezone(zone).date() < day
    return after if last and went_back else before


def _change(old: datetime, new: datetime, zone: tzinfo) -> datetime:
    """Return the moment between two at which the zone's offset changes."""
    offset = old.astimezone(zone).utcoffset()
    while new - old > _TICK:
        middle = old + (new - old) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            old = middle
        else:
            new = middle
    return new
