"""Triples as text that is the same each time: sorted, with our prefixes, or our context."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import RdfFormat, Triple, serialize

from claimline import packaged
from claimline.answers import Term
from claimline.terms import PREFIXES, XSD

if TYPE_CHECKING:
    from rdflib.term import Identifier

XSD_STRING = XSD + "string"


def turtle(found: Iterable[Triple]) -> str:
    """Return triples as Turtle, with those of our prefixes that are used."""
    ordered = sorted(set(found), key=str)
    told = "".join(f"{triple} .\n" for triple in ordered)
    used = {name: iri for name, iri in PREFIXES.items() if iri in told}
    written = (serialize(ordered, format=RdfFormat.TURTLE, prefixes=used) or b"").decode()
    # The writer puts the prefixes in an order of its own choosing, another in each run.
    lines = written.splitlines(keepends=True)
    return "".join(sorted(lines[: len(used)]) + lines[len(used) :])


def ntriples(found: Iterable[Triple]) -> str:
    """Return triples as N-Triples."""
    return "".join(f"{triple} .\n" for triple in sorted(set(found), key=str))


def jsonld(found: Iterable[Triple]) -> str:
    """Return triples as JSON-LD, compacted with our context."""
    # rdflib writes compacted JSON-LD, which pyoxigraph does not; it is slow to import.
    from rdflib import Graph  # noqa: PLC0415

    graph = Graph()
    for triple in found:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    context = json.loads(packaged.text("ontology", "context.jsonld"))["@context"]
    return graph.serialize(format="json-ld", context=context, auto_compact=True) + "\n"


def _term(term: Term) -> Identifier:
    """Return a term as rdflib has it, written as it is: its parser would write moments anew."""
    from rdflib.term import BNode, Literal, URIRef  # noqa: PLC0415 - as above

    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal() if term.language:
            return Literal(term.value, lang=term.language)
        case ox.Literal():
            kind = None if term.datatype.value == XSD_STRING else URIRef(term.datatype.value)
            return Literal(term.value, datatype=kind, normalize=False)
        case _:
            raise ValueError(f"unexpected term: {term!r}")
