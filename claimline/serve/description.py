"""What the SPARQL service says of itself to programs that ask (``sd:``)."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from claimline.terms import TYPE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"

_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def description(address: str) -> list[Triple]:
    """Return the description of the service at an address."""
    service, data, graph = NamedNode(address), BlankNode("data"), BlankNode("union")

    def say(name: str, value: NamedNode | BlankNode | Literal) -> Triple:
        return Triple(service, NamedNode(_SD + name), value)

    return [
        Triple(service, TYPE, NamedNode(_SD + "Service")),
        say("endpoint", service),
        say("supportedLanguage", NamedNode(_SD + "SPARQL11Query")),
        say("feature", NamedNode(_SD + "UnionDefaultGraph")),
        *(say("resultFormat", NamedNode(_FORMATS + name)) for name in _RESULTS),
        say("defaultDataset", data),
        Triple(data, TYPE, NamedNode(_SD + "Dataset")),
        Triple(data, NamedNode(_SD + "defaultGraph"), graph),
        Triple(graph, TYPE, NamedNode(_SD + "Graph")),
    ]
