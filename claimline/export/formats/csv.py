"""CSV: a folder of tables with datapackage.json, which tells their types and keys.

In text, what a spreadsheet would take for a formula has an apostrophe before it: where = + - or @
(or their full-width forms) begin a cell, or follow a semicolon, tab or line break, at which
some spreadsheets split cells. Apostrophes that stand there already become one more, so that
taking one away gives the text back. --formulas keep leaves all text as it is, for programs.

Examples:
  claimline export csv -o tables
  claimline export csv --place Izium --formulas keep -o izium-tables
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from claimline.answers import Plain
from claimline.export.nodes import Content
from claimline.export.selected import Chosen, File
from claimline.export.table_rows import tables
from claimline.export.table_schema import package
from claimline.export.table_specs import Cells, Table
from claimline.model import Option

SUFFIX = ""
MEDIA_TYPE = "text/csv"
OPTIONS = (
    Option(
        "formulas",
        "What becomes of text that a spreadsheet would take for a formula.",
        default="mark",
        choices=("mark", "keep"),
    ),
)

_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?='*[=+\-@＝＋－＠])")
_AT_ONCE = 1000


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield a file for each table, and the description of them all."""
    marked = told["formulas"] == "mark"
    found: list[Table] = []
    for table, rows in tables(Content(chosen.store)):
        found.append(table)
        yield File(f"{table.name}.csv", _lines(table, rows, marked=marked))
    described = package(found, chosen.description, marked=marked)
    text = json.dumps(described, indent=2, ensure_ascii=False) + "\n"
    yield File("datapackage.json", [text.encode()])


def _lines(table: Table, rows: list[Cells], *, marked: bool) -> Iterator[bytes]:
    yield _written([[column.name for column in table.columns]])
    texts = [column.type == "string" for column in table.columns]
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        yield _written(
            [_cell(cell, marked=marked and text) for cell, text in zip(row, texts, strict=True)]
            for row in some
        )


def _written(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _cell(cell: Plain, *, marked: bool) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str() if marked:
            return mark(cell)
        case _:
            return str(cell)


def mark(text: str) -> str:
    """Return a text with an apostrophe before what would be taken for a formula.

    >>> mark("=1+1"), mark("'=1+1"), mark("a;=1"), mark("1-1")
    ("'=1+1", "''=1+1", "a;'=1", '1-1')
    """
    return _FORMULA.sub("'", text)
