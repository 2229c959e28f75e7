"""JSON-LD: an object for each claim with its content, reports and evidence, and our context.

The context stands in the file, so that nothing needs to be fetched. Documents, places, actors
and events stand beside the claims, which refer to them by their IRIs; what several claims
share, such as a proposition, is repeated within each.

Examples:
  claimline export jsonld -o claims.jsonld
  claimline export jsonld --place Izium --as-of 2022-04-02
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.export.compacted import Context, document, tree
from claimline.export.selected import Chosen, File
from claimline.model import Option
from claimline.terms import CL, GEO, OA

SUFFIX = ".jsonld"
MEDIA_TYPE = "application/ld+json"
OPTIONS: tuple[Option, ...] = ()

_PARTS = ("asserts", "readsAs", "evidence", "measure", "purpose", "cause")
_WITHIN = {*(CL + name for name in _PARTS), OA + "hasSelector", GEO + "hasGeometry"}


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file, the claims first."""
    del told
    triples = (quad.triple for quad in chosen.quads())
    objects = tree(triples, first=CL + "Claim", within=_WITHIN, reverse=CL + "reportOf")
    pieces = document(Context.ours(), objects)
    yield File("claims.jsonld", (piece.encode() for piece in pieces))
