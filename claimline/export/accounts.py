"""Claims one by one, each with all that a timeline, a map, a calendar or a note says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from claimline.export.nodes import Content, Node
from claimline.export.table_rows import Keys, position
from claimline.export.worded import bounds, worded
from claimline.model import Instant, Interval
from claimline.terms import UNITS

_UNITS = {qudt: short for short, qudt in UNITS.items()} | {"NUM": "", "PERSON": "persons"}

Degrees = tuple[float, float]
"""Latitude and longitude."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its IRI, its key and what it is called."""

    iri: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Spot(Named):
    """A place with its position, where one is known, and how exact that is."""

    at: Degrees | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Paper(Named):
    """A document: its title as the label, who published it and where it can be read."""

    publisher: Named | None
    url: str | None
    published: Instant
    zone: str | None


@dataclass(frozen=True, slots=True)
class Hop:
    """One report of a claim: who passes it on, where that can be read, on what evidence."""

    iri: str
    key: str
    reporter: Named
    speech: str
    chain: str
    document: Paper | None
    published: Instant
    of: tuple[str, ...]
    quotes: tuple[str, ...]
    evidence: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A claim: who says what of which event, of what time, and the reports that bring it."""

    iri: str
    key: str
    summary: str
    claimant: Named
    side: str | None
    polarity: str
    modality: str
    event: Named | None
    type: str
    places: tuple[Spot, ...]
    destinations: tuple[Spot, ...]
    actors: tuple[Named, ...]
    targets: tuple[Named, ...]
    controller: Named | None
    framings: tuple[str, ...]
    description: str | None
    time: Interval
    duration: str | None
    amounts: tuple[str, ...]
    said: Instant
    zone: str | None
    proposition: str
    hops: tuple[Hop, ...]

    @property
    def timed(self) -> bool:
        """Whether it gives a time of the event at all."""
        return bounds(self.time) != (None, None, None, None)

    @property
    def doubted(self) -> bool:
        """Whether its time is written as approximate or uncertain."""
        return bool(set("~?%") & set(self.time.text or ""))

    @property
    def when(self) -> str:
        """The time of the event in words."""
        return worded(self.time, self.zone)

    @property
    def kind(self) -> str:
        """The type of the event in words."""
        return self.type.replace("-", " ")

    @property
    def manner(self) -> str:
        """Whether it is affirmed or denied, and how firmly unless it is simply asserted."""
        stance = {"neither": "neither affirmed nor denied"}.get(self.polarity, self.polarity)
        firmness = "" if self.modality == "asserted" else self.modality.replace("-", " ")
        return ", ".join(filter(None, (stance, firmness)))

    @property
    def addresses(self) -> list[str]:
        """The addresses at which its reports can be read, sorted."""
        papers = (hop.document for hop in self.hops)
        return sorted({paper.url for paper in papers if paper and paper.url})

    @property
    def published(self) -> Instant:
        """When it first became public: the report that certainly came out first."""
        known = [hop.published for hop in self.hops if bounds(hop.published) != (None,) * 4]
        return min(known, key=_first, default=Instant(None, None))


def _first(value: Instant) -> tuple[datetime, ...]:
    return tuple(bound for bound in (value.latest, value.earliest) if bound)[:1]


def accounts(content: Content) -> Iterator[Account]:
    """Yield the claims in the order of their IRIs."""
    reader = _Reader(content)
    for key, node in reader.keys.rows("claim"):
        yield reader.account(key, node)


class _Reader:
    """Makes accounts, and remembers the things that many claims name."""

    def __init__(self, content: Content) -> None:
        self.keys = Keys(content)
        self._content = content
        self._papers: dict[str, Paper] = {}
        self._spots: dict[str, Spot] = {}
        self._hops = self._by_claim()

    def _by_claim(self) -> dict[str, list[Node]]:
        """Return the reports of each claim, those first that pass it on at first hand."""
        of: dict[str, list[Node]] = {}
        for report in self._content.reports.values():
            for iri in report.texts("reportOf"):
                of.setdefault(iri, []).append(report)
        found: dict[str, list[Node]] = {}
        for claim in self._content.claims:
            todo, seen = of.get(claim, []), dict[str, Node]()
            while todo:
                seen |= {report.iri: report for report in todo}
                todo = [it for one in todo for it in of.get(one.iri, []) if it.iri not in seen]
            found[claim] = list(seen.values())
        return found

    def account(self, key: str, node: Node) -> Account:
        """Return a claim with all that belongs to it."""
        asserted = node.text("asserts") or ""
        content = self._content.propositions.get(asserted, Node(asserted))
        claimant = node.text("claimant") or ""
        events = self._named("event", content, "about")
        controllers = self._named("actor", content, "controller")
        return Account(
            iri=node.iri,
            key=key,
            summary=node.text("summary") or "",
            claimant=self._actor(claimant),
            side=self._content.actors.get(claimant, Node("")).key("side"),
            polarity=node.key("polarity") or "",
            modality=node.key("modality") or "",
            event=events[0] if events else None,
            type=content.key("eventType") or "",
            places=self._places(content, "place"),
            destinations=self._places(content, "destination"),
            actors=self._named("actor", content, "actor"),
            targets=self._named("actor", content, "target"),
            controller=controllers[0] if controllers else None,
            framings=tuple(content.keys("framing")),
            description=content.text("dcterms:description"),
            time=content.time,
            duration=content.text("durationPhrase"),
            amounts=tuple(self._amounts(content, node.text("timeZone"))),
            said=node.instant("said"),
            zone=node.text("timeZone"),
            proposition=self.keys.of("proposition", asserted) or asserted,
            hops=tuple(map(self._hop, self._hops.get(node.iri, ()))),
        )

    def _actor(self, iri: str) -> Named:
        node = self._content.actors.get(iri, Node(iri))
        return Named(iri, self.keys.of("actor", iri) or iri, node.label)

    def _named(self, kind: str, node: Node, name: str) -> tuple[Named, ...]:
        nodes = self.keys.nodes(kind)
        return tuple(
            Named(iri, self.keys.of(kind, iri) or iri, nodes.get(iri, Node(iri)).label)
            for iri in node.texts(name)
        )

    def _places(self, node: Node, name: str) -> tuple[Spot, ...]:
        return tuple(map(self._spot, node.texts(name)))

    def _amounts(self, node: Node, zone: str | None) -> Iterator[str]:
        """Yield the amounts that a proposition names, in words."""
        for iri in node.texts("measure"):
            measure = self._content.measures.get(iri, Node(iri))
            told = [*map(measure.text, ("minimum", "best", "maximum"))]
            figures = dict.fromkeys(each for each in told if each)
            between = " to ".join(figures) if not told[1] else told[1]
            hedge = measure.key("hedge") or "exact"
            unit = _UNITS.get(measure.key("unit") or "", measure.key("unit") or "")
            words = ["" if hedge == "exact" else hedge.replace("-", " "), between, unit]
            limits = [
                f"{word} {worded(measure.instant(name), zone)}"
                for word, name in (("since", "baseline"), ("as of", "asOf"))
                if bounds(measure.instant(name)) != (None,) * 4
            ]
            ends = f" ({', '.join(limits)})" if limits else ""
            kind = (measure.key("measureKind") or "amount").replace("-", " ")
            yield f"{kind}: {' '.join(filter(None, words))}{ends}"

    def _spot(self, iri: str) -> Spot:
        if iri not in self._spots:
            node = self._content.places.get(iri, Node(iri))
            *degrees, precision = position(self._content, node)
            latitude, longitude = degrees
            known = isinstance(latitude, int | float) and isinstance(longitude, int | float)
            at = (float(latitude or 0), float(longitude or 0)) if known else None
            key = self.keys.of("place", iri) or iri
            self._spots[iri] = Spot(iri, key, node.label, at, precision)
        return self._spots[iri]

    def paper(self, iri: str) -> Paper:
        """Return a document by its IRI."""
        if iri not in self._papers:
            node = self._content.documents.get(iri, Node(iri))
            key = self.keys.of("document", iri) or iri
            publisher = node.text("dcterms:publisher")
            self._papers[iri] = Paper(
                iri,
                key,
                node.text("dcterms:title") or key,
                self._actor(publisher) if publisher else None,
                web(node.text("schema:url")),
                node.instant("published"),
                self._content.zones.get(iri),
            )
        return self._papers[iri]

    def _hop(self, report: Node) -> Hop:
        document = report.text("inDocument")
        evidence = [self._content.evidence.get(iri) for iri in report.texts("evidence")]
        rests = [node for node in evidence if node]
        quotes = (
            self._content.selectors[iri].text("oa:exact")
            for node in rests
            for iri in node.texts("oa:hasSelector")
            if iri in self._content.selectors
        )
        sources = dict.fromkeys(iri for node in rests for iri in node.texts("oa:hasSource"))
        return Hop(
            iri=report.iri,
            key=self.keys.of("report", report.iri) or report.iri,
            reporter=self._actor(report.text("reporter") or ""),
            speech=report.key("speechMode") or "",
            chain=report.label,
            document=self.paper(document) if document else None,
            published=report.instant("published"),
            of=tuple(report.texts("reportOf")),
            quotes=tuple(quote for quote in quotes if quote),
            evidence=tuple(map(self.paper, sources)),
        )


def web(address: str | None) -> str | None:
    """Return an address that a browser may open: what is no web address is none.

    >>> web("https://example.org/"), web("javascript:alert(1)")
    ('https://example.org/', None)
    """
    opened = (address or "").lower().startswith(("https://", "http://"))
    return address if opened else None
