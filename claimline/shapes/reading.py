"""A graph of shapes as the compiler reads it: what stands at a node, strictly."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pyoxigraph import Quad

from claimline.shapes.nodes import Nodes
from claimline.statements import each
from claimline.terms import RDF

SH = "http://www.w3.org/ns/shacl#"

FIRST, _REST, _NIL = (f"<{RDF}{name}>" for name in ("first", "rest", "nil"))


class Unread(Exception):
    """The compiler does not know this, or not well enough: pySHACL is to judge by it."""


def sh(name: str) -> str:
    """Return a term of SHACL, as a text."""
    return f"<{SH}{name}>"


class Shapes:
    """The quads of shapes, asked for one node's properties at a time."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.nodes = Nodes(quads)

    def values(self, node: str, name: str) -> list[str]:
        """Return the values of a term of SHACL at a node."""
        return list(self.nodes.values(node, sh(name)))

    def one(self, node: str, name: str) -> str:
        """Return the only value of a term of SHACL at a node; raises Unread."""
        values = self.values(node, name)
        if len(values) != 1:
            raise Unread
        return values[0]

    def all(self, node: str) -> dict[str, Collection[str]]:
        """Return everything that stands at a node, by predicate."""
        return {key: each(held) for key, held in self.nodes.held.get(node, {}).items()}

    def list(self, node: str) -> list[str]:
        """Return the members of a list; raises Unread where it is not well formed or empty."""
        members: list[str] = []
        seen = set()
        while node != _NIL:
            properties = self.all(node)
            if node in seen or set(properties) != {FIRST, _REST}:
                raise Unread
            seen.add(node)
            (member,), (node,) = _single(properties[FIRST]), _single(properties[_REST])
            members.append(member)
        if not members:
            raise Unread
        return members


def _single(values: Collection[str]) -> Collection[str]:
    if len(values) != 1:
        raise Unread
    return values
