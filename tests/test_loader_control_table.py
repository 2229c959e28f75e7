"""Tables of control by a mapping: runs, holes, what times are, and faults of either file."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimline import load
from claimline.errors import RecordFaults
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.model import Claim, Document, Event, Proposition, Value
from claimline.record import Known
from claimline.when import instant

ZONE = "Europe/Kyiv"
MAPPING = """
id = "t"
timezone = "Europe/Kyiv"
[columns]
place = "town"
time = "when"
source = "by"
status = "says"
[sources.map]
label = "The Map"
kind = "dataset"
title = "A map"
published = "2022/2023"
times = "daily"
[sources.map.statuses]
none = "nothing"
lost = "over"
ru = { type = "control", force = "russian-forces" }
held = { type = "control", force = "russian-forces" }
fight = { type = "contested-control", as = "an advance" }
heard = { type = "control", force = "ukrainian-forces", modality = "reportative" }
taken = { type = "capture", force = "russian-forces", framing = "liberation" }
gain = { type = "territorial-gain", force = "russian-forces" }
[sources.old]
ignored = "loaded otherwise"
"""


def read(folder: Path, *rows: str, mapping: str = MAPPING) -> list[Outcome]:
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    table = folder / "table.csv"
    table.write_text("\n".join(["town,when,by,says", *rows]) + "\n", encoding="utf-8")
    told = {"mapping": str(folder / "map.toml"), "ambiguous": "error"}
    return list(load.get("control-table").records(Files([table]), Known(), told))


def values(outcomes: list[Outcome]) -> list[Value]:
    return [value for it in outcomes if isinstance(it, Taken) for value in it.values]


def claims(outcomes: list[Outcome]) -> list[Claim]:
    return [value for value in values(outcomes) if isinstance(value, Claim)]


def spells(outcomes: list[Outcome]) -> list[tuple[str | None, str | None, str | None]]:
    """Return what is claimed: controller, and begin and end as EDTF."""
    found = []
    for claim in claims(outcomes):
        assert isinstance(claim.asserts, Proposition)
        assert claim.asserts.time
        begin, end = claim.asserts.time.begin, claim.asserts.time.end
        assert begin.text is None or begin == instant(begin.text, ZONE)
        found.append((claim.asserts.controller, begin.text, end.text))
    return found


RU = "russian-forces"


def test_a_daily_change_lies_between_the_day_before_and_the_day(tmp_path: Path) -> None:
    rows = ("A,2022-03-01,map,fight", "A,2022-03-05,map,ru", "A,2022-03-09,map,held")
    assert spells(read(tmp_path, *rows)) == [
        (None, "../2022-03-01", "2022-03-04/2022-03-05"),
        (RU, "2022-03-04/2022-03-05", "2022-03-09/.."),
    ]


def test_an_observed_change_lies_between_two_rows(tmp_path: Path) -> None:
    rows = ("A,2022-03-01T10:00:00Z,map,fight", "A,2022-03-05T11:00:00Z,map,ru")
    mapping = MAPPING.replace("daily", "observed")
    between = "2022-03-01T10:00:00Z/2022-03-05T11:00:00Z"
    assert spells(read(tmp_path, *rows, mapping=mapping)) == [
        (None, "../2022-03-01T10:00:00Z", between),
        (RU, between, "2022-03-05T11:00:00Z/.."),
    ]


def test_the_time_of_a_change_is_that_time(tmp_path: Path) -> None:
    rows = ("A,2022-03-01,map,fight", "A,2022-03-05,map,ru")
    assert spells(read(tmp_path, *rows, mapping=MAPPING.replace("daily", "changes"))) == [
        (None, "2022-03-01", "2022-03-05"),
        (RU, "2022-03-05", "2022-03-05/.."),
    ]


def test_what_is_not_said_to_last_was_there_at_the_time(tmp_path: Path) -> None:
    mapping = MAPPING.replace('times = "daily"', 'times = "daily"\nholds = false')
    rows = ("A,2022-03-01,map,fight", "A,2022-03-05,map,ru")
    assert spells(read(tmp_path, *rows, mapping=mapping)) == [
        (None, "../2022-03-01", "2022-03-01/.."),
        (RU, "../2022-03-05", "2022-03-05/.."),
    ]


HOLE = ("A,2022-03-01,map,ru", "A,2022-03-05,map,none", "A,2022-03-09,map,ru")


def test_a_hole_is_no_change_but_one_that_is_too_long_ends_a_state(tmp_path: Path) -> None:
    assert spells(read(tmp_path, *HOLE)) == [(RU, "../2022-03-01", "2022-03-09/..")]
    mapping = MAPPING.replace('times = "daily"', 'times = "daily"\nholes = 3')
    assert spells(read(tmp_path, *HOLE, mapping=mapping)) == [
        (RU, "../2022-03-01", "2022-03-04/2022-03-05"),
        (RU, "2022-03-08/2022-03-09", "2022-03-09/.."),
    ]


def test_a_state_that_has_changed_after_a_hole_ended_somewhere_in_it(tmp_path: Path) -> None:
    rows = (*HOLE[:2], "A,2022-03-09,map,fight", "A,2022-03-12,map,none")
    assert spells(read(tmp_path, *rows)) == [
        (RU, "../2022-03-01", "2022-03-04/2022-03-09"),
        (None, "2022-03-08/2022-03-09", "2022-03-11/.."),
    ]


def test_a_loss_ends_a_state_and_says_nothing_of_who_came_after(tmp_path: Path) -> None:
    rows = ("A,2022-03-01,map,ru", "A,2022-03-05,map,lost", "A,2022-03-20,map,none")
    outcomes = read(tmp_path, *rows)
    assert spells(outcomes) == [(RU, "../2022-03-01", "2022-03-04/2022-03-05")]
    assert sum(it.rows for it in outcomes if isinstance(it, Taken)) == 2


def test_a_happening_is_an_event_of_its_own(tmp_path: Path) -> None:
    outcomes = read(tmp_path, "A,2022-03-05,map,taken", "A,2022-03-07,map,gain")
    taken, gain = (it.asserts for it in claims(outcomes))
    assert isinstance(taken, Proposition)
    assert isinstance(gain, Proposition)
    assert (taken.type, taken.actors, taken.controller) == ("capture", (RU,), RU)
    assert (gain.type, gain.actors, gain.controller) == ("territorial-gain", (RU,), None)
    assert taken.framings == ("liberation",)
    [event] = [it for it in values(outcomes) if isinstance(it, Event) and it.type == "capture"]
    assert (event.id, event.record) == (taken.event, "t-map-a")


def test_what_is_heard_of_and_who_prints_it_are_kept(tmp_path: Path) -> None:
    publisher = 'publisher = { label = "The Paper", kind = "outlet" }'
    mapping = MAPPING.replace('kind = "dataset"', f'kind = "dataset"\n{publisher}')
    outcomes = read(tmp_path, "A,2022-03-05,map,heard", mapping=mapping)
    [claim] = claims(outcomes)
    assert (claim.claimant, claim.modality) == ("t-the-map", "reportative")
    assert (claim.reports[0].reporter, claim.reports[0].speech) == ("t-the-paper", "indirect")
    [document] = [it for it in values(outcomes) if isinstance(it, Document)]
    assert document.publisher == "t-the-paper"


def test_rows_of_several_sources_and_places_may_come_in_any_order(tmp_path: Path) -> None:
    rows = ["B,2022-03-05,map,ru", "A,2022-03-05,map,ru", "A,2022-03-01,map,fight"]
    outcomes = read(tmp_path, *rows, "A,2022-03-01,old,whatever")
    assert spells(outcomes) == spells(read(tmp_path, *sorted(rows)))
    assert [(it.reason, it.rows) for it in outcomes if isinstance(it, Ignored)] == [
        ("old: loaded otherwise", 1)
    ]


def test_dates_may_be_written_in_forms_that_the_mapping_names(tmp_path: Path) -> None:
    mapping = MAPPING.replace('id = "t"', 'id = "t"\nforms = ["%d.%m.%Y"]')
    [spell] = spells(read(tmp_path, "A,05.03.2022,map,ru", mapping=mapping))
    assert spell == (RU, "../2022-03-05", "2022-03-05/..")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,2022-03-02,map,rus", "3:4: says: 'rus' is not a value known here\nhint: did you mean"),
        ("A,2022-03-02,mup,ru", "3:3: by: 'mup' is not a value known here\nhint: did you mean map"),
        ("A,2022-03-32,map,ru", "3:2: when: '2022-03-32'"),
        ("A,2022-03-02T10:00:00Z,map,ru", "3:2: when: '2022-03-02T10:00:00Z' is not a day"),
        ("A,2022-03-02/2022-03-04,map,ru", "3:2: when: '2022-03-02/2022-03-04' is not one day"),
        ("A,2022-03-01,map,ru", "3:4: says: line 2 has another status of that time"),
        (",2022-03-01,map,ru", "3:1: town: is empty"),
        ("A,2022-03-01,map", "3:4: this row has 3 cells, the header has 4"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(
    row: str, said: str, tmp_path: Path
) -> None:
    outcomes = read(tmp_path, "A,2022-03-01,map,fight", row)
    [refused] = [it for it in outcomes if isinstance(it, Refused)]
    assert str(refused.faults[0]).startswith(f"{tmp_path / 'table.csv'}:{said}")


def test_the_same_row_again_is_ignored(tmp_path: Path) -> None:
    outcomes = read(tmp_path, "A,2022-03-01,map,ru", "A,2022-03-01,map,ru")
    assert [it.reason for it in outcomes if isinstance(it, Ignored)] == ["the same row again"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('times = "daily"', 'times = "dayly"', "map.toml:14:1: sources.map.times: 'dayly' is not"),
        ("russian-forces", "russian-force", "did you mean russian-forces"),
        ('"contested-control"', '"contested"', "statuses.fight.type: 'contested' is not known"),
        (
            ', force = "russian-forces" }\nheld',
            " }\nheld",
            "map.toml:18:1: sources.map.statuses.ru: the key force is missing",
        ),
        ('label = "The Map"', 'lable = "The Map"', "sources.map: the key label is missing"),
        ('lost = "over"', 'lost = "gone"', "sources.map.statuses.lost: 'gone' is not known"),
        ('"Europe/Kyiv"', '"Europe/Kiew"', "no time zone is called 'Europe/Kiew'"),
        ('published = "2022/2023"', 'published = "soon"', "sources.map.published: 'soon'"),
        ('time = "when"', 'tmie = "when"', "columns.tmie: is not known here"),
        ("[sources.old]", "[sources.old", "map.toml:24:1: not TOML"),
        ('id = "t"', 'id = "t t"', "map.toml:2:1: id: 't t' is not an id"),
    ],
)
def test_a_mapping_that_cannot_be_is_a_fault_with_its_line(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(RecordFaults) as raised:
        read(tmp_path, "A,2022-03-01,map,ru", mapping=MAPPING.replace(old, new, 1))
    assert said in str(raised.value)
