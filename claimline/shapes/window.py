"""Nodes seen as an rdflib graph: each node is turned into rdflib's terms when it is asked for.

What pySHACL reads through it is the whole graph, of which it mostly asks for little.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Text
from rdflib.plugins.stores.memory import Memory

from claimline.errors import InputError
from claimline.shapes.nodes import Nodes
from claimline.statements import each
from claimline.terms import XSD

if TYPE_CHECKING:
    from rdflib.graph import _ContextType, _TriplePatternType, _TripleType
    from rdflib.term import Identifier


def window(nodes: Nodes) -> Graph:
    """Return a graph that holds what the nodes hold, as far as it has been asked about."""
    store = _Filling(nodes)
    store.whole = Graph(store=store, bind_namespaces="none")
    return store.whole


class _Filling(Memory):
    """A store in memory that takes a node's triples from elsewhere when it is asked for them.

    ``whole`` is the graph the triples are in, which is made after the store.
    """

    whole: Graph

    def __init__(self, nodes: Nodes) -> None:
        super().__init__()
        self._nodes = nodes
        self._filled: set[str] = set()
        self._length: int | None = None

    def triples(
        self, triple_pattern: _TriplePatternType, context: _ContextType | None = None
    ) -> Generator[tuple[_TripleType, Generator[_ContextType | None]]]:
        """Yield the triples of the nodes that match a pattern, as rdflib asks for them."""
        for node in self._concerned(triple_pattern):
            if node not in self._filled:
                self._filled.add(node)
                self._fill(node)
        # As a list, since whoever iterates may ask on and so fill in more.
        yield from list(super().triples(triple_pattern, context))

    def __len__(self, context: _ContextType | None = None) -> int:
        # Once, since pySHACL asks for each result whether the graph is empty.
        if self._length is None:
            held = self._nodes.held.values()
            self._length = sum(len(each(there)) for key in held for there in key.values())
        return self._length

    def _concerned(self, pattern: _TriplePatternType) -> Iterable[str]:
        """Return at least the subjects of the triples that match a pattern."""
        subject, predicate, term = pattern
        if subject is not None:
            return (text,) if (text := _text(subject)) in self._nodes.held else ()
        if predicate is None:
            return self._nodes.held
        # Several texts may have become one literal, so those are not looked up by their text.
        if term is None or isinstance(term, Text):
            return self._nodes.holders(_text(predicate))
        return self._nodes.sources(_text(term), _text(predicate))

    def _fill(self, node: str) -> None:
        lines = [
            f"{node} {predicate} {term} .\n"
            for predicate in self._nodes.held[node]
            for term in self._nodes.values(node, predicate)
        ]
        with quiet("rdflib.term"):
            for quad in parse("".join(lines), format=RdfFormat.N_TRIPLES, lenient=True):
                self.add(as_rdflib(quad), self.whole)


def graph(quads: Iterable[Quad]) -> Graph:
    """Return an rdflib graph in memory with these triples, their lexical forms untouched."""
    held = Graph(bind_namespaces="none")
    with quiet("rdflib.term"):
        for quad in quads:
            held.add(as_rdflib(quad))
    return held


def as_rdflib(quad: Quad) -> tuple[Identifier, Identifier, Identifier]:
    """Return a quad's triple in rdflib's terms."""
    return _term(quad.subject), _term(quad.predicate), _term(quad.object)


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """Keep a logger from warning; rdflib warns with a traceback of what a shape will say."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _text(term: object) -> str:
    """Return an rdflib term as a text; a literal's is no subject and no predicate."""
    return f"_:{term}" if isinstance(term, BNode) else f"<{term}>"


@lru_cache(maxsize=1 << 16)
def _term(term: NamedNode | BlankNode | Literal | Triple) -> Identifier:
    """Return a pyoxigraph term as rdflib's; refuses triple terms, which rdflib has not."""
    match term:
        case NamedNode():
            return URIRef(term.value)
        case Literal():
            if term.language:
                return Text(term.value, lang=term.language)
            if term.datatype.value == XSD + "string":
                return Text(term.value)
            # normalize=False: rdflib would rewrite 2022-09-10T16:00:00Z as …+00:00.
            typed = Text(term.value, datatype=URIRef(term.datatype.value), normalize=False)
            # pySHACL fails on comparing what is not of its datatype. As plain text it
            # compares with nothing and is of the wrong datatype, which is as true.
            return Text(term.value) if typed.ill_typed else typed
        case BlankNode():
            return BNode(term.value)
    raise InputError(f"a triple about a triple cannot be validated: {term}")
