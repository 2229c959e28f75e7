"""One thing and what belongs to it: its own statements, and those of its parts."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, Triple

from claimline import catalogue, terms
from claimline.errors import NotPublic
from claimline.find import Thing, find_any, find_iri
from claimline.store import Quads
from claimline.terms import CL, GEO, OA
from claimline.views import public
from claimline.views.sources import chain

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
_CLAIM, _DOCUMENT = NamedNode(CL + "Claim"), NamedNode(CL + "Document")

_WITHDRAWN = frozenset(
    NamedNode(CL + name) for name in ("withdrawn", "earliestWithdrawn", "latestWithdrawn")
)
"""What nobody knew of a report or document that still stood."""


def any_thing(store: Quads, name: str) -> Thing:
    """Return the thing of whatever kind that a name, key or IRI means.

    Raises UnknownName, AmbiguousName.
    """
    if "://" in name:
        return find_iri(store, name)
    return find_any(store, KINDS, name, "thing")


def statements(
    store: Quads, thing: Thing, *, as_of: str | None = None, possibly: bool = False
) -> list[Triple]:
    """Return what a store says of a thing and of its parts; of a claim also its reports.

    With ``as_of``, which is EDTF, of a claim only the reports that were public by then, with
    undated ones that those pass on, and nothing of what was withdrawn later; ``possibly``
    adds what was only possibly public. Raises NotPublic for a claim, report or document that
    was not public by then. Places, actors and events have no day of publication.
    """
    if as_of is None:
        return list(dict.fromkeys(quad.triple for quad in quads(store, thing)))
    reports = _reports(store, thing, as_of, possibly)
    found = dict.fromkeys(quad.triple for quad in quads(store, thing, reports))
    return [row for row in found if possibly or row.predicate not in _WITHDRAWN]


def _reports(store: Quads, thing: Thing, as_of: str, possibly: bool) -> frozenset[str]:
    """Return the reports of a thing that were public by a day; raises NotPublic for a thing
    that was not itself."""
    about = _rows(store, "describe", [thing.iri])
    classes = {row.object for row in about if row.predicate == terms.TYPE}
    if _DOCUMENT in classes:
        asked = {"document": thing.iri}
        found = public.rows(store, "documents", asked, as_of=as_of, possibly=True, by="document")
        if not any(possibly or row["certainlyPublic"] for row in found):
            raise NotPublic("document", thing.key, as_of, possibly=bool(found))
    if _CLAIM in classes:
        rows = chain(store, thing, as_of=as_of, possibly=possibly)
        return frozenset(str(row["report"]) for row in rows)
    return frozenset()


def quads(store: Quads, thing: Thing, reports: frozenset[str] | None = None) -> list[Quad]:
    """Return what is said of a thing and its parts, each statement with the graph it stands
    in; of its reports only these, unless None."""
    found: dict[Quad, None] = {}
    todo = [thing.iri]
    seen = set(todo)
    while todo:
        asked, todo = todo, []
        about = _rows(store, "describe", asked)
        parts = [row.object for row in about if row.predicate in _PARTS]
        parts += [row.subject for row in _rows(store, "referring", asked) if _counts(row, reports)]
        found |= dict.fromkeys(about)
        for part in parts:
            if isinstance(part, NamedNode) and part.value not in seen:
                seen.add(part.value)
                todo.append(part.value)
    return list(found)


def _counts(row: Quad, reports: frozenset[str] | None) -> bool:
    """Return whether a statement says that something is a report, and one that is asked for."""
    if row.predicate != _REPORT_OF or not isinstance(row.subject, NamedNode):
        return False
    return reports is None or row.subject.value in reports


def _rows(store: Quads, query: str, things: list[str]) -> list[Quad]:
    table = store.select(catalogue.get(query).bind(thing=things))
    return [
        Quad(subject, predicate, term, graph)  # type: ignore[arg-type] # as the query selects
        for graph, subject, predicate, term in table.rows
    ]
