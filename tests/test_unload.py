"""Records taken out of a store: all named or nothing, and nothing that others refer to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import load, record, terms
from claimline.cli import main
from claimline.errors import InvalidData
from claimline.store import Store, dump

DECLARED = """\
claimline: 1
places: [{id: izium, kind: city, labels: {en: Izium}, geonames: 707292}]
actors:
  - {id: tass, kind: agency, labels: {en: TASS}}
  - {id: paper, kind: outlet, labels: {en: The Paper}}
events: [{id: battle, type: battle, labels: {en: The battle}}]
"""

NOTE = """\
claimline: 1
document: {{id: {key}, publisher: tass, published: 2022-03-25}}
claims:
  - id: one
    claimant: tass
    summary: There is a battle.
    asserts: {{event: {event}, place: izium, begin: "{begin}"}}
"""

OTHERS = ("document/b", "event/battle", "place/izium")

Run = Callable[..., Result]


def note(key: str, begin: str = "2022-03-24", event: str = "battle") -> str:
    return NOTE.format(key=key, begin=begin, event=event)


def put(store: Store, folder: Path, *texts: str) -> None:
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    files = [folder / f"{number}.yaml" for number in range(len(texts))]
    load.prepare(store, record.read(files, load.known(store))).into(store)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store with two records that say the same, and what both name."""
    made = Store.memory()
    put(made, tmp_path, DECLARED, note("a"), note("b"))
    return made


def test_what_two_records_say_stays_with_the_other(store: Store, tmp_path: Path) -> None:
    alone = Store.memory()
    put(alone, tmp_path, DECLARED, note("b"))
    store.replace(load.removal(store, ["a"]))
    assert list(dump(store)) == list(dump(alone))


def test_one_of_two_records_that_say_the_same_may_come_to_say_another(
    store: Store, tmp_path: Path
) -> None:
    put(store, tmp_path, note("a", begin="2022-03-25"))
    assert [it for it in load.judge_store(store) if it.severity == "violation"] == []


@pytest.mark.parametrize(
    ("names", "refer"),
    [
        (["izium"], "2 other records refer to it: document/a, document/b"),
        (["izium", "a"], "another record refers to it: document/b"),
        (["actor/tass", "battle"], "2 other records refer to it: document/a, document/b"),
    ],
)
def test_what_others_refer_to_cannot_be_taken_out_alone(
    store: Store, names: list[str], refer: str
) -> None:
    with pytest.raises(InvalidData, match=refer):
        load.removal(store, names)


def test_all_that_refer_to_it_may_go_with_it(store: Store) -> None:
    store.replace(load.removal(store, ["izium", "a", "document/b"]))
    left = [load.records([graph])[0] for graph in store.graphs()]
    assert [name for name in left if "://" not in name] == [
        "actor/paper",
        "actor/tass",
        "event/battle",
    ]


# On the command line


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs a command on a store with the same records."""
    place = tmp_path / "place"
    put(Store.writer(place), tmp_path, DECLARED, note("a"), note("b"))

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, env={"CLAIMLINE_STORE": str(place)})

    return invoke


def test_it_says_what_went_and_the_log_keeps_it(run: Run) -> None:
    before = run("dump").stdout
    told = run("unload", "a", "--dry-run")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "document/a would be taken out: 35 statements\n"
    assert run("dump").stdout == before
    assert run("log").stdout == ""
    assert run("unload", "a").stderr.startswith("took document/a out of ")
    assert run("validate").exit_code == 0
    [entry] = json.loads(run("log", "-f", "json").stdout)
    graph = terms.graph("document", "a").value
    assert entry["loader"] is None
    assert entry["changes"] == [
        {"record": "document/a", "graph": graph, "added": 0, "removed": 35},
    ]
    assert entry["begun"] <= entry["ended"]
    again = run("unload", "a")
    assert (again.exit_code, again.stderr) == (2, "error: no record is called 'a'\n")


def test_all_that_are_named_go_or_none(run: Run) -> None:
    before = run("dump").stdout
    unknown = run("unload", "a", "document/c")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "no record is called 'document/c'; did you mean document/" in unknown.stderr
    wrong = run("unload", "a", "place/izium")
    assert wrong.exit_code == 3
    assert "another record refers to it: document/b" in wrong.stderr
    assert run("dump").stdout == before


def test_a_service_gives_up_records_as_a_folder_does(
    run: Run, serve: Callable[..., tuple[str, object]], tmp_path: Path
) -> None:
    service, _ = serve("--union-default-graph")
    files = [str(tmp_path / f"{number}.yaml") for number in range(3)]
    assert run("load", "records", *files, "-s", service).exit_code == 0
    for place in ([], ["-s", service]):
        assert run("unload", "place/izium", *place).exit_code == 3
        assert run("unload", "place/izium", "a", "b", *place).exit_code == 0
    assert run("dump", "-s", service).stdout == run("dump").stdout
    local, remote = (
        json.loads(run("log", "--record", "b", "--limit", "1", "-f", "json", *place).stdout)
        for place in ([], ["-s", service])
    )
    assert local[0]["changes"] == remote[0]["changes"] != []
