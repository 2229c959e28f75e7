"""Stores to measure in: the sample alone, or with made-up claims beside it.

Where CLAIMLINE_BENCH_FOLDER names a folder they stay there, and the next run takes them up
again; a store of other claims than would be made now has another name. Else they are gone with
the run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from benchmarks import _synthetic
from claimline import packaged
from claimline.cli import main

PER_PLACE = 50


@contextmanager
def folder() -> Iterator[Path]:
    """Give the folder where stores are made, or made ones are found."""
    kept = os.environ.get("CLAIMLINE_BENCH_FOLDER")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
    else:
        with TemporaryDirectory() as name:
            yield Path(name)


def among(parent: Path, claims: int) -> Path:
    """Return where the store of the sample and so many claims is, made if it is not there."""
    place = parent / f"{claims}-{_mark()}"
    if not place.is_dir():
        unfinished = parent / f"{place.name}.{os.getpid()}"
        run("load", "records", "--sample", "--store", str(unfinished))
        if claims:
            _synthetic.fill(unfinished, claims, claims // PER_PLACE)
        unfinished.rename(place)
    return place


def run(*arguments: str) -> None:
    """Run a command in this process; ends the benchmark where it fails."""
    result = CliRunner().invoke(main, arguments)
    if result.exit_code:
        raise SystemExit(f"claimline {' '.join(arguments)}: {result.stderr}")


def _mark() -> str:
    """Return what tells stores of the sample and claims as they are now from those of others."""
    told = sha256()
    for text in _synthetic.text(1000, 1000 // PER_PLACE):
        told.update(text.encode())
    sample = packaged.folder("samples", "izium")
    for path in sorted(path for path in sample.rglob("*") if path.is_file()):
        told.update(path.read_bytes())
    return told.hexdigest()[:12]
