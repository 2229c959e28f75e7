"""The site as files: a folder that any static host serves, or one place as a single file.

A published folder describes itself as an RO-Crate (https://w3id.org/ro/crate/1.1), which lists
every file with its hash. A later publication into the same folder takes away what the earlier
one listed and it does not write. The same store gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import cast

from claimline import catalogue, export
from claimline.errors import InputError
from claimline.export import Chosen, File
from claimline.find import Thing
from claimline.web import carried, place, policy, thing
from claimline.web.labels import KINDS
from claimline.web.overview import downloaded
from claimline.web.querying import querying
from claimline.web.site import Site, statics
from claimline.web.templates import Values, render

CRATE = "ro-crate-metadata.json"

DESCRIPTION = "void"
"""The format that says what the data are; it stands where programs look for it, too."""


def files(site: Site, chosen: Chosen) -> Iterator[File]:
    """Yield the files of a site: pages, the data beside them, downloads, what pages need, and
    last the list of them all; each is to be read through before the next is asked for."""
    listed: list[dict[str, object]] = []
    for name, content, media_type in _all(site, chosen):
        passed = _Passed(content)
        yield File(name, passed)
        listed.append(
            {
                "@id": name,
                "@type": "File",
                "encodingFormat": media_type.partition(";")[0],
                "contentSize": str(passed.size),
                "sha256": passed.hash.hexdigest(),
            }
        )
    yield File(CRATE, [_crate(site, chosen, listed)])


class _Passed:
    """Content that is counted and hashed as it passes by, so that none of it is held."""

    def __init__(self, content: Iterable[bytes]) -> None:
        self._content = content
        self.size = 0
        self.hash = sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._content:
            self.size += len(piece)
            self.hash.update(piece)
            yield piece


def _all(site: Site, chosen: Chosen) -> Iterator[tuple[str, Iterable[bytes], str]]:
    yield from _pages(replace(site))  # what it has come to know is dropped with it
    for name, found in statics().items():
        yield f"static/{name}", [found.content], found.media_type
    for form in export.names():
        exporter = export.get(form)
        told = {option.name: option.default for option in exporter.OPTIONS}
        if exporter.SUFFIX and not any(option.required for option in exporter.OPTIONS):
            [file] = exporter.files(chosen, told)
            content = [*file.content] if form == DESCRIPTION else file.content
            yield downloaded(form), content, exporter.MEDIA_TYPE
            if form == DESCRIPTION:
                yield ".well-known/void", content, exporter.MEDIA_TYPE
    yield ".nojekyll", [], "text/plain"
    if site.url:
        pages = (path for path in site.paths() if path.endswith(".html"))
        lines = (f"{site.url}{path}\n".encode() for path in pages)
        yield "sitemap.txt", lines, "text/plain"


def _pages(site: Site) -> Iterator[tuple[str, Iterable[bytes], str]]:
    for path in site.paths():
        if page := site.page(path):
            yield path, [page.content], page.media_type


def _crate(site: Site, chosen: Chosen, listed: list[dict[str, object]]) -> bytes:
    documents = site.store.select(catalogue.get("documents").text).plain()
    days = [str(row["earliestPublished"]) for row in documents if row["earliestPublished"]]
    root: dict[str, object] = {
        "@id": "./",
        "@type": "Dataset",
        "name": "Who said what, when, through whom, on what evidence",
        "description": chosen.description
        or "Claims about a conflict, each with its claimant, chain of reporters and evidence.",
        "license": "Each source has its own; see data.html.",
        "hasPart": [{"@id": file["@id"]} for file in listed],
    }
    if days:  # no clock: the day of the newest document
        root["datePublished"] = max(days)[:10]
    if site.url:
        root["url"] = site.url
    told = {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": CRATE,
                "@type": "CreativeWork",
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
                "about": {"@id": "./"},
            },
            root,
            *listed,
        ],
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def earlier(folder: Path) -> set[str]:
    """Return the files that an earlier publication wrote into a folder, itself included.

    Raises InputError for a folder that holds something else.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return set()
    try:
        told = json.loads((folder / CRATE).read_text(encoding="utf-8"))
        names = {str(one["@id"]) for one in told["@graph"] if one["@type"] == "File"}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{folder} holds something that is not a published site; name another folder"
        ) from error
    return {CRATE, *names}


def stale(folder: Path, before: Iterable[str], now: Iterable[str]) -> list[Path]:
    """Return the files of an earlier publication that a later one did not write, but none
    outside the folder."""
    left = (folder / name for name in sorted(set(before) - set(now)))
    return [path for path in left if path.resolve().is_relative_to(folder.resolve())]


def single(site: Site, shown: Thing, asked: Chosen | None = None) -> bytes:
    """Return the page of one place as a file that needs nothing beside it, evidence and linked
    data included; it opens from a disk.

    Where it is told what may be ``asked``, it answers SPARQL about that.
    """
    alone = _Alone(site.store, site.base)
    values = place.values(alone, shown, None, None)
    cards = cast("list[place.Card]", values["cards"])
    claims = {
        card.entry.iri: thing.claim(
            alone, Thing(card.entry.iri, card.entry.claim, card.entry.summary), judged=False
        )
        for card in cards
    }
    style, scripts = carried.text("site.css"), [carried.text("dials.js")]
    values |= {"style": style, "claims": claims, "carried": {}}
    if asked is None:
        rules = policy.alone([style], scripts, querying=False)
    else:
        scripts.append(carried.text(carried.STARTER))
        values |= querying(alone, KINDS) | {"carried": carried.pieces(asked)}
        values["licences"] = list(carried.licences())
        put = (map(carried.text, named.values()) for named in (carried.STYLES, carried.SCRIPTS))
        styles, programs = (list(texts) for texts in put)
        rules = policy.alone([style, *styles], [*scripts, *programs], querying=True)
    common: Values = {
        "local": "",
        "live": False,
        "description": site.description,
        "site": alone,
        "scripts": scripts,
        "policy": rules,
    }
    return render("single.html", "index.html", "en", **common, **values).encode()


class _Alone(Site):
    """A site of one page, which leads to no other."""

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """No labels, for no pages."""
        return {}

    def path_of(self, iri: object) -> None:
        """Return None: there are no other pages."""
        del iri
