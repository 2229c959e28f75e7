"""Wikipedia's table of control: two clocks, namesakes, remarks, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline import load
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.intake.remarks import remarks
from claimline.model import Claim, Event, Place, Proposition, Value
from claimline.record import Known
from claimline.when import instant

ZONE = "Europe/Kyiv"
HEADER = "name,held_by,as_of,more_information,lat,lon,first_observed,last_observed"
AT = "49.2,37.3"


def day(number: int, hour: int = 12) -> str:
    return f"2022-03-{number:02}T{hour:02}:00:00Z"


def read(folder: Path, *rows: str, ambiguous: str = "error") -> list[Outcome]:
    file = folder / "table.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    told = {"ambiguous": ambiguous, "timezone": ZONE}
    return list(load.get("wikipedia-control").records(Files([file]), Known(), told))


def values(outcomes: list[Outcome]) -> list[Value]:
    return [value for it in outcomes if isinstance(it, Taken) for value in it.values]


def claims(outcomes: list[Outcome]) -> list[Claim]:
    return [value for value in values(outcomes) if isinstance(value, Claim)]


def content(claim: Claim) -> Proposition:
    assert isinstance(claim.asserts, Proposition)
    return claim.asserts


def test_a_revision_is_withdrawn_between_when_it_was_last_seen_and_the_next(
    tmp_path: Path,
) -> None:
    rows = (
        f"Town,Russia,,,{AT},{day(1)},{day(2)}",
        f"Town,Ukraine,,,{AT},{day(3)},{day(4)}",
    )
    one, other = claims(read(tmp_path, *rows))
    assert one.reports[0].published == instant(day(1))
    assert one.reports[0].withdrawn == instant(f"{day(2)}/{day(3)}")
    assert (other.revises, other.reports[0].withdrawn) == ((one.key,), None)


def test_without_as_of_the_state_had_come_about_by_the_edit(tmp_path: Path) -> None:
    [claim] = claims(read(tmp_path, f"Town,Contested,,,{AT},{day(1)},{day(2)}"))
    time = content(claim).time
    assert time
    assert time.begin == instant(f"../{day(1)}")
    assert (content(claim).type, content(claim).controller) == ("contested-control", None)


def test_as_of_in_whatever_form_is_one_claim_that_stands_on(tmp_path: Path) -> None:
    rows = (
        f"Town,Russia,1 March 2022,,{AT},{day(2)},{day(3)}",
        f"Town,Russia,01-Mar-22,,{AT},{day(3)},{day(3)}",
        f"Town,Russia,1\u00a0March\u00a02022,,{AT},{day(3)},{day(5)}",
        f"Town,Russia,1 Mar 2022,,{AT},{day(6)},{day(7)}",
        f"Town,Russia,March 5 2022,,{AT},{day(8)},{day(9)}",
    )
    one, other = claims(read(tmp_path, *rows))
    time = content(one).time
    assert time
    assert time.begin == instant("../2022-03-01", ZONE)
    assert one.reports[0].withdrawn == instant(f"{day(7)}/{day(8)}")
    assert other.revises == (one.key,)


def test_a_table_that_the_page_held_twice_is_withdrawn_once(tmp_path: Path) -> None:
    rows = (
        f"Town,Ukraine,,,{AT},{day(1)},{day(8)}",
        f"Town,Ukraine,,,,,{day(1)},{day(3)}",
        f"Town,Russia,,,{AT},{day(9)},{day(10)}",
    )
    one, _ = claims(read(tmp_path, *rows))
    assert one.reports[0].withdrawn == instant(f"{day(8)}/{day(9)}")


def test_a_dated_remark_is_a_claim_that_stands_as_long_as_the_table_has_it(
    tmp_path: Path,
) -> None:
    rows = (
        f"Town,Russia,,Captured by \u00a0Russia 27 February 2022,{AT},{day(1)},{day(2)}",
        f"Town,Russia,,See Battle. Captured by Russia 27 February 2022.,{AT},{day(3)},{day(4)}",
        f"Town,Russia,,,{AT},{day(5)},{day(6)}",
    )
    outcomes = read(tmp_path, *rows)
    [capture] = [it for it in claims(outcomes) if content(it).type == "capture"]
    time = content(capture).time
    assert time
    assert (content(capture).actors, content(capture).controller) == (
        ("russian-forces",),
        "russian-forces",
    )
    assert time.begin == time.end == instant("2022-02-27", ZONE)
    assert capture.reports[0].published == instant(day(1))
    assert capture.reports[0].withdrawn == instant(f"{day(4)}/{day(5)}")
    [event] = [it for it in values(outcomes) if isinstance(it, Event) and it.type == "capture"]
    assert event.record == "wikipedia-control-town"
    assert sum(it.rows for it in outcomes if isinstance(it, Taken)) == len(rows)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See Battle of IziumCaptured by \u00a0Russia 27 March 2022.", ["2022-03-27"]),
        ("Captured by Russia June 18 2022", ["2022-06-18"]),
        ("Captured by Russia on 23 May 2022", ["2022-05-23"]),
        ("\u0421aptured by \u00a0Russia in 2022. ", ["2022"]),
        ("Captured by Donetsk PR in mid-April 2014. Recaptured by Ukraine 5 June 2014.",
         ["2014-04", "2014-06-05"]),
        ("Recaptured by Ukraine in the Kharkiv offensive by 10 September 2022.", ["../2022-09-10"]),
        ("Recaptured by \u00a0Russia around 20 April 2022", ["2022-04-20~"]),
        ("Recaptured by Ukraine 8 September.", []),
        ("Captured by Russia 31 February 2022", []),
        ("Partially captured by Russia 14 March 2022.", []),
        ("Allegedly recaptured by Ukraine on 28 September 2022.", []),
        ("Capture claimed by Russia/LPR 3 July 2022.", []),
        ("Captured 22 May 2022.", []),
        ("Awarded Hero City status", []),
    ],
)  # fmt: skip
def test_only_dated_captures_told_as_facts_are_taken(text: str, found: list[str]) -> None:
    assert [remark.time for remark in remarks(text)] == found


def test_several_captors_leave_open_who_held_the_place(tmp_path: Path) -> None:
    remark = "Recaptured by Russia/Donetsk PR 27 May 2022."
    [held, capture] = claims(read(tmp_path, f"Lyman,Donetsk PR,,{remark},{AT},{day(1)},{day(2)}"))
    assert content(held).controller == "dpr-forces"
    assert content(capture).actors == ("russian-forces", "dpr-forces")
    assert content(capture).controller is None


def test_namesakes_are_told_apart_by_coordinates_and_one_place_by_its_name(
    tmp_path: Path,
) -> None:
    rows = (
        f"Bilyaivka\u00a0,Russia,,,47.3244,33.7019,{day(1)},{day(2)}",
        f"Bilyaivka,Ukraine,,,46.4828,30.2014,{day(1)},{day(2)}",
        f"Bilyaivka,Russia,,,47.325,33.702,{day(3)},{day(4)}",
    )
    outcomes = read(tmp_path, *rows)
    places = [it for it in values(outcomes) if isinstance(it, Place)]
    assert len(places) == 2
    russian, ukrainian = claims(outcomes)
    assert content(russian).places != content(ukrainian).places
    assert (russian.document, ukrainian.document) == (
        "wikipedia-control-bilyaivka",
        "wikipedia-control-bilyaivka-2",
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"Town,30 May 2022,See it,,{AT},{day(1)},{day(2)}", "2:2: held_by: '30 May 2022' is not"),
        (f"Town,Ukrain,,,{AT},{day(1)},{day(2)}", "2:2: held_by: 'Ukrain' is not a value known"),
        (f"Town,Russia,someday,,{AT},{day(1)},{day(2)}", "2:3: as_of: 'someday' is not a date"),
        (f"Town,Russia,,,{AT},{day(2)},{day(1)}", "2:8: last_observed: is before first_observed"),
        (f"Town,Russia,,,{AT},{day(1)},yesterday", "2:8: last_observed: 'yesterday' is not a date"),
        (f"Town,Russia,,,99,37.3,{day(1)},{day(2)}", "2:5: lat: 99 is not from -90 to 90"),
        (f",Russia,,,{AT},{day(1)},{day(2)}", "2:1: name: is empty"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(
    row: str, said: str, tmp_path: Path
) -> None:
    [refused] = read(tmp_path, row)
    assert isinstance(refused, Refused)
    assert str(refused.faults[0]).startswith(f"{tmp_path / 'table.csv'}:{said}")


def test_what_says_nothing_of_who_holds_a_place_is_ignored_and_ends_what_was_said(
    tmp_path: Path,
) -> None:
    rows = (
        f"Town,Russia,,,{AT},{day(1)},{day(2)}",
        f"Town,Truce,,,{AT},{day(3)},{day(3)}",
        f"Town,,,,{AT},{day(4)},{day(4)}",
    )
    outcomes = read(tmp_path, *rows)
    assert [(it.reason, it.rows) for it in outcomes if isinstance(it, Ignored)] == [
        ("the table does not say who holds the place", 2)
    ]
    assert claims(outcomes)[0].reports[0].withdrawn == instant(f"{day(2)}/{day(3)}")


def test_refused_rows_are_mended_in_the_table_itself(tmp_path: Path) -> None:
    file = tmp_path / "refused.jsonl"
    cells = ("Town", "Russia", "", "", "49.2", "37.3", day(1), day(2))
    row = ", ".join(
        f'"{name}": "{cell}"' for name, cell in zip(HEADER.split(","), cells, strict=True)
    )
    file.write_text(f'{{"file": "t.csv", "line": 2, "row": {{{row}}}}}\n', encoding="utf-8")
    told = {"ambiguous": "error", "timezone": ZONE}
    [outcome] = load.get("wikipedia-control").records(Files([file]), Known(), told)
    assert isinstance(outcome, Refused)
    assert "mend the row in the table itself" in str(outcome.faults[0])
