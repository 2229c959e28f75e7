"""Which content was changed after it was named by its hash."""

from __future__ import annotations

from claimline.shapes.finding import Finding
from claimline.shapes.nodes import TYPE, Nodes
from claimline.shapes.texts import is_iri
from claimline.terms import CL, digest

_HASHED = frozenset(f"<{CL}{name}>" for name in ("Proposition", "Measure", "Judgement"))


def tampered(nodes: Nodes) -> list[Finding]:
    """Return the hashed things whose IRI is not the hash of their content, unsorted."""
    found = []
    for node, held in nodes.held.items():
        if TYPE not in held or not is_iri(node) or _HASHED.isdisjoint(nodes.values(node, TYPE)):
            continue
        right = digest(
            (predicate, term) for predicate in held for term in nodes.values(node, predicate)
        )
        if node[1:-1].rpartition("/")[2] != right:
            found.append(
                Finding(
                    severity="violation",
                    focus=node[1:-1],
                    shape="content-hash",
                    path="",
                    value=right,
                    message="The content was changed after it was named; its hash is another. "
                    "Load the record again.",
                )
            )
    return found
