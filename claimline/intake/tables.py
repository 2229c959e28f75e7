"""Tables to rows: CSV and TSV in any dialect that is declared, line by line.

Every column of a table is taken by a loader, or named as ignored with the reason; a column
that is neither, or one that is missing, is a fault of the header. A row with another number
of cells than the header is a fault of that row: its cells have shifted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimline.errors import Fault, Position, RecordFaults, nearest
from claimline.files import File, Files
from claimline.intake.items import mended
from claimline.intake.row import Row

DELIMITERS = {".tsv": "\t", ".tab": "\t"}
"""The signs between cells, by the ends of files' names; a comma for others."""

_LONGEST_CELL = 1 << 24
"""Characters; a quotation mark that is never closed would else swallow the file."""


_REFUSED = '{"file":'
"""How a file of refused rows begins."""

WHOLE = (
    "a mended row cannot be added: what a series says is told by all of its rows",
    "mend the row in the table itself, and load that again",
)
"""What is wrong with a mended row of a series, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a loader knows, by the names in the header."""

    needed: Sequence[str]
    optional: Sequence[str] = ()
    ignored: Mapping[str, str] = field(default_factory=dict)

    def faults(self, names: Sequence[str], at: Position) -> list[Fault]:
        """Return what is wrong with the names in a header."""
        known = {*self.needed, *self.optional, *self.ignored}
        faults = []
        for number, name in enumerate(names, 1):
            where = Position(at.file, at.line, number)
            if name in names[: number - 1]:
                faults.append(Fault(where, f"the column {name!r} is there twice"))
            elif name not in known:
                close = nearest(name, known - {*names})
                hint = f"did you mean {', '.join(close)}?" if close else ""
                faults.append(Fault(where, f"the column {name!r} is not known here", hint))
        missing = (name for name in self.needed if name not in names)
        return [*faults, *(Fault(at, f"there is no column {name!r}") for name in missing)]


def rows(
    files: Files,
    columns: Columns,
    *,
    suffixes: Sequence[str] = (".csv",),
    delimiter: str = ",",
    quoted: bool = True,
    header: Sequence[str] | None = None,
    encoding: str = "utf-8",
) -> Iterator[Row]:
    """Yield the rows of all tables; those of a file of refused rows are mended ones.

    ``header`` names the columns of tables that have no header; in a table that is not
    ``quoted``, quotation marks are characters like others. Blank lines are passed over.
    Raises RecordFaults where a file cannot be read on, or its header is at fault.
    """
    for file in files.ending(*suffixes, ".jsonl"):
        yield from table(
            file, columns, delimiter=delimiter, quoted=quoted, header=header, encoding=encoding
        )


def table(
    file: File,
    columns: Columns,
    *,
    delimiter: str = ",",
    quoted: bool = True,
    header: Sequence[str] | None = None,
    encoding: str = "utf-8",
) -> Iterator[Row]:
    """Yield the rows of one table, as ``rows`` does."""
    lines = file.lines(encoding)
    yield from table_of(
        lines, file.name, columns, delimiter=delimiter, quoted=quoted, header=header
    )


def table_of(
    lines: Iterable[str],
    name: str,
    columns: Columns,
    *,
    delimiter: str = ",",
    quoted: bool = True,
    header: Sequence[str] | None = None,
) -> Iterator[Row]:
    """Yield the rows of a table of which the lines are at hand, as ``rows`` does; ``name`` is
    that of its file."""
    lines = iter(lines)
    first = next(lines, None)
    if first is not None and first.startswith(_REFUSED):
        yield from mended(_again(first, lines), name)
        return
    read = _sheet(name, _again(first, lines), delimiter, quoted=quoted, header=header)
    if not header:
        read.check(columns)
    for line, cells in read.records:
        yield read.row(line, cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of which rows are only made where they are wanted: for those with millions.

    ``records`` are the cells of each row with the line where it begins; ``names`` those of the
    header, which stands in ``line``; ``numbers`` tell which column each is.
    """

    file: str
    line: int
    names: Sequence[str]
    numbers: Mapping[str, int]
    records: Iterator[tuple[int, list[str]]]

    def check(self, columns: Columns) -> None:
        """Raise RecordFaults where the header is not that of some columns."""
        if faults := columns.faults(self.names, Position(self.file, self.line, 1)):
            raise RecordFaults(faults)

    def row(self, line: int, cells: list[str]) -> Row:
        """Return the row that cells make, with a fault where they do not fit the columns."""
        at = Position(self.file, line, 1)
        row = Row(dict(zip(self.names, cells, strict=False)), at, self.numbers)
        if len(cells) != len(self.names):
            row.cells = cells
            row.faults.append(_shifted(row.at, cells, self.names))
        return row


def sheet(file: File, encoding: str = "utf-8") -> Sheet:
    """Return a table with a header, of which the whole is needed to understand a row.

    Raises RecordFaults where the file cannot be read on, has no header or is one of refused
    rows: mended ones cannot be added to what the others made together.
    """
    lines = file.lines(encoding)
    first = next(lines, None)
    if first is not None and first.startswith(_REFUSED):
        raise RecordFaults([Fault(Position(file.name, 1, 1), *WHOLE)])
    return _sheet(file.name, _again(first, lines), ",", quoted=True, header=None)


def _sheet(
    file: str,
    lines: Iterable[str],
    delimiter: str,
    *,
    quoted: bool,
    header: Sequence[str] | None,
) -> Sheet:
    records = _records(lines, file, delimiter, quoted=quoted)
    names, line = (header, 0) if header else _header(records, file)
    numbers = {name: number for number, name in enumerate(names, 1)}
    return Sheet(file, line or 1, names, numbers, records)


def _again(first: str | None, rest: Iterator[str]) -> Iterator[str]:
    if first is not None:
        yield first
        yield from rest


def _records(
    lines: Iterable[str], file: str, delimiter: str, *, quoted: bool
) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that hold anything, each with the line where it begins."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = (
        csv.reader(lines, delimiter=delimiter, strict=True)
        if quoted
        else csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    )
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise RecordFaults([Fault(Position(file, line, 1), f"not CSV: {error}")]) from error


def _header(records: Iterator[tuple[int, list[str]]], file: str) -> tuple[Sequence[str], int]:
    line, names = next(records, (1, []))
    if not names:
        at = Position(file, 1, 1)
        raise RecordFaults([Fault(at, "the file is empty", "a table begins with its header")])
    return [name.strip() for name in names], line


def _shifted(at: Position, cells: Sequence[str], names: Sequence[str]) -> Fault:
    where = Position(at.file, at.line, min(len(cells), len(names)) + 1)
    message = f"this row has {len(cells)} cells, the header has {len(names)}"
    return Fault(where, message, "put a cell with the delimiter in it in double quotes")
