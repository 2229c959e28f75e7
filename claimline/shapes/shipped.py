"""The shapes and vocabularies that come with claimline, as quads."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimline import packaged
from claimline.shapes.plan import Plan
from claimline.shapes.reading import SH

_ABOUT_THE_ONTOLOGY = "ontology.ttl"
"""Its shapes judge the terms themselves, which no load changes: the tests use them."""


@cache
def shapes() -> tuple[Quad, ...]:
    """Return the shapes of the data."""
    shipped = packaged.names("ontology", ".ttl", "shapes")
    return _parsed(*(("shapes", name) for name in shipped if name != _ABOUT_THE_ONTOLOGY))


@cache
def plan() -> Plan:
    """Return the shapes of the data, compiled."""
    return Plan(shapes())


@cache
def vocabularies() -> tuple[Quad, ...]:
    """Return the ontology and its vocabularies."""
    names = packaged.names("ontology", ".ttl", "vocabulary")
    return _parsed(
        *((name,) for name in packaged.names("ontology", ".ttl")),
        *(("vocabulary", name) for name in names),
    )


def shape_names() -> list[str]:
    """Return the local names of the shipped shapes that a finding may name, sorted.

    They are the property shapes of node shapes with a target, and the node shapes with a
    target and a message of their own; the others only help these to decide.
    """
    targeted = {quad.subject for quad in shapes() if quad.predicate == _TARGET}
    own = {
        quad.subject for quad in shapes() if quad.predicate == _MESSAGE and quad.subject in targeted
    }
    properties = {
        quad.object for quad in shapes() if quad.predicate == _PROPERTY and quad.subject in targeted
    }
    named = {shape.value for shape in own | properties if isinstance(shape, NamedNode)}
    return sorted(iri.rpartition("#")[2] for iri in named)


_TARGET, _MESSAGE, _PROPERTY = (
    NamedNode(SH + name) for name in ("targetClass", "message", "property")
)


def _parsed(*files: tuple[str, ...]) -> tuple[Quad, ...]:
    return tuple(
        quad
        for file in files
        for quad in parse(packaged.text("ontology", *file), format=RdfFormat.TURTLE)
    )
