"""Triples as text that is the same each time: sorted, with our prefixes, or our context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from claimline.export.compacted import Context, document, tree
from claimline.terms import PREFIXES

GraphName = NamedNode | DefaultGraph


def turtle(found: Iterable[Triple]) -> str:
    """Return triples as Turtle, with those of our prefixes that are used."""
    ordered = sorted(set(found), key=str)
    used = _used(ordered)
    written = (serialize(ordered, format=RdfFormat.TURTLE, prefixes=used) or b"").decode()
    # The writer puts the prefixes in an order of its own choosing, another in each run.
    *head, rest = written.split("\n", len(used))
    return "".join(f"{line}\n" for line in sorted(head)) + rest


def _used(found: Iterable[Triple]) -> dict[str, str]:
    """Return those of our prefixes that shorten anything, in our order."""
    left = dict(PREFIXES)
    for triple in found:
        told = str(triple)
        for name in [name for name, iri in left.items() if iri in told]:
            del left[name]
        if not left:
            break
    return {name: iri for name, iri in PREFIXES.items() if name not in left}


def ntriples(found: Iterable[Triple]) -> str:
    """Return triples as N-Triples."""
    return "".join(lines(found))


def lines(found: Iterable[Triple]) -> list[str]:
    """Return the lines of the same, sorted."""
    return sorted({f"{triple} .\n" for triple in found})


def trig(
    graphs: Iterable[tuple[GraphName, Iterable[Triple]]],
    prefixes: Mapping[str, str] = PREFIXES,
    version: str = "",
) -> Iterator[str]:
    """Yield graphs as TriG, in the order given, each with its triples sorted.

    A version of RDF is announced where one is given: 1.2 for triple terms.
    """
    yield f'VERSION "{version}"\n' if version else ""
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items()))
    for name, found in graphs:
        ordered = sorted(set(found), key=str)
        quads = [Quad(t.subject, t.predicate, t.object, name) for t in ordered]
        written = serialize(quads, format=RdfFormat.TRIG, prefixes=dict(prefixes)) or b""
        told = written.decode().splitlines(keepends=True)
        yield "".join(["\n", *told[len(prefixes) :]] if ordered else [])


def jsonld(found: Iterable[Triple]) -> str:
    """Return triples as JSON-LD, compacted with our context."""
    return "".join(document(Context.ours(), tree(found)))


def rdfxml(found: Iterable[Triple]) -> str:
    """Return triples as RDF/XML."""
    return (serialize(sorted(set(found), key=str), format=RdfFormat.RDF_XML) or b"").decode()
