"""JSON to rows: the objects of a list, of JSON Lines, or of a file of refused rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimline.errors import Fault, RecordFaults
from claimline.files import File
from claimline.intake.row import Row
from claimline.record.json_nodes import json_tree, json_trees
from claimline.record.nodes import Fields, Tree


def items(file: File, encoding: str = "utf-8") -> Iterator[Row]:
    """Yield the objects of a JSON file: those of the list it is, or the one that it is; of a
    JSON Lines file one a line. Those of a file of refused rows are mended ones.

    Raises RecordFaults where the file is no JSON.
    """
    lines = file.lines(encoding)
    first = next(lines, "")
    if first.startswith('{"file":'):
        yield from mended([first, *lines], file.name)
    elif file.suffix in {".jsonl", ".ndjson"}:
        for number, line in enumerate([first, *lines], 1):
            if line.strip():
                yield _object(json_tree(line.rstrip(), file.name, number, nulls=True))
    else:
        yield from map(_object, json_trees("".join([first, *lines]), file.name))


def mended(lines: Iterable[str], file: str) -> Iterator[Row]:
    """Yield the rows of a file of refused rows, as somebody has mended them."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            refused = _object(json_tree(line.rstrip(), file, number, nulls=True))
            node = refused.fields.get("row")
            if not isinstance(node, Fields):
                hint = "refused rows stand in lines with an object 'row'"
                raise RecordFaults([Fault(refused.at, "there is no object 'row' here", hint)])
            yield Row(node, node.at, mended=True)


def _object(tree: Tree) -> Row:
    """Return the object that a tree is, with what is wrong within it."""
    if tree.root is None:
        raise RecordFaults(tree.faults)
    if not isinstance(tree.root, Fields):
        raise RecordFaults([Fault(tree.root.at, "an object with fields is wanted here")])
    return Row(tree.root, tree.root.at, faults=tree.faults)
