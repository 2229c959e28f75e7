"""One thing and what belongs to it: its own statements, and those of its parts."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from claimline import catalogue
from claimline.errors import AmbiguousName, UnknownName
from claimline.find import Thing, find
from claimline.store import Quads
from claimline.terms import CL, GEO, OA

KINDS = ("place", "actor", "event", "document", "claim")

_PARTS = frozenset(
    NamedNode(iri)
    for iri in (
        CL + "asserts",
        CL + "measure",
        CL + "purpose",
        CL + "cause",
        CL + "readsAs",
        CL + "evidence",
        OA + "hasSelector",
        GEO + "hasGeometry",
    )
)
"""What a thing points to by these belongs to it alone, or is named by its content."""

_REPORT_OF = NamedNode(CL + "reportOf")


def any_thing(store: Quads, name: str) -> Thing:
    """Return the thing of whatever kind that a name means; raises UnknownName, AmbiguousName."""
    found: list[Thing] = []
    candidates: list[str] = []
    for kind in KINDS:
        try:
            found.append(find(store, kind, name))
        except UnknownName as error:
            candidates += error.candidates
    if len(found) > 1:
        raise AmbiguousName("thing", name, (thing.iri for thing in found))
    if not found:
        raise UnknownName("thing", name, candidates)
    return found[0]


def statements(store: Quads, thing: Thing) -> list[Triple]:
    """Return what a store says of a thing and of its parts; of a claim also its reports."""
    triples: dict[Triple, None] = {}
    todo = [thing.iri]
    seen = set(todo)
    while todo:
        asked, todo = todo, []
        about = _rows(store, "describe", asked)
        reports = [row for row in _rows(store, "referring", asked) if row.predicate == _REPORT_OF]
        triples |= dict.fromkeys(about)
        parts = [row.object for row in about if row.predicate in _PARTS]
        for part in [*parts, *(row.subject for row in reports)]:
            if isinstance(part, NamedNode) and part.value not in seen:
                seen.add(part.value)
                todo.append(part.value)
    return list(triples)


def _rows(store: Quads, query: str, things: list[str]) -> list[Triple]:
    table = store.select(catalogue.get(query).bind(thing=things))
    return [
        Triple(subject, predicate, term)  # type: ignore[arg-type] # as the query selects
        for _, subject, predicate, term in table.rows
    ]
