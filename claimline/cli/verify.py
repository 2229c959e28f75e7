"""`claimline verify DOCUMENT TEXTFILE`: whether a text is still the one a record was made from."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from claimline.cli import output
from claimline.cli.options import format_option, output_option, store_option
from claimline.errors import InputError
from claimline.views.verify import Drift, Verified, known_texts, verify

COLUMNS = (
    "document",
    "kind",
    "message",
    "line",
    "column",
    "claim",
    "start",
    "end",
    "quote",
    "found",
    "nowStart",
    "nowEnd",
    "percent",
)

SUFFIX = ".txt"

MOST_TOLD = 5
"""How many deviations from the normal form are told in words; JSON and rows have them all."""


@click.command("verify", no_args_is_help=True)
@click.argument("document", required=False)
@click.argument("textfile", required=False, type=click.Path(allow_dash=True))
@click.option(
    "--all",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=f"Verify every file in DIR, each named by its document's key: KEY{SUFFIX}.",
)
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
@output_option
@click.pass_context
def command(
    ctx: click.Context,
    document: str | None,
    textfile: str | None,
    folder: Path | None,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Hold a local copy of a text against its record, and report every drift.

    Judged are its normal form (UTF-8, NFC, LF line ends, one at the end), its SHA-256 and
    length, every span, and every quotation: where one has moved or changed, the nearest
    place where it now stands. A copy of a document is held against the original, unless its
    own hash is recorded. Offsets are Unicode code points, the end exclusive. Exit code 1 on
    any drift. TEXTFILE may be - for stdin. Of the text, a few words are shown at most.

    \b
    Examples:
      claimline verify ritzau-2022-09-10 ritzau.txt
      claimline verify --all texts -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    asked = _asked(document, textfile, folder)
    things = [find(store, "document", key) for key, _ in asked]
    found = [
        verify(store, thing, _bytes(path)) for thing, (_, path) in zip(things, asked, strict=True)
    ]
    if folder:
        missing = sorted({*known_texts(store)} - {each.original for each in found})
        output.note(f"no text at hand of {', '.join(missing)}", quiet=not missing)
    wanted = form or output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if wanted == "json":
        output.documents(map(_dict, found), output_)
    elif wanted == "text":
        output.text("".join(f"{line}\n" for each in found for line in _told(each)), output_)
    else:
        rows = [_row(each, drift) for each in found for drift in each.drifts]
        output.note(f"texts verified: {len(found)}; drifts: {len(rows)}")
        output.rows(rows, COLUMNS, wanted, output_)
    ctx.exit(1 if any(each.drifts for each in found) else 0)


def _asked(
    document: str | None, textfile: str | None, folder: Path | None
) -> Sequence[tuple[str, str]]:
    """Return the documents to verify by their keys, each with the path of its text."""
    if folder and not document:
        if not folder.is_dir():
            raise InputError(f"{folder} is not a folder of texts")
        paths = sorted(folder.glob(f"*{SUFFIX}"))
        if not paths:
            raise InputError(f"there are no texts in {folder}; name each KEY{SUFFIX}")
        return [(path.name.removesuffix(SUFFIX), str(path)) for path in paths]
    if not document or not textfile or folder:
        raise click.UsageError("name a document and its text, or --all DIR")
    return [(document, textfile)]


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


def _told(found: Verified) -> Iterator[str]:
    copy = f", a copy of {found.original}" if found.original != found.document else ""
    drifts = len(found.drifts)
    told = f"{drifts} drift{'s' * (drifts != 1)}" if drifts else "as recorded"
    if drifts and all(drift.kind == "form" for drift in found.drifts):
        told += " in form, else as recorded"
    held = f"{found.spans} spans, {found.quotations} quotations"
    yield f"{found.document}{copy}: {told} ({found.length} code points, {held})"
    if found.expected is None:
        yield "  no hash of its text is recorded: only its passages were judged"
    by_message = Counter(drift.message for drift in found.drifts if drift.kind == "form")
    told_of: Counter[str] = Counter()
    for drift in found.drifts:
        if drift.kind == "form":
            told_of[drift.message] += 1
            if told_of[drift.message] > MOST_TOLD:
                continue
        yield from _drift(drift)
    for message, count in by_message.items():
        if count > MOST_TOLD:
            yield f"  form: {message}, {count - MOST_TOLD} times more"


def _drift(drift: Drift) -> Iterator[str]:
    at = f"line {drift.spot.line}, column {drift.spot.column}: " if drift.spot else ""
    of = f" [{drift.claim}]" if drift.claim else ""
    quote = f": “{drift.quote}”" if drift.quote else ""
    there = f" {drift.span[0]} to {drift.span[1]}" if drift.span and drift.quote else ""
    yield f"  {drift.kind}: {at}{drift.message}{there}{quote}{of}"
    if drift.now:
        spot = drift.now.spot
        yield (
            f"      nearest at {drift.now.start} to {drift.now.end}, line {spot.line}, "
            f"column {spot.column}, {drift.now.percent} % alike: “{drift.found}”"
        )
    elif drift.quote:
        yield "      nothing in the text resembles it"


def _dict(found: Verified) -> dict[str, object]:
    return {
        "document": found.document,
        "original": found.original,
        "sha256": found.sha256,
        "recordedSha256": found.expected,
        "length": found.length,
        "spans": found.spans,
        "quotations": found.quotations,
        "drifts": [_drift_dict(drift) for drift in found.drifts],
    }


def _drift_dict(drift: Drift) -> dict[str, object]:
    return {
        "kind": drift.kind,
        "message": drift.message,
        "line": drift.spot.line if drift.spot else None,
        "column": drift.spot.column if drift.spot else None,
        "claim": drift.claim,
        "report": drift.report,
        "span": list(drift.span) if drift.span else None,
        "quote": drift.quote,
        "found": drift.found,
        "now": drift.now
        and {
            "start": drift.now.start,
            "end": drift.now.end,
            "line": drift.now.spot.line,
            "column": drift.now.spot.column,
            "percent": drift.now.percent,
        },
    }


def _row(found: Verified, drift: Drift) -> output.Row:
    spot = drift.spot or (drift.now.spot if drift.now else None)
    return {
        "document": found.document,
        "kind": drift.kind,
        "message": drift.message,
        "line": spot.line if spot else None,
        "column": spot.column if spot else None,
        "claim": drift.claim,
        "start": drift.span[0] if drift.span else None,
        "end": drift.span[1] if drift.span else None,
        "quote": drift.quote,
        "found": drift.found,
        "nowStart": drift.now.start if drift.now else None,
        "nowEnd": drift.now.end if drift.now else None,
        "percent": drift.now.percent if drift.now else None,
    }
