"""The tree that a record file is: texts, lists and mappings, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar, Union

from claimline.errors import Fault, Position

DEPTH = 64
"""How deep lists and mappings may nest; no record needs half of it."""

TOO_DEEP = f"nested deeper than {DEPTH} lists and mappings"


class Origin(Protocol):
    """A stretch of a file that can say where an offset into it stands."""

    def at(self, offset: int) -> Position:
        """Return the position of an offset."""


class Stretch:
    """Running text that begins at a line of a file; offsets count its characters.

    Lines are counted when somebody asks, which is when something is wrong.
    """

    def __init__(self, file: str, content: str, first_line: int = 1) -> None:
        self.file = file
        self.content = content
        self.first_line = first_line

    def at(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        return Position(self.file, self.first_line + line, offset - self._starts[line] + 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.content))]


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table: an offset into it is the number of a cell."""

    file: str
    line: int

    def at(self, offset: int) -> Position:
        """Return the position of a cell."""
        return Position(self.file, self.line, offset)


class Placed:
    """Something read from a file, which knows where."""

    __slots__ = ()

    origin: Origin
    offset: int

    @property
    def at(self) -> Position:
        """Where it stands."""
        return self.origin.at(self.offset)


class Text(str, Placed):
    """A scalar: the text it is, whatever it looks like."""

    __slots__ = ("offset", "origin")


class Items(list["Node"], Placed):
    """A list."""

    __slots__ = ("offset", "origin")


class Fields(dict[str, "Node"], Placed):
    """A mapping; its keys know their places too."""

    __slots__ = ("offset", "origin")

    def key(self, name: str) -> Text:
        """Return the key of this name as it stands in the file."""
        return next(key for key, _ in self.placed() if key == name)

    def placed(self) -> Iterator[tuple[Text, Node]]:
        """Yield the keys as they stand in the file, with their values."""
        return ((key, value) for key, value in self.items() if isinstance(key, Text))


Node = Union[Text, Items, Fields]  # noqa: UP007 - a union of classes that name it themselves

AnyNode = TypeVar("AnyNode", Text, Items, Fields)


def place(node: AnyNode, origin: Origin, offset: int) -> AnyNode:
    """Return the node, told where it stands."""
    node.origin = origin
    node.offset = offset
    return node


@dataclass(frozen=True, slots=True)
class Tree:
    """What was read of one record, and what is wrong with it so far; no root if nothing was."""

    root: Node | None
    faults: list[Fault]


class Unreadable(Exception):
    """A file that cannot be read beyond the fault it carries."""

    def __init__(self, at: Position, message: str, hint: str = "") -> None:
        self.fault = Fault(at, message, hint)
        super().__init__(message)


def put(fields: Fields, key: Text, value: Node, faults: list[Fault]) -> None:
    """Put a value under a key; a key given twice is a fault, and its first value stays."""
    if key not in fields:
        fields[key] = value
        return
    first = fields.key(key).at
    faults.append(
        Fault(key.at, f"'{key}' is given twice, first at line {first.line}", "keep one of them")
    )


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def forbidden(content: str) -> tuple[int, str] | None:
    """Return where the first character stands that no record may hold, and its name.

    These are the controls and half characters that XML, RDF or UTF-8 could not carry on.
    """
    found = _FORBIDDEN.search(content)
    return (found.start(), f"U+{ord(found[0]):04X}") if found else None


def check_escaped(value: str, at: Position, faults: list[Fault]) -> None:
    """Add a fault if an escape in a text stands for a character that no record may hold."""
    if found := forbidden(value):
        faults.append(Fault(at, f"the character {found[1]} cannot stand in a text"))
