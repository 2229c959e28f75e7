"""The site of a store: which pages there are, and each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from posixpath import normpath

from claimline import catalogue, packaged, terms
from claimline.find import Thing
from claimline.store import Quads
from claimline.web import overview, place, thing
from claimline.web.documents import document, suffixes
from claimline.web.judged import Judged
from claimline.web.labels import KINDS, Labels
from claimline.web.page import Page
from claimline.web.querying import querying
from claimline.web.templates import Values, render
from claimline.web.told import Told
from claimline.web.tongue import LANGUAGES

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
TYPES |= {".svg": "image/svg+xml", ".json": "application/json", ".wasm": "application/wasm"}
TYPES |= {".txt": "text/plain; charset=utf-8"}


@dataclass(frozen=True)
class Site:
    """The pages about what a store says.

    Paths are relative to the root of the site and end in the suffix of their form:
    ``place/izium.html``, in Danish ``da/place/izium.html``. Links within pages are relative,
    so that a site works wherever it is put, on a disk too. A ``live`` site answers what is
    asked in the query part of a URL; ``url`` is where it will lie, where that is known.
    """

    store: Quads
    base: str = terms.BASE
    live: bool = False
    description: str = ""
    url: str = ""

    def paths(self) -> Iterator[str]:
        """Yield the path of every page, in each language, with those of the data beside it."""
        pages = [*_PAGES, *(f"question/{name}" for name in catalogue.names())]
        things = (path.removesuffix(".html") for path in self.labels if self._has_page(path))
        for name in (*pages, *things):
            yield from (path_in(language, f"{name}.html") for language in LANGUAGES)
            kind = name.partition("/")[0]
            if kind in KINDS:
                yield from (name + suffix for suffix in suffixes(kind))

    @cached_property
    def judged(self) -> Judged:
        """What all claims of the store are to each other, judged once."""
        return Judged(self.store)

    @cached_property
    def told(self) -> Told:
        """What the store says of single things."""
        return Told(self.store, keeping=not self.live)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The labels of all things that have pages, by their paths, in the order of those."""
        return Labels(self.store, self.base, at_once=not self.live)

    def page(self, path: str, asked: Mapping[str, str] | None = None) -> Page | None:
        """Return the page at a path, or None where there is none.

        ``asked`` are the values of the query part of its URL, of which a live site knows
        ``on`` and ``known``, both EDTF. Raises BadParameter for values that are not.
        """
        language, local = _language(path)
        name = local.removesuffix(".html")
        if name == local:
            return document(self, path)
        made = self._made(name, asked or {}) if self.live else self._kept(name)
        if made is None:
            return None
        template, values = made
        return Page(render(template, path, language, **self._common(local), **values).encode())

    def _kept(self, name: str) -> tuple[str, Values] | None:
        """Return the same as was made last, if it was of that page: languages differ in words
        alone, and a page comes in one after the other."""
        if name not in self._last:
            self._last.clear()
            self._last[name] = self._made(name, {})
        return self._last[name]

    @cached_property
    def _last(self) -> dict[str, tuple[str, Values] | None]:
        return {}

    def _made(self, name: str, asked: Mapping[str, str]) -> tuple[str, Values] | None:
        """Return the template of a page and what is to be put into it."""
        if name in _PAGES:
            return f"{name}.html", _PAGES[name](self)
        kind, _, key = name.partition("/")
        if kind == "question":
            known = key in catalogue.names()
            return ("question.html", overview.question(self, key)) if known else None
        found = self.thing(kind, key) if kind in KINDS else None
        if found is None:
            return None
        if kind == "place":
            return "place.html", place.values(self, found, asked.get("on"), asked.get("known"))
        if kind == "claim":
            return "claim.html", thing.claim(self, found)
        return "thing.html", thing.values(self, found, kind)

    def thing(self, kind: str, key: str) -> Thing | None:
        """Return the thing of a kind and a key; None where there is none."""
        return self.told.thing(f"{self.base}{kind}/{key}") if kind and key else None

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

    def _has_page(self, path: str) -> bool:
        return self.path_of(self.base + path.removesuffix(".html")) == path

    def shown(self, iri: object) -> str:
        """Return what to call a thing: its label, else what its IRI ends in."""
        path = self.path_of(iri)
        return self.labels.get(path or "") or str(iri).rstrip("/").rpartition("/")[2]


@cache
def statics() -> dict[str, Page]:
    """Return the files that pages need beside themselves, by their names below ``static/``."""
    top = packaged.folder("web", "static")
    return {
        str(path.relative_to(top)): Page(path.read_bytes(), TYPES[path.suffix])
        for path in sorted(top.rglob("*"))
        if path.suffix in TYPES
    }


def path_in(language: str, path: str) -> str:
    """Return the path of a page in a language.

    >>> path_in("da", "about.html")
    'da/about.html'
    """
    return path if language == "en" else f"{language}/{path}"


def _language(path: str) -> tuple[str, str]:
    """Return the language of a path, and the path without it."""
    start, _, rest = path.partition("/")
    return (start, rest) if start in LANGUAGES else ("en", path)


_PAGES: dict[str, Callable[[Site], Values]] = {
    "index": overview.index,
    "contradictions": overview.contradicted,
    "questions": overview.questions,
    "sparql": lambda site: querying(site, KINDS),
    "vocabulary": overview.vocabulary,
    "data": overview.data,
    "about": overview.about,
}
