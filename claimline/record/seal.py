"""Seals: the SHA-256 of what a record says, kept in the record itself.

What is hashed is the record's tree without its seal, as JSON with sorted keys and no spaces,
each scalar being the text it is. So a record has one seal whether it is YAML or JSON and
however it is laid out, and every changed character of what it says breaks it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from claimline.errors import Fault, InputError, RecordFaults
from claimline.record.forms import FORMATS, guess, text_trees
from claimline.record.json_nodes import json_tree
from claimline.record.nodes import Fields, Text, Tree

_TOKEN = re.compile(
    r"""
    "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' | [^\s,}\]\#]*
""",
    re.VERBOSE,
)
"""A text as it stands in a file, in quotes or without."""


def seal_of(record: Fields) -> str:
    """Return the seal that a record must have: 64 hex digits."""
    content = {key: value for key, value in record.items() if key != "seal"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def seal_fault(record: Fields) -> Fault | None:
    """Return a fault if a record has a seal and says something else than when it got it."""
    seal = record.get("seal")
    if seal is None or seal == (wanted := seal_of(record)):
        return None
    return Fault(
        seal.at,
        f"the record was changed after it was sealed: what it says now has the seal {wanted}",
        "if the change is meant, run: claimline seal FILE",
    )


def sealed(text: str, file: str = "<text>") -> str:
    """Return the text of a YAML, JSON or JSON Lines file with each record in it sealed.

    Nothing but the seals is changed. Raises RecordFaults if the file cannot be read, and
    InputError where there is no place for a seal.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    content = text.removeprefix(mark)
    form = FORMATS.get(Path(file).suffix.lower()) or guess(content)
    if form == "csv":
        raise InputError(f"{file}: a table has no place for a seal; write the records as YAML")
    if form == "jsonl":
        lines = enumerate(content.split("\n"), 1)
        return mark + "\n".join(_sealed_line(line, file, number) for number, line in lines)
    return mark + _sealed(content, file, lambda piece: text_trees(piece, file, form))


def _sealed_line(line: str, file: str, number: int) -> str:
    return (
        _sealed(line, file, lambda piece: [json_tree(piece, file, number)])
        if line.strip()
        else line
    )


def _sealed(content: str, file: str, read: Callable[[str], Iterable[Tree]]) -> str:
    roots = _roots(read(content), file)
    wanted = [seal_of(root) for root in roots]
    done = content
    for root, seal in reversed(list(zip(roots, wanted, strict=True))):
        start, end, new = _edit(content, root, seal)
        done = done[:start] + new + done[end:]
    if [root.get("seal") for root in _roots(read(done), file)] != wanted:
        raise InputError(f"{file}: write each seal on a line of its own, after claimline: 1")
    return done


def _roots(trees: Iterable[Tree], file: str) -> list[Fields]:
    found = list(trees)
    if faults := [fault for tree in found for fault in tree.faults]:
        raise RecordFaults(faults)
    roots = [tree.root for tree in found if isinstance(tree.root, Fields)]
    if len(roots) < len(found):
        raise InputError(f"{file}: only a record can be sealed: a mapping with claimline: 1")
    return roots


def _edit(content: str, root: Fields, seal: str) -> tuple[int, int, str]:
    """Return where to put what, so that a record has its seal."""
    old = root.get("seal")
    if isinstance(old, Text):
        start, end = _token(content, old.offset)
        quote = '"' if content.startswith("{", root.offset) else ""
        space = " " if content[start - 1] == ":" and not quote else ""
        return start, end, f"{space}{quote}{seal}{quote}"
    version = root.get("claimline")
    if old is not None or not isinstance(version, Text):
        raise InputError(f"{root.at}: a seal is a text, and stands after claimline: 1")
    _, end = _token(content, version.offset)
    if content.startswith("{", root.offset):
        return end, end, f', "seal": "{seal}"'
    line = re.compile(r"[^\r\n]*").match(content, end)
    end = line.end() if line else end
    newline = "\r\n" if content.startswith("\r\n", end) else "\n"
    indent = " " * (root.key("claimline").at.column - 1)
    return end, end, f"{newline}{indent}seal: {seal}"


def _token(content: str, offset: int) -> tuple[int, int]:
    found = _TOKEN.match(content, offset)
    return (found.start(), found.end()) if found else (offset, offset)
