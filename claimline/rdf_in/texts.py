"""RDF texts to statements, each with its place in the file as far as the syntax tells."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from claimline import pairs
from claimline.errors import Fault, Position, RecordFaults
from claimline.files import File
from claimline.terms import XSD
from claimline.when import utc

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "n-triples": RdfFormat.N_TRIPLES,
    "n-quads": RdfFormat.N_QUADS,
    "rdf-xml": RdfFormat.RDF_XML,
    "json-ld": RdfFormat.JSON_LD,
}
"""The syntaxes that are read, by the names they go by."""

SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "n-triples",
    ".nq": "n-quads",
    ".rdf": "rdf-xml",
    ".xml": "rdf-xml",
    ".owl": "rdf-xml",
    ".jsonld": "json-ld",
    ".json": "json-ld",
}

_ALONE = {"n-triples", "n-quads"}
"""Syntaxes with a statement a line, so that each statement has a place."""

LONGEST = 30
"""Digits that a number may have before or after its point."""

UNMAPPED = "urn:claimline:unmapped:"
"""Where the names in JSON-LD go that its context does not know; they would else vanish."""


class Statement(NamedTuple):
    """A quad, and where it stands; without a line where the syntax does not tell."""

    quad: Quad
    at: Position


def statements(file: File, form: str, base: str) -> Iterator[Statement]:
    """Yield the statements of a file; ``form`` is a syntax, or empty to go by the file's name.

    A file whose name says nothing is TriG, of which Turtle and N-Triples are a part. IRIs that
    are relative are so to ``base``. Raises RecordFaults where it is not of that syntax, and for
    contexts that would have to be fetched: nothing is.
    """
    form = form or SUFFIXES.get(file.suffix, "trig")
    whole = Position(file.name, 0, 0)
    if form in _ALONE:
        for number, line in enumerate(file.lines(), 1):
            yield from parsed(line, form, base, Position(file.name, number, 1))
    elif form == "json-ld":
        text = file.text()
        if text.strip():
            yield from parsed(_with_unmapped(text, whole), form, base, whole)
    else:
        yield from parsed(file.text(), form, base, whole)


def parsed(text: str, form: str, base: str, at: Position) -> Iterator[Statement]:
    """Yield the statements of a text that begins at a place, or of which none is known.

    Raises RecordFaults where it is not of that syntax.
    """
    try:
        for quad in parse(text.encode(), format=FORMATS[form], base_iri=base):
            yield Statement(_canonical(quad), at)
    except SyntaxError as error:
        line = max(at.line, 1) + (error.lineno or 1) - 1
        where = Position(at.file, line, error.offset or 1) if error.lineno or at.line else at
        raise RecordFaults([Fault(where, f"not {form}: {error.msg}")]) from error


def _canonical(quad: Quad) -> Quad:
    """Return a quad whose decimal or moment in UTC is spelt as claimline spells it."""
    term = quad.object
    if not isinstance(term, Literal) or term.datatype not in _SPELT:
        return quad
    try:
        spelt = _SPELT[term.datatype](term.value)
    except (ValueError, InvalidOperation):
        return quad
    return Quad(
        quad.subject, quad.predicate, Literal(spelt, datatype=term.datatype), quad.graph_name
    )


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return text if moment.utcoffset() else utc(moment)


def _number(text: str) -> str:
    number = Decimal(text)
    return pairs.number(number) if abs(number.adjusted()) < LONGEST else text


_SPELT: dict[NamedNode, Callable[[str], str]] = {
    NamedNode(XSD + "dateTime"): _moment,
    NamedNode(XSD + "decimal"): _number,
}
"""How a literal of a datatype is spelt; ValueError or InvalidOperation if it is none."""


def _with_unmapped(text: str, at: Position) -> str:
    """Return JSON-LD whose context maps every name; raises RecordFaults for remote ones."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        where = Position(at.file, error.lineno, error.colno)
        raise RecordFaults([Fault(where, f"not JSON: {error.msg}")]) from error
    except RecursionError as error:
        raise RecordFaults([Fault(at, "not JSON that can be read: nested too deep")]) from error
    for each in content if isinstance(content, list) else [content]:
        if isinstance(each, dict):
            given = each.get("@context", [])
            contexts = given if isinstance(given, list) else [given]
            if remote := [context for context in contexts if isinstance(context, str)]:
                hint = "write the context itself there; claimline schema context prints ours"
                message = f"the context {remote[0]} would have to be fetched"
                raise RecordFaults([Fault(at, message, hint)])
            each["@context"] = [{"@vocab": UNMAPPED}, *contexts]
    return json.dumps(content)
