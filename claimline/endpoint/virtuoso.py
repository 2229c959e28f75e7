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
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from claimline import terms
from claimline.answers import Answer, Cell, Table
from claimline.changes import Change, Note, changes_of, marks_of, noted, nothing
from claimline.endpoint.service import Endpoint, chunks
from claimline.errors import RemoteError
from claimline.store import Additions, Store, differences

_BOOLEANS = {"1": "true", "0": "false"}
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
_BATCH = 100
_LINES = 1_000
"""How many quads an update names at most: it is compiled, and long ones are refused."""

_GRAPHS = (
    'SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STR(?g) > "{}") }} '
    "GROUP BY ?g ORDER BY STR(?g) LIMIT {}"
)
_COUNT = "SELECT (COUNT(*) AS ?n) {{ GRAPH {} {{ ?s ?p ?o }} }}"
_SEVERAL = "SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {} }} GRAPH ?g {{ ?s ?p ?o }} }}"
_SUBJECTS = (
    'SELECT ?s ?p ?o {{ GRAPH {} {{ ?s ?p ?o }} FILTER(STR(?s) >= "{}") }} '
    "ORDER BY STR(?s) LIMIT {}"
)

_NOISE = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|#[^\n]*|[?$]\w+")
_WORD = re.compile(r"[A-Za-z][\w-]*")
_NAME = re.compile(r"[A-Za-z][\w-]*:[\w.-]*")
_PLAIN = re.compile(
    "a|as|bind|by|coalesce|count|datatype|distinct|filter|graph|group|lang|order|prefix|select"
    "|str|values|where",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(r"[+*|!&]|\bselect\b.*\bselect\b", re.DOTALL | re.IGNORECASE)
_UNSENDABLE = re.compile(r"[\ud800-\udfff]")


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
        if self._copy is None and is_plain(query) and not _UNSENDABLE.search(query):
            rows = self.rows_there(query)
            if rows is not None:
                return rows
        return self._here().answer(query)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all, read in pages and counted."""
        if self._copy is not None or graph is None:
            yield from self._here().quads(graph)
        else:
            yield from self._read([graph], _number(self._asked(_COUNT.format(graph)).rows[0][0]))

    def graphs(self) -> list[NamedNode]:
        """Return the names of the graphs that hold anything, sorted."""
        return [name for name in self._here().graphs() if name != terms.UNFINISHED]

    def replace(self, graphs: Additions, note: Note = nothing) -> Change:
        """Make each named graph equal to the quads given for it, one after another, and add
        what is noted of that to other graphs. The noted is not counted.

        Where it breaks off, the graphs are still marked, and running it again completes it.
        Nobody else may be writing to these graphs meanwhile.
        """
        wanted = {graph: list(quads) for graph, quads in graphs.items()}
        added, removed = differences(self, wanted)
        notes = noted(changes_of(wanted, added, removed), note)
        touched = {cast("NamedNode", quad.graph_name) for quad in [*added, *removed]}
        left = self.unfinished() & set(wanted)
        # What is there now is not what was copied, should it break off from here on.
        copied, self._copy = self._copy, None
        for batch in chunks(marks_of(touched), _LINES):
            self._update(batch, [])
        for graph in sorted(touched, key=str):
            self._put(graph, wanted[graph])
        for batch in chunks(map(_outward, notes), _LINES):
            self._update(batch, [])
        for batch in chunks(marks_of(touched | left), _LINES):
            self._update([], batch)
        if copied is not None:
            copied.replace({graph: wanted[graph] for graph in touched}, lambda _: notes)
            self._copy = copied
        return Change(len(added), len(removed))

    def _put(self, graph: NamedNode, quads: list[Quad]) -> None:
        method, wanted = "PUT", set(Store.memory(quads).quads())
        for chunk in chunks(wanted) if wanted else [[]]:
            triples = (_outward(quad).triple for quad in chunk)
            body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
            self._line.graph(method, graph, body).check()
            method = "POST"
        kept = set(self._read([graph], len(wanted)))
        if lost := wanted - kept:
            raise RemoteError(
                f"{self.base} does not keep what it is given: {min(map(str, lost))}; the graph "
                "stays marked as unfinished"
            )

    def _here(self) -> Store:
        """Return the copy of all quads, fetched at the first need."""
        if self._copy is None:
            batches = _batches(self._counted())
            self._copy = Store.memory(q for names, n in batches for q in self._read(names, n))
        return self._copy

    def rows_there(self, query: str) -> Table | None:
        """Return rows as the server itself answers, or None where it refuses or cuts them."""
        reply = self._line.query(query)
        if reply.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR}:
            return None
        table = reply.parsed()
        if not isinstance(table, Table) or (reply.limit and len(table.rows) >= reply.limit):
            return None
        return Table(table.columns, tuple(tuple(map(_inward, row)) for row in table.rows))

    def _counted(self) -> Iterator[tuple[NamedNode, int]]:
        """Yield the graphs that are not the server's own, sorted, each with its size."""
        last = ""
        while rows := self._asked(_GRAPHS.format(last, _PAGE)).rows:
            for name, count in rows:
                if isinstance(name, NamedNode):
                    last = name.value
                    if not last.startswith(_OWN):
                        yield name, _number(count)

    def _read(self, names: list[NamedNode], count: int) -> Iterator[Quad]:
        """Yield the quads of graphs, which are in number as the server counts them.

        Raises RemoteError where it gives more or fewer.
        """
        if count <= _PAGE:
            rows = self._asked(_SEVERAL.format(" ".join(map(str, names)))).rows
            found = {_quad(*row) for row in rows}
        else:
            found = {quad for name in names for quad in self._by_subject(name)}
        if len(found) != count:
            raise RemoteError(
                f"{self.base} counts {count} statements and gives {len(found)}: another process "
                "is writing, or values that differ are one to it"
            )
        # Through a store of ours, so that half a second is written .5 as it was, not .500000.
        yield from Store.memory(found).quads()

    def _by_subject(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield the quads of a large graph, some twice: to skip rows by their number would
        take longer with each page, and their order may change between two."""
        last = ""
        while True:
            rows = self._asked(_SUBJECTS.format(graph, last, _PAGE)).rows
            yield from (_quad(graph, *row) for row in rows)
            if len(rows) < _PAGE:
                return
            before, last = last, cast("NamedNode", rows[-1][0]).value
            if before == last:
                raise RemoteError(f"{self.base}: {last} alone has more than {_PAGE} statements")

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


def _batches(
    counted: Iterable[tuple[NamedNode, int]],
) -> Iterator[tuple[list[NamedNode], int]]:
    """Yield graphs in lists that one answer holds, with their sizes added; a large one alone."""
    names: list[NamedNode] = []
    total = 0
    for name, count in counted:
        if names and (total + count > _PAGE or len(names) == _BATCH):
            yield names, total
            names, total = [], 0
        names.append(name)
        total += count
    if names:
        yield names, total


def _number(cell: Cell) -> int:
    return int(cast("Literal", cell).value)


def _quad(graph: Cell, subject: Cell, predicate: Cell, value: Cell) -> Quad:
    return Quad(subject, predicate, _inward(value), graph)  # type: ignore[arg-type] # as asked for


def _outward(quad: Quad) -> Quad:
    """Return a quad as Virtuoso keeps it whole."""
    value = quad.object
    if isinstance(value, Literal) and value.datatype == terms.WKT:
        value = Literal(value.value, datatype=_WKT_AS_TEXT)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _inward(cell: Cell) -> Cell:
    """Return a term as it was given to Virtuoso."""
    if isinstance(cell, Literal):
        if cell.datatype == terms.BOOLEAN:
            return Literal(_BOOLEANS.get(cell.value, cell.value), datatype=terms.BOOLEAN)
        if cell.datatype == _WKT_AS_TEXT:
            return Literal(cell.value, datatype=terms.WKT)
    return cell
