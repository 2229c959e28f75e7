"""Moments as text: the exact form for data, and short English or Danish for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from claimline.model import Instant, Interval
from claimline.when.days import MONTHS, Days, month_days, next_day, year_days
from claimline.when.zones import day_begin, day_end, local, zone_called

_TO = "\N{EN DASH}"

_DANISH_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december"
)

_DANISH = {
    **dict(zip(MONTHS, _DANISH_MONTHS.split(), strict=True)),
    "unknown": "ukendt",
    "by {}": "senest {}",
    "from {} on": "fra {} og frem",
    "from {}": "fra {}",
    "{} and on": "{} og frem",
    "until {}": "indtil {}",
    "{} until {}": "{} indtil {}",
    "{} or earlier": "{} eller før",
    "{} or later": "{} eller senere",
    "between": "mellem",
    "between {} and {}": "mellem {} og {}",
    "{day}": "{day}.",
    "{day} {month}": "{day}. {month}",
    "{day} {month} {year}": "{day}. {month} {year}",
    "{moment} {time}": "{moment} kl. {time}",
    ":": ".",
}
"""What is said in English, in Danish."""


@dataclass(frozen=True, slots=True)
class _Tongue:
    """A language: its words by the English ones, none for English itself."""

    words: Mapping[str, str]

    def __call__(self, text: str, *parts: str, **named: object) -> str:
        """Return a text in this language with its parts put in."""
        return self.words.get(text, text).format(*parts, **named)


_TONGUES = {"en": _Tongue({}), "da": _Tongue(_DANISH)}


def utc(moment: datetime) -> str:
    """Return an aware datetime as xsd:dateTime in UTC; ``ValueError`` if it is naive.

    >>> utc(datetime(2022, 9, 10, 16, tzinfo=UTC))
    '2022-09-10T16:00:00Z'
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


@lru_cache(maxsize=4096)
def words(value: Instant | Interval, zone: str = "UTC", language: str = "en") -> str:
    """Return a moment or an interval in short English, or Danish (``da``), by the clocks and
    days of ``zone``.

    A latest bound at midnight is the end of the day before.

    >>> words(Instant(None, datetime(2022, 4, 2, tzinfo=UTC)))
    'by 1 April 2022'
    >>> words(Instant(None, datetime(2022, 4, 2, tzinfo=UTC)), language="da")
    'senest 1. april 2022'
    """
    clocks, say = zone_called(zone), _TONGUES[language]
    if isinstance(value, Interval):
        return _interval(value, clocks, say)
    return _instant(value, clocks, say)


def _instant(value: Instant, zone: tzinfo, say: _Tongue) -> str:
    if value.earliest is None:
        if value.latest is None:
            return say("unknown")
        return say("by {}", _one(*_closing(value.latest, zone), say))
    if value.latest is None:
        return say("from {} on", _one(*_opening(value.earliest, zone), say))
    return _between(value.earliest, value.latest, zone, say)


def _interval(value: Interval, zone: tzinfo, say: _Tongue) -> str:
    begin, end = value.begin, value.end
    if (begin.earliest, begin.latest) == (end.earliest, end.latest):
        return _instant(begin, zone, say)
    if times := _times_of_a_day(begin, end, zone, say):
        return times
    first, last = _uncertain(begin, zone, say), _uncertain(end, zone, say)
    apart = first.startswith(say("between"))
    if not last:
        whole = begin.earliest and begin.latest
        if apart:
            return say("{} and on", first) if whole else first
        return say("from {} on" if whole else "from {}", first)
    if not first:
        return say("until {}", last)
    year = last[-5:]
    if year[0] == " " and year[1:].isdigit():
        first = first.removesuffix(year)
    return say("{} until {}", first if apart else say("from {}", first), last)


def _times_of_a_day(begin: Instant, end: Instant, zone: tzinfo, say: _Tongue) -> str | None:
    """Return the wording of an exact begin and an exact end on one day, if so they are."""
    if begin.earliest is None or end.latest is None:
        return None
    if begin.earliest != begin.latest or end.earliest != end.latest:
        return None
    same = _opening(begin.earliest, zone)[0] == _closing(end.latest, zone)[0]
    return _between(begin.earliest, end.latest, zone, say) if same else None


def _uncertain(value: Instant, zone: tzinfo, say: _Tongue) -> str:
    """Return the wording of one end of an interval, empty if nothing is known of it."""
    if value.earliest is None:
        if value.latest is None:
            return ""
        return say("{} or earlier", _one(*_closing(value.latest, zone), say))
    if value.latest is None:
        return say("{} or later", _one(*_opening(value.earliest, zone), say))
    return _between(value.earliest, value.latest, zone, say)


def _between(earliest: datetime, latest: datetime, zone: tzinfo, say: _Tongue) -> str:
    if earliest == latest:
        clock = local(earliest, zone)
        return _one(clock.date(), _time(clock), say)
    (first, begins), (last, ends) = _opening(earliest, zone), _closing(latest, zone)
    if not begins and not ends and (whole := _whole(first, last, say)):
        return whole
    if first == last:
        return _one(first, f"{begins or '00:00'}{_TO}{ends or '24:00'}", say)
    start = _one(first, begins, say)
    if first.year == last.year:
        start = say("{day} {month}", day=first.day, month=_month(first, say))
        if begins:
            start = _timed(start, begins, say)
        elif first.month == last.month and not ends:
            start = say("{day}", day=first.day)
    return say("between {} and {}", start, _one(last, ends, say))


def _whole(first: date, last: date, say: _Tongue) -> str | None:
    """Return the name of the day, month or year that goes from the first day to the last."""
    if first == last:
        return _one(first, "", say)
    if Days(first, next_day(last)) == year_days(first.year):
        return str(first.year)
    if Days(first, next_day(last)) == month_days(first.year, first.month):
        return f"{_month(first, say)} {first.year}"
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


def _one(day: date, time: str, say: _Tongue) -> str:
    told = say("{day} {month} {year}", day=day.day, month=_month(day, say), year=day.year)
    return _timed(told, time, say) if time else told


def _month(day: date, say: _Tongue) -> str:
    return say(MONTHS[day.month - 1])


def _timed(moment: str, time: str, say: _Tongue) -> str:
    return say("{moment} {time}", moment=moment, time=time.replace(":", say(":")))


def _time(clock: datetime) -> str:
    return f"{clock:%H:%M:%S}" if clock.second else f"{clock:%H:%M}"
