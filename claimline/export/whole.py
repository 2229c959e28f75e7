"""What is left of a choice: no part stands without what it is a part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from pyoxigraph import NamedNode, Quad

from claimline import terms
from claimline.terms import CL, GEO, OA

PARTS = frozenset(
    {
        *(NamedNode(CL + name) for name in ("Proposition", "Measure")),
        *(NamedNode(OA + name) for name in ("SpecificResource", "TextPositionSelector")),
        *(NamedNode(OA + name) for name in ("TextQuoteSelector", "FragmentSelector")),
        NamedNode(GEO + "Geometry"),
    }
)
"""The classes of what stands only where something of the same graph leads to it."""

Told = Mapping[object, set[Quad]]
"""What is said of each node; terms of whatever kind name nodes and graphs."""


def whole(quads: Iterable[Quad]) -> set[Quad]:
    """Return quads without the parts to which nothing in their graph leads.

    Records share content: where the claim of one of them is chosen, the graphs of the others
    would hold what nobody there claims. Content that nothing but other graphs refer to stands
    in those.
    """
    graphs: defaultdict[object, defaultdict[object, set[Quad]]]
    graphs = defaultdict(lambda: defaultdict(set))
    parts: dict[object, set[Quad]] = {}
    for quad in quads:
        graphs[quad.graph_name][quad.subject].add(quad)
        if quad.predicate == terms.TYPE and quad.object in PARTS:
            parts[quad.subject] = set()
    kept = {name: _reached(told, told.keys() - parts, parts) for name, told in graphs.items()}
    for told in graphs.values():
        parts |= {part: told[part] for part in told.keys() & parts.keys()}
    there = {quad.subject for found in kept.values() for quad in found}
    for name, found in kept.items():
        lacking = {quad.object for quad in found if quad.object in parts} - there
        found |= {_in(name, quad) for quad in _reached(parts, lacking, parts)}
    return set(chain.from_iterable(kept.values()))


def _reached(told: Told, roots: Collection[object], parts: Collection[object]) -> set[Quad]:
    """Return what is said of some things, and of the parts that these lead to."""
    todo = [*roots]
    seen = {*roots}
    kept: set[Quad] = set()
    while todo:
        quads = told.get(todo.pop(), set())
        kept |= quads
        new = {quad.object for quad in quads if quad.object in parts} - seen
        todo += new
        seen |= new
    return kept


def _in(name: object, quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, name)  # type: ignore[arg-type] # a name
