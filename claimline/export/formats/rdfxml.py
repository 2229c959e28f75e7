"""RDF/XML: all statements in one graph, for older tools, such as ontology editors.

XML cannot hold some control characters; data with one of them is refused.

Examples:
  claimline export rdfxml -o claims.rdf
  claimline export rdfxml --place Izium --redact private -o izium.rdf
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, Triple

from claimline.errors import InputError
from claimline.export.selected import Chosen, File
from claimline.model import Option
from claimline.terms import PREFIXES, XSD

SUFFIX = ".rdf"
MEDIA_TYPE = "application/rdf+xml"
OPTIONS: tuple[Option, ...] = ()

_LOCAL = re.compile(r"(.*[^A-Za-z0-9_.-])([A-Za-z_][A-Za-z0-9_.-]*)", re.DOTALL)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STRING = NamedNode(XSD + "string")


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    del told
    yield File("claims.rdf", (text.encode() for text in _text(chosen)))


def _text(chosen: Chosen) -> Iterator[str]:
    spaces = "".join(f"\n    xmlns:{name}={quoteattr(iri)}" for name, iri in PREFIXES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    triples = sorted({quad.triple for quad in chosen.quads()}, key=str)
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        iri = subject.value if isinstance(subject, NamedNode) else ""
        yield f"  <rdf:Description rdf:about={quoteattr(iri)}>\n"
        yield from _properties(about)
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _properties(about: Iterable[Triple]) -> Iterator[str]:
    for triple in about:
        name, space = _name(triple.predicate.value)
        term = triple.object
        if not isinstance(term, Literal):
            resource = term.value if isinstance(term, NamedNode) else ""
            yield f"    <{name}{space} rdf:resource={quoteattr(resource)}/>\n"
            continue
        if _UNFIT.search(term.value):
            raise InputError(
                f"{triple.subject} has a control character in {name}, which XML cannot hold; "
                "export another format"
            )
        kind = ""
        if term.language:
            kind = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype != _STRING:
            kind = f" rdf:datatype={quoteattr(term.datatype.value)}"
        yield f"    <{name}{space}{kind}>{escape(term.value, {chr(13): '&#13;'})}</{name}>\n"


def _name(iri: str) -> tuple[str, str]:
    """Return the name of an element for a predicate, and what declares its prefix if need be."""
    found = _LOCAL.fullmatch(iri)
    if not found:
        raise InputError(f"<{iri}> cannot be the name of an XML element; export another format")
    start, local = found.groups()
    prefix = next((name for name, known in PREFIXES.items() if known == start), "")
    return (f"{prefix}:{local}", "") if prefix else (f"x:{local}", f" xmlns:x={quoteattr(start)}")
