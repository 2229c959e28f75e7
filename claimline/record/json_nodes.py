"""JSON and JSON Lines to trees, with the line and column of everything.

Numbers, true and false stay the text they are, so that a record means the same in YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from claimline.errors import Fault
from claimline.record.nodes import (
    DEPTH,
    TOO_DEEP,
    Fields,
    Items,
    Node,
    Stretch,
    Text,
    Tree,
    Unreadable,
    check_escaped,
    place,
    put,
)

_GAP = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"([^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*)"' + _GAP.pattern)
_KEY = re.compile(_STRING.pattern + ":" + _GAP.pattern)
_COMMA = re.compile("," + _GAP.pattern)
_LITERAL = re.compile(
    r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-])"
)
_WORD = re.compile(r"[\w.+-]+|.", re.DOTALL)


def json_tree(content: str, file: str, line: int = 1, *, nulls: bool = False) -> Tree:
    """Return the tree of one JSON text, which begins at a line of a file.

    With ``nulls``, null is an empty text; a record of ours has no use for it.
    """
    faults: list[Fault] = []
    origin = Stretch(file, content, line)
    try:
        return Tree(_Scanner(content, origin, faults, nulls=nulls).root(), faults)
    except Unreadable as error:
        return Tree(None, [*faults, error.fault])


def json_trees(content: str, file: str) -> Iterator[Tree]:
    """Yield the tree of each member of the list that a JSON text of others is, one at a time,
    or of the whole text if it is no list; null is an empty text."""
    if not content.lstrip().startswith("["):
        yield json_tree(content, file, nulls=True)
        return
    scanner = _Scanner(content, Stretch(file, content), [], nulls=True)
    try:
        for node in scanner.members():
            yield Tree(node, scanner.faults)
            scanner.faults = []
    except Unreadable as error:
        yield Tree(None, [*scanner.faults, error.fault])


def json_lines_trees(content: str, file: str) -> Iterator[Tree]:
    """Yield the tree of each line of a JSON Lines file, passing over blank ones."""
    for number, line in enumerate(content.split("\n"), 1):
        if line and not line.isspace():
            yield json_tree(line, file, number)


class _Scanner:
    """Reads one JSON text. A method takes the offset where something begins, past any gap,
    and returns what it read with the offset of what comes next."""

    def __init__(
        self, content: str, origin: Stretch, faults: list[Fault], *, nulls: bool = False
    ) -> None:
        self.content = content
        self.origin = origin
        self.faults = faults
        self.nulls = nulls

    def root(self) -> Node:
        """Return the one value that the text holds."""
        node, offset = self._value(self._past_gap(0), 0)
        self._end(offset)
        return node

    def members(self) -> Iterator[Node]:
        """Yield the members of the one list that the text holds."""
        offset = self._past_gap(self._past_gap(0) + 1)
        more = self.content[offset : offset + 1] != "]"
        while more:
            node, offset = self._value(offset, 1)
            yield node
            more, offset = self._comma(offset, "]")
        self._end(self._past_gap(offset + 1))

    def _end(self, offset: int) -> None:
        if offset < len(self.content):
            raise Unreadable(self.origin.at(offset), "something follows the end of the record")

    def _value(self, offset: int, depth: int) -> tuple[Node, int]:
        if found := _STRING.match(self.content, offset):
            return self._text(found, offset), found.end()
        sign = self.content[offset : offset + 1]
        if sign not in {"{", "["}:
            return self._literal(offset)
        if depth == DEPTH:
            raise Unreadable(self.origin.at(offset), TOO_DEEP)
        return (self._fields if sign == "{" else self._items)(offset, depth + 1)

    def _fields(self, offset: int, depth: int) -> tuple[Fields, int]:
        fields = place(Fields(), self.origin, offset)
        offset = self._past_gap(offset + 1)
        more = self.content[offset : offset + 1] != "}"
        while more:
            found = _KEY.match(self.content, offset)
            if not found:
                raise self._no_key(offset)
            key = self._text(found, offset)
            value, offset = self._value(found.end(), depth)
            put(fields, key, value, self.faults)
            more, offset = self._comma(offset, "}")
        return fields, self._past_gap(offset + 1)

    def _items(self, offset: int, depth: int) -> tuple[Items, int]:
        items = place(Items(), self.origin, offset)
        offset = self._past_gap(offset + 1)
        more = self.content[offset : offset + 1] != "]"
        while more:
            value, offset = self._value(offset, depth)
            items.append(value)
            more, offset = self._comma(offset, "]")
        return items, self._past_gap(offset + 1)

    def _comma(self, offset: int, close: str) -> tuple[bool, int]:
        """Return whether there is more, and where; else where the closing sign stands."""
        if found := _COMMA.match(self.content, offset):
            return True, found.end()
        if self.content[offset : offset + 1] != close:
            raise self._unexpected(offset, f"',' or '{close}'")
        return False, offset

    def _text(self, found: re.Match[str], offset: int) -> Text:
        value = found[1]
        if "\\" in value:
            value = self._unescape(f'"{value}"', offset)
        return place(Text(value), self.origin, offset)

    def _unescape(self, literal: str, offset: int) -> str:
        try:
            value = str(json.loads(literal))
        except json.JSONDecodeError as error:
            at = self.origin.at(offset + error.pos)
            raise Unreadable(at, "not JSON: an escape that JSON does not know") from error
        check_escaped(value, self.origin.at(offset), self.faults)
        return value

    def _no_key(self, offset: int) -> Unreadable:
        found = _STRING.match(self.content, offset)
        if found:
            return self._unexpected(found.end(), "':' after the name of a field")
        return self._no_text(offset, "the name of a field in double quotes")

    def _no_text(self, offset: int, wanted: str) -> Unreadable:
        if self.content[offset : offset + 1] == '"':
            return Unreadable(self.origin.at(offset), "not JSON: this text has no end on its line")
        return self._unexpected(offset, wanted)

    def _literal(self, offset: int) -> tuple[Text, int]:
        found = _LITERAL.match(self.content, offset)
        if not found:
            raise self._no_text(offset, "a value")
        if found[0] == "null" and self.nulls:
            return place(Text(), self.origin, offset), self._past_gap(found.end())
        if found[0] == "null":
            at = self.origin.at(offset)
            self.faults.append(Fault(at, "null says nothing", "leave the field out"))
        return place(Text(found[0]), self.origin, offset), self._past_gap(found.end())

    def _unexpected(self, offset: int, wanted: str) -> Unreadable:
        word = _WORD.match(self.content, offset)
        found = repr(word[0]) if word else "the end"
        return Unreadable(self.origin.at(offset), f"not JSON: {wanted} is wanted here, not {found}")

    def _past_gap(self, offset: int) -> int:
        found = _GAP.match(self.content, offset)
        return found.end() if found else offset
