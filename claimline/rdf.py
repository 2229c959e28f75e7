"""Model values to statements: one pure function a class, and RDF begins here.

Why a Proposition is a node and not a named graph or a triple term: a triple about a
proposition is true of the proposition, so nothing anyone claims is asserted by the graph,
on any store, whether its default graph is a union or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

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
from claimline.pairs import IDENTIFIER, LABEL
from claimline.statements import About, Pair, Statements, grouped, literal
from claimline.statements import triples as as_triples
from claimline.terms import listed, minted, ours

_TYPE, _LANGUAGE = str(terms.TYPE), str(terms.LANGUAGE)
_DERIVED_FROM, _REVISION_OF = str(terms.DERIVED_FROM), str(terms.REVISION_OF)
_PUBLISHER, _TITLE, _RIGHTS, _DESCRIPTION, _CONFORMS_TO = (
    f"<{terms.DCTERMS}{name}>"
    for name in ("publisher", "title", "rights", "description", "conformsTo")
)
_URL, _COUNTRY, _LATITUDE, _LONGITUDE = (
    f"<{terms.SCHEMA}{name}>" for name in ("url", "addressCountry", "latitude", "longitude")
)


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
    """Return the quads of a value, all in the graph of its record."""
    return iter(Statements(graph_of(value, base), described(value, base)))


def triples(value: Value, base: str = terms.BASE) -> Iterator[Triple]:
    """Return the triples of a value, its propositions, reports and evidence included."""
    return as_triples(described(value, base))


def described(value: Value, base: str = terms.BASE) -> Iterator[About]:
    """Yield what a value says: of itself, of its propositions, reports and evidence."""
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


def _document(value: Document, base: str) -> Iterator[About]:
    said: list[Pair] = [
        (_TYPE, ours("Document")),
        (IDENTIFIER, literal(value.id)),
        (ours("documentKind"), listed("document-kind", value.kind)),
        (_PUBLISHER, minted("actor", value.publisher, base=base)),
        *pairs.text(_TITLE, value.title),
        *pairs.iri(_URL, value.url),
        *pairs.iri(ours("archivedAt"), value.archive),
        *pairs.text(_LANGUAGE, value.language),
        *pairs.instant("published", value.published),
        *pairs.instant("withdrawn", value.withdrawn),
        *pairs.text(ours("textSha256"), value.sha256),
        *pairs.integer(ours("textLength"), value.length),
        *pairs.text(_RIGHTS, value.rights),
        *pairs.text(ours("extractedBy"), value.extracted_by),
    ]
    if value.copy_of:
        said.append((ours("copyOf"), minted("document", value.copy_of, base=base)))
    if value.revision_of:
        said.append((_REVISION_OF, minted("document", value.revision_of, base=base)))
    return _about(minted("document", value.id, base=base), said)


def _claim(value: Claim, base: str) -> Iterator[About]:
    node = claim_iri(value.key, base)
    if isinstance(value.asserts, Proposition):
        asserted, content = _proposition(value.asserts, base)
        yield from content
    else:
        asserted = minted("proposition", value.asserts, base=base)
    said: list[Pair] = [
        (_TYPE, ours("Claim")),
        (IDENTIFIER, literal(value.id)),
        (ours("claimant"), actor_iri(value.claimant, base)),
        (ours("asserts"), asserted),
        (ours("polarity"), listed("polarity", value.polarity)),
        (ours("modality"), listed("modality", value.modality)),
        (ours("inRecord"), minted("document", value.document, base=base)),
        (ours("summary"), literal(value.summary)),
        *pairs.instant("said", value.said),
        *((_DERIVED_FROM, claim_iri(key, base)) for key in value.derived_from),
        *((ours("restates"), claim_iri(key, base)) for key in value.restates),
        *((_REVISION_OF, claim_iri(key, base)) for key in value.revises),
        *pairs.of_list(ours("reliability"), "reliability", value.reliability),
        *pairs.of_list(ours("credibility"), "credibility", value.credibility),
        *pairs.text(_LANGUAGE, value.language),
        *pairs.text(ours("timeZone"), value.timezone),
    ]
    yield from _about(node, said)
    for report in value.reports:
        yield from _report(value, report, base)


def claim_iri(key: ClaimKey, base: str = terms.BASE) -> str:
    """Return the IRI of the claim of a key, as a text."""
    return minted("claim", key.document, key.id, base=base)


def actor_iri(key: str, base: str = terms.BASE) -> str:
    """Return the IRI of an actor, as a text; hearsay's is an individual of the ontology."""
    return ours("unattributed") if key == UNATTRIBUTED else minted("actor", key, base=base)


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


def _report(claim: Claim, value: Report, base: str) -> Iterator[About]:
    key = (claim.document, claim.id)
    told = [minted("report", *key, other, base=base) for other in value.of]
    said: list[Pair] = [
        (_TYPE, ours("Report")),
        (LABEL, literal(chain(claim, value))),
        (ours("reporter"), actor_iri(value.reporter, base)),
        (ours("speechMode"), listed("speech-mode", value.speech)),
        *((ours("reportOf"), node) for node in told or [claim_iri(claim.key, base)]),
        *pairs.instant("published", value.published),
        *pairs.instant("withdrawn", value.withdrawn),
        *pairs.of_list(ours("readsWithModality"), "modality", value.modality),
        *((ours("distancesItselfFrom"), listed("framing", word)) for word in value.distances),
        *pairs.integer(ours("extractionConfidence"), value.confidence),
    ]
    if value.document:
        said.append((ours("inDocument"), minted("document", value.document, base=base)))
    if value.reading:
        reading, content = _proposition(value.reading, base)
        yield from content
        said.append((ours("readsAs"), reading))
    for number, evidence in enumerate(value.evidence, 1):
        node = minted("evidence", *key, value.id, str(number), base=base)
        yield from _evidence(node, evidence, base)
        said.append((ours("evidence"), node))
    yield from _about(minted("report", *key, value.id, base=base), said)


def _evidence(node: str, value: Evidence, base: str) -> Iterator[About]:
    selectors: list[tuple[str, list[Pair]]] = []
    if value.start is not None and value.end is not None:
        position: list[Pair] = [
            (_TYPE, f"<{terms.OA}TextPositionSelector>"),
            (f"<{terms.OA}start>", pairs.whole(value.start)),
            (f"<{terms.OA}end>", pairs.whole(value.end)),
        ]
        selectors.append((_below(node, "position"), position))
    if value.quote is not None:
        quotation: list[Pair] = [
            (_TYPE, f"<{terms.OA}TextQuoteSelector>"),
            (f"<{terms.OA}exact>", literal(value.quote)),
        ]
        selectors.append((_below(node, "quote"), quotation))
    if value.fragment is not None:
        fragment: list[Pair] = [
            (_TYPE, f"<{terms.OA}FragmentSelector>"),
            (f"<{terms.RDF}value>", literal(value.fragment)),
            (_CONFORMS_TO, "<http://www.w3.org/TR/media-frags/>"),
        ]
        selectors.append((_below(node, "fragment"), fragment))
    said: list[Pair] = [
        (_TYPE, f"<{terms.OA}SpecificResource>"),
        (f"<{terms.OA}hasSource>", minted("document", value.document, base=base)),
        *((f"<{terms.OA}hasSelector>", selector) for selector, _ in selectors),
    ]
    yield from _about(node, said)
    for selector, content in selectors:
        yield from _about(selector, content)


def digest_of(value: Proposition, base: str = terms.BASE) -> str:
    """Return the content hash that names a proposition: 64 hex digits."""
    node, _ = _proposition(value, base)
    return node[1:-1].rpartition("/")[2]


Content = tuple[str, tuple[About, ...]]
"""A node that is named by what it says, as a text; what is said of it and of its parts."""


def content(value: Proposition | Measure, base: str = terms.BASE) -> Content:
    """Return the node that is named by what it says, with all of that and of its parts."""
    return _measure(value, base) if isinstance(value, Measure) else _proposition(value, base)


@lru_cache(maxsize=4096)
def _proposition(value: Proposition, base: str) -> Content:
    measures = [_measure(measure, base) for measure in value.measures]
    purposes = [_proposition(purpose, base) for purpose in value.purposes]
    causes = [_proposition(cause, base) for cause in value.causes]
    said: list[Pair] = [
        (_TYPE, ours("Proposition")),
        (ours("about"), minted("event", value.event, base=base)),
        (ours("eventType"), listed("event-type", value.type)),
        *((ours("place"), minted("place", key, base=base)) for key in value.places),
        *((ours("destination"), minted("place", key, base=base)) for key in value.destinations),
        *((ours("actor"), actor_iri(key, base)) for key in value.actors),
        *((ours("target"), actor_iri(key, base)) for key in value.targets),
        *pairs.interval(value.time),
        *((ours("framing"), listed("framing", key)) for key in value.framings),
        *pairs.text(_DESCRIPTION, value.description),
        *((ours("measure"), node) for node, _ in measures),
        *((ours("purpose"), node) for node, _ in purposes),
        *((ours("cause"), node) for node, _ in causes),
    ]
    if value.controller:
        said.append((ours("controller"), actor_iri(value.controller, base)))
    if duration := value.duration:
        said += [
            (ours("durationMinDays"), pairs.whole(duration.min_days)),
            (ours("durationMaxDays"), pairs.whole(duration.max_days)),
            (ours("durationPhrase"), literal(duration.phrase)),
            (ours("durationConvention"), listed("duration-convention", duration.convention)),
            (ours("durationSoFar"), pairs.truth(duration.so_far)),
        ]
    parts = [about for _, content in (*measures, *purposes, *causes) for about in content]
    return _named_by_content("proposition", said, parts, base)


def _measure(value: Measure, base: str) -> Content:
    said: list[Pair] = [
        (_TYPE, ours("Measure")),
        (ours("measureKind"), listed("measure-kind", value.kind)),
        (ours("unit"), f"<{terms.QUDT_UNIT}{terms.UNITS[value.unit]}>"),
        (ours("hedge"), listed("hedge", value.hedge)),
        *pairs.decimal(ours("minimum"), value.minimum),
        *pairs.decimal(ours("best"), value.best),
        *pairs.decimal(ours("maximum"), value.maximum),
        *pairs.instant("baseline", value.baseline),
        *pairs.instant("asOf", value.as_of),
    ]
    if value.scope:
        said.append((ours("scope"), minted("place", value.scope, base=base)))
    if value.party:
        said.append((ours("party"), actor_iri(value.party, base)))
    return _named_by_content("measure", said, [], base)


def _named_by_content(kind: str, said: list[Pair], parts: list[About], base: str) -> Content:
    """Return a node named by the hash of what is said of it, with that and its parts."""
    node = minted(kind, terms.digest(said), base=base)
    return node, ((node, grouped(said)), *parts)


def _place(value: Place, base: str) -> Iterator[About]:
    node = minted("place", value.id, base=base)
    said: list[Pair] = [
        (_TYPE, ours("Place")),
        (ours("placeKind"), listed("place-kind", value.kind)),
        *pairs.named(
            value.id,
            value.labels,
            (*value.spellings, *filter(None, (value.geonames, value.wikidata))),
        ),
        *pairs.labelled(value.labels, value.spellings),
        *pairs.text(_COUNTRY, value.country),
        *pairs.text(ours("noIdentifierReason"), value.no_identifier),
        *((ours("partOf"), minted("place", key, base=base)) for key in value.part_of),
        *pairs.wikidata(value.wikidata),
    ]
    if value.geonames:
        said.append(pairs.matched(f"https://sws.geonames.org/{value.geonames}/"))
    if value.latitude is not None and value.longitude is not None:
        geometry = _below(node, "geometry")
        said.append((f"<{terms.GEO}hasGeometry>", geometry))
        yield from _geometry(geometry, value.latitude, value.longitude, value.precision)
    yield from _about(node, said)


def _geometry(
    node: str, latitude: Decimal, longitude: Decimal, precision: str | None
) -> Iterator[About]:
    point = f"POINT({pairs.number(longitude)} {pairs.number(latitude)})"
    return _about(
        node,
        [
            (_TYPE, f"<{terms.GEO}Geometry>"),
            (f"<{terms.GEO}asWKT>", pairs.typed(point, terms.GEO + "wktLiteral")),
            *pairs.decimal(_LATITUDE, latitude),
            *pairs.decimal(_LONGITUDE, longitude),
            *pairs.of_list(ours("placePrecision"), "place-precision", precision),
        ],
    )


def _actor(value: Actor, base: str) -> Iterator[About]:
    said: list[Pair] = [
        (_TYPE, ours("Actor")),
        (ours("actorKind"), listed("actor-kind", value.kind)),
        *pairs.named(value.id, value.labels, (*value.spellings, *filter(None, (value.wikidata,)))),
        *pairs.labelled(value.labels, value.spellings),
        *((ours("onBehalfOf"), actor_iri(key, base)) for key in value.on_behalf_of),
        *pairs.of_list(ours("side"), "side", value.side),
        *pairs.wikidata(value.wikidata),
    ]
    return _about(minted("actor", value.id, base=base), said)


def _event(value: Event, base: str) -> Iterator[About]:
    said: list[Pair] = [
        (_TYPE, ours("Event")),
        (ours("eventType"), listed("event-type", value.type)),
        *pairs.named(value.id, value.labels, ()),
        *pairs.labelled(value.labels, ()),
    ]
    return _about(minted("event", value.id, base=base), said)


def _about(node: str, said: Iterable[Pair]) -> Iterator[About]:
    yield node, grouped(said)


def _below(node: str, name: str) -> str:
    """Return the IRI of a part of a thing."""
    return f"{node[:-1]}/{name}>"
