"""A million claims from tables to a store on disk, by the command and the loaders that ship.

A quarter are rows of UCDP's form, an event each; the others tell who held places, half of them
in VIINA's form, a row a day, half in a table of changes. CLAIMLINE_BENCH_CLAIMS says how many
claims, if not a million. It takes long, so it is measured only where it is named.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import Figure, _tables
from benchmarks.loading import Run, run, stored, written

CLAIMS = int(os.environ.get("CLAIMLINE_BENCH_CLAIMS", "1000000"))
OPTIONS: dict[str, tuple[str, ...]] = {
    "ucdp-ged": ("--release", "23.1"),
    "viina-control": ("--release", "2.0"),
    "control-table": ("--mapping", "mapping.toml"),
}
"""The loaders in turn, with what they are told."""


class Part(NamedTuple):
    """What one of the loads took, and how much it had to read."""

    loader: str
    rows: int
    took: Run


def figures() -> Iterator[Figure]:
    """Yield the loads of all tables beside the store's own load, and a tenth of them."""
    with TemporaryDirectory() as name:
        whole, tenth = Path(name, "whole"), Path(name, "tenth")
        small, parts = [*loaded(tenth, CLAIMS // 10)], []
        for part, less in zip(loaded(whole, CLAIMS), small, strict=True):
            parts.append(part)
            speed = f"{part.rows / part.took.seconds:,.0f} rows/s"
            what = f"{part.loader}, {part.rows:,} rows, {speed}"
            yield Figure(what, "a tenth of it", part.took.megabytes, less.took.megabytes, 1.2, "MB")
        claims = written(whole / "store", whole / "all.nq")
        floor = stored(whole / "all.nq", whole / "floor")
        took = sum(part.took.seconds for part in parts)
        rows = sum(part.rows for part in parts)
        speed = f"{rows / took:,.0f} rows/s, {claims / took:,.0f} claims/s"
        what = f"load {rows:,} rows, {claims:,} claims: {speed}"
        yield Figure(what, "oxigraph load", took, floor.seconds, 2)


def loaded(folder: Path, claims: int) -> Iterator[Part]:
    """Yield what the loads of tables that make so many claims took, one after the other."""
    folder.mkdir()
    quarter, rest = claims // 4, claims * 3 // 8
    tables: dict[str, Callable[[Path], int]] = {
        "ucdp-ged": lambda file: _tables.violence(file, quarter),
        "viina-control": lambda file: _tables.daily(file, rest),
        "control-table": lambda file: _tables.changes(file, folder / "mapping.toml", rest),
    }
    yield from (_part(folder, loader, table) for loader, table in tables.items())


def _part(folder: Path, loader: str, table: Callable[[Path], int]) -> Part:
    file = folder / f"{loader}.csv"
    rows = table(file)
    options: list[str | Path] = [
        folder / it if it.endswith(".toml") else it for it in OPTIONS[loader]
    ]
    words = ["-m", "claimline", "load", loader, file, *options, "--store", folder / "store"]
    return Part(loader, rows, run([sys.executable, *words, "--quiet"]))
