"""What the shipped CONSTRUCT queries make of a choice: the same claims in other models' terms."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Triple

from claimline import catalogue
from claimline.answers import Plain, Table, rows_only
from claimline.errors import BadQuery
from claimline.store import Quads


def constructed(store: Quads, name: str, **values: str | Sequence[str]) -> tuple[Triple, ...]:
    """Return the triples that a query of exports constructs."""
    answer = store.answer(catalogue.export(name).bind(**values))
    if isinstance(answer, (Table, bool)):
        raise BadQuery(f"{name} must be a CONSTRUCT query")
    return answer


def listed(store: Quads, name: str) -> list[dict[str, Plain]]:
    """Return the rows of a query of exports that lists what there is."""
    return rows_only(store.answer(catalogue.export(name).text)).plain()
