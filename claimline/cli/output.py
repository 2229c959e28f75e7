"""Rows to the terminal, to a pipe or to a file, in the format that was asked for."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size

import click
from pyoxigraph import Triple

from claimline.answers import Plain

Row = dict[str, Plain]


def rows(
    found: Sequence[Row], columns: Sequence[str], form: str | None, output: str | None
) -> None:
    """Write rows: a table on a terminal, JSON Lines in a pipe, or the format asked for.

    An empty answer is an empty answer: no rows, a remark on stderr when a person looks on.
    """
    wanted = form or chosen(output, terminal="table", pipe="jsonl")
    if not found and wanted == "table":
        note("nothing found")
        return
    text(_WRITERS[wanted](found, columns), output)


def chosen(output: str | None, *, terminal: str, pipe: str, known: Sequence[str] = ()) -> str:
    """Return the format that nobody asked for: by the file's suffix, else by who reads."""
    suffix = Path(output or "").suffix.lstrip(".")
    suffix = {"txt": terminal, "ndjson": "jsonl", "markdown": "md"}.get(suffix, suffix)
    if suffix in {*_WRITERS, *known}:
        return suffix
    return terminal if output in {None, "-"} and sys.stdout.isatty() else pipe


def text(content: str, output: str | None) -> None:
    """Write text to stdout, or to a file."""
    pieces([content], output)


def pieces(contents: Iterable[str], output: str | None) -> None:
    """Write a text to stdout, or to a file, piece by piece as it is made."""
    if output and output != "-":
        with Path(output).open("w", encoding="utf-8", newline="") as file:
            file.writelines(contents)
    else:
        sys.stdout.writelines(contents)


def triples(found: Iterable[Triple], form: str, output: str | None) -> None:
    """Write triples, sorted: N-Triples, Turtle with our prefixes, or JSON-LD with our context."""
    from claimline.export import triples as writers  # noqa: PLC0415 - needed only for RDF

    write = {"nt": writers.ntriples, "ttl": writers.turtle, "jsonld": writers.jsonld}[form]
    text(write(found), output)


def document(value: object, output: str | None = None) -> None:
    """Write one JSON document, indented."""
    text(_indented(value) + "\n", output)


def documents(values: Iterable[object], output: str | None = None) -> None:
    """Write one JSON array, indented, value by value as they come."""
    pieces(_array(values), output)


def _array(values: Iterable[object]) -> Iterator[str]:
    start = "[\n  "
    for value in values:
        yield start + _indented(value).replace("\n", "\n  ")
        start = ",\n  "
    yield "\n]\n" if start.startswith(",") else "[]\n"


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def counted(counts: Mapping[str, int]) -> str:
    """Return how many there are of each class, in words.

    >>> counted({"Claim": 2, "Place": 1})
    '2 claims, 1 place'
    """
    return ", ".join(f"{n} {name.lower()}{'s' * (n != 1)}" for name, n in counts.items())


def note(message: str, *, quiet: bool = False) -> None:
    """Make a remark on stderr."""
    if not quiet:
        click.echo(message, err=True)


def _table(found: Sequence[Row], columns: Sequence[str]) -> str:
    # rich takes a tenth of a second to import, which only a table on a terminal should pay.
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", min_width=len(column))
    for row in found:
        table.add_row(*(Text(_shown(row[column])) for column in columns))
    out = io.StringIO()
    Console(file=out, width=get_terminal_size().columns, color_system=None).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _json(found: Sequence[Row], columns: Sequence[str]) -> str:
    del columns
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _jsonl(found: Sequence[Row], columns: Sequence[str]) -> str:
    del columns
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)


def _separated(found: Iterable[Row], columns: Sequence[str], dialect: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, dialect=dialect, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_shown(row[column]) for column in columns] for row in found)
    return out.getvalue()


def _markdown(found: Sequence[Row], columns: Sequence[str]) -> str:
    lines = [columns, ["---"] * len(columns)]
    lines += [[_shown(row[column]).replace("|", "\\|") for column in columns] for row in found]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _shown(value: Plain) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


_WRITERS = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": lambda found, columns: _separated(found, columns, "excel"),
    "tsv": lambda found, columns: _separated(found, columns, "excel-tab"),
    "md": _markdown,
}
