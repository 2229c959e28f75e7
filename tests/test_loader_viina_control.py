"""VIINA: what runs of equal days become, and which rows are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline import load
from claimline.errors import RecordFaults
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.model import Claim, Document, Place, Proposition, Value
from claimline.record import Known
from claimline.when import instant

ZONE = "Europe/Kyiv"
OPTIONS = {"release": "", "published": "", "changes-only": "no", "timezone": ZONE}


def read(
    folder: Path, *rows: str, header: str = "geonameid,date,status", **told: str
) -> list[Outcome]:
    file = folder / "control.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    options = OPTIONS | {name.replace("_", "-"): value for name, value in told.items()}
    return list(load.get("viina-control").records(Files([file]), Known(), options))


def values(outcomes: list[Outcome]) -> list[Value]:
    return [value for it in outcomes if isinstance(it, Taken) for value in it.values]


def rows_of(outcomes: list[Outcome]) -> tuple[int, int, int]:
    """Return how many rows were taken, ignored and refused."""
    taken = sum(it.rows for it in outcomes if isinstance(it, Taken))
    ignored = sum(it.rows for it in outcomes if isinstance(it, Ignored))
    return taken, ignored, sum(isinstance(it, Refused) for it in outcomes)


def spells(outcomes: list[Outcome]) -> list[tuple[str, str | None, object, object]]:
    """Return what is claimed: type, controller, and the bounds of begin and end."""
    found: list[tuple[str, str | None, object, object]] = []
    for value in values(outcomes):
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
        ("1,2022-03-01,RU", "3:2: date: this place has had 2022-03-02 before"),
        ("1,2022-03-02,RU", "3:2: date: this place has had 2022-03-02 before"),
        ("1,2022-03-32,RU", "3:2: date: '2022-03-32' is not a date as it is written here"),
        ("1,2022-03-03,RUS", "3:3: status: 'RUS' is not a value known here"),
        ("x,2022-03-03,RU", "3:1: geonameid: 'x' is not a number"),
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
    assert [it.reason for it in outcomes if isinstance(it, Ignored)] == ["the same row again"]


def test_a_wide_table_says_the_same(tmp_path: Path) -> None:
    long = spells(read(tmp_path, "1,2022-03-16,UA", "1,2022-03-17,RU"))
    header = "geonameid,city,longitude,latitude,feature_code,20220316,20220317"
    assert spells(read(tmp_path, "1.0,Town,37.3,49.2,PPL,UA,RU", header=header)) == long


WIDE = "geonameid,city,longitude,latitude,feature_code,20220316,20220317,20220320"


def test_a_wide_table_tells_names_and_leaves_missing_days_open(tmp_path: Path) -> None:
    outcomes = read(tmp_path, '1.0,"Town, old",37.3,49.2,PPLA2,UA,,RU', header=WIDE)
    [place] = [it for it in values(outcomes) if isinstance(it, Place)]
    assert (place.id, place.labels, place.kind) == ("viina-1", (("en", "Town, old"),), "town")
    assert spells(outcomes)[1][2] == between("2022-03-16/2022-03-20")
    assert rows_of(outcomes) == (1, 0, 0)


def test_a_place_that_stands_twice_in_a_wide_table_is_refused_with_the_first_line(
    tmp_path: Path,
) -> None:
    row = "1.0,Town,37.3,49.2,PPL,UA,UA,RU"
    outcomes = read(tmp_path, row, row, header=WIDE)
    [refused] = [it for it in outcomes if isinstance(it, Refused)]
    assert str(refused.faults[0]).endswith("control.csv:3:1: geonameid: 1 stands in line 2 already")


def test_a_column_that_is_no_day_is_a_fault_of_the_header(tmp_path: Path) -> None:
    with pytest.raises(RecordFaults, match="20221345"):
        read(
            tmp_path, "1.0,Town,37.3,49.2,PPL,UA,UA,RU", header=WIDE.replace("20220320", "20221345")
        )


def test_liberated_is_a_framing_of_what_begins_with_it(tmp_path: Path) -> None:
    days = ("1,2022-03-01,RU", "1,2022-03-02,LIBERATED", "1,2022-03-03,UA")
    told = [it.asserts for it in values(read(tmp_path, *days)) if isinstance(it, Claim)]
    assert [it.framings for it in told if isinstance(it, Proposition)] == [(), ("liberation",)]


def test_each_year_and_thousand_of_numbers_is_a_record(tmp_path: Path) -> None:
    days = ("1,2022-12-31,RU", "1,2023-01-01,RU", "2,2023-01-01,UA", "3000,2022-12-31,UA")
    outcomes = read(tmp_path, *days)
    documents = [it.id for it in values(outcomes) if isinstance(it, Document)]
    assert documents == ["viina-2.0-2022-0", "viina-2.0-2022-3", "viina-2.0-2023-0"]
    assert rows_of(outcomes) == (4, 0, 0)


def test_places_that_never_changed_hands_can_be_left_out(tmp_path: Path) -> None:
    days = ("1,2022-03-01,RU", "2,2022-03-01,UA", "1,2022-03-02,RU", "2,2022-03-02,RU")
    outcomes = read(tmp_path, *days, changes_only="yes")
    assert rows_of(outcomes) == (2, 2, 0)
    assert len(spells(outcomes)) == 2


def test_the_votes_behind_a_status_are_ignored_and_other_columns_are_not_known(
    tmp_path: Path,
) -> None:
    header = "geonameid,date,status_wiki,status_isw,status"
    assert len(spells(read(tmp_path, "1,20220301,UA,RU,RU", header=header))) == 1
    with pytest.raises(RecordFaults, match="did you mean status_wiki"):
        read(tmp_path, "1,20220301,UA,RU", header="geonameid,date,status_wik,status")


def test_refused_rows_are_mended_in_the_table_itself(tmp_path: Path) -> None:
    file = tmp_path / "refused.jsonl"
    row = '{"geonameid": "1", "date": "2022-03-01", "status": "RU"}'
    file.write_text(f'{{"file": "control.csv", "line": 2, "row": {row}}}\n', encoding="utf-8")
    with pytest.raises(RecordFaults, match="mend the row in the table itself"):
        list(load.get("viina-control").records(Files([file]), Known(), OPTIONS))
