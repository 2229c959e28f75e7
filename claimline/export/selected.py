"""The part of a store that is asked for: some claims, and all that is needed to read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad

from claimline import catalogue, terms
from claimline.export.whole import whole
from claimline.find import Thing
from claimline.store import Quads, Store, data, dump
from claimline.terms import CL
from claimline.views import public

_REPORT_OF = NamedNode(CL + "reportOf")
_ASSERTS = NamedNode(CL + "asserts")
_APART = frozenset({terms.TYPE, NamedNode(terms.RDFS + "isDefinedBy")})
"""What leads from data into the ontology, which is no part of what is said."""

_WITHDRAWN = frozenset(
    NamedNode(CL + name) for name in ("withdrawn", "earliestWithdrawn", "latestWithdrawn")
)

_REPEATING = frozenset({NamedNode(CL + "restates"), terms.DERIVED_FROM, terms.REVISION_OF})
"""What leads from a claim to another one."""

_LATEST_END, _EARLIEST_BEGIN = NamedNode(CL + "latestEnd"), NamedNode(CL + "earliestBegin")
_PUBLISHED = (NamedNode(CL + "earliestPublished"), NamedNode(CL + "latestPublished"))
_GONE = (NamedNode(CL + "earliestWithdrawn"), NamedNode(CL + "latestWithdrawn"))


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export: its name, with a path within the folder where there are several,
    and its content piece by piece."""

    name: str
    content: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be exported: a store of it, and in words how it was chosen (empty: all)."""

    store: Quads
    description: str = ""
    base: str = terms.BASE

    def quads(self) -> Iterator[Quad]:
        """Yield the quads of the data, and what tells how they were chosen."""
        yield from data(self.store)
        yield from self.told()

    def graphs(self) -> Iterator[tuple[NamedNode, list[Quad]]]:
        """Yield the same graph by graph, each with its name, sorted by it."""
        for name in self.store.graphs():
            if terms.is_data(name):
                yield name, list(self.store.quads(name))
        if told := self.told():
            yield terms.mint("graph", "export", base=self.base), told

    def lines(self) -> Iterator[str]:
        """Yield the same as lines of N-Quads, graph by graph and sorted within each."""
        yield from dump(self.store)
        yield from sorted(f"{quad} .\n" for quad in self.told())

    def told(self) -> list[Quad]:
        """Return what tells how they were chosen, in a graph of its own."""
        if not self.description:
            return []
        export, graph = terms.export(self.base), terms.mint("graph", "export", base=self.base)
        text = Literal(self.description, language="en")
        return [
            Quad(export, terms.TYPE, NamedNode(terms.PROV + "Entity"), graph),
            Quad(export, terms.DESCRIPTION, text, graph),
        ]


def selected(
    store: Quads,
    *,
    place: Thing | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str | None = None,
    possibly: bool = False,
    base: str = terms.BASE,
) -> Chosen:
    """Return the claims about a place and its parts whose time possibly overlaps a span, as
    they were public on a day, with all that they refer to and the reports that bring them.

    ``start``, ``end`` and ``as_of`` are EDTF; a claim without any bound is in every span.
    Without any of them it is the store itself. Raises BadParameter.
    """
    if place is None and start is None and end is None and as_of is None:
        return Chosen(store, base=base)
    asked = {"place": place.iri} if place else {}
    rows = public.rows(store, "claims", asked, as_of=as_of, possibly=possibly)
    claims = {str(row["claim"]) for row in rows}
    if start is not None or end is not None:
        claims = _within(store, claims, start, end)
    kept = whole(_closure(store, claims, as_of, possibly=possibly))
    if as_of is not None and not possibly:
        kept = {quad for quad in kept if quad.predicate not in _WITHDRAWN}
    return Chosen(Store.memory(kept), _words(place, start, end, as_of, possibly=possibly), base)


def _words(
    place: Thing | None, start: str | None, end: str | None, as_of: str | None, *, possibly: bool
) -> str:
    """Return how something was chosen, as a sentence."""
    parts = [f"about {place.label} and its parts"] if place else []
    if start is not None or end is not None:
        parts.append(f"of a time that possibly overlaps {start or '..'}/{end or '..'}")
    if as_of is not None:
        parts.append(f"as {'possibly' if possibly else 'certainly'} public by {as_of}")
    return f"Claims {', '.join(parts)}."


def _within(store: Quads, claims: Collection[str], start: str | None, end: str | None) -> set[str]:
    """Return those claims whose event time may overlap a span."""
    first = catalogue.term("start", start).value if start is not None else ""
    last = catalogue.term("moment", end).value if end is not None else ""
    asserting: dict[str, set[str]] = {}
    for quad in _described(store, claims):
        if quad.predicate == _ASSERTS and isinstance(quad.object, NamedNode):
            asserting.setdefault(quad.object.value, set()).add(_iri(quad))
    past = {
        _iri(quad)
        for quad in _described(store, asserting)
        if (first and quad.predicate == _LATEST_END and _moment(quad) <= _time(first))
        or (last and quad.predicate == _EARLIEST_BEGIN and _moment(quad) >= _time(last))
    }
    return {
        claim
        for proposition, sharing in asserting.items()
        if proposition not in past
        for claim in sharing
    }


def _closure(store: Quads, claims: set[str], as_of: str | None, *, possibly: bool) -> set[Quad]:
    """Return all that claims, and the reports that bring them, lead to.

    With ``as_of`` only reports that were public then, and undated ones that those pass on, and
    no other claim than those given.
    """
    reports = _reports(store, claims)
    if as_of is not None:
        standing = _standing(store, reports, as_of, possibly=possibly)
        reports = standing | {it for it in _passed_on(store, standing) if it in reports}
    kept: set[Quad] = set()
    seen = claims | reports
    todo = set(seen)
    while todo:
        about = _described(store, todo)
        todo = set()
        for quad in about:
            other = quad.object.value if isinstance(quad.object, NamedNode) else None
            repeats = quad.predicate in _REPEATING and _iri(quad) in claims
            if other and repeats and other not in seen:
                if as_of is not None:
                    continue
                claims = claims | {other}
                new = {other} | _reports(store, {other})
            elif other and quad.predicate not in _APART:
                new = {other}
            else:
                new = set()
            kept.add(quad)
            todo |= new - seen
            seen |= new
    return kept


def _reports(store: Quads, claims: Collection[str]) -> set[str]:
    """Return the reports of claims, and those that report them on."""
    found: set[str] = set()
    todo: Collection[str] = claims
    while todo:
        rows = _in_data(store.referring(map(NamedNode, sorted(todo))))
        todo = {_iri(quad) for quad in rows if quad.predicate == _REPORT_OF} - found
        found |= todo
    return found


def _standing(store: Quads, reports: Collection[str], as_of: str, *, possibly: bool) -> set[str]:
    """Return those reports that were public on a day and not withdrawn."""
    day = _time(catalogue.term("moment", as_of).value)
    bounds: dict[str, dict[NamedNode, datetime]] = {report: {} for report in reports}
    for quad in _described(store, reports):
        if isinstance(quad.object, Literal) and quad.object.datatype == terms.DATE_TIME:
            bounds[_iri(quad)][quad.predicate] = _moment(quad)

    def stood(of: dict[NamedNode, datetime]) -> bool:
        late, withdrawn = of.get(_PUBLISHED[1]), of.get(_GONE[0])
        if not possibly:
            gone = (withdrawn or of.get(_GONE[1])) is not None and not (
                withdrawn and withdrawn > day
            )
            return late is not None and late <= day and not gone
        early = of.get(_PUBLISHED[0])
        over = of.get(_GONE[1])
        shown = early <= day if early else late is not None
        return shown and not (over and over <= day)

    return {report for report, of in bounds.items() if stood(of)}


def _passed_on(store: Quads, reports: Collection[str]) -> set[str]:
    """Return what reports pass on, and what that passes on."""
    found: set[str] = set()
    todo: Collection[str] = reports
    while todo:
        rows = _described(store, todo)
        of = (quad.object for quad in rows if quad.predicate == _REPORT_OF)
        todo = {it.value for it in of if isinstance(it, NamedNode)} - found
        found |= todo
    return found


def _described(store: Quads, things: Collection[str]) -> list[Quad]:
    return _in_data(store.about(map(NamedNode, sorted(things))))


def _in_data(quads: Iterable[Quad]) -> list[Quad]:
    return [
        it for it in quads if isinstance(it.graph_name, NamedNode) and terms.is_data(it.graph_name)
    ]


def _iri(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _moment(quad: Quad) -> datetime:
    return _time(quad.object.value if isinstance(quad.object, Literal) else "")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
