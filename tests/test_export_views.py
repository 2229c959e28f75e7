"""Exports in the terms of other models: what they say, what they must not say, and that the
queries which make them give the same on two engines."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from nanopub.nanopub import Nanopub
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from claimline import catalogue, export, load, packaged, terms
from claimline.errors import BadParameter, UnknownName
from claimline.export import Chosen, selected
from claimline.files import Files
from claimline.find import find
from claimline.store import Store, dump
from claimline.terms import BASE, CL, RDF, SEM, VOID

# rdflib's own parsers of graphs, and nanopub, use what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

REVIEWS = Path(__file__).parent / "data" / "loaders" / "claimreview" / "reviews.json"
QUERIES = {query.name: query for query in catalogue.exports()}
OF_RDF_12 = {"rdf12"}
EMPTY = selected(Store.memory(), as_of="1999")


@pytest.fixture(scope="module")
def sample(izium: Path) -> Store:
    return Store.open(izium)


@pytest.fixture(scope="module")
def reviews() -> Store:
    store = Store.memory()
    load.run(load.get("claimreview"), Files([REVIEWS]), store, options={})
    return store


def text(name: str, chosen: Chosen, **told: str) -> bytes:
    exporter = export.get(name)
    options = {option.name: option.default for option in exporter.OPTIONS} | told
    [file] = exporter.files(chosen, options)
    return b"".join(file.content)


def quads(name: str, chosen: Chosen, **told: str) -> list[Quad]:
    return [*parse(text(name, chosen, **told), RdfFormat.TRIG)]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_exports_says_what_it_makes(name: str) -> None:
    query = QUERIES[name]
    assert query.title
    assert query.help.endswith(".")
    assert all(parameter.help.endswith(".") for parameter in query.parameters)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z]+)*", name)
    assert "CONSTRUCT" in query.text or "ORDER BY" in query.text
    assert catalogue.export(name) == query


def test_an_unknown_query_of_exports_is_an_error() -> None:
    with pytest.raises(UnknownName, match="no query is called 'sm'; did you mean sem"):
        catalogue.export("sm")


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - OF_RDF_12))
@pytest.mark.parametrize("which", ["sample", "reviews"])
def test_both_engines_make_the_same(
    name: str, which: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    store: Store = request.getfixturevalue(which)
    lines = {f"{quad.triple} .\n" for quad in parse("".join(dump(store)), RdfFormat.N_QUADS)}
    graph = rdflib.Graph().parse(data="".join(lines), format="nt")
    ours, theirs = store.answer(QUERIES[name].text), graph.query(QUERIES[name].text)
    if isinstance(ours, tuple):
        assert theirs.graph is not None
        written = theirs.graph.serialize(format="nt", encoding="utf-8")
        assert {quad.triple for quad in parse(written, RdfFormat.N_TRIPLES)} == {*ours}
        return
    rows = store.select(QUERIES[name].text).plain()
    assert [{str(k): str(v) for k, v in row.items()} for row in theirs.bindings] == rows


ASSERTED = {SEM + name for name in ("hasPlace", "hasActor", "hasTime", "eventType")}


def test_no_event_stands_outside_an_account(sample: Store) -> None:
    found = quads("sem", Chosen(sample, "All."))
    outside = {q.predicate.value for q in found if isinstance(q.graph_name, DefaultGraph)}
    said = {SEM + "accordingTo", terms.LABEL.value, terms.DESCRIPTION.value, terms.TYPE.value}
    assert outside == said
    assert {q.predicate.value for q in found} > ASSERTED


def test_each_claimant_has_an_account_of_its_own(sample: Store) -> None:
    found = quads("sem", Chosen(sample))
    whose = {(q.subject, q.object) for q in found if q.predicate == NamedNode(SEM + "accordingTo")}
    claimants = {quad.object for quad in sample.quads() if quad.predicate.value == CL + "claimant"}
    assert {claimant for _, claimant in whose} == claimants
    assert len({account for account, _ in whose}) == len(claimants)
    events = {q.graph_name for q in found if q.predicate.value in ASSERTED}
    assert events <= {account for account, _ in whose}


def told_by(store: Store, claimants: set[str]) -> set[tuple[str, str]]:
    """Return the event and place of each proposition that claimants put forward as so."""
    by: dict[str, dict[str, set[str]]] = {}
    for quad in store.quads():
        subject = by.setdefault(str(quad.subject), {})
        subject.setdefault(quad.predicate.value, set()).add(str(quad.object).strip("<>"))
    mood = {terms.VOCABULARY + f"modality/{it}" for it in ("announced-intent", "directive")}
    mood.add(terms.VOCABULARY + "modality/hypothetical")
    found = set()
    for about in by.values():
        affirmed = terms.VOCABULARY + "polarity/affirmed" in about.get(CL + "polarity", ())
        if affirmed and about[CL + "claimant"] <= claimants and not about[CL + "modality"] & mood:
            content = by[f"<{about[CL + 'asserts'].pop()}>"]
            [event] = content[CL + "about"]
            found |= {(event, place) for place in content.get(CL + "place", ())}
    return found


@pytest.mark.parametrize("actor", ["russian-mod", "isw", "konashenkov", "unattributed"])
def test_an_account_has_what_its_claimant_affirms_and_nothing_else(
    actor: str, sample: Store
) -> None:
    found = quads("sem", Chosen(sample), view=f"claimant:{actor}")
    places = {
        (str(q.subject).strip("<>"), str(q.object).strip("<>"))
        for q in found
        if q.predicate.value == SEM + "hasPlace"
    }
    iri = CL + actor if actor == "unattributed" else f"{BASE}actor/{actor}"
    assert places == told_by(sample, {iri})
    assert places


def test_what_somebody_denies_is_no_event_of_theirs(sample: Store) -> None:
    said: dict[str, set[tuple[str, str]]] = {"affirmed": set(), "denied": set(), "neither": set()}
    kind = (terms.TYPE, terms.cl("Claim"))
    for claim in {q.subject for q in sample.quads() if (q.predicate, q.object) == kind}:
        assert isinstance(claim, NamedNode)
        about = {q.predicate.value: str(q.object).strip("<>") for q in sample.about([claim])}
        polarity = about[CL + "polarity"].rpartition("/")[2]
        said[polarity].add((about[CL + "claimant"], about[CL + "asserts"]))
    only_denied = said["denied"] - said["affirmed"]
    assert only_denied
    for claimant, content in only_denied:
        told = text("sem", Chosen(sample), view=f"claimant:{claimant}").decode()
        assert f"{content}/time" not in told


def test_the_bounds_of_a_reading_stay_together(sample: Store) -> None:
    found = quads("sem", Chosen(sample))
    bounds = Counter(
        (q.graph_name, q.subject, q.predicate) for q in found if q.predicate.value.endswith("Stamp")
    )
    assert {*bounds.values()} == {1}
    assert len({predicate for _, _, predicate in bounds}) == 4


def test_an_account_of_a_side_is_that_of_its_claimants_together(sample: Store) -> None:
    found = quads("sem", Chosen(sample), view="side:russian")
    [name] = {q.graph_name for q in found} - {DefaultGraph()}
    assert name == terms.mint("graph", "view", "side", "russian")
    claimants = {q.object for q in found if q.predicate.value == SEM + "accordingTo"}
    names = {str(claimant).strip("<>").rpartition("/")[2] for claimant in claimants}
    assert {"russian-mod", "ganchev", "kadyrov"} <= names
    assert {"zelenskyj", "isw", "ritzau"} & names == set()


@pytest.mark.parametrize(
    ("view", "error"),
    [
        ("russia", BadParameter),
        ("all:russia", BadParameter),
        ("claimant:nobody-known", UnknownName),
        ("side:martian", UnknownName),
    ],
)
def test_a_view_that_is_none_is_an_error(view: str, error: type[Exception], sample: Store) -> None:
    with pytest.raises(error):
        text("sem", Chosen(sample), view=view)


def nanopubs(chosen: Chosen, **told: str) -> dict[str, rdflib.ConjunctiveGraph]:
    """Return each nanopublication of an export by the key of its claim."""
    found: dict[str, list[Quad]] = {}
    for quad in quads("nanopub", chosen, **told):
        assert isinstance(quad.graph_name, NamedNode)
        found.setdefault(quad.graph_name.value.rpartition("/nanopub#")[0], []).append(quad)
    graphs = {}
    for claim, own in found.items():
        graphs[claim.removeprefix(f"{BASE}claim/")] = graph = rdflib.ConjunctiveGraph()
        graph.parse(data="".join(f"{quad} .\n" for quad in own), format="nquads")
    return graphs


def test_each_claim_is_a_valid_nanopublication(sample: Store) -> None:
    found = nanopubs(Chosen(sample))
    assert len(found) == 229
    for claim in sorted(found)[::10]:
        graph = found[claim]
        made = Nanopub(rdf=graph)
        assert made.is_valid
        assert made.metadata.signature is None


def test_a_nanopublication_asserts_that_somebody_claims_and_not_that_it_is_so(
    sample: Store,
) -> None:
    made = Nanopub(rdf=nanopubs(Chosen(sample))["ritzau-2022-09-10/area-2000"])
    claim = rdflib.URIRef(BASE + "claim/ritzau-2022-09-10/area-2000")
    [claimant] = made.assertion.objects(claim, rdflib.URIRef(CL + "claimant"))
    assert str(claimant) == BASE + "actor/zelenskyj"
    kinds = {str(kind) for kind in made.assertion.objects(None, rdflib.RDF.type)}
    assert kinds == {CL + "Claim", CL + "Proposition", CL + "Measure"}
    primary = rdflib.URIRef(terms.PROV + "hadPrimarySource")
    [document] = made.provenance.objects(made.assertion.identifier, primary)
    assert str(document) == BASE + "document/ritzau-2022-09-10"
    assert (None, rdflib.URIRef(terms.OA + "start"), None) in made.provenance


def test_who_publishes_nanopublications_says_so(sample: Store) -> None:
    chosen = selected(sample, as_of="2022-04-02")
    orcid, licence = "https://orcid.org/0000-0002-1825-0097", "https://spdx.org/licenses/CC0-1.0"
    told = {"creator": orcid, "created": "2024-05-01T10:00:00Z", "licence": licence}
    for graph in nanopubs(chosen, **told).values():
        made = Nanopub(rdf=graph)
        assert made.is_valid
        [node] = graph.subjects(
            rdflib.RDF.type, rdflib.URIRef("http://www.nanopub.org/nschema#Nanopublication")
        )
        said = {str(p).rpartition("/")[2]: str(o) for p, o in made.pubinfo.predicate_objects(node)}
        assert said["creator"] == orcid
        assert said["license"] == licence
        assert said["created"].startswith("2024-05-01T10:00:00")
    with pytest.raises(BadParameter, match="is not an IRI"):
        text("nanopub", chosen, creator="me")


def of_schema_org(name: str, chosen: Chosen) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(text(name, chosen))["@graph"]
    return found


def test_schema_org_has_a_claim_for_each_claim_and_no_made_up_review(sample: Store) -> None:
    found = of_schema_org("schema-org", Chosen(sample))
    assert Counter(str(node["@type"]) for node in found) == {"Claim": 229}
    [claim] = [it for it in found if str(it["@id"]).endswith("/ritzau-2022-09-10/area-2000")]
    assert claim["author"] == {
        "@id": BASE + "actor/zelenskyj",
        "@type": "Person",
        "name": "Volodymyr Zelenskyy",
    }


def test_what_is_written_as_json_ld_is_what_the_query_makes(sample: Store) -> None:
    written = json.loads(text("schema-org", Chosen(sample)))
    assert written["@context"] == "https://schema.org"
    written["@context"] = {"@vocab": terms.SCHEMA}
    read = {quad.triple for quad in parse(json.dumps(written), RdfFormat.JSON_LD)}
    assert read == {*sample_made(sample)}


def sample_made(store: Store) -> tuple[Triple, ...]:
    made = store.answer(catalogue.export("schema-org").text)
    assert isinstance(made, tuple)
    return made


def test_reviews_are_written_so_that_they_load_again(reviews: Store, tmp_path: Path) -> None:
    found = of_schema_org("schema-org", Chosen(reviews))
    assert Counter(str(node["@type"]) for node in found) == {"ClaimReview": 5}
    path = tmp_path / "reviews.jsonld"
    path.write_bytes(text("schema-org", Chosen(reviews)))
    again = Store.memory()
    tally = load.run(load.get("claimreview"), Files([path]), again, options={})
    assert (tally.taken, tally.refused) == (5, 0)
    assert claims_and_contents(again) == claims_and_contents(reviews)


def claims_and_contents(store: Store) -> set[tuple[str, str, str]]:
    kept = {CL + name for name in ("asserts", "claimant", "polarity", "said", "exact")}
    return {
        (str(q.subject), q.predicate.value, str(q.object))
        for q in store.quads()
        if q.predicate.value in kept
    }


def test_triple_terms_stand_beside_all_that_is_said(sample: Store) -> None:
    chosen = selected(sample, place=find(sample, "place", "Izium"))
    found = quads("rdf12", chosen)
    reified = [quad for quad in found if quad.predicate.value == RDF + "reifies"]
    assert {*found} - {*reified} == {*chosen.quads()}
    inner = [quad.object for quad in reified]
    assert all(isinstance(term, Triple) for term in inner)
    asserted = {quad.triple for quad in found}
    assert [term for term in inner if term in asserted] == []
    control = NamedNode(BASE + "event/izium-control-2022")
    holder = Triple(control, NamedNode(SEM + "hasActor"), NamedNode(BASE + "actor/russian-forces"))
    assert holder in inner


def graph_of_void(chosen: Chosen) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text("void", chosen), format="turtle")


def test_the_counts_are_those_of_the_graph(sample: Store) -> None:
    chosen = selected(sample, place=find(sample, "place", "Izium"))
    triples = {quad.triple for quad in chosen.quads()}
    void = rdflib.Namespace(VOID)
    graph = graph_of_void(chosen)
    whole = rdflib.URIRef(terms.export().value)
    said = {str(p).removeprefix(VOID): o for p, o in graph.predicate_objects(whole)}
    assert int(str(said["triples"])) == len(triples)
    assert int(str(said["distinctSubjects"])) == len({t.subject for t in triples})
    assert int(str(said["distinctObjects"])) == len({t.object for t in triples})
    kinds = {t.object: 0 for t in triples if t.predicate == terms.TYPE}
    for triple in triples:
        if triple.predicate == terms.TYPE:
            kinds[triple.object] += 1
    parts = {
        NamedNode(str(graph.value(part, void["class"]))): graph.value(part, void.entities)
        for part in graph.objects(whole, void.classPartition)
    }
    assert {kind: int(str(count)) for kind, count in parts.items()} == kinds
    by_property = [
        int(str(graph.value(part, void.triples)))
        for part in graph.objects(whole, void.propertyPartition)
    ]
    assert sum(by_property) == len(triples)


def test_each_record_is_a_data_set_with_its_publisher_and_its_rights(sample: Store) -> None:
    graph = graph_of_void(Chosen(sample))
    records = {g for g in sample.graphs() if g.value.startswith(f"{BASE}graph/document/")}
    dcat, dcterms = rdflib.Namespace(terms.DCAT), rdflib.Namespace(terms.DCTERMS)
    whole = rdflib.URIRef(terms.export().value)
    listed = {NamedNode(str(node)) for node in graph.objects(whole, dcat.dataset)}
    assert listed == records
    for record in records:
        node = rdflib.URIRef(record.value)
        assert (node, dcterms.publisher, None) in graph
        assert (node, dcterms.title, None) in graph
        assert int(str(graph.value(node, rdflib.URIRef(VOID + "triples")))) == len(
            [*sample.quads(record)]
        )
    odbl = rdflib.URIRef("https://opendatacommons.org/licenses/odbl/1-0/")
    viina = rdflib.URIRef(f"{BASE}graph/document/viina-1")
    assert graph.value(viina, dcterms.license) == odbl
    ritzau = rdflib.URIRef(f"{BASE}graph/document/ritzau-2022-09-10")
    assert graph.value(ritzau, dcterms.license) is None
    rights = graph.value(ritzau, dcterms.rights)
    assert str(graph.value(rights, rdflib.RDFS.label)) == "Text copyright Ritzau; not stored here"


@pytest.mark.parametrize("name", ["nanopub", "sem", "schema-org", "rdf12", "void"])
def test_nothing_chosen_is_a_file_that_says_so(name: str) -> None:
    content = text(name, EMPTY)
    if name == "schema-org":
        assert json.loads(content)["@graph"] == []
        return
    said = [*parse(content, RdfFormat.TRIG)]
    words = {q.object for q in said if q.predicate == terms.DESCRIPTION}
    told = Literal("Claims as certainly public by 1999.", language="en")
    assert words == (set() if name == "nanopub" else {told})


def test_hostile_words_survive_in_other_models() -> None:
    words = '</script> """ \\ \u202e \' \n\r\t {{x}} <!-- ]]>'
    store = Store.memory()
    files = Files([packaged.folder("samples", "izium")])
    load.run(load.get("records"), files, store, options={})
    claim = NamedNode(find(store, "claim", "ritzau-2022-09-10/area-2000").iri)
    graph = terms.graph("document", "ritzau-2022-09-10")
    old = {quad for quad in store.about([claim]) if quad.predicate == terms.cl("summary")}
    new = {Quad(claim, terms.cl("summary"), Literal(words), graph)}
    store.replace({graph: ({*store.quads(graph)} - old) | new})
    assert words in {node["abstract"] for node in of_schema_org("schema-org", Chosen(store))}
    for name in ("nanopub", "rdf12"):
        assert Literal(words) in {quad.object for quad in quads(name, Chosen(store))}
