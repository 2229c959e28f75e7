"""Nanopublications: four small graphs for each claim, unsigned, as TriG.

The assertion is that somebody claims something, with the content, and not that it is so; the
provenance tells the reports, the evidence and the documents. Who publishes, when and under what
licence is told where it is given; `np sign` of the package nanopub signs each one.

Examples:
  claimline export nanopub -o claims.trig
  claimline export nanopub --place Izium --creator https://orcid.org/0000-0002-1825-0097
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from claimline import catalogue, terms
from claimline.export.constructed import constructed, listed
from claimline.export.selected import Chosen, File
from claimline.export.triples import GraphName, trig
from claimline.model import Option

SUFFIX = ".trig"
MEDIA_TYPE = "application/trig"
OPTIONS = (
    Option("creator", "The IRI of who makes the nanopublications, such as an ORCID."),
    Option("created", "When they are made, as an EDTF date; its first instant is told."),
    Option("licence", "The IRI of the licence they are published under."),
)

NP = "http://www.nanopub.org/nschema#"
NPX = "http://purl.org/nanopub/x/"
_GIVEN = {"creator": "iri", "created": "start", "licence": "iri"}
_NAMES = {"creator": "creator", "created": "created", "licence": "license"}
_PARTS = {"Assertion": "assertion", "Provenance": "provenance", "PublicationInfo": "pubinfo"}
_QUERIES = {
    "assertion": "nanopub-assertion",
    "provenance": "nanopub-provenance",
    "pubinfo": "nanopub-publication",
}


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file, claim by claim; raises BadParameter for an option that is not its kind."""
    given = [
        (NamedNode(terms.DCTERMS + _NAMES[name]), catalogue.term(kind, told[name]))
        for name, kind in _GIVEN.items()
        if told[name]
    ]
    prefixes = terms.PREFIXES | {"np": NP, "npx": NPX}
    pieces = trig(_graphs(chosen, given), prefixes)
    yield File("nanopubs.trig", (text.encode() for text in pieces))


def _graphs(
    chosen: Chosen, given: list[tuple[NamedNode, NamedNode | Literal]]
) -> Iterator[tuple[GraphName, list[Triple]]]:
    for row in listed(chosen.store, "claims"):
        claim = str(row["claim"])
        nanopub = NamedNode(f"{claim}/nanopub")
        yield NamedNode(f"{nanopub.value}#Head"), [*_head(nanopub)]
        for part, query in _QUERIES.items():
            content = [*constructed(chosen.store, query, claim=claim)]
            if part == "pubinfo":
                content += [Triple(nanopub, predicate, term) for predicate, term in given]
            yield NamedNode(f"{nanopub.value}#{part}"), content


def _head(nanopub: NamedNode) -> Iterator[Triple]:
    yield Triple(nanopub, terms.TYPE, NamedNode(NP + "Nanopublication"))
    for kind, part in _PARTS.items():
        graph = NamedNode(f"{nanopub.value}#{part}")
        yield Triple(nanopub, NamedNode(f"{NP}has{kind}"), graph)
        yield Triple(graph, terms.TYPE, NamedNode(NP + kind))
