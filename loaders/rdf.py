"""RDF that uses the ontology: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD.

What is read becomes the same values as any other data, and is written, checked and validated
like all else. A statement that claimline would not write itself is refused, with its subject and
its predicate, and so is a blank node; the ontology's own terms, which every store has, are
passed over. Nothing is fetched: a context of JSON-LD must stand in the file. In a file without
named graphs each document has a record of its own.

Examples:
  claimline load rdf notes.ttl
  claimline load rdf notes.ttl --dry-run
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline import rdf_in
from claimline.intake import Files, Ignored, Outcome, Refused, Row, Taken, items
from claimline.model import Option, Source
from claimline.record import Known

SOURCE = Source(
    title="the claimline ontology",
    licence="as each document says",
    link="https://w3id.org/claimline/ontology",
)

OPTIONS = (
    Option(
        "from",
        "Where the IRIs of the data live; ends in a slash.",
        default="https://w3id.org/claimline/id/",
    ),
    Option(
        "format",
        "The syntax, where the names of the files do not tell; else it is TriG.",
        default="by-name",
        choices=("by-name", *rdf_in.FORMATS),
    ),
)

TOGETHER = True


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield each thing that the files tell of, those with a graph of their own first."""
    del known
    form = "" if options["format"] == "by-name" else options["format"]
    base = options["from"]
    told: list[rdf_in.Statement] = []
    for file in files.ending(*rdf_in.SUFFIXES, ".jsonl"):
        if file.suffix == ".jsonl":
            for row in items(file):
                yield from _mended(row, base)
        else:
            told += rdf_in.statements(file, form, base)
    for found in rdf_in.found(told, base):
        yield _outcome(found, Row({"statements": found.text}, found.at))


def _mended(row: Row, base: str) -> Iterator[Outcome]:
    """Yield what becomes of the statements in a row that was refused before."""
    row.only(["statements"], {})
    text = row.text("statements")
    if row.faults:
        yield Refused(tuple(row.faults), row)
        return
    for found in rdf_in.found(rdf_in.parsed(text, "n-quads", base, row.at), base):
        yield _outcome(found, Row(row.fields, row.at, mended=row.mended))


def _outcome(found: rdf_in.Found, row: Row) -> Outcome:
    if found.faults:
        return Refused(found.faults, row)
    return Taken((found.value,), row=row) if found.value else Ignored(found.known)
