"""A batch on its way into a store: whole record graphs, and where each thing was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from claimline import rdf, terms
from claimline.errors import Position
from claimline.intake import Taken
from claimline.model import Actor, Event, Place, Value
from claimline.statements import Statements, each, size

Graphs = dict[NamedNode, Statements]

_ALONE = (Place, Actor, Event)
"""Values that may have a graph of their own."""


@dataclass
class Batch:
    """Some outcomes of a load: their values by graph, how many values there are of each
    class, the record graph it has come to, and all that it holds."""

    base: str = terms.BASE
    taken: list[Taken] = field(default_factory=list)
    graphs: Graphs = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    size: int = 0
    record: NamedNode | None = None
    records: set[NamedNode] = field(default_factory=set)
    _fresh: set[NamedNode] = field(default_factory=set)

    def add(self, taken: Taken) -> None:
        """Put the values of an outcome into the batch."""
        self.taken.append(taken)
        mended = taken.row is not None and taken.row.mended
        for value in taken.values:
            graph = rdf.graph_of(value, self.base)
            there = self.graphs.get(graph)
            if there is None:
                there = self.graphs[graph] = Statements(graph)
            for about in rdf.described(value, self.base):
                there.add(about)
                self.size += size(about[1])
            self.counts[type(value).__name__] += 1
            if is_record(value):
                self.record = graph
                self.records.add(graph)
                if not mended:
                    self._fresh.add(graph)

    @property
    def added(self) -> set[NamedNode]:
        """The record graphs of which all rows are mended ones: they come to what is there."""
        mended = {
            rdf.graph_of(value, self.base)
            for taken in self.taken
            if taken.row is not None and taken.row.mended
            for value in taken.values
            if is_record(value)
        }
        return mended - self._fresh

    @property
    def positions(self) -> dict[str, Position]:
        """Where what stands at each IRI was read, as far as it is known."""
        found: dict[str, Position] = {}
        for taken in self.taken:
            for value in taken.values:
                if where := value.at or (taken.row.at if taken.row else None):
                    found |= dict.fromkeys(_subjects(value, self.base), where)
        return found

    def begins(self, taken: Taken) -> bool:
        """Tell whether an outcome begins a record graph that the batch does not end with; in a
        batch without one, whatever has a graph of its own does."""
        first = next((value for value in taken.values if is_record(value)), None)
        if first is None:
            return self.record is None
        return rdf.graph_of(first, self.base) != self.record

    def without(self, subjects: Iterable[str]) -> tuple[Batch, list[Taken]]:
        """Return the batch without the outcomes that speak of some subjects, and those.

        What others refer to stays, if it is a thing on its own with nothing wrong: that it was
        declared with an outcome that goes is chance.
        """
        wrong = set(subjects)
        left = Batch(self.base)
        out = []
        for taken in self.taken:
            if subjects_of(taken, self.base) & wrong:
                out.append(taken)
            else:
                left.add(taken)
        needed = objects(left.graphs.values()) - {f"<{subject}>" for subject in wrong}
        for value in (value for taken in out for value in taken.values):
            if not is_record(value) and _iri(value, self.base) in needed:
                left.add(Taken((value,), rows=0))
        return left, out


def subjects_of(taken: Taken, base: str) -> set[str]:
    """Return the IRIs of all that an outcome says something of."""
    return {subject for value in taken.values for subject in _subjects(value, base)}


def _subjects(value: Value, base: str) -> list[str]:
    return [subject[1:-1] for subject, _ in rdf.described(value, base)]


def objects(graphs: Iterable[Statements]) -> set[str]:
    """Return the IRIs of all that graphs refer to, as texts."""
    return {
        term
        for graph in graphs
        for said in graph.held.values()
        for held in said.values()
        for term in each(held)
        if term[0] == "<"
    }


def _iri(value: Value, base: str) -> str:
    """Return the IRI of a thing on its own, as a text."""
    return terms.minted(type(value).__name__.lower(), value.id, base=base)


def is_record(value: Value) -> bool:
    """Tell whether a value stands in the graph of a record, and not in one of its own."""
    return not isinstance(value, _ALONE) or (isinstance(value, Event) and bool(value.record))
