"""What holds for every record, however broken: found by trying thousands."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pyoxigraph import Literal, NamedNode

from claimline import rdf
from claimline.errors import Fault, InputError, RecordFaults
from claimline.names import fold
from claimline.record import read_text
from claimline.record.forms import FORMATS, text_trees, trees
from claimline.record.json_nodes import json_tree
from claimline.record.kinds import LANGUAGE, URL
from claimline.record.nodes import Node
from claimline.record.reader import read_record
from claimline.record.schema import schema
from claimline.record.seal import sealed

KNOWN = (Path(__file__).parent / "data" / "records" / "known.yaml").read_text()
RICH = """claimline: 1
document:
  id: d1
  kind: post
  publisher: The Paper
  published: 2022-09-10T18:00/2022-09-11T06:00
  withdrawn: 2023
  timezone: Europe/Kyiv
  url: https://x.org/a%20b?c=d#e
  text: {sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, length: 100}
  copies: [{publisher: agency, url: http://y.org}, {id: d1b, publisher: ministry}]
  revision-of: earlier
cited: [{id: picture, kind: picture, publisher: mayor}]
claims:
  - id: c1
    claimant: mayor
    said: 2022-08-31
    via: [agency, {reporter: ministry, document: earlier, speech: direct, quote: few}]
    speech: direct
    span: [[0, 5], [9, 12]]
    quote: other words
    evidence: [picture, {document: earlier, fragment: "t=0,12"}]
    reading: {modality: hedged, asserts: c2}
    distanced-from: [liberation]
    restates: earlier/held
    summary: s
    asserts:
      event: control-izium
      place: [izium, Kharkiv Oblast]
      end: 2022-09-10
      duration: {value: 5, unit: month, hedge: more-than, phrase: p, so-far: true}
      measure: {kind: area, min: 1, max: 2.5, unit: km2, since: 2022-03, scope: "707292"}
      purpose: {event: control-izium, type: battle, time: 2022-03-01/2022-04-01}
      framing: occupation
  - id: c2
    claimant: paper
    modality: inferred
    from: [c1, earlier/held]
    language: da
    reliability: b
    credibility: 2
    summary: t
    asserts: earlier/held
"""


def tree_of(text: str) -> Any:  # JSON has no type of its own
    (tree,) = text_trees(text, "r", "yaml")
    return json.loads(json.dumps(tree.root))


RICH_TREE = tree_of(RICH)
KNOWN_TREE = tree_of(KNOWN)
VALIDATOR = Draft202012Validator(schema())

texts = st.text(max_size=60)
scraps = st.sampled_from(
    [
        *"[]{}:,-#&*!|>'\"%@`\n\t \\;/.~",
        "---\n",
        "null",
        "c1",
        "izium",
        "2022",
        "../..",
        "[0, 1]",
        "é",
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | scraps,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts | scraps, inner, max_size=3),
    max_leaves=6,
)


def survives(text: str, form: str) -> None:
    """Read a text: what it means can be written as RDF, or its faults are told."""
    try:
        found = read_text(text, form=form)
    except (RecordFaults, InputError):
        return
    for value in found:
        assert list(rdf.quads(value))


def inner(tree: Any, data: st.DataObject) -> tuple[Any, Any]:
    """Return a list or mapping somewhere in a tree, and the place of one of its values."""
    key = data.draw(st.sampled_from(sorted(tree) if isinstance(tree, dict) else range(len(tree))))
    if isinstance(tree[key], dict | list) and tree[key] and data.draw(st.integers(0, 3)):
        return inner(tree[key], data)
    return tree, key


def broken(data: st.DataObject) -> Any:
    """Return the rich record with one to three of its values changed, gone or moved."""
    tree = copy.deepcopy(RICH_TREE)
    for _ in range(data.draw(st.integers(1, 3))):
        if not tree:
            break
        within, key = inner(tree, data)
        match data.draw(st.sampled_from(["change", "drop", "swap", "rename"])):
            case "change":
                within[key] = data.draw(values)
            case "drop":
                del within[key]
            case "swap":
                other, place = inner(copy.deepcopy(RICH_TREE), data)
                within[key] = other[place]
            case _ if isinstance(within, dict):
                within[data.draw(scraps | texts)] = within.pop(key)
    return tree


def test_the_rich_record_is_whole() -> None:
    assert len(read_text(f"{KNOWN}---\n{RICH}")) == 15


@given(texts | st.lists(scraps | texts, max_size=20).map("".join))
@settings(max_examples=300)
def test_any_text_is_read_or_has_faults(text: str) -> None:
    for form in {*FORMATS.values(), ""}:
        survives(text, form)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_have_faults(data: bytes) -> None:
    for form in {*FORMATS.values(), ""}:
        for tree in trees(data, "r", form):
            assert tree.faults or tree.root is not None


@given(st.integers(0, len(RICH)), st.integers(0, 30), scraps | texts)
@settings(max_examples=300)
def test_a_torn_file_is_read_or_has_faults(at: int, gap: int, scrap: str) -> None:
    survives(f"{KNOWN}---\n{RICH[:at]}{scrap}{RICH[at + gap :]}", "yaml")


@given(st.data())
@settings(max_examples=500)
def test_a_broken_record_is_read_or_has_faults(data: st.DataObject) -> None:
    tree = broken(data)
    survives(f"{json.dumps(KNOWN_TREE)}\n{json.dumps(tree)}", "jsonl")


@given(st.data())
@settings(max_examples=300)
def test_what_the_reader_takes_the_schema_takes(data: st.DataObject) -> None:
    tree = json_tree(json.dumps(broken(data)), "r")
    faults: list[Fault] = []
    if tree.root is not None and not tree.faults:
        read_record(tree.root, faults)
        assert faults or VALIDATOR.is_valid(json.loads(json.dumps(tree.root)))


@given(values)
def test_json_is_what_json_is_elsewhere(value: Any) -> None:
    found = json_tree(json.dumps(value), "r")
    refused = any(
        word in json.dumps(value) for word in ("null", "NaN", "Infinity", "\\u", "\\b", "\\f")
    )
    assert refused or (found.faults == [] and found.root == as_texts(value))


def as_texts(value: Any) -> Any:
    """Return a JSON value with every scalar the text it is written as."""
    if isinstance(value, dict):
        return {key: as_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    return value if isinstance(value, str) else json.dumps(value)


def scalars(node: Node) -> list[tuple[Any, Any]]:
    """Return each list or mapping in a tree with the place of each text in it."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    found: list[tuple[Any, Any]] = []
    for key, value in pairs:
        found += [(node, key)] if isinstance(value, str) else scalars(value)
    return found


@given(st.data(), st.characters(exclude_categories=["C"]))
@settings(max_examples=200)
def test_a_seal_is_broken_by_any_changed_character(data: st.DataObject, sign: str) -> None:
    tree = json.loads(sealed(json.dumps(RICH_TREE), "r.json"))
    within, key = data.draw(st.sampled_from(scalars(tree)))
    old = within[key]
    at = data.draw(st.integers(0, len(old)))
    within[key] = old[:at] + sign + old[at + data.draw(st.integers(0, 1)) :]
    broken_seal = [
        fault
        for fault in faults_in(json.dumps(tree))
        if "changed after it was sealed" in fault.message
    ]
    assert bool(broken_seal) == (within[key] != old)


def faults_in(text: str) -> list[Fault]:
    try:
        read_text(f"{json.dumps(KNOWN_TREE)}\n{text}", form="jsonl")
    except RecordFaults as error:
        return list(error.faults)
    return []


@given(st.text(max_size=12), st.text(alphabet="%0aF:/?#[]@ .é\u202e-", max_size=12))
@settings(max_examples=500)
def test_a_web_address_that_is_taken_is_an_iri(rest: str, odd: str) -> None:
    for url in (f"https://x.org/{rest}", f"http://{rest}", f"https://{odd}", f"https://x.y{odd}"):
        if not URL.fault(url):
            assert NamedNode(url)


@given(st.from_regex(LANGUAGE.pattern, fullmatch=True))
def test_a_language_tag_that_is_taken_is_one(tag: str) -> None:
    assert Literal("x", language=tag)


@given(st.text(max_size=20))
@example("0´")
@example("´¸")
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(st.characters(codec="ascii")))
def test_a_name_in_ascii_is_folded_as_it_is_beside_other_letters(name: str) -> None:
    assert fold(f"{name} ж") == f"{fold(name)} ж".strip()
