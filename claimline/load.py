"""The way of a record into a store: find a loader, read, build, check, replace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from pyoxigraph import NamedNode, Quad

from claimline import catalogue, rdf, shapes, terms
from claimline.errors import InvalidData, Position, UnknownName
from claimline.model import Source, Value
from claimline.record import Known
from claimline.shapes import Finding
from claimline.store import Change, Quads, Store

Graphs = dict[NamedNode, list[Quad]]


class Loader(Protocol):
    """What a loader module offers; the first line of its docstring is its help."""

    SOURCE: Source

    def records(self, paths: Sequence[Path], known: Known) -> Iterator[Value]:
        """Yield model values one at a time."""


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


LOADERS = "claimline.loaders"
"""The package of our own loaders, and the entry-point group of other people's."""


@cache
def names() -> dict[str, str]:
    """Return the loaders by command name, each with the module that holds it.

    They are found by walking our package, and other people's by the entry-point group.
    """
    own = {
        module.name.replace("_", "-"): f"{LOADERS}.{module.name}"
        for module in iter_modules(import_module(LOADERS).__path__)
    }
    others = {point.name: point.value for point in entry_points(group=LOADERS)}
    return dict(sorted((others | own).items()))


def get(name: str) -> Loader:
    """Return a loader by its command name; raises UnknownName."""
    if name not in names():
        raise UnknownName("loader", name, names())
    return cast("Loader", import_module(names()[name]))


def known(store: Quads) -> Known:
    """Return the names a store already knows, for records that build on it."""
    things = store.select(catalogue.get("known").text).plain()
    claims = store.select(catalogue.get("known-claims").text).plain()
    return Known.of_rows(things, claims)


def prepare(store: Quads, values: Iterable[Value], *, base: str = terms.BASE) -> Prepared:
    """Judge values together with what a store says of the things they refer to.

    Raises InvalidData with every violation; the store is only read.
    """
    graphs, positions, counts = _quads(values, base)
    found = _judge(store, graphs)
    wrong = [finding for finding in found if finding.severity == "violation"]
    if wrong:
        raise InvalidData([_line(finding, positions) for finding in wrong])
    return Prepared(graphs, dict(counts), tuple(f for f in found if f.severity == "warning"))


def judge_store(store: Quads) -> list[Finding]:
    """Return everything the shapes, the checks and the content hashes find in a whole store."""
    quads = list(store.quads())
    return [*shapes.findings(quads), *shapes.tampered(quads), *_broken_rules(store)]


def _quads(values: Iterable[Value], base: str) -> tuple[Graphs, dict[str, Position], Counter[str]]:
    """Return the quads of values by graph, where each thing was read, and how many there are."""
    graphs: Graphs = {}
    positions: dict[str, Position] = {}
    counts: Counter[str] = Counter()
    for value in values:
        quads = list(rdf.quads(value, base))
        graphs.setdefault(rdf.graph_of(value, base), []).extend(quads)
        counts[type(value).__name__] += 1
        if value.at:
            positions |= dict.fromkeys((_text(quad.subject) for quad in quads), value.at)
    return graphs, positions, counts


def _judge(store: Quads, graphs: Graphs) -> list[Finding]:
    """Return what is wrong with the new graphs, seen together with what they refer to.

    Of the things that are only referred to no more than a part is at hand, so nothing is
    said of them; but whoever still refers to a thing that is taken away is answered for.
    """
    quads = [quad for held in graphs.values() for quad in held]
    described = {quad.subject for quad in quads}
    referred = {quad.object for quad in quads} - described
    gone = {quad.subject for graph in graphs for quad in store.quads(graph)} - described
    left = _rows(store, "referring", gone, graphs)
    together = Store.memory([*quads, *left, *_rows(store, "describe", referred, graphs)])
    found = [
        *shapes.findings(together.quads()),
        *shapes.tampered(quads),
        *_broken_rules(together),
    ]
    judged = {_text(subject) for subject in described | {quad.subject for quad in left}}
    return [finding for finding in found if finding.focus in judged]


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


def _line(finding: Finding, positions: dict[str, Position]) -> str:
    at = positions.get(finding.focus)
    return f"{at}: {finding}" if at else str(finding)


def _text(subject: object) -> str:
    return subject.value if isinstance(subject, NamedNode) else str(subject)
