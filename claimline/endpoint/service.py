"""The quads of a service that keeps to SPARQL 1.1: asked, read whole, and replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from typing import TypeVar, cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from claimline import terms
from claimline.answers import Answer, Table, rows_only
from claimline.changes import Change, Note, changes_of, marks_of, noted, nothing, update_text
from claimline.endpoint.address import Layout, parse
from claimline.endpoint.line import Line
from claimline.errors import BadQuery, RemoteError
from claimline.store import Additions, differences

Chunked = TypeVar("Chunked")

_GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
_IN_GRAPH = "ASK {{ GRAPH {} {{ ?s ?p ?o }} }}"
_HIDDEN = "ASK { { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } FILTER NOT EXISTS { ?s ?p ?o } }"

_ABOUT = "SELECT ?g ?s ?p ?o {{ VALUES ?s {{ {} }} GRAPH ?g {{ ?s ?p ?o }} }}"
_REFERRING = "SELECT ?g ?s ?p ?o {{ VALUES ?o {{ {} }} GRAPH ?g {{ ?s ?p ?o }} }}"
_AT_ONCE = 500
"""How many things one query asks about at most."""

CHUNK = 50_000
"""How many quads one request carries at most."""

"""The graph that names, while a replacement takes several requests, the graphs it touches:
whoever meets it knows that they may be half old, half new."""


class Endpoint:
    """The quads of a SPARQL 1.1 service whose default graph is the union of all its graphs.

    It keeps no connection; ``timeout`` is the seconds that one answer may take, ``patience``
    those for which a service that has answered before, and is away, is asked again. Every
    method raises RemoteError where the service does not answer as it should, and TimeLimit.
    """

    def __init__(
        self,
        address: str,
        *,
        layout: Layout | None = None,
        timeout: float = 60,
        patience: float = 10,
    ) -> None:
        self.base, named = parse(address)
        self.layout = layout or named
        self._line = Line(self.base, self.layout, timeout=timeout, patience=patience)

    @property
    def credentials(self) -> str:
        """In whose name requests are made; no password."""
        return self._line.name

    def check_union(self) -> None:
        """Raise RemoteError where a plain query does not see what the named graphs hold."""
        if self.answer(_HIDDEN):
            raise RemoteError(
                f"{self.base} hides named graphs from plain queries; its default graph must be "
                f"the union of all graphs: {self.layout.union}"
            )

    def check_finished(self) -> None:
        """Raise RemoteError where a load that takes several requests is not at its end."""
        if graphs := self.unfinished():
            raise RemoteError(
                f"{self.base}: a load is under way or has broken off, and {len(graphs)} graphs "
                f"may be half old, half new, the first of them {min(map(str, graphs))}; wait for "
                "it to end, or run it again"
            )

    def unfinished(self) -> set[NamedNode]:
        """Return the graphs that a load under way, or one that has broken off, touches."""
        named = (quad.subject for quad in self.quads(terms.UNFINISHED))
        return {name for name in named if isinstance(name, NamedNode)}

    def answer(self, query: str) -> Answer:
        """Return what a query gives over the union of all graphs; raises BadQuery."""
        try:
            query.encode()
        except UnicodeEncodeError as error:
            raise BadQuery(f"the query cannot be parsed: {error}") from error
        reply = self._line.query(query)
        if reply.status == HTTPStatus.BAD_REQUEST:
            raise BadQuery(f"{reply.door} cannot parse the query{reply.remark}")
        return reply.parsed()

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT over the union of all graphs; raises BadQuery."""
        return rows_only(self.answer(query))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all, each graph fetched whole."""
        for name in [graph] if graph else self.graphs():
            reply = self._line.graph("GET", name)
            # No such graph, or no graph store at this address? The two look alike.
            if reply.status == HTTPStatus.NOT_FOUND and not self.answer(_IN_GRAPH.format(name)):
                continue
            for triple in cast("tuple[ox.Triple, ...]", reply.parsed()):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def about(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of some things, in no order."""
        return self._around(_ABOUT, things)

    def referring(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of others that refers to some things, in no order."""
        return self._around(_REFERRING, things)

    def _around(self, query: str, things: Iterable[NamedNode]) -> Iterator[Quad]:
        for some in chunks(things, _AT_ONCE):
            table = self.select(query.format(" ".join(map(str, some))))
            for graph, subject, predicate, term in table.rows:
                yield Quad(subject, predicate, term, graph)  # type: ignore[arg-type] # as selected

    def graphs(self) -> list[NamedNode]:
        """Return the names of the graphs that hold anything, sorted."""
        names = (row[0] for row in self.select(_GRAPHS).rows)
        found = {name for name in names if isinstance(name, NamedNode)}
        return sorted(found - {terms.UNFINISHED}, key=str)

    def lacks(self, predicate: NamedNode, term: Literal) -> bool:
        """Return false: whether nothing has a term, a query tells as soon."""
        del predicate, term
        return False

    def replace(self, graphs: Additions, note: Note = nothing) -> Change:
        """Make each named graph equal to the quads given for it, and add what is noted of
        that to other graphs. The noted is not counted.

        Up to 50,000 quads that come or go are one update: a service with transactions takes
        all of it or nothing. More of them go in chunks of as many, between a mark on every
        graph they touch and its removal, with which the note comes. Where that breaks off
        the marks stay, whoever asks is told, and running it again completes it. Nobody else
        may be writing to these graphs meanwhile.
        """
        added, removed = differences(self, graphs)
        notes = noted(changes_of(graphs, added, removed), note)
        left = marks_of(self.unfinished() & set(graphs))
        if len(added) + len(removed) <= CHUNK:
            self._update([*added, *notes], [*removed, *left])
        else:
            marks = marks_of({cast("NamedNode", quad.graph_name) for quad in [*added, *removed]})
            self._update(marks, [])
            for chunk in chunks(removed):
                self._update([], chunk)
            for chunk in chunks(added):
                self._update(chunk, [])
            self._update(notes, {*marks, *left})
        return Change(len(added), len(removed))

    def remove(self, quads: Iterable[Quad]) -> None:
        """Remove these quads, in one update; what is not there is no fault."""
        self._update([], quads)

    def _update(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        if text := update_text(added, removed):
            self._line.update(text)


def chunks(things: Iterable[Chunked], size: int | None = None) -> Iterator[list[Chunked]]:
    """Yield things in lists of at most ``size``, or as many quads as one request carries."""
    left = iter(things)
    while chunk := list(islice(left, size or CHUNK)):
        yield chunk
