"""VoID and DCAT: what an export holds, counted, and of each record who published it and its rights.

The counts are those of the whole as one graph: statements, things, and how many of each class
and with each property. Each record is a data set of its own within it. A licence is named by its
IRI where the record's rights are one of those known here; else they are told in its own words.

Examples:
  claimline export void -o void.ttl
  claimline export void --place Izium
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Triple

from claimline import terms
from claimline.export.selected import Chosen, File
from claimline.export.triples import turtle
from claimline.model import Option
from claimline.terms import DCAT, DCTERMS, PREFIXES, SCHEMA, VOID, cl, mint

SUFFIX = ".ttl"
MEDIA_TYPE = "text/turtle"
OPTIONS: tuple[Option, ...] = ()

_CC = "https://creativecommons.org/"
LICENCES = {
    "CC BY 4.0": _CC + "licenses/by/4.0/",
    "CC BY-SA 3.0": _CC + "licenses/by-sa/3.0/",
    "CC BY-SA 4.0": _CC + "licenses/by-sa/4.0/",
    "CC0": _CC + "publicdomain/zero/1.0/",
    "CC0 1.0": _CC + "publicdomain/zero/1.0/",
    "ODbL": "https://opendatacommons.org/licenses/odbl/1-0/",
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}
"""The licences that are known by their names in a record's rights."""

_RIGHTS = NamedNode(DCTERMS + "rights")
_TITLE = NamedNode(DCTERMS + "title")
_ALIKE = (
    (NamedNode(DCTERMS + "publisher"), NamedNode(DCTERMS + "publisher")),
    (NamedNode(SCHEMA + "url"), NamedNode(DCAT + "landingPage")),
    (cl("published"), NamedNode(DCTERMS + "issued")),
    (_TITLE, _TITLE),
)
"""What a document says of itself that its record's data set says too, with the predicate there."""

Told = Iterator[Triple]


@dataclass(slots=True)
class Counts:
    """How many statements there are, and the different things that they are about."""

    triples: int = 0
    subjects: set[object] = field(default_factory=set)
    objects: set[object] = field(default_factory=set)

    def add(self, triple: Triple) -> None:
        """Count one statement."""
        self.triples += 1
        self.subjects.add(triple.subject)
        self.objects.add(triple.object)

    def told(self, node: NamedNode, start: str = "") -> Told:
        """Yield the counts as VoID has them, of entities those whose IRIs start so."""
        yield _number(node, "triples", self.triples)
        yield _number(node, "distinctSubjects", len(self.subjects))
        yield _number(node, "distinctObjects", len(self.objects))
        if start:
            found = (it.value for it in self.subjects if isinstance(it, NamedNode))
            yield _number(node, "entities", sum(iri.startswith(start) for iri in found))


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    del told
    yield File("void.ttl", [turtle(_described(chosen)).encode()])


def _described(chosen: Chosen) -> Told:
    whole = Counts()
    classes: defaultdict[NamedNode, Counts] = defaultdict(Counts)
    properties: defaultdict[NamedNode, Counts] = defaultdict(Counts)
    seen: set[Triple] = set()
    node = terms.export(chosen.base)
    records = f"{chosen.base}graph/document/"
    for name, quads in chosen.graphs():
        for triple in {quad.triple for quad in quads} - seen:
            seen.add(triple)
            whole.add(triple)
            properties[triple.predicate].add(triple)
            if triple.predicate == terms.TYPE and isinstance(triple.object, NamedNode):
                classes[triple.object].add(triple)
        if name.value.startswith(records):
            yield Triple(node, NamedNode(DCAT + "dataset"), name)
            yield Triple(node, NamedNode(VOID + "subset"), name)
            yield from _record(name, quads, chosen)
    yield from _head(node, chosen)
    yield from whole.told(node, chosen.base)
    for kind, counts in classes.items():
        part = _part("class", kind, chosen.base)
        yield from _partition(node, "class", kind, part)
        yield _number(part, "entities", len(counts.subjects))
    for predicate, counts in properties.items():
        part = _part("property", predicate, chosen.base)
        yield from _partition(node, "property", predicate, part)
        yield from counts.told(part)
    yield from _vocabularies(node, [*classes, *properties])


def _head(node: NamedNode, chosen: Chosen) -> Told:
    for kind in (VOID + "Dataset", DCAT + "Catalog"):
        yield Triple(node, terms.TYPE, NamedNode(kind))
    yield Triple(
        node, _TITLE, Literal("Claims, with who made them and on what evidence", language="en")
    )
    about = chosen.description or "All that a store holds."
    yield Triple(node, terms.DESCRIPTION, Literal(about, language="en"))
    yield Triple(node, NamedNode(VOID + "uriSpace"), Literal(chosen.base))
    yield Triple(node, NamedNode(DCTERMS + "conformsTo"), NamedNode(terms.ONTOLOGY))


def _record(name: NamedNode, quads: Iterable[Quad], chosen: Chosen) -> Told:
    """Yield what is told of the record of a graph."""
    counts = Counts()
    key = name.value.removeprefix(f"{chosen.base}graph/")
    document = NamedNode(chosen.base + key)
    said: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
    for quad in quads:
        counts.add(quad.triple)
        if quad.subject == document:
            said[quad.predicate].append(quad.triple)
    for kind in (VOID + "Dataset", DCAT + "Dataset"):
        yield Triple(name, terms.TYPE, NamedNode(kind))
    yield Triple(name, NamedNode(DCTERMS + "source"), document)
    yield from counts.told(name, chosen.base)
    for ours, theirs in _ALIKE:
        yield from (Triple(name, theirs, triple.object) for triple in said[ours])
    if _TITLE not in said:
        yield from (Triple(name, _TITLE, triple.object) for triple in said[terms.IDENTIFIER])
    for triple in said[_RIGHTS]:
        yield from _rights(name, NamedNode(f"{chosen.base}export/rights/{key}"), triple.object)


def _rights(name: NamedNode, node: NamedNode, rights: object) -> Told:
    words = rights.value if isinstance(rights, Literal) else ""
    if words in LICENCES:
        yield Triple(name, NamedNode(DCTERMS + "license"), NamedNode(LICENCES[words]))
    yield Triple(name, _RIGHTS, node)
    yield Triple(node, terms.TYPE, NamedNode(DCTERMS + "RightsStatement"))
    yield Triple(node, terms.LABEL, Literal(words))


def _part(of: str, term: NamedNode, base: str) -> NamedNode:
    """Return the IRI of the part of the whole that has a class, or a property."""
    iri = term.value
    short = (f"{k}:{iri.removeprefix(v)}" for k, v in PREFIXES.items() if iri.startswith(v))
    return mint("export", of, next(short, iri), base=base)


def _partition(node: NamedNode, of: str, term: NamedNode, part: NamedNode) -> Told:
    yield Triple(node, NamedNode(f"{VOID}{of}Partition"), part)
    yield Triple(part, NamedNode(VOID + of), term)


def _vocabularies(node: NamedNode, used: Iterable[NamedNode]) -> Told:
    for start in PREFIXES.values():
        if any(term.value.startswith(start) for term in used):
            yield Triple(node, NamedNode(VOID + "vocabulary"), NamedNode(start))


def _number(node: NamedNode, name: str, count: int) -> Triple:
    return Triple(node, NamedNode(VOID + name), Literal(count))
