"""What every answer says to browsers: nothing of other origins, nothing guessed."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SOURCES = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")


class Secured:
    """An application whose answers all carry these headers.

    ``frames`` says who may show a page within one of theirs, in the words of the directive
    frame-ancestors. Anybody, unless told otherwise: the pages hold no session that such a
    frame could misuse, and newsrooms embed them.
    """

    def __init__(self, app: ASGIApp, frames: str = "*") -> None:
        self._app = app
        own = "; ".join(f"{source} 'self'" for source in _SOURCES)
        self._headers = {
            "Content-Security-Policy": (
                f"default-src 'none'; {own}; base-uri 'none'; frame-ancestors {frames}"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, secured)
