"""What a load shows and keeps while it runs: a line of progress, and the rows it refuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from claimline.errors import InputError

if TYPE_CHECKING:
    from claimline.files import Files
    from claimline.load import Rejection, Tally

_SILENT = 1.0
_PAUSE = 0.2
"""Seconds before progress is shown at all, and from one line of it to the next."""


@contextmanager
def rejecting(file: str | None, *, listing: bool) -> Iterator[Callable[[Rejection], None] | None]:
    """Give what takes refused rows: into a file as JSON Lines, or, when ``listing``, onto
    stderr; None if the first of them is to end the load. Raises InputError for the file."""
    if not file:
        yield _listed if listing else None
        return
    try:
        with Path(file).open("w", encoding="utf-8", newline="") as stream:

            def keep(rejection: Rejection) -> None:
                stream.write(json.dumps(_line(rejection), ensure_ascii=False) + "\n")
                if listing:
                    _listed(rejection)

            yield keep
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from error


def _listed(rejection: Rejection) -> None:
    for reason in rejection.reasons:
        click.echo(reason, err=True)


def _line(rejection: Rejection) -> dict[str, object]:
    """Return a refused row as a line of JSON: where it stood, why, and what stood there."""
    row = rejection.row
    line: dict[str, object] = {
        "file": row.at.file if row else "",
        "line": row.at.line if row else 0,
        "faults": rejection.reasons,
        "row": row.fields if row else None,
    }
    return line | ({"cells": row.cells} if row and row.cells else {})


@contextmanager
def progressing(
    files: Files, *, quiet: bool, wanted: bool | None
) -> Iterator[Callable[[Tally], None]]:
    """Give what is told how far a load is, and shows it on a terminal: rows, rows a second,
    rows refused, and the time left."""
    if quiet or not (sys.stderr.isatty() if wanted is None else wanted):
        yield lambda _: None
        return
    begun = monotonic()
    last = begun + _SILENT - _PAUSE
    shown = False

    def watch(tally: Tally) -> None:
        nonlocal last, shown
        now = monotonic()
        if now - last >= _PAUSE:
            last = now
            shown = True
            click.echo(f"\r\x1b[K{progress(tally, files.share, now - begun)}", nl=False, err=True)

    try:
        yield watch
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def progress(tally: Tally, share: float | None, seconds: float) -> str:
    """Return a line that says how far a load is after some seconds."""
    parts = [f"{tally.rows:,} rows", f"{tally.rows / max(seconds, 0.001):,.0f}/s"]
    if tally.refused:
        parts.append(f"{tally.refused:,} refused")
    if share:
        left = seconds / share - seconds
        parts.append(f"{share:.0%}, {int(left // 60)}:{int(left % 60):02} left")
    return ", ".join(parts)
