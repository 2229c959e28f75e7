"""How much a store holds, as rows."""

from __future__ import annotations

from claimline.store import Quads
from claimline.views.public import Row
from claimline.views.stats import stats

_COLUMNS = ("class", "things")


def columns(as_of: str | None, *, possibly: bool) -> tuple[str, ...]:
    """Return the columns of a count."""
    return (*_COLUMNS, "certainlyPublic") if as_of and possibly else _COLUMNS


def counts(store: Quads, *, as_of: str | None, possibly: bool) -> list[Row]:
    """Return how many things of each class there are."""
    found: list[Row] = [
        {"class": count.name, "things": count.things, "certainlyPublic": count.certain}
        for count in stats(store, as_of=as_of, possibly=possibly)
    ]
    return [{name: row[name] for name in columns(as_of, possibly=possibly)} for row in found]
