"""What claims assert: propositions with their times, lengths and amounts."""

from __future__ import annotations

from decimal import Decimal

from claimline import when
from claimline.errors import TimeError
from claimline.model import Duration, Instant, Interval, Measure, Proposition
from claimline.record import layout
from claimline.record.desk import Desk, before, plain
from claimline.record.nodes import Text
from claimline.when.durations import DAYS_IN

AS_STATED = "as-stated"
"""The convention of a length whose bounds stand in the record."""

_NEVER = Instant(None, None)


def proposition(
    desk: Desk, part: layout.Proposition, zone: str, moment: Instant | None
) -> Proposition:
    """Return the proposition that a part of a record is.

    Its days and clocks are those of ``zone``; "so far" means up to ``moment``.
    """
    known = desk.files.known
    event = desk.name(known.events, part.event)
    length = _duration(desk, part.duration)
    return Proposition(
        event=event or "",
        type=_type(desk, part, event),
        places=desk.names(known.places, part.place),
        destinations=desk.names(known.places, part.destination),
        actors=desk.names(known.actors, part.actor),
        targets=desk.names(known.actors, part.target),
        controller=desk.actor(part.controller),
        time=_time(desk, part, zone, length, moment),
        duration=length,
        measures=tuple(_measure(desk, each, zone) for each in part.measure),
        purposes=tuple(proposition(desk, each, zone, moment) for each in part.purpose),
        causes=tuple(proposition(desk, each, zone, moment) for each in part.cause),
        framings=desk.words(part.framing),
        description=plain(part.description),
    )


def _type(desk: Desk, part: layout.Proposition, event: str | None) -> str:
    """Return the type that a proposition gives its event, else the event's own."""
    if part.type is not None or event is None:
        return str(part.type or "")
    own = desk.files.known.types[event]
    if own is None:
        desk.fault(part.at, f"the type of the event {event} is not known here", "give 'type'")
    return own or ""


def _time(
    desk: Desk,
    part: layout.Proposition,
    zone: str,
    length: Duration | None,
    moment: Instant | None,
) -> Interval | None:
    if part.time is not None:
        time = desk.interval(part.time, zone)
    else:
        begin, end = desk.instant(part.begin, zone), desk.instant(part.end, zone)
        if length:
            begin, end = _reckoned(begin, end, length, moment, zone)
        time = Interval(begin or _NEVER, end or _NEVER) if begin or end else None
    if time and before(time.end, time.begin):
        at = (part.time or part.begin or part.end or part).at
        desk.fault(at, "this ends before it begins, however the two are read")
    return time


def _reckoned(
    begin: Instant | None,
    end: Instant | None,
    length: Duration,
    moment: Instant | None,
    zone: str,
) -> tuple[Instant | None, Instant | None]:
    """Return begin and end, one of them reckoned from the length if it was not given."""
    days = length.min_days, length.max_days
    if length.so_far and begin is None and moment is not None:
        return when.begin_from(moment, *days, zone), end
    if length.so_far or (begin is None) == (end is None):
        return begin, end
    if begin is not None:
        return begin, when.end_from(begin, *days, zone)
    return when.begin_from(end or _NEVER, *days, zone), end


def _duration(desk: Desk, part: layout.Duration | None) -> Duration | None:
    if part is None:
        return None
    days = _spoken(desk, part) if part.value is not None else _stated(part)
    if days is None:
        return None
    convention = when.HALF_UNIT.name if part.value is not None else AS_STATED
    return Duration(*days, str(part.phrase), convention, part.so_far == "true")


def _spoken(desk: Desk, part: layout.Duration) -> tuple[int, int] | None:
    """Return the days that a length put into words may mean."""
    if not part.value or not part.unit or part.hedge == "":
        return None
    try:
        return when.elapsed(Decimal(part.value), str(part.unit), str(part.hedge or "exact"))
    except TimeError as error:
        desk.fault(part.value.at, str(error))
        return None


def _stated(part: layout.Duration) -> tuple[int, int] | None:
    """Return the days between bounds that the record itself gives."""
    if not part.min or not part.max or not part.unit:
        return None
    size = DAYS_IN[part.unit]
    return round(Decimal(part.min) * size), round(Decimal(part.max) * size)


def _measure(desk: Desk, part: layout.Measure, zone: str) -> Measure:
    minimum, best, maximum = _bounds(part)
    return Measure(
        kind=str(part.kind),
        unit=str(part.unit),
        hedge=str(part.hedge or _hedge(part)),
        minimum=_decimal(minimum),
        best=_decimal(best),
        maximum=_decimal(maximum),
        baseline=desk.instant(part.since, zone),
        as_of=desk.instant(part.as_of, zone),
        scope=desk.name(desk.files.known.places, part.scope),
        party=desk.actor(part.party),
    )


def _bounds(part: layout.Measure) -> tuple[Text | None, Text | None, Text | None]:
    """Return the least, the best and the greatest amount, as far as they are given."""
    value = part.value
    if not value:
        return part.min, part.best, part.max
    match part.hedge:
        case None | "exact":
            return value, value, value
        case "at-least" | "more-than":
            return value, None, None
        case "almost" | "up-to":
            return None, None, value
        case _:
            return None, value, None


def _hedge(part: layout.Measure) -> str:
    """Return the hedge that says what the given numbers say."""
    if part.value or (part.min and part.min == part.max):
        return "exact"
    if part.best or (part.min and part.max):
        return "about"
    return "at-least" if part.min else "up-to"


def _decimal(text: Text | None) -> Decimal | None:
    return Decimal(text) if text else None
