"""SHACL paths: what lies at the end of one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import chain

from claimline.shapes.nodes import Nodes
from claimline.shapes.reading import FIRST, Shapes, Unread, sh
from claimline.shapes.texts import is_iri, is_literal, is_sure

Path = Callable[[Nodes, str], Collection[str] | None]
"""What lies at the end of a path from a node, each text once; None where that is not sure."""

_DEEPEST = 10
"""How deep pySHACL follows a path's definition; a longer one is an error it must tell."""

_FEWEST = 2
"""How few steps or ways pySHACL accepts."""


def path(shapes: Shapes, node: str, depth: int = 0) -> Path:
    """Return the path that a node of the shapes graph describes; raises Unread."""
    if is_iri(node):
        return lambda nodes, focus: nodes.values(focus, node)
    if depth >= _DEEPEST or is_literal(node):
        raise Unread
    properties = shapes.all(node)
    if FIRST in properties:
        return _sequence(shapes, node, depth + 1)
    (kind, ends), *more = properties.items() or [("", ())]
    if more or len(ends) != 1 or kind not in _KINDS:
        raise Unread
    return _KINDS[kind](shapes, next(iter(ends)), depth + 1)


def _sequence(shapes: Shapes, node: str, depth: int) -> Path:
    members = shapes.list(node)
    # pySHACL goes a step deeper for each member; one step alone is no sequence to it.
    if len(members) < _FEWEST or depth + len(members) > _DEEPEST:
        raise Unread
    steps = [path(shapes, step, depth + number) for number, step in enumerate(members)]

    def follow(nodes: Nodes, focus: str) -> Collection[str] | None:
        here: Collection[str] = (focus,)
        for step in steps:
            ends = _all(step(nodes, node) for node in here)
            if ends is None:
                return None
            here = ends
        return here

    return follow


def _alternative(shapes: Shapes, node: str, depth: int) -> Path:
    either = [path(shapes, step, depth) for step in shapes.list(node)]
    if len(either) < _FEWEST:
        raise Unread
    return lambda nodes, focus: _all(step(nodes, focus) for step in either)


def _inverse(_: Shapes, node: str, __: int) -> Path:
    # pySHACL walks the inverse of a sequence in the wrong order: that is its own to do.
    if not is_iri(node):
        raise Unread

    def follow(nodes: Nodes, focus: str) -> Collection[str] | None:
        return nodes.sources(focus, node) if is_sure(focus) and not is_literal(focus) else None

    return follow


def _repeated(at_least: int, at_most: int | None) -> Callable[[Shapes, str, int], Path]:
    def build(shapes: Shapes, node: str, depth: int) -> Path:
        step = path(shapes, node, depth)

        def follow(nodes: Nodes, focus: str) -> Collection[str] | None:
            found: dict[str, None] = {} if at_least else {focus: None}
            todo = [focus]
            while todo:
                ends = step(nodes, todo.pop())
                if ends is None:
                    return None
                new = [end for end in ends if end not in found]
                found |= dict.fromkeys(new)
                if at_most is None:
                    todo.extend(new)
            return found

        return follow

    return build


def _all(ends: Iterator[Collection[str] | None]) -> Collection[str] | None:
    """Return several collections as one, without repetitions; None if any of them is."""
    known = list(ends)
    if any(each is None for each in known):
        return None
    return dict.fromkeys(chain.from_iterable(each or () for each in known))


_KINDS: dict[str, Callable[[Shapes, str, int], Path]] = {
    sh("inversePath"): _inverse,
    sh("alternativePath"): _alternative,
    sh("zeroOrMorePath"): _repeated(0, None),
    sh("oneOrMorePath"): _repeated(1, None),
    sh("zeroOrOnePath"): _repeated(0, 1),
}
