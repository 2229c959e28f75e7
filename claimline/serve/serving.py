"""The server on its port: the only room that knows uvicorn."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from claimline.errors import PortTaken
from claimline.serve.app import application
from claimline.serve.limits import CONNECTIONS, HEAD, PATIENCE, Limits


class Patient(H11Protocol):
    """HTTP that waits so long, and no longer, for the whole head of a request.

    uvicorn counts only the seconds in which nothing comes between requests, so that who sends
    a byte a second would keep a connection for ever.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Begin to wait for a first request."""
        super().connection_made(transport)
        self._wait_after(None)

    def on_response_complete(self) -> None:
        """Begin to wait for another request."""
        answered = self.cycle
        super().on_response_complete()
        self._wait_after(answered)

    def _wait_after(self, answered: RequestResponseCycle | None) -> None:
        def lose_patience() -> None:
            if self.cycle is answered and not self.transport.is_closing():
                self.transport.abort()

        self.loop.call_later(PATIENCE, lose_patience)


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 is any that is free. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=CONNECTIONS)
    except (OSError, OverflowError) as error:
        raise PortTaken(
            f"{host}:{port} cannot be served on: {error}; name another port with --port"
        ) from error
    # Connections inherit it. Without it, what follows the head of an answer waits for 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


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
