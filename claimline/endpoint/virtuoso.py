"""Virtuoso, which keeps quads well and reads SPARQL 1.1 in its own way.

Why most questions are answered here and not there: Virtuoso 7.2 refuses, or worse, answers
wrongly and without a word, property paths with ``+`` and ``*``, ``UNDEF``, ``EXISTS`` within
``||``, and CONCAT and COALESCE of unbound variables, which is half of the shipped questions;
it cuts rows beyond its limit, and triples beyond it without a word. So it is sent only the
plain questions that it is known to read right, and answers others from a copy of its quads,
fetched once and kept as long as the connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from claimline.endpoint.service import UNFINISHED, Endpoint, chunks, marks_of
from claimline.errors import RemoteError
from claimline.store import Additions, Answer, Cell, Change, Store, Table, differences
from claimline.terms import GEO, XSD

_BOOLEAN = NamedNode(XSD + "boolean")
_BOOLEANS = {"1": "true", "0": "false"}
_WKT = NamedNode(GEO + "wktLiteral")
_WKT_AS_TEXT = NamedNode("http://www.opengis.net/ont/sf#wktLiteral")
"""What GeoSPARQL's first draft called the type: Virtuoso keeps it as it is, while coordinates
of the final type come back as the nearest 32-bit numbers."""

_OWN = (
    "http://www.openlinksw.com/",
    "http://localuriqaserver/",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "urn:activitystreams-owl:",
    "urn:core:services:",
)
"""How the names of graphs begin that Virtuoso keeps for itself."""

_PAGE = 5_000
_COUNT = "SELECT (COUNT(*) AS ?n) {{ {} }}"
_ROWS = "SELECT ?g ?s ?p ?o {{ {} }} LIMIT {} OFFSET {}"
_OF_GRAPH = "GRAPH ?g { ?s ?p ?o }"
_ALL = _OF_GRAPH + "".join(f' FILTER(!STRSTARTS(STR(?g), "{name}"))' for name in _OWN)

_NOISE = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|#[^\n]*|[?$]\w+")
_WORD = re.compile(r"[A-Za-z][\w-]*")
_NAME = re.compile(r"[A-Za-z][\w-]*:[\w.-]*")
_PLAIN = re.compile(
    "a|as|bind|by|coalesce|count|datatype|distinct|filter|graph|group|lang|order|prefix|select"
    "|str|values|where",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(r"[+*|!&]|\bselect\b.*\bselect\b", re.DOTALL | re.IGNORECASE)


class Virtuoso(Endpoint):
    """The quads of a Virtuoso server, the graphs that it keeps for itself left out.

    It has no transaction over several statements. So each graph that changes is put whole,
    between a mark and its removal, and read back: what the server keeps otherwise than it was
    given raises RemoteError.
    """

    _copy: Store | None = None

    def check_union(self) -> None:
        """Do nothing: the default graph is always the union."""

    def answer(self, query: str) -> Answer:
        """Return what a query gives over the union of all graphs; raises BadQuery."""
        if self._copy is None and is_plain(query):
            rows = self._rows(query)
            if rows is not None:
                return rows
        return self._here().answer(query)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all, read in pages and counted."""
        if self._copy is not None or graph is None:
            yield from self._here().quads(graph)
        else:
            yield from self._paged(f"VALUES ?g {{ {graph} }} {_OF_GRAPH}")

    def graphs(self) -> list[NamedNode]:
        """Return the names of the graphs that hold anything, sorted."""
        return [name for name in self._here().graphs() if name != UNFINISHED]

    def replace(self, graphs: Additions) -> Change:
        """Make each named graph equal to the quads given for it, one after another.

        Where it breaks off, the graphs are still marked, and running it again completes it.
        Nobody else may be writing to these graphs meanwhile.
        """
        wanted = {graph: list(quads) for graph, quads in graphs.items()}
        added, removed = differences(self, wanted)
        touched = {cast("NamedNode", quad.graph_name) for quad in [*added, *removed]}
        left = self.unfinished() & set(wanted)
        self._update(marks_of(touched), [])
        for graph in sorted(touched, key=str):
            self._put(graph, wanted[graph])
        self._update([], marks_of(touched | left))
        if self._copy is not None:
            self._copy.replace({graph: wanted[graph] for graph in touched})
        return Change(len(added), len(removed))

    def _put(self, graph: NamedNode, quads: list[Quad]) -> None:
        method = "PUT"
        for chunk in chunks(quads) if quads else [[]]:
            triples = (_outward(quad).triple for quad in chunk)
            body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
            self._line.graph(method, graph, body).check()
            method = "POST"
        kept = set(self._paged(f"VALUES ?g {{ {graph} }} {_OF_GRAPH}"))
        if lost := set(Store.memory(quads).quads()) - kept:
            raise RemoteError(
                f"{self.base} does not keep what it is given: {min(map(str, lost))}; the graph "
                "stays marked as unfinished"
            )

    def _here(self) -> Store:
        """Return the copy of all quads, fetched at the first need."""
        if self._copy is None:
            self._copy = Store.memory(self._paged(_ALL))
        return self._copy

    def _rows(self, query: str) -> Table | None:
        """Return rows as the server gives them, or None where it refuses or cuts them."""
        reply = self._line.query(query)
        if reply.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR}:
            return None
        table = reply.parsed()
        if not isinstance(table, Table) or (reply.limit and len(table.rows) >= reply.limit):
            return None
        return Table(table.columns, tuple(tuple(map(_inward, row)) for row in table.rows))

    def _paged(self, pattern: str) -> Iterator[Quad]:
        """Yield the quads of a pattern page by page; raises RemoteError where they are not as
        many in the end as the server counted."""
        counted = self._asked(_COUNT.format(pattern)).plain()[0]["n"]
        seen: set[Quad] = set()
        offset = 0
        while rows := self._asked(_ROWS.format(pattern, _PAGE, offset)).rows:
            for graph, subject, predicate, value in rows:
                quad = Quad(subject, predicate, _inward(value), graph)  # type: ignore[arg-type] # as asked for
                seen.add(quad)
            offset += len(rows)
        if len(seen) != counted:
            raise RemoteError(
                f"{self.base} counts {counted} statements and gives {len(seen)}: another process "
                "is writing; try again"
            )
        yield from seen

    def _asked(self, query: str) -> Table:
        table = self._line.query(query).parsed()
        if not isinstance(table, Table):
            raise RemoteError(f"{self.base} gives no rows")
        return table


def is_plain(query: str) -> bool:
    """Return whether a query has only such words and signs as Virtuoso reads right.

    >>> is_plain("SELECT DISTINCT ?s WHERE { ?s a <https://example.org/Claim> }")
    True
    >>> is_plain("SELECT ?s { ?s a ?class OPTIONAL { ?s ?p ?o } }")
    False
    """
    bare = _NOISE.sub(" ", query)
    words = _WORD.findall(_NAME.sub(" ", bare))
    return all(map(_PLAIN.fullmatch, words)) and not _NOT_PLAIN.search(bare)


def _outward(quad: Quad) -> Quad:
    """Return a quad as Virtuoso keeps it whole."""
    value = quad.object
    if isinstance(value, Literal) and value.datatype == _WKT:
        value = Literal(value.value, datatype=_WKT_AS_TEXT)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _inward(cell: Cell) -> Cell:
    """Return a term as it was given to Virtuoso."""
    if isinstance(cell, Literal):
        if cell.datatype == _BOOLEAN:
            return Literal(_BOOLEANS.get(cell.value, cell.value), datatype=_BOOLEAN)
        if cell.datatype == _WKT_AS_TEXT:
            return Literal(cell.value, datatype=_WKT)
    return cell
