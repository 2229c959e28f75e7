"""CSV tables to trees: one claim a row, or one place, actor or event.

The header names the fields, with dots where they lie within others. Columns that begin with
``document.``, ``place.``, ``actor.`` or ``event.`` are about these; all others are fields of
the claim::

    document.id,document.publisher,document.published,id,claimant,summary,asserts.event
    post-17,mayor,2022-09-10,c1,mayor,The city was freed today,izium-freed

Rows with one ``document.id`` make one record, wherever they stand; what they say of the
document may be left out after the first, and must be the same if it is not. An empty cell is
a field that is not there. A cell of a field that may stand several times is split at each
``;``, and so is a span: ``0;145``. Names by language have a column each: ``place.labels.en``.
Cells are separated by commas; in a fault, the column is the number of the cell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

from claimline.errors import Fault, Position, nearest
from claimline.record import layout
from claimline.record.layout import Labels, Part, Span
from claimline.record.nodes import Cells, Fields, Items, Node, Origin, Text, Tree, Unreadable, place
from claimline.record.specs import Spec, specs

_PARTS: dict[str, type[Part]] = {
    "document": layout.Document,
    "place": layout.Place,
    "actor": layout.Actor,
    "event": layout.Event,
}
_CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the part of a record its cells are about, where in it they belong, and
    whether they are split. ``name`` is as in the header."""

    name: str
    part: str
    path: tuple[str, ...]
    split: bool


@dataclass
class _Group:
    """The rows of one document, on their way to be a record."""

    root: Fields
    faults: list[Fault] = field(default_factory=list)


def csv_trees(content: str, file: str) -> Iterator[Tree]:
    """Yield the tree of each record that a table holds; none if the header is at fault."""
    try:
        yield from _trees(_rows(content, file))
    except Unreadable as error:
        yield Tree(None, [error.fault])


def _trees(rows: Iterator[tuple[Origin, list[str]]]) -> Iterator[Tree]:
    header = next(rows, None)
    if header is None:
        return
    faults: list[Fault] = []
    columns = _columns(*header, faults)
    if faults:
        yield Tree(None, faults)
        return
    groups: dict[str, _Group] = {}
    for origin, cells in rows:
        _take(origin, cells, columns, groups)
    for group in groups.values():
        yield Tree(group.root, group.faults)


def _rows(content: str, file: str) -> Iterator[tuple[Origin, list[str]]]:
    """Yield the rows that hold anything, each with the line where it begins."""
    reader = csv.reader(StringIO(content, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Cells(file, line), cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(Position(file, line, 1), f"not CSV: {error}") from error


def _columns(origin: Origin, names: list[str], faults: list[Fault]) -> list[_Column]:
    columns: dict[str, _Column] = {}
    for number, name in enumerate(map(str.strip, names), 1):
        if name in columns:
            faults.append(Fault(origin.at(number), f"the column {name!r} is there twice"))
        try:
            columns[name] = _column(name)
        except _NoColumn as error:
            faults.append(Fault(origin.at(number), f"no column {name!r}: {error}", error.hint))
    return list(columns.values())


class _NoColumn(Exception):
    """A name in a header that is not a column's."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


def _column(name: str) -> _Column:
    first, _, rest = name.partition(".")
    part = first if first in _PARTS else _CLAIM
    path = (rest if first in _PARTS else name).split(".")
    spec = _spec(_PARTS.get(part, layout.Claim), path)
    return _Column(name, part, tuple(path), spec.many or spec.special is Span)


def _spec(part: type[Part], path: list[str]) -> Spec:
    """Return the field at the end of a path into a part; raises _NoColumn if cells cannot
    hold it."""
    key, *rest = path
    spec = specs(part).get(key)
    if spec is None:
        near = nearest(key, specs(part)) or tuple(specs(part))
        hint = f"did you mean {', '.join(near)}? commas separate cells, dots lead into fields"
        raise _NoColumn(f"{part.TITLE} has no field {key!r}", hint)
    if spec.special is Labels and len(rest) == 1:
        return spec
    if rest and spec.part:
        return _spec(spec.part, rest)
    if rest:
        raise _NoColumn(f"{key!r} has no fields within", "leave out what follows it")
    if spec.kind or spec.special is Span or (spec.part and spec.part.SHORT):
        return spec
    within = "a language" if spec.special else ", ".join(specs(spec.part)) if spec.part else ""
    raise _NoColumn(f"{key!r} is no text", f"after a dot, name one of its fields: {within}")


def _root(origin: Origin) -> Fields:
    root = place(Fields(), origin, 1)
    root[place(Text("claimline"), origin, 1)] = place(Text("1"), origin, 1)
    return root


def _take(
    origin: Origin, cells: list[str], columns: list[_Column], groups: dict[str, _Group]
) -> None:
    """Add a row to the group of its document."""
    given = [
        (column, _node(column, cell, origin, number))
        for number, (column, cell) in enumerate(zip(columns, cells, strict=False), 1)
        if cell.strip()
    ]
    document = next((str(node) for column, node in given if column.name == "document.id"), "")
    group = groups.get(document) or groups.setdefault(document, _Group(_root(origin)))
    if len(cells) != len(columns):
        at = origin.at(min(len(cells), len(columns) + 1))
        message = f"this row has {len(cells)} cells, the header has {len(columns)}"
        group.faults.append(Fault(at, message, "put a cell with a comma in it in double quotes"))
    parts: dict[str, Fields] = {}
    for column, node in given:
        fields = parts.get(column.part) or _part(column.part, group.root, origin)
        parts[column.part] = fields
        _put(fields, column, node, group.faults)


def _part(name: str, root: Fields, origin: Origin) -> Fields:
    """Return the fields that a row's cells go to: the document's, or those of a new part."""
    own = place(Fields(), origin, 1)
    if name == "document":
        held = root.setdefault(place(Text(name), origin, 1), own)
        return held if isinstance(held, Fields) else own
    listed = root.setdefault(place(Text(f"{name}s"), origin, 1), place(Items(), origin, 1))
    if isinstance(listed, Items):
        listed.append(own)
    return own


def _put(fields: Fields, column: _Column, node: Node, faults: list[Fault]) -> None:
    """Put a cell where its column says; what an earlier row says of the document holds."""
    *way, last = column.path
    for name in way:
        within = fields.setdefault(
            place(Text(name), node.origin, node.offset), place(Fields(), node.origin, node.offset)
        )
        if not isinstance(within, Fields):
            faults.append(Fault(node.at, f"{column.name}: {name!r} has a cell of its own already"))
            return
        fields = within
    earlier = fields.setdefault(place(Text(last), node.origin, node.offset), node)
    if earlier != node:
        message = f"{column.name}: it is another at line {earlier.at.line}"
        faults.append(Fault(node.at, message, "rows of one document say the same of it"))


def _node(column: _Column, cell: str, origin: Origin, number: int) -> Text | Items:
    if not column.split:
        return place(Text(cell), origin, number)
    texts = (place(Text(text.strip()), origin, number) for text in cell.split(";"))
    return place(Items(texts), origin, number)
