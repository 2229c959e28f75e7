"""schema.org: Claim and ClaimReview in JSON-LD, for web pages and collections of fact checks.

A review is written only where the data hold one: a claim by the publisher of a fact check about
another's claim. Of a claim it is told who makes it and where it appeared, and its summary; that
somebody denies something stands in the summary alone, for which schema.org has no word. A time
that is uncertain is left out.

Examples:
  claimline export schema-org -o claims.jsonld
  claimline export schema-org --place Izium
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Triple

from claimline.export.compacted import Context, Json, document, tree
from claimline.export.constructed import constructed
from claimline.export.selected import Chosen, File
from claimline.model import Option
from claimline.store import Quads
from claimline.terms import SCHEMA

SUFFIX = ".jsonld"
MEDIA_TYPE = "application/ld+json"
OPTIONS: tuple[Option, ...] = ()

_CONTEXT = Context("https://schema.org", {}, {}, vocabulary=SCHEMA)
_PARTS = ("author", "appearance", "about", "contentLocation", "publisher")
_OF_REVIEWS = ("itemReviewed", "reviewRating")
_WITHIN = {SCHEMA + name for name in (*_PARTS, *_OF_REVIEWS)}


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file, the reviews first."""
    del told
    triples = constructed(chosen.store, "schema-org")
    pieces = document(_CONTEXT, _objects(triples))
    yield File("claims.jsonld", (piece.encode() for piece in pieces))


def of_claim(store: Quads, iri: str) -> dict[str, Json]:
    """Return one claim, or one review, as a document of its own, for the page about it."""
    objects = list(_objects(constructed(store, "schema-org", claim=iri)))
    return {"@context": _CONTEXT.written, "@graph": [*objects]}


def _objects(triples: Iterable[Triple]) -> Iterator[dict[str, Json]]:
    return tree(triples, _CONTEXT, first=SCHEMA + "ClaimReview", within=_WITHIN)
