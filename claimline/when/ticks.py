"""Moments as whole numbers of ticks, the unit in which bounds are compared and added up.

Two ticks are a microsecond: an even tick is a moment that can be written down, an odd one
stands for all the time just before the next. So the bounds of a day, midnight and midnight,
become all ticks from the first to the one before the last: the next midnight is not of that
day, and what began on 1 April did not begin on 2 April. An exact moment is one tick.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from claimline.model import Instant
from claimline.when.zones import local, shown

MICROSECOND = 2
DAY = 24 * 60 * 60 * 1_000_000 * MICROSECOND

FOREVER = 1 << 70
"""Further from the year 1 than any date or length: where there is no bound."""

FAR = FOREVER // 2
"""Whatever is further than this came of adding lengths to ``FOREVER``: no bound either."""

_ORIGIN = datetime.min  # noqa: DTZ901 - clocks are compared, each in its own zone
_STEP = timedelta(microseconds=1)

CACHED = 1 << 14
"""How many moments are remembered with their ticks, for those compared with many others."""


class Ticks(NamedTuple):
    """The ticks from ``low`` to ``high``, both included; none if ``high`` is the lower one."""

    low: int
    high: int


@lru_cache(maxsize=CACHED)
def ticks(value: Instant, zone: tzinfo = UTC) -> Ticks:
    """Return the ticks that a moment may be, on the clocks of ``zone``.

    Clocks put back show an hour twice; moments within it are told apart by clock time only.
    """
    low = -FOREVER if value.earliest is None else _tick(value.earliest, zone)
    if value.latest is None:
        return Ticks(low, FOREVER)
    high = _tick(value.latest, zone)
    if value.earliest == value.latest:
        return Ticks(low, high)
    if value.earliest is not None and value.earliest < value.latest:
        high = max(low + 1, high)  # in the hour that comes twice, clocks may show less later
    return Ticks(low, high - 1)


def instant_of(span: Ticks, zone: tzinfo = UTC) -> Instant:
    """Return the bounds in UTC of a moment that may be any of these ticks.

    No bound where there is none, or where it is outside the years 1 to 9999.
    """
    earliest = _shown(span.low // MICROSECOND, zone)
    latest = _shown(-(-span.high // MICROSECOND), zone)
    return Instant(earliest and earliest[0], latest and latest[1])


def _tick(moment: datetime, zone: tzinfo) -> int:
    clock = local(moment, zone).replace(tzinfo=None)
    return (clock - _ORIGIN) // _STEP * MICROSECOND


def _shown(microseconds: int, zone: tzinfo) -> tuple[datetime, datetime] | None:
    try:
        return shown(_ORIGIN + timedelta(microseconds=microseconds), zone)
    except OverflowError:
        return None
