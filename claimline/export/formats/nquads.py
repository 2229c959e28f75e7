"""N-Quads: a statement a line with the graph it stands in, sorted; what `dump` writes.

Examples:
  claimline export nquads -o claims.nq
  claimline export nquads --place Izium --as-of 2022-04-02
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.export.selected import Chosen, File
from claimline.model import Option

SUFFIX = ".nq"
MEDIA_TYPE = "application/n-quads"
OPTIONS: tuple[Option, ...] = ()


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file, graph by graph and sorted within each."""
    del told
    yield File("claims.nq", _lines(chosen))


def _lines(chosen: Chosen) -> Iterator[bytes]:
    yield from (line.encode() for line in chosen.lines())
