"""Runs of equal days: what a table says of one place, day after day, as few states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claimline.errors import Position
from claimline.intake.control import Status
from claimline.intake.things import Mention


class Run(NamedTuple):
    """A status that holds from a first to a last day, and the line where it begins."""

    status: Status
    first: str
    last: str
    at: Position


@dataclass(slots=True)
class Series:
    """The days of one place in their order, of which only the runs are kept.

    The days since ``first``, which stands at ``at``, have one ``status``. ``last`` is the last
    day there is, ``text`` its status as it was written; ``rows`` is how many rows told of the
    days.
    """

    number: int
    mention: Mention
    status: Status
    text: str
    first: str
    last: str
    at: Position
    rows: int = 0
    ended: list[Run] = field(default_factory=list)

    def add(self, day: str, text: str, status: Status, at: Position) -> None:
        """Go on to a day that is later than all others."""
        if not status.same(self.status):
            self.ended.append(self._run)
            self.status, self.first, self.at = status, day, at
        self.last, self.text = day, text

    @property
    def _run(self) -> Run:
        return Run(self.status, self.first, self.last, self.at)

    def bounded(self) -> Iterator[tuple[Run, str, str]]:
        """Yield each run with its begin and end as EDTF: between the last day of the run before
        and its first, and between its last and the first of the next; open at both ends."""
        every = [*self.ended, self._run]
        befores = ["..", *(run.last for run in every)]
        afters = [*(run.first for run in every[1:]), ".."]
        for run, before, after in zip(every, befores, afters, strict=False):
            yield run, f"{before}/{run.first}", f"{run.last}/{after}"
