"""The site of a store: which pages there are, and each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from posixpath import normpath

from claimline import catalogue, packaged, terms
from claimline.errors import BadParameter, UnknownName
from claimline.find import Thing, find_iri
from claimline.store import Quads
from claimline.terms import CL
from claimline.web import overview, place, thing
from claimline.web.templates import LANGUAGES, Values, render

HTML = "text/html; charset=utf-8"

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
TYPES |= {".svg": "image/svg+xml", ".json": "application/json", ".wasm": "application/wasm"}

KINDS = ("place", "actor", "event", "document", "claim")
"""The kinds of things that have pages, as they stand in paths."""

_CLASSES = {CL + kind.capitalize(): kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at a path: its content and the media type of that."""

    content: bytes
    media_type: str = HTML


@dataclass(frozen=True)
class Site:
    """The pages about what a store says.

    Paths are relative to the root of the site and end in the suffix of their form:
    ``place/izium.html``, in Danish ``da/place/izium.html``. Links within pages are relative,
    so that a site works wherever it is put, on a disk too. A ``live`` site answers what is
    asked in the query part of a URL.
    """

    store: Quads
    base: str = terms.BASE
    live: bool = False
    description: str = ""

    def paths(self) -> Iterator[str]:
        """Yield the path of every page, each language by itself."""
        for language in LANGUAGES:
            start = "" if language == "en" else f"{language}/"
            yield from (f"{start}{name}.html" for name in _PAGES)
            yield from (f"{start}question/{name}.html" for name in catalogue.names())
            yield from (start + path for path in self.labels)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of all things that have pages, by their paths, in the order of those."""
        rows = self.store.select(catalogue.get("things").text).plain()
        found: dict[str, str] = {}
        for row in rows:
            path = self.path_of(str(row["thing"]))
            if path and path.startswith(f"{_CLASSES[str(row['class'])]}/"):
                found.setdefault(path, str(row["label"] or path.removesuffix(".html")))
        return dict(sorted(found.items()))

    def page(self, path: str, asked: Mapping[str, str] | None = None) -> Page | None:
        """Return the page at a path, or None where there is none.

        ``asked`` are the values of the query part of its URL, of which a live site knows
        ``on`` and ``known``, both EDTF. Raises BadParameter for values that are not.
        """
        language, local = _language(path)
        name = local.removesuffix(".html")
        if name == local:
            return None
        made = self._made(name, asked or {} if self.live else {})
        if made is None:
            return None
        template, values = made
        return Page(render(template, path, language, **self._common(local), **values).encode())

    def _made(self, name: str, asked: Mapping[str, str]) -> tuple[str, Values] | None:
        """Return the template of a page and what is to be put into it."""
        if name in _PAGES:
            return f"{name}.html", _PAGES[name](self)
        kind, _, key = name.partition("/")
        if kind == "question":
            known = key in catalogue.names()
            return ("question.html", overview.question(self, key)) if known else None
        found = self._thing(kind, key)
        if found is None:
            return None
        if kind == "place":
            return "place.html", place.values(self, found, asked.get("on"), asked.get("known"))
        if kind == "claim":
            return "claim.html", thing.claim(self, found)
        return "thing.html", thing.values(self, found, kind)

    def _thing(self, kind: str, key: str) -> Thing | None:
        if kind not in KINDS or not key:
            return None
        try:
            return find_iri(self.store, f"{self.base}{kind}/{key}")
        except (UnknownName, BadParameter):
            return None

    def _common(self, local: str) -> Values:
        return {"local": local, "live": self.live, "description": self.description, "site": self}

    def path_of(self, iri: object) -> str | None:
        """Return the path of the page about a thing that has an IRI under the base; None for
        other IRIs, and for those that no path can be made of."""
        inside = str(iri).removeprefix(self.base)
        kind, _, key = inside.partition("/")
        if inside == iri or kind not in KINDS or not key or normpath(inside) != inside:
            return None
        return f"{inside}.html"

    def shown(self, iri: object) -> str:
        """Return what to call a thing: its label, else what its IRI ends in."""
        path = self.path_of(iri)
        return self.labels.get(path or "") or str(iri).rstrip("/").rpartition("/")[2]


def static(name: str) -> Page | None:
    """Return a file that pages need beside themselves; None where there is none of that name."""
    return _statics().get(name)


@cache
def _statics() -> dict[str, Page]:
    """Return all such files by their names; no other path can be asked for."""
    top = packaged.folder("web", "static")
    return {
        str(path.relative_to(top)): Page(path.read_bytes(), TYPES[path.suffix])
        for path in sorted(top.rglob("*"))
        if path.suffix in TYPES
    }


def _language(path: str) -> tuple[str, str]:
    """Return the language of a path, and the path without it."""
    start, _, rest = path.partition("/")
    return (start, rest) if start in LANGUAGES else ("en", path)


_PAGES: dict[str, Callable[[Site], Values]] = {
    "index": overview.index,
    "contradictions": overview.contradicted,
    "questions": overview.questions,
    "vocabulary": overview.vocabulary,
    "data": overview.data,
    "about": overview.about,
}
