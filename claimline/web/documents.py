"""The data beside each page: one thing in the forms that programs read, by the path's suffix."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from itertools import groupby
from posixpath import splitext
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Triple

from claimline.export import triples
from claimline.find import Thing
from claimline.views.plain import claims, sources, things, timeline
from claimline.views.public import Row
from claimline.views.things import quads
from claimline.web.page import Page

if TYPE_CHECKING:
    from claimline.web.site import Site

RDF: dict[str, tuple[str, Callable[[Iterable[Triple]], str]]] = {
    ".ttl": ("text/turtle; charset=utf-8", triples.turtle),
    ".jsonld": ("application/ld+json", triples.jsonld),
    ".nt": ("application/n-triples", triples.ntriples),
    ".rdf": ("application/rdf+xml", triples.rdfxml),
}
"""The forms of triples: media type and writer, by the suffix of a path."""

TRIG = ".trig"
FILED = (".ttl", ".jsonld", ".nt")
"""The forms that stand beside published pages; others are for who asks a server for them."""

JSON, CSV = ".json", ".csv"

_CITED = {"actor": "claimant", "event": "event", "document": "document"}


def suffixes(kind: str) -> tuple[str, ...]:
    """Return the suffixes of the data beside the published page of a thing of a kind."""
    return (*FILED, JSON, CSV) if kind == "place" else (*FILED, JSON)


def document(site: Site, path: str) -> Page | None:
    """Return the data at a path such as ``place/izium.ttl``; None where there is none."""
    name, suffix = splitext(path)
    kind, _, key = name.partition("/")
    known = {*RDF, TRIG, *suffixes(kind)}
    found = site.thing(kind, key) if suffix in known else None
    if found is None:
        return None
    if suffix in RDF:
        media_type, write = RDF[suffix]
        if write is triples.turtle:
            return Page(site.told.turtle(found).encode(), media_type)
        return Page(write(site.told.statements(found)).encode(), media_type)
    if suffix == TRIG:
        return Page(_trig(quads(site.store, found)).encode(), "application/trig")
    if suffix == CSV:
        rows = [timeline.row(entry) for entry in site.told.timeline(found).entries]
        return Page(_table(rows).encode(), "text/csv; charset=utf-8")
    text = json.dumps(_told(site, kind, found), ensure_ascii=False, indent=2)
    return Page(f"{text}\n".encode(), "application/json")


def _trig(found: list[Quad]) -> str:
    graphs = groupby(sorted(found, key=_graph), key=lambda quad: quad.graph_name)
    return "".join(triples.trig((name, [quad.triple for quad in own]) for name, own in graphs))


def _graph(quad: Quad) -> str:
    return str(quad.graph_name)


def _told(site: Site, kind: str, thing: Thing) -> object:
    """Return what the views say of a thing, as the command line tells it in JSON."""
    if kind == "place":
        return timeline.as_dict(site.told.timeline(thing))
    if kind == "claim":
        return sources.as_dict(site.told.sources(thing))
    if kind not in _CITED:
        return things.rows(site.told.statements(thing))
    told = claims.search(site.store, {_CITED[kind]: thing.iri}, as_of=None, possibly=False)
    return {"key": thing.key, "iri": thing.iri, "label": thing.label, "claims": told}


def _table(rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, timeline.COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
