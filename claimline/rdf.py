"""Model values to quads: one pure function a class, and RDF begins here.

Why a Proposition is a node and not a named graph or a triple term: a triple about a
proposition is true of the proposition, so nothing anyone claims is asserted by the graph,
on any store, whether its default graph is a union or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from claimline import packaged, pairs, terms
from claimline.model import (
    UNATTRIBUTED,
    Actor,
    Claim,
    ClaimKey,
    Document,
    Event,
    Evidence,
    Measure,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.pairs import Pair
from claimline.terms import cl, concept, mint


@cache
def shipped() -> dict[NamedNode, list[Quad]]:
    """Return the graphs of the ontology and its vocabularies, which every store carries."""
    files: dict[str, tuple[str, ...]] = {terms.ONTOLOGY: ("conflict-events.ttl",)}
    for name in packaged.names("ontology", ".ttl", "vocabulary"):
        files[terms.VOCABULARY + name.removesuffix(".ttl")] = ("vocabulary", name)
    return {
        NamedNode(iri): _parsed(NamedNode(iri), packaged.text("ontology", *path))
        for iri, path in files.items()
    }


def _parsed(graph: NamedNode, text: str) -> list[Quad]:
    return [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in parse(text, format=RdfFormat.TURTLE)
    ]


def graph_of(value: Value, base: str = terms.BASE) -> NamedNode:
    """Return the IRI of the named graph a value belongs to: its record's, or its own."""
    match value:
        case Document():
            return terms.graph("document", value.record, base)
        case Claim():
            return terms.graph("document", value.document, base)
        case Event(record=str() as record):
            return terms.graph("document", record, base)
        case Place() | Actor() | Event():
            return terms.graph(type(value).__name__.lower(), value.id, base)


def quads(value: Value, base: str = terms.BASE) -> Iterator[Quad]:
    """Yield the quads of a value, all in the graph of its record."""
    graph = graph_of(value, base)
    for subject, predicate, term in triples(value, base):
        yield Quad(subject, predicate, term, graph)


def triples(value: Value, base: str = terms.BASE) -> Iterator[Triple]:
    """Yield the triples of a value, its propositions, reports and evidence included."""
    match value:
        case Document():
            return _document(value, base)
        case Claim():
            return _claim(value, base)
        case Place():
            return _place(value, base)
        case Actor():
            return _actor(value, base)
        case Event():
            return _event(value, base)


def _document(value: Document, base: str) -> Iterator[Triple]:
    said: list[Pair] = [
        (terms.TYPE, cl("Document")),
        (terms.IDENTIFIER, Literal(value.id)),
        (cl("documentKind"), concept("document-kind", value.kind)),
        (NamedNode(terms.DCTERMS + "publisher"), mint("actor", value.publisher, base=base)),
        *pairs.text(NamedNode(terms.DCTERMS + "title"), value.title),
        *pairs.iri(NamedNode(terms.SCHEMA + "url"), value.url),
        *pairs.iri(cl("archivedAt"), value.archive),
        *pairs.text(terms.LANGUAGE, value.language),
        *pairs.instant("published", value.published),
        *pairs.instant("withdrawn", value.withdrawn),
        *pairs.text(cl("textSha256"), value.sha256),
        *pairs.integer(cl("textLength"), value.length),
        *pairs.text(NamedNode(terms.DCTERMS + "rights"), value.rights),
        *pairs.text(cl("extractedBy"), value.extracted_by),
    ]
    if value.copy_of:
        said.append((cl("copyOf"), mint("document", value.copy_of, base=base)))
    if value.revision_of:
        said.append((terms.REVISION_OF, mint("document", value.revision_of, base=base)))
    return _about(mint("document", value.id, base=base), said)


def _claim(value: Claim, base: str) -> Iterator[Triple]:
    node = claim_iri(value.key, base)
    if isinstance(value.asserts, Proposition):
        asserted, content = _proposition(value.asserts, base)
        yield from content
    else:
        asserted = mint("proposition", value.asserts, base=base)
    said: list[Pair] = [
        (terms.TYPE, cl("Claim")),
        (terms.IDENTIFIER, Literal(value.id)),
        (cl("claimant"), actor_iri(value.claimant, base)),
        (cl("asserts"), asserted),
        (cl("polarity"), concept("polarity", value.polarity)),
        (cl("modality"), concept("modality", value.modality)),
        (cl("inRecord"), mint("document", value.document, base=base)),
        (cl("summary"), Literal(value.summary)),
        *pairs.instant("said", value.said),
        *((terms.DERIVED_FROM, claim_iri(key, base)) for key in value.derived_from),
        *((cl("restates"), claim_iri(key, base)) for key in value.restates),
        *((terms.REVISION_OF, claim_iri(key, base)) for key in value.revises),
        *pairs.of_list(cl("reliability"), "reliability", value.reliability),
        *pairs.of_list(cl("credibility"), "credibility", value.credibility),
        *pairs.text(terms.LANGUAGE, value.language),
        *pairs.text(cl("timeZone"), value.timezone),
    ]
    yield from _about(node, said)
    for report in value.reports:
        yield from _report(value, report, base)


def claim_iri(key: ClaimKey, base: str = terms.BASE) -> NamedNode:
    """Return the IRI of the claim of a key."""
    return mint("claim", key.document, key.id, base=base)


def actor_iri(key: str, base: str = terms.BASE) -> NamedNode:
    """Return the IRI of an actor; hearsay's claimant is an individual of the ontology."""
    return cl("unattributed") if key == UNATTRIBUTED else mint("actor", key, base=base)


def chain(claim: Claim, report: Report) -> str:
    """Return the attribution chain that ends in a report, by the actors' keys.

    A hop that passes on several reports shows them in brackets, divided by bars.
    """
    by_id = {other.id: other for other in claim.reports}
    before = [chain(claim, by_id[key]) for key in report.of]
    if not before:
        own_voice = claim.claimant == report.reporter
        return report.reporter if own_voice else f"{claim.claimant} → {report.reporter}"
    told = before[0] if len(before) == 1 else f"({' | '.join(before)})"
    return f"{told} → {report.reporter}"


def _report(claim: Claim, value: Report, base: str) -> Iterator[Triple]:
    key = (claim.document, claim.id)
    told = [mint("report", *key, other, base=base) for other in value.of]
    said: list[Pair] = [
        (terms.TYPE, cl("Report")),
        (terms.LABEL, Literal(chain(claim, value))),
        (cl("reporter"), actor_iri(value.reporter, base)),
        (cl("speechMode"), concept("speech-mode", value.speech)),
        *((cl("reportOf"), node) for node in told or [claim_iri(claim.key, base)]),
        *pairs.instant("published", value.published),
        *pairs.instant("withdrawn", value.withdrawn),
        *pairs.of_list(cl("readsWithModality"), "modality", value.modality),
        *((cl("distancesItselfFrom"), concept("framing", word)) for word in value.distances),
        *pairs.integer(cl("extractionConfidence"), value.confidence),
    ]
    if value.document:
        said.append((cl("inDocument"), mint("document", value.document, base=base)))
    if value.reading:
        reading, content = _proposition(value.reading, base)
        yield from content
        said.append((cl("readsAs"), reading))
    for number, evidence in enumerate(value.evidence, 1):
        node = mint("evidence", *key, value.id, str(number), base=base)
        yield from _evidence(node, evidence, base)
        said.append((cl("evidence"), node))
    yield from _about(mint("report", *key, value.id, base=base), said)


def _evidence(node: NamedNode, value: Evidence, base: str) -> Iterator[Triple]:
    selectors: list[tuple[NamedNode, list[Pair]]] = []
    if value.start is not None and value.end is not None:
        position: list[Pair] = [
            (terms.TYPE, NamedNode(terms.OA + "TextPositionSelector")),
            (NamedNode(terms.OA + "start"), Literal(value.start)),
            (NamedNode(terms.OA + "end"), Literal(value.end)),
        ]
        selectors.append((NamedNode(node.value + "/position"), position))
    if value.quote is not None:
        quotation: list[Pair] = [
            (terms.TYPE, NamedNode(terms.OA + "TextQuoteSelector")),
            (NamedNode(terms.OA + "exact"), Literal(value.quote)),
        ]
        selectors.append((NamedNode(node.value + "/quote"), quotation))
    if value.fragment is not None:
        fragment: list[Pair] = [
            (terms.TYPE, NamedNode(terms.OA + "FragmentSelector")),
            (NamedNode(terms.RDF + "value"), Literal(value.fragment)),
            (
                NamedNode(terms.DCTERMS + "conformsTo"),
                NamedNode("http://www.w3.org/TR/media-frags/"),
            ),
        ]
        selectors.append((NamedNode(node.value + "/fragment"), fragment))
    said: list[Pair] = [
        (terms.TYPE, NamedNode(terms.OA + "SpecificResource")),
        (NamedNode(terms.OA + "hasSource"), mint("document", value.document, base=base)),
        *((NamedNode(terms.OA + "hasSelector"), selector) for selector, _ in selectors),
    ]
    yield from _about(node, said)
    for selector, content in selectors:
        yield from _about(selector, content)


def digest_of(value: Proposition, base: str = terms.BASE) -> str:
    """Return the content hash that names a proposition: 64 hex digits."""
    node, _ = _proposition(value, base)
    return node.value.rpartition("/")[2]


def content(
    value: Proposition | Measure, base: str = terms.BASE
) -> tuple[NamedNode, tuple[Triple, ...]]:
    """Return the node that is named by what it says, with its triples and those of its parts."""
    return _measure(value, base) if isinstance(value, Measure) else _proposition(value, base)


@lru_cache(maxsize=4096)
def _proposition(value: Proposition, base: str) -> tuple[NamedNode, tuple[Triple, ...]]:
    measures = [_measure(measure, base) for measure in value.measures]
    purposes = [_proposition(purpose, base) for purpose in value.purposes]
    causes = [_proposition(cause, base) for cause in value.causes]
    said: list[Pair] = [
        (terms.TYPE, cl("Proposition")),
        (cl("about"), mint("event", value.event, base=base)),
        (cl("eventType"), concept("event-type", value.type)),
        *((cl("place"), mint("place", key, base=base)) for key in value.places),
        *((cl("destination"), mint("place", key, base=base)) for key in value.destinations),
        *((cl("actor"), actor_iri(key, base)) for key in value.actors),
        *((cl("target"), actor_iri(key, base)) for key in value.targets),
        *pairs.interval(value.time),
        *((cl("framing"), concept("framing", key)) for key in value.framings),
        *pairs.text(NamedNode(terms.DCTERMS + "description"), value.description),
        *((cl("measure"), node) for node, _ in measures),
        *((cl("purpose"), node) for node, _ in purposes),
        *((cl("cause"), node) for node, _ in causes),
    ]
    if value.controller:
        said.append((cl("controller"), actor_iri(value.controller, base)))
    if duration := value.duration:
        said += [
            (cl("durationMinDays"), Literal(duration.min_days)),
            (cl("durationMaxDays"), Literal(duration.max_days)),
            (cl("durationPhrase"), Literal(duration.phrase)),
            (cl("durationConvention"), concept("duration-convention", duration.convention)),
            (cl("durationSoFar"), Literal(duration.so_far)),
        ]
    parts = [triple for _, content in (*measures, *purposes, *causes) for triple in content]
    return _named_by_content("proposition", said, parts, base)


def _measure(value: Measure, base: str) -> tuple[NamedNode, tuple[Triple, ...]]:
    said: list[Pair] = [
        (terms.TYPE, cl("Measure")),
        (cl("measureKind"), concept("measure-kind", value.kind)),
        (cl("unit"), NamedNode(terms.QUDT_UNIT + terms.UNITS[value.unit])),
        (cl("hedge"), concept("hedge", value.hedge)),
        *pairs.decimal(cl("minimum"), value.minimum),
        *pairs.decimal(cl("best"), value.best),
        *pairs.decimal(cl("maximum"), value.maximum),
        *pairs.instant("baseline", value.baseline),
        *pairs.instant("asOf", value.as_of),
    ]
    if value.scope:
        said.append((cl("scope"), mint("place", value.scope, base=base)))
    if value.party:
        said.append((cl("party"), actor_iri(value.party, base)))
    return _named_by_content("measure", said, [], base)


def _named_by_content(
    kind: str, said: list[Pair], parts: list[Triple], base: str
) -> tuple[NamedNode, tuple[Triple, ...]]:
    """Return a node named by the hash of its triples, with those triples and its parts'."""
    nameless = mint(kind, "", base=base)
    node = mint(kind, terms.digest(_about(nameless, said)), base=base)
    return node, (*_about(node, said), *parts)


def _place(value: Place, base: str) -> Iterator[Triple]:
    node = mint("place", value.id, base=base)
    said: list[Pair] = [
        (terms.TYPE, cl("Place")),
        (cl("placeKind"), concept("place-kind", value.kind)),
        *pairs.named(
            value.id,
            value.labels,
            (*value.spellings, *filter(None, (value.geonames, value.wikidata))),
        ),
        *pairs.labelled(value.labels, value.spellings),
        *pairs.text(NamedNode(terms.SCHEMA + "addressCountry"), value.country),
        *pairs.text(cl("noIdentifierReason"), value.no_identifier),
        *((cl("partOf"), mint("place", key, base=base)) for key in value.part_of),
        *pairs.wikidata(value.wikidata),
    ]
    if value.geonames:
        said.append((terms.EXACT_MATCH, NamedNode(f"https://sws.geonames.org/{value.geonames}/")))
    if value.latitude is not None and value.longitude is not None:
        geometry = NamedNode(node.value + "/geometry")
        said.append((NamedNode(terms.GEO + "hasGeometry"), geometry))
        yield from _geometry(geometry, value.latitude, value.longitude, value.precision)
    yield from _about(node, said)


def _geometry(
    node: NamedNode, latitude: Decimal, longitude: Decimal, precision: str | None
) -> Iterator[Triple]:
    point = f"POINT({pairs.number(longitude)} {pairs.number(latitude)})"
    return _about(
        node,
        [
            (terms.TYPE, NamedNode(terms.GEO + "Geometry")),
            (NamedNode(terms.GEO + "asWKT"), Literal(point, datatype=terms.WKT)),
            *pairs.decimal(NamedNode(terms.SCHEMA + "latitude"), latitude),
            *pairs.decimal(NamedNode(terms.SCHEMA + "longitude"), longitude),
            *pairs.of_list(cl("placePrecision"), "place-precision", precision),
        ],
    )


def _actor(value: Actor, base: str) -> Iterator[Triple]:
    said: list[Pair] = [
        (terms.TYPE, cl("Actor")),
        (cl("actorKind"), concept("actor-kind", value.kind)),
        *pairs.named(value.id, value.labels, (*value.spellings, *filter(None, (value.wikidata,)))),
        *pairs.labelled(value.labels, value.spellings),
        *((cl("onBehalfOf"), actor_iri(key, base)) for key in value.on_behalf_of),
        *pairs.of_list(cl("side"), "side", value.side),
        *pairs.wikidata(value.wikidata),
    ]
    return _about(mint("actor", value.id, base=base), said)


def _event(value: Event, base: str) -> Iterator[Triple]:
    said: list[Pair] = [
        (terms.TYPE, cl("Event")),
        (cl("eventType"), concept("event-type", value.type)),
        *pairs.named(value.id, value.labels, ()),
        *pairs.labelled(value.labels, ()),
    ]
    return _about(mint("event", value.id, base=base), said)


def _about(node: NamedNode, said: Iterable[Pair]) -> Iterator[Triple]:
    return (Triple(node, predicate, term) for predicate, term in said)
