"""The server on its port: the only room that knows uvicorn."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from claimline.errors import PortTaken
from claimline.web.app import application
from claimline.web.limits import CONNECTIONS, HEAD, PATIENCE, Limits


class Patient(H11Protocol):
    """HTTP that waits so long, and no longer, for the whole head of a first request.

    uvicorn counts only the seconds between requests, so that who sends a byte a minute would
    keep a connection for ever.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait."""
        super().connection_made(transport)
        self.loop.call_later(PATIENCE, self._lose_patience)

    def _lose_patience(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.abort()


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 is any that is free. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=CONNECTIONS)
    except (OSError, OverflowError) as error:
        raise PortTaken(
            f"{host}:{port} cannot be served on: {error}; name another port with --port"
        ) from error


def serve(
    location: str,
    limits: Limits,
    listener: socket.socket,
    *,
    frames: str = "*",
    begun: Callable[[], None],
) -> None:
    """Serve the store at a place on a socket until it is interrupted; ``begun`` is called once
    it answers."""
    config = uvicorn.Config(
        _announced(application(location, limits, frames), begun),
        http=Patient,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=HEAD,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _announced(app: Any, begun: Callable[[], None]) -> Any:  # Any: ASGI has no one type
    """Return an application that tells when it is ready."""

    async def announcing(scope: Any, receive: Any, send: Any) -> None:
        async def told(message: Any) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                begun()

        await app(scope, receive, told if scope["type"] == "lifespan" else send)

    return announcing
