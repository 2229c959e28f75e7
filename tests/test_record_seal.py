"""Seals on records, and the JSON Schema that others are held to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from claimline import packaged
from claimline.errors import Fault, InputError, RecordFaults
from claimline.record import read, read_text
from claimline.record.forms import text_trees
from claimline.record.nodes import Fields, Items, Node
from claimline.record.reader import read_record
from claimline.record.schema import schema
from claimline.record.seal import sealed

DATA = Path(__file__).parent / "data" / "records"
KNOWN = (DATA / "known.yaml").read_text()
CASES = re.findall(
    r"^=== (\S+)\n(.*?)((?:^>>> [^\n]*\n)+)",
    (DATA / "faults.txt").read_text(),
    re.MULTILINE | re.DOTALL,
)
VALIDATOR = Draft202012Validator(schema())


def roots(text: str, name: str = "r.yaml") -> list[Node]:
    form = name.rpartition(".")[2]
    return [tree.root for tree in text_trees(text, name, form) if tree.root is not None]


def without_seals(text: str) -> str:
    return re.sub(r'(^\s*seal: .*\r?(\n|\Z)|, "seal": "[0-9a-f]*")', "", text, flags=re.MULTILINE)


STREAM = "# note\n" + KNOWN + "---\n# more\nclaimline: 1   # the version\nevents: []\n"
ONE = '{"claimline": 1, "events": []}'


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("r.yaml", STREAM, 2),
        ("r.yaml", STREAM.replace("\n", "\r\n"), 2),
        ("r.yaml", "\ufeff" + KNOWN, 1),
        ("r.yaml", "claimline: 1", 1),
        ("r.yaml", "---\n  claimline: '1'\n  events: []\n", 1),
        ("r.yaml", "{claimline: 1, events: []}\n", 1),
        ("r.json", json.dumps(json.loads(ONE), indent=2), 1),
        ("r.jsonl", f"{ONE}\n\n{ONE}\n", 2),
    ],
)
def test_sealing_adds_the_seals_and_nothing_else(name: str, text: str, count: int) -> None:
    done = sealed(text, name)
    assert without_seals(done).rstrip() == text.rstrip()
    assert len(re.findall(r"\b[0-9a-f]{64}\b", done)) == count
    assert sealed(done, name) == done


@pytest.mark.parametrize("old", ["", " ", ' "" ', " abc  # mine", f" '{'0' * 64}'"])
def test_an_old_seal_is_replaced_where_it_stands(old: str) -> None:
    text = f"claimline: 1\nevents: []\nseal:{old}\n"
    done = sealed(text)
    assert done.endswith("# mine\n") == text.endswith("# mine\n")
    assert done.startswith("claimline: 1\nevents: []\nseal: ")
    assert sealed(done) == done


def test_a_seal_is_of_what_a_record_says_not_of_how_it_is_written() -> None:
    seals = [
        re.findall("[0-9a-f]{64}", sealed(text))
        for text in (
            ONE,
            "claimline: 1\nevents: []",
            "# note\nevents:\n  []\nclaimline: '1'\n",
        )
    ]
    assert len({seal for (seal,) in seals}) == 1


def test_a_sealed_record_is_read_until_it_is_changed() -> None:
    done = sealed(KNOWN)
    assert read_text(done) == read_text(KNOWN)
    with pytest.raises(RecordFaults) as caught:
        read_text(done.replace("The city is held", "The city is hold"))
    (fault,) = caught.value.faults
    assert "changed after it was sealed" in fault.message
    wanted = re.findall("[0-9a-f]{64}", sealed(done.replace("held\n", "hold\n", 1)))
    assert fault.hint == "if the change is meant, run: claimline seal FILE"
    assert wanted != re.findall("[0-9a-f]{64}", done)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("r.csv", "id\n1\n", "a table has no place for a seal"),
        ("r.yaml", "a: b\n", "a seal is a text, and stands after claimline: 1"),
        ("r.yaml", "claimline: 1\nseal: [a]\n", "a seal is a text"),
        ("r.yaml", "claimline: 1\nseal: >\n  a\n  b\n", "write each seal on a line of its own"),
        ("r.yaml", "- a\n", "only a record can be sealed"),
        ("r.yaml", "a: [\n", "not YAML"),
        ("r.jsonl", f"{ONE}\n{{\n", "2:2: not JSON"),
    ],
)
def test_what_cannot_be_sealed_is_an_error(name: str, text: str, error: str) -> None:
    with pytest.raises(InputError, match=error):
        sealed(text, name)


def as_yaml(node: Node) -> object:
    """Return a tree as an editor's YAML 1.2 core schema resolves it: numbers and booleans."""
    match node:
        case Fields():
            return {str(key): as_yaml(value) for key, value in node.items()}
        case Items():
            return [as_yaml(value) for value in node]
        case "true" | "false":
            return node == "true"
        case _ if re.fullmatch(r"[-+]?[0-9]{1,18}", node):
            return int(node)
        case _ if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", node):
            return float(node)
    return str(node)


def as_texts(node: Node) -> object:
    """Return a tree with every scalar a text."""
    return json.loads(json.dumps(node))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


def samples() -> Iterator[str]:
    yield KNOWN
    for file in sorted(packaged.folder("samples", "izium").glob("*.yaml")):
        yield file.read_text()


def test_the_schema_accepts_what_can_be_read() -> None:
    for text in samples():
        for root in roots(text):
            for resolved in (as_yaml(root), as_texts(root)):
                assert [error.message for error in VALIDATOR.iter_errors(resolved)] == []


BEYOND_THE_SCHEMA = {
    "directive-affirmed",
    "direct-without-span",
    "duplicate-claim",
    "duplicate-place",
    "hop-heard-nowhere",
    "measure-disordered",
    "quote-longer-than-span",
    "span-backwards",
    "span-beyond-the-text",
    "span-into-no-text",
}
"""Faults of form that lie between values, which a JSON Schema cannot compare."""


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, text, _ in CASES])
def test_the_schema_refuses_what_is_not_of_the_form(name: str, text: str) -> None:
    for root in roots(text.replace("▶", ""), name):
        faults: list[Fault] = []
        read_record(root, faults)
        if name.partition(".")[0] not in BEYOND_THE_SCHEMA:
            assert VALIDATOR.is_valid(as_yaml(root)) == (not faults), faults


def test_every_field_of_the_schema_says_what_it_is() -> None:
    text = json.dumps(schema())
    parts = [schema(), *json.loads(text)["$defs"].values()]
    for part in parts:
        assert part["description"]
        assert part["additionalProperties"] is False
        assert all(field["description"] for field in part["properties"].values())


def test_the_samples_are_sealed_alike_in_json(tmp_path: Path) -> None:
    (root,) = roots(KNOWN)
    file = tmp_path / "known.json"
    file.write_text(sealed(json.dumps(root), "known.json"))
    assert len(read([file])) == len(read_text(KNOWN))
