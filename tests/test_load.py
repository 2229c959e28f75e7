"""From files to a store: all or nothing, twice the same, and only what changed."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from claimline import load, record, terms
from claimline.changes import Change
from claimline.errors import InvalidData, RecordFaults, UnknownName
from claimline.files import Files
from claimline.intake import Taken
from claimline.model import Claim, Document, Place, Value
from claimline.store import Store, dump
from claimline.terms import cl, mint

DECLARED = """\
claimline: 1
places: [{id: izium, kind: city, labels: {en: Izium, uk: Ізюм}, geonames: 707292}]
actors:
  - {id: tass, kind: agency, labels: {en: TASS}}
  - {id: russian-forces, kind: force, labels: {en: Russian forces}}
events: [{id: izium-control-2022, type: control, labels: {en: Control of Izium}}]
"""

CLAIM = mint("claim", "note", "held")

RECORD = """\
claimline: 1
document:
  id: note
  publisher: tass
  timezone: Europe/Kyiv
  published: 2022-03-25
claims:
  - id: held
    claimant: tass
    summary: The town is held.
    asserts:
      {event: izium-control-2022, place: izium, controller: russian-forces, begin: 2022-03-24}
  - id: guess
    claimant: tass
    modality: inferred
    from: [held]
    summary: It will stay so.
    asserts:
      {event: izium-control-2022, place: izium, controller: russian-forces, end: 2022-04-01/..}
"""


def values(folder: Path, *texts: str) -> Iterator[Value]:
    files = []
    for number, text in enumerate((*texts, DECLARED)):
        files.append(folder / f"{number}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return iter(record.read(files, record.Known()))


def put(store: Store, read: Iterable[Value]) -> Change:
    return load.prepare(store, read).into(store)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.memory()
    put(made, values(tmp_path, RECORD))
    return made


def text_of(store: Store) -> str:
    return "".join(dump(store))


def test_loading_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = text_of(store)
    change = put(store, values(tmp_path, RECORD))
    assert (change.added, change.removed) == (0, 0)
    assert text_of(store) == before


def test_the_order_of_loading_does_not_show(store: Store, tmp_path: Path) -> None:
    other = Store.memory()
    put(other, reversed(list(values(tmp_path, RECORD))))
    assert text_of(other) == text_of(store)


def test_a_changed_record_changes_its_own_graph_alone(store: Store, tmp_path: Path) -> None:
    before = {graph: set(store.quads(graph)) for graph in store.graphs()}
    put(store, values(tmp_path, RECORD.replace("It will stay so.", "So it stays.")))
    after = {graph: set(store.quads(graph)) for graph in store.graphs()}
    assert before.keys() == after.keys()
    changed = [graph for graph in before if before[graph] != after[graph]]
    assert changed == [terms.graph("document", "note")]


@pytest.mark.parametrize(
    ("right", "wrong", "at", "said"),
    [
        ("publisher: tass", "publisher: tas", "4:14", "TASS"),
        ("begin: 2022-03-24", "begin: 2022-13-24", ":", "13"),
        ("  - id: guess", "  - idd: guess", ":", "idd"),
        ("from: [held]", "from: [hold]", ":", "held"),
        ("modality: inferred", "modality: infered", ":", "inferred"),
    ],
)
def test_one_fault_refuses_the_whole_load(
    tmp_path: Path, right: str, wrong: str, at: str, said: str
) -> None:
    with pytest.raises(RecordFaults) as caught:
        values(tmp_path, RECORD.replace(right, wrong))
    assert said in str(caught.value)
    assert at in str(caught.value)
    assert "0.yaml:" in str(caught.value)


def test_what_breaks_a_shape_is_refused_with_its_place(store: Store, tmp_path: Path) -> None:
    before = text_of(store)
    broken = list(values(tmp_path, RECORD))
    (claim,) = (v for v in broken if isinstance(v, Claim) and v.summary == "The town is held.")
    broken[broken.index(claim)] = Claim(
        document=claim.document,
        id=claim.id,
        claimant=claim.claimant,
        asserts=claim.asserts,
        summary="",
        reports=claim.reports,
        at=claim.at,
    )
    with pytest.raises(InvalidData, match=r"0\.yaml:8:\d+: .*summary"):
        put(store, broken)
    assert text_of(store) == before


def test_preparing_changes_nothing(store: Store, tmp_path: Path) -> None:
    before = text_of(store)
    load.prepare(store, values(tmp_path, RECORD.replace("It will stay so.", "So it stays.")))
    assert text_of(store) == before


def test_a_claim_that_others_rest_on_cannot_be_taken_away(store: Store, tmp_path: Path) -> None:
    later = RECORD.replace("id: note", "id: later").replace("from: [held]", "from: [note/held]")
    put(store, values(tmp_path, RECORD, later))
    without = RECORD.replace("id: held", "id: kept").replace("from: [held]", "from: [kept]")
    with pytest.raises((InvalidData, RecordFaults), match="held"):
        put(store, record.read([_file(tmp_path, without)], load.known(store)))


def test_a_later_load_may_name_what_the_store_holds(store: Store, tmp_path: Path) -> None:
    later = RECORD.replace("id: note", "id: later").replace(
        "asserts:\n      {event: izium-control-2022, place: izium, "
        "controller: russian-forces, begin: 2022-03-24}",
        "asserts: note/held\n    polarity: denied",
    )
    put(store, record.read([_file(tmp_path, later)], load.known(store)))
    asserted = {
        quad.object
        for quad in store.quads()
        if quad.predicate == cl("asserts")
        and quad.subject in {CLAIM, mint("claim", "later", "held")}
    }
    assert len(asserted) == 1


def test_a_tampered_proposition_is_found(store: Store) -> None:
    assert load.judge_store(store) == []
    graph = terms.graph("document", "note")
    quads = list(store.quads(graph))
    begin = cl("begin")
    (old,) = (quad for quad in quads if quad.predicate == begin)
    new = Quad(old.subject, begin, Literal("2022-03-25", datatype=NamedNode(terms.EDTF)), graph)
    store.replace({graph: [new if quad == old else quad for quad in quads]})
    assert {finding.shape for finding in load.judge_store(store)} == {"content-hash"}


def test_loaders_are_found_by_existing() -> None:
    folder = Path(__file__).parent.parent / "loaders"
    files = {file.stem.replace("_", "-") for file in folder.glob("*.py")} - {"--init--"}
    assert files <= set(load.names())


@pytest.mark.parametrize("name", load.names())
def test_a_loader_says_what_it_reads(name: str) -> None:
    loader = load.get(name)
    assert (loader.__doc__ or "").partition("\n")[0].endswith(".")
    assert loader.SOURCE.title
    assert loader.SOURCE.licence
    assert loader.SOURCE.link.startswith("https://")


def test_an_unknown_loader_comes_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="records"):
        load.get("record")


def _file(folder: Path, text: str) -> Path:
    file = folder / "one.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_data_may_live_at_another_base(tmp_path: Path) -> None:
    store = Store.memory()
    load.prepare(store, values(tmp_path, RECORD), base="https://example.org/war/").into(store)
    assert NamedNode("https://example.org/war/graph/document/note") in store.graphs()
    assert not [graph for graph in store.graphs() if graph.value.startswith(terms.BASE)]


def test_a_store_is_let_go_with_the_load(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "record.yaml").write_text(DECLARED, encoding="utf-8")
    request.addfinalizer(gc.enable)
    gc.disable()
    for _ in range(2):  # the second would find the store taken
        store = Store.writer(tmp_path / "store")
        load.run(load.get("records"), Files([tmp_path / "record.yaml"]), store, options={})
        del store


def test_places_alone_are_put_in_batch_by_batch_and_a_record_graph_whole() -> None:
    def place(key: str) -> Taken:
        named = (("en", key),)
        return Taken((Place(id=key, labels=named, kind="town", no_identifier="made up"),))

    def document(record: str) -> Taken:
        return Taken((Document(id=record, record=record, publisher="tass"),))

    batch = load.Batch()
    batch.add(place("one"))
    assert batch.begins(place("two"))
    batch.add(document("note"))
    assert not batch.begins(place("three"))
    assert not batch.begins(document("note"))
    assert batch.begins(document("another"))


def test_a_place_with_the_identifier_of_another_is_refused_and_told_of(tmp_path: Path) -> None:
    store = Store.memory()
    labels = (("en", "Izium"),)
    gazetteer = Place(id="geonames-707292", labels=labels, kind="town", geonames="707292")
    load.prepare(store, [gazetteer]).into(store)
    with pytest.raises(InvalidData, match="place geonames-707292 has this identifier already"):
        load.prepare(store, values(tmp_path))
    load.prepare(store, [gazetteer]).into(store)
