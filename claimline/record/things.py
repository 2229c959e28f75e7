"""Documents, places, actors and events, as records declare them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimline.model import UNATTRIBUTED, Actor, Document, Event, Instant, Place
from claimline.record import layout
from claimline.record.desk import Desk, before, plain
from claimline.record.nodes import Text


def declare(desk: Desk) -> None:
    """Make the things that a record declares known by their names."""
    known = desk.files.known
    for place in desk.record.places:
        identifiers = filter(None, (place.geonames, place.wikidata))
        known.places.add(place.id, (*_names(place), *place.spellings, *identifiers))
    for actor in desk.record.actors:
        identifiers = filter(None, [actor.wikidata])
        known.actors.add(actor.id, (*_names(actor), *actor.spellings, *identifiers))
    for event in desk.record.events:
        known.events.add(event.id, _names(event))
        known.types[str(event.id)] = str(event.type)


def declare_documents(desk: Desk) -> None:
    """Make a record's documents and their copies known; it needs all actors to be so."""
    for part in _documents(desk):
        desk.files.known.documents.add(str(part.id))
        for copy in part.copies:
            desk.files.known.documents.add(_copy_key(desk, part, copy))


def documents(desk: Desk) -> Iterator[Document]:
    """Yield the documents of a record: its own, those it cites, and the copies of these."""
    for part in _documents(desk):
        zone = desk.zone_of(part.timezone)
        document = _document(desk, part, zone)
        yield document
        for copy in part.copies:
            yield _copy(desk, part, copy, document, zone)


def places(desk: Desk) -> Iterator[Place]:
    """Yield the places that a record declares."""
    for part in desk.record.places:
        yield Place(
            id=str(part.id),
            labels=_labels(part),
            kind=str(part.kind),
            spellings=desk.words(part.spellings),
            geonames=plain(part.geonames),
            wikidata=plain(part.wikidata),
            no_identifier=plain(part.no_identifier),
            country=plain(part.country),
            latitude=_degrees(part.latitude),
            longitude=_degrees(part.longitude),
            precision=plain(part.precision),
            part_of=desk.names(desk.files.known.places, part.part_of),
            at=part.at,
        )


def actors(desk: Desk) -> Iterator[Actor]:
    """Yield the actors that a record declares."""
    for part in desk.record.actors:
        if part.id == UNATTRIBUTED:
            desk.fault(part.id.at, f"id: {UNATTRIBUTED} stands for nobody", "choose another id")
        yield Actor(
            id=str(part.id),
            labels=_labels(part),
            kind=str(part.kind),
            spellings=desk.words(part.spellings),
            on_behalf_of=desk.names(desk.files.known.actors, part.on_behalf_of),
            side=plain(part.side),
            wikidata=plain(part.wikidata),
            at=part.at,
        )


def events(desk: Desk) -> Iterator[Event]:
    """Yield the events that a record declares."""
    for part in desk.record.events:
        yield Event(id=str(part.id), type=str(part.type), labels=_labels(part), at=part.at)


def _documents(desk: Desk) -> tuple[layout.Document, ...]:
    own = desk.record.document
    return (own, *desk.record.cited) if own else desk.record.cited


def _document(desk: Desk, part: layout.Document, zone: str) -> Document:
    text = part.text
    return Document(
        id=str(part.id),
        record=desk.document,
        publisher=desk.actor(part.publisher) or "",
        kind=str(part.kind or "article"),
        title=plain(part.title),
        url=plain(part.url),
        archive=plain(part.archive),
        language=plain(part.language),
        published=desk.instant(part.published, zone),
        withdrawn=_withdrawn(desk, part, zone),
        sha256=plain(text.sha256) if text else None,
        length=int(text.length) if text and text.length else None,
        revision_of=desk.name(desk.files.known.documents, part.revision_of),
        rights=plain(part.rights),
        extracted_by=plain(part.extracted_by),
        at=part.at,
    )


def _copy(
    desk: Desk, original: layout.Document, part: layout.Copy, document: Document, zone: str
) -> Document:
    """Return a copy: a document of the same kind, in the same language, by another publisher."""
    return Document(
        id=_copy_key(desk, original, part),
        record=desk.document,
        publisher=desk.actor(part.publisher) or "",
        kind=document.kind,
        title=plain(part.title),
        url=plain(part.url),
        archive=plain(part.archive),
        language=document.language,
        published=desk.instant(part.published, zone),
        withdrawn=_withdrawn(desk, part, zone),
        copy_of=document.id,
        at=part.at,
    )


def _copy_key(desk: Desk, original: layout.Document, part: layout.Copy) -> str:
    return str(part.id or f"{original.id}-{desk.actor(part.publisher) or ''}")


def _withdrawn(desk: Desk, part: layout.Document | layout.Copy, zone: str) -> Instant | None:
    withdrawn = desk.instant(part.withdrawn, zone)
    if part.withdrawn and before(withdrawn, desk.instant(part.published, zone)):
        at = part.withdrawn.at
        desk.fault(at, "withdrawn: this was taken back before it was published")
    return withdrawn


def _labels(part: layout.Place | layout.Actor | layout.Event) -> tuple[tuple[str, str], ...]:
    return tuple((str(language), str(name)) for language, name in part.labels)


def _names(part: layout.Place | layout.Actor | layout.Event) -> list[str]:
    return [str(name) for _, name in part.labels]


def _degrees(text: Text | None) -> Decimal | None:
    return Decimal(text) if text else None
