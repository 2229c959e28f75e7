"""What stands in RDF: values, the shipped terms, and statements that no value stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from claimline import rdf, terms
from claimline.errors import Fault, Position
from claimline.model import Value
from claimline.rdf_in.content import shown
from claimline.rdf_in.nodes import Node, nodes
from claimline.rdf_in.texts import Statement
from claimline.rdf_in.things import KINDS, Things
from claimline.terms import cl

GraphName = NamedNode | BlankNode | DefaultGraph

_FOLLOW = {terms.TYPE, terms.IDENTIFIER, cl("nameKey"), cl("inRecord")}
"""What follows from the rest, so that it need not be said."""

WHY = {
    "Judgement": "a judgement is computed from claims and never loaded",
    "Report": "this report belongs to no claim that stands here",
    "Proposition": "nobody here claims this",
    "Measure": "no proposition here names this amount",
}
"""Why a part of something cannot stand alone, by its class."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that stands in RDF: a value, or what is wrong with it. One that is neither is
    ``known`` already: a reason for passing it over.

    ``text`` are its statements and those of its parts, in N-Quads.
    """

    text: str
    at: Position
    value: Value | None = None
    faults: tuple[Fault, ...] = ()
    known: str = ""


def found(told: Iterable[Statement], base: str) -> Iterator[Found]:
    """Yield each thing that statements tell of, those with a graph of their own first."""
    graphs: defaultdict[GraphName, list[Statement]] = defaultdict(list)
    for statement in told:
        graphs[statement.quad.graph_name].append(statement)
    every = (each for name, own in graphs.items() for each in _in(name, own, base))
    yield from sorted(every, key=lambda each: _rank(each.value, base))


def _rank(value: Value | None, base: str) -> tuple[bool, str]:
    """Return what orders values: things on their own, then record by record."""
    graph = rdf.graph_of(value, base).value if value else ""
    return (graph.startswith(f"{base}graph/document/"), graph)


def _in(name: GraphName, told: list[Statement], base: str) -> Iterator[Found]:
    """Yield the things in one graph."""
    if isinstance(name, NamedNode) and not terms.is_data(name):
        yield from _each(told, base, "the log of another store's loads")
        return
    shipped = _shipped()
    ours = [each for each in told if each.quad.triple in shipped]
    yield from _each(ours, base, "a term of the ontology, which every store has")
    export = terms.export(base)
    chosen = [each for each in told if each.quad.subject == export]
    yield from _each(chosen, base, "what tells how an export was chosen")
    yield from _blank(told)
    left = [it for it in told if it.quad.triple not in shipped and it.quad.subject != export]
    by_iri = {node.iri: node for node in nodes(left, base)}
    things = Things(by_iri, base, _record(name, base))
    for node in [*by_iri.values()]:
        kinds = [kind for kind in KINDS if kind in node.types]
        if len(kinds) == 1:
            yield _thing(things, node, kinds[0], name)
    for node in by_iri.values():
        if node.iri not in things.reached:
            yield _alone(node)


def _each(told: list[Statement], base: str, why: str) -> Iterator[Found]:
    for node in nodes(told, base):
        yield Found(*_stated(node.told), known=why)


@cache
def _shipped() -> frozenset[Triple]:
    return frozenset(quad.triple for quads in rdf.shipped().values() for quad in quads)


def _record(name: GraphName, base: str) -> str | None:
    """Return the key of the record that a graph is of."""
    start = f"{base}graph/document/"
    if not isinstance(name, NamedNode) or not name.value.startswith(start):
        return None
    return Node(name, (), base).parts(name, "graph/document")[0] or None


def _thing(things: Things, node: Node, kind: str, name: GraphName) -> Found:
    """Return the value that a node is, if it says all that was read and nothing else."""
    before = set(things.reached)
    things.reached = set()
    value = things.value(node, kind)
    parts = [things.nodes[iri] for iri in things.reached if iri in things.nodes]
    parts.sort(key=lambda part: (part is not node, part.iri.value))
    things.reached |= before
    faults = [fault for part in parts for fault in part.faults]
    if value and not faults:
        faults = [*_compared(value, node, parts, name, things.base)]
    stated = _stated([each for part in parts for each in part.told])
    if faults:
        return Found(*stated, faults=tuple(dict.fromkeys(faults)))
    return Found(*stated, value)


def _compared(
    value: Value, node: Node, parts: list[Node], name: GraphName, base: str
) -> Iterator[Fault]:
    """Yield a fault for what was read and is not written, or is written and was not read."""
    graph = rdf.graph_of(value, base)
    if isinstance(name, NamedNode | BlankNode) and name != graph:
        message = f"<{node.iri.value}>: it stands in the graph {name}"
        yield Fault(node.at, message, f"it belongs to {graph}, or to no graph at all")
        return
    written = {*rdf.triples(value, base)}
    read = {each.quad.triple: (part, each) for part in parts for each in part.told}
    for triple, (part, each) in read.items():
        if triple not in written:
            wanted = [str(t.object) for t in written if _place(t) == _place(triple)]
            said = f"<{part.iri.value}>: {shown(triple.predicate)} {triple.object}"
            hint = f"{' or '.join(sorted(wanted))} is wanted there" if wanted else ""
            yield Fault(each.at, f"{said} is {'not it' if wanted else 'not known here'}", hint)
    for triple in sorted(written - read.keys(), key=str):
        report = triple.predicate == terms.LABEL and f"{base}report/" in str(triple.subject)
        if triple.predicate not in _FOLLOW and not report:
            message = f"{triple.subject}: {shown(triple.predicate)} is missing"
            yield Fault(node.at, message, f"{triple.object} is wanted there")


def _place(triple: Triple) -> tuple[object, NamedNode]:
    return triple.subject, triple.predicate


def _alone(node: Node) -> Found:
    """Return the fault of a node that is no part of any value."""
    classes = [term.value for term in node.iris(terms.TYPE)]
    why = next((WHY[kind] for kind in sorted(node.types) if kind in WHY), "")
    if len([kind for kind in KINDS if kind in node.types]) > 1:
        why = "it is of two classes that exclude each other"
    if not why:
        what = f"a {shown(NamedNode(classes[0]))}" if classes else "without a class"
        why = f"this is {what}, which is neither a thing known here nor a part of one"
    said = ", ".join(sorted({shown(each.quad.predicate) for each in node.told}))
    fault = Fault(node.at, f"<{node.iri.value}>: {why} ({said})")
    return Found(*_stated(node.told), faults=(fault,))


def _blank(told: list[Statement]) -> Iterator[Found]:
    """Yield the blank nodes that anything is said of, each with its fault."""
    by_node: defaultdict[str, list[Statement]] = defaultdict(list)
    for each in told:
        if not isinstance(each.quad.subject, NamedNode):
            by_node[str(each.quad.subject)].append(each)
    for own in by_node.values():
        said = ", ".join(sorted({shown(each.quad.predicate) for each in own}))
        message = f"a blank node ({said}); data has none"
        hint = "give it an IRI, so that loading it again finds it"
        yield Found(*_stated(own), faults=(Fault(own[0].at, message, hint),))


def _stated(told: list[Statement]) -> tuple[str, Position]:
    return "".join(f"{each.quad} .\n" for each in told), told[0].at
