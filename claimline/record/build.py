"""Records read together to model values: names and claims are found across all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from graphlib import CycleError, TopologicalSorter

from claimline.errors import Fault
from claimline.model import Actor, Claim, Document, Place, Value
from claimline.record import layout, things
from claimline.record.claims import claim
from claimline.record.desk import Desk, Files
from claimline.record.names import Known

Built = list[tuple[Desk, list[Value]]]


def build(
    records: Iterable[tuple[layout.Record, list[Fault]]], known: Known, zone: str
) -> list[list[Value]]:
    """Return the values of each record, adding its faults to the list that came with it.

    Names and claims are looked up in all the records together and in ``known``, which stays
    as it is. ``zone`` is the time zone of records that give none.
    """
    files = Files(known.copy())
    desks = [Desk(record, faults, files, zone) for record, faults in records]
    for desk in desks:
        _open(desk)
    for desk in desks:
        things.declare_documents(desk)
    built: Built = [(desk, list(_documents(desk))) for desk in desks]
    for desk, values in built:
        values += [*things.places(desk), *things.actors(desk), *things.events(desk)]
        values += [claim(desk, part) for part in desk.record.claims]
    _check_circles(built)
    return _once(built)


def _open(desk: Desk) -> None:
    """Make known what a record declares; of its document, what was known before is void."""
    document = desk.record.document
    desk.zone = desk.zone_of(document.timezone if document else None)
    things.declare(desk)
    known = desk.files.known
    known.claims[desk.document] = {}
    for earlier in (known.published, known.withdrawn):
        earlier.pop(desk.document, None)
    claims = desk.files.claims.setdefault(desk.document, {})
    for part in desk.record.claims:
        claims.setdefault(str(part.id), (desk, part))


def _documents(desk: Desk) -> Iterator[Document]:
    """Yield a record's documents, and make their times known."""
    for document in things.documents(desk):
        if document.published:
            desk.files.known.published[document.id] = document.published
        if document.withdrawn:
            desk.files.known.withdrawn[document.id] = document.withdrawn
        yield document


def _once(built: Built) -> list[list[Value]]:
    """Return the values of each record without those that another has declared alike."""
    seen: dict[tuple[type, str], Value] = {}
    return [[value for value in values if _is_new(desk, value, seen)] for desk, values in built]


def _is_new(desk: Desk, value: Value, seen: dict[tuple[type, str], Value]) -> bool:
    if isinstance(value, Claim):
        return True
    first = seen.setdefault((type(value), value.id), value)
    if first is value:
        return True
    if isinstance(first, Document) and isinstance(value, Document):
        _check_documents(desk, first, value)
        return True
    if first != value and value.at:
        hint = "make the two alike, or give one another id"
        desk.fault(value.at, f"{value.id} is declared otherwise at {first.at}", hint)
    return False


def _check_documents(desk: Desk, first: Document, second: Document) -> None:
    """Two records may speak of one document, but it is the record of only one, and neither
    may gainsay the other."""
    if second.at is None:
        return
    own = first.record == first.id and second.record == second.id
    if own or first.record == second.record:
        hint = "give one of the two another id"
        desk.fault(second.at, f"id: {second.id} is taken already, at {first.at}", hint)
        return
    for field in fields(Document):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if field.name not in {"record", "at"} and None not in {one, other} and one != other:
            name = field.name.replace("_", "-")
            desk.fault(second.at, f"the {name} of {second.id} is another at {first.at}")


def _check_circles(built: Built) -> None:
    """Nothing is inferred from itself, part of itself, and the like, however long the way."""
    links: dict[str, dict[str, Sequence[str]]] = {}
    places: dict[tuple[str, str], tuple[Desk, Value]] = {}
    for desk, values in built:
        for value in values:
            for word, key, targets in _links(value):
                links.setdefault(word, {})[key] = targets
                places[word, key] = desk, value
    for word, graph in links.items():
        if circle := _circle(graph):
            desk, value = places[word, circle[0]]
            if value.at:
                way = " → ".join(circle)
                desk.fault(value.at, f"{word}: this leads back to itself: {way}")


def _links(value: Value) -> list[tuple[str, str, Sequence[str]]]:
    """Return what a value refers to, by the fields in which nothing can refer to itself."""
    match value:
        case Claim():
            claims = {
                "from": value.derived_from,
                "restates": value.restates,
                "revises": value.revises,
            }
            own = str(value.key)
            return [(word, own, [*map(str, keys)]) for word, keys in claims.items() if keys]
        case Place(id=key, part_of=wholes) if wholes:
            return [("part-of", key, wholes)]
        case Actor(id=key, on_behalf_of=others) if others:
            return [("on-behalf-of", key, others)]
        case Document(id=key, revision_of=str(older)):
            return [("revision-of", key, [older])]
        case _:
            return []


def _circle(graph: dict[str, Sequence[str]]) -> list[str]:
    """Return the nodes of one circle of a graph, its first node last again, if it has any."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        nodes: list[str] = error.args[1]
        return nodes[::-1]
    return []
