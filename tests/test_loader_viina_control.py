"""VIINA: what runs of equal days become, and which rows are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline import load
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.model import Claim, Proposition
from claimline.record import Known
from claimline.when import instant

OPTIONS = {"release": "2.0", "published": ""}
ZONE = "Europe/Kyiv"


def read(folder: Path, *rows: str, header: str = "geonameid,date,status") -> list[Outcome]:
    file = folder / "control.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return list(load.get("viina-control").records(Files([file]), Known(), OPTIONS))


def spells(outcomes: list[Outcome]) -> list[tuple[str, str | None, object, object]]:
    """Return what is claimed: type, controller, and the bounds of begin and end."""
    found: list[tuple[str, str | None, object, object]] = []
    for outcome in outcomes:
        for value in outcome.values if isinstance(outcome, Taken) else ():
            if isinstance(value, Claim):
                content = value.asserts
                assert isinstance(content, Proposition)
                assert content.time
                ends = (content.time.begin, content.time.end)
                found.append((content.type, content.controller, *ends))
    return found


def between(text: str) -> object:
    return instant(text, ZONE)


def test_a_run_begins_between_the_day_before_and_its_own_first(tmp_path: Path) -> None:
    rows = ("1,2022-03-16,UA", "1,2022-03-17,RU", "1,2022-03-18,RU", "1,2022-03-19,LIBERATED")
    assert spells(read(tmp_path, *rows)) == [
        ("control", "ukrainian-forces", between("../2022-03-16"), between("2022-03-16/2022-03-17")),
        (
            "control",
            "russian-forces",
            between("2022-03-16/2022-03-17"),
            between("2022-03-18/2022-03-19"),
        ),
        ("control", "ukrainian-forces", between("2022-03-18/2022-03-19"), between("2022-03-19/..")),
    ]


def test_a_missing_day_is_no_change_and_liberated_is_ukrainian(tmp_path: Path) -> None:
    rows = ("1,2022-03-01,UA", "1,2022-03-05,LIBERATED", "1,2022-03-09,CONTESTED")
    assert [spell[:2] for spell in spells(read(tmp_path, *rows))] == [
        ("control", "ukrainian-forces"),
        ("contested-control", None),
    ]
    assert spells(read(tmp_path, *rows))[1][2] == between("2022-03-05/2022-03-09")


def test_places_may_come_day_by_day(tmp_path: Path) -> None:
    days = ("1,2022-03-01,UA", "2,2022-03-01,RU", "1,2022-03-02,RU", "2,2022-03-02,RU")
    assert spells(read(tmp_path, *days)) == spells(read(tmp_path, *sorted(days)))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,2022-03-01,RU", "3:2: date: 2022-03-01 of this place comes after 2022-03-02"),
        ("1,2022-03-02,RU", "3:2: date: 2022-03-02: was UA"),
        ("1,2022-03-32,RU", "3:2: date: '2022-03-32' is not a date as it is written here"),
        ("1,2022-03-03,RUS", "3:3: status: 'RUS' is not a value known here"),
        ("x,2022-03-03,RU", "3:1: geonameid: 'x' is not a GeoNames number"),
        ("1,2022-03-03", "3:3: this row has 2 cells, the header has 3"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(
    row: str, said: str, tmp_path: Path
) -> None:
    refused = [it for it in read(tmp_path, "1,2022-03-02,UA", row) if isinstance(it, Refused)]
    assert len(refused) == 1
    assert str(refused[0].faults[0]).startswith(f"{tmp_path / 'control.csv'}:{said}")


def test_the_same_row_again_is_ignored(tmp_path: Path) -> None:
    outcomes = read(tmp_path, "1,2022-03-02,UA", "1,2022-03-02,UA")
    assert [it.reason for it in outcomes if isinstance(it, Ignored)] == [
        "the same day of the same place again"
    ]


def test_a_wide_table_says_the_same(tmp_path: Path) -> None:
    long = spells(read(tmp_path, "1,2022-03-16,UA", "1,2022-03-17,RU"))
    header = "geonameid,city,longitude,latitude,20220316,20220317"
    assert spells(read(tmp_path, "1.0,Town,37.3,49.2,UA,RU", header=header)) == long
