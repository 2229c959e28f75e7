"""Which store an address means: a folder here, or a SPARQL service elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimline.store import Store

if TYPE_CHECKING:
    from claimline.endpoint import Endpoint


def connect(location: str, *, write: bool = False, timeout: float = 60) -> Store | Endpoint:
    """Return the store in a folder, or the service at a ``sparql+http(s)://`` address, which
    must answer within ``timeout`` seconds.

    Raises StoreMissing, StoreLocked, StoreError or RemoteError where there is none to use.
    """
    if "://" in location:
        # What speaks HTTP takes a while to import, which a folder need not wait for.
        from claimline.endpoint import Endpoint  # noqa: PLC0415

        endpoint = Endpoint(location, timeout=timeout)
        endpoint.check_union()
        return endpoint
    return Store.writer(Path(location)) if write else Store.open(Path(location))
