"""The names of things: namespaces, the ontology's terms, and the minting of IRIs.

Why no blank nodes and no clock: the same record must give the same bytes wherever and
whenever it is loaded, so each IRI is made from what the record says and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode

BASE = "https://w3id.org/claimline/id/"
"""Where data IRIs live unless the user sets another base; it ends in a slash."""

ONTOLOGY = "https://w3id.org/claimline/ontology"
CL = ONTOLOGY + "#"
VOCABULARY = "https://w3id.org/claimline/vocabulary/"
SHAPES = "https://w3id.org/claimline/shapes#"

DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
GEO = "http://www.opengis.net/ont/geosparql#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
QUDT_UNIT = "http://qudt.org/vocab/unit/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
ALT_LABEL = NamedNode(SKOS + "altLabel")
EXACT_MATCH = NamedNode(SKOS + "exactMatch")
IDENTIFIER = NamedNode(DCTERMS + "identifier")
LANGUAGE = NamedNode(DCTERMS + "language")
DESCRIPTION = NamedNode(DCTERMS + "description")
DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
REVISION_OF = NamedNode(PROV + "wasRevisionOf")
BOOLEAN = NamedNode(XSD + "boolean")
DATE_TIME = NamedNode(XSD + "dateTime")
WKT = NamedNode(GEO + "wktLiteral")

PREFIXES = {
    "cl": CL,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "geo": GEO,
    "oa": OA,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "unit": QUDT_UNIT,
    "void": VOID,
    "voc": VOCABULARY,
    "xsd": XSD,
}

CACHED = 1 << 14
"""How many parts of IRIs are remembered as they are written: a load says them over and over."""

_UNRESERVED = re.compile("[A-Za-z0-9._~-]*")
"""What stands in an IRI as it is."""

UNITS = {
    "km2": "KiloM2",
    "m2": "M2",
    "ha": "HA",
    "km": "KiloM",
    "m": "M",
    "day": "DAY",
    "person": "PERSON",
    "count": "NUM",
}
"""Our short unit names and the QUDT units they stand for."""


def mint(kind: str, *key: str, base: str = BASE) -> NamedNode:
    """Return the IRI of a thing of a kind, from the parts of its key.

    >>> mint("claim", "ritzau-2022-09-10", "area-2000").value
    'https://w3id.org/claimline/id/claim/ritzau-2022-09-10/area-2000'
    """
    return NamedNode(minted(kind, *key, base=base)[1:-1])


def minted(kind: str, *key: str, base: str = BASE) -> str:
    """Return the same IRI as N-Triples writes it; the base must be an IRI.

    >>> minted("place", "Ізюм")
    '<https://w3id.org/claimline/id/place/%D0%86%D0%B7%D1%8E%D0%BC>'
    """
    return f"<{base}{'/'.join([kind, *map(_quoted, key)])}>"


def graph(kind: str, key: str, base: str = BASE) -> NamedNode:
    """Return the IRI of the named graph that holds the record (or declared thing) of a key.

    >>> graph("place", "izium").value
    'https://w3id.org/claimline/id/graph/place/izium'
    """
    return mint("graph", kind, key, base=base)


def log(base: str = BASE) -> NamedNode:
    """Return the IRI of the named graph that tells what was loaded, and when.

    >>> log().value
    'https://w3id.org/claimline/id/graph/log'
    """
    return mint("graph", "log", base=base)


def export(base: str = BASE) -> NamedNode:
    """Return the IRI of what an export is as a whole; how it was chosen is said of it.

    >>> export().value
    'https://w3id.org/claimline/id/export'
    """
    return mint("export", base=base)


UNFINISHED = NamedNode(BASE + "graph/unfinished")
"""The graph of the marks on graphs that are being put in by several steps."""


def is_data(graph: NamedNode) -> bool:
    """Return whether a graph holds data: all do but the log of what was loaded, at whatever
    base, and the marks of what is unfinished.

    >>> is_data(log("https://example.org/")), is_data(graph("document", "log"))
    (False, True)
    """
    return not graph.value.endswith(("/graph/log", "#graph/log")) and graph != UNFINISHED


@cache
def cl(name: str) -> NamedNode:
    """Return a term of the ontology."""
    return NamedNode(CL + name)


@cache
def ours(name: str) -> str:
    """Return a term of the ontology as N-Triples writes it."""
    return f"<{CL}{name}>"


def concept(scheme: str, key: str) -> NamedNode:
    """Return a concept of one of our vocabularies.

    >>> concept("modality", "asserted").value
    'https://w3id.org/claimline/vocabulary/modality/asserted'
    """
    return NamedNode(listed(scheme, key)[1:-1])


@lru_cache(maxsize=CACHED)
def listed(scheme: str, key: str) -> str:
    """Return a concept of one of our vocabularies as N-Triples writes it."""
    return f"<{VOCABULARY}{scheme}/{_quoted(key)}>"


def _quoted(part: str) -> str:
    return part if _UNRESERVED.fullmatch(part) else quote(part, safe="")


def digest(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the content hash of a node from its predicates and objects as N-Triples texts: the
    SHA-256, in hex, of its sorted N-Triples with its own name left out, each once."""
    lines = sorted({f"{predicate} {term} .\n" for predicate, term in pairs})
    return sha256("".join(lines).encode()).hexdigest()
