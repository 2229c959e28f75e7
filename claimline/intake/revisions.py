"""What a page said from when to when, told from its revisions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from claimline.intake.row import Row

Said = TypeVar("Said", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Revision(Generic[Said]):
    """What a page says when it is first and last seen so; times are EDTF in UTC, all alike."""

    row: Row
    first: str
    last: str
    said: tuple[Said, ...]


@dataclass(slots=True)
class Standing(Generic[Said]):
    """One thing that revisions say, one after another: the first of them, when it was last
    seen, and when the first was seen that no longer says it."""

    said: Said
    begun: Revision[Said]
    last: str
    gone: str | None = None

    @property
    def withdrawn(self) -> str | None:
        """When it was taken back, as EDTF: at an edit, or between two; None if never."""
        return f"{self.last}/{self.gone}" if self.gone and self.last < self.gone else self.gone


def standing(revisions: Iterable[Revision[Said]]) -> list[Standing[Said]]:
    """Return how long each thing stood that the revisions of a page say, as it began.

    A revision takes the place of what was last seen by then; what is seen later than that as
    well stands beside it, as where a page held one table twice.
    """
    every: list[Standing[Said]] = []
    lasting: dict[Said, Standing[Said]] = {}
    ordered = sorted(revisions, key=lambda it: (it.first, it.last))
    for first, some in groupby(ordered, key=lambda it: it.first):
        at_once = [*some]
        said = {one for it in at_once for one in it.said}
        for one in [one for one, run in lasting.items() if one not in said and run.last <= first]:
            lasting.pop(one).gone = first
        for it in at_once:
            for one in it.said:
                if one not in lasting:
                    lasting[one] = Standing(one, it, it.last)
                    every.append(lasting[one])
                lasting[one].last = max(lasting[one].last, it.last)
    return every
