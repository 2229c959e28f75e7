"""Times: what each kind of EDTF text is bounded by, how lengths become dates, how both read."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from claimline import when
from claimline.errors import TimeError
from claimline.model import Instant, Interval

KYIV = "Europe/Kyiv"


def moment(text: str | None) -> datetime | None:
    """Read a bound as the tables below write it: a day means its midnight."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def bounds(earliest: str | None, latest: str | None, text: str | None = None) -> Instant:
    return Instant(moment(earliest), moment(latest), text)


INSTANTS = [
    # level 0
    ("2022-09-10", "2022-09-10", "2022-09-11"),
    ("2022-09", "2022-09-01", "2022-10-01"),
    ("2022-12", "2022-12-01", "2023-01-01"),
    ("2022", "2022-01-01", "2023-01-01"),
    ("2022-09-10T15:50", "2022-09-10T15:50", "2022-09-10T15:50"),
    ("2022-09-10T15:50:30Z", "2022-09-10T15:50:30", "2022-09-10T15:50:30"),
    ("2022-09-10T15:50+03:00", "2022-09-10T12:50", "2022-09-10T12:50"),
    ("2022-09-10T22:50:00-05", "2022-09-11T03:50", "2022-09-11T03:50"),
    ("2022-09-10T24:00", "2022-09-11", "2022-09-11"),
    ("2022-12-31T24:00:00Z", "2023-01-01", "2023-01-01"),
    ("2022-09-10T18:00/2022-09-11T06:00", "2022-09-10T18:00", "2022-09-11T06:00"),
    ("2022-03-24/2022-04", "2022-03-24", "2022-05-01"),
    # level 1
    ("2022-09-10?", "2022-09-10", "2022-09-11"),
    ("2022-09-10~", "2022-09-09", "2022-09-12"),
    ("2022-03-01~", "2022-02-28", "2022-03-03"),
    ("2022-04~", "2022-03-01", "2022-06-01"),
    ("2022-01%", "2021-12-01", "2022-03-01"),
    ("2022~", "2021-01-01", "2024-01-01"),
    ("201X", "2010-01-01", "2020-01-01"),
    ("201X~", "2000-01-01", "2030-01-01"),
    ("20XX", "2000-01-01", "2100-01-01"),
    ("2022-XX", "2022-01-01", "2023-01-01"),
    ("2022-09-XX", "2022-09-01", "2022-10-01"),
    ("2022-XX-XX", "2022-01-01", "2023-01-01"),
    ("2022-21", "2022-03-01", "2022-06-23"),
    ("2022-22", "2022-06-01", "2022-09-25"),
    ("2022-23", "2022-09-01", "2022-12-24"),
    ("2022-24", "2021-12-01", "2023-03-22"),
    ("2022-22~", "2022-03-01", "2022-12-25"),
    ("2022-04-01/..", "2022-04-01", None),
    ("2022-04-01/", "2022-04-01", None),
    ("../2022-04-01", None, "2022-04-02"),
    ("/2022-04-01", None, "2022-04-02"),
    ("2022-04~/2022-06?", "2022-03-01", "2022-07-01"),
    # level 2
    ("[2022-04-01,2022-05-03]", "2022-04-01", "2022-05-04"),
    ("[2022-05,2022-04-01]", "2022-04-01", "2022-06-01"),
    ("{2022-04-01,2022-05..2022-06}", "2022-04-01", "2022-07-01"),
    ("[2022-03-01..2022-03-05]", "2022-03-01", "2022-03-06"),
    ("[..2022-04-01]", None, "2022-04-02"),
    ("[2022-04-01..]", "2022-04-01", None),
    ("{2022-01,2022-04-01..}", "2022-01-01", None),
    ("2022-XX-31", "2022-01-31", "2023-01-01"),
    ("2022-XX-30", "2022-01-30", "2022-12-31"),
    ("15X1-12-25", "1501-12-25", "1591-12-26"),
    ("20XX-02-29", "2000-02-29", "2096-03-01"),
    ("2022-1X", "2022-10-01", "2023-01-01"),
    ("2022-02-2X", "2022-02-20", "2022-03-01"),
    ("XXXX-12-25", None, None),
    ("000X", None, "0010-01-01"),
    ("201X-21", "2010-03-01", "2019-06-23"),
    ("1950S2", "1900-01-01", "2000-01-01"),
    ("2022-25", "2022-03-01", "2022-06-23"),
    ("2022-29", "2022-09-01", "2022-12-24"),
    ("2022-30", "2021-12-01", "2023-03-22"),
    ("2022-36", "2022-10-01", "2023-01-01"),
    ("2022-38", "2022-05-01", "2022-09-01"),
    ("2022-41", "2022-07-01", "2023-01-01"),
    ("2022-~04", "2022-03-01", "2022-06-01"),
    ("?2022-04-01", "2022-04-01", "2022-04-02"),
    ("2022?-04-01", "2022-04-01", "2022-04-02"),
    ("2022~-04-01", "2021-04-01", "2023-04-02"),
    ("2022-04~-15", "2022-03-15", "2022-05-16"),
    ("2022-~03-31", "2022-02-28", "2022-05-01"),
    ("2022-%04-~15", "2022-03-15", "2022-05-16"),
    # the edges of what can be computed
    ("0001-01-01", "0001-01-01", "0001-01-02"),
    ("9999-12-31", "9999-12-31", None),
    ("9999", "9999-01-01", None),
    ("0001-01-01~", None, "0001-01-03"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), INSTANTS)
def test_an_instant_lies_between_its_bounds(
    text: str, earliest: str | None, latest: str | None
) -> None:
    assert when.instant(text) == bounds(earliest, latest, text)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2022-09-10", ("2022-09-10", "2022-09-11"), ("2022-09-10", "2022-09-11")),
        ("2022-03-24/2022-04", ("2022-03-24", "2022-03-25"), ("2022-04-01", "2022-05-01")),
        ("2022-03-24/..", ("2022-03-24", "2022-03-25"), (None, None)),
        ("2022-03-24/", ("2022-03-24", "2022-03-25"), (None, None)),
        ("../2022-04", (None, None), ("2022-04-01", "2022-05-01")),
        ("{2022-05,2022-03-24}", ("2022-03-24", "2022-03-25"), ("2022-05-01", "2022-06-01")),
        ("{2022-03..2022-05,2022-08}", ("2022-03-01", "2022-04-01"), ("2022-08-01", "2022-09-01")),
        ("{2022-03,2022-04..}", ("2022-03-01", "2022-04-01"), ("2022-04-01", None)),
        ("{..2022-04-01}", (None, "2022-04-02"), ("2022-04-01", "2022-04-02")),
        ("[2022-03-24,2022-05]", ("2022-03-24", "2022-06-01"), ("2022-03-24", "2022-06-01")),
    ],
)
def test_an_interval_has_bounds_at_both_ends(
    text: str, begin: tuple[str | None, str | None], end: tuple[str | None, str | None]
) -> None:
    assert when.interval(text) == Interval(bounds(*begin), bounds(*end), text)


@pytest.mark.parametrize(
    ("zone", "text", "earliest", "latest"),
    [
        (KYIV, "2022-09-10", "2022-09-09T21:00", "2022-09-10T21:00"),
        (KYIV, "2022-03-27", "2022-03-26T22:00", "2022-03-27T21:00"),
        (KYIV, "2022-09-10T15:50", "2022-09-10T12:50", "2022-09-10T12:50"),
        (KYIV, "2022-09-10T15:50Z", "2022-09-10T15:50", "2022-09-10T15:50"),
        # 03:00 became 04:00, so 03:30 was not; 04:00 became 03:00, so 03:30 was twice
        (KYIV, "2022-03-27T03:30", "2022-03-27T00:30", "2022-03-27T01:30"),
        (KYIV, "2022-10-30T03:30", "2022-10-30T00:30", "2022-10-30T01:30"),
        # midnight became 01:00
        ("Asia/Beirut", "2022-03-26", "2022-03-25T22:00", "2022-03-26T22:00"),
        ("Asia/Beirut", "2022-03-27", "2022-03-26T22:00", "2022-03-27T21:00"),
        # 23:30 became 00:30
        ("America/Toronto", "1919-03-30", "1919-03-30T05:00", "1919-03-31T04:30"),
        ("America/Toronto", "1919-03-31", "1919-03-31T04:30", "1919-04-01T04:00"),
        # 01:00 became midnight of the same day
        ("America/Havana", "2022-11-05", "2022-11-05T04:00", "2022-11-06T04:00"),
        ("America/Havana", "2022-11-06", "2022-11-06T04:00", "2022-11-07T05:00"),
        # 00:01 became 23:01 of the day before: each day has a part in the other
        ("America/St_Johns", "2006-10-28", "2006-10-28T02:30", "2006-10-29T03:30"),
        ("America/St_Johns", "2006-10-29", "2006-10-29T02:30", "2006-10-30T03:30"),
        # the day that Samoa left out
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00", "2011-12-30T10:00"),
        (KYIV, "0001-01-01", None, "0001-01-01T21:57:56"),
    ],
)
def test_days_and_clocks_are_those_of_the_zone(
    zone: str, text: str, earliest: str | None, latest: str
) -> None:
    assert when.instant(text, zone) == bounds(earliest, latest, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2022-13-01", "'2022-13-01' is not an EDTF date: there is no month 13"),
        ("2022-00", "there is no month 00"),
        ("2022-42", "there is no month 42"),
        ("2022-2X", "there is no month 2X"),
        ("2022-02-30", "there is no day 30, February 2022 has 28"),
        ("2022-02-3X", "no day of the calendar fits it"),
        ("XXX1-02-29", "no day of the calendar fits it"),
        ("2022-21-05", "a season has no days"),
        ("2022-21-XX", "a season has no days"),
        ("2022-03-24T25:00", "there is no hour 25"),
        ("2022-03-24T24:01", "a day ends at 24:00"),
        ("2022-03-24T15:60", "there is no minute 60"),
        ("2022-03-24T15:50:60", "there is no second 60"),
        ("2022-03-24T15:50+30", "no clock is more than 14 hours from UTC"),
        ("2022-03-24T15:50~", "is not EDTF"),
        ("1950S2-03", "S, for significant digits, can only end a year"),
        ("24 March 2022", "'24 March 2022' is not EDTF; write 2022-03-24"),
        ("March 24, 2022", "write 2022-03-24"),
        ("Sept 2022", "write 2022-09"),
        ("45 March 2022", "write a day as"),
        ("24.3.2022", "write 2022-03-24"),
        ("20220324", "write 2022-03-24"),
        ("2022-3-24", "write 2022-03-24"),
        ("2022/03/24", "write 2022-03-24"),
        ("2022-03-24 15:50", "write 2022-03-24T15:50"),
        ("2022-03-24T15:50:00.000Z", "write 2022-03-24T15:50:00Z"),
        ("Y2022", "write 2022"),
        ("", "'' is not EDTF"),
        ("2022-09-10\n", "is not EDTF"),
        ("٢٠٢٢", "is not EDTF"),
        ("x" * 1000, "xxx...' is not EDTF"),
        ("0000", "years go from 0001 to 9999"),
        ("-0044-03-15", "years go from 0001 to 9999"),
        ("Y12022", "years go from 0001 to 9999"),
        ("Y-17E7", "years go from 0001 to 9999"),
        ("Y" + "9" * 5000, "years go from 0001 to 9999"),
        ("9999-12-31T24:00", "years go from 0001 to 9999"),
        ("0001-01-01T00:00+01:00", "outside 0001 to 9999 in UTC"),
        ("2022-04-01/2022-03-01", "ends before it begins"),
        ("2022-03-10/2022-03-09", "ends before it begins"),
        ("2022-03-10T10:00/2022-03-10T09:59", "ends before it begins"),
        ("[2022-03-05..2022-03-01]", "ends before it begins"),
        ("2022-04-01/2022-13", "there is no month 13"),
        ("/", "names no date"),
        ("../..", "names no date"),
        ("[..]", "names no date"),
        ("[]", "is not an EDTF set"),
        ("[2022}", "is not an EDTF set"),
        ("[", "is not an EDTF set"),
        ("{2022,}", "a member is empty"),
        ("[2022, 2023]", "' 2023' is not EDTF"),
    ],
)
def test_a_wrong_text_is_told_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(TimeError) as error:
        when.instant(text)
    assert message in str(error.value)


@pytest.mark.parametrize("text", ["2022-09-10T15:50/2022-09-10T15:50", "2022-04~/2022-03-20"])
def test_parts_that_may_be_in_order_are_no_error(text: str) -> None:
    assert when.interval(text).text == text


@pytest.mark.parametrize("zone", ["Europe/Kiew", "Europe", "", "../zone", "a\0b", "localtime"])
def test_an_unknown_zone_is_an_error(zone: str) -> None:
    with pytest.raises(TimeError, match="no time zone is called"):
        when.instant("2022", zone)


def test_a_misspelt_zone_gets_the_nearest() -> None:
    with pytest.raises(TimeError, match="Europe/Kyiv"):
        when.instant("2022", "Europe/Kyjiv")


def test_as_of_is_the_last_moment_of_a_date() -> None:
    assert when.as_of("2022-04-01", KYIV) == moment("2022-04-01T21:00")
    assert when.as_of("2022-04") == moment("2022-05-01")
    with pytest.raises(TimeError, match="has no last moment"):
        when.as_of("2022-04-01/..")


# Durations


@pytest.mark.parametrize(
    ("value", "unit", "hedge", "expected"),
    [
        ("5", "month", "exact", (137, 184)),
        ("5", "month", "about", (137, 184)),
        ("5", "month", "at-least", (152, 184)),
        ("5", "month", "more-than", (153, 184)),
        ("5", "month", "almost", (137, 152)),
        ("5", "month", "up-to", (0, 152)),
        ("6", "month", "exact", (167, 214)),
        ("1", "year", "exact", (183, 731)),
        ("2", "week", "exact", (10, 22)),
        ("1.5", "week", "exact", (7, 19)),
        ("20", "year", "about", (6574, 8036)),
        ("3", "day", "exact", (2, 4)),
        ("200", "day", "exact", (199, 201)),
        ("200", "day", "about", (180, 220)),
        ("200", "day", "at-least", (199, 220)),
        ("200", "day", "more-than", (200, 220)),
        ("200", "day", "almost", (180, 200)),
        ("200", "day", "up-to", (0, 200)),
    ],
)
def test_a_spoken_length_means_a_range_of_days(
    value: str, unit: str, hedge: str, expected: tuple[int, int]
) -> None:
    assert when.elapsed(Decimal(value), unit, hedge) == expected


def test_the_convention_is_a_parameter() -> None:
    strict = when.Convention("strict", below=Decimal(0), above=Decimal(0))
    assert when.elapsed(Decimal(5), "month", "exact", strict) == (152, 153)


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "sNaN", "Infinity", "1e999999", "20000"])
def test_what_is_no_length_is_an_error(value: str) -> None:
    with pytest.raises(TimeError, match="is no length"):
        when.elapsed(Decimal(value), "year")


def test_unknown_units_and_hedges_are_errors_with_the_nearest() -> None:
    with pytest.raises(TimeError, match="no unit of time is called 'months'; write month"):
        when.elapsed(Decimal(5), "months")
    with pytest.raises(TimeError, match="no hedge of time is called 'atleast'; write at-least"):
        when.elapsed(Decimal(5), "month", "atleast")


@pytest.mark.parametrize("zone", ["UTC", KYIV, "Europe/Copenhagen"])
def test_five_months_said_in_september_began_in_spring(zone: str) -> None:
    said = when.instant("2022-09-10/2022-09-11", zone)
    begin = when.begin_from(said, *when.elapsed(Decimal(5), "month"), zone)
    assert when.words(begin, zone) == "between 10 March and 27 April 2022"


def test_a_length_in_days_says_nothing_of_the_hour() -> None:
    said = when.instant("2022-09-10T18:00/2022-09-11T06:00", KYIV)
    begin = when.begin_from(said, 137, 184, KYIV)
    assert when.words(begin, KYIV) == "between 10 March and 27 April 2022"


def test_an_end_follows_from_a_begin() -> None:
    end = when.end_from(when.instant("2022-03-24"), 137, 184)
    assert end == bounds("2022-08-08", "2022-09-25")


def test_no_bound_stays_no_bound_and_none_comes_of_years_too_far() -> None:
    assert when.begin_from(when.instant("../2022"), 1, 2) == bounds(None, "2022-12-31")
    assert when.begin_from(when.instant("2022"), 0, 10**9) == bounds(None, "2023-01-01")
    assert when.end_from(when.instant("2022"), 0, 10**12) == bounds("2022-01-01", None)


def test_a_length_whose_least_is_its_greatest_is_an_error() -> None:
    with pytest.raises(TimeError, match="14 to 7 days is no length"):
        when.begin_from(when.instant("2022"), 14, 7)


# Wording


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-09-10", "10 September 2022"),
        ("2022-04", "April 2022"),
        ("2022", "2022"),
        ("201X", "between 1 January 2010 and 31 December 2019"),
        ("2022-09-10T15:50", "10 September 2022 15:50"),
        ("2022-09-10T15:50:30", "10 September 2022 15:50:30"),
        ("2022-09-10T18:00/2022-09-10T24:00", "10 September 2022 18:00–24:00"),
        ("2022-09-10T00:00/2022-09-10T12:00", "10 September 2022 00:00–12:00"),
        (
            "2022-09-10T18:00/2022-09-11T06:00",
            "between 10 September 18:00 and 11 September 2022 06:00",
        ),
        ("2022-09-10/2022-09-11", "between 10 and 11 September 2022"),
        ("2022-03-10/2022-04-27", "between 10 March and 27 April 2022"),
        ("2021-12-30/2022-01-02", "between 30 December 2021 and 2 January 2022"),
        ("../2022-04-01", "by 1 April 2022"),
        ("../2022-04-01T15:50", "by 1 April 2022 15:50"),
        ("2022-03-24/..", "from 24 March 2022 on"),
        ("XXXX-12-25", "unknown"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", KYIV, "Asia/Beirut"])
def test_an_instant_in_words(text: str, expected: str, zone: str) -> None:
    assert when.words(when.instant(text, zone), zone) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-09-10", "10 September 2022"),
        ("2022-09-10/2022-09-10", "10 September 2022"),
        ("2022-03-24/2022-09-10", "from 24 March until 10 September 2022"),
        ("2021-03-24/2022-09-10", "from 24 March 2021 until 10 September 2022"),
        ("2022-03/2022-05", "from March until May 2022"),
        ("2021/2022", "from 2021 until 2022"),
        ("2022-03-24/..", "from 24 March 2022 on"),
        ("../2022-09-10", "until 10 September 2022"),
        ("{..2022-04-01}", "from 1 April 2022 or earlier until 1 April 2022"),
        ("{2022-03,2022-04..}", "from March 2022 until 1 April 2022 or later"),
        ("2022-03-24~/2022-09-10", "between 23 and 25 March until 10 September 2022"),
        ("2022-09-10T15:50/2022-09-10T16:50", "10 September 2022 15:50–16:50"),
        ("2022-09-10T18:00/2022-09-10T24:00", "10 September 2022 18:00–24:00"),
        ("[2022-04-01..2022-05-03]", "between 1 April and 3 May 2022"),
        ("XXXX", "unknown"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", KYIV, "Asia/Beirut"])
def test_an_interval_in_words(text: str, expected: str, zone: str) -> None:
    assert when.words(when.interval(text, zone), zone) == expected


def test_a_day_without_a_midnight_is_still_a_day() -> None:
    day = when.instant("2022-03-27", "Asia/Beirut")
    assert when.words(day, "Asia/Beirut") == "27 March 2022"


def test_utc_keeps_fractions_and_refuses_naive_times() -> None:
    assert when.utc(datetime(33, 4, 3, 12, 0, 0, 500_000, UTC)) == "0033-04-03T12:00:00.500000Z"
    with pytest.raises(ValueError, match="has no time zone"):
        when.utc(datetime(2022, 9, 10))  # noqa: DTZ001 - naive is the point
