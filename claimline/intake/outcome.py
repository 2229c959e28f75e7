"""What became of each row: taken, ignored for a reason, or refused with its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claimline.errors import Fault, Position
from claimline.intake.row import Row
from claimline.model import Value


class Skip(Exception):
    """Raised by a loader for a row that it ignores; the reason is for people to read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows that were understood, and the values they make; those of a data set that is read
    to its end first may come later than its rows, or all at once.

    The values of one record graph follow one another: a graph is put into the store whole as
    soon as values of another one come.
    """

    values: tuple[Value, ...] = ()
    rows: int = 1
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Rows of which nothing is kept, and why."""

    reason: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be understood, with its faults and what stood in it."""

    faults: tuple[Fault, ...]
    row: Row | None = None


Outcome = Taken | Ignored | Refused
"""What a loader yields: what became of one row, or of several alike."""


def outcomes(rows: Iterable[Row], make: Callable[[Row], Iterable[Value]]) -> Iterator[Outcome]:
    """Yield what becomes of each row: the values that ``make`` gives of it, unless it finds
    faults or raises Skip."""
    for row in rows:
        yield outcome(row, make)


def outcome(row: Row, make: Callable[[Row], Iterable[Value]]) -> Outcome:
    """Return what becomes of one row, as ``outcomes`` does."""
    try:
        values = () if row.faults else tuple(make(row))
    except Skip as skip:
        if not row.faults:
            return Ignored(str(skip))
        values = ()
    return Refused(tuple(row.faults), row) if row.faults else Taken(values, row=row)


class Seen:
    """The rows of one record graph so far, by the id that tells each from the others."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Position, int]] = {}

    def once(self, row: Row, field: str, key: str) -> None:
        """Note a row; one whose id came before is skipped if it says the same, else at fault."""
        mark = hash(tuple(sorted((name, repr(value)) for name, value in row.fields.items())))
        at, same = self._rows.setdefault(key, (row.at, mark))
        if at == row.at:
            return
        if same == mark:
            raise Skip("the same row again")
        hint = "an id is that of one row; take the other one out"
        row.fault(field, f"{key} stands in {at} already, and says something else there", hint)

    def clear(self) -> None:
        """Forget all rows, as another record graph begins."""
        self._rows.clear()
