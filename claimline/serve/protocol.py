"""The SPARQL 1.1 Protocol, as far as reading goes: what a request asks, and the answer.

Queries come as ``GET``, as a form, or as they are (``application/sparql-query``). The graphs
that a request names are those that are asked, in place of those the query names; where neither
names any it is the union of all graphs. No graph is ever fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from claimline.answers import Answer, Graphs
from claimline.catalogue import term
from claimline.endpoint import Endpoint
from claimline.errors import BadParameter, BadQuery, TooMuch
from claimline.serve.description import description
from claimline.serve.desk import Desk
from claimline.serve.negotiate import best
from claimline.serve.refuse import Read, read, refuse_update
from claimline.serve.reply import Reply
from claimline.serve.results import GRAPHS, TABLES, TURTLE, graph, table
from claimline.serve.trouble import PAGE, Trouble

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Ask:
    """A query, the graphs that the request names for it, and what the client accepts."""

    query: str
    graphs: Graphs
    accept: str

    def run(self, desk: Desk) -> Reply:
        """Return the answer in the form that is accepted; raises Trouble or ClaimlineError."""
        if best(self.accept, TABLES) is None and best(self.accept, GRAPHS) is None:
            raise _unacceptable(rows=True, statements=True)
        try:
            answer = self._answer(desk)
        except BadQuery:
            refuse_update(self.query)
            raise
        if isinstance(answer, tuple):
            shape = best(self.accept, GRAPHS)
            if shape is None:
                raise _unacceptable(statements=True)
            return Reply(graph(answer, GRAPHS[shape]), shape.content_type)
        form = best(self.accept, TABLES)
        if form is None:
            raise _unacceptable(rows=True)
        return Reply(table(answer, TABLES[form]), form.content_type)

    def _answer(self, desk: Desk) -> Answer:
        asked, rows = read(self.query), desk.limits.rows
        if isinstance(desk.store, Endpoint):
            return _remote(desk.store, asked, self.graphs, rows)
        if self.graphs != Graphs():
            return desk.store.answer(asked.text, self.graphs, at_most=rows)
        return desk.store.answer(asked.text, Graphs() if asked.names_graphs else None, at_most=rows)


def _remote(store: Endpoint, asked: Read, graphs: Graphs, rows: int) -> Answer:
    if graphs != Graphs():
        raise Trouble(
            HTTPStatus.BAD_REQUEST,
            "the store is another SPARQL service; name graphs in the query, with FROM",
        )
    answer = store.answer(asked.text)
    found = answer if isinstance(answer, tuple) else getattr(answer, "rows", ())
    if len(found) > rows:
        raise TooMuch(f"the answer has more than {rows:,} rows or statements; ask for fewer")
    return answer


def _unacceptable(*, rows: bool = False, statements: bool = False) -> Trouble:
    offers = [*TABLES] * rows + [*GRAPHS] * statements
    forms = ", ".join(dict.fromkeys(offer.media_type for offer in offers))
    return Trouble(HTTPStatus.NOT_ACCEPTABLE, f"such an answer can be given as: {forms}")


def asked(method: str, content_type: str, url: str, body: bytes, accept: str) -> Ask | None:
    """Return what a request asks, ``url`` being the query part of its URL; None for a GET
    without a query. Raises Trouble."""
    pairs = parsed(url)
    if method in {"GET", "HEAD"}:
        return None if "query" not in dict(pairs) else _ask(pairs, accept)
    kind, _, parameters = content_type.partition(";")
    charset = parameters.strip().lower().replace(" ", "").replace('"', "")
    if charset.startswith("charset=") and charset not in {"charset=utf-8", "charset=us-ascii"}:
        raise Trouble(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "queries are read as UTF-8")
    match kind.strip().lower():
        case "application/x-www-form-urlencoded":
            return _ask([*pairs, *parsed(_text(body))], accept)
        case "application/sparql-query":
            if "query" in dict(pairs):
                raise Trouble(HTTPStatus.BAD_REQUEST, "give one query, not two")
            return _ask([*pairs, ("query", _text(body))], accept)
        case "application/sparql-update":
            raise Trouble(
                HTTPStatus.FORBIDDEN, "this server only reads: it takes queries and no updates"
            )
        case _:
            raise Trouble(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send a query as {FORM} or as {QUERY}"
            )


def _ask(pairs: Pairs, accept: str) -> Ask:
    given = dict(pairs)
    if "update" in given or {"using-graph-uri", "using-named-graph-uri"} & given.keys():
        raise Trouble(
            HTTPStatus.FORBIDDEN, "this server only reads: it takes queries and no updates"
        )
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        raise Trouble(HTTPStatus.BAD_REQUEST, "give one query, by the parameter: query")
    graphs = Graphs(_named(pairs, "default-graph-uri"), _named(pairs, "named-graph-uri"))
    return Ask(queries[0], graphs, accept)


def _named(pairs: Pairs, parameter: str) -> tuple[NamedNode, ...]:
    try:
        found = [term("iri", value) for name, value in pairs if name == parameter]
    except BadParameter as error:
        raise Trouble(HTTPStatus.BAD_REQUEST, f"{parameter}: {error}") from error
    return tuple(iri for iri in found if isinstance(iri, NamedNode))


def parsed(text: str) -> Pairs:
    """Return the parameters of a URL or form; raises Trouble."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise Trouble(HTTPStatus.BAD_REQUEST, "the parameters are not UTF-8") from error


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Trouble(HTTPStatus.BAD_REQUEST, "the query is not UTF-8") from error


@dataclass(frozen=True, slots=True)
class Welcome:
    """Somebody at the address of the service without a query."""

    address: str
    accept: str

    def run(self, desk: Desk) -> Reply:
        """Return the page to ask from, if there is one, or what the service says of itself."""
        page = desk.site.page("sparql.html")
        offers = [*([PAGE] if page else []), *GRAPHS]
        offer = best(self.accept, offers) or (TURTLE if page is None else None)
        if offer is None:
            raise _unacceptable(statements=True)
        if page and offer == PAGE:
            return Reply(page.content, page.media_type)
        content = GRAPHS[offer](description(self.address))
        return Reply(content.encode(), offer.content_type)
