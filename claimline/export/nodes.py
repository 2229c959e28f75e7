"""What a store says, as nodes: each thing of a class with its values, by property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from claimline import catalogue
from claimline.answers import Term
from claimline.model import Instant, Interval
from claimline.store import Quads
from claimline.terms import CL, DCTERMS, GEO, OA, PROV, RDF, RDFS, SCHEMA, SKOS

_SHORT = {
    CL: "",
    DCTERMS: "dcterms:",
    GEO: "geo:",
    OA: "oa:",
    PROV: "prov:",
    RDF: "rdf:",
    RDFS: "rdfs:",
    SCHEMA: "schema:",
    SKOS: "skos:",
}
"""How properties are called here, by their namespaces; those of the ontology by their names."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and what is said of it: values by property, in the order of their texts."""

    iri: str
    said: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)

    def texts(self, name: str) -> list[str]:
        """Return the values of a property as text, each once."""
        found = (_text(term) for term in self.said.get(name, ()))
        return list(dict.fromkeys(found))

    def text(self, name: str) -> str | None:
        """Return the value of a property; the first, where records differ."""
        return next(iter(self.texts(name)), None)

    def key(self, name: str) -> str | None:
        """Return the key of a concept that a property has as its value."""
        found = self.text(name)
        return None if found is None else last(found)

    def keys(self, name: str) -> list[str]:
        """Return the keys of the concepts that a property has as its values."""
        return [last(value) for value in self.texts(name)]

    def moment(self, name: str) -> datetime | None:
        """Return a moment, None where it is none that we can compute with."""
        try:
            found = datetime.fromisoformat(self.text(name) or "")
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def instant(self, name: str) -> Instant:
        """Return the moment under a name: its bounds and its text as written."""
        capital = name[0].upper() + name[1:]
        bounds = (self.moment("earliest" + capital), self.moment("latest" + capital))
        return Instant(*bounds, self.text(name))

    @property
    def time(self) -> Interval:
        """The four bounds of a proposition."""
        return Interval(self.instant("begin"), self.instant("end"), self.text("time"))

    @property
    def labels(self) -> list[tuple[str, str]]:
        """The labels as language and text, English first."""
        found = {
            (term.language or "", term.value)
            for term in self.said.get("rdfs:label", ())
            if isinstance(term, Literal)
        }
        return sorted(found, key=lambda pair: (pair[0] != "en", pair))

    @property
    def label(self) -> str:
        """What to call it: a label, in English if there is one, or its key."""
        return self.labels[0][1] if self.labels else last(self.iri)


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def last(iri: str) -> str:
    """Return what follows the last slash or hash of an IRI, its escapes resolved.

    >>> last("https://w3id.org/claimline/vocabulary/side/third-party")
    'third-party'
    """
    return unquote(iri.rpartition("/")[2].rpartition("#")[2])


class Content:
    """All that is exported, class by class, asked for when it is needed."""

    def __init__(self, store: Quads) -> None:
        self._store = store

    @cached_property
    def claims(self) -> dict[str, Node]:
        """The claims by IRI."""
        return self._of("Claim")

    @cached_property
    def propositions(self) -> dict[str, Node]:
        """The propositions by IRI."""
        return self._of("Proposition")

    @cached_property
    def reports(self) -> dict[str, Node]:
        """The reports by IRI."""
        return self._of("Report")

    @cached_property
    def documents(self) -> dict[str, Node]:
        """The documents by IRI, with those that are only named."""
        named = [
            *_named(self.claims, "inRecord"),
            *_named(self.reports, "inDocument"),
            *_named(self.evidence, "oa:hasSource"),
        ]
        found = self._of("Document")
        return _with(found, [*named, *_named(found, "copyOf", "prov:wasRevisionOf")])

    @cached_property
    def places(self) -> dict[str, Node]:
        """The places by IRI, with those that are only named."""
        found = self._of("Place")
        named = _named(self.propositions, "place", "destination")
        return _with(found, [*named, *_named(self.measures, "scope"), *_named(found, "partOf")])

    @cached_property
    def actors(self) -> dict[str, Node]:
        """The actors by IRI, with those that are only named."""
        found = self._of("Actor")
        named = [
            *_named(self.claims, "claimant"),
            *_named(self.reports, "reporter"),
            *_named(self.documents, "dcterms:publisher"),
            *_named(self.propositions, "actor", "target", "controller"),
            *_named(self.measures, "party"),
        ]
        return _with(found, [*named, *_named(found, "onBehalfOf")])

    @cached_property
    def events(self) -> dict[str, Node]:
        """The events by IRI, with those that are only named."""
        return _with(self._of("Event"), _named(self.propositions, "about"))

    @cached_property
    def measures(self) -> dict[str, Node]:
        """The measures by IRI."""
        return self._of("Measure")

    @cached_property
    def evidence(self) -> dict[str, Node]:
        """The pieces of evidence by IRI."""
        return self._of("SpecificResource", OA)

    @cached_property
    def selectors(self) -> dict[str, Node]:
        """The selectors of evidence by IRI, of all three kinds."""
        kinds = ("TextPositionSelector", "TextQuoteSelector", "FragmentSelector")
        return {iri: node for kind in kinds for iri, node in self._of(kind, OA).items()}

    @cached_property
    def geometries(self) -> dict[str, Node]:
        """The geometries of places by IRI."""
        return self._of("Geometry", GEO)

    @cached_property
    def zones(self) -> dict[str, str]:
        """The time zones of documents and propositions: those of most of their claims."""
        found: dict[str, Counter[str]] = {}
        for claim in self.claims.values():
            zone = claim.text("timeZone")
            for iri in (*claim.texts("inRecord"), *claim.texts("asserts")):
                if zone:
                    found.setdefault(iri, Counter())[zone] += 1
        return {iri: max(sorted(told), key=told.__getitem__) for iri, told in found.items()}

    def _of(self, name: str, space: str = CL) -> dict[str, Node]:
        query = catalogue.get("of-class").bind(**{"class": space + name})
        found: dict[str, dict[str, list[Term]]] = {}
        for thing, property_, value in self._store.select(query).rows:
            if isinstance(thing, NamedNode) and isinstance(property_, NamedNode) and value:
                said = found.setdefault(thing.value, {})
                said.setdefault(_short(property_.value), []).append(value)
        return {
            iri: Node(iri, {name: tuple(values) for name, values in said.items()})
            for iri, said in sorted(found.items())
        }


@lru_cache(maxsize=1024)
def _short(iri: str) -> str:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return _SHORT.get(iri[:cut], iri[:cut]) + iri[cut:]


def _named(nodes: Mapping[str, Node], *names: str) -> Iterable[str]:
    """Yield the IRIs that nodes have as values of some properties."""
    for node in nodes.values():
        for name in names:
            for term in node.said.get(name, ()):
                if isinstance(term, NamedNode):
                    yield term.value


def _with(found: dict[str, Node], named: Iterable[str]) -> dict[str, Node]:
    """Return nodes by IRI, sorted, with one for each that is only named."""
    bare = {iri: Node(iri) for iri in named}
    return dict(sorted((bare | found).items()))


def ids(nodes: Iterable[str], kind: str) -> dict[str, str]:
    """Return short keys for the IRIs of things of a kind; the IRIs where keys would be equal.

    >>> ids(["https://example.org/id/claim/paper/1", "https://example.org/x#nobody"], "claim")
    {'https://example.org/id/claim/paper/1': 'paper/1', 'https://example.org/x#nobody': 'nobody'}
    """
    short = {iri: unquote(iri.partition(f"/{kind}/")[2]) or last(iri) for iri in nodes}
    seen: dict[str, int] = {}
    for key in short.values():
        seen[key] = seen.get(key, 0) + 1
    return {iri: key if seen[key] == 1 else iri for iri, key in short.items()}
