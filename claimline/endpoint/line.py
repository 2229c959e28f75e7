"""The line to a service: requests, refusals, credentials and patience, over HTTP."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse, IncompleteRead
from io import BytesIO
from time import monotonic, sleep
from typing import cast
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph as ox
from pyoxigraph import NamedNode

from claimline.answers import Answer, read_answer
from claimline.endpoint.address import Layout
from claimline.endpoint.credentials import Digest, credentials
from claimline.errors import RemoteError, TimeLimit

_Response = HTTPResponse | HTTPError
Headers = dict[str, str]

_TABLES = (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML)
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_N_TRIPLES = "application/n-triples"
_CUT_SHORT = b"The SPARQL operation has been cancelled"  # Oxigraph, in the midst of an answer
_AWAY = {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}
_FIRST_PAUSE = 0.1


class _Away(Exception):
    """The service cannot be reached just now."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a door of a service replies to one request."""

    door: str
    status: int
    type: str
    body: bytes
    challenge: str = ""
    limit: int | None = None

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
            raise RemoteError(
                f"{self.door}: set CLAIMLINE_USER and CLAIMLINE_PASSWORD, or ~/.netrc (HTTP 401)"
            )
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


class Line:
    """Requests to one service; no connection is kept between them.

    ``timeout`` is the seconds that one answer may take. A service that has answered before and
    is away is asked again, after pauses that double, for at most ``patience`` seconds: all that
    is ever sent may be sent twice. Every method raises RemoteError and TimeLimit.
    """

    def __init__(self, base: str, layout: Layout, *, timeout: float, patience: float) -> None:
        self.query_door, self.update_door, self.graph_door = (
            f"{base}/{door}" if door else base
            for door in (layout.query, layout.update, layout.graphs)
        )
        self._layout = layout
        self._timeout = timeout
        self._patience = patience
        self._met = False
        self._who = credentials(base)
        self._digest = Digest(base, self._who) if self._who else None

    @property
    def name(self) -> str:
        """In whose name requests are made; no password."""
        return f"{self._who.user or 'a token'}, from {self._who.origin}" if self._who else "none"

    def query(self, text: str) -> Reply:
        """Return the reply to a query."""
        return self._sparql(self.query_door, text, "SELECT")

    def update(self, text: str) -> None:
        """Send an update; raises RemoteError where it is refused."""
        self._sparql(self.update_door, text, "INSERT").check()

    def graph(self, method: str, graph: NamedNode, body: bytes | None = None) -> Reply:
        """Return the reply of the graph store to GET, PUT or POST, bodies in N-Triples."""
        url = f"{self.graph_door}?{self._layout.graph}={quote(graph.value, safe='')}"

        def send(headers: Headers) -> _Response:
            # What Virtuoso says of a graph that was put is a web page, or refused with 406.
            accept = _N_TRIPLES if method == "GET" else "*/*"
            headers |= {"Accept": accept, "Content-Type": _N_TRIPLES}
            request = Request(url, body, headers, method=method)  # noqa: S310 - http(s), see address
            return cast("_Response", urlopen(request, timeout=self._timeout))  # noqa: S310

        return self._exchange(self.graph_door, method, url, send)

    def _sparql(self, door: str, text: str, form: str) -> Reply:
        # Here, because SPARQLWrapper loads rdflib, which takes longer than most answers.
        from SPARQLWrapper import POST, POSTDIRECTLY, URLENCODED, SPARQLWrapper  # noqa: PLC0415
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException  # noqa: PLC0415

        wrapper = SPARQLWrapper(door)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED if self._layout.form else POSTDIRECTLY)
        wrapper.setOnlyConneg(True)
        # Set outright: it would guess the form by looking for such words as "add" anywhere in
        # the text, comments included, and its setTimeout makes half a second into none.
        wrapper.queryString, wrapper.queryType = text, form
        wrapper.timeout = cast("int", self._timeout)

        def send(headers: Headers) -> _Response:
            wrapper.customHttpHeaders = {"Accept": _ACCEPT, **headers}
            try:
                return wrapper.query().response
            except SPARQLWrapperException as error:
                # It has read the refusal, and keeps what that says only in its own message.
                said = literal_eval(str(error).partition("Response:\n")[2] or "b''")
                refusal = cast("HTTPError", error.__context__)
                return HTTPError(door, refusal.code, "", refusal.headers, BytesIO(said))

        url = door if self._layout.form else f"{door}?"
        return self._exchange(door, "POST", url, send)

    def _exchange(
        self, door: str, method: str, url: str, send: Callable[[Headers], _Response]
    ) -> Reply:
        """Return what a door replies, refusals included, having met a challenge if need be."""
        reply = self._patiently(door, lambda: send(self._headers(method, url)))
        if self._digest and reply.challenge:
            self._digest.challenged(reply.challenge)
            reply = self._patiently(door, lambda: send(self._headers(method, url)))
        return reply

    def _headers(self, method: str, url: str) -> Headers:
        if not self._who or not self._digest:
            return {}
        if header := self._digest.header(method, url):
            return {"Authorization": header}
        if self._layout.digest:
            return {}
        return {"Authorization": self._who.bearer() if self._layout.bearer else self._who.basic()}

    def _patiently(self, door: str, send: Callable[[], _Response]) -> Reply:
        """Return the first reply that comes within our patience."""
        end, pause = monotonic() + self._patience, _FIRST_PAUSE
        while True:
            try:
                reply = self._once(door, send)
            except _Away as away:
                if not self._met or monotonic() + pause > end:
                    raise RemoteError(str(away)) from away.__cause__
            else:
                if reply.status not in _AWAY or monotonic() + pause > end:
                    self._met = True
                    return reply
            sleep(pause)
            pause *= 2

    def _once(self, door: str, send: Callable[[], _Response]) -> Reply:
        try:
            return _read(door, send, monotonic() + self._timeout)
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise TimeLimit(f"no answer from {door} in {self._timeout:g} seconds") from error
            raise _Away(f"no answer from {door}: {reason}") from error


def _read(door: str, send: Callable[[], _Response], end: float) -> Reply:
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
        asked = response.headers.get_all("WWW-Authenticate") or []
        limit = response.headers.get("X-SPARQL-MaxRows", "")
        return Reply(
            door,
            response.status or 0,
            response.headers.get_content_type(),
            bytes(body),
            next((one for one in asked if one.lower().startswith("digest ")), ""),
            int(limit) if limit.isdecimal() else None,
        )
