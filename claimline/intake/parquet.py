"""Parquet to rows: the one place that knows pyarrow, which only these tables need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

from claimline.errors import Fault, InputError, Position, RecordFaults
from claimline.files import File
from claimline.intake.row import Row
from claimline.intake.tables import Columns
from claimline.record.nodes import Cells, Items, Text, place

_AT_A_TIME = 10_000


def parquet(file: File, columns: Columns | None = None) -> Iterator[Row]:
    """Yield the rows of a Parquet file, each cell as a text and a list as a list of texts; the
    line in a position is the number of the row, from 1. Any columns will do if none are given.

    Raises RecordFaults where the columns are at fault or the file is damaged, InputError where
    pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException  # noqa: PLC0415 - an extra, and heavy
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError as error:
        hint = "pip install 'claimline[parquet]'"
        raise InputError(f"{file.name}: Parquet needs pyarrow: {hint}") from error
    try:
        plain = file.path.suffix.lower() == ".parquet"
        stored = ParquetFile(file.path if plain else BytesIO(file.whole()))
        names = stored.schema_arrow.names
        if columns and (faults := columns.faults(names, Position(file.name, 1, 1))):
            raise RecordFaults(faults)
        number = 0
        for batch in stored.iter_batches(_AT_A_TIME):
            for cells in batch.to_pylist():
                number += 1
                yield _row(cells, names, Cells(file.name, number))
    except (ArrowException, OSError) as error:
        at = Position(file.name, 1, 1)
        raise RecordFaults([Fault(at, f"not Parquet, or damaged: {error}")]) from error


def _row(cells: dict[str, object], names: list[str], origin: Cells) -> Row:
    row = Row({}, origin.at(1), {name: number for number, name in enumerate(names, 1)})
    fields: dict[str, str | Items] = {}
    for name in names:
        cell = cells[name]
        if isinstance(cell, list):
            number = row.columns[name]
            texts = (place(Text(_text(row, name, each)), origin, number) for each in cell)
            fields[name] = place(Items(texts), origin, number)
        else:
            fields[name] = _text(row, name, cell)
    row.fields = fields
    return row


def _text(row: Row, name: str, cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case str() | int() | float() | Decimal():
            return str(cell)
        case datetime() | date() | time():
            return cell.isoformat()
    row.fault(name, f"a {type(cell).__name__} is no text, number, date or list of these")
    return ""
