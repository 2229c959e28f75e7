"""Every shape has a valid and an invalid example, and the invalid one breaks that shape only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from claimline import packaged, shapes, terms
from claimline.errors import InputError
from claimline.shapes import Finding

EXAMPLES = Path(__file__).parent / "data" / "shapes"
NAMES = shapes.shape_names()
TYPE = NamedNode(terms.RDF + "type")
HEADER = """
    @prefix cl: <https://w3id.org/claimline/ontology#> .
    @prefix ex: <https://example.org/> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def example(name: str, verdict: str) -> list[Quad]:
    return list(parse(path=str(EXAMPLES / f"{name}.{verdict}.ttl")))


def turtle(text: str) -> list[Quad]:
    return list(parse(HEADER + text, format=RdfFormat.TURTLE))


@cache
def shipped() -> list[Quad]:
    """Return the shapes as they stand in the files."""
    files = packaged.names("ontology", ".ttl", "shapes")
    texts = [packaged.text("ontology", "shapes", name) for name in files if name != "ontology.ttl"]
    return [quad for text in texts for quad in parse(text, format=RdfFormat.TURTLE)]


def objects(subject: object, predicate: str) -> list[object]:
    wanted = NamedNode(shapes.SH + predicate)
    return [q.object for q in shipped() if q.subject == subject and q.predicate == wanted]


def subjects(predicate: str, value: object) -> list[object]:
    wanted = NamedNode(shapes.SH + predicate)
    return [q.subject for q in shipped() if q.object == value and q.predicate == wanted]


def local_names(found: Iterable[Finding]) -> set[str]:
    return {finding.shape for finding in found}


def test_each_shape_has_its_two_examples_and_there_are_no_strays() -> None:
    expected = {f"{name}.{verdict}.ttl" for name in NAMES for verdict in ("valid", "invalid")}
    assert expected == {path.name for path in EXAMPLES.iterdir()}


@pytest.mark.parametrize("name", NAMES)
def test_the_valid_example_has_a_node_to_judge_and_nothing_wrong(name: str) -> None:
    shape = NamedNode(terms.SHAPES + name)
    nodes = [shape, *subjects("property", shape)]
    targets = {target for node in nodes for target in objects(node, "targetClass")}
    data = example(name, "valid")
    assert targets & {quad.object for quad in data if quad.predicate == TYPE}
    assert shapes.findings(data) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_invalid_example_breaks_its_shape_and_no_other(name: str) -> None:
    found = shapes.findings(example(name, "invalid"))
    assert {name} == local_names(found)


def test_every_shape_a_finding_may_name_has_a_sentence_and_a_severity() -> None:
    for name in NAMES:
        shape = NamedNode(terms.SHAPES + name)
        (message,) = objects(shape, "message")
        (severity,) = objects(shape, "severity")
        assert isinstance(message, Literal)
        assert message.value[0].isupper()
        assert message.value.endswith("."), name
        assert isinstance(severity, NamedNode)
        assert severity.value.removeprefix(shapes.SH).lower() in shapes.SEVERITIES


def test_no_property_shape_is_blank() -> None:
    path = NamedNode(shapes.SH + "path")
    assert {NamedNode} == {type(quad.subject) for quad in shipped() if quad.predicate == path}


def test_the_shapes_conform_to_the_shapes_of_shacl() -> None:
    from pyshacl.entrypoints import meta_validate  # noqa: PLC0415 (slow to import)
    from rdflib import Graph  # noqa: PLC0415

    graph = Graph()
    for name in packaged.names("ontology", ".ttl", "shapes"):
        graph.parse(data=packaged.text("ontology", "shapes", name), format="turtle")
    # SHACL's own shapes for paths within lists lead deeper than pySHACL goes by itself.
    conforms, _, text = meta_validate(graph, inference="none", max_validation_depth=40)
    assert conforms, text


def test_the_shapes_hold_no_sparql() -> None:
    assert not [quad for quad in shipped() if quad.predicate.value == shapes.SH + "sparql"]


def test_each_vocabulary_has_its_concept_shape() -> None:
    lists = {name.removesuffix(".ttl") for name in packaged.names("ontology", ".ttl", "vocabulary")}
    asked = {
        str(value.value).removeprefix(terms.VOCABULARY)
        for name in lists
        for value in objects(NamedNode(f"{terms.SHAPES}in-{name}"), "hasValue")
        if isinstance(value, NamedNode)
    }
    assert lists == asked


def test_findings_are_the_same_however_the_shapes_are_laid_out() -> None:
    """Extra shapes are compiled together with the shipped ones."""
    data = [quad for name in NAMES for quad in example(name, "invalid")]
    nothing = turtle("ex:Nothing a sh:NodeShape ; sh:targetClass ex:Nothing .")
    found = shapes.findings(data)
    assert found == shapes.findings(data, extra=nothing)
    assert found == shapes.findings(reversed(data))
    assert found == sorted(found, key=lambda f: shapes.SEVERITIES.index(f.severity))


def test_a_finding_reads_as_a_line() -> None:
    (finding,) = shapes.findings(example("measure-is-not-negative", "invalid"))
    assert str(finding) == (
        "violation: https://w3id.org/claimline/id/measure/area: "
        "An amount of people, places or things cannot be negative; correct the figure. "
        "((cl:minimum|cl:best|cl:maximum) -3.0) [measure-is-not-negative]"
    )


def test_paths_are_written_as_sparql_writes_them() -> None:
    (finding,) = shapes.findings(example("claim-is-reported", "invalid"))
    assert finding.path == "^cl:reportOf"
    extra = turtle("""
        ex:Far a sh:NodeShape ; sh:targetClass cl:Event ; sh:property ex:far .
        ex:far a sh:PropertyShape ; sh:minCount 1 ; sh:message "Too near." ; sh:path (
            ex:a [ sh:zeroOrMorePath ex:b ]
            [ sh:oneOrMorePath ( ex:c ex:d ) ] [ sh:zeroOrOnePath ex:e ]
        ) .
    """)
    (finding,) = shapes.findings(example("event-has-type", "valid"), extra=extra)
    there = "https://example.org/"
    assert finding.path == f"(<{there}a>/<{there}b>*/(<{there}c>/<{there}d>)+/<{there}e>?)"
    assert (finding.shape, finding.message) == ("far", "Too near.")


def test_a_concept_somebody_adds_to_a_list_is_taken() -> None:
    data = example("proposition-framing-from-list", "valid")
    data += turtle(
        "ex:siege <http://www.w3.org/2004/02/skos/core#inScheme> "
        "<https://w3id.org/claimline/vocabulary/framing> ."
    )
    data += [
        Quad(q.subject, NamedNode(terms.CL + "framing"), NamedNode("https://example.org/siege"))
        for q in data
        if q.predicate == TYPE
    ]
    assert shapes.findings(data) == []


def test_graphs_are_judged_as_one() -> None:
    here, there = NamedNode("https://example.org/1"), NamedNode("https://example.org/2")
    split = [
        Quad(quad.subject, quad.predicate, quad.object, here if number % 2 else there)
        for number, quad in enumerate(example("thing-has-identifier", "invalid"))
    ]
    assert {"thing-has-identifier"} == local_names(shapes.findings(split))


def test_a_text_that_is_not_of_its_datatype_is_a_finding(caplog: pytest.LogCaptureFixture) -> None:
    data = turtle("""
        ex:m a cl:Measure ; cl:earliestAsOf "2022-13-01T00:00:00Z"^^xsd:dateTime ;
            cl:latestAsOf "2022-09-10T00:00:00Z"^^xsd:dateTime .
    """)
    found = shapes.findings(data)
    assert {"as-of-earliest-in-utc", "as-of-bounds-in-order"} <= local_names(found)
    assert caplog.records == []


def test_a_severity_of_ones_own_weighs_as_a_violation() -> None:
    extra = turtle("""
        ex:Named a sh:NodeShape ; sh:targetClass cl:Event ; sh:property ex:named .
        ex:named a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:severity ex:Fatal .
    """)
    (finding,) = shapes.findings(example("event-has-type", "valid"), extra=extra)
    assert (finding.severity, finding.shape) == ("violation", "named")


def test_shapes_with_words_of_their_own_are_left_to_pyshacl() -> None:
    extra = turtle("""
        ex:Short a sh:NodeShape ; sh:targetClass cl:Event ; sh:message "Too long a name." ;
            sh:severity sh:Info ; sh:sparql [
                sh:select "SELECT $this WHERE { $this ?p ?o FILTER (STRLEN(STR($this)) > 3) }"
            ] .
    """)
    data = example("event-has-type", "invalid")
    wrong, (long,) = shapes.findings(data), shapes.findings(data, extra=extra)[-1:]
    assert shapes.findings(data, extra=extra) == [*wrong, long]
    assert (long.shape, long.severity, long.message) == ("Short", "info", "Too long a name.")


def test_a_triple_about_a_triple_is_an_error_message() -> None:
    node = NamedNode("https://example.org/x")
    with pytest.raises(InputError, match="a triple about a triple"):
        shapes.findings([Quad(node, node, Triple(node, node, node))])


def test_shapes_that_are_no_shacl_are_an_error_message() -> None:
    extra = turtle(
        "ex:S a sh:NodeShape ; sh:targetClass cl:Event ; sh:property [ sh:minCount 1 ] ."
    )
    with pytest.raises(InputError, match="not a well-formed SHACL PropertyShape"):
        shapes.findings(example("event-has-type", "valid"), extra=extra)


def content(*, about: str = "izium-control-2022") -> list[Quad]:
    """Return a proposition with a measure, both named by their hashes."""

    def named(kind: str, pairs: list[tuple[NamedNode, NamedNode | Literal]]) -> list[Quad]:
        nameless = [Quad(NamedNode("https://example.org/x"), p, o) for p, o in pairs]
        node = terms.mint(
            kind, terms.digest((str(quad.predicate), str(quad.object)) for quad in nameless)
        )
        return [Quad(node, quad.predicate, quad.object) for quad in nameless]

    measure = named("measure", [(TYPE, terms.cl("Measure")), (terms.cl("best"), Literal(2000))])
    (node, *_), *_ = measure
    assert isinstance(node, NamedNode)
    return [
        *measure,
        *named(
            "proposition",
            [
                (TYPE, terms.cl("Proposition")),
                (terms.cl("about"), terms.mint("event", about)),
                (terms.cl("measure"), node),
            ],
        ),
    ]


def test_content_under_its_own_hash_is_not_tampered_with() -> None:
    assert shapes.tampered([*content(), *content(about="balakliia-control-2022")]) == []


def test_a_triple_added_in_another_graph_is_tampering() -> None:
    data = content()
    node = data[-1].subject
    added = Quad(
        node, terms.cl("place"), terms.mint("place", "izium"), terms.graph("place", "izium")
    )
    (finding,) = shapes.tampered([*data, added])
    assert (finding.severity, finding.shape) == ("violation", "content-hash")
    assert isinstance(node, NamedNode)
    assert finding.focus == node.value
    assert len(finding.value) == 64


def test_a_figure_that_was_changed_is_tampering() -> None:
    data = [
        Quad(quad.subject, quad.predicate, Literal(6000)) if quad.object == Literal(2000) else quad
        for quad in content()
    ]
    (finding,) = shapes.tampered(data)
    assert "/measure/" in finding.focus
