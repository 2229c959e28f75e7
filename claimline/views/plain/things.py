"""What is said of one thing, as rows."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from claimline.answers import plain
from claimline.terms import BASE, PREFIXES
from claimline.views.public import Row

COLUMNS = ("thing", "property", "value")


def rows(found: Iterable[Triple]) -> list[Row]:
    """Return statements as rows, with IRIs of known namespaces shortened."""
    return [
        {
            "thing": _short(str(plain(triple.subject))),
            "property": _short(triple.predicate.value),
            "value": _short(str(plain(triple.object))),
        }
        for triple in found
    ]


def _short(text: str) -> str:
    """Return an IRI of a known namespace with its prefix, anything else as it is."""
    for prefix, namespace in {**PREFIXES, "id": BASE}.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text
