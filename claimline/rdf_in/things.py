"""Nodes to documents, claims, places, actors and events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from pyoxigraph import NamedNode

from claimline import terms
from claimline.model import (
    Actor,
    Claim,
    ClaimKey,
    Document,
    Event,
    Evidence,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.rdf import chain
from claimline.rdf_in.content import Contents
from claimline.rdf_in.nodes import Node
from claimline.terms import cl, mint

_GEOMETRY = NamedNode(terms.GEO + "hasGeometry")
_SOURCE = NamedNode(terms.OA + "hasSource")
_SELECTOR = NamedNode(terms.OA + "hasSelector")
_GEONAMES = re.compile(r"https://sws\.geonames\.org/([0-9]+)/")
_WIKIDATA = re.compile(r"http://www\.wikidata\.org/entity/(Q[0-9]+)")

KINDS = ("Document", "Claim", "Place", "Actor", "Event")
"""The classes of things that are values; all others are parts of them."""


class Things(Contents):
    """The things among the nodes of one graph; ``record`` is the key of the record that the
    graph is of, None where it is of none."""

    def __init__(self, nodes: dict[NamedNode, Node], base: str, record: str | None) -> None:
        super().__init__(nodes, base)
        self.record = record
        start = f"{base}report/"
        self._reports: dict[str, list[Node]] = {}
        for iri, node in nodes.items():
            if iri.value.startswith(start):
                claim = iri.value.removeprefix(start).rpartition("/")[0]
                self._reports.setdefault(claim, []).append(node)

    def value(self, node: Node, kind: str) -> Value | None:
        """Return the thing that a node is; None if its IRI is not one of a thing of that kind."""
        self.reached.add(node.iri)
        key = node.parts(node.iri, kind.lower(), 2 if kind == "Claim" else 1)
        if not all(key) or not key:
            return None
        match kind:
            case "Document":
                return self._document(node, key[0])
            case "Claim":
                return self._claim(node, ClaimKey(key[0], key[1]))
            case "Place":
                return self._place(node, key[0])
            case "Actor":
                return self._actor(node, key[0])
            case _:
                return Event(
                    id=key[0],
                    type=node.concept(cl("eventType"), "event-type") or "",
                    labels=node.labels(),
                    record=self.record,
                )

    def _document(self, node: Node, key: str) -> Document:
        return Document(
            id=key,
            record=self.record or key,
            publisher=node.key(NamedNode(terms.DCTERMS + "publisher"), "actor"),
            kind=node.concept(cl("documentKind"), "document-kind") or "",
            title=node.text(NamedNode(terms.DCTERMS + "title")),
            url=node.iri_of(NamedNode(terms.SCHEMA + "url")),
            archive=node.iri_of(cl("archivedAt")),
            language=node.text(terms.LANGUAGE),
            published=node.instant("published"),
            withdrawn=node.instant("withdrawn"),
            sha256=node.text(cl("textSha256")),
            length=node.whole(cl("textLength")),
            copy_of=node.key(cl("copyOf"), "document") or None,
            revision_of=node.key(terms.REVISION_OF, "document") or None,
            rights=node.text(NamedNode(terms.DCTERMS + "rights")),
            extracted_by=node.text(cl("extractedBy")),
        )

    def _claim(self, node: Node, key: ClaimKey) -> Claim:
        return Claim(
            document=key.document,
            id=key.id,
            claimant=self._claimant(node),
            asserts=self._asserted(node),
            summary=node.text(cl("summary")) or "",
            modality=node.concept(cl("modality"), "modality") or "",
            polarity=node.concept(cl("polarity"), "polarity") or "",
            said=node.instant("said"),
            reports=self._reports_of(node, key),
            derived_from=_claims(node, terms.DERIVED_FROM),
            restates=_claims(node, cl("restates")),
            revises=_claims(node, terms.REVISION_OF),
            reliability=node.concept(cl("reliability"), "reliability"),
            credibility=node.concept(cl("credibility"), "credibility"),
            language=node.text(terms.LANGUAGE),
            timezone=node.text(cl("timeZone")),
        )

    def _asserted(self, node: Node) -> Proposition | str:
        for iri in node.iris(cl("asserts")):
            if iri in self.nodes:
                return self.proposition(self.nodes[iri])
        return node.key(cl("asserts"), "proposition")

    def _reports_of(self, node: Node, key: ClaimKey) -> tuple[Report, ...]:
        """Return the reports of a claim, each after those that it passes on."""
        start = mint("report", *key, base=self.base).value + "/"
        own = start.removeprefix(f"{self.base}report/").removesuffix("/")
        found = {each.iri: each for each in self._reports.get(own, [])}
        of = {
            iri: [before for before in each.iris(cl("reportOf")) if before in found]
            for iri, each in found.items()
        }
        try:
            order = [*TopologicalSorter(of).static_order()]
        except CycleError:
            node.fault("its reports pass each other on in a circle")
            return ()
        reports: dict[str, Report] = {}
        claim = Claim(document="", id="", claimant=self._claimant(node), asserts="", summary="")
        for each in (found[iri] for iri in order):
            report = self._report(each)
            chains = {
                before: chain(replace(claim, reports=tuple(reports.values())), reports[before])
                for before in report.of
                if before in reports
            }
            told = _in_order(each.text(terms.LABEL) or "", chains)
            reports[report.id] = replace(report, of=told or report.of)
        return tuple(reports.values())

    def _claimant(self, node: Node) -> str:
        return next(iter(self.actors(node, cl("claimant"))), "")

    def _report(self, node: Node) -> Report:
        self.reached.add(node.iri)
        *_, key = node.parts(node.iri, "report", 3)
        before = [iri for iri in node.iris(cl("reportOf")) if iri in self.nodes]
        reading = next((iri for iri in node.iris(cl("readsAs")) if iri in self.nodes), None)
        return Report(
            id=key,
            reporter=next(iter(self.actors(node, cl("reporter"))), ""),
            speech=node.concept(cl("speechMode"), "speech-mode") or "",
            of=tuple(
                node.parts(iri, "report", 3)[2]
                for iri in before
                if iri.value.startswith(f"{self.base}report/")
            ),
            document=node.key(cl("inDocument"), "document") or None,
            evidence=tuple(self._evidence(node)),
            published=node.instant("published"),
            withdrawn=node.instant("withdrawn"),
            reading=self.proposition(self.nodes[reading]) if reading else None,
            modality=node.concept(cl("readsWithModality"), "modality"),
            distances=node.concepts(cl("distancesItselfFrom"), "framing"),
            confidence=node.whole(cl("extractionConfidence")),
        )

    def _evidence(self, report: Node) -> Iterator[Evidence]:
        found = [self.nodes[i] for i in report.iris(cl("evidence")) if i in self.nodes]
        for node in sorted(found, key=lambda each: (len(each.iri.value), each.iri.value)):
            self.reached.add(node.iri)
            start: int | None = None
            end: int | None = None
            quote = fragment = None
            for selector in (self.nodes[i] for i in node.iris(_SELECTOR) if i in self.nodes):
                self.reached.add(selector.iri)
                start = selector.whole(NamedNode(terms.OA + "start")) if start is None else start
                end = selector.whole(NamedNode(terms.OA + "end")) if end is None else end
                quote = quote or selector.text(NamedNode(terms.OA + "exact"))
                fragment = fragment or selector.text(NamedNode(terms.RDF + "value"))
            yield Evidence(
                document=node.key(_SOURCE, "document"),
                start=start,
                end=end,
                quote=quote,
                fragment=fragment,
            )

    def _place(self, node: Node, key: str) -> Place:
        geometry = next((self.nodes[i] for i in node.iris(_GEOMETRY) if i in self.nodes), None)
        if geometry:
            self.reached.add(geometry.iri)
        return Place(
            id=key,
            labels=node.labels(),
            kind=node.concept(cl("placeKind"), "place-kind") or "",
            spellings=node.texts(terms.ALT_LABEL),
            geonames=_match(node, _GEONAMES),
            wikidata=_match(node, _WIKIDATA),
            no_identifier=node.text(cl("noIdentifierReason")),
            country=node.text(NamedNode(terms.SCHEMA + "addressCountry")),
            latitude=geometry.number(NamedNode(terms.SCHEMA + "latitude")) if geometry else None,
            longitude=geometry.number(NamedNode(terms.SCHEMA + "longitude")) if geometry else None,
            precision=geometry.concept(cl("placePrecision"), "place-precision")
            if geometry
            else None,
            part_of=node.keys(cl("partOf"), "place"),
        )

    def _actor(self, node: Node, key: str) -> Actor:
        return Actor(
            id=key,
            labels=node.labels(),
            kind=node.concept(cl("actorKind"), "actor-kind") or "",
            spellings=node.texts(terms.ALT_LABEL),
            on_behalf_of=self.actors(node, cl("onBehalfOf")),
            side=node.concept(cl("side"), "side"),
            wikidata=_match(node, _WIKIDATA),
        )


def _in_order(label: str, chains: Mapping[str, str]) -> tuple[str, ...]:
    """Return the reports that another one passes on in the order of its label, the only thing
    that tells it; none if the label is not that of these."""
    left = dict(sorted(chains.items(), key=lambda item: -len(item[1])))
    rest = label.removeprefix("(")
    found = []
    while left:
        here = (key for key, each in left.items() if rest.startswith((f"{each} | ", f"{each}) ")))
        key = next(here, "")
        if not key:
            return ()
        rest = rest.removeprefix(left.pop(key)).removeprefix(" | ")
        found.append(key)
    return tuple(found)


def _claims(node: Node, predicate: NamedNode) -> tuple[ClaimKey, ...]:
    found = (node.parts(iri, "claim", 2) for iri in node.iris(predicate))
    return tuple(ClaimKey(document, key) for document, key in found)


def _match(node: Node, form: re.Pattern[str]) -> str | None:
    found = (form.fullmatch(iri.value) for iri in node.iris(terms.EXACT_MATCH))
    return next((match[1] for match in found if match), None)
