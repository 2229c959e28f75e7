"""What goes wrong, as HTTP says it: a status, and words that show nothing of the inside."""

from __future__ import annotations

import json
from http import HTTPStatus

from claimline.errors import (
    ClaimlineError,
    NotPublic,
    StoreError,
    TimeLimit,
    TooMuch,
    UnknownName,
)
from claimline.serve.negotiate import Offer, best
from claimline.serve.reply import Reply
from claimline.web.templates import render

_STATUSES: tuple[tuple[type[ClaimlineError], HTTPStatus], ...] = (
    (UnknownName, HTTPStatus.NOT_FOUND),
    (NotPublic, HTTPStatus.NOT_FOUND),
    (TooMuch, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (TimeLimit, HTTPStatus.GATEWAY_TIMEOUT),
    (ClaimlineError, HTTPStatus.BAD_REQUEST),
)

PROBLEM = Offer("application/problem+json", "application/json")
PLAIN = Offer("text/plain")
PAGE = Offer("text/html", "application/xhtml+xml")


class Trouble(ClaimlineError):
    """An answer that is not what was asked for."""

    def __init__(self, status: int, detail: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(status, detail, headers)  # all of them, so that it can be pickled
        self.status = HTTPStatus(status)
        self.detail = detail
        self.headers = headers


def trouble(error: ClaimlineError) -> Trouble:
    """Return what a deliberate error is to somebody far away."""
    if isinstance(error, Trouble):
        return error
    status = next(status for kind, status in _STATUSES if isinstance(error, kind))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        # Its message names places of this machine.
        return Trouble(status, "the store cannot be read now; try again later", RETRY)
    return Trouble(status, str(error))


RETRY = (("Retry-After", "5"),)
"""For what may be well in a moment."""


def told(it: Trouble, accept: str, offers: tuple[Offer, ...] = (PLAIN, PROBLEM, PAGE)) -> Reply:
    """Return a trouble in the form that is wanted most, text where nothing is said."""
    offer = best(accept, offers) or offers[0]
    status, title = it.status.value, it.status.phrase
    if offer == PAGE:
        text = render("error.html", path="error.html", status=status, title=title, told=it.detail)
    elif offer == PROBLEM:
        problem = {"type": "about:blank", "title": title, "status": status, "detail": it.detail}
        text = json.dumps(problem, ensure_ascii=False) + "\n"
    else:
        text = it.detail + "\n"
    return Reply(text.encode(errors="replace"), offer.content_type, status, it.headers)
