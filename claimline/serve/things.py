"""Documents about things: where an IRI leads, the pages, and the data of one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from posixpath import splitext
from urllib.parse import quote, unquote

from claimline.errors import UnknownName
from claimline.find import NAMED, Thing, find_iri, names
from claimline.serve.desk import Desk
from claimline.serve.negotiate import Offer, best
from claimline.serve.reply import JSON, Reply
from claimline.serve.results import JSON_LD, TURTLE
from claimline.serve.trouble import Trouble
from claimline.web.templates import link

FORMS = {
    ".html": Offer("text/html", "application/xhtml+xml"),
    ".ttl": TURTLE,
    ".jsonld": JSON_LD,
    ".nt": Offer("application/n-triples"),
    ".trig": Offer("application/trig"),
    ".rdf": Offer("application/rdf+xml", "application/xml", "text/xml"),
    ".json": Offer(JSON),
}
"""The forms of a document about a thing, by the suffix of its path."""


@dataclass(frozen=True, slots=True)
class Named:
    """Where the thing with an IRI under the base is told of: ``inside`` is what the IRI has
    after the base, as it came."""

    inside: str
    accept: str

    def run(self, desk: Desk) -> Reply:
        """Return a redirection to the document that fits what is accepted; raises Trouble, or
        UnknownName with the nearest names."""
        suffixes = list(FORMS)
        offer = best(self.accept, FORMS.values())
        stem = normal(self.inside)
        _find(desk, stem)
        page = desk.site.path_of(desk.base + stem) or f"{stem}.html"
        documents = {suffix: f"{stem}{suffix}" for suffix in suffixes} | {".html": page}
        here = f"id/{self.inside}"
        links = _alternates(here, documents)
        if offer is None:
            listed = ", ".join(each.media_type for each in FORMS.values())
            raise Trouble(
                HTTPStatus.NOT_ACCEPTABLE, f"what is told of it can be given as: {listed}", links
            )
        suffix = next(suffix for suffix in suffixes if FORMS[suffix] is offer)
        target = _to(here, documents[suffix])
        described = ("Link", f'<{target}>; rel="describedby"; type="{offer.media_type}"')
        return Reply(b"", "", 303, (("Location", target), described, *links))


@dataclass(frozen=True, slots=True)
class Document:
    """What stands at a path: a page of the site, or the data of a thing."""

    path: str
    asked: Mapping[str, str] = field(default_factory=dict)

    def run(self, desk: Desk) -> Reply:
        """Return the document; raises UnknownName with the nearest names."""
        stem, suffix = splitext(self.path)
        links = _alternates(self.path, {each: stem + each for each in FORMS if each != suffix})
        page = desk.site.page(self.path, self.asked)
        if page is not None:
            return Reply(page.content, page.media_type, headers=links if _is(desk, stem) else ())
        _find(desk, stem)
        raise UnknownName("page", self.path, [stem + known for known in FORMS])


def normal(inside: str) -> str:
    """Return the part of an IRI after the base as we mint it, however a client escapes it.

    Raises UnknownName for what can be no name of a thing.

    >>> normal("claim/ritzau-2022-09-10/%61rea,2000")
    'claim/ritzau-2022-09-10/area%2C2000'
    """
    parts = [unquote(part, errors="replace") for part in inside.split("/")]
    if any(part in {"", ".", ".."} or not part.isprintable() for part in parts):
        raise UnknownName("thing", inside, ())
    return "/".join(quote(part, safe="") for part in parts)


def _is(desk: Desk, stem: str) -> bool:
    """Return whether a thing has the IRI that a path stands for."""
    try:
        find_iri(desk.store, desk.base + normal(stem))
    except UnknownName:
        return False
    return True


def _find(desk: Desk, stem: str) -> Thing:
    try:
        return find_iri(desk.store, desk.base + normal(stem))
    except UnknownName:
        kind, _, key = stem.partition("/")
        known = names(desk.store, kind) if kind in {*NAMED, "document", "claim"} else ()
        raise UnknownName(kind if known else "thing", key if known else stem, known) from None


def _alternates(here: str, documents: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        ("Link", f'<{_to(here, path)}>; rel="alternate"; type="{FORMS[suffix].media_type}"')
        for suffix, path in documents.items()
    )


def _to(here: str, document: str) -> str:
    path, hash_, fragment = document.partition("#")
    return link(here, path) + hash_ + fragment
