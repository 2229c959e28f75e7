"""A remote SPARQL 1.1 service in the place of a store: the only room that knows HTTP.

Why an address is called ``sparql+https://…``: a plain web address and a folder could both be
meant by a name, and a store must never be made or asked in the wrong place. Credentials come
from the environment or netrc, so that they stand in no address, no error and no shell history.
"""

from __future__ import annotations

from claimline.endpoint.address import PRESETS, Layout, parse
from claimline.endpoint.service import Endpoint
from claimline.endpoint.virtuoso import Virtuoso

__all__ = ["PRESETS", "Endpoint", "Layout", "Virtuoso", "at"]


def at(address: str, *, timeout: float = 60) -> Endpoint:
    """Return the service at an address, as its preset says how to speak to it.

    Raises RemoteError for what is no address; nothing is sent yet.
    """
    _, layout = parse(address)
    kind = Virtuoso if layout is PRESETS["virtuoso"] else Endpoint
    return kind(address, timeout=timeout)
