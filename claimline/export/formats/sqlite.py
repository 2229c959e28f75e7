"""SQLite: one database of all tables, with keys, full-text search and views, as Datasette wants.

The tables of csv with all text as it is; about tells what the database holds. Views to begin
with: statements (who said what, with names), timeline (by place, in the order of event time),
denials (who says yes, who says no) and hops (who passes on what).

Examples:
  claimline export sqlite -o claims.db
  claimline export sqlite --place Izium -o izium.db
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from claimline.errors import InputError
from claimline.export.nodes import Content
from claimline.export.selected import Chosen, File
from claimline.export.sqlite_schema import SEARCHED, VIEWS, created
from claimline.export.table_rows import tables
from claimline.export.table_schema import HONEST, RIGHTS
from claimline.model import Option

SUFFIX = ".db"
MEDIA_TYPE = "application/vnd.sqlite3"
OPTIONS: tuple[Option, ...] = ()

_PIECE = 1 << 20


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file; raises InputError where SQLite was built without full-text search."""
    del told
    yield File("claims.db", _pieces(chosen))


def _pieces(chosen: Chosen) -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        built, packed = Path(folder) / "built.db", Path(folder) / "packed.db"
        with closing(sqlite3.connect(built, isolation_level=None)) as database:
            _build(database, chosen)
            database.execute("VACUUM INTO ?", (str(packed),))
        with packed.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _build(database: sqlite3.Connection, chosen: Chosen) -> None:
    """Make the tables; in the same order, with the same rows, it gives the same bytes."""
    database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; BEGIN;")
    about = (("what", HONEST), ("chosen", chosen.description or "All claims."), ("rights", RIGHTS))
    database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    database.executemany("INSERT INTO about VALUES (?, ?)", about)
    for table, rows in tables(Content(chosen.store)):
        for statement in created(table):
            database.execute(statement)
        marks = ", ".join("?" * len(table.columns))
        database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608
    for name, column in SEARCHED.items():
        _searchable(database, name, column)
    for view in VIEWS:
        database.execute(view)
    database.execute("COMMIT")


def _searchable(database: sqlite3.Connection, name: str, column: str) -> None:
    tokens = "unicode61 remove_diacritics 2"
    try:
        database.execute(
            f"CREATE VIRTUAL TABLE {name}_fts USING fts5"
            f'({column}, content="{name}", tokenize="{tokens}")'
        )
    except sqlite3.OperationalError as error:
        raise InputError(f"this Python's SQLite has no full-text search: {error}") from error
    database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608
    database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('optimize')")  # noqa: S608
