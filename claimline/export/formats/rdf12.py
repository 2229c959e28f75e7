"""RDF 1.2 TriG: all statements, and the content of each proposition as triple terms beside them.

A proposition reifies triples about its event, in the terms of the Simple Event Model, and does
not assert them. Tools that know no RDF 1.2, rdflib among them, cannot read it: for these there
is trig.

Examples:
  claimline export rdf12 -o claims.trig
  claimline export rdf12 --place Izium | grep reifies
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Triple

from claimline.export.constructed import constructed
from claimline.export.selected import Chosen, File
from claimline.export.triples import GraphName, trig
from claimline.model import Option
from claimline.store import Store

SUFFIX = ".trig"
MEDIA_TYPE = "application/trig"
OPTIONS: tuple[Option, ...] = ()


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file, graph by graph and sorted within each."""
    del told
    pieces = trig(_graphs(chosen), version="1.2")
    yield File("claims.trig", (text.encode() for text in pieces))


def _graphs(chosen: Chosen) -> Iterator[tuple[GraphName, list[Triple]]]:
    """Yield each graph with what the propositions in it reify."""
    for name, quads in chosen.graphs():
        # In memory, where SPARQL 1.2 is spoken, whatever the store is.
        content = constructed(Store.memory(quads), "rdf12")
        yield name, [*(quad.triple for quad in quads), *content]
