"""Structured data within pages: the JSON that HTML files carry in scripts, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from claimline.errors import Fault, Position, RecordFaults
from claimline.files import File
from claimline.intake.items import items
from claimline.intake.row import Row
from claimline.record.json_nodes import json_tree
from claimline.record.nodes import Fields, Items, Node

_PAGES = {".htm", ".html", ".xhtml"}


def objects(file: File, encoding: str = "utf-8") -> Iterator[Row]:
    """Yield the JSON objects of a file as ``items`` does, and of an HTML file those of its
    scripts of the type ``application/ld+json``.

    Raises RecordFaults where a script is no JSON, or a page has none.
    """
    if file.suffix not in _PAGES:
        yield from items(file, encoding)
        return
    scripts = _Scripts()
    scripts.feed(file.text(encoding))
    scripts.close()
    if not scripts.found:
        hint = "save the page as it came, with its scripts"
        raise RecordFaults([Fault(Position(file.name, 1, 1), "no JSON-LD in this page", hint)])
    for line, text in scripts.found:
        tree = json_tree(text, file.name, line, nulls=True)
        if tree.root is None:
            raise RecordFaults(tree.faults)
        for node in tree.root if isinstance(tree.root, Items) else [tree.root]:
            if not isinstance(node, Fields):
                raise RecordFaults([Fault(node.at, "an object with fields is wanted here")])
            yield Row(node, node.at, faults=list(tree.faults))


def inner(node: Node) -> Iterator[Fields]:
    """Yield the objects that stand directly in an object or in its lists, in their order."""
    within = node.values() if isinstance(node, Fields) else node if isinstance(node, Items) else ()
    for each in within:
        if isinstance(each, Fields):
            yield each
        elif isinstance(each, Items):
            yield from inner(each)


class _Scripts(HTMLParser):
    """Collects the text of JSON-LD scripts, each with the line where it begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._inside = tag == "script" and kind == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append((self.getpos()[0], data))
