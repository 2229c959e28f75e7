"""What every answer says to browsers: nothing of other origins, nothing guessed."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimline.web.policy import policy


class Secured:
    """An application whose answers all carry these headers.

    ``frames`` says who may show a page within one of theirs, in the words of the directive
    frame-ancestors. Anybody, unless told otherwise: the pages hold no session that such a
    frame could misuse, and newsrooms embed them.
    """

    def __init__(self, app: ASGIApp, frames: str = "*") -> None:
        self._app = app
        self._frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                runs = headers.get("content-type", "").startswith(("text/html", "text/javascript"))
                headers["Content-Security-Policy"] = policy(
                    scope["path"] if runs and message["status"] == HTTPStatus.OK else "",
                    self._frames,
                )
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self._app(scope, receive, secured)
