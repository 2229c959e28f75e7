"""One field of a record as a mapping has it: a text to fill in with the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from claimline.errors import nearest
from claimline.intake.row import Row
from claimline.record.nodes import Cells, Fields, Items, Text, place

_PIECES = re.compile(r"\{\{|\}\}|\{([^{}]+)\}")
_SIGNS = {"{{": "{", "}}": "}"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text in which ``{column}`` stands for a cell, and what is done to each cell first:
    ``values`` says what its values mean, ``date`` in which forms dates are written, ``split``
    which sign divides it into a list."""

    take: str
    values: Mapping[str, str] = field(default_factory=dict)
    date: tuple[str, ...] = ()
    split: str = ""

    @property
    def columns(self) -> list[str]:
        """The columns that the text names."""
        return list(dict.fromkeys(it[1] for it in _PIECES.finditer(self.take) if it[1]))

    def node(self, row: Row) -> Text | Items | None:
        """Return what a row says for the field; None if a cell that the text needs is empty.

        A cell that cannot be understood is a fault of the row.
        """
        columns = self.columns
        listed = self.split or any(isinstance(row.fields.get(name), Items) for name in columns)
        if not listed or len(columns) != 1:
            return self._filled(row, {name: row.maybe(name) for name in columns})
        [name] = columns
        filled = (self._filled(row, {name: part}) for part in self._parts(row, name))
        items = Items(text for text in filled if text is not None)
        return placed(items, row, name) if items else None

    def _parts(self, row: Row, name: str) -> list[str]:
        cell = row.fields.get(name)
        if isinstance(cell, Items):
            return [str(part).strip() for part in cell if isinstance(part, str)]
        return list(row.parts(name, self.split))

    def _filled(self, row: Row, cells: Mapping[str, str | None]) -> Text | None:
        meant = {name: self._meant(row, name, cell) for name, cell in cells.items() if cell}
        if len(meant) < len(cells) or not all(meant.values()):
            return None
        text = _PIECES.sub(lambda it: _SIGNS.get(it[0]) or str(meant[it[1]]), self.take)
        return placed(Text(text), row, next(iter(cells), ""))

    def _meant(self, row: Row, name: str, cell: str) -> str:
        if self.values:
            if cell not in self.values:
                near = ", ".join(nearest(cell, self.values))
                hint = f"did you mean {near}?" if near else "say in the mapping what it means"
                row.fault(name, f"{cell!r} is not among the values of the mapping", hint)
            cell = self.values.get(cell, "")
        return self._edtf(row, name, cell) if cell and self.date else cell

    def _edtf(self, row: Row, name: str, cell: str) -> str:
        for form in self.date:
            try:
                moment = datetime.strptime(cell, form)  # noqa: DTZ007 - the record has a zone
            except ValueError:
                continue
            # Of years before 1000 the C library writes fewer than four digits.
            written = edtf_form(form).replace("%Y", f"{moment.year:04}")
            return moment.strftime(written) + (moment.isoformat()[-6:] if moment.tzinfo else "")
        row.fault(name, f"{cell!r} is not a date as the mapping says: {' or '.join(self.date)}")
        return ""


def is_form(form: str) -> bool:
    """Tell whether a text is a ``strptime`` form in which dates can be written and read.

    >>> is_form("%d.%m.%Y"), is_form("%Q")
    (True, False)
    """
    now = datetime(2022, 9, 10, 18, tzinfo=UTC)
    try:
        datetime.strptime(now.strftime(form), form)  # noqa: DTZ007 - only a try
    except (ValueError, re.error):
        return False
    return True


def edtf_form(form: str) -> str:
    """Return the form in which the dates of a ``strptime`` form are EDTF, as precise as they
    are.

    >>> edtf_form("%d.%m.%Y"), edtf_form("%B %Y"), edtf_form("%d/%m/%y %H:%M")
    ('%Y-%m-%d', '%Y-%m', '%Y-%m-%dT%H:%M')
    """
    signs = set(re.findall("%[A-Za-z]", form))
    if not signs & {"%m", "%b", "%B", "%j", "%x", "%c"}:
        return "%Y"
    if not signs & {"%d", "%j", "%x", "%c"}:
        return "%Y-%m"
    if signs & {"%S", "%X", "%c"}:
        return "%Y-%m-%dT%H:%M:%S"
    return "%Y-%m-%dT%H:%M" if signs & {"%H", "%I"} else "%Y-%m-%d"


AnyNode = TypeVar("AnyNode", Text, Items, Fields)


def placed(node: AnyNode, row: Row, column: str = "") -> AnyNode:
    """Return a node, told that it stands in a cell of a row, or is of the row as a whole."""
    at = row.where(column)
    return place(node, Cells(at.file, at.line), at.column)
