"""The site of a store: which pages there are, and each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimline import terms
from claimline.store import Quads
from claimline.web.templates import render

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at a path: its content and the media type of that."""

    content: bytes
    media_type: str = HTML


@dataclass(frozen=True)
class Site:
    """The pages about what a store says.

    Paths are relative to the root of the site and end in the suffix of their form:
    ``place/izium.html``. Links within pages are relative, so that a site works wherever it is
    put, on a disk too.
    """

    store: Quads
    base: str = terms.BASE

    def paths(self) -> Iterator[str]:
        """Yield the path of every page, sorted."""
        yield "index.html"

    def page(self, path: str, asked: Mapping[str, str] | None = None) -> Page | None:
        """Return the page at a path, or None where there is none; ``asked`` are the values of
        the query part of its URL."""
        del asked
        if path != "index.html":
            return None
        return Page(render("index.html", path=path).encode())

    def path_of(self, iri: str) -> str | None:
        """Return the path of the page about a thing that has an IRI under the base; None for
        other IRIs."""
        inside = iri.removeprefix(self.base)
        return f"{inside}.html" if inside != iri else None
