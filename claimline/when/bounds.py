"""EDTF texts to bounds in UTC: what an instant or an interval is known to lie between."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from claimline.errors import TimeError
from claimline.model import Instant, Interval
from claimline.when.days import Days
from claimline.when.edtf import date_read
from claimline.when.mending import advice, quoted
from claimline.when.zones import day_begin, day_end, shown, zone_called

CACHED = 1 << 15
"""How many texts are remembered with their bounds."""


class Bounds(NamedTuple):
    """The earliest and the latest moment, both possible; ``None`` is no bound."""

    earliest: datetime | None
    latest: datetime | None


_OPEN = Bounds(None, None)


def instant(text: str, zone: str = "UTC") -> Instant:
    """Return the bounds of a moment given as EDTF; days and clocks are those of ``zone``.

    The text of an interval or of a set means some moment from its first to its last.
    ``TimeError`` if the text is not EDTF or the zone is not known.

    >>> moment = instant("2022-09-10", "Europe/Kyiv")
    >>> str(moment.earliest), str(moment.latest)
    ('2022-09-09 21:00:00+00:00', '2022-09-10 21:00:00+00:00')
    """
    begin, end = _ends(text, zone)
    return Instant(begin.earliest, end.latest, text)


def interval(text: str, zone: str = "UTC") -> Interval:
    """Return the bounds of an interval's begin and end given as EDTF.

    Of a plain date, begin and end both lie within it. Of a set in braces (all of them) the
    begin lies in its first member and the end in its last; of one in brackets (one of them)
    both lie anywhere from the first to the last. An unknown end (``2022-04-01/``) has no
    bound, like an open one (``2022-04-01/..``). The text is the whole interval's; begin and
    end have none of their own. ``TimeError`` as for ``instant``.
    """
    begin, end = _ends(text, zone)
    return Interval(Instant(*begin), Instant(*end), text)


def as_of(text: str, zone: str = "UTC") -> datetime:
    """Return the last moment of an EDTF date, in UTC: what was public by then counts.

    >>> str(as_of("2022-04-01"))
    '2022-04-02 00:00:00+00:00'
    """
    latest = instant(text, zone).latest
    if latest is None:
        raise TimeError(f"{quoted(text)} has no last moment; write a day, as in 2022-03-24")
    return latest


@lru_cache(maxsize=CACHED)
def _ends(text: str, zone: str) -> tuple[Bounds, Bounds]:
    """Return the bounds of the first and of the last moment a text speaks of."""
    clocks = zone_called(zone)
    if "/" in text:
        return _interval(text, clocks)
    if text.startswith(("[", "{")):
        return _set(text, clocks)
    date = _date(text, clocks)
    return date, date


def _date(text: str, zone: tzinfo) -> Bounds:
    read = date_read(text)
    if isinstance(read, Days):
        first, end = read
        return Bounds(
            None if first is None else day_begin(first, zone),
            None if end is None else day_end(end, zone),
        )
    try:
        if read.tzinfo is None:
            return Bounds(*shown(read, zone))
        moment = read.astimezone(UTC)
    except OverflowError:
        raise TimeError(
            f"{quoted(text)} has no bounds we can compute: it is outside 0001 to 9999 in UTC"
        ) from None
    return Bounds(moment, moment)


def _interval(text: str, zone: tzinfo) -> tuple[Bounds, Bounds]:
    if text.count("/") > 1:
        raise TimeError(f"{quoted(text)} is not EDTF: one / parts two dates; {advice(text)}")
    begin, end = ("" if part == ".." else part for part in text.split("/"))
    return _pair(text, begin, end, zone)


def _pair(whole: str, begin: str, end: str, zone: tzinfo) -> tuple[Bounds, Bounds]:
    """Return the bounds of two dates in order, of which one may be empty, that is, open."""
    if not begin and not end:
        raise TimeError(f"{quoted(whole)} names no date; leave the time out if nothing is known")
    first = _date(begin, zone) if begin else _OPEN
    last = _date(end, zone) if end else _OPEN
    if _reversed(first, last):
        raise TimeError(f"{quoted(whole)} ends before it begins; put the earlier date first")
    return first, last


def _reversed(first: Bounds, last: Bounds) -> bool:
    """Say whether no reading has the last at or after the first. A day's latest bound is
    the next midnight, which is not of that day; a time's bound is the time itself."""
    if first.earliest is None or last.latest is None:
        return False
    if last.latest == first.earliest:
        return last.earliest != last.latest
    return last.latest < first.earliest


def _set(text: str, zone: tzinfo) -> tuple[Bounds, Bounds]:
    closing = "]" if text[0] == "[" else "}"
    inside = text[1:-1]
    if not inside or text[-1] != closing:
        raise TimeError(
            f"{quoted(text)} is not an EDTF set: write dates and commas between "
            f"{text[0]} and {closing}"
        )
    members = [_member(text, member, zone) for member in inside.split(",")]
    first = _first([begin for begin, _ in members])
    last = _last([end for _, end in members])
    if closing == "}":
        return first, last
    either = Bounds(first.earliest, last.latest)
    return either, either


def _member(whole: str, member: str, zone: tzinfo) -> tuple[Bounds, Bounds]:
    begin, dots, end = member.partition("..")
    if dots:
        first, last = _pair(whole, begin, end, zone)
        # An open end is at least known to lie beyond the end that is written.
        first = first if begin else Bounds(None, last.latest)
        return first, last if end else Bounds(first.earliest, None)
    if not member:
        raise TimeError(f"{quoted(whole)} is not an EDTF set: a member is empty")
    date = _date(member, zone)
    return date, date


def _first(members: list[Bounds]) -> Bounds:
    """Return the bounds of the earliest of several moments, each known by its bounds."""
    earliest = [member.earliest for member in members]
    latest = [member.latest for member in members if member.latest]
    known = [bound for bound in earliest if bound]
    return Bounds(min(known) if len(known) == len(members) else None, min(latest, default=None))


def _last(members: list[Bounds]) -> Bounds:
    """Return the bounds of the latest of several moments, each known by its bounds."""
    earliest = [member.earliest for member in members if member.earliest]
    known = [member.latest for member in members if member.latest]
    return Bounds(max(earliest, default=None), max(known) if len(known) == len(members) else None)
