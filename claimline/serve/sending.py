"""Answers on their way: piece by piece, as fast as they are taken, and never too many."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from claimline.serve.limits import MIB, PATIENCE
from claimline.serve.reply import Reply
from claimline.serve.trouble import RETRY, Trouble

_PIECE = 64 << 10

_AT_ONCE = 512 * MIB
"""Bytes of answers that may be on their way; whoever reads slowly keeps his in memory."""


class Sending(Response):
    """A reply that is sent piece by piece, each within some seconds."""

    on_their_way = 0

    def __init__(self, reply: Reply, headers: dict[str, str] | None = None) -> None:
        if Sending.on_their_way + len(reply.content) > _AT_ONCE:
            raise Trouble(
                HTTPStatus.SERVICE_UNAVAILABLE, "too much is being sent; try again later", RETRY
            )
        super().__init__(reply.content, reply.status, headers)
        if reply.media_type:
            self.headers["Content-Type"] = reply.media_type
        for name, value in reply.headers:
            self.headers.append(name, value)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the reply; raises TimeoutError to somebody who does not take it."""
        del receive
        content = bytes(self.body)
        pieces = [content[at : at + _PIECE] for at in range(0, len(content), _PIECE)] or [b""]
        if scope["method"] == "HEAD":
            pieces = [b""]
        start = {"type": "http.response.start", "status": self.status_code}
        Sending.on_their_way += len(content)
        try:
            await send({**start, "headers": self.raw_headers})
            for number, piece in enumerate(pieces, start=1):
                more = number < len(pieces)
                message = {"type": "http.response.body", "body": piece, "more_body": more}
                async with asyncio.timeout(PATIENCE):
                    await send(message)
        finally:
            Sending.on_their_way -= len(content)
