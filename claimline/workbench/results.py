"""What a method gives: the view's own value, and its rows as dictionaries, as a data frame, and
as HTML in which nothing that others wrote is markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Generic, TypeVar

from claimline.errors import ClaimlineError
from claimline.views.public import Row
from claimline.views.timeline import Timeline
from claimline.web.lanes import svg

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Value = TypeVar("Value")

SHOWN = 100
"""How many rows a notebook shows; a longer table would be slow to draw and nobody reads it."""


@dataclass(frozen=True, repr=False)
class Result(Generic[Value]):
    """What a view found: ``value`` is the view's own, ``columns`` are those of the command
    line's CSV, and so are the rows."""

    value: Value
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def to_dicts(self) -> list[Row]:
        """Return the rows as dictionaries of plain values."""
        return [{name: row[name] for name in self.columns} for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame; raises ClaimlineError where pandas is not
        installed."""
        try:
            import pandas as pd  # noqa: PLC0415 - only whoever asks for it needs it
        except ImportError as error:
            raise ClaimlineError("to_pandas needs pandas: pip install pandas") from error
        return pd.DataFrame(self.to_dicts(), columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a polars data frame; raises ClaimlineError where polars is not
        installed. Of a column whose values are of several types, all become text."""
        try:
            import polars as pl  # noqa: PLC0415 - only whoever asks for it needs it
        except ImportError as error:
            raise ClaimlineError("to_polars needs polars: pip install polars") from error
        return pl.DataFrame(self.to_dicts(), list(self.columns), infer_schema_length=None)

    def __repr__(self) -> str:
        return f"<{_counted(self.rows)} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Return the rows as a table, for notebooks."""
        return _html(self.to_dicts(), self.columns)


class Picture(Result[Timeline]):
    """A timeline, which notebooks show as its lanes."""

    def _repr_html_(self) -> str:
        """Return the lanes as a picture, on white, for it is drawn in dark colours. Its inner
        names are its own, for the pictures of a notebook stand on one page."""
        name = sha256(repr(self.rows).encode()).hexdigest()[:12]
        return f'<div style="background: #ffffff">{svg(self.value, name=f"lanes-{name}")}</div>'


def _counted(rows: Sequence[Row]) -> str:
    return f"{len(rows)} row{'s' * (len(rows) != 1)}"


def _html(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Return rows as an HTML table, in which nothing is markup but the table itself."""
    if not rows:
        return "<p>nothing found</p>"
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{_cells(row, columns)}</tr>" for row in rows[:SHOWN])
    more = f"<p>{SHOWN} of {len(rows)} rows</p>" if len(rows) > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cells(row: Mapping[str, object], columns: Sequence[str]) -> str:
    cells = ("" if row[name] is None else str(row[name]) for name in columns)
    return "".join(f"<td>{escape(cell)}</td>" for cell in cells)
