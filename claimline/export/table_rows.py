"""The rows of the tables that claims come in, sorted by their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from claimline.answers import Plain, plain
from claimline.export.nodes import Content, Node, ids, last
from claimline.export.table_specs import TABLES, Cells, Table
from claimline.export.worded import worded
from claimline.when import utc

_CLASSES = {"evidence": "evidence"}
_GEONAMES, _WIKIDATA = "geonames.org/", "wikidata.org/"


class Keys:
    """All that is exported, and the short keys of its things."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._ids: dict[str, dict[str, str]] = {}

    def nodes(self, kind: str) -> Mapping[str, Node]:
        """Return the things of a kind by IRI."""
        found: Mapping[str, Node] = getattr(self.content, _CLASSES.get(kind, f"{kind}s"))
        return found

    def of(self, kind: str, iri: str | None) -> str | None:
        """Return the key of a thing of a kind; None where there is no such thing."""
        if kind not in self._ids:
            self._ids[kind] = ids(self.nodes(kind), kind)
        return self._ids[kind].get(iri or "")

    def rows(self, kind: str) -> Iterator[tuple[str, Node]]:
        """Yield the things of a kind, each with its key."""
        for iri, node in self.nodes(kind).items():
            yield self.of(kind, iri) or iri, node


Maker = Callable[[Keys], Iterator[Cells]]


def tables(content: Content) -> Iterator[tuple[Table, list[Cells]]]:
    """Yield each table with its rows."""
    keys = Keys(content)
    for table in TABLES:
        names = [column.name for column in table.columns]
        places = [names.index(name) for name in table.key]
        rows = set(_MAKERS[table.name](keys))
        yield table, sorted(rows, key=lambda row: [str(row[place]) for place in places])


def _actors(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("actor"):
        wikidata = identifier(node, _WIKIDATA)
        yield key, node.iri, node.label, node.key("actorKind"), node.key("side"), wikidata


def _places(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("place"):
        latitude, longitude, precision = position(keys.content, node)
        yield (
            *(key, node.iri, node.label, node.key("placeKind"), node.text("schema:addressCountry")),
            *(latitude, longitude, precision),
            *(identifier(node, _GEONAMES), identifier(node, _WIKIDATA)),
            node.text("noIdentifierReason"),
        )


def _events(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("event"):
        yield key, node.iri, node.label, node.key("eventType")


def _documents(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("document"):
        yield (
            *(key, node.iri, node.key("documentKind")),
            keys.of("actor", node.text("dcterms:publisher")),
            *map(node.text, ("dcterms:title", "schema:url", "archivedAt", "dcterms:language")),
            *_bounds(node, "published"),
            worded(node.instant("published"), keys.content.zones.get(node.iri)),
            *_bounds(node, "withdrawn"),
            keys.of("document", node.text("copyOf")),
            keys.of("document", node.text("prov:wasRevisionOf")),
            node.text("textSha256"),
            number(node, "textLength"),
            *map(node.text, ("dcterms:rights", "extractedBy")),
        )


def _measures(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("measure"):
        yield (
            *(key, node.iri, *map(node.key, ("measureKind", "unit", "hedge"))),
            *(number(node, name) for name in ("minimum", "best", "maximum")),
            *_bounds(node, "baseline"),
            *_bounds(node, "asOf"),
            keys.of("place", node.text("scope")),
            keys.of("actor", node.text("party")),
        )


def _propositions(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("proposition"):
        so_far = node.text("durationSoFar")
        yield (
            *(key, node.iri, keys.of("event", node.text("about")), node.key("eventType")),
            keys.of("actor", node.text("controller")),
            *map(node.text, ("dcterms:description", "time")),
            *_bounds(node, "begin"),
            *_bounds(node, "end"),
            *(worded(node.time, keys.content.zones.get(node.iri)), node.text("durationPhrase")),
            *(number(node, name) for name in ("durationMinDays", "durationMaxDays")),
            None if so_far is None else so_far in {"true", "1"},
        )


def _claims(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("claim"):
        zone = node.text("timeZone")
        proposition = keys.content.propositions.get(node.text("asserts") or "", Node(""))
        yield (
            *(key, node.iri),
            keys.of("document", node.text("inRecord")),
            keys.of("actor", node.text("claimant")),
            keys.of("proposition", node.text("asserts")),
            *(node.text("summary"), node.key("polarity"), node.key("modality")),
            *_bounds(node, "said"),
            *(worded(node.instant("said"), zone), worded(proposition.time, zone), zone),
            *map(node.key, ("reliability", "credibility")),
            node.text("dcterms:language"),
        )


def _reports(keys: Keys) -> Iterator[Cells]:
    zones = keys.content.zones
    for key, node in keys.rows("report"):
        yield (
            *(key, node.iri),
            keys.of("actor", node.text("reporter")),
            keys.of("document", node.text("inDocument")),
            *(node.text("rdfs:label"), node.key("speechMode"), node.key("readsWithModality")),
            keys.of("proposition", node.text("readsAs")),
            *_bounds(node, "published"),
            worded(node.instant("published"), zones.get(node.text("inDocument") or "")),
            *_bounds(node, "withdrawn"),
            number(node, "extractionConfidence"),
        )


def _evidence(keys: Keys) -> Iterator[Cells]:
    resting = {
        iri: report.iri
        for report in keys.content.reports.values()
        for iri in report.texts("evidence")
    }
    for key, node in keys.rows("evidence"):
        found = [keys.content.selectors.get(iri) for iri in node.texts("oa:hasSelector")]
        selectors = [one for one in found if one]

        def first(name: str, within: Iterable[Node] = tuple(selectors)) -> Plain:
            return next((number(one, name) for one in within if one.said.get(name)), None)

        yield (
            *(key, node.iri),
            keys.of("report", resting.get(node.iri)),
            keys.of("document", node.text("oa:hasSource")),
            *map(first, ("oa:start", "oa:end", "oa:exact", "rdf:value")),
        )


def _names(kind: str) -> Maker:
    """Return what makes rows of all names of the things of a kind."""

    def made(keys: Keys) -> Iterator[Cells]:
        for key, node in keys.rows(kind):
            for language, text in node.labels or [("", node.label)]:
                yield key, language or "und", text
            for text in node.texts("skos:altLabel"):
                yield key, "und", text

    return made


def _links(kind: str, other: str, *names: str, said: bool = False) -> Maker:
    """Return what makes rows of those things of another kind that things of a kind name.

    ``said``: the row also says by which property, in our words.
    """

    def made(keys: Keys) -> Iterator[Cells]:
        for key, node in keys.rows(kind):
            for name in names:
                for value in node.texts(name):
                    found = keys.of(other, value)
                    if found:
                        yield (key, _RELATIONS.get(name, name), found) if said else (key, found)

    return made


_RELATIONS = {"prov:wasDerivedFrom": "derived-from", "prov:wasRevisionOf": "revises"}


def _framings(keys: Keys) -> Iterator[Cells]:
    for key, node in keys.rows("proposition"):
        for framing in node.keys("framing"):
            yield key, framing


_MAKERS: Mapping[str, Maker] = {
    "actors": _actors,
    "actor_names": _names("actor"),
    "actor_links": _links("actor", "actor", "onBehalfOf"),
    "places": _places,
    "place_names": _names("place"),
    "place_links": _links("place", "place", "partOf"),
    "events": _events,
    "event_names": _names("event"),
    "documents": _documents,
    "measures": _measures,
    "propositions": _propositions,
    "proposition_places": _links("proposition", "place", "place", "destination", said=True),
    "proposition_actors": _links("proposition", "actor", "actor", "target", said=True),
    "proposition_measures": _links("proposition", "measure", "measure"),
    "proposition_framings": _framings,
    "proposition_links": _links("proposition", "proposition", "purpose", "cause", said=True),
    "claims": _claims,
    "claim_links": _links(
        "claim", "claim", "prov:wasDerivedFrom", "restates", "prov:wasRevisionOf", said=True
    ),
    "reports": _reports,
    "report_claims": _links("report", "claim", "reportOf"),
    "report_links": _links("report", "report", "reportOf"),
    "evidence": _evidence,
}


def number(node: Node, name: str) -> Plain:
    """Return a value as a number, or as its text where it is none."""
    found = node.said.get(name)
    return plain(found[0]) if found else None


def _bounds(node: Node, name: str) -> Cells:
    value = node.instant(name)
    return value.text, _utc(value.earliest), _utc(value.latest)


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else utc(moment)


def identifier(node: Node, site: str) -> str | None:
    """Return the key of the same thing at another site."""
    found = (iri for iri in node.texts("skos:exactMatch") if site in iri)
    return next((last(iri.rstrip("/")) for iri in found), None)


def position(content: Content, place: Node) -> tuple[Plain, Plain, str | None]:
    """Return the latitude and longitude of a place, and how exact they are."""
    for iri in place.texts("geo:hasGeometry"):
        found = content.geometries.get(iri)
        if found:
            degrees = (number(found, f"schema:{name}") for name in ("latitude", "longitude"))
            latitude, longitude = degrees
            return latitude, longitude, found.key("placePrecision")
    return None, None, None
