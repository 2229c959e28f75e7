"""pySHACL, the judge: it alone writes findings; the only module that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad, RdfFormat, parse
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph, URIRef
from rdflib.term import Node

from claimline.errors import InputError
from claimline.shapes.finding import SEVERITIES, Finding
from claimline.shapes.nodes import TYPE, Nodes
from claimline.shapes.plan import NODE, TARGETS, Plan
from claimline.shapes.reading import SH, sh
from claimline.shapes.window import graph, window
from claimline.terms import PREFIXES

_PATH, _PATH_TEXT = URIRef(SH + "path"), sh("path")


def judged(
    nodes: Nodes, shapes: Iterable[Quad], plan: Plan, asked: Mapping[str, Iterable[str]]
) -> set[Finding]:
    """Return what pySHACL finds when asked, by the compiled shapes, about some nodes each,
    and about everything by the others.

    The graph of shapes says so itself: the targets of compiled shapes are replaced by the
    very nodes. Raises InputError where pySHACL cannot work with the shapes or the data.
    """
    return results(window(nodes), graph(_retargeted(list(shapes), plan, asked)))


def results(data: Graph, shapes: Graph) -> set[Finding]:
    """Return what pySHACL finds in one graph by the shapes of another, which it may add to.

    Raises InputError where pySHACL cannot work with the shapes or the data.
    """
    try:
        _, report, text = validate(data, shacl_graph=shapes, inplace=True)
    except ReportableRuntimeError as error:
        raise InputError(f"the data cannot be validated: {error.message}") from error
    if isinstance(report, Exception):
        raise InputError(f"the data cannot be validated: {text}")
    return _read(report, shapes)


def _retargeted(
    shapes: list[Quad], plan: Plan, asked: Mapping[str, Iterable[str]]
) -> Iterator[Quad]:
    """Yield the shapes, those that were compiled aimed at the nodes that are asked about."""
    having_paths = {str(quad.subject) for quad in shapes if str(quad.predicate) == _PATH_TEXT}
    for quad in shapes:
        shape, predicate = str(quad.subject), str(quad.predicate)
        aimed = predicate in TARGETS or (
            predicate == TYPE and str(quad.object) in plan.implied(shape)
        )
        if not (aimed and shape in plan.compiled):
            yield quad
    lines = [
        # A shape is known by its targets or its type, and now the targets are gone.
        f"{shape} {TYPE} {sh('PropertyShape' if shape in having_paths else 'NodeShape')} .\n"
        for shape in plan.compiled
    ]
    lines += [f"{shape} {NODE} {node} .\n" for shape, there in asked.items() for node in there]
    yield from parse("".join(lines), format=RdfFormat.N_TRIPLES, lenient=True)


def _read(report: Graph, shapes: Graph) -> set[Finding]:
    """Return the results of a validation report; one that breaks a shape twice is one."""
    found = set()
    for result in report.objects(None, URIRef(SH + "result")):
        (source,) = report.objects(result, URIRef(SH + "sourceShape"))
        severity = _local(report.value(result, URIRef(SH + "resultSeverity"))).lower()
        (focus,) = report.objects(result, URIRef(SH + "focusNode"))
        value = report.value(result, URIRef(SH + "value"))
        path = shapes.value(source, _PATH)
        messages = sorted(map(str, report.objects(result, URIRef(SH + "resultMessage"))))
        found.add(
            Finding(
                # Extra shapes may have severities of their own, whose weight nobody knows.
                severity=severity if severity in SEVERITIES else SEVERITIES[0],
                focus=str(focus),
                shape=_local(source) if isinstance(source, URIRef) else "unnamed",
                path="" if path is None else notation(shapes, path),
                value="" if value is None else str(value),
                message=messages[0],
            )
        )
    return found


def notation(shapes: Graph, node: Node) -> str:
    """Return a SHACL path in SPARQL's notation, its IRIs shortened."""
    if isinstance(node, URIRef):
        return _short(node)
    for kind, sign in _SIGNS.items():
        inner = shapes.value(node, URIRef(SH + kind))
        if inner is not None:
            return sign.format(notation(shapes, inner))
    either = shapes.value(node, URIRef(SH + "alternativePath"))
    steps = [notation(shapes, step) for step in shapes.items(node if either is None else either)]
    return f"({('/' if either is None else '|').join(steps)})"


_SIGNS = {
    "inversePath": "^{}",
    "zeroOrMorePath": "{}*",
    "oneOrMorePath": "{}+",
    "zeroOrOnePath": "{}?",
}


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _local(term: object) -> str:
    """Return what follows the last hash or slash of an IRI."""
    return str(term).rpartition("#")[2].rpartition("/")[2]
