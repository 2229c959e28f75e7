"""Answers to queries in the forms that SPARQL and RDF have for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, Triple

from claimline.answers import Answer, Cell, Table
from claimline.export import triples as writers
from claimline.serve.negotiate import Offer
from claimline.terms import XSD

_STRING = NamedNode(XSD + "string")

TABLES = {
    Offer("application/sparql-results+json", "application/json"): QueryResultsFormat.JSON,
    Offer("application/sparql-results+xml", "application/xml", "text/xml"): QueryResultsFormat.XML,
    Offer("text/csv"): QueryResultsFormat.CSV,
    Offer("text/tab-separated-values"): QueryResultsFormat.TSV,
}
"""How rows and verdicts can be given."""


TURTLE = Offer("text/turtle", "application/x-turtle")
JSON_LD = Offer("application/ld+json")

GRAPHS: dict[Offer, Callable[[Iterable[Triple]], str]] = {
    TURTLE: writers.turtle,
    Offer("application/n-triples", "text/plain"): writers.ntriples,
    Offer("application/rdf+xml", "application/xml", "text/xml"): writers.rdfxml,
    Offer("application/ld+json", "application/json"): writers.jsonld,
}
"""How statements can be given."""


def table(answer: Table | bool, form: QueryResultsFormat) -> bytes:
    """Return rows, or a verdict, in a format."""
    if isinstance(answer, bool):
        value: dict[str, object] = {"head": {}, "boolean": answer}
    else:
        bindings = [
            {
                name: _told(cell)
                for name, cell in zip(answer.columns, row, strict=True)
                if cell is not None
            }
            for row in answer.rows
        ]
        value = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    told = json.dumps(value, ensure_ascii=False).encode(errors="replace")
    if form == QueryResultsFormat.JSON:
        return told
    # The engine writes the other formats from the one that is written here.
    return ox.parse_query_results(told, QueryResultsFormat.JSON).serialize(format=form) or b""


def graph(answer: Answer, write: Callable[[Iterable[Triple]], str]) -> bytes:
    """Return statements in a format."""
    return write(answer).encode() if isinstance(answer, tuple) else b""


def _told(cell: Cell) -> dict[str, object]:
    """Return a term as the JSON format of SPARQL results has it."""
    match cell:
        case NamedNode():
            return {"type": "uri", "value": cell.value}
        case BlankNode():
            return {"type": "bnode", "value": cell.value}
        case Literal():
            return {"type": "literal", "value": cell.value, **_kind(cell)}
        case Triple():
            parts = ("subject", "predicate", "object")
            return {"type": "triple", "value": {part: _told(getattr(cell, part)) for part in parts}}
        case _:
            raise ValueError(f"unexpected term: {cell!r}")


def _kind(literal: Literal) -> dict[str, object]:
    if literal.language:
        return {"xml:lang": literal.language}
    kind = literal.datatype
    return {} if kind == _STRING else {"datatype": kind.value}
