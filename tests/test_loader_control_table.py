"""Tables of control by a mapping: what a state's bounds are, holes, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline import load
from claimline.errors import InputError
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.model import Claim, Proposition
from claimline.record import Known
from claimline.when import instant

MAPPING = """\
id = "t"
title = "T"
published = "2022"
timezone = "Europe/Kyiv"
columns = {place = "place", source = "source", time = "time", status = "status"}
statuses = {held = "RU", freed = "UA", none = ""}
[sources]
daily = {label = "Daily", kind = "dataset", every-days = 1}
now-and-then = {label = "Now and then", kind = "dataset"}
"""


def read(folder: Path, *rows: str, mapping: str = MAPPING) -> list[Outcome]:
    (folder / "m.toml").write_text(mapping, encoding="utf-8")
    (folder / "t.csv").write_text("\n".join(["place,source,time,status", *rows]), encoding="utf-8")
    told = {"mapping": str(folder / "m.toml"), "ambiguous": "error"}
    return list(load.get("control-table").records(Files([folder / "t.csv"]), Known(), told))


def bounds(outcomes: list[Outcome]) -> list[tuple[object, object]]:
    """Return the begin and the end of each claim."""
    found: list[tuple[object, object]] = []
    for outcome in outcomes:
        for value in outcome.values if isinstance(outcome, Taken) else ():
            if isinstance(value, Claim):
                assert isinstance(value.asserts, Proposition)
                assert value.asserts.time
                found.append((value.asserts.time.begin, value.asserts.time.end))
    return found


def between(text: str) -> object:
    return instant(text, "Europe/Kyiv")


def test_a_daily_source_dates_a_change_to_the_day(tmp_path: Path) -> None:
    rows = ("A,daily,2022-04-01,held", "A,daily,2022-09-10,freed")
    assert bounds(read(tmp_path, *rows)) == [
        (between("../2022-04-01"), between("2022-09-09/2022-09-10")),
        (between("2022-09-09/2022-09-10"), between("2022-09-10/..")),
    ]


def test_else_a_change_lies_between_two_rows(tmp_path: Path) -> None:
    rows = ("A,now-and-then,2022-04-01,held", "A,now-and-then,2022-09-10,freed")
    assert bounds(read(tmp_path, *rows))[0][1] == between("2022-04-01/2022-09-10")


def test_a_hole_is_no_change(tmp_path: Path) -> None:
    rows = ("A,daily,2022-09-11,freed", "A,daily,2022-11-21,none", "A,daily,2022-11-22,freed")
    assert bounds(read(tmp_path, *rows)) == [(between("../2022-09-11"), between("2022-11-22/.."))]


def test_a_place_of_which_nothing_is_said_is_ignored(tmp_path: Path) -> None:
    outcomes = read(tmp_path, "A,daily,2022-11-21,none")
    assert [it.reason for it in outcomes if isinstance(it, Ignored)] == [
        "a status that means nothing"
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,daily,2022-04-01,hold", "2:4: status: 'hold' is not a value known here"),
        ("A,dayly,2022-04-01,held", "2:2: source: 'dayly' is not a value known here"),
        ("A,daily,1 April 2022,held", "2:3: time: '1 April 2022' is not a time"),
        ("A,daily,2022-04-31,held", "2:3: time: '2022-04-31'"),
        (",daily,2022-04-01,held", "2:1: place: is empty"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(
    row: str, said: str, tmp_path: Path
) -> None:
    refused = [it for it in read(tmp_path, row) if isinstance(it, Refused)]
    assert str(refused[0].faults[0]).startswith(f"{tmp_path / 't.csv'}:{said}")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("statuses", "statusses", "'statusses' is no key of a mapping; statuses?"),
        ('title = "T"', "", "a mapping needs title"),
        ('held = "RU"', 'held = "RUS"', "'held' is to mean 'RUS'; it can be RU, UA, CONTESTED"),
        ('time = "time"', 'tim = "time"', "a mapping needs columns.time"),
        ("id =", "id", "m.toml"),
    ],
)
def test_a_mapping_that_is_not_right_says_why(
    right: str, wrong: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=said):
        read(tmp_path, mapping=MAPPING.replace(right, wrong))
