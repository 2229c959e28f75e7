"""The pages about a store as a whole: what is in it, what contradicts what, what may be asked."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from claimline import catalogue, export
from claimline.errors import ClaimlineError
from claimline.find import Thing
from claimline.views.contradictions import contradictions
from claimline.views.questions import questions as asked_of
from claimline.views.stats import stats
from claimline.views.timeline import Entry, timeline
from claimline.web.lanes import svg
from claimline.web.querying import titled
from claimline.web.templates import Values, link

if TYPE_CHECKING:
    from claimline.web.site import Site

ROWS = 200
"""How many rows of an answer a page shows; the rest is told of, and the query answers it."""

WHOLE = "nquads"
"""The format that the query page of a published site reads."""

PAIRS = 300
"""How many contradictions one page shows."""


EXAMPLE = 7
"""How many lanes the first page shows of the place of which most is told."""


def index(site: Site) -> Values:
    """Return what the first page shows."""
    rows = site.store.select(catalogue.get("places-told").text).plain()
    labels = list(site.labels.items())
    return {
        "example": _example(site, str(rows[0]["place"]), str(rows[0]["label"])) if rows else None,
        "counts": {count.name: count.things for count in stats(site.store)},
        "places": [row | {"path": site.path_of(row["place"])} for row in rows],
        "listed": [
            (kind, [(path, label) for path, label in labels if path.startswith(kind)])
            for kind in ("event/", "actor/", "document/")
        ],
    }


def _example(site: Site, iri: str, label: str) -> Values | None:
    """Return the first lanes of a place; None where nobody says who held it."""
    path = site.path_of(iri)
    found = timeline(site.store, Thing(iri, iri.removeprefix(site.base), label))
    if path is None or not found.lanes:
        return None
    some = replace(found, lanes=found.lanes[:EXAMPLE])

    def href(entry: Entry) -> str | None:
        return link("index.html", own) if (own := site.path_of(entry.iri)) else None

    return {
        "path": path,
        "label": label,
        "picture": lambda say: svg(some, href=href, say=say),
        "lanes": len(found.lanes),
    }


def contradicted(site: Site) -> Values:
    """Return what the page of all contradictions shows."""
    found = contradictions(site.store) if site.live else site.judged.contradictions
    return {"contradictions": found[:PAIRS], "more": len(found) - len(found[:PAIRS])}


def questions(site: Site) -> Values:
    """Return what the page of questions shows: those that people ask, and every query."""
    del site
    themes = [(theme, list(some)) for theme, some in groupby(asked_of(), lambda it: it.theme)]
    return {"themes": themes, "titled": titled}


def question(site: Site, name: str) -> Values:
    """Return what the page of a shipped query shows: the query and its answer as it stands."""
    query = catalogue.get(name)
    values: Values = {"query": query, "fault": "", "columns": (), "rows": [], "more": 0}
    try:
        table = site.store.select(query.text)
    except ClaimlineError as error:
        return values | {"fault": str(error)}
    rows = [[(_path(site, cell), _shown(site, cell)) for cell in row] for row in table.rows[:ROWS]]
    return values | {
        "columns": table.columns,
        "rows": rows,
        "more": len(table.rows) - len(rows),
    }


def _path(site: Site, cell: object) -> str | None:
    path = site.path_of(cell.value) if isinstance(cell, NamedNode) else None
    return path if path in site.labels else None


def _shown(site: Site, cell: object) -> str:
    if cell is None:
        return ""
    return (
        site.shown(cell.value) if isinstance(cell, NamedNode) else str(getattr(cell, "value", cell))
    )


def vocabulary(site: Site) -> Values:
    """Return what the page of the vocabularies shows: each list with its concepts."""
    rows = site.store.select(catalogue.get("concepts").text).plain()
    lists = groupby(rows, lambda row: str(row["scheme"]))
    return {
        "schemes": [
            (scheme.rpartition("/")[2], [row | {"key": _key(row["concept"])} for row in concepts])
            for scheme, concepts in lists
        ]
    }


def _key(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def data(site: Site) -> Values:
    """Return what the page of the data shows: documents with what may be done with them."""
    rows = site.store.select(catalogue.get("documents").text).plain()
    return {
        "counts": {count.name: count.things for count in stats(site.store)},
        "documents": [row | {"path": site.path_of(row["document"])} for row in rows],
        "downloads": [
            (downloaded(form), export.summary(export.get(form)))
            for form in export.names()
            if export.get(form).SUFFIX
        ],
    }


def downloaded(form: str) -> str:
    """Return the path of all data in a format of exports.

    >>> downloaded("nquads"), downloaded("rdf12")
    ('data/claims.nq', 'data/rdf12.trig')
    """
    name = "claims" if form == WHOLE else form
    return f"data/{name}{export.get(form).SUFFIX}"


def about(site: Site) -> Values:
    """Return what the page about the site shows."""
    del site
    return {}
