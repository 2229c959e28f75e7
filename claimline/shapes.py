"""SHACL validation: quads in, findings out; the only room that knows pySHACL.

Why a graph in rdflib's memory: pySHACL asks a graph millions of small questions, and a
plain Python dictionary answers them some thirty times faster than a store does.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from claimline import packaged
from claimline.errors import InputError
from claimline.terms import CL, PREFIXES, RDF, XSD, digest

if TYPE_CHECKING:
    import rdflib

SH = "http://www.w3.org/ns/shacl#"
SEVERITIES = ("violation", "warning", "info")
"""How much a finding matters, the gravest first."""

_TYPE = NamedNode(RDF + "type")
_PROPERTY = NamedNode(SH + "property")
_TARGET = NamedNode(SH + "targetClass")
_HASHED = frozenset(NamedNode(CL + name) for name in ("Proposition", "Measure", "Judgement"))
_ABOUT_THE_ONTOLOGY = "ontology.ttl"
"""Its shapes judge the terms themselves, which no load changes: the tests use them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in the data that breaks a shape: IRIs and texts, ready to be shown.

    ``shape`` is the local name of the shape that found it, ``path`` is in SPARQL's
    notation, ``value`` is what stands there; the last two may be empty.
    """

    severity: str
    focus: str
    shape: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        there = f" ({self.path} {self.value})" if self.value else ""
        return f"{self.severity}: {self.focus}: {self.message}{there} [{self.shape}]"


def findings(data: Iterable[Quad], *, extra: Iterable[Quad] = ()) -> list[Finding]:
    """Return what the shipped shapes, and the ``extra`` ones, find wrong with the data.

    The graphs of the quads are taken as one. The ontology and its vocabularies are added,
    since shapes ask whether a concept is of the right list. The gravest findings come
    first; raises InputError where pySHACL cannot work with the extra shapes or the data.
    """
    # pySHACL takes most of a second to import, which only validation should pay.
    from pyshacl import validate  # noqa: PLC0415
    from pyshacl.errors import ReportableRuntimeError  # noqa: PLC0415

    extra = list(extra)
    shapes = _graph([*_shapes(), *extra]) if extra else _side_by_side()
    graph = _graph([*_vocabularies(), *data])
    try:
        _, report, text = validate(graph, shacl_graph=shapes, inplace=True)
    except ReportableRuntimeError as error:
        raise InputError(f"the data cannot be validated: {error.message}") from error
    if isinstance(report, Exception):
        raise InputError(f"the data cannot be validated: {text}")
    return sorted(_read(report, shapes), key=_order)


def tampered(data: Iterable[Quad]) -> list[Finding]:
    """Return the propositions and measures whose IRI is not the hash of their content.

    A proposition names its measures, purposes and causes by their hashes, so that its own
    hash covers theirs too.
    """
    content: defaultdict[NamedNode, set[Triple]] = defaultdict(set)
    hashed: set[NamedNode] = set()
    for quad in data:
        if isinstance(quad.subject, NamedNode):
            content[quad.subject].add(quad.triple)
            if quad.predicate == _TYPE and quad.object in _HASHED:
                hashed.add(quad.subject)
    found = []
    for node in hashed:
        right = digest(content[node])
        if node.value.rpartition("/")[2] != right:
            found.append(
                Finding(
                    severity="violation",
                    focus=node.value,
                    shape="content-hash",
                    path="",
                    value=right,
                    message="The content was changed after it was named; its hash is another. "
                    "Load the record again.",
                )
            )
    return sorted(found, key=_order)


def shape_names() -> list[str]:
    """Return the local names of the shipped shapes that a finding may name, sorted.

    They are the property shapes of node shapes with a target, and the node shapes with a
    target and a message of their own; the others only help these to decide.
    """
    targeted = {quad.subject for quad in _shapes() if quad.predicate == _TARGET}
    own = {
        quad.subject
        for quad in _shapes()
        if quad.predicate.value == SH + "message" and quad.subject in targeted
    }
    properties = {
        quad.object
        for quad in _shapes()
        if quad.predicate == _PROPERTY and quad.subject in targeted
    }
    return sorted(_local(shape) for shape in own | properties)


def _read(report: rdflib.Graph, shapes: rdflib.Graph) -> set[Finding]:
    """Return the results of a validation report; one that breaks a shape twice is one."""
    from rdflib import URIRef  # noqa: PLC0415 (see findings)

    found = set()
    for result in report.objects(None, URIRef(SH + "result")):
        (source,) = report.objects(result, URIRef(SH + "sourceShape"))
        severity = _local(report.value(result, URIRef(SH + "resultSeverity"))).lower()
        (focus,) = report.objects(result, URIRef(SH + "focusNode"))
        value = report.value(result, URIRef(SH + "value"))
        path = shapes.value(source, URIRef(SH + "path"))
        messages = sorted(map(str, report.objects(result, URIRef(SH + "resultMessage"))))
        found.add(
            Finding(
                # Extra shapes may have severities of their own, whose weight nobody knows.
                severity=severity if severity in SEVERITIES else SEVERITIES[0],
                focus=str(focus),
                shape=_local(source) if isinstance(source, URIRef) else "unnamed",
                path="" if path is None else _path(shapes, path),
                value="" if value is None else str(value),
                message=messages[0],
            )
        )
    return found


def _order(finding: Finding) -> tuple[int | str, ...]:
    return (
        SEVERITIES.index(finding.severity),
        finding.focus,
        finding.shape,
        finding.value,
        finding.message,
    )


def _path(shapes: rdflib.Graph, node: rdflib.term.Node) -> str:
    """Return a SHACL path in SPARQL's notation, its IRIs shortened."""
    from rdflib import URIRef  # noqa: PLC0415 (see findings)

    if isinstance(node, URIRef):
        return _short(node)
    for kind, sign in _SIGNS.items():
        inner = shapes.value(node, URIRef(SH + kind))
        if inner is not None:
            return sign.format(_path(shapes, inner))
    either = shapes.value(node, URIRef(SH + "alternativePath"))
    steps = [_path(shapes, step) for step in shapes.items(node if either is None else either)]
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
    iri = term.value if isinstance(term, NamedNode) else str(term)
    return iri.rpartition("#")[2].rpartition("/")[2]


@cache
def _shapes() -> tuple[Quad, ...]:
    """Return the shapes of the data."""
    shipped = packaged.names("ontology", ".ttl", "shapes")
    return _parsed(*(("shapes", name) for name in shipped if name != _ABOUT_THE_ONTOLOGY))


@cache
def _side_by_side() -> rdflib.Graph:
    """Return the shapes with the target of each node shape given to its property shapes.

    pySHACL asks a property shape about one node at a time where a node shape leads to it,
    but about all nodes at once where the target is its own; what it finds is the same.
    """
    targets = defaultdict(list)
    for quad in _shapes():
        if quad.predicate == _TARGET:
            targets[quad.subject].append(quad.object)

    def moved(quad: Quad) -> list[Quad]:
        node, predicate, shape, _ = quad
        if predicate != _PROPERTY or node not in targets or isinstance(shape, Literal):
            return [quad]
        return [Quad(shape, _TARGET, target) for target in targets[node]]

    return _graph(new for old in _shapes() for new in moved(old))


@cache
def _vocabularies() -> tuple[Quad, ...]:
    """Return the ontology and its vocabularies."""
    vocabularies = packaged.names("ontology", ".ttl", "vocabulary")
    return _parsed(
        *((name,) for name in packaged.names("ontology", ".ttl")),
        *(("vocabulary", name) for name in vocabularies),
    )


def _parsed(*files: tuple[str, ...]) -> tuple[Quad, ...]:
    return tuple(
        quad
        for file in files
        for quad in parse(packaged.text("ontology", *file), format=RdfFormat.TURTLE)
    )


def _graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return an rdflib graph in memory with these triples, their lexical forms untouched."""
    from rdflib import Graph  # noqa: PLC0415 (see findings)

    graph = Graph(bind_namespaces="none")
    with _quiet("rdflib.term"):
        for quad in quads:
            graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a logger from warning; rdflib warns with a traceback of what a shape will say."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


@lru_cache(maxsize=1 << 16)
def _term(term: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Identifier:
    """Return a pyoxigraph term as rdflib's; refuses triple terms, which rdflib has not."""
    from rdflib import BNode, URIRef  # noqa: PLC0415 (see findings)
    from rdflib import Literal as Text  # noqa: PLC0415

    match term:
        case NamedNode():
            return URIRef(term.value)
        case Literal():
            if term.language:
                return Text(term.value, lang=term.language)
            if term.datatype.value == XSD + "string":
                return Text(term.value)
            # normalize=False: rdflib would rewrite 2022-09-10T16:00:00Z as …+00:00.
            typed = Text(term.value, datatype=URIRef(term.datatype.value), normalize=False)
            # pySHACL fails on comparing what is not of its datatype. As plain text it
            # compares with nothing and is of the wrong datatype, which is as true.
            return Text(term.value) if typed.ill_typed else typed
        case BlankNode():
            return BNode(term.value)
    raise InputError(f"a triple about a triple cannot be validated: {term}")
