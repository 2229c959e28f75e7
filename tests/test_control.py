"""Who held three towns, as five data sets tell it: the real files, side by side.

The facts are those that the data sets themselves give for Izium, Kupiansk and Balakliia.
"""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from claimline import load
from claimline.files import Files
from claimline.find import find
from claimline.store import Store
from claimline.views.compared import Statement
from claimline.views.contradictions import contradictions
from claimline.views.timeline import Entry, timeline
from claimline.when.relations import Answer

HERE = Path(__file__).parent
REAL = Path(os.environ.get("CLAIMLINE_TEST_DATA", HERE.parent.parent / "shared" / "data"))
MAPPING = HERE / "data" / "loaders" / "control-table" / "three-towns.toml"
TOWNS = {"Izium": "707292", "Kupiansk": "703656", "Balakliia": "712926"}


def put(store: Store, name: str, *files: Path, **told: str) -> load.Tally:
    loader = load.get(name)
    options = {option.name: option.default for option in loader.OPTIONS}
    options |= {key.replace("_", "-"): value for key, value in told.items()}
    return load.run(loader, Files(files), store, options=options, reject=lambda _: None)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the gazetteer and all that the data sets of control say of three towns."""
    if not REAL.is_dir():
        pytest.skip(f"the real data sets are not at hand ({REAL}); set CLAIMLINE_TEST_DATA")
    folder = tmp_path_factory.mktemp("control")
    with gzip.open(REAL / "viina" / "control_daily_2022.csv.gz", "rt", encoding="utf-8") as stream:
        wanted = tuple(f"{number}," for number in ("geonameid", *TOWNS.values()))
        lines = [line for line in stream if line.startswith(wanted)]
    (folder / "viina.csv").write_text("".join(lines), encoding="utf-8")
    store = Store.memory()
    put(store, "geonames", REAL / "geonames-ua" / "cities500_ua.csv")
    put(store, "viina-control", folder / "viina.csv", published="2023/2026")
    wide = REAL / "viina" / "control_wide_feb_mar_2022.csv"
    put(store, "viina-control", wide, published="2022-03-25/2026")
    put(store, "wikipedia-control", REAL / "wikipedia-control" / "claim_revisions_2022.csv")
    put(
        store,
        "control-table",
        REAL / "control_transitions_three_towns.csv",
        mapping=str(MAPPING),
    )
    return store


def entries(store: Store, town: str, claimant: str, record: str = "") -> list[Entry]:
    told = timeline(store, find(store, "place", TOWNS[town])).entries
    return [it for it in told if it.claimant_label == claimant and it.claim.startswith(record)]


def holder(entry: Entry) -> str:
    return entry.controller or entry.type


def begins(store: Store, town: str, claimant: str, record: str = "") -> list[tuple[str, str]]:
    """Return what a claimant says of who held a town, each with its begin as EDTF."""
    found = [it for it in entries(store, town, claimant, record) if it.type != "capture"]
    return [(it.time.begin.text or "", holder(it)) for it in found]


RU, UA, FIGHT = "russian-forces", "ukrainian-forces", "contested-control"


@pytest.mark.parametrize(
    ("town", "told"),
    [
        (
            "Izium",
            [
                ("../2022-02-24", UA),
                ("2022-03-07/2022-03-08", FIGHT),
                ("2022-03-16/2022-03-17", RU),
                ("2022-03-18/2022-03-19", UA),
                ("2022-03-23/2022-03-24", FIGHT),
                ("2022-03-31/2022-04-01", RU),
                ("2022-09-09/2022-09-10", UA),
            ],
        ),
        (
            "Kupiansk",
            [("../2022-02-24", UA), ("2022-02-25/2022-02-26", RU), ("2022-09-10/2022-09-11", UA)],
        ),
        (
            "Balakliia",
            [
                ("../2022-02-24", UA),
                ("2022-02-26/2022-02-27", FIGHT),
                ("2022-03-05/2022-03-06", RU),
                ("2022-04-02/2022-04-03", UA),
                ("2022-04-03/2022-04-04", RU),
                ("2022-09-06/2022-09-07", UA),
                ("2022-09-07/2022-09-08", FIGHT),
                ("2022-09-08/2022-09-09", UA),
            ],
        ),
    ],
)
def test_viina_two_changes_on_its_days(store: Store, town: str, told: list[object]) -> None:
    assert begins(store, town, "VIINA", "viina-2.0") == told


@pytest.mark.parametrize(
    ("town", "told"),
    [
        (
            "Izium",
            [
                ("../2022-02-27", UA),
                ("2022-03-05/2022-03-08", FIGHT),
                ("2022-03-17/2022-03-18", RU),
                ("2022-03-18/2022-03-19", UA),
                ("2022-03-23/2022-03-24", FIGHT),
            ],
        ),
        ("Kupiansk", [("../2022-02-27", FIGHT), ("2022-02-28/2022-03-01", RU)]),
        ("Balakliia", [("../2022-02-27", FIGHT), ("2022-03-05/2022-03-08", RU)]),
    ],
)
def test_viina_one_disagrees_and_misses_two_days(
    store: Store, town: str, told: list[object]
) -> None:
    assert begins(store, town, "VIINA", "viina-1.0") == told


@pytest.mark.parametrize(
    ("town", "told"),
    [
        (
            "Izium",
            [
                ("2022-02-27T08:27", UA),
                ("2022-03-08T16:03", FIGHT),
                ("2022-03-17T22:16", RU),
                ("2022-03-19T01:51", UA),
                ("2022-03-20T17:13", FIGHT),
                ("2022-03-25T10:19", UA),
                ("2022-03-25T16:05", FIGHT),
                ("2022-03-26T08:06", RU),
                ("2022-03-26T19:51", FIGHT),
                ("2022-04-01T12:54", RU),
                ("2022-09-10T11:29", UA),
            ],
        ),
        (
            "Kupiansk",
            [
                ("2022-02-27T08:27", UA),
                ("2022-02-28T04:20", RU),
                ("2022-09-10T09:19", FIGHT),
                ("2022-09-10T12:55", UA),
                ("2022-09-13T18:31", FIGHT),
                ("2022-09-13T18:54", UA),
            ],
        ),
        (
            "Balakliia",
            [
                ("2022-02-27T08:27", FIGHT),
                ("2022-03-26T08:06", RU),
                ("2022-09-07T05:02", FIGHT),
                ("2022-09-09T00:19", UA),
            ],
        ),
    ],
)
def test_wikipedia_changes_with_its_edits(store: Store, town: str, told: list[object]) -> None:
    found = [it for it in entries(store, town, "Wikipedia") if it.type != "capture"]
    edits = sorted((str(it.published.text)[:16], holder(it)) for it in found)
    changes = [
        edit
        for before, edit in zip([("", ""), *edits], edits, strict=False)
        if before[1] != edit[1]
    ]
    assert changes == told


def test_a_remark_on_a_capture_is_a_claim_from_the_edit_that_brought_it(store: Store) -> None:
    captures = [it for it in entries(store, "Izium", "Wikipedia") if it.type == "capture"]
    told = [(str(it.published.text)[:10], it.time.begin.text) for it in captures]
    assert ("2022-04-26", "2022-03-27") in told


@pytest.mark.parametrize(
    ("town", "claimant", "told"),
    [
        (
            "Izium",
            "Institute for the Study of War",
            [
                ("2022-03-11/2022-03-12", FIGHT),
                ("2022-04-06/2022-04-07", RU),
                ("2022-09-10/2022-09-11", UA),
            ],
        ),
        (
            "Kupiansk",
            "Institute for the Study of War",
            [
                ("2022-02-26/2022-02-27", RU),
                ("2022-03-30/2022-03-31", FIGHT),
                ("2022-04-21/2022-04-22", RU),
                ("2022-09-09/2022-09-10", UA),
            ],
        ),
        (
            "Balakliia",
            "Institute for the Study of War",
            [
                ("2022-03-03/2022-03-04", FIGHT),
                ("2022-04-20/2022-04-21", RU),
                ("2022-09-07/2022-09-08", UA),
            ],
        ),
        ("Izium", "Liveuamap", [("2022-03-08/2022-03-09", RU)]),
        ("Kupiansk", "Liveuamap", [("2022-03-02/2022-03-03", RU)]),
        (
            "Balakliia",
            "Liveuamap",
            [
                ("2022-03-04/2022-03-05", RU),
                ("2022-03-29/2022-03-30", RU),
                ("2022-08-06/2022-08-07", RU),
            ],
        ),
        (
            "Izium",
            "DeepState",
            [
                ("../2022-04-03T12:33:28Z", RU),
                ("2022-04-03T12:33:28Z/2022-09-10T21:49:47Z", FIGHT),
                ("2022-09-10T21:49:47Z/2022-09-11T22:07:53Z", UA),
            ],
        ),
        (
            "Kupiansk",
            "DeepState",
            [
                ("../2022-04-03T12:33:28Z", RU),
                ("2022-04-03T12:33:28Z/2022-09-10T09:29:07Z", UA),
            ],
        ),
    ],
)
def test_maps_change_as_their_tables_say(
    store: Store, town: str, claimant: str, told: list[object]
) -> None:
    assert sorted(begins(store, town, claimant)) == sorted(told, key=str)


def test_a_loss_and_a_long_hole_are_ends(store: Store) -> None:
    [izium] = entries(store, "Izium", "Liveuamap")
    assert izium.time.end.text == "2022-09-10/2022-09-11"
    kupiansk = entries(store, "Kupiansk", "Institute for the Study of War")
    assert "2022-03-01/2022-03-02" in {it.time.end.text for it in kupiansk}


def test_the_timeline_has_a_lane_for_each_of_the_five(store: Store) -> None:
    lanes = {lane.name for lane in timeline(store, find(store, "place", "Izium")).lanes}
    assert lanes == {
        "VIINA",
        "Wikipedia",
        "Institute for the Study of War",
        "Liveuamap",
        "DeepState",
    }


def test_contradictions_name_the_days_on_which_they_disagree(store: Store) -> None:
    found = contradictions(store, place=find(store, "place", "Izium"), kinds=("control",))
    told = {
        (it.one.claimant_label, it.other.claimant_label, named(it.other)): (it.note, it.overlap)
        for it in found
        if it.clash.necessity is Answer.NECESSARY
    }
    line, isw = "Liveuamap", "Institute for the Study of War"
    held_or_contested = "geonames-707292: russian-forces or contested"
    for disagreement in [
        ((line, "VIINA", "viina-2.0-2022-707/707292-2022-03-08"), (held_or_contested, (6, 10))),
        (
            (line, "VIINA", "viina-2.0-2022-707/707292-2022-03-19"),
            ("geonames-707292: russian-forces or ukrainian-forces", (3, 7)),
        ),
        ((line, "VIINA", "viina-2.0-2022-707/707292-2022-03-24"), (held_or_contested, (6, 10))),
        (
            (isw, "VIINA", "viina-2.0-2022-707/707292-2022-04-01"),
            ("geonames-707292: contested or russian-forces", (4, 8)),
        ),
        (("Wikipedia", isw, "three-towns-isw-707292/2022-03-12"), (held_or_contested, (0, 12))),
    ]:
        assert disagreement in told.items()


def named(statement: Statement) -> str:
    return "/".join(statement.first.iri.split("/")[-2:])
