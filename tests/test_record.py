"""Reading records: every fault and where it stands, and the forms a record may have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimline import packaged, terms
from claimline.errors import Fault, InputError, RecordFaults
from claimline.files import Files
from claimline.model import Value
from claimline.record import read, read_text, records
from claimline.record.forms import text_trees
from claimline.record.keys import KEYS
from claimline.record.nodes import Fields, Items, Node, Text, Tree
from claimline.when.durations import DAYS_IN

DATA = Path(__file__).parent / "data" / "records"
KNOWN = DATA / "known.yaml"
CASES = re.findall(
    r"^=== (\S+)\n(.*?)((?:^>>> [^\n]*\n)+)",
    (DATA / "faults.txt").read_text(),
    re.MULTILINE | re.DOTALL,
)


def faults_of(*paths: Path) -> tuple[Fault, ...]:
    with pytest.raises(RecordFaults) as caught:
        read(paths)
    return caught.value.faults


def faults_in(text: str, form: str = "") -> list[str]:
    with pytest.raises(RecordFaults) as caught:
        read_text(text, "r", form=form)
    return [f"{fault.at.line}:{fault.at.column} {fault.message}" for fault in caught.value.faults]


def trees(text: str, form: str) -> list[Tree]:
    return list(text_trees(text, "r", form))


def root(text: str, form: str = "yaml") -> Node:
    (tree,) = trees(text, form)
    assert tree.root is not None
    assert tree.faults == []
    return tree.root


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its ▶ signs, and the line and column of each."""
    places = []
    while "▶" in text:
        before, _, after = text.partition("▶")
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + after
    return text, places


@pytest.mark.parametrize(("name", "text", "messages"), CASES, ids=[name for name, *_ in CASES])
def test_a_fault_is_found_where_it_stands(
    name: str, text: str, messages: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    clean, places = marked(text)
    file.write_text(clean, encoding="utf-8", newline="")
    found = faults_of(KNOWN, file)
    assert [(fault.at.line, fault.at.column) for fault in found] == places
    assert {fault.at.file for fault in found} == {str(file)}
    for fault, message in zip(found, messages.splitlines(), strict=True):
        assert message.removeprefix(">>> ") in fault.message


@pytest.mark.parametrize(
    ("text", "form", "fault"),
    [
        ("claims: [\n", "yaml", "2:1 not YAML: did not find expected node content"),
        ('{"claimline": ', "json", "1:15 not JSON: a value is wanted here, not the end"),
        ("a: \x01", "yaml", "1:4 the character U+0001 cannot stand in a file"),
        # Where a scanner refuses before any event is read, it names the place it had come to.
        ("[" * 100_000, "yaml", ("1:65 nested deeper than 64", "1:1001 nested deeper than 64")),
        ("[" * 100_000, "json", "1:65 nested deeper than 64"),
        ("- " * 100_000, "yaml", "1:129 nested deeper than 64"),
        ('{"a":' * 100_000, "json", "1:321 nested deeper than 64"),
    ],
)
def test_what_cannot_be_read_further_says_so_at_once(
    text: str, form: str, fault: str | tuple[str, ...]
) -> None:
    assert faults_in(text, form)[0].startswith(fault)


def test_references_that_would_multiply_are_refused() -> None:
    laughs = "a: &a [x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "1:4 &a marks a part of the file for reuse" in faults_in(laughs)


def test_faults_of_all_files_come_together_with_hints(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("claimline: 1\nplces: []\n")
    found = faults_of(tmp_path)
    assert [Path(fault.at.file).name for fault in found] == ["a.yaml", "a.yaml", "b.yaml", "b.yaml"]
    assert found[1].hint == "did you mean places?"


@pytest.mark.parametrize(
    "text", ["NO", "12:30", "1.10", "2022-04-01", "0x1F", "~", "null", "true", "1_000", ".inf", "="]
)
def test_a_yaml_scalar_stays_the_text_it_is(text: str) -> None:
    assert root(f"a: {text}") == {"a": text}
    assert root(f"{text}: a") == {text: "a"}


def test_json_values_are_the_texts_they_would_be_in_yaml() -> None:
    text = '{"a": [1, -2.50, true, false, "x", "\\u00e9\\n"]}'
    assert root(text, "json") == root(text) == {"a": ["1", "-2.50", "true", "false", "x", "é\n"]}


def test_everything_in_json_knows_its_place() -> None:
    tree = root('{\n  "a": [1,\n\t"b"]}', "json")
    assert isinstance(tree, Fields)
    within = tree["a"]
    assert isinstance(within, Items)
    placed: list[Text | Items | Fields] = [tree, tree.key("a"), within, *within]
    assert [(node.at.line, node.at.column) for node in placed] == [
        (1, 1),
        (2, 3),
        (2, 8),
        (2, 9),
        (3, 2),
    ]


RECORD = """claimline: 1
document: {id: d1, publisher: paper, published: 2022-09-10, language: da}
claims:
  - id: c1
    claimant: paper
    summary: s
    asserts: {event: e, place: [p, q], measure: {kind: area, value: 2.5, unit: km2}}
actors: [{id: paper, kind: outlet, labels: {en: Paper}}]
places:
  - {id: p, kind: city, labels: {uk: Ізюм}, geonames: 1}
  - {id: q, kind: city, labels: {en: Q}, geonames: 2}
events: [{id: e, type: control, labels: {en: E}}]
"""

TABLE = """document.id,document.publisher,document.published,document.language,id,claimant,summary,\
asserts.event,asserts.place,asserts.measure.kind,asserts.measure.value,asserts.measure.unit
d1,paper,2022-09-10,da,c1,paper,s,e,p; q,area,2.5,km2
"""

NAMES = """actor.id,actor.kind,actor.labels.en,place.id,place.kind,place.labels.uk,place.labels.en,\
place.geonames,event.id,event.type,event.labels.en
paper,outlet,Paper,p,city,Ізюм,,1,e,control,E
,,,q,city,,Q,2,,,
"""


def by_name(values: list[Value]) -> list[Value]:
    return sorted(values, key=lambda value: (type(value).__name__, value.id))


def write_forms(folder: Path) -> Iterator[list[Path]]:
    """Write one record in each form; yield the files of each."""
    tree = root(RECORD)
    one_line = json.dumps(tree, ensure_ascii=False)
    for name, text in {
        "lf.yaml": RECORD,
        "crlf.yml": RECORD.replace("\n", "\r\n"),
        "bom.yaml": "\ufeff" + RECORD,
        "flow.yaml": one_line,
        "spread.json": json.dumps(tree, indent=4),
        "lines.jsonl": f"\n{one_line}\n\n",
        "crlf.ndjson": f"{one_line}\r\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
        yield [folder / name]
    (folder / "claims.csv").write_text(TABLE, encoding="utf-8")
    (folder / "names.csv").write_text("\ufeff" + NAMES.replace("\n", "\r\n"), encoding="utf-8")
    yield [folder / "claims.csv", folder / "names.csv"]


def test_a_record_means_the_same_in_every_form(tmp_path: Path) -> None:
    expected = by_name(read_text(RECORD))
    assert len(expected) == 6
    for paths in write_forms(tmp_path):
        assert by_name(read(paths)) == expected, paths


def test_tables_keep_rows_of_one_document_together() -> None:
    table = (
        "document.id,document.publisher,document.title,id,claimant,summary,asserts\n"
        'd1,agency,"One\nTwo",c1,agency,s,earlier/held\n'
        "d2,agency,,c1,agency,s,earlier/held\n"
        ",,,,,,\n"
        "d1,,,c2,agency,s,earlier/held\n"
    )
    found = [
        (tree.root["document"], len(tree.root["claims"]))
        for tree in trees(table, "csv")
        if isinstance(tree.root, Fields)
    ]
    assert found == [
        ({"id": "d1", "publisher": "agency", "title": "One\nTwo"}, 2),
        ({"id": "d2", "publisher": "agency"}, 1),
    ]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("id,clamant\nx,y\n", "1:2 no column 'clamant': a claim has no field 'clamant'"),
        ("id;claimant\nx;y\n", "1:1 no column 'id;claimant': a claim has no field"),
        ("id,asserts.measure\nx,y\n", "1:2 no column 'asserts.measure': 'measure' is no text"),
        ("id,id\nx,y\n", "1:2 the column 'id' is there twice"),
        ("document.id,document.title\nd,x\nd,y\n", "3:2 document.title: it is another at line 2"),
        ("place.id,place.kind\nx,city,y\n", "2:3 this row has 3 cells, the header has 2"),
        ('place.id\n\n"x\ny', "3:1 not CSV: unexpected end of data"),
        ("asserts,asserts.event\nx,y\n", "2:2 asserts.event: 'asserts' has a cell of its own"),
        ("document.id,document.published\nd,2022-99\n", "2:2 '2022-99' is not an EDTF date"),
    ],
)
def test_a_fault_of_a_table_stands_at_a_row_and_a_cell(table: str, fault: str) -> None:
    assert [found for found in faults_in(table, "csv") if found.startswith(fault)]


def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for paths in list(write_forms(tmp_path))[:-1]:
        with paths[0].open("rb") as stream:
            monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": stream}))
            assert len(read([Path("-")])) == 6


def test_bytes_that_are_not_utf8_are_a_fault_at_their_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("claimline: 1\ntitle: Kø".encode("latin-1"))
    (fault,) = faults_of(file)
    assert (fault.at.line, fault.at.column) == (2, 9)
    assert fault.message == "not UTF-8: the byte 0xF8, as in another encoding"
    file.write_bytes(RECORD.encode("utf-16"))
    assert "UTF-16" in faults_of(file)[0].message


def test_folders_are_walked_and_each_file_is_read_once(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "side"
    folder.mkdir(parents=True)
    (folder / "r.yaml").write_text(RECORD)
    (folder / "notes.txt").write_text("not a record")
    (tmp_path / ".hidden.yaml").write_text("not a record")
    assert len(read([tmp_path, folder, folder / "r.yaml"])) == 6


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.yaml", "there is no such file"),
        ("r.txt", "not a record file"),
        ("empty", "nothing in this folder ends in .yaml or"),
    ],
)
def test_a_path_without_records_is_an_error(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "r.txt").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        read([tmp_path / name])


def test_a_form_that_there_is_none_of_is_an_error() -> None:
    with pytest.raises(InputError, match="'toml' is no form of records"):
        read_text("", form="toml")


def test_records_with_faults_take_those_that_build_on_them_along(tmp_path: Path) -> None:
    rows = [
        {"claimline": 1, "actors": [{"id": "a", "kind": "outlet", "labels": {"en": "A"}}]},
        {"claimline": 1, "document": {"id": "d1", "publisher": "a", "kind": "wrong"}},
        {"claimline": 1, "document": {"id": "d2", "publisher": "a", "revision-of": "d1"}},
        {"claimline": 1, "document": {"id": "d3", "publisher": "a"}},
    ]
    file = tmp_path / "r.jsonl"
    file.write_text("\n".join([*map(json.dumps, rows), "{"]))
    found = records(Files([file]))
    assert [len(record.values) for record in found] == [1, 0, 0, 1, 0]
    assert [[fault.message for fault in record.faults][:1] for record in found] == [
        [],
        ["kind: 'wrong' is not in the list of document kinds"],
        ["no document is called 'd1'"],
        [],
        ["not JSON: the name of a field in double quotes is wanted here, not the end"],
    ]
    assert found[1].content == json.loads(json.dumps(rows[1]).replace("1,", '"1",'))


COMPUTED = {"judgement-kind", "judgement-rule", "necessity"}
"""The lists whose concepts no record may use."""


def test_keys_are_those_of_the_vocabularies() -> None:
    for name in packaged.names("ontology", ".ttl", "vocabulary"):
        scheme = name.removesuffix(".ttl")
        keys = re.findall(r'skos:notation "([^"]+)"', packaged.text("ontology", "vocabulary", name))
        if scheme == "duration-convention":
            assert keys == ["half-unit", "as-stated"]
        elif scheme not in COMPUTED:
            assert list(KEYS[scheme]) == keys
    assert KEYS["unit"] == tuple(terms.UNITS)
    assert KEYS["duration-unit"] == tuple(DAYS_IN)
