"""The ontology as a code base: it parses, it is tidy, it holds together, and data uses it."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Triple
from pyshacl import validate
from rdflib import Graph, URIRef, namespace
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from claimline import history, rdf, terms
from claimline.changes import Change
from claimline.model import (
    UNATTRIBUTED,
    Actor,
    Claim,
    ClaimKey,
    Document,
    Duration,
    Event,
    Evidence,
    Instant,
    Interval,
    Measure,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.terms import CL, ONTOLOGY, SHAPES, VOCABULARY
from claimline.views import judgements
from claimline.views.judgements import Judgement

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "ontology"
FILES = sorted(FOLDER.rglob("*.ttl"))
ONTOLOGY_FILE = FOLDER / "conflict-events.ttl"
VOCABULARY_FILES = sorted((FOLDER / "vocabulary").glob("*.ttl"))
ALIGNMENT_FILES = sorted((FOLDER / "alignments").glob("*.ttl"))
DATA_FILES = [ONTOLOGY_FILE, *VOCABULARY_FILES, *ALIGNMENT_FILES]

SH = "http://www.w3.org/ns/shacl#"
MATCHES = [SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch]
FOREIGN = [namespace.GEO, namespace.PROV, namespace.SDO, namespace.TIME]
"""Neighbours all of whose terms rdflib knows."""


def graph_of(*paths: Path) -> Graph:
    """Return the triples of Turtle files in one graph."""
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def iris(graph: Graph, start: str) -> set[str]:
    """Return every IRI in a graph that starts so."""
    terms = (term for triple in graph for term in triple if isinstance(term, URIRef))
    return {str(term) for term in terms if term.startswith(start)}


@pytest.fixture(scope="module")
def ours() -> Graph:
    return graph_of(ONTOLOGY_FILE, *VOCABULARY_FILES)


@pytest.fixture(scope="module")
def defined() -> set[str]:
    """The IRIs that some file of the ontology says something about."""
    return {str(subject) for subject in graph_of(*FILES).subjects()}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return graph_of(FOLDER / "shapes" / "ontology.ttl")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_parsers_read_the_same_number_of_triples(path: Path) -> None:
    assert len(graph_of(path)) == len(set(pyoxigraph.parse(path=path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_tidy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prefixes = re.findall(r"^@prefix ([\w-]*): ", text, re.MULTILINE)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("@prefix"))
    unused = [p for p in prefixes if not re.search(rf"(?<![\w-]){p}:\w", body)]
    assert prefixes == sorted(prefixes)
    assert unused == []
    assert [line for line in text.splitlines() if line != line.rstrip() or "\t" in line] == []
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.stem)
def test_there_are_no_blank_nodes(path: Path) -> None:
    terms = {term for quad in pyoxigraph.parse(path=path) for term in quad.triple}
    assert [term for term in terms if isinstance(term, pyoxigraph.BlankNode)] == []


def test_the_ontology_and_its_vocabularies_conform_to_their_shapes(
    ours: Graph, shapes: Graph
) -> None:
    conforms, _, text = validate(ours, shacl_graph=shapes)
    assert conforms, text


def test_the_version_is_the_package_s(ours: Graph) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    ontology = URIRef(ONTOLOGY)
    assert str(ours.value(ontology, OWL.versionInfo)) == version
    assert str(ours.value(ontology, OWL.versionIRI)) == f"{ONTOLOGY}/{version}"


MOMENT = Instant(datetime(2022, 9, 10, tzinfo=UTC), datetime(2022, 9, 11, tzinfo=UTC), "2022-09-10")
READING = Proposition(event="e", type="flight", framings=("flight",))
FULL: list[Value] = [
    Document(
        id="d",
        record="d",
        publisher="p",
        archive="https://example.org/",
        published=MOMENT,
        withdrawn=MOMENT,
        sha256="0" * 64,
        length=1,
        copy_of="c",
        extracted_by="x",
    ),
    Claim(
        document="d",
        id="c",
        claimant=UNATTRIBUTED,
        summary="s",
        said=MOMENT,
        timezone="Europe/Kyiv",
        restates=(ClaimKey("d", "b"),),
        reliability="b",
        credibility="2",
        reports=(
            Report(
                id="1",
                reporter="p",
                speech="direct",
                document="d",
                evidence=(Evidence(document="d"),),
                reading=READING,
                modality="hedged",
                distances=("liberation",),
                confidence=80,
            ),
        ),
        asserts=Proposition(
            event="e",
            type="control",
            places=("k",),
            destinations=("k",),
            actors=("a",),
            targets=("a",),
            controller="a",
            time=Interval(MOMENT, MOMENT, "2022-09-10/2022-09-10"),
            duration=Duration(137, 184, "five months", "half-unit"),
            purposes=(READING,),
            causes=(READING,),
            measures=(
                Measure(
                    kind="area",
                    unit="km2",
                    hedge="exact",
                    minimum=Decimal(1),
                    best=Decimal(1),
                    maximum=Decimal(1),
                    baseline=MOMENT,
                    as_of=MOMENT,
                    scope="k",
                    party="a",
                ),
            ),
        ),
    ),
    Place(
        id="k",
        labels=(),
        kind="city",
        no_identifier="r",
        latitude=Decimal(1),
        longitude=Decimal(1),
        precision="exact",
        part_of=("k",),
    ),
    Actor(id="a", labels=(), kind="state", on_behalf_of=("a",), side="russian"),
    Event(id="e", type="control", labels=()),
]
"""Values that between them have every field that our own terms stand for."""

JUDGEMENT = Judgement(
    relation="concession",
    kind="concession",
    necessity="necessary",
    rule="adverse-to-own-side",
    claims=("https://example.org/a", "https://example.org/b"),
    note="n",
    overlap=(0, 1),
)


LOAD = history.Load(
    loader="records",
    version="0.1.0",
    begun=datetime(2024, 5, 1, tzinfo=UTC),
    ended=datetime(2024, 5, 1, tzinfo=UTC),
    counts={"Claim": 1},
    changes={terms.graph("document", "d"): Change(1, 0)},
)


def test_rdf_writes_every_term_and_no_other(ours: Graph) -> None:
    triples = {triple for value in FULL for triple in rdf.triples(value)}
    triples |= set(judgements.triples([JUDGEMENT]))
    triples |= {quad.triple for quad in history.quads(LOAD)}
    named = {term.value for triple in triples for term in triple if not isinstance(term, Triple)}
    written = {term for term in named if term.startswith(CL)}
    assert written | {CL + "incompatibleWith"} == iris(ours, CL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_term_of_ours_that_a_file_names_is_defined(path: Path, defined: set[str]) -> None:
    graph = graph_of(path)
    named = iris(graph, CL) | iris(graph, VOCABULARY) | iris(graph, SHAPES)
    assert sorted(named - defined) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "queries").rglob("*.rq")), ids=lambda path: path.stem
)
def test_every_term_of_ours_that_a_query_names_is_defined(path: Path, defined: set[str]) -> None:
    text = path.read_text(encoding="utf-8")
    terms = {CL + name for name in re.findall(r"\bcl:(\w+)", text)}
    # SPARQL writes the slash in a prefixed name as \/, or the whole IRI.
    concepts = {
        VOCABULARY + name.replace("\\", "")
        for name in re.findall(rf"(?:\bvoc:|<{VOCABULARY})([\w-]+\\?/[\w-]+)", text)
    }
    assert sorted((terms | concepts) - defined) == []


@pytest.mark.parametrize("path", VOCABULARY_FILES, ids=lambda path: path.stem)
def test_a_vocabulary_is_named_as_its_file_and_its_concepts_by_their_notations(
    path: Path,
) -> None:
    graph = graph_of(path)
    scheme = URIRef(VOCABULARY + path.stem)
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert str(concept) == f"{scheme}/{graph.value(concept, SKOS.notation)}"
        assert graph.value(concept, SKOS.inScheme) == scheme


@pytest.mark.parametrize("path", [*VOCABULARY_FILES, *ALIGNMENT_FILES], ids=lambda path: path.stem)
def test_broader_leads_to_a_top_concept_of_the_same_vocabulary(path: Path) -> None:
    graph = graph_of(path)
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        parents = graph.objects(concept, SKOS.broader)
        above = {up for parent in parents for up in graph.transitive_objects(parent, SKOS.broader)}
        assert concept not in above
        assert any(graph.value(each, SKOS.topConceptOf) for each in {concept, *above})


def test_every_event_type_is_a_state_or_a_happening(ours: Graph) -> None:
    scheme = URIRef(VOCABULARY + "event-type")
    tops = {str(top).rpartition("/")[2] for top in ours.objects(scheme, SKOS.hasTopConcept)}
    assert tops == {"state", "happening"}


def test_incompatible_concepts_are_of_one_vocabulary_and_neither_is_the_broader(
    ours: Graph,
) -> None:
    for one, other in ours.subject_objects(URIRef(CL + "incompatibleWith")):
        assert ours.value(one, SKOS.inScheme) == ours.value(other, SKOS.inScheme)
        assert other not in set(ours.transitive_objects(one, SKOS.broader))


def test_every_vocabulary_is_the_list_of_some_property_s_values(
    ours: Graph,
) -> None:
    pointed = set(ours.objects(None, RDFS.seeAlso))
    assert pointed == set(ours.subjects(RDF.type, SKOS.ConceptScheme))


@pytest.mark.parametrize("path", ALIGNMENT_FILES, ids=lambda path: path.stem)
def test_an_alignment_matches_things_that_there_are(path: Path, ours: Graph) -> None:
    graph = graph_of(path)
    codes = set(graph.subjects(RDF.type, SKOS.Concept))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert set(graph.subjects()) - codes - schemes - set(ours.subjects()) == set()
    for code in codes:
        (match,) = [event for how in MATCHES for event in graph.objects(code, how)]
        assert ours.value(match, SKOS.inScheme) == URIRef(VOCABULARY + "event-type")
    for known in FOREIGN:
        start = str(known)
        assert [t for t in iris(graph, start) if t.removeprefix(start) not in known] == []


@pytest.mark.parametrize("path", ALIGNMENT_FILES, ids=lambda path: path.stem)
def test_a_code_is_found_by_its_notation(path: Path) -> None:
    notations = [str(notation) for notation in graph_of(path).objects(None, SKOS.notation)]
    assert sorted(notations) == sorted(set(notations))


SOUND = f"""
@prefix cl: <{CL}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix voc: <{VOCABULARY}> .
@prefix : <{VOCABULARY}colour/> .

<{ONTOLOGY}> a owl:Ontology ; owl:versionInfo "1.2.3" ; owl:versionIRI <{ONTOLOGY}/1.2.3> ;
    dcterms:title "Colours"@en ; dcterms:description "Terms for colours."@en ;
    dcterms:license <https://example.org/licence> .

cl:hue a owl:DatatypeProperty ; rdfs:isDefinedBy <{ONTOLOGY}> ; rdfs:label "hue"@en ;
    rdfs:domain cl:Paint ; rdfs:range rdfs:Literal ; skos:definition "The hue is a name."@en .

voc:colour a skos:ConceptScheme ; skos:hasTopConcept :dark , :light ;
    dcterms:title "Colours"@en , "Farver"@da ; dcterms:description "What a thing looks like."@en .

:dark a skos:Concept ; skos:inScheme voc:colour ; rdfs:isDefinedBy voc:colour ;
    skos:notation "dark" ; skos:topConceptOf voc:colour ; skos:prefLabel "dark"@en , "mørk"@da ;
    skos:definition "It takes in light."@en ; cl:incompatibleWith :light .
:light a skos:Concept ; skos:inScheme voc:colour ; rdfs:isDefinedBy voc:colour ;
    skos:notation "light" ; skos:topConceptOf voc:colour ; skos:prefLabel "light"@en , "lys"@da ;
    skos:definition "It gives back light."@en ; cl:incompatibleWith :dark .
:black a skos:Concept ; skos:inScheme voc:colour ; rdfs:isDefinedBy voc:colour ;
    skos:notation "black" ; skos:broader :dark ; skos:prefLabel "black"@en , "sort"@da ;
    skos:definition "It takes in all light."@en .
"""

FAULTS = {
    "ontology-title": (
        '"Colours"@en ; dcterms:description "T',
        '"Colours" ; dcterms:description "T',
    ),
    "ontology-description": ("Terms for colours.", "terms for colours"),
    "ontology-licence": ("<https://example.org/licence>", '"free"'),
    "ontology-version": ('"1.2.3"', '"1.2"'),
    "ontology-version-iri": ("/1.2.3>", "/latest>"),
    "ontology-no-imports": ("a owl:Ontology ;", "a owl:Ontology ; owl:imports owl: ;"),
    "Term": ("cl:hue a", "<https://example.org/hue> a"),
    "term-label": ('rdfs:label "hue"@en', 'rdfs:label "farve"@da'),
    "term-definition": ('skos:definition "The hue is a name."', 'skos:definition "a name"'),
    "term-defined-by": (f"isDefinedBy <{ONTOLOGY}>", "isDefinedBy <https://example.org/>"),
    "property-domain": ("rdfs:domain cl:Paint", "rdfs:domain cl:Paint , cl:Light"),
    "datatype-range": ("rdfs:range rdfs:Literal ; ", ""),
    "scheme-title": ('"Colours"@en , "Farver"@da', '"Colours"@en'),
    "scheme-description": ("What a thing looks like.", "Looks"),
    "scheme-top": ("skos:hasTopConcept :dark , :light", "skos:hasTopConcept voc:colour"),
    "concept-english": ('"black"@en , ', ""),
    "concept-danish": (' , "sort"@da', ""),
    "concept-definition": ("It takes in all light.", "Black"),
    "concept-notation": ('"black" ;', '"Black" ;'),
    "concept-scheme": (
        ":black a skos:Concept ; skos:inScheme voc:colour ; rdfs:isDefinedBy voc:colour",
        ":black a skos:Concept ; skos:inScheme cl:hue ; rdfs:isDefinedBy cl:hue",
    ),
    "concept-defined-by": (
        ":black a skos:Concept ; skos:inScheme voc:colour ; rdfs:isDefinedBy voc:colour",
        f":black a skos:Concept ; skos:inScheme voc:colour ; rdfs:isDefinedBy <{ONTOLOGY}>",
    ),
    "concept-parent": (" skos:broader :dark ;", ""),
    "concept-broader": ("skos:broader :dark", "skos:broader :grey"),
    "concept-top": (":dark , :light ;", ":dark ;"),
    "concept-incompatible": (" ; cl:incompatibleWith :dark", ""),
}
"""For each shape an edit that makes the sound ontology break it."""


def broken(graph: Graph, shapes: Graph) -> set[str]:
    """Return the local names of the shapes that a graph breaks."""
    _, report, _ = validate(graph, shacl_graph=shapes)
    sources = report.objects(None, URIRef(SH + "sourceShape"))
    return {str(source).removeprefix(SHAPES) for source in sources}


def test_a_sound_ontology_breaks_no_shape(shapes: Graph) -> None:
    assert broken(Graph().parse(data=SOUND), shapes) == set()


@pytest.mark.parametrize("shape", FAULTS)
def test_a_fault_is_caught_by_its_shape(shape: str, shapes: Graph) -> None:
    before, after = FAULTS[shape]
    assert before in SOUND
    assert shape in broken(Graph().parse(data=SOUND.replace(before, after)), shapes)


def test_every_shape_has_a_fault_and_a_message_that_is_a_sentence(shapes: Graph) -> None:
    told = dict(shapes.subject_objects(URIRef(SH + "message")))
    properties = set(shapes.subjects(RDF.type, URIRef(SH + "PropertyShape")))
    assert properties <= set(told)
    assert {str(shape).removeprefix(SHAPES) for shape in told} == set(FAULTS)
    assert [
        message for message in map(str, told.values()) if not re.match(r"[A-Z].*\.$", message)
    ] == []
