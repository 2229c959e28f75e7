"""Which thing a name means: any spelling in any script, an identifier, or an IRI."""

from __future__ import annotations

from dataclasses import dataclass

from claimline import catalogue
from claimline.errors import AmbiguousName, UnknownName
from claimline.names import fold
from claimline.store import Plain, Quads
from claimline.terms import CL, VOCABULARY

NAMED = ("place", "actor", "event")
"""The kinds of things that have names of their own."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a name led to: its IRI, its key, and the label to show."""

    iri: str
    key: str
    label: str


def find(store: Quads, kind: str, name: str) -> Thing:
    """Return the one thing of a kind that a name, key, identifier or IRI means.

    The kind is one of ``catalogue.THINGS``. Raises UnknownName with the nearest names, or
    AmbiguousName with the keys to choose from.
    """
    if kind in NAMED:
        return _named(store, kind, name)
    if kind == "claim":
        return _claim(store, name)
    if kind == "document":
        return _document(store, name)
    return _concept(store, name)


def find_iri(store: Quads, iri: str) -> Thing:
    """Return the thing of whatever class that has an IRI; raises UnknownName."""
    for row in _at(store, iri):
        return _thing(row)
    raise UnknownName("thing", iri, ())


def _named(store: Quads, kind: str, name: str) -> Thing:
    rows = _at(store, name) if _is_iri(name) else _rows(store, "find", name=fold(name))
    return _only(store, kind, name, rows)


def _claim(store: Quads, name: str) -> Thing:
    document, _, key = name.rpartition("/")
    if _is_iri(name):
        rows = _at(store, name)
    elif document:
        rows = _rows(store, "find-claim", name=key, record=document)
    else:
        rows = _rows(store, "find-claim", name=key)
    return _only(store, "claim", name, rows)


def _document(store: Quads, name: str) -> Thing:
    rows = _at(store, name) if _is_iri(name) else _rows(store, "find-document", name=name)
    return _only(store, "document", name, rows)


def _concept(store: Quads, name: str) -> Thing:
    """Return a concept named by its IRI or as scheme/key, such as modality/asserted."""
    iri = name if _is_iri(name) else VOCABULARY + name
    rows = _at(store, iri)
    if not rows:
        scheme = iri.removeprefix(VOCABULARY).partition("/")[0]
        known = _rows(store, "known-concepts")
        keys = {str(row["concept"]).removeprefix(VOCABULARY) for row in known}
        raise UnknownName("concept", name, {key for key in keys if key.startswith(scheme)} or keys)
    return Thing(iri, iri.rpartition("/")[2], str(rows[0]["label"]))


def _only(store: Quads, kind: str, name: str, rows: list[dict[str, Plain]]) -> Thing:
    wanted = CL + kind.capitalize()
    things = {str(row["thing"]): _thing(row) for row in rows if row["class"] == wanted}
    if len(things) > 1:
        raise AmbiguousName(kind, name, (thing.key for thing in things.values()))
    if not things:
        raise UnknownName(kind, name, _all_names(store, kind))
    return things.popitem()[1]


def _thing(row: dict[str, Plain]) -> Thing:
    return Thing(str(row["thing"]), str(row["key"]), str(row["label"]))


def _at(store: Quads, iri: str) -> list[dict[str, Plain]]:
    return _rows(store, "find-iri", thing=iri)


def _all_names(store: Quads, kind: str) -> set[str]:
    if kind == "claim":
        return {f"{row['document']}/{row['claim']}" for row in _rows(store, "known-claims")}
    rows = _rows(store, "known")
    return {str(row["name"]) for row in rows if row["class"] == CL + kind.capitalize()}


def _rows(store: Quads, query: str, **values: str) -> list[dict[str, Plain]]:
    return store.select(catalogue.get(query).bind(**values)).plain()


def _is_iri(name: str) -> bool:
    return "://" in name
