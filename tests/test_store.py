"""The embedded store, and what it has in common with a remote one."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from threading import Timer

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from claimline.answers import Table, plain
from claimline.changes import Change, marks_of
from claimline.endpoint import Endpoint, at
from claimline.errors import BadQuery, StoreError, StoreLocked, StoreMissing
from claimline.folder import UNFINISHED, Unfinished, stamp
from claimline.store import Quads, Store, dump
from claimline.terms import XSD

from .conftest import emptied

ONE, TWO = NamedNode("https://example.org/graph/one"), NamedNode("https://example.org/graph/two")
LOG = NamedNode("https://example.org/graph/log")
SAYS = NamedNode("https://example.org/says")

TEXTS = [
    'he said "no"',
    "one\nline\r\nand another\t\\ \x00 \x1f \x7f \x85 \u2028",
    "Ізюм — Изюм — Слобожанщина",
    "إيزيوم 伊久姆 🏳️‍🌈 e\u0301 \ufeff \uffff",
    "} } ; DROP ALL #",
    "<https://example.org/> ?x $y {{ }} '''",
    "",
]


def thing(name: object) -> NamedNode:
    return NamedNode(f"https://example.org/{name}")


def quad(name: object, value: object = "yes", graph: NamedNode = ONE) -> Quad:
    return Quad(thing(name), SAYS, Literal(str(value)), graph)


def typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


@pytest.fixture(params=["memory", "folder", "service", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Quads:
    """Return an empty store of each kind."""
    match request.param:
        case "memory":
            return Store.memory()
        case "folder":
            return Store.writer(tmp_path / "store")
        case "virtuoso":
            return emptied(request.getfixturevalue("virtuoso"))
        case _:
            endpoint = at(request.getfixturevalue("server"))
            endpoint.replace({graph: [] for graph in endpoint.graphs()})
            return endpoint


# What a store of any kind does


def test_an_empty_store_holds_nothing(store: Quads) -> None:
    assert store.graphs() == []
    assert list(store.quads()) == []
    assert list(store.quads(ONE)) == []
    assert store.select("SELECT ?s { ?s ?p ?o }") == Table(("s",), ())
    assert list(dump(store)) == []


def test_a_replacement_makes_a_graph_as_given_and_leaves_the_others(store: Quads) -> None:
    store.replace({ONE: [quad(1), quad(2)], TWO: [quad(1, graph=TWO)]})
    assert store.replace({ONE: [quad(2), quad(3), quad(4)]}) == Change(added=2, removed=1)
    assert set(store.quads(ONE)) == {quad(2), quad(3), quad(4)}
    assert list(store.quads(TWO)) == [quad(1, graph=TWO)]
    assert len(list(store.quads())) == 4


def test_the_same_replacement_again_changes_nothing(store: Quads) -> None:
    values = [
        typed("1.10", "decimal"),
        typed("007", "integer"),
        typed("2022-09-10T24:00:00Z", "dateTime"),
        typed("2022-09-10T16:00:00.50Z", "dateTime"),
        typed("1", "boolean"),
        Literal("liberation", language="EN-gb"),
    ]
    quads = [Quad(thing(number), SAYS, value, ONE) for number, value in enumerate(values)]
    assert store.replace({ONE: quads}) == Change(6, 0)
    assert store.replace({ONE: quads}) == Change(0, 0)
    assert store.replace({ONE: [*quads, quad("new")]}) == Change(1, 0)
    assert store.replace({ONE: quads}) == Change(0, 1)


def test_nothing_given_removes_the_graph(store: Quads) -> None:
    store.replace({ONE: [quad(1)], TWO: [quad(1, graph=TWO)]})
    assert store.graphs() == [ONE, TWO]
    assert store.replace({ONE: []}) == Change(0, 1)
    assert store.graphs() == [TWO]
    assert list(store.quads(ONE)) == []


def test_what_is_noted_of_a_replacement_is_added_and_not_counted(store: Quads) -> None:
    seen: list[dict[NamedNode, Change]] = []

    def note(changes: Mapping[NamedNode, Change]) -> list[Quad]:
        seen.append(dict(changes))
        return [quad(len(seen), graph=LOG)]

    store.replace({ONE: [quad(1)]})
    assert store.replace({ONE: [quad(2), quad(3)], TWO: []}, note) == Change(2, 1)
    assert store.replace({ONE: [quad(2), quad(3)]}, note) == Change(0, 0)
    assert store.replace({ONE: [quad(2), quad(3), quad(4)]}, note) == Change(1, 0)
    assert seen == [
        {ONE: Change(2, 1), TWO: Change(0, 0)},
        {ONE: Change(0, 0)},
        {ONE: Change(1, 0)},
    ]
    assert set(store.quads(LOG)) == {quad(number, graph=LOG) for number in (1, 2, 3)}


def test_a_note_in_a_graph_that_is_replaced_is_refused_and_nothing_is_kept(store: Quads) -> None:
    with pytest.raises(ValueError, match="would change a graph that is replaced"):
        store.replace({ONE: [quad(1)]}, lambda changes: [quad(len(changes))])
    assert store.graphs() == []


@pytest.mark.parametrize(
    "wrong", [quad(1, graph=TWO), Quad(BlankNode("b"), SAYS, Literal(""), ONE)], ids=str
)
def test_a_quad_that_cannot_be_found_again_is_refused_and_nothing_is_kept(
    store: Quads, wrong: Quad
) -> None:
    with pytest.raises(ValueError, match=r"graph|blank node"):
        store.replace({TWO: [quad(2, graph=TWO)], ONE: [quad(1), wrong]})
    assert store.graphs() == []


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_any_text_comes_back_as_it_was(store: Quads, text: str) -> None:
    kept = {
        Quad(thing("a"), SAYS, Literal(text), ONE),
        Quad(thing("a"), SAYS, Literal(text, language="uk"), ONE),
        Quad(thing("a"), SAYS, Literal(text, datatype=thing("kind")), ONE),
    }
    store.replace({ONE: kept})
    assert set(store.quads(ONE)) == kept
    assert {row[0] for row in store.select("SELECT ?o { ?s ?p ?o }").rows} == {
        quad.object for quad in kept
    }
    assert store.replace({ONE: kept}) == Change(0, 0)
    assert store.replace({ONE: []}) == Change(0, 3)


def test_graph_names_in_any_alphabet_are_kept_apart(store: Quads) -> None:
    names = [thing(name) for name in ("Ізюм", "Iziúm?a=b&graph=c", "a%20b", "a+b")]
    store.replace({name: [quad(number, graph=name)] for number, name in enumerate(names)})
    assert store.graphs() == sorted(names, key=str)
    for number, name in enumerate(names):
        assert list(store.quads(name)) == [quad(number, graph=name)]


def test_each_form_of_query_is_answered_over_all_graphs(store: Quads) -> None:
    store.replace({ONE: [quad(1)], TWO: [quad(2, graph=TWO)]})
    rows = store.answer("SELECT ?s ?none { ?s ?p ?o } ORDER BY ?s")
    assert rows == Table(("s", "none"), ((thing(1), None), (thing(2), None)))
    built = store.answer("CONSTRUCT { ?o ?p ?s } { ?s ?p ?o FILTER(isIRI(?s)) VALUES ?s { } }")
    assert built == ()
    swapped = store.answer("CONSTRUCT { ?s ?s ?p } { ?s ?p ?o }")
    assert isinstance(swapped, tuple)
    assert set(swapped) == {Triple(thing(n), thing(n), SAYS) for n in (1, 2)}
    assert store.answer(f"DESCRIBE {thing(2)}") == (Triple(thing(2), SAYS, Literal("yes")),)
    assert store.answer("ASK { ?s ?p ?o }") is True
    assert store.answer("ASK { ?s ?p 'no' }") is False


def test_comments_that_name_other_forms_do_no_harm(store: Quads) -> None:
    store.replace({ONE: [quad(1)]})
    query = "#+ title = 'Who would delete this?'\n#+ insert, add, drop\n\nASK { ?s ?p ?o } # LOAD"
    assert store.answer(query) is True


def test_rows_are_plain_values_when_asked_for(store: Quads) -> None:
    table = store.select("SELECT (1 AS ?n) (2.50 AS ?d) (true AS ?b) ('x' AS ?t) ?none {}")
    assert table.plain() == [{"n": 1, "d": 2.5, "b": True, "t": "x", "none": None}]


def test_only_a_select_gives_rows(store: Quads) -> None:
    with pytest.raises(BadQuery, match="SELECT"):
        store.select("ASK {}")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?s {\n  ?s ?p", "2:8"),
        ("", "1:1"),
        ("DELETE WHERE { ?s ?p ?o }", "1:10"),
        ("INSERT DATA { <https://a> <https://b> 1 }", "1:1"),
        ("DROP ALL", "1:9"),
        ("SELECT ('\ud800' AS ?x) {}", "surrogates"),
    ],
)
def test_what_is_no_query_is_refused_with_its_place(store: Quads, query: str, told: str) -> None:
    store.replace({ONE: [quad(1)]})
    with pytest.raises(BadQuery, match=told):
        store.answer(query)
    assert list(store.quads()) == [quad(1)]


def test_the_dump_does_not_depend_on_the_order_of_loading(store: Quads) -> None:
    quads = [quad(n, text, graph) for n, text in enumerate(TEXTS * 3) for graph in (ONE, TWO)]
    quads += [Quad(thing("n"), SAYS, typed(value, "decimal"), TWO) for value in ("1.5", "-2")]
    expected = [f"{quad} .\n" for quad in quads]
    expected.sort(key=lambda line: (line.rpartition(" <")[2], line))
    shuffled = sorted(quads, key=lambda quad: sha256(str(quad).encode()).digest())
    for graph in (TWO, ONE):
        store.replace({graph: [quad for quad in shuffled if quad.graph_name == graph][:5]})
    for graph in (ONE, TWO):
        store.replace({graph: [quad for quad in shuffled if quad.graph_name == graph]})
    assert list(dump(store)) == expected


# The store in memory: sets of quads of any kind

subjects = st.sampled_from([thing(n) for n in range(4)])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
literals = (
    texts.map(Literal)
    | texts.map(lambda text: Literal(text, language="da"))
    | st.integers(-(10**30), 10**30).map(lambda n: typed(str(n), "integer"))
    | st.booleans().map(Literal)
)
sets = st.frozensets(st.builds(Quad, subjects, subjects, literals | subjects, st.just(ONE)))


@given(st.lists(sets, max_size=4))
def test_a_graph_equals_whatever_was_given_last(steps: list[frozenset[Quad]]) -> None:
    store = Store.memory([quad("other", graph=TWO)])
    before: frozenset[Quad] = frozenset()
    for wanted in steps:
        change = store.replace({ONE: wanted})
        assert set(store.quads(ONE)) == wanted
        assert change == Change(len(wanted - before), len(before - wanted))
        before = wanted
    assert list(store.quads(TWO)) == [quad("other", graph=TWO)]
    lines = [line for line in dump(store) if str(ONE) in line]
    assert set(ox.parse("".join(lines), ox.RdfFormat.N_QUADS)) == before


@settings(max_examples=15)
@given(quads=sets)
def test_a_service_keeps_and_dumps_what_memory_does(server: str, quads: frozenset[Quad]) -> None:
    near, far = Store.memory(), Endpoint(server)
    far.replace({graph: [] for graph in far.graphs()})
    assert near.replace({ONE: quads}) == far.replace({ONE: quads})
    assert list(dump(near)) == list(dump(far))


def test_a_lone_surrogate_is_no_text() -> None:
    with pytest.raises(ValueError, match="str"):
        Literal("\ud800")


def test_a_function_nobody_knows_is_a_bad_query() -> None:
    with pytest.raises(BadQuery, match=r"example\.org/f"):
        Store.memory().answer("SELECT (<https://example.org/f>(1) AS ?x) {}")


def test_a_service_that_is_not_there_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="cannot be answered"):
        Store.memory().answer("SELECT * { SERVICE <http://127.0.0.1:9/q> { ?s ?p ?o } }")


# The store in a folder


def test_what_is_written_is_there_for_the_next_reader(tmp_path: Path) -> None:
    Store.writer(tmp_path / "new" / "store").replace({ONE: [quad(1)]})
    assert list(Store.open(tmp_path / "new" / "store").quads()) == [quad(1)]


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority of their own")
def test_merging_waits_for_whatever_else_wants_a_core(tmp_path: Path) -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    store = Store.writer(tmp_path / "store")
    threads = {path.name: (path / "comm").read_text() for path in Path("/proc/self/task").iterdir()}
    merging = {int(number) for number, name in threads.items() if name == "rocksdb:low\n"}
    assert merging
    assert {os.getpriority(os.PRIO_PROCESS, number) for number in merging} == {19}
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
    del store


def test_a_folder_may_be_empty_or_left_half_made(tmp_path: Path) -> None:
    (tmp_path / "LOCK").touch()
    Store.writer(tmp_path).replace({ONE: [quad(1)]})
    assert Store.open(tmp_path).graphs() == [ONE]


def many(graph: str) -> list[Quad]:
    """Return more quads of a graph than one transaction is used for."""
    name = NamedNode(f"https://example.org/{graph}")
    return [Quad(name, name, Literal(number), name) for number in range(30_000)]


def test_many_quads_are_put_in_as_few_are(tmp_path: Path) -> None:
    store = Store.writer(tmp_path / "store")
    graphs = {NamedNode(f"https://example.org/{name}"): many(name) for name in "ab"}
    note = Quad(ONE, ONE, ONE, NamedNode("https://example.org/note"))
    assert store.replace(graphs, lambda _: [note]) == Change(60_000, 0)
    assert set(store.quads()) == {*many("a"), *many("b"), note}
    assert store.replace(graphs) == Change(0, 0)


def test_graphs_that_were_not_put_in_to_the_end_are_taken_out(tmp_path: Path) -> None:
    a, b = many("a"), many("b")
    held = ox.Store(str(tmp_path / "store"))
    held.extend([*a, *b[:100], *marks_of([NamedNode("https://example.org/b")])])
    del held
    store = Store.writer(tmp_path / "store")
    assert set(store.quads()) == {*a}
    assert store.replace({NamedNode("https://example.org/b"): b}) == Change(30_000, 0)


def test_what_a_bulk_left_unfinished_is_taken_out(tmp_path: Path) -> None:
    a, b, log = (NamedNode(f"https://example.org/{name}") for name in ("a", "b", "log"))
    old, new = Quad(ONE, ONE, ONE, log), Quad(ONE, ONE, TWO, log)
    folder = tmp_path / "store"
    writer = Store.writer(folder)
    writer.replace({a: many("a")}, lambda _: [old])
    assert Store.open(folder).is_whole
    writer.replace({b: many("b")[:100], log: [old, new]})
    Unfinished(folder).tell([b], [new])
    (folder / f"{UNFINISHED}.nq").write_text("<a:b> <a:b> <a:b> <a:", "utf-8")
    del writer
    before = stamp(folder)
    assert not Store.open(folder).is_whole
    again = Store.writer(folder)
    assert set(again.quads()) == {*many("a"), old}
    assert stamp(folder) != before
    del again
    assert Store.open(folder).is_whole
    assert not [*folder.glob(f"{UNFINISHED}*")]


def test_who_goes_on_writing_after_a_bulk_that_failed_loses_nothing(tmp_path: Path) -> None:
    writer = Store.writer(tmp_path)
    writer.replace({ONE: [quad(1)]})
    Unfinished(tmp_path).tell([ONE], [])
    assert writer.replace({ONE: [quad(1), quad(2)]}) == Change(2, 0)
    del writer
    assert set(Store.writer(tmp_path).quads()) == {quad(1), quad(2)}


def test_what_cannot_be_read_of_an_unfinished_bulk_is_told(tmp_path: Path) -> None:
    Store.writer(tmp_path).replace({ONE: [quad(1)]})
    (tmp_path / UNFINISHED).write_text("nonsense")
    with pytest.raises(StoreError, match=f"{tmp_path} cannot be written: .*{UNFINISHED}"):
        Store.writer(tmp_path)
    assert list(Store.open(tmp_path).quads()) == [quad(1)]


def test_asking_never_makes_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="claimline load"):
        Store.open(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file", "folder", "file/below"])
def test_what_is_no_store_is_neither_read_nor_written(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / place)
    with pytest.raises(StoreError, match=place):
        Store.writer(tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match=f"{tmp_path} cannot be read"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match=f"{tmp_path} cannot be written"):
        Store.writer(tmp_path)


def test_a_reader_does_not_write(tmp_path: Path) -> None:
    Store.writer(tmp_path).replace({ONE: [quad(1)]})
    reader = Store.open(tmp_path)
    with pytest.raises(StoreError, match="cannot be written"):
        reader.replace({ONE: [quad(2)]})
    assert list(Store.open(tmp_path).quads()) == [quad(1)]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    store = Store.writer(tmp_path)
    with pytest.raises(StoreLocked, match="another process"):
        Store.writer(tmp_path)
    code = "import sys, pathlib, claimline.store as s; s.Store.writer(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path)]
    other = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "StoreLocked: another process is writing" in other.stderr
    store.replace({ONE: [quad(1)]})


def test_a_writer_waits_for_one_that_is_ending(tmp_path: Path) -> None:
    kept = [Store.writer(tmp_path)]
    ending = Timer(0.2, kept.clear)
    ending.start()
    Store.writer(tmp_path).replace({ONE: [quad(1)]})
    ending.join()
    assert Store.open(tmp_path).graphs() == [ONE]


def test_a_writer_that_nobody_uses_any_more_does_not_keep_the_store(tmp_path: Path) -> None:
    gc.disable()
    try:
        circle: list[object] = [Store.writer(tmp_path)]
        circle.append(circle)
        del circle
        Store.writer(tmp_path).replace({ONE: [quad(1)]})
    finally:
        gc.enable()
    assert Store.open(tmp_path).graphs() == [ONE]


def test_a_lock_in_the_name_of_a_place_is_no_lock(tmp_path: Path) -> None:
    place = tmp_path / "While lock" / "blocked"
    place.mkdir(parents=True)
    (place / "CURRENT").mkdir()
    with pytest.raises(StoreError) as caught:
        Store.writer(place)
    assert not isinstance(caught.value, StoreLocked)


WRITE_FOR_EVER = f"""
import itertools, pathlib, sys
from pyoxigraph import Literal, NamedNode, Quad
from claimline.store import Store
store, one = Store.writer(pathlib.Path(sys.argv[1])), NamedNode({ONE.value!r})
for turn in itertools.count():
    quads = [Quad(one, NamedNode(f"a:{{n}}"), Literal(turn), one) for n in range(100)]
    store.replace({{one: quads}})
"""


def test_a_reader_beside_a_writer_meets_whole_graphs_only(tmp_path: Path) -> None:
    Store.writer(tmp_path).replace({ONE: [quad(n, "first") for n in range(100)]})
    seen: set[str] = set()
    with subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path)]) as writer:
        try:
            while len(seen) < 5:
                assert writer.poll() is None, "the writer has ended"
                objects = [str(quad.object) for quad in Store.open(tmp_path).quads(ONE)]
                assert objects == objects[:1] * 100
                seen.add(objects[0])
        finally:
            writer.kill()
    # What a killed writer had written stays, the last graph too, whole.
    kept = [str(quad.object) for quad in Store.open(tmp_path).quads(ONE)]
    assert kept == kept[:1] * 100
    assert kept == [str(quad.object) for quad in Store.writer(tmp_path).quads(ONE)]


# Plain values


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (None, None),
        (thing("a"), "https://example.org/a"),
        (Literal("Ізюм", language="uk"), "Ізюм"),
        (typed("2022-09-10T16:00:00Z", "dateTime"), "2022-09-10T16:00:00Z"),
        (typed("2000", "decimal"), 2000),
        (typed("37.277", "decimal"), 37.277),
        (typed("9007199254740993", "decimal"), 9007199254740993),
        (typed("-12", "integer"), -12),
        (typed("1.5E3", "double"), 1500),
        (typed("INF", "double"), "INF"),
        (typed("NaN", "double"), "NaN"),
        (typed("1E999999999", "double"), "1E999999999"),
        (typed("many", "integer"), "many"),
        (typed("9" * 5000, "integer"), "9" * 5000),
        (typed("0", "boolean"), False),
        (typed("perhaps", "boolean"), "perhaps"),
        (
            Triple(thing("a"), SAYS, Literal("b")),
            '<https://example.org/a> <https://example.org/says> "b"',
        ),
    ],
)
def test_a_term_has_a_plain_value(term: ox.Literal | NamedNode | None, expected: object) -> None:
    value = plain(term)
    assert value == expected
    assert type(value) is type(expected)


def test_a_query_that_names_its_graphs_is_about_these_alone() -> None:
    one, other = NamedNode("urn:one"), NamedNode("urn:other")
    term = Literal("said")
    store = Store.memory([Quad(one, one, term, one), Quad(other, one, term, other)])
    named = "SELECT ?s FROM <urn:one> { ?s ?p ?o }"
    assert store.select(named).rows == ((one,),)
    assert len(store.select("SELECT ?s { ?s ?p ?o } # FROM <urn:one>").rows) == 2
    assert len(store.select("SELECT ?s { ?s ?p ?o FILTER(?o != 'from') }").rows) == 2
    everywhere = "SELECT ?s FROM NAMED <urn:other> { GRAPH ?g { ?s ?p ?o } }"
    assert store.select(everywhere).rows == ((other,),)
