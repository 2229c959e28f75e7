"""The JSON-LD context: it knows every term, and compact documents lose nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS

from claimline.terms import CL, EDTF, VOCABULARY, XSD

FOLDER = Path(__file__).parent.parent / "ontology"

TYPES = {EDTF: "edtf:EDTF"}
TYPES |= {XSD + name: f"xsd:{name}" for name in ("boolean", "dateTime", "decimal", "integer")}


@pytest.fixture(scope="module")
def context() -> dict[str, str | dict[str, str]]:
    loaded: dict[str, dict[str, str | dict[str, str]]]
    loaded = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    return loaded["@context"]


def test_the_context_names_every_term_with_the_type_of_its_values(
    context: dict[str, str | dict[str, str]],
) -> None:
    ours = Graph().parse(FOLDER / "conflict-events.ttl")
    expected: dict[str, str | dict[str, str]] = {}
    for name in (str(iri).removeprefix(CL) for iri in ours.subjects(RDF.type, OWL.Class)):
        expected[name] = f"cl:{name}"
    for name in (str(iri).removeprefix(CL) for iri in ours.subjects(RDF.type, OWL.ObjectProperty)):
        expected[name] = {"@id": f"cl:{name}", "@type": "@id"}
    for term in ours.subjects(RDF.type, OWL.DatatypeProperty):
        name, datatype = str(term).removeprefix(CL), str(ours.value(term, RDFS.range))
        typed = {"@id": f"cl:{name}", "@type": TYPES.get(datatype, "")}
        expected[name] = f"cl:{name}" if datatype == XSD + "string" else typed
    assert {name: context.get(name) for name in expected} == expected


def test_compact_json_ld_gives_the_same_graph_back(
    context: dict[str, str | dict[str, str]],
) -> None:
    graph = Graph().parse(
        data=f"""
        @prefix cl: <{CL}> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
        @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @base <https://w3id.org/claimline/id/> .

        <claim/d/c> a cl:Claim ; dcterms:identifier "c" ; cl:claimant cl:unattributed ;
            cl:polarity <{VOCABULARY}polarity/affirmed> ; cl:asserts <proposition/p> ;
            cl:said "2022-09-10"^^edtf:EDTF ; cl:latestSaid "2022-09-11T00:00:00Z"^^xsd:dateTime .
        <proposition/p> a cl:Proposition ; cl:place <place/izium> , <place/balakliia> ;
            cl:durationMinDays 137 ; cl:durationSoFar true ; cl:measure <measure/m> .
        <measure/m> a cl:Measure ; cl:best 2000.5 .
        <place/izium> a cl:Place ; rdfs:label "Izium"@en , "Ізюм"@uk ; cl:nameKey "izium" .
        <report/d/c/1> a cl:Report ; rdfs:label "cnn → ritzau" ; cl:evidence <evidence/1> .
        <evidence/1> a oa:SpecificResource ; oa:hasSelector <evidence/1/position> .
        <evidence/1/position> a oa:TextPositionSelector ; oa:start 0 ; oa:end 145 .
        """
    )
    text = graph.serialize(format="json-ld", context=context)
    by_id = {node["id"]: node for node in json.loads(text)["@graph"]}
    assert by_id["https://w3id.org/claimline/id/claim/d/c"]["said"] == "2022-09-10"
    assert by_id["https://w3id.org/claimline/id/place/izium"]["labels"]["uk"] == "Ізюм"
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)
