"""Shapes made up by chance judge data made up by chance exactly as pySHACL does."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimline import shapes, terms
from claimline.errors import InputError
from claimline.shapes import by_pyshacl
from claimline.shapes.compiler import Compiler
from claimline.shapes.plan import Plan
from claimline.shapes.reading import Shapes, Unread
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
LEAP, NO_LEAP = (f'"{year}-02-29T00:00:00Z"^^xsd:dateTime' for year in (2024, 2022))
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


EDGES = {
    "a blank node is not compared": ("sh:path ex:p ; sh:lessThan ex:q", "ex:a ex:p [] ."),
    "nor is it compared with": ("sh:path ex:p ; sh:lessThan ex:q", "ex:a ex:p 1 ; ex:q [] ."),
    "what is wrong becomes plain text, which is looked for": (
        "sh:not [ sh:path ex:p ; sh:hasValue 'x' ]",
        "ex:a ex:p 'x'^^xsd:integer .",
    ),
    "or listed": ("sh:not [ sh:path ex:p ; sh:in ( 'x' ) ]", "ex:a ex:p 'x'^^xsd:integer ."),
    "or equal": ("sh:path ex:p ; sh:disjoint ex:q", "ex:a ex:p 'x'^^xsd:integer ; ex:q 'x' ."),
    "or counted once": ("sh:path ex:p ; sh:minCount 2", "ex:a ex:p 'x'^^xsd:integer , 'x' ."),
    "or counted once, at most": (
        "sh:not [ sh:path ex:p ; sh:maxCount 1 ]",
        "ex:a ex:p 'x'^^xsd:integer , 'x' .",
    ),
    "two directions are one": ("sh:path ex:p ; sh:minCount 2", "ex:a ex:p 'x'@en--ltr , 'x'@en ."),
    "a language twice": ("sh:path ex:p ; sh:uniqueLang true", "ex:a ex:p 'x'@en , 'y'@en ."),
    "no string has a language": ("sh:path ex:p ; sh:datatype xsd:string", "ex:a ex:p 'x'@en ."),
    "escapes are one character": ("sh:path ex:p ; sh:maxLength 1", "ex:a ex:p '\\n' ."),
    "or not two": ("sh:path ex:p ; sh:minLength 2", "ex:a ex:p '\\n' ."),
    "spaces of tokens are none": ("sh:path ex:p ; sh:minLength 3", "ex:a ex:p ' x '^^xsd:token ."),
    "one triple in two graphs is one": ("sh:path ex:p ; sh:maxCount 1", "ex:a ex:p 1 , 1 ."),
    "a leap day": ("sh:path ex:p ; sh:datatype xsd:dateTime", "ex:a ex:p " + LEAP + " ."),
    "and none": ("sh:path ex:p ; sh:datatype xsd:dateTime", "ex:a ex:p " + NO_LEAP + " ."),
    "a name is no time": ("sh:path ex:p ; sh:minInclusive " + LEAP, "ex:a ex:p ex:b ."),
    "a node that says nothing": ("sh:path ex:p ; sh:minCount 1", ""),
    "the way back from a text": ("sh:path ( ex:p [ sh:inversePath ex:p ] ) ; sh:maxCount 1",
                                 "ex:a ex:p 'x'^^xsd:integer . ex:b ex:p 'x' ."),
    "round and round": ("sh:path [ sh:oneOrMorePath ex:p ] ; sh:maxCount 1",
                        "ex:a ex:p ex:b . ex:b ex:p ex:a ."),
    "shapes that lead to themselves": ("sh:node ex:S0", "ex:a ex:p ex:a ."),
    "no shape at all": ("sh:node ex:Nothing", "ex:a ex:p ex:a ."),
    "exactly one, and two are": ("sh:xone ( [ sh:class ex:C ] [ sh:nodeKind sh:IRI ] )",
                                 "ex:a a ex:C ."),
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
def test_at_the_edges_the_same_is_found(edge: str) -> None:
    constraint, data_text = EDGES[edge]
    data = turtle(data_text)
    data += [
        Quad(q.subject, q.predicate, q.object, NamedNode("https://example.org/g")) for q in data
    ]
    by = turtle(f"ex:S0 sh:targetNode ex:a ; sh:message 'no' ; {constraint} .")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert slow(data, by) == fast(data, by)


@pytest.mark.parametrize("length", [1, 7, 8, 9, 13, 14, 15, 16, 40])
def test_a_long_way_from_shape_to_shape_is_pyshacls_to_refuse(length: int) -> None:
    """Whether a shape can be compiled does not hang on which shapes were compiled before."""
    steps = [f"ex:S{n} a sh:NodeShape ; sh:node ex:S{n + 1} ." for n in range(length)]
    steps.append(f"ex:S{length} a sh:NodeShape ; sh:class ex:C .")
    by = turtle("\n".join([*steps, "ex:S0 sh:targetNode ex:a ."]))
    for data_text in ("ex:a a ex:C .", "ex:a a ex:D ."):
        data = turtle(data_text)
        assert slow(data, by) == fast(data, by)
    downwards = [f"<https://example.org/S{n}>" for n in range(length + 1)]
    for order in (downwards, downwards[::-1]):
        assert is_compiled(by, order) is (length < 8)


def is_compiled(by: Sequence[Quad], order: Sequence[str]) -> bool:
    """Return whether the first shape can be compiled, the shapes being tried in this order."""
    compiler = Compiler(Shapes(by))
    for shape in order:
        with suppress(Unread):
            compiler.rule(shape)
    try:
        return bool(compiler.rule("<https://example.org/S0>"))
    except Unread:
        return False


@settings(max_examples=300)
@given(shapes_graphs(), data_graphs)
def test_any_shapes_find_what_pyshacl_finds(shapes_text: str, data_text: str) -> None:
    assert_equal(shapes_text, data_text)


@pytest.mark.soak
@settings(max_examples=10_000)
@given(shapes_graphs(), data_graphs)
def test_any_of_ten_thousand_shapes_find_what_pyshacl_finds(
    shapes_text: str, data_text: str
) -> None:
    assert_equal(shapes_text, data_text)
