"""Triples as text that is the same each time: sorted, with our prefixes, or our context."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize

from claimline import packaged
from claimline.terms import PREFIXES


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

    graph = Graph().parse(data=ntriples(found), format="nt")
    context = json.loads(packaged.text("ontology", "context.jsonld"))["@context"]
    told = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    return json.dumps(_ordered(told), ensure_ascii=False, indent=2) + "\n"


def _ordered(value: object) -> object:
    """Return JSON-LD with its sets in one order; rdflib writes them in another each time."""
    if isinstance(value, dict):
        return {
            key: part if key == "@context" else _ordered(part)
            for key, part in sorted(
                value.items(), key=lambda item: (item[0] != "@context", item[0])
            )
        }
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda part: json.dumps(part, sort_keys=True))
    return value
