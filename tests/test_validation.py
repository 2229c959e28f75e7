"""Validation finds exactly what pySHACL finds on the whole graph, however it is broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse
from rdflib import Graph

from claimline import packaged, rdf, shapes, terms
from claimline.errors import InputError
from claimline.record import read
from claimline.shapes import by_pyshacl, shipped
from claimline.shapes.nodes import Nodes
from claimline.shapes.window import as_rdflib, graph, quiet

EXAMPLES = Path(__file__).parent / "data" / "shapes"
TYPE = NamedNode(terms.RDF + "type")
SUBCLASS = NamedNode(terms.RDFS + "subClassOf")


def EX(name: str) -> NamedNode:  # noqa: N802 # as it would stand in Turtle
    return NamedNode("https://example.org/" + name)


@cache
def vocabularies() -> Graph:
    return graph(shipped.vocabularies())


@cache
def shipped_shapes() -> Graph:
    return graph(shipped.shapes())


def slow(data: Sequence[Quad]) -> list[shapes.Finding] | None:
    """Return what pySHACL finds in all of the data by the shipped shapes as they stand; None
    if it refuses."""
    whole = vocabularies()
    with quiet("rdflib.term"):
        new = [triple for triple in map(as_rdflib, data) if triple not in whole]
    for triple in new:
        whole.add(triple)
    try:
        return sorted(by_pyshacl.results(whole, shipped_shapes()), key=shapes.order)
    except InputError:
        return None
    finally:
        for triple in new:
            whole.remove(triple)


def fast(data: Sequence[Quad]) -> list[shapes.Finding] | None:
    try:
        return shapes.findings(data)
    except InputError:
        return None


@cache
def sample() -> list[Quad]:
    values = read([packaged.folder("samples", "izium")])
    return [quad for value in values for quad in rdf.quads(value)]


@cache
def pieces() -> list[list[Quad]]:
    """Return small graphs: each claim of the sample with what it rests on, and each example."""
    about: defaultdict[object, list[Quad]] = defaultdict(list)
    reports: defaultdict[object, list[object]] = defaultdict(list)
    for quad in sample():
        about[quad.subject].append(quad)
        if quad.predicate.value == terms.CL + "reportOf":
            reports[quad.object].append(quad.subject)
    claims = [q.subject for q in sample() if q.predicate == TYPE and q.object == terms.cl("Claim")]
    found = []
    for claim in claims:
        held: dict[object, None] = {}
        todo: list[object] = [claim]
        while todo and len(held) < 40:
            node = todo.pop(0)
            if node in about and node not in held:
                held[node] = None
                todo += [*reports[node], *(quad.object for quad in about[node])]
        found.append([quad for node in held for quad in about[node]])
    return found + [list(parse(path=str(path))) for path in sorted(EXAMPLES.iterdir())]


STRAYS: list[NamedNode | BlankNode | Literal] = [
    *(Literal(text) for text in ("", " ", "x", "Z", "a\"b\\c\nd", "і" * 301, "1", "true")),
    *(Literal(text, language=tag) for text in ("", "x") for tag in ("en", "uk", "en-gb")),
    *(
        Literal(text, datatype=NamedNode(terms.XSD + name))
        for text, name in (
            ("1", "integer"), ("-1", "integer"), ("01", "integer"), ("+5", "integer"),
            ("x", "integer"), ("9" * 30, "integer"), ("1", "int"), ("1.0", "decimal"),
            ("-0.0", "decimal"), ("1e3", "decimal"), ("", "decimal"), ("91", "decimal"),
            ("1.5", "double"), ("NaN", "double"), ("true", "boolean"), ("1", "boolean"),
            ("yes", "boolean"), (" a  b ", "token"), ("a\tb", "normalizedString"),
            ("2022-02-29T00:00:00Z", "dateTime"), ("2024-02-29T00:00:00Z", "dateTime"),
            ("2022-09-10T16:00:00+00:00", "dateTime"), ("2022-09-10T16:00:00", "dateTime"),
            ("2022-09-10T24:00:00Z", "dateTime"), ("2022-13-01T00:00:00Z", "dateTime"),
            ("0000-01-01T00:00:00Z", "dateTime"), ("-0044-03-15T00:00:00Z", "dateTime"),
            ("2022-09-10T16:00:00.5Z", "dateTime"), ("1900-01-01T00:00:00Z", "dateTime"),
            ("2099-01-01T00:00:00Z", "dateTime"), ("2022-09-10", "date"),
            ("https://example.org/", "anyURI"), ("eA==", "base64Binary"), ("P1D", "duration"),
        )
    ),
    Literal("<b>x</b>", datatype=NamedNode(terms.RDF + "HTML")),
    Literal("POINT(1 2)", datatype=NamedNode(terms.GEO + "wktLiteral")),
    Literal("2022-09-10", datatype=NamedNode(terms.EDTF)),
    NamedNode("https://example.org/stray"),
    NamedNode(terms.VOCABULARY + "modality/directive"),
    NamedNode(terms.VOCABULARY + "speech-mode/unseen"),
    NamedNode(terms.VOCABULARY + "framing/occupation"),
    NamedNode(terms.CL + "Claim"),
    BlankNode("stray"),
]  # fmt: skip


def stray(number: int) -> NamedNode | BlankNode | Literal:
    return STRAYS[number % len(STRAYS)]


Change = Callable[[list[Quad], Quad, Quad, int], list[Quad]]
"""The data, one quad of it and another, and a number to choose by: the data afterwards."""


def drop(data: list[Quad], one: Quad, _: Quad, __: int) -> list[Quad]:
    return [quad for quad in data if quad is not one]


def drop_node(data: list[Quad], one: Quad, _: Quad, __: int) -> list[Quad]:
    return [quad for quad in data if quad.subject != one.subject]


def repeat(data: list[Quad], one: Quad, _: Quad, __: int) -> list[Quad]:
    return [*data, Quad(one.subject, one.predicate, one.object, EX("graph"))]


def retarget(data: list[Quad], one: Quad, other: Quad, _: int) -> list[Quad]:
    return [*drop(data, one, one, 0), Quad(one.subject, one.predicate, other.object)]


def go_astray(data: list[Quad], one: Quad, _: Quad, number: int) -> list[Quad]:
    return [*drop(data, one, one, 0), Quad(one.subject, one.predicate, stray(number))]


def add_stray(data: list[Quad], one: Quad, _: Quad, number: int) -> list[Quad]:
    return [*data, Quad(one.subject, one.predicate, stray(number))]


def add_other(data: list[Quad], one: Quad, other: Quad, _: int) -> list[Quad]:
    return [*data, Quad(one.subject, other.predicate, other.object)]


def move(data: list[Quad], one: Quad, other: Quad, _: int) -> list[Quad]:
    return [*drop(data, one, one, 0), Quad(other.subject, one.predicate, one.object)]


def retype(data: list[Quad], one: Quad, _: Quad, number: int) -> list[Quad]:
    if not isinstance(one.object, Literal):
        return data
    names = ("string", "integer", "decimal", "dateTime", "boolean", "date", "token")
    datatype = NamedNode(terms.XSD + names[number % len(names)])
    changed = Literal(one.object.value, datatype=datatype)
    return [*drop(data, one, one, 0), Quad(one.subject, one.predicate, changed)]


def speak(data: list[Quad], one: Quad, _: Quad, number: int) -> list[Quad]:
    """Give a text a language, and keep the old one half of the time."""
    if not isinstance(one.object, Literal):
        return data
    spoken = Literal(one.object.value, language=("en", "da", "uk")[number % 3])
    rest = data if number % 2 else drop(data, one, one, 0)
    return [*rest, Quad(one.subject, one.predicate, spoken)]


def rename(data: list[Quad], old: object, new: NamedNode | BlankNode) -> list[Quad]:
    return [
        Quad(new if s == old else s, p, new if o == old and p != TYPE else o) for s, p, o, _ in data
    ]


def blank(data: list[Quad], one: Quad, _: Quad, number: int) -> list[Quad]:
    return rename(data, one.subject, BlankNode(f"b{number % 3}"))


def merge(data: list[Quad], one: Quad, other: Quad, _: int) -> list[Quad]:
    assert isinstance(other.subject, NamedNode | BlankNode)
    return rename(data, one.subject, other.subject)


def also_be(data: list[Quad], one: Quad, _: Quad, number: int) -> list[Quad]:
    kinds = [quad.object for quad in data if quad.predicate == TYPE]
    return [*data, Quad(one.subject, TYPE, kinds[number % len(kinds)])] if kinds else data


def specialise(data: list[Quad], one: Quad, _: Quad, number: int) -> list[Quad]:
    """Make the classes of a node classes below those it had, at one or two removes."""
    low, high = (EX(f"Class{number % 3 + step}") for step in (0, 3))
    kinds = [quad.object for quad in data if quad.subject == one.subject and quad.predicate == TYPE]
    rest = [quad for quad in data if quad.subject != one.subject or quad.predicate != TYPE]
    below = high if number % 2 else low
    return [
        *rest,
        Quad(one.subject, TYPE, below),
        Quad(high, SUBCLASS, low),
        *(Quad(low, SUBCLASS, kind) for kind in kinds),
    ]


CHANGES: list[Change] = [
    drop, drop_node, repeat, retarget, go_astray, add_stray, add_other, move, retype, speak,
    blank, merge, also_be, specialise,
]  # fmt: skip
Step = tuple[Change, int, int, int]
numbers = st.integers(0, 999_999)
steps = st.lists(st.tuples(st.sampled_from(CHANGES), numbers, numbers, numbers), max_size=6)


@settings(max_examples=200)
@given(st.lists(numbers, min_size=1, max_size=2), steps)
def test_what_is_found_in_broken_graphs_is_what_pyshacl_finds(
    chosen: list[int], changes: list[Step]
) -> None:
    assert_equal(chosen, changes)


@pytest.mark.soak
@settings(max_examples=10_000)
@given(st.lists(numbers, min_size=1, max_size=2), steps)
def test_what_is_found_in_ten_thousand_broken_graphs(
    chosen: list[int], changes: list[Step]
) -> None:
    assert_equal(chosen, changes)


def assert_equal(chosen: Sequence[int], changes: Sequence[Step]) -> None:
    """Break the chosen pieces step by step, and have both ways find what is wrong."""
    data = [quad for number in chosen for quad in pieces()[number % len(pieces())]]
    for change, one, other, number in changes:
        if data:
            data = change(data, data[one % len(data)], data[other % len(data)], number)
    slowly = slow(data)
    event("refused" if slowly is None else "something found" if slowly else "nothing wrong")
    assert slowly == fast(data)


def test_a_large_sound_graph_is_not_shown_to_pyshacl() -> None:
    nodes = Nodes(sample())
    nodes.add(shipped.vocabularies())
    assert shipped.plan().is_whole
    assert shipped.plan().unproven(nodes) == {}


def test_whole_sample_and_all_examples_at_once() -> None:
    data = [quad for piece in pieces() for quad in piece] + sample()
    assert slow(data) == fast(data)


def test_judging_once_is_validating_and_looking_for_changes() -> None:
    data = [quad for piece in pieces() for quad in piece]
    assert [*shapes.findings(data), *shapes.tampered(data)] == shapes.judge(iter(data))
