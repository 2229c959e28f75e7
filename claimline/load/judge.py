"""Judging: what the shapes, the checks and the content hashes find wrong with new data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from claimline import catalogue, rdf, shapes, terms
from claimline.changes import Change
from claimline.errors import InvalidData, Position
from claimline.intake import Taken
from claimline.load.batch import Batch, Graphs, objects
from claimline.model import Value
from claimline.shapes import Finding
from claimline.statements import Statements, each
from claimline.store import Quads, Store, data

_EXACT_MATCH = str(terms.EXACT_MATCH)


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
        return store.replace({**self.graphs, **rdf.shipped()})


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
    return seen.judged(found_in(seen.graphs, seen.known))


@dataclass(frozen=True, slots=True)
class Seen:
    """New graphs together with what is to be known of the things they refer to, and what is
    judged, as texts."""

    graphs: list[Statements]
    known: list[Quad]
    subjects: frozenset[str]

    def judged(self, found: Iterable[Finding]) -> list[Finding]:
        """Return those findings that are about what is judged."""
        return [finding for finding in found if f"<{finding.focus}>" in self.subjects]


def see(store: Quads, graphs: Graphs, *beside: Quads) -> Seen:
    """Return new graphs with what a store, and what is to come beside it, say of the things
    they refer to.

    Of the things that are only referred to, or carry an identifier that a new thing carries as
    well, no more than a part is at hand, so nothing is said of them; but whoever still refers
    to a thing that is taken away is answered for.
    """
    described = {subject for said in graphs.values() for subject in said.held}
    referred = objects(graphs.values()) - described
    gone = {str(quad.subject) for graph in graphs for quad in store.quads(graph)} - described
    left = _outside(graphs, store.referring(_named(gone)))
    identifiers = {
        identifier
        for said in graphs.values()
        for properties in said.held.values()
        for identifier in each(properties.get(_EXACT_MATCH))
    }
    known = []
    for source in (store, *beside):
        same = _outside(graphs, source.referring(_named(identifiers)))
        twins = {str(quad.subject) for quad in same} - described
        known += _outside(graphs, source.about(_named(referred | gone | twins)))
    judged = described | {str(quad.subject) for quad in left}
    return Seen([*graphs.values()], [*left, *known], frozenset(judged))


def found_in(graphs: Sequence[Statements], known: Sequence[Quad]) -> list[Finding]:
    """Return what the shapes and the checks find wrong with graphs, and with what is known
    beside them.

    Content hashes need no judging in a load: the graphs were named by them a moment ago.
    """
    together = Store.union(graphs, known)
    return [*shapes.findings_in(graphs, known), *_broken_rules(together)]


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


def _named(things: Iterable[str]) -> Iterator[NamedNode]:
    """Yield those of some terms that are IRIs, sorted."""
    return (NamedNode(thing[1:-1]) for thing in sorted(things) if thing[0] == "<")


def _outside(replaced: Graphs, quads: Iterable[Quad]) -> list[Quad]:
    """Return quads but for those of graphs that are replaced."""
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
