"""Shapes made up by chance judge data made up by chance exactly as pySHACL does."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse

from claimline import shapes, terms
from claimline.errors import InputError
from claimline.shapes import by_pyshacl
from claimline.shapes.plan import Plan
from claimline.shapes.window import graph

HEADER = f"""
    @prefix ex: <https://example.org/> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdf: <{terms.RDF}> .
    @prefix rdfs: <{terms.RDFS}> .
    @prefix sh: <{shapes.SH}> .
    @prefix xsd: <{terms.XSD}> .
"""
PREDICATES = ["ex:p", "ex:q", "ex:r"]
NODES = ["ex:a", "ex:b", "ex:c", "_:d", "ex:C0", "ex:S1"]
CLASSES = ["ex:C0", "ex:C1", "ex:C2", "ex:S0"]
LITERALS = [
    '""', '"x"', '"xy"', '"X\\ny"', '"x"@en', '"x"@en-gb', '"y"@en', '"x"@uk', '"x"@en--ltr',
    "0", "1", "2", "01", "-1", "1.0", "1.5", "1e0", "true", "false", '"1"^^xsd:boolean',
    '"x"^^xsd:integer', '"x"^^xsd:decimal', '"1"^^xsd:int', '"a  b"^^xsd:token', '"x"^^ex:type',
    '"2022-01-01T00:00:00Z"^^xsd:dateTime', '"2023-01-01T00:00:00Z"^^xsd:dateTime',
    '"2022-01-01T00:00:00"^^xsd:dateTime', '"2022-02-30T00:00:00Z"^^xsd:dateTime',
    '"2022-01-01T02:00:00+02:00"^^xsd:dateTime', '"2022-01-01"^^xsd:date',
    '"x"^^rdf:HTML', '"+1"^^xsd:integer', '"2022-02-30T00:00:00Z"', '"x "^^xsd:string',
]  # fmt: skip
DATATYPES = [
    "xsd:string", "xsd:integer", "xsd:decimal", "xsd:dateTime", "xsd:boolean", "xsd:date",
    "xsd:int", "rdf:langString", "ex:type", "rdfs:Literal", "rdf:HTML",
]  # fmt: skip
NODE_KINDS = ["IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
PATTERNS = ['"^x"', '"x$"', '"."', '"^x$" ; sh:flags "i"', '"^y" ; sh:flags "m"', '"Z$"']

one_of = st.sampled_from
SOUND = ["0", "1", "2", "1.0", "1.5", '"2022-01-01T00:00:00Z"^^xsd:dateTime']

one_of = st.sampled_from
values = one_of(NODES + LITERALS)
given_values = one_of([text for text in NODES + LITERALS if text != "_:d"])
counts = one_of(["0", "1", "2", "3"] * 8 + ['"1"', "-1"])
bounds = one_of(SOUND * 12 + LITERALS)
predicates = one_of(PREDICATES)


def listed(members: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[str]:
    return st.lists(members, min_size=least, max_size=3).map(lambda m: f"( {' '.join(m)} )")


paths = st.recursive(
    predicates,
    lambda inner: st.one_of(
        inner.map("[ sh:inversePath {} ]".format),
        inner.map("[ sh:zeroOrMorePath {} ]".format),
        inner.map("[ sh:oneOrMorePath {} ]".format),
        inner.map("[ sh:zeroOrOnePath {} ]".format),
        listed(inner, 2),
        listed(inner, 2).map("[ sh:alternativePath {} ]".format),
    ),
    max_leaves=4,
)


of_values = st.one_of(
    counts.map("sh:minLength {}".format),
    counts.map("sh:maxLength {}".format),
    one_of(DATATYPES).map("sh:datatype {}".format),
    one_of(NODE_KINDS).map("sh:nodeKind sh:{}".format),
    one_of(CLASSES).map("sh:class {}".format),
    bounds.map("sh:minInclusive {}".format),
    bounds.map("sh:maxInclusive {}".format),
    bounds.map("sh:minExclusive {}".format),
    bounds.map("sh:maxExclusive {}".format),
    one_of(PATTERNS).map("sh:pattern {}".format),
    listed(one_of(['"en"', '"EN"', '"uk"', '"*"', '"en-gb"'])).map("sh:languageIn {}".format),
    predicates.map("sh:equals {}".format),
    predicates.map("sh:disjoint {}".format),
    given_values.map("sh:hasValue {}".format),
    listed(given_values).map("sh:in {}".format),
    listed(one_of([*PREDICATES, "rdf:type"])).map(
        "sh:closed true ; sh:ignoredProperties {}".format
    ),
)
of_properties = st.one_of(
    counts.map("sh:minCount {}".format),
    counts.map("sh:maxCount {}".format),
    one_of(["true", "true", "false", '"1"^^xsd:boolean']).map("sh:uniqueLang {}".format),
    predicates.map("sh:lessThan {}".format),
    predicates.map("sh:lessThanOrEquals {}".format),
)
odd = st.one_of(of_properties, one_of(["sh:deactivated true", "sh:deactivated false"]))
"""Mostly an error in a node shape, or of no effect."""
targets = st.one_of(
    one_of(CLASSES).map("sh:targetClass {}".format),
    given_values.map("sh:targetNode {}".format),
    predicates.map("sh:targetSubjectsOf {}".format),
    predicates.map("sh:targetObjectsOf {}".format),
    one_of(["a rdfs:Class", "a owl:Class", "a sh:NodeShape", "sh:severity sh:Warning"]),
)


@st.composite
def shapes_graphs(draw: st.DrawFn) -> str:
    """Draw some shapes that lead to later ones, seldom to others: what can be wrong is too."""
    paths_of = [draw(st.none() | paths) for _ in range(draw(st.integers(1, 4)))]
    texts = []
    for number, path in enumerate(paths_of):
        parts = draw(st.lists(constraints(number, paths_of), min_size=1, max_size=3))
        parts += draw(st.lists(targets, min_size=not number, max_size=2))
        if path:
            parts.append(f"sh:path {path}")
        texts.append(f"ex:S{number} {' ; '.join(parts)} ; sh:message 'no' .")
    return "\n".join(texts)


def constraints(number: int, paths_of: Sequence[str | None]) -> st.SearchStrategy[str]:
    """Return a constraint for one of several shapes, given their paths."""
    own = st.one_of(of_values, of_properties) if paths_of[number] else of_values
    nodes, properties = (
        st.one_of(
            *[
                st.just(f"ex:S{n}")
                for n in range(number + 1, len(paths_of))
                if bool(paths_of[n]) is kind
            ],
            inline,
        )
        for kind, inline in (
            (False, of_values.map("[ {} ]".format)),
            (True, st.builds("[ sh:path {} ; {} ; {} ]".format, paths, of_properties, of_values)),
        )
    )
    either = st.one_of(nodes, properties)
    leading = st.one_of(
        properties.map("sh:property {}".format),
        nodes.map("sh:node {}".format),
        either.map("sh:not {}".format),
        listed(either).map("sh:and {}".format),
        listed(either).map("sh:or {}".format),
        listed(either).map("sh:xone {}".format),
    )
    wrong = one_of([f"ex:S{n}" for n in range(len(paths_of))])
    seldom = st.one_of(
        odd,
        wrong.map("sh:node {}".format),
        wrong.map("sh:property {}".format),
        either.map("sh:qualifiedValueShape {} ; sh:qualifiedMinCount 1".format),
    )
    return st.integers(0, 19).flatmap(
        lambda chance: seldom if not chance else leading if chance % 2 else own
    )


triples = st.one_of(
    st.tuples(one_of(NODES), predicates, values),
    st.tuples(one_of(NODES), st.just("a"), one_of(CLASSES)),
    st.tuples(one_of(CLASSES), st.just("rdfs:subClassOf"), one_of(CLASSES)),
)
data_graphs = st.lists(triples, min_size=2, max_size=16).map(
    lambda many: "\n".join(f"{s} {p} {o} ." for s, p, o in many)
)


def turtle(text: str) -> list[Quad]:
    return list(parse(HEADER + text, format=RdfFormat.TURTLE))


def slow(data: Sequence[Quad], by: Sequence[Quad]) -> list[shapes.Finding] | None:
    """Return what pySHACL finds in all of the data by the shapes as they stand; None if it
    refuses."""
    try:
        return sorted(by_pyshacl.results(graph(data), graph(by)), key=shapes.order)
    except InputError:
        return None


def fast(data: Sequence[Quad], by: Sequence[Quad]) -> list[shapes.Finding] | None:
    try:
        return shapes.validate(data, by)
    except InputError:
        return None


def assert_equal(shapes_text: str, data_text: str) -> None:
    """Have both ways judge the data, and note how much was left to pySHACL."""
    data, by = turtle(data_text), turtle(shapes_text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of shapes that lead to themselves
        slowly, fastly = slow(data, by), fast(data, by)
    found = "refused" if slowly is None else "something found" if slowly else "nothing wrong"
    event(f"{found}, {'all' if Plan(by).is_whole else 'part'} of the shapes compiled")
    assert slowly == fastly


@settings(max_examples=300, deadline=None)
@given(shapes_graphs(), data_graphs)
def test_any_shapes_find_what_pyshacl_finds(shapes_text: str, data_text: str) -> None:
    assert_equal(shapes_text, data_text)


@pytest.mark.soak
@settings(max_examples=10_000, deadline=None)
@given(shapes_graphs(), data_graphs)
def test_any_of_ten_thousand_shapes_find_what_pyshacl_finds(
    shapes_text: str, data_text: str
) -> None:
    assert_equal(shapes_text, data_text)
