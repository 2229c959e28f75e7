"""A search for claims, as rows."""

from __future__ import annotations

from collections.abc import Mapping

from claimline.find import find
from claimline.store import Quads
from claimline.views.cells import key
from claimline.views.public import Row, rows

THINGS = {"place": "place", "claimant": "actor", "event": "event", "document": "document"}
"""What names a thing, and what kind of thing each names."""

SCHEMES = {"eventType": "event-type", "modality": "modality", "polarity": "polarity"}
"""What names a concept, and the vocabulary it is of."""

_SHOWN = (
    "claim",
    "claimant",
    "polarity",
    "modality",
    "type",
    "earliestSaid",
    "latestSaid",
    "summary",
)


def columns(as_of: str | None, *, possibly: bool) -> tuple[str, ...]:
    """Return the columns of a search."""
    return (*_SHOWN, "certainlyPublic") if as_of and possibly else _SHOWN


def search(
    store: Quads, wanted: Mapping[str, str | None], *, as_of: str | None, possibly: bool
) -> list[Row]:
    """Return the claims for which all that is wanted holds: things and concepts are found by
    their names. Raises UnknownName, AmbiguousName or BadParameter."""
    asked = {name: _asked(store, name, value) for name, value in wanted.items() if value}
    found = [_shown(row) for row in rows(store, "claims", asked, as_of=as_of, possibly=possibly)]
    return [{name: row[name] for name in columns(as_of, possibly=possibly)} for row in found]


def _asked(store: Quads, name: str, value: str) -> str:
    if name in THINGS:
        return find(store, THINGS[name], value).iri
    if name in SCHEMES:
        return find(store, "concept", f"{SCHEMES[name]}/{value}").iri
    return value


def _shown(row: Row) -> Row:
    return row | {
        "claim": str(row["claim"]).partition("/claim/")[2],
        "claimant": row["claimantLabel"],
        "polarity": key(row["polarity"]),
        "modality": key(row["modality"]),
        "type": key(row["eventType"]),
    }
