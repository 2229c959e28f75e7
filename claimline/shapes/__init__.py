"""SHACL validation: quads in, findings out; the only room that knows pySHACL.

Why two ways: pySHACL judges, but slowly. So shapes are compiled to plain checks first, and
what a check proves to conform pySHACL is not asked about. Whatever is not proven, and every
shape the compiler does not know in full, is pySHACL's to judge; it alone writes findings.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from claimline.shapes import hashes, shipped
from claimline.shapes.finding import SEVERITIES, Finding, order
from claimline.shapes.nodes import Nodes
from claimline.shapes.plan import Plan
from claimline.shapes.reading import SH
from claimline.shapes.shipped import shape_names
from claimline.statements import Statements

__all__ = [
    "SEVERITIES",
    "SH",
    "Finding",
    "findings",
    "findings_in",
    "judge",
    "order",
    "shape_names",
    "tampered",
    "validate",
]


def findings(data: Iterable[Quad], *, extra: Iterable[Quad] = ()) -> list[Finding]:
    """Return what the shipped shapes, and the ``extra`` ones, find wrong with the data.

    The graphs of the quads are taken as one. The ontology and its vocabularies are added,
    since shapes ask whether a concept is of the right list. The gravest findings come
    first; raises InputError where pySHACL cannot work with the extra shapes or the data.
    """
    nodes = Nodes(data)
    nodes.add(shipped.vocabularies())
    shapes = (*shipped.shapes(), *extra)
    plan = shipped.plan() if len(shapes) == len(shipped.shapes()) else Plan(shapes)
    return _findings(nodes, shapes, plan)


def findings_in(graphs: Iterable[Statements], known: Iterable[Quad] = ()) -> list[Finding]:
    """Return what the shipped shapes find wrong with graphs, and with what is known beside
    them, as ``findings`` does of quads."""
    nodes = Nodes([*shipped.vocabularies(), *known])
    nodes.join(graphs)
    return _findings(nodes, shipped.shapes(), shipped.plan())


def tampered(data: Iterable[Quad]) -> list[Finding]:
    """Return the propositions and measures whose IRI is not the hash of their content.

    A proposition names its measures, purposes and causes by their hashes, so that its own
    hash covers theirs too.
    """
    return sorted(hashes.tampered(Nodes(data)), key=order)


def judge(data: Iterable[Quad]) -> list[Finding]:
    """Return what ``findings`` and then ``tampered`` return, having read the data once."""
    nodes = Nodes(data)
    changed = sorted(hashes.tampered(nodes), key=order)
    nodes.add(shipped.vocabularies())
    return [*_findings(nodes, shipped.shapes(), shipped.plan()), *changed]


def validate(data: Iterable[Quad], shapes: Iterable[Quad]) -> list[Finding]:
    """Return what any shapes find wrong with any data, to which nothing is added.

    Raises InputError as ``findings`` does.
    """
    shapes = list(shapes)
    return _findings(Nodes(data), shapes, Plan(shapes))


def _findings(nodes: Nodes, shapes: Iterable[Quad], plan: Plan) -> list[Finding]:
    asked = plan.unproven(nodes)
    if plan.is_whole and not asked:
        return []
    # pySHACL takes most of a second to import, which only doubtful data should pay.
    from claimline.shapes.by_pyshacl import judged  # noqa: PLC0415

    return sorted(judged(nodes, shapes, plan, asked), key=order)
