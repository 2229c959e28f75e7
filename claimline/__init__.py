"""claimline keeps who said what, when, through whom and on what evidence.

In Python, ``claimline.open`` gives the questions of the command line as methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from claimline.workbench import Workbench


def open(store: str | PathLike[str], *, timeout: float = 60) -> Workbench:  # noqa: A001 - as gzip.open
    """Return a workbench for the store in a folder, or for the SPARQL service at a
    ``sparql+http(s)://`` address, which must answer within ``timeout`` seconds.

    Raises StoreMissing, StoreError or RemoteError where there is none to use.
    """
    # The command line and whoever needs one module only do not wait for all the views.
    from claimline.workbench import workbench  # noqa: PLC0415

    return workbench(store, timeout=timeout)
