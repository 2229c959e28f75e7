"""A compiled shape: where its values are, and what is demanded of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from claimline.shapes.constraint import Check, Constraint, Verdict
from claimline.shapes.nodes import Nodes
from claimline.shapes.paths import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape as something to ask about a node.

    ``follow`` leads to its values, which are the node itself if it is None; ``predicate``
    is the path where that is a single IRI, else empty; ``absent`` is the verdict on a node
    without values, None where it depends on the node.
    """

    shape: str
    follow: Path | None
    predicate: str
    check: Check
    absent: Verdict

    def conforms(self, nodes: Nodes, focus: str) -> Verdict:
        """Return whether a node conforms to the shape; None where that is not sure."""
        values = (focus,) if self.follow is None else self.follow(nodes, focus)
        if values is None:
            return None
        if not values and self.absent is not None:
            return self.absent
        return self.check(nodes, focus, values)

    def remembered(self, nodes: Nodes, focus: str) -> Verdict:
        """Return whether a node conforms, from memory where that was asked before."""
        memo = nodes.memo[self.shape]
        if focus not in memo:
            memo[focus] = self.conforms(nodes, focus)
        return memo[focus]


def together(constraints: list[Constraint]) -> Check:
    """Return one check that is all of these constraints."""
    tests = [constraint.test for constraint in constraints if constraint.test]
    checks = [constraint.check for constraint in constraints if constraint.check]

    def check(nodes: Nodes, focus: str, values: Collection[str]) -> Verdict:
        # Not by every(): this runs once or more for each triple of the data.
        verdict: Verdict = True
        for judge in checks:
            if not (found := judge(nodes, focus, values)):
                if found is False:
                    return False
                verdict = None
        for text in values:
            for test in tests:
                if not (found := test(nodes, text)):
                    if found is False:
                        return False
                    verdict = None
        return verdict

    return checks[0] if len(checks) == 1 and not tests else check
