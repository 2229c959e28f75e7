"""A graph as the checks read it: triples grouped by their subjects, terms as N-Triples texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import Quad, Triple

from claimline.errors import InputError
from claimline.statements import Properties, Statements, each, joined
from claimline.terms import RDF, RDFS

TYPE = f"<{RDF}type>"
SUBCLASS = f"<{RDFS}subClassOf>"


class Nodes:
    """The triples of a graph by subject and predicate; the names of graphs are left out.

    ``held`` is to be read only; ``memo`` is for verdicts that hold while nothing is added.
    """

    __slots__ = ("_sources", "_superclasses", "held", "memo")

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.held: dict[str, Properties] = {}
        self.memo: defaultdict[str, dict[str, bool | None]] = defaultdict(dict)
        self._sources: dict[str, dict[str, dict[str, None]]] = {}
        self._superclasses: dict[str, frozenset[str]] = {}
        self.add(quads)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add triples; raises InputError for a triple about a triple."""
        self.memo.clear()
        self._sources.clear()
        self._superclasses.clear()
        held = self.held
        names: dict[str, str] = {}
        last: object = None
        properties: Properties = {}
        for quad in quads:  # the only loop over every quad, so every step of it counts
            subject = quad.subject
            if subject != last:
                last = subject
                properties = held.setdefault(str(subject), {})
            predicate, value = str(quad.predicate), quad.object
            if isinstance(value, Triple):
                raise InputError(f"a triple about a triple cannot be validated: {value}")
            term = str(value)
            there = properties.get(predicate)
            if there is None:
                properties[names.setdefault(predicate, predicate)] = term
            elif isinstance(there, str):
                properties[predicate] = {there: None, term: None}
            else:
                there[term] = None

    def join(self, graphs: Iterable[Statements]) -> None:
        """Add what graphs hold, as it is: nothing may be added after it but other graphs."""
        self.memo.clear()
        self._sources.clear()
        self._superclasses.clear()
        for graph in graphs:
            for subject, said in graph.held.items():
                there = self.held.setdefault(subject, said)
                if there is not said:
                    self.held[subject] = joined(there, said)

    def values(self, node: str, predicate: str) -> Collection[str]:
        """Return the objects of a node's triples with a predicate, each once."""
        properties = self.held.get(node)
        return () if properties is None else each(properties.get(predicate))

    def sources(self, node: str, predicate: str) -> Collection[str]:
        """Return the subjects of the triples that lead to a node by a predicate, each once."""
        if predicate not in self._sources:
            leading: defaultdict[str, dict[str, None]] = defaultdict(dict)
            for subject, properties in self.held.items():
                for term in each(properties.get(predicate)):
                    leading[term][subject] = None
            self._sources[predicate] = dict(leading)
        return self._sources[predicate].get(node, {}).keys()

    def holders(self, predicate: str) -> list[str]:
        """Return the subjects of all triples with a predicate."""
        return [node for node, properties in self.held.items() if predicate in properties]

    def superclasses(self, kind: str) -> frozenset[str]:
        """Return a class with all that it is a subclass of, directly or not."""
        if kind not in self._superclasses:
            found, todo = {kind}, [kind]
            while todo:
                new = set(self.values(todo.pop(), SUBCLASS)) - found
                found |= new
                todo.extend(new)
            self._superclasses[kind] = frozenset(found)
        return self._superclasses[kind]

    def classes(self, node: str) -> set[str]:
        """Return all classes that a node is an instance of."""
        kinds = self.values(node, TYPE)
        return {above for kind in kinds for above in self.superclasses(kind)}
