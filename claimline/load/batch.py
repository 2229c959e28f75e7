"""A batch on its way into a store: the quads of whole record graphs, and where each was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from claimline import rdf, terms
from claimline.errors import Position
from claimline.intake import Taken
from claimline.model import Actor, Event, Place, Value

Graphs = dict[NamedNode, list[Quad]]

_ALONE = (Place, Actor, Event)
"""Values that may have a graph of their own."""


@dataclass
class Batch:
    """Some outcomes of a load: their values' quads by graph, how many values there are of each
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
            quads = list(rdf.quads(value, self.base))
            self.graphs.setdefault(graph, []).extend(quads)
            self.size += len(quads)
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
                    subjects = {text(quad.subject) for quad in rdf.quads(value, self.base)}
                    found |= dict.fromkeys(subjects, where)
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
        needed = {text(quad.object) for quads in left.graphs.values() for quad in quads} - wrong
        for value in (value for taken in out for value in taken.values):
            if not is_record(value) and _iri(value, self.base) in needed:
                left.add(Taken((value,), rows=0))
        return left, out


def subjects_of(taken: Taken, base: str) -> set[str]:
    """Return the IRIs of all that an outcome says something of."""
    quads = (quad for value in taken.values for quad in rdf.quads(value, base))
    return {text(quad.subject) for quad in quads}


def _iri(value: Value, base: str) -> str:
    """Return the IRI of a thing on its own."""
    return terms.mint(type(value).__name__.lower(), value.id, base=base).value


def is_record(value: Value) -> bool:
    """Tell whether a value stands in the graph of a record, and not in one of its own."""
    return not isinstance(value, _ALONE) or (isinstance(value, Event) and bool(value.record))


def text(subject: object) -> str:
    """Return the IRI of a subject, as findings give it."""
    return subject.value if isinstance(subject, NamedNode) else str(subject)
