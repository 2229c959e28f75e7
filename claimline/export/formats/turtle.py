"""Turtle: all statements in one graph, with prefixes, for people who read RDF.

Examples:
  claimline export turtle --place Izium -o izium.ttl
  claimline export turtle --to 2022-04-02 | head
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.export.selected import Chosen, File
from claimline.export.triples import turtle
from claimline.model import Option

SUFFIX = ".ttl"
MEDIA_TYPE = "text/turtle"
OPTIONS: tuple[Option, ...] = ()


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    del told
    yield File("claims.ttl", [turtle(quad.triple for quad in chosen.quads()).encode()])
