"""How much a store holds, or how much of it was public on a day."""

from __future__ import annotations

from dataclasses import dataclass

from claimline import catalogue
from claimline.answers import Plain
from claimline.store import Quads
from claimline.views import public


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a class there are; ``certain`` is how many of them were certainly
    public on the day asked for."""

    name: str
    things: int
    certain: int


def stats(store: Quads, *, as_of: str | None = None, possibly: bool = False) -> list[Count]:
    """Return the counts of a store, by the names of the classes.

    With ``as_of``, which is EDTF, only of what has a day of publication: documents, reports
    with undated ones that those pass on, the claims they bring, and the propositions that
    those claims assert or those reports word. ``possibly`` counts what was only possibly
    public by then too. Raises BadParameter for a text that is not EDTF.
    """
    if as_of is None:
        rows = store.select(catalogue.get("stats").text).plain()
        return [
            Count(str(row["class"]), _whole(row["things"]), _whole(row["things"])) for row in rows
        ]
    documents = public.rows(store, "documents", {}, as_of=as_of, possibly=possibly, by="document")
    certain = _reported(store, asOf=as_of)
    counted = _reported(store, possiblyAsOf=as_of) if possibly else certain
    counted["documents"] = len({row["document"] for row in documents})
    certain["documents"] = len({row["document"] for row in documents if row["certainlyPublic"]})
    return [Count(name, counted[name], certain[name]) for name in sorted(counted)]


def _reported(store: Quads, **moment: str) -> dict[str, int]:
    """Return the counts of what reports brought by a moment."""
    (row,) = store.select(catalogue.get("stats-as-of").bind(**moment)).plain()
    return {name: _whole(count) for name, count in row.items()}


def _whole(cell: Plain) -> int:
    return int(cell or 0)
