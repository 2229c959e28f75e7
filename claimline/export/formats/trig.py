"""TriG: a graph for each record and each thing, with prefixes, for people who read RDF.

Examples:
  claimline export trig -o claims.trig
  claimline export trig --place Izium | head -50
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Triple

from claimline.export.selected import Chosen, File
from claimline.export.triples import GraphName, trig
from claimline.model import Option

SUFFIX = ".trig"
MEDIA_TYPE = "application/trig"
OPTIONS: tuple[Option, ...] = ()


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file, graph by graph and sorted within each."""
    del told
    yield File("claims.trig", (text.encode() for text in trig(_graphs(chosen))))


def _graphs(chosen: Chosen) -> Iterator[tuple[GraphName, Iterator[Triple]]]:
    for name, quads in chosen.graphs():
        yield name, (quad.triple for quad in quads)
