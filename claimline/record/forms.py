"""The forms that records are written in: bytes or text to trees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimline.errors import Fault, InputError, Position
from claimline.record.csv_nodes import csv_trees
from claimline.record.json_nodes import json_lines_trees, json_tree
from claimline.record.nodes import Fields, Stretch, Text, Tree, forbidden
from claimline.record.yaml_nodes import yaml_trees

FORMATS = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
"""The forms of record files, by the ends of their names."""


def trees(data: bytes, file: str, form: str) -> Iterator[Tree]:
    """Yield the tree of each record in the bytes of a file.

    ``form`` is one of the values of FORMATS, or empty to tell it by the content.
    """
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Tree(None, [_not_utf8(error, file)])
        return
    yield from text_trees(content, file, form)


def text_trees(content: str, file: str, form: str) -> Iterator[Tree]:
    """Yield the tree of each record in a text, as ``trees`` does."""
    if bad := forbidden(content):
        at = Stretch(file, content).at(bad[0])
        yield Tree(None, [Fault(at, f"the character {bad[1]} cannot stand in a file")])
        return
    none = True
    for tree in _read(content, file, form or guess(content)):
        none = False
        match tree.root:
            case Text("") as root:
                yield Tree(None, [*tree.faults, _empty(root.at)])
            case _:
                yield tree
    if none:
        yield Tree(None, [_empty(Position(file, 1, 1))])


def _read(content: str, file: str, form: str) -> Iterator[Tree]:
    match form:
        case "yaml":
            return yaml_trees(content, file)
        case "json":
            return iter([json_tree(content, file)] if content.strip() else [])
        case "jsonl":
            return map(_mended, json_lines_trees(content, file))
        case "csv":
            return csv_trees(content, file)
    raise InputError(f"{form!r} is no form of records; it is one of {', '.join(FORMATS.values())}")


def _mended(tree: Tree) -> Tree:
    """Return the record within a line of refused ones, as somebody has mended it, without the
    seal that it had before."""
    match tree.root:
        case {"faults": _, "row": Fields() as record}:
            record.pop("seal", None)
            return Tree(record, tree.faults)
    return tree


def guess(content: str) -> str:
    """Return the form a text is in: JSON if it begins so, Lines of it if its first does for
    itself, else YAML."""
    first, _, rest = content.strip().partition("\n")
    if not first.startswith("{"):
        return "yaml"
    return "jsonl" if rest and json_tree(first, "").root is not None else "json"


def _empty(at: Position) -> Fault:
    return Fault(at, "there is no record here: it is empty", "a record begins with claimline: 1")


def _not_utf8(error: UnicodeDecodeError, file: str) -> Fault:
    before = error.object[: error.start]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    at = Position(file, before.count(b"\n") + 1, column)
    form = "UTF-16" if re.match(rb"\xff\xfe|\xfe\xff", error.object) else "another encoding"
    return Fault(
        at, f"not UTF-8: the byte 0x{error.object[error.start]:02X}, as in {form}", "save as UTF-8"
    )
