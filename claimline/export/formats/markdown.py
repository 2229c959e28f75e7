"""Markdown: a folder of notes for Obsidian, one for each claim, place, actor, event and document.

Each has its facts as properties in front and links to the notes of what it names. Text of others
is text: no markup, HTML, tag or embedded picture in it is followed. Dates that are uncertain
stand as bounds, as written, and in words.

Examples:
  claimline export markdown -o notes
  claimline export markdown --place Izium -o vault/izium
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from claimline.export.accounts import Account, Hop, Named, accounts, web
from claimline.export.nodes import Content, Node
from claimline.export.notes import Front, Names, address, front, link, plain, section
from claimline.export.selected import Chosen, File
from claimline.export.table_rows import Keys, identifier, position
from claimline.export.worded import bounds, worded
from claimline.model import Option
from claimline.when import utc

SUFFIX = ""
MEDIA_TYPE = "text/markdown"
OPTIONS: tuple[Option, ...] = ()

_BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
_KINDS = ("actor", "document", "event", "place")


class _Vault:
    """All notes: their names, and which claims speak of what."""

    def __init__(self, content: Content) -> None:
        self.keys = Keys(content)
        self.names = Names()
        self.claims = list(accounts(content))
        for kind in _KINDS:
            for key, _ in self.keys.rows(kind):
                self.names.of(f"{kind}s", key)
        self._told: dict[tuple[str, str], dict[str, Account]] = {}
        for account in self.claims:
            self.names.of("claims", account.key)
            for kind, iri in _mentioned(account):
                self._told.setdefault((kind, iri), {})[account.iri] = account

    def claim(self, account: Account) -> str:
        """Return a link to the note of a claim."""
        return link(self.names.of("claims", account.key), account.summary or account.key)

    def thing(self, kind: str, named: Named) -> str:
        """Return a link to the note of a thing."""
        return link(self.names.of(f"{kind}s", named.key), named.label)

    def link(self, kind: str, iri: str) -> str:
        """Return a link to the note of a thing with an IRI."""
        node = self.keys.nodes(kind).get(iri, Node(iri))
        label = node.text("dcterms:title") if kind == "document" else node.label
        key = self.keys.of(kind, iri) or iri
        return link(self.names.of(f"{kind}s", key), label or key)

    def told(self, kind: str, iri: str) -> list[str]:
        """Return links to the claims that speak of a thing, each with its time and claimant."""
        return [
            f"{self.claim(it)}, {plain(it.claimant.label)}: {plain(it.when)}"
            for it in self._told.get((kind, iri), {}).values()
        ]


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield the notes, and one that tells what the folder holds."""
    del told
    vault = _Vault(Content(chosen.store))
    counts = {"claims": len(vault.claims)}
    for account in vault.claims:
        yield _file(vault.names.of("claims", account.key), _claim(vault, account))
    for kind in _KINDS:
        counts[f"{kind}s"] = len(vault.keys.nodes(kind))
        for key, node in vault.keys.rows(kind):
            yield _file(vault.names.of(f"{kind}s", key), _thing(vault, kind, key, node))
    lines = [f"{name}: {count}" for name, count in counts.items()]
    about = f"# Who said what\n\n{plain(chosen.description or 'All claims.')}\n\n"
    about += "Each claim is what somebody says; none is asserted here to be so.\n"
    yield _file("README", about + section("Notes", lines))


def _file(name: str, content: str) -> File:
    return File(f"{name}.md", [content.encode()])


def _mentioned(account: Account) -> Iterator[tuple[str, str]]:
    actors = [account.claimant, *account.actors, *account.targets]
    actors += [account.controller] if account.controller else []
    actors += [hop.reporter for hop in account.hops]
    yield from (("actor", it.iri) for it in actors)
    yield from (("place", it.iri) for it in (*account.places, *account.destinations))
    if account.event:
        yield "event", account.event.iri
    papers = [hop.document for hop in account.hops if hop.document]
    papers += [paper for hop in account.hops for paper in hop.evidence]
    yield from (("document", it.iri) for it in papers)


def _claim(vault: _Vault, account: Account) -> str:
    said = worded(account.said, account.zone)
    event = vault.thing("event", account.event) if account.event else ""
    values: Front = {
        "kind": "claim",
        "key": account.key,
        "iri": account.iri,
        "summary": account.summary,
        "claimant": vault.thing("actor", account.claimant),
        "side": account.side,
        "polarity": account.polarity,
        "modality": account.modality,
        "event": event or None,
        "type": account.type,
        "places": [vault.thing("place", it) for it in account.places],
        "holder": vault.thing("actor", account.controller) if account.controller else None,
        "amounts": list(account.amounts),
        "time": account.time.text,
        "time_in_words": account.when,
        **dict(zip(_BOUNDS, map(_utc, bounds(account.time)), strict=True)),
        "said": account.said.text,
        "said_in_words": said,
        "time_zone": account.zone,
        "sources": account.addresses,
    }
    facts = [
        f"{vault.thing('actor', account.claimant)}: {plain(account.manner)}. Said: {plain(said)}.",
        f"When: {plain(account.when)}",
        f"Event: {event or 'none'} ({plain(account.kind)})",
        *(f"Place: {vault.thing('place', it)}" for it in account.places),
        *(f"To: {vault.thing('place', it)}" for it in account.destinations),
        *(f"By: {vault.thing('actor', it)}" for it in account.actors),
        *(f"Against: {vault.thing('actor', it)}" for it in account.targets),
        *(f"Held by: {vault.thing('actor', it)}" for it in filter(None, (account.controller,))),
        *(f"Amount: {plain(words)}" for words in account.amounts),
        *(f"Called: {plain(framing)}" for framing in account.framings),
        *(f"Lasting: {plain(words)}" for words in filter(None, (account.duration,))),
        *(f"Besides: {plain(words)}" for words in filter(None, (account.description,))),
    ]
    head = f"# {plain(account.summary or account.key)}\n"
    hops = (_hop(vault, account, hop) for hop in account.hops)
    return front(values) + head + section("What", facts) + section("Through", hops)


def _hop(vault: _Vault, account: Account, hop: Hop) -> str:
    words = [f"{vault.thing('actor', hop.reporter)} ({plain(hop.speech)})"]
    if hop.document:
        words.append(vault.thing("document", hop.document))
    words.append(f"published: {plain(worded(hop.published, account.zone))}")
    words += [f"“{plain(quote)}”" for quote in hop.quotes]
    return ", ".join(words)


def _thing(vault: _Vault, kind: str, key: str, node: Node) -> str:
    """Return the note of a place, actor, event or document."""
    makers = {"actor": _actor, "document": _document, "event": _event, "place": _place}
    values, facts = makers[kind](vault, node)
    label = node.text("dcterms:title") if kind == "document" else node.label
    names = [*(text for _, text in node.labels), *node.texts("skos:altLabel")]
    common: Front = {
        "kind": kind,
        "key": key,
        "iri": node.iri,
        "label": label or key,
        "aliases": list(dict.fromkeys(name for name in names if name != label)),
    }
    text = front({**common, **values}) + f"# {plain(label or key)}\n"
    return text + section("What", facts) + section("Claims", vault.told(kind, node.iri))


def _actor(vault: _Vault, node: Node) -> tuple[Front, list[str]]:
    behalf = [vault.link("actor", iri) for iri in node.texts("onBehalfOf")]
    values: Front = {
        "actor_kind": node.key("actorKind"),
        "side": node.key("side"),
        "wikidata": identifier(node, "wikidata.org/"),
    }
    return values, [f"Acts or speaks for {each}" for each in behalf]


def _event(vault: _Vault, node: Node) -> tuple[Front, list[str]]:
    del vault
    return {"type": node.key("eventType")}, []


def _place(vault: _Vault, node: Node) -> tuple[Front, list[str]]:
    latitude, longitude, precision = position(vault.keys.content, node)
    values: Front = {
        "place_kind": node.key("placeKind"),
        "latitude": latitude,
        "longitude": longitude,
        "precision": precision,
        "geonames": identifier(node, "geonames.org/"),
        "wikidata": identifier(node, "wikidata.org/"),
    }
    return values, [f"Part of {vault.link('place', iri)}" for iri in node.texts("partOf")]


def _document(vault: _Vault, node: Node) -> tuple[Front, list[str]]:
    published = node.instant("published")
    when = worded(published, vault.keys.content.zones.get(node.iri))
    publisher, url = node.text("dcterms:publisher"), web(node.text("schema:url"))
    values: Front = {
        "document_kind": node.key("documentKind"),
        "publisher": vault.link("actor", publisher) if publisher else None,
        "url": url,
        "language": node.text("dcterms:language"),
        "published": published.text,
        "earliest_published": _utc(published.earliest),
        "latest_published": _utc(published.latest),
        "published_in_words": when,
        "rights": node.text("dcterms:rights"),
    }
    facts = [f"Published: {plain(when)}"]
    facts += [f"Publisher: {vault.link('actor', publisher)}"] if publisher else []
    facts += [address(url, url)] if url else []
    facts += [f"Copy of {vault.link('document', iri)}" for iri in node.texts("copyOf")]
    facts += [f"Revises {vault.link('document', iri)}" for iri in node.texts("prov:wasRevisionOf")]
    return values, facts


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else utc(moment)
