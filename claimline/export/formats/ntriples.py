"""N-Triples: a statement a line, sorted, all in one graph, for tools that read nothing else.

Examples:
  claimline export ntriples -o claims.nt
  claimline export ntriples --place Izium | wc -l
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.export.selected import Chosen, File
from claimline.export.triples import lines
from claimline.model import Option

SUFFIX = ".nt"
MEDIA_TYPE = "application/n-triples"
OPTIONS: tuple[Option, ...] = ()


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    del told
    yield File("claims.nt", _lines(chosen))


def _lines(chosen: Chosen) -> Iterator[bytes]:
    yield from (line.encode() for line in lines(quad.triple for quad in chosen.quads()))
