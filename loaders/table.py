"""Any table, CSV, TSV or Parquet, with a mapping of its columns to the fields of a record.

The mapping is a TOML file; `claimline mapping TABLE` writes one to fill in. Each row makes the
claims, places, actors or events that the mapping says, and all the rules of records hold for
them. Rows of one document stand together in its record, wherever they are in the table. What a
row names must be known to the store, declared in the mapping, or made by rows of the same
document; a name that several places have must be given as an id or a GeoNames number.

A column that no field takes stands under `ignore` with the reason. A value that a table of
values does not have is refused, and so is a date in another form.

Examples:
  claimline load table shelling.csv --mapping shelling.toml
  claimline load table shelling.csv --mapping shelling.toml --dry-run
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from claimline.errors import Fault, RecordFaults
from claimline.intake import (
    DELIMITERS,
    File,
    Files,
    Mapped,
    Outcome,
    Refused,
    Row,
    Taken,
    in_order,
    mapping,
    parquet,
    table,
)
from claimline.model import Option, Source, Value
from claimline.record import Known, built
from claimline.record.nodes import Tree

SOURCE = Source(
    title="Tables of your own",
    licence="as the document's rights say",
    link="https://w3id.org/claimline/ontology",
)

OPTIONS = (Option("mapping", "A TOML file that says which column is which field.", required=True),)


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield what becomes of each row, document by document."""
    mapped = mapping(File(Path(options["mapping"])))
    beside: list[Tree] = []
    if mapped.declared:
        beside = [Tree(mapped.declared, [])]
        [declared] = built(beside, known)
        if declared.faults:
            raise RecordFaults(declared.faults)
        yield Taken(declared.values, rows=0)
    rows = in_order(_rows(files, mapped), mapped.document)
    for document, group in groupby(rows, mapped.document):
        # Rows without a document stand for themselves.
        for together in [list(group)] if document else ([row] for row in group):
            yield from _record(together, mapped, beside, known)


def _rows(files: Files, mapped: Mapped) -> Iterator[Row]:
    for file in files.ending(".csv", ".tsv", ".tab", ".txt", ".parquet", ".jsonl"):
        if file.suffix == ".parquet":
            yield from parquet(file, mapped.columns)
        else:
            delimiter = mapped.delimiter or DELIMITERS.get(file.suffix, ",")
            encoding = "utf-8" if file.suffix == ".jsonl" else mapped.encoding
            yield from table(file, mapped.columns, delimiter=delimiter, encoding=encoding)


def _record(
    rows: list[Row], mapped: Mapped, beside: Sequence[Tree], known: Known
) -> Iterator[Outcome]:
    """Yield what becomes of the rows of a document: those that are refused, and then the
    others, which make its record without them."""
    if "document" in mapped.parts:
        _, wrong = _faults(mapped.tree(rows, only_document=True), beside, known)
        for row in rows:
            row.faults += wrong
    while rows:
        tree = mapped.tree(rows)
        values: Sequence[Value] = ()
        if not any(row.faults for row in rows):
            values, wrong = _faults(tree, beside, known)
            _share_out(wrong, rows)
        bad = [row for row in rows if row.faults]
        yield from (Refused(tuple(dict.fromkeys(row.faults)), row) for row in bad)
        if not bad:
            yield from _taken(values, rows)
            return
        rows = [row for row in rows if not row.faults]


def _faults(
    tree: Tree, beside: Sequence[Tree], known: Known
) -> tuple[Sequence[Value], Sequence[Fault]]:
    """Return the values of a record that is read beside what the mapping declares, and its
    faults."""
    *_, record = built([*(Tree(it.root, []) for it in beside), tree], known)
    return record.values, record.faults


def _share_out(faults: Sequence[Fault], rows: Sequence[Row]) -> None:
    """Give each row the faults that are in its line; what is in none of them is of all."""
    lines = {(row.at.file, row.at.line): row for row in rows}
    for fault in faults:
        own = lines.get((fault.at.file, fault.at.line))
        for row in [own] if own else rows:
            row.faults.append(fault)


def _taken(values: Sequence[Value], rows: Sequence[Row]) -> Iterator[Taken]:
    """Yield the rows, each with the values that come from its line."""
    own: dict[tuple[str, int], list[Value]] = {(row.at.file, row.at.line): [] for row in rows}
    first = next(iter(own.values()))
    for value in values:
        key = (value.at.file, value.at.line) if value.at else ("", 0)
        own.get(key, first).append(value)
    for row in rows:
        yield Taken(tuple(own[row.at.file, row.at.line]), row=row)
