"""Parquet: a folder of tables with typed columns; needs pip install 'claimline[parquet]'.

The tables of csv, with times as timestamps in UTC, and all text as it is.

Examples:
  claimline export parquet -o tables
  claimline export parquet --place Izium --as-of 2022-04-02 -o izium-tables
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from types import ModuleType

from claimline.answers import Plain
from claimline.errors import InputError
from claimline.export.nodes import Content
from claimline.export.selected import Chosen, File
from claimline.export.table_rows import tables
from claimline.export.table_specs import Cells, Column, Table
from claimline.model import Option

SUFFIX = ""
MEDIA_TYPE = "application/vnd.apache.parquet"
OPTIONS: tuple[Option, ...] = ()


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield a file for each table; raises InputError where pyarrow is not installed."""
    del told
    arrow = _arrow()
    for table, rows in tables(Content(chosen.store)):
        yield File(f"{table.name}.parquet", [_written(arrow, table, rows)])


def _arrow() -> ModuleType:
    try:
        import pyarrow  # noqa: ICN001, PLC0415 - an extra, and heavy
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        hint = "pip install 'claimline[parquet]'"
        raise InputError(f"Parquet needs pyarrow: {hint}") from error
    found: ModuleType = pyarrow
    return found


def _written(arrow: ModuleType, table: Table, rows: list[Cells]) -> bytes:
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "datetime": arrow.timestamp("us", tz="UTC"),
    }
    fields = [
        arrow.field(
            column.name,
            types[column.type],
            nullable=not column.needed,
            metadata={"description": column.help},
        )
        for column in table.columns
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(fields)
    arrays = [
        arrow.array([_value(cell, column) for cell in cells], type=types[column.type])
        for cells, column in zip(columns, table.columns, strict=True)
    ]
    schema = arrow.schema(fields, metadata={"description": table.help})
    out = BytesIO()
    arrow.parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), out)
    return out.getvalue()


def _value(cell: Plain, column: Column) -> Plain | datetime:
    match column.type:
        case "datetime" if isinstance(cell, str):
            return datetime.fromisoformat(cell)
        case "string" if cell is not None:
            return str(cell)
        case "number" if isinstance(cell, int | float):
            return float(cell)
        case "number" | "integer" if isinstance(cell, str):
            return None
        case _:
            return cell
