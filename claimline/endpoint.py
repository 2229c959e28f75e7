"""A remote SPARQL 1.1 service in the place of a store: the only room that knows HTTP.

Why an address is called ``sparql+https://…``: a plain web address and a folder could both be
meant by a name, and a store must never be made or asked in the wrong place. Credentials come
from the environment, so that they stand in no address, no error and no shell history.
"""

from __future__ import annotations

import os
from ast import literal_eval
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse, IncompleteRead
from io import BytesIO
from time import monotonic
from typing import cast
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from claimline.errors import BadQuery, RemoteError, TimeLimit
from claimline.store import (
    Additions,
    Answer,
    Change,
    Note,
    Table,
    differences,
    noted,
    nothing,
    read_answer,
    rows_only,
    update_text,
)

_Response = HTTPResponse | HTTPError

_SCHEMES = {"sparql+http": "http", "sparql+https": "https"}
_TABLES = (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML)
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_N_TRIPLES = "application/n-triples"
_GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
_IN_GRAPH = "ASK {{ GRAPH {} {{ ?s ?p ?o }} }}"
_HIDDEN = "ASK { { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } FILTER NOT EXISTS { ?s ?p ?o } }"
_CUT_SHORT = b"The SPARQL operation has been cancelled"  # Oxigraph, in the midst of an answer
_LARGE = 50_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a service keeps its three doors, below its base address; here Oxigraph's."""

    query: str = "query"
    update: str = "update"
    graphs: str = "store"


@dataclass(frozen=True, slots=True)
class _Reply:
    door: str
    status: int
    type: str
    body: bytes

    @property
    def remark(self) -> str:
        """What the service says in the first line, shortened; nothing of a web page."""
        first, *_ = self.body.decode(errors="replace").strip().splitlines() or [""]
        return f": {first[:300]}" if first and not first.startswith("<") else ""

    def check(self) -> None:
        """Raise TimeLimit or RemoteError for a refusal."""
        if self.status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT}:
            raise TimeLimit(f"{self.door} has stopped at its own time limit{self.remark}")
        if self.status == HTTPStatus.UNAUTHORIZED:
            raise RemoteError(f"{self.door}: set CLAIMLINE_USER and CLAIMLINE_PASSWORD (HTTP 401)")
        if self.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise RemoteError(f"{self.door} answers HTTP {self.status}{self.remark}")

    def parsed(self) -> Answer:
        """Return the answer it brings; raises what ``check`` does, or where it brings none."""
        self.check()
        table = ox.QueryResultsFormat.from_media_type(self.type)
        graph = ox.RdfFormat.from_media_type(self.type)
        try:
            if table in _TABLES:
                return read_answer(ox.parse_query_results(self.body, table))
            if graph:
                return tuple(quad.triple for quad in ox.parse(self.body, graph))
        except SyntaxError as error:
            if self.body.endswith(_CUT_SHORT):
                raise TimeLimit(f"{self.door} has stopped at its own time limit") from error
            raise RemoteError(f"{self.door} gives unreadable {self.type}: {error}") from error
        raise RemoteError(f"{self.door} is no SPARQL service: it gives {self.type}{self.remark}")


class Endpoint:
    """The quads of a SPARQL 1.1 service whose default graph is the union of all its graphs.

    It keeps no connection; ``timeout`` is the seconds that one answer may take. Every method
    raises RemoteError where the service does not answer as it should, and TimeLimit.
    """

    def __init__(self, address: str, *, layout: Layout = Layout(), timeout: float = 60) -> None:
        self._base = _base(address)
        self._query = f"{self._base}/{layout.query}"
        self._update = f"{self._base}/{layout.update}"
        self._graphs = f"{self._base}/{layout.graphs}"
        self._timeout = timeout

    def check_union(self) -> None:
        """Raise RemoteError where a plain query does not see what the named graphs hold."""
        if self.answer(_HIDDEN):
            raise RemoteError(
                f"{self._base} hides named graphs from plain queries; its default graph must be "
                "the union of all graphs: start it with --union-default-graph, or its like"
            )

    def answer(self, query: str) -> Answer:
        """Return what a query gives over the union of all graphs; raises BadQuery."""
        try:
            query.encode()
        except UnicodeEncodeError as error:
            raise BadQuery(f"the query cannot be parsed: {error}") from error
        reply = self._sparql(self._query, query, "SELECT")
        if reply.status == HTTPStatus.BAD_REQUEST:
            raise BadQuery(f"{self._query} cannot parse the query{reply.remark}")
        return reply.parsed()

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT over the union of all graphs; raises BadQuery."""
        return rows_only(self.answer(query))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all, each graph fetched whole."""
        for name in [graph] if graph else self.graphs():
            reply = self._graph_store("GET", name)
            # No such graph, or no graph store at this address? The two look alike.
            if reply.status == HTTPStatus.NOT_FOUND and not self.answer(_IN_GRAPH.format(name)):
                continue
            for triple in cast("tuple[ox.Triple, ...]", reply.parsed()):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def graphs(self) -> list[NamedNode]:
        """Return the names of the graphs that hold anything, sorted."""
        names = (row[0] for row in self.select(_GRAPHS).rows)
        return sorted((name for name in names if isinstance(name, NamedNode)), key=str)

    def replace(self, graphs: Additions, note: Note = nothing) -> Change:
        """Make each named graph equal to the quads given for it, and add what is noted of
        that to other graphs, in one update: a service with transactions takes all of it or
        nothing. The noted is not counted.

        Only a graph that gains more than 50,000 quads and loses none is sent apart, before
        the rest, through the graph store: that graph alone is then the transaction, and a
        replacement that breaks off is completed by doing it again. Nobody else may be
        writing to these graphs meanwhile.
        """
        added, removed = differences(self, graphs)
        change = Change(len(added), len(removed))
        added += noted(graphs, added, removed, note)
        gains = Counter(quad.graph_name for quad in added)
        large = {name for name, count in gains.items() if count > _LARGE}
        large -= {quad.graph_name for quad in removed}
        for graph in (graph for graph in graphs if graph in large):
            triples = (quad.triple for quad in added if quad.graph_name == graph)
            body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
            self._graph_store("POST", graph, body).check()
        text = update_text((quad for quad in added if quad.graph_name not in large), removed)
        if text:
            self._sparql(self._update, text, "INSERT").check()
        return change

    def _sparql(self, door: str, text: str, form: str) -> _Reply:
        # Here, because SPARQLWrapper loads rdflib, which takes longer than most answers.
        from SPARQLWrapper import POST, POSTDIRECTLY, SPARQLWrapper  # noqa: PLC0415
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException  # noqa: PLC0415

        wrapper = SPARQLWrapper(door)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        wrapper.setOnlyConneg(True)
        # Set outright: it would guess the form by looking for such words as "add" anywhere in
        # the text, comments included, and its setTimeout makes half a second into none.
        wrapper.queryString, wrapper.queryType = text, form
        wrapper.timeout = cast("int", self._timeout)
        wrapper.customHttpHeaders = {"Accept": _ACCEPT, **_credentials()}

        def send() -> _Response:
            try:
                return wrapper.query().response
            except SPARQLWrapperException as error:
                # It has read the refusal, and keeps what that says only in its own message.
                said = literal_eval(str(error).partition("Response:\n")[2] or "b''")
                refusal = cast("HTTPError", error.__context__)
                return HTTPError(door, refusal.code, "", refusal.headers, BytesIO(said))

        return self._exchange(door, send)

    def _graph_store(self, method: str, graph: NamedNode, body: bytes | None = None) -> _Reply:
        url = f"{self._graphs}?graph={quote(graph.value, safe='')}"
        headers = {"Accept": _N_TRIPLES, "Content-Type": _N_TRIPLES, **_credentials()}
        request = Request(url, body, headers, method=method)  # noqa: S310 - http(s), see _base
        return self._exchange(self._graphs, partial(urlopen, request, timeout=self._timeout))

    def _exchange(self, door: str, send: Callable[[], _Response]) -> _Reply:
        """Return what a door replies, refusals included; raises RemoteError and TimeLimit."""
        try:
            return _read(door, send, monotonic() + self._timeout)
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise TimeLimit(f"no answer from {door} in {self._timeout:g} seconds") from error
            raise RemoteError(f"no answer from {door}: {reason}") from error


def _read(door: str, send: Callable[[], _Response], end: float) -> _Reply:
    try:
        response = send()
    except HTTPError as refusal:
        response = refusal
    with response:
        if response.url.partition("?")[0] != door:
            # A redirected POST arrives as a GET, and an update is lost without a word.
            raise RemoteError(f"{door} sends on to {response.url}; use that address")
        body, length = bytearray(), getattr(response, "length", None)
        while len(body) != length and (part := response.read1(1 << 16)):
            body += part
            if monotonic() > end:  # however steadily it comes
                raise TimeoutError
        if length and len(body) < length:
            raise IncompleteRead(bytes(body), length - len(body))
        return _Reply(door, response.status or 0, response.headers.get_content_type(), bytes(body))


def _base(address: str) -> str:
    """Return the web address of a service; raises RemoteError, which never repeats credentials."""
    if "@" in address:
        raise RemoteError(
            "an address holds no user name and password here; set them in the environment as "
            "CLAIMLINE_USER and CLAIMLINE_PASSWORD"
        )
    if address.startswith(("http://", "https://")):
        raise RemoteError(f"for a SPARQL service write sparql+{address}")
    try:
        parts = urlsplit(address)
        named = parts.hostname and parts.port != 0  # to read a port out of range raises
    except ValueError:
        named = False
    if not named or parts.scheme not in _SCHEMES or parts.query or parts.fragment:
        raise RemoteError(f"{address!r} is no address, as sparql+http://localhost:7878 is")
    path = quote(parts.path, safe="/%").rstrip("/")
    return f"{_SCHEMES[parts.scheme]}://{parts.netloc}{path}"


def _credentials() -> dict[str, str]:
    user, password = (os.environ.get(f"CLAIMLINE_{name}", "") for name in ("USER", "PASSWORD"))
    if not user:
        return {}
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}
