"""The page where one asks in SPARQL: the shipped questions, and what helps to write others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from claimline import catalogue, packaged, terms
from claimline.terms import CL
from claimline.web.templates import Values
from claimline.web.tongue import Tongue

if TYPE_CHECKING:
    from claimline.web.site import Site

FIRST = "places-told"
"""The question that stands in the editor of somebody who comes for the first time."""

_CLASS = NamedNode("http://www.w3.org/2002/07/owl#Class")


def querying(site: Site, kinds: Sequence[str]) -> Values:
    """Return what the query page shows; things of these kinds have pages of their own."""
    queries = [catalogue.get(name) for name in catalogue.names()]
    classes, properties = _terms()
    return {
        "titled": titled,
        "setup": {
            "base": site.base,
            "kinds": kinds,
            "first": FIRST,
            "questions": {it.name: {"text": _asked(it.text)} for it in queries},
            "prefixes": terms.PREFIXES,
            "classes": classes,
            "properties": properties,
        },
    }


def titled(say: Tongue) -> list[tuple[str, catalogue.Query]]:
    """Return the shipped questions with their titles in a language, in the order of those."""
    queries = (catalogue.get(name) for name in catalogue.names())
    return sorted(((say.term(query.title), query) for query in queries), key=lambda it: it[0])


def _asked(text: str) -> str:
    """Return a query without its header, which its title and help were taken from."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#+")).lstrip("\n")


@cache
def _terms() -> tuple[list[str], list[str]]:
    """Return the classes and the properties of the ontology, sorted."""
    ontology = packaged.text("ontology", "conflict-events.ttl")
    classes: set[str] = set()
    properties: set[str] = set()
    for triple in parse(ontology, RdfFormat.TURTLE, base_iri=terms.ONTOLOGY):
        if triple.predicate == terms.TYPE and str(triple.subject.value).startswith(CL):
            (classes if triple.object == _CLASS else properties).add(triple.subject.value)
    return sorted(classes), sorted(properties)
