"""The routes of the server: each reads a request, has a process answer it, and sends that."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from claimline.errors import ClaimlineError
from claimline.serve import fresh, protocol, reconcile
from claimline.serve.api import VIEWS, Look
from claimline.serve.desk import Job
from claimline.serve.files import shipped
from claimline.serve.headers import Secured
from claimline.serve.limits import PATH, PATIENCE, Limits
from claimline.serve.openapi import description
from claimline.serve.reply import Reply, json_reply
from claimline.serve.sending import Sending
from claimline.serve.things import Document, Named
from claimline.serve.trouble import PAGE, PLAIN, PROBLEM, Trouble, told, trouble
from claimline.serve.workers import Workers

_ASKING = ["GET", "POST"]

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]{1,253})(:[0-9]{1,5})?")


def application(location: str, limits: Limits, frames: str = "*") -> Starlette:
    """Return the server of the store at a place as an ASGI application."""
    server = Server(location, limits)
    routes = [
        Route("/", server.document),
        Route("/id/{inside:path}", server.named),
        Route("/sparql", server.sparql, methods=_ASKING),
        Route("/api/", server.views),
        Route("/api/{name:path}", server.view),
        Route("/openapi.json", server.openapi),
        Route("/reconcile", server.reconcile, methods=_ASKING),
        Route("/reconcile/suggest", server.suggest),
        Route("/reconcile/preview", server.preview),
        Route("/static/{path:path}", server.static),
        Route("/robots.txt", server.static),
        Route("/{path:path}", server.document),
    ]
    middleware = [
        Middleware(Secured, frames=frames),
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            expose_headers=["ETag", "Last-Modified", "Link", "Retry-After"],
        ),
    ]
    return Starlette(
        routes=routes,
        middleware=middleware,
        lifespan=server.lifespan,
        exception_handlers={
            ClaimlineError: _troubled,
            ClientDisconnect: _gone,
            HTTPException: _refused,
            Exception: _broken,
        },
    )


class Server:
    """The store that is served, and the processes that answer about it."""

    def __init__(self, location: str, limits: Limits) -> None:
        self._location = location
        self._limits = limits
        self._watch = fresh.Watch(location)
        self._files = shipped()

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Have the processes while the server runs."""
        del app
        self._workers = Workers(self._location, self._limits)
        try:
            yield
        finally:
            self._workers.end()

    async def document(self, request: Request) -> Response:
        """Answer with a page, or with the data of a thing."""
        path = request.path_params.get("path") or "index.html"
        return await self._answered(request, Document(_safe(path), dict(_pairs(request))))

    async def named(self, request: Request) -> Response:
        """Answer where the thing of an IRI is told of."""
        raw = bytes(request.scope.get("raw_path") or request.scope["path"].encode())
        inside = raw.decode("ascii", "replace").partition("?")[0].removeprefix("/id/")
        _safe(inside)
        reply = await self._run(request, Named(inside, _accept(request)))
        return Sending(reply, {"Vary": "Accept"})

    async def sparql(self, request: Request) -> Response:
        """Answer a query, or say what can be asked."""
        body = await self._body(request) if request.method == "POST" else b""
        asked = protocol.asked(
            request.method,
            request.headers.get("content-type", ""),
            _query(request),
            body,
            _accept(request),
        )
        if asked is None:
            address = f"{_root(request)}sparql"
            return await self._answered(
                request, protocol.Welcome(address, _accept(request)), _accept(request)
            )
        return await self._answered(request, asked, _accept(request))

    async def views(self, request: Request) -> Response:
        """Answer with the list of views."""
        del request
        return Sending(json_reply({f"api/{name}": each.summary for name, each in VIEWS.items()}))

    async def view(self, request: Request) -> Response:
        """Answer with what a view finds."""
        look = Look(_safe(request.path_params["name"]), _pairs(request))
        return await self._answered(request, look)

    async def openapi(self, request: Request) -> Response:
        """Answer with the description of the views."""
        del request
        return Sending(json_reply(description()))

    async def reconcile(self, request: Request) -> Response:
        """Answer reconciliation queries, or say what the service is."""
        given = dict(_pairs(request))
        if request.method == "POST":
            body = (await self._body(request)).decode(errors="replace")
            given |= dict(protocol.parsed(body))
        _no_callback(given)
        if "queries" not in given and "query" not in given:
            return Sending(json_reply(reconcile.manifest(_root(request))))
        return await self._answered(request, reconcile.Match(given))

    async def suggest(self, request: Request) -> Response:
        """Answer with things whose names begin so."""
        given = dict(_pairs(request))
        _no_callback(given)
        return await self._answered(request, reconcile.Suggest(given))

    async def preview(self, request: Request) -> Response:
        """Answer with a small page about a thing."""
        return await self._answered(request, reconcile.Preview(dict(_pairs(request))))

    async def static(self, request: Request) -> Response:
        """Answer with a shipped file."""
        path = request.path_params.get("path", "robots.txt")
        if path not in self._files:
            raise Trouble(HTTPStatus.NOT_FOUND, "there is no such file")
        reply = self._files[path]
        tag = dict(reply.headers)["ETag"]
        if fresh.has(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=dict(reply.headers))
        return Sending(reply)

    async def _answered(self, request: Request, job: Job, varies: str = "") -> Response:
        """Answer with what a job gives, unless the client has it; ``varies`` is the Accept
        header where the answer hangs on it."""
        state = None if request.method == "POST" else self._watch.now()
        headers = {"Vary": "Accept"} if varies else {}
        if state is None:
            return Sending(await self._run(request, job), headers)
        tag = fresh.tag(state, _host(request), request.scope["path"], _query(request), varies)
        headers |= {
            "Cache-Control": "no-cache",
            "ETag": tag,
            "Last-Modified": fresh.told(state.moment),
        }
        had = request.headers.get("if-none-match")
        if had is not None and fresh.has(had, tag):
            return Response(status_code=304, headers=headers)
        reply = await self._run(request, job)
        since = request.headers.get("if-modified-since", "")
        if had is None and fresh.is_as_new(since, state.moment):
            return Response(status_code=304, headers=headers)
        return Sending(reply, headers)

    async def _run(self, request: Request, job: Job) -> Reply:
        """Return what a job gives; it is given up when the client goes."""
        state = self._watch.now()
        work = asyncio.ensure_future(self._workers.answer(job, state.text if state else ""))
        gone = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise ClientDisconnect
            return work.result()
        finally:
            work.cancel()
            gone.cancel()

    async def _body(self, request: Request) -> bytes:
        """Return what was sent; raises Trouble for too much, and for what does not arrive."""
        most = self._limits.request
        large = Trouble(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a request may have {most:,} bytes at most"
        )
        length = request.headers.get("content-length", "0")
        if length.isdigit() and int(length) > most:
            raise large
        body = bytearray()
        try:
            async with asyncio.timeout(PATIENCE):
                async for piece in request.stream():
                    body += piece
                    if len(body) > most:
                        raise large
        except TimeoutError as error:
            raise Trouble(HTTPStatus.REQUEST_TIMEOUT, "the request did not arrive") from error
        return bytes(body)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept")) or "*/*"


def _pairs(request: Request) -> Sequence[tuple[str, str]]:
    return protocol.parsed(_query(request))


def _query(request: Request) -> str:
    """Return the query part of the URL, escapes and all."""
    return str(request.scope["query_string"].decode("latin-1"))


def _host(request: Request) -> str:
    return request.headers.get("host", "")


def _root(request: Request) -> str:
    """Return the address of the site, as whoever asks has it; raises Trouble for none."""
    if not _HOST.fullmatch(_host(request)):
        raise Trouble(HTTPStatus.BAD_REQUEST, "the header Host names no host")
    return f"{request.scope['scheme']}://{_host(request)}/"


def _no_callback(given: dict[str, str]) -> None:
    if "callback" in given:
        raise Trouble(HTTPStatus.BAD_REQUEST, "there is no JSONP here; CORS allows every origin")


def _safe(path: str) -> str:
    """Return a path that is one of names; raises Trouble for any other."""
    if len(path) > PATH:
        raise Trouble(HTTPStatus.REQUEST_URI_TOO_LONG, "the path is too long")
    parts = path.split("/")
    if "\\" in path or not path.isprintable() or {"", ".", ".."} & set(parts):
        raise Trouble(HTTPStatus.NOT_FOUND, "there is no such page")
    return path


async def _troubled(request: Request, error: Exception) -> Response:
    it = trouble(cast("ClaimlineError", error))
    area = request.scope["path"].removeprefix("/").partition("/")[0]
    forms = {"api": (PROBLEM,), "reconcile": (PROBLEM,), "sparql": (PLAIN,)}
    reply = told(it, _accept(request), forms.get(area, (PLAIN, PROBLEM, PAGE)))
    return Sending(reply, {"Cache-Control": "no-store", "Vary": "Accept"})


async def _refused(request: Request, error: Exception) -> Response:
    refused = cast("HTTPException", error)
    headers = tuple((refused.headers or {}).items())
    return await _troubled(request, Trouble(refused.status_code, refused.detail, headers))


async def _broken(request: Request, error: Exception) -> Response:
    del error  # it is logged with its traceback
    it = Trouble(HTTPStatus.INTERNAL_SERVER_ERROR, "this is a fault of the server")
    return await _troubled(request, it)


async def _gone(request: Request, error: Exception) -> Response:
    del request, error
    return Response(status_code=400)  # which nobody sees
