"""Times: what holds of every EDTF text, every zone and every length, by trying many."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import assume, example, given
from hypothesis import strategies as st

from claimline import when
from claimline.errors import TimeError
from claimline.model import Instant

ZONES = ["UTC", "Europe/Kyiv", "Asia/Beirut", "America/Havana", "America/St_Johns", "Pacific/Apia"]

DATES = st.dates(date(1, 1, 3), date(9998, 12, 29))
MODERN = st.dates(date(1900, 1, 1), date(2100, 12, 31))
CLOCKS = st.times()


@st.composite
def blurred(draw: st.DrawFn, day: date) -> str:
    """Draw a text that the day is one reading of: fewer parts, fewer digits, more doubt."""
    parts = day.isoformat().split("-")[: draw(st.integers(1, 3))]
    masked = [
        "".join("X" if draw(st.integers(0, 5)) == 0 else digit for digit in part) for part in parts
    ]
    text = "-".join(draw(st.sampled_from(["", "", "", "?", "~", "%"])) + part for part in masked)
    return text + draw(st.sampled_from(["", "", "?", "~", "%"]))


def holds(value: Instant, reading: datetime) -> bool:
    return (value.earliest is None or value.earliest <= reading) and (
        value.latest is None or reading <= value.latest
    )


def at(day: date, clock: time, zone: str) -> datetime:
    """Return the moment a clock shows a time; where it never does, the one that comes of it."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def whole_day(day: date, clock: time, zone: str) -> bool:
    """Say whether the clock really showed that time that day."""
    shown = at(day, clock, zone).astimezone(ZoneInfo(zone))
    return (shown.date(), shown.time()) == (day, clock)


@given(st.data(), st.one_of(DATES, MODERN), CLOCKS, st.sampled_from(ZONES))
def test_every_reading_of_a_date_lies_within_its_bounds(
    data: st.DataObject, day: date, clock: time, zone: str
) -> None:
    assume(whole_day(day, clock, zone))
    assert holds(when.instant(data.draw(blurred(day)), zone), at(day, clock, zone))


@given(st.data(), st.lists(MODERN, min_size=1, max_size=4), st.sampled_from(["[]", "{}"]))
def test_every_member_of_a_set_lies_within_its_bounds(
    data: st.DataObject, days: list[date], braces: str
) -> None:
    members = [data.draw(blurred(day)) for day in days]
    span = f"{min(days)}..{max(days)}"
    text = braces[0] + ",".join([*members, span]) + braces[1]
    for day in days:
        assert holds(when.instant(text), at(day, time(12), "UTC"))
    whole = when.interval(text)
    assert holds(whole.begin, at(min(days), time(12), "UTC"))
    assert holds(whole.end, at(max(days), time(12), "UTC"))


@given(st.data(), MODERN, MODERN, st.sampled_from(ZONES))
def test_every_reading_of_an_interval_lies_within_its_bounds(
    data: st.DataObject, one: date, other: date, zone: str
) -> None:
    begin, end = sorted((one, other))
    read = when.interval(f"{data.draw(blurred(begin))}/{data.draw(blurred(end))}", zone)
    assert holds(read.begin, at(begin, time(12), zone))
    assert holds(read.end, at(end, time(12), zone))


@given(MODERN, st.sampled_from(ZONES))
@example(date(2022, 3, 27), "Asia/Beirut")
@example(date(2006, 10, 28), "America/St_Johns")
@example(date(2006, 10, 29), "America/St_Johns")
def test_a_day_is_no_longer_than_it_is(day: date, zone: str) -> None:
    read, clocks, tick = when.instant(day.isoformat(), zone), ZoneInfo(zone), timedelta(seconds=1)
    assert read.earliest is not None
    assert read.latest is not None
    assert (read.earliest - tick).astimezone(clocks).date() < day
    if read.earliest < read.latest:
        assert read.earliest.astimezone(clocks).date() == day
        assert (read.latest - tick).astimezone(clocks).date() == day
    assert read.latest.astimezone(clocks).date() > day


@given(st.one_of(st.text(), st.text("0129X-/[]{},.?~%TZ:+YES", max_size=30)))
@example("2022-09-10T15:50~")
@example("9999-12-31T23:59/..")
@example("../0001-01-01T00:00")
def test_any_text_has_ordered_bounds_or_a_time_error(text: str) -> None:
    for zone in (*ZONES, "Pacific/Kiritimati"):
        try:
            read = when.instant(text, zone)
        except TimeError:
            continue
        ends = when.interval(text, zone)
        assert (read.earliest, read.latest) == (ends.begin.earliest, ends.end.latest)
        for value in (read, ends.begin, ends.end):
            assert value.earliest is None or value.latest is None or value.earliest <= value.latest
        assert when.words(read, zone)
        assert when.words(ends, zone)


@given(st.text())
def test_any_zone_is_known_or_a_time_error(zone: str) -> None:
    try:
        when.instant("2022", zone)
    except TimeError as error:
        assert "no time zone" in str(error)  # noqa: PT017 - most names are no zone, some may be


@given(st.data(), MODERN)
def test_doubt_moves_no_bound_and_approximation_only_widens(data: st.DataObject, day: date) -> None:
    text = data.draw(blurred(day)).rstrip("?~%")
    plain, doubtful, wide = (when.instant(text + sign) for sign in ("", "?", "~"))
    assert (doubtful.earliest, doubtful.latest) == (plain.earliest, plain.latest)
    assert plain.earliest is None or holds(wide, plain.earliest)
    assert plain.latest is None or holds(wide, plain.latest)
    assert (wide.earliest, wide.latest) == tuple(
        getattr(when.instant(text + "%"), side) for side in ("earliest", "latest")
    )


@given(DATES)
def test_a_crisp_date_survives_the_round_trip(day: date) -> None:
    read = when.instant(day.isoformat())
    assert read.earliest is not None
    assert read.earliest == datetime.combine(day, time(), UTC)
    assert read.latest == read.earliest + timedelta(days=1)
    assert when.instant(when.utc(read.earliest)).earliest == read.earliest


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_survives_the_round_trip(value: datetime) -> None:
    whole = value.replace(microsecond=0)
    try:
        expected = whole.astimezone(UTC)
    except OverflowError:
        assume(False)
    read = when.instant(when.utc(whole))
    assert read.earliest == read.latest == expected


def months_after(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return None


@given(
    MODERN,
    st.integers(1, 60),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from(["exact", "about"]),
    st.sampled_from(ZONES),
)
def test_a_length_on_the_calendar_lies_within_the_spoken_one(
    begin: date, count: int, unit: str, hedge: str, zone: str
) -> None:
    days = {"day": 1, "week": 7}.get(unit)
    end = (
        begin + timedelta(days=days * count)
        if days
        else months_after(begin, count * (12 if unit == "year" else 1))
    )
    assume(end is not None)
    assert end is not None
    least, greatest = when.elapsed(Decimal(count), unit, hedge)
    assert least <= (end - begin).days <= greatest
    derived = when.begin_from(when.instant(end.isoformat(), zone), least, greatest, zone)
    assert holds(derived, at(begin, time(12), zone))
    assert holds(
        when.end_from(when.instant(begin.isoformat(), zone), least, greatest, zone),
        at(end, time(12), zone),
    )


@given(
    st.decimals(),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from(["exact", "about", "at-least", "more-than", "almost", "up-to"]),
)
def test_any_number_is_a_length_in_order_or_a_time_error(
    value: Decimal, unit: str, hedge: str
) -> None:
    try:
        least, greatest = when.elapsed(value, unit, hedge)
    except TimeError:
        return
    assert 0 <= least <= greatest
