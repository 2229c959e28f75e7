"""Judging: what the shapes, the checks and the content hashes find wrong with new data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimline import catalogue, rdf, shapes, terms
from claimline.errors import InvalidData, Position
from claimline.intake import Taken
from claimline.load.batch import Batch, Graphs, text
from claimline.model import Value
from claimline.shapes import Finding
from claimline.store import Change, Quads, Store, data


@dataclass(frozen=True, slots=True)
class Prepared:
    """Values that were read, judged and found sound: the graphs they make, how many values
    there are of each class, and what is worth a look."""

    graphs: Graphs
    counts: dict[str, int]
    warnings: tuple[Finding, ...]

    def into(self, store: Quads) -> Change:
        """Put the graphs into a store, each replaced whole, all or none, together with the
        ontology and its vocabularies, so that any SPARQL client finds the labels."""
        return store.replace(self.graphs | rdf.shipped())


def prepare(store: Quads, values: Iterable[Value], *, base: str = terms.BASE) -> Prepared:
    """Judge values together with what a store says of the things they refer to.

    Raises InvalidData with every violation; the store is only read.
    """
    batch = Batch(base)
    batch.add(Taken(tuple(values)))
    found = judge(store, batch.graphs)
    if wrong := violations(found):
        raise InvalidData(lines(wrong, batch.positions))
    return Prepared(batch.graphs, dict(batch.counts), tuple(warnings(found)))


def judge_store(store: Quads) -> list[Finding]:
    """Return everything the shapes, the checks and the content hashes find in a whole store."""
    return [*shapes.judge(data(store)), *_broken_rules(store)]


def judge(store: Quads, graphs: Graphs, *beside: Quads) -> list[Finding]:
    """Return what is wrong with new graphs, seen together with what they refer to in a store
    and in what is to come ``beside`` it."""
    seen = see(store, graphs, *beside)
    return seen.judged(found_in(seen.quads))


@dataclass(frozen=True, slots=True)
class Seen:
    """New quads together with what is to be known of the things they refer to, and the IRIs of
    those that are judged."""

    quads: list[Quad]
    subjects: frozenset[str]

    def judged(self, found: Iterable[Finding]) -> list[Finding]:
        """Return those findings that are about what is judged."""
        return [finding for finding in found if finding.focus in self.subjects]


def see(store: Quads, graphs: Graphs, *beside: Quads) -> Seen:
    """Return new graphs with what a store, and what is to come beside it, say of the things
    they refer to.

    Of the things that are only referred to, or carry an identifier that a new thing carries as
    well, no more than a part is at hand, so nothing is said of them; but whoever still refers
    to a thing that is taken away is answered for.
    """
    quads = [quad for held in graphs.values() for quad in held]
    described = {quad.subject for quad in quads}
    referred = {quad.object for quad in quads} - described
    gone = {quad.subject for graph in graphs for quad in store.quads(graph)} - described
    left = _rows(store, "referring", gone, graphs)
    identifiers = {quad.object for quad in quads if quad.predicate == terms.EXACT_MATCH}
    known = []
    for source in (store, *beside):
        twins = {quad.subject for quad in _rows(source, "referring", identifiers, graphs)}
        known += _rows(source, "describe", referred | gone | (twins - described), graphs)
    judged = {text(subject) for subject in described | {quad.subject for quad in left}}
    return Seen([*quads, *left, *known], frozenset(judged))


def found_in(quads: Iterable[Quad]) -> list[Finding]:
    """Return what the shapes and the checks find wrong with quads.

    Content hashes need no judging in a load: the quads were named by them a moment ago.
    """
    together = Store.memory(quads)
    return [*shapes.findings(together.quads()), *_broken_rules(together)]


def found_in_text(data: bytes) -> list[Finding]:
    """Return what ``found_in`` does of N-Quads, for a process that can only be sent text."""
    return found_in(parse(data, format=RdfFormat.N_QUADS))


def violations(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings that keep data out of a store."""
    return [finding for finding in found if finding.severity == "violation"]


def warnings(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are worth a look."""
    return [finding for finding in found if finding.severity == "warning"]


def lines(found: Iterable[Finding], positions: dict[str, Position]) -> list[str]:
    """Return findings as people read them, with the place in the file where it can be told."""
    return [
        f"{positions[finding.focus]}: {finding}" if finding.focus in positions else str(finding)
        for finding in found
    ]


def _rows(store: Quads, query: str, things: Iterable[object], replaced: Graphs) -> list[Quad]:
    """Return what a query about things says of them, outside the graphs that are replaced."""
    iris = sorted(thing.value for thing in things if isinstance(thing, NamedNode))
    if not iris:
        return []
    table = store.select(catalogue.get(query).bind(thing=iris))
    quads = (
        Quad(subject, predicate, term, graph)  # type: ignore[arg-type] # as the query selects
        for graph, subject, predicate, term in table.rows
    )
    return [quad for quad in quads if quad.graph_name not in replaced]


def _broken_rules(store: Quads) -> list[Finding]:
    """Return what the shipped checks answer: queries that must answer nothing."""
    return [
        Finding(
            severity="violation",
            focus=str(row["focus"]),
            shape=check.name,
            path="",
            value=str(row.get("value") or ""),
            message=str(row.get("message") or check.title),
        )
        for check in catalogue.checks()
        for row in store.select(check.text).plain()
    ]
