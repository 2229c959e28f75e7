"""`claimline log`: what was loaded into a store and taken out of it, when and from what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import click
from pyoxigraph import NamedNode

from claimline.changes import Change
from claimline.cli import output
from claimline.cli.options import output_option, rows_option, store_option
from claimline.history import Entry, Input, entries, graphs, record_graph, record_of
from claimline.when import utc

COLUMNS = ("ended", "loader", "loaded", "files", "rejected", "graphs", "added", "removed")


_NAMED = 2
"""How many files a table names."""


@click.command("log")
@click.option("--record", metavar="NAME", help="Only what changed this record, and how.")
@click.option("--by", metavar="DATE", help="Only what had been loaded by the end of it (UTC).")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the last N loads.")
@store_option
@rows_option
@output_option
def command(
    record: str | None,
    by: str | None,
    limit: int | None,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Show what was loaded, when and from what, the last load first.

    The log is kept in the store beside the data, and is no part of a dump. A record is named
    by its key, or as in document/ritzau-2022-09-10 or place/izium. JSON has what a table has
    no room for: each file with its hash, and each graph that changed.

    \b
    Examples:
      claimline log --limit 10
      claimline log --record ritzau-2022-09-10 -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store

    store = connect(location)
    asked = None if record is None else record_graph(record, graphs(store))
    found = entries(store, graphs=None if asked is None else [asked], by=by)[:limit]
    wanted = form or output.chosen(output_, terminal="table", pipe="jsonl")
    documents = [_document(entry, _changes(entry, asked)) for entry in found]
    if wanted == "json":
        output.documents(documents, output_)
    elif wanted == "jsonl":
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in documents)
        output.text("".join(lines), output_)
    else:
        rows = [_row(entry, _changes(entry, asked)) for entry in found]
        output.rows(rows, COLUMNS, wanted, output_)


_Changes = Mapping[NamedNode, Change]


def _changes(entry: Entry, asked: NamedNode | None) -> _Changes:
    """Return how an entry's load changed the graph asked about, or every graph."""
    changes = entry.load.changes
    return changes if asked is None else {asked: changes[asked]}


def _row(entry: Entry, changes: _Changes) -> output.Row:
    load = entry.load
    return {
        "ended": utc(load.ended.replace(microsecond=0)),
        "loader": load.loader or "(unload)",
        "loaded": output.counted(load.counts) or None,
        "files": _files(load.inputs),
        "rejected": load.rejected,
        "graphs": len(changes),
        "added": sum(change.added for change in changes.values()),
        "removed": sum(change.removed for change in changes.values()),
    }


def _document(entry: Entry, changes: _Changes) -> dict[str, object]:
    load = entry.load
    return {
        "load": entry.iri,
        "begun": utc(load.begun),
        "ended": utc(load.ended),
        "loader": load.loader,
        "version": load.version,
        "inputs": [{"name": it.name, "sha256": it.sha256, "bytes": it.size} for it in load.inputs],
        "counts": dict(load.counts),
        "rejected": load.rejected,
        "changes": [
            {
                "record": record_of(graph),
                "graph": graph.value,
                "added": change.added,
                "removed": change.removed,
            }
            for graph, change in changes.items()
        ],
    }


def _files(inputs: Sequence[Input]) -> str | None:
    """Return the names of a few files, or the first of many and how many more there are."""
    names = [it.name for it in inputs]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "") or None
