"""What a mapping says, and the record that it makes of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimline.errors import Fault
from claimline.intake.leaf import Leaf, placed
from claimline.intake.row import Row
from claimline.intake.tables import Columns
from claimline.record.nodes import Fields, Items, Node, Text, Tree, place

Branch = Leaf | dict[str, "Branch"] | list["Branch"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping says: the fields of each part, the columns, what is declared beside the
    rows (as a record, if anything is), and how the table is written."""

    parts: Mapping[str, Sequence[dict[str, Branch]]]
    columns: Columns
    declared: Fields | None
    delimiter: str | None
    encoding: str

    def document(self, row: Row) -> str:
        """Return the id of the document that a row belongs to; empty if it has none."""
        for fields in self.parts.get("document", ()):
            leaf = fields.get("id")
            return str((isinstance(leaf, Leaf) and leaf.node(row)) or "")
        return ""

    def tree(self, rows: Sequence[Row], *, only_document: bool = False) -> Tree:
        """Return the record that rows of one document make; a row that says something else of
        the document than one before has a fault."""
        root = placed(Fields(), rows[0])
        root[placed(Text("claimline"), rows[0])] = placed(Text("1"), rows[0])
        for row in rows:
            for name, several in self.parts.items():
                for fields in several:
                    node = _fields(fields, row)
                    if name == "document":
                        held = root.setdefault(placed(Text(name), row), node)
                        _agree(held, node, row, name)
                    elif not only_document:
                        listed = root.setdefault(
                            placed(Text(f"{name}s"), row), placed(Items(), row)
                        )
                        if isinstance(listed, Items):
                            listed.append(node)
        return Tree(root, [])


def _fields(fields: Mapping[str, Branch], row: Row) -> Fields:
    """Return the fields of a part that a row has."""
    made = placed(Fields(), row)
    for name, branch in fields.items():
        if (node := _node(branch, row)) is not None:
            made[place(Text(name), node.origin, node.offset)] = node
    return made


def _node(branch: Branch, row: Row) -> Node | None:
    if isinstance(branch, Leaf):
        return branch.node(row)
    if isinstance(branch, list):
        nodes = [node for node in (_node(each, row) for each in branch) if node is not None]
        return placed(Items(nodes), row) if nodes else None
    made = _fields(branch, row)
    needed = [name for name, each in branch.items() if columns(each)]
    return None if needed and not any(name in made for name in needed) else made


def columns(branch: Branch) -> list[str]:
    """Return the columns that the fields of a branch take."""
    match branch:
        case Leaf():
            return branch.columns
        case dict():
            return [name for each in branch.values() for name in columns(each)]
        case list():
            return [name for each in branch for name in columns(each)]


def _agree(held: Node, node: Fields, row: Row, name: str) -> None:
    """Add what a row says of a thing that rows share; what an earlier row says holds."""
    if not isinstance(held, Fields):
        return
    for key, value in node.placed():
        earlier = held.setdefault(key, value)
        if isinstance(earlier, Fields) and isinstance(value, Fields):
            _agree(earlier, value, row, f"{name}.{key}")
        elif earlier != value:
            message = f"{name}.{key}: it is another at line {earlier.at.line}"
            row.faults.append(Fault(value.at, message, "rows of one document say the same of it"))
