"""The log of loads: what an entry says, that it comes back, and that it is no data."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from claimline import catalogue, history, terms
from claimline.changes import Change
from claimline.cli import main
from claimline.endpoint import Endpoint
from claimline.errors import AmbiguousName, UnknownName
from claimline.history import Entry, Input, Load
from claimline.store import Quads, Store, dump

BEGUN = datetime(2024, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ONE = terms.graph("document", "one")
TWO = terms.graph("document", "two")
SAYS = NamedNode("https://example.org/says")


def load(hours: int = 0, **fields: object) -> Load:
    """Return a load that began so many hours after the first and took a minute."""
    begun = BEGUN + hours * HOUR
    made = {"loader": "records", "version": "0.1.0", "begun": begun}
    return Load(**made | {"ended": begun + timedelta(minutes=1)} | fields)  # type: ignore[arg-type]


def quads(graph: NamedNode, count: int) -> list[Quad]:
    return [Quad(graph, SAYS, Literal(number), graph) for number in range(count)]


@pytest.fixture(params=["memory", "service"])
def store(request: pytest.FixtureRequest) -> Quads:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return Store.memory()
    endpoint = Endpoint(request.getfixturevalue("server"))
    endpoint.replace({graph: [] for graph in endpoint.graphs()})
    return endpoint


# What is written comes back

KYIV = timezone(timedelta(hours=3))
moments = st.datetimes(timezones=st.just(KYIV)).filter(lambda it: 1 < it.year < 9999)
texts = st.text(st.characters(exclude_categories=["Cs"]))
counts = st.integers(0, 2**62)
inputs = st.builds(Input, texts, st.binary().map(lambda it: sha256(it).hexdigest()), counts)
loads = st.builds(
    Load,
    loader=st.none() | texts,
    version=texts,
    begun=moments,
    ended=moments,
    inputs=st.lists(inputs, max_size=12).map(tuple),
    counts=st.dictionaries(st.sampled_from(["Claim", "Place", "Document"]), counts),
    rejected=counts,
    changes=st.dictionaries(
        texts.map(lambda key: terms.graph("document", key)),
        st.builds(Change, st.integers(0, 10**9), st.integers(0, 10**9)),
    ),
)


@given(st.lists(loads, max_size=3))
def test_what_is_written_comes_back_the_last_first(written: list[Load]) -> None:
    store = Store.memory(quad for each in written for quad in history.quads(each))
    found = [entry.load for entry in history.entries(store)]
    assert sorted(found, key=lambda it: it.ended, reverse=True) == found
    assert {repr(each) for each in found} == {repr(utc(each)) for each in written}


def utc(each: Load) -> Load:
    """Return a load with its times in UTC and its mappings in the order in which they come."""
    return Load(
        loader=each.loader,
        version=each.version,
        begun=each.begun.astimezone(UTC),
        ended=each.ended.astimezone(UTC),
        inputs=each.inputs,
        counts=dict(sorted(each.counts.items())),
        rejected=each.rejected,
        changes=dict(sorted(each.changes.items(), key=lambda it: it[0].value)),
    )


@given(loads)
def test_an_entry_stands_in_the_log_alone_and_is_the_same_whenever_written(each: Load) -> None:
    written = list(history.quads(each))
    assert written == list(history.quads(each))
    assert len(written) == len(set(written))
    assert {quad.graph_name for quad in written} == {terms.log()}


def test_loads_that_differ_in_anything_have_entries_of_their_own() -> None:
    one = Input("a.yaml", "0" * 64, 1)
    others = [
        load(),
        load(1),
        load(loader=None),
        load(inputs=(one,)),
        load(counts={"Claim": 1}),
        load(changes={ONE: Change(1, 0)}),
    ]
    names = {next(history.quads(each)).subject for each in others}
    assert len(names) == len(others)


def test_the_log_lives_at_the_base_of_the_data() -> None:
    base = "https://data.example.org/"
    written = list(history.quads(load(), base))
    assert {quad.graph_name for quad in written} == {NamedNode(base + "graph/log")}
    assert all(str(quad.subject).startswith(f"<{base}load/") for quad in written)


def test_a_time_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        list(history.quads(load(begun=datetime(2024, 5, 1))))  # noqa: DTZ001 # that is the fault


# Written in the transaction it tells of


def test_an_entry_tells_what_the_store_finds_to_change(store: Quads) -> None:
    store.replace({ONE: quads(ONE, 2)}, history.noting(load()))
    given = {ONE: quads(ONE, 2), TWO: quads(TWO, 3)}
    assert store.replace(given, history.noting(load(1))) == Change(3, 0)
    store.replace({ONE: [], TWO: quads(TWO, 1)}, history.noting(load(2)))
    store.replace({TWO: quads(TWO, 1)}, history.noting(load(3)))
    found = [dict(entry.load.changes) for entry in history.entries(store)]
    assert found == [
        {},
        {ONE: Change(0, 2), TWO: Change(0, 2)},
        {TWO: Change(3, 0)},
        {ONE: Change(2, 0)},
    ]
    assert [(it.load.added, it.load.removed) for it in history.entries(store)][1] == (0, 4)


def test_a_replacement_that_fails_leaves_no_entry(store: Quads) -> None:
    with pytest.raises(ValueError, match="is not of the graph"):
        store.replace({ONE: quads(TWO, 1)}, history.noting(load()))
    assert history.entries(store) == []
    assert store.graphs() == []


def test_the_log_is_no_data(store: Quads) -> None:
    store.replace({ONE: quads(ONE, 2)})
    before = list(dump(store))
    store.replace({ONE: quads(ONE, 2)}, history.noting(load()))
    assert terms.log() in store.graphs()
    assert list(dump(store)) == before


# Asking the log


@pytest.fixture(scope="module")
def kept() -> Store:
    """Return a store whose first record was changed an hour later and taken out after two."""
    made = Store.memory()
    made.replace({ONE: quads(ONE, 2), TWO: quads(TWO, 1)}, history.noting(load()))
    made.replace({ONE: quads(ONE, 5)}, history.noting(load(1)))
    made.replace({ONE: []}, history.noting(load(2, loader=None)))
    return made


def test_entries_of_one_record_are_those_that_changed_it(kept: Store) -> None:
    def begun(found: list[Entry]) -> list[int]:
        return [(entry.load.begun - BEGUN) // HOUR for entry in found]

    assert begun(history.entries(kept)) == [2, 1, 0]
    assert begun(history.entries(kept, graphs=[TWO])) == [0]
    assert begun(history.entries(kept, graphs=[ONE, TWO])) == [2, 1, 0]
    assert begun(history.entries(kept, graphs=[])) == []
    assert begun(history.entries(kept, by="2024-05-01T13:30:00Z")) == [1, 0]
    assert begun(history.entries(kept, by="2024-04")) == []


@pytest.mark.parametrize(
    ("by", "held"),
    [
        ("2024-04-30", {}),
        ("2024-05-01T12:00:59Z", {}),
        ("2024-05-01T12:01:00Z", {"document/one": (1, 2), "document/two": (1, 1)}),
        ("2024-05-01T13:59:00Z", {"document/one": (2, 5), "document/two": (1, 1)}),
        ("2024-05-01", {"document/two": (1, 1)}),
        (None, {"document/two": (1, 1)}),
    ],
)
def test_what_had_been_loaded_by_a_moment(
    kept: Store, by: str | None, held: dict[str, tuple[int, int]]
) -> None:
    query = catalogue.get("loaded")
    rows = kept.select(query.bind(by=by) if by else query.text).plain()
    assert {row["record"]: (row["version"], row["statements"]) for row in rows} == held


# Names


GRAPHS = [
    ONE,
    terms.graph("place", "izium"),
    terms.graph("event", "izium"),
    terms.graph("document", "Ізюм/2"),
    terms.graph("document", "one", "https://example.org/"),
    terms.log(),
    NamedNode(terms.ONTOLOGY),
]


@pytest.mark.parametrize(
    ("name", "graph"),
    [
        ("place/izium", GRAPHS[1]),
        ("Ізюм/2", GRAPHS[3]),
        ("document/Ізюм/2", GRAPHS[3]),
        (ONE.value, ONE),
        ("https://example.org/graph/document/one", GRAPHS[4]),
    ],
)
def test_a_record_is_found_by_key_kind_and_key_or_iri(name: str, graph: NamedNode) -> None:
    assert history.record_graph(name, GRAPHS) == graph


def test_a_name_that_means_several_records_comes_with_what_tells_them_apart() -> None:
    with pytest.raises(AmbiguousName) as caught:
        history.record_graph("izium", GRAPHS)
    assert caught.value.candidates == ("event/izium", "place/izium")
    with pytest.raises(AmbiguousName) as caught:
        history.record_graph("one", GRAPHS)
    assert caught.value.candidates == (GRAPHS[4].value, ONE.value)


@pytest.mark.parametrize("name", ["log", terms.log().value, terms.ONTOLOGY, "", "tow"])
def test_what_is_no_record_is_not_found(name: str) -> None:
    with pytest.raises(UnknownName):
        history.record_graph(name, GRAPHS)
    with pytest.raises(UnknownName, match="did you mean izium"):
        history.record_graph("iziun", GRAPHS)


# On the command line


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Return a folder with a store that has a log of three loads."""
    place = tmp_path / "log.store"
    made = Store.writer(place)
    read = (Input("a.yaml", "a" * 64, 5), Input("b.yaml", "b" * 64, 7))
    first = load(inputs=read, counts={"Document": 2, "Claim": 1}, rejected=3)
    made.replace({ONE: quads(ONE, 2), TWO: quads(TWO, 1)}, history.noting(first))
    made.replace({ONE: quads(ONE, 5)}, history.noting(load(1)))
    made.replace({ONE: []}, history.noting(load(2, loader=None)))
    del made
    return str(place)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_log_is_shown_the_last_load_first(folder: str) -> None:
    assert run("log", "-s", folder, "-f", "csv").splitlines() == [
        "ended,loader,loaded,files,rejected,graphs,added,removed",
        "2024-05-01T14:01:00Z,(unload),,,0,1,0,5",
        "2024-05-01T13:01:00Z,records,,,0,1,3,0",
        '2024-05-01T12:01:00Z,records,"1 claim, 2 documents","a.yaml, b.yaml",3,2,3,0',
    ]


def test_the_log_of_a_record_tells_of_that_record_alone(folder: str) -> None:
    lines = run("log", "-s", folder, "--record", "one", "--limit", "2").splitlines()
    assert [json.loads(line)["changes"] for line in lines] == [
        [{"record": "document/one", "graph": ONE.value, "added": 0, "removed": 5}],
        [{"record": "document/one", "graph": ONE.value, "added": 3, "removed": 0}],
    ]
    [only] = json.loads(run("log", "-s", folder, "--record", "document/two", "-f", "json"))
    assert only["inputs"] == [
        {"name": "a.yaml", "sha256": "a" * 64, "bytes": 5},
        {"name": "b.yaml", "sha256": "b" * 64, "bytes": 7},
    ]
    assert (only["counts"], only["rejected"]) == ({"Claim": 1, "Document": 2}, 3)
    [only] = json.loads(run("log", "-s", folder, "--by", "2024-05-01T12:30:00Z", "-f", "json"))
    assert (only["begun"], only["ended"]) == ("2024-05-01T12:00:00Z", "2024-05-01T12:01:00Z")


def test_a_record_that_was_never_loaded_comes_with_the_nearest(folder: str) -> None:
    result = CliRunner().invoke(main, ["log", "-s", folder, "--record", "document/on"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no record is called 'document/on'; did you mean document/one" in result.stderr


def test_a_store_without_a_log_has_nothing_to_show(tmp_path: Path) -> None:
    Store.writer(tmp_path / "new").replace({ONE: quads(ONE, 1)})
    assert run("log", "-s", str(tmp_path / "new")) == ""
