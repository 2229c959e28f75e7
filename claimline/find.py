"""Which thing a name means: any spelling in any script, an identifier, or an IRI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimline import catalogue
from claimline.answers import Plain
from claimline.catalogue import THINGS, Query
from claimline.errors import AmbiguousName, UnknownName
from claimline.names import fold
from claimline.store import Quads
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
    return _concept(store, name) if kind == "concept" else find_any(store, (kind,), name)


def find_any(store: Quads, kinds: Sequence[str], name: str, what: str = "") -> Thing:
    """Return the one thing of some kinds that a name means; ``what`` is what errors call it.

    Raises UnknownName or AmbiguousName, as ``find`` does. The nearest names are looked for
    only then, which walks through all there are.
    """
    found = {thing.iri: thing for kind in kinds for thing in things(store, kind, name)}
    if len(found) == 1:
        return found.popitem()[1]
    what = what or " or ".join(kinds)
    if not found:
        raise UnknownName(what, name, {known for kind in kinds for known in names(store, kind)})
    keys = {thing.key for thing in found.values()}
    raise AmbiguousName(what, name, keys if len(keys) == len(found) else found)


def bound(store: Quads, query: Query, values: Mapping[str, str]) -> str:
    """Return a question's text with these values of its parameters, names of things by what
    they mean; raises BadParameter, UnknownName or AmbiguousName."""
    types = {parameter.name: parameter.type for parameter in query.parameters}
    return query.bind(
        **{
            name: find(store, types[name], value).iri if types.get(name) in THINGS else value
            for name, value in values.items()
        }
    )


def find_iri(store: Quads, iri: str) -> Thing:
    """Return the thing of whatever class that has an IRI; raises UnknownName."""
    for row in _at(store, iri):
        return _thing(row)
    raise UnknownName("thing", iri, ())


def things(store: Quads, kind: str, name: str) -> list[Thing]:
    """Return all things of a kind that a name may mean."""
    document, _, key = name.rpartition("/")
    if _is_iri(name):
        rows = _at(store, name)
    elif kind in NAMED:
        rows = _rows(store, "find", name=fold(name))
    elif kind == "document":
        rows = _rows(store, "find-document", name=name)
    elif document:
        rows = _rows(store, "find-claim", name=key, record=document)
    else:
        rows = _rows(store, "find-claim", name=key)
    wanted = CL + kind.capitalize()
    return [_thing(row) for row in rows if row["class"] == wanted]


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


def _thing(row: dict[str, Plain]) -> Thing:
    return Thing(str(row["thing"]), str(row["key"]), str(row["label"]))


def _at(store: Quads, iri: str) -> list[dict[str, Plain]]:
    return _rows(store, "find-iri", thing=iri)


def names(store: Quads, kind: str) -> set[str]:
    """Return every name that things of a kind can be found by."""
    if kind == "claim":
        return {f"{row['document']}/{row['claim']}" for row in _rows(store, "known-claims")}
    rows = _rows(store, "known")
    return {str(row["name"]) for row in rows if row["class"] == CL + kind.capitalize()}


def _rows(store: Quads, query: str, **values: str) -> list[dict[str, Plain]]:
    return store.select(catalogue.get(query).bind(**values)).plain()


def _is_iri(name: str) -> bool:
    return "://" in name
