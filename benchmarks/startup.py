"""How long a command takes to answer, beside the imports it cannot do without."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import Figure, alternate

CLAIMLINE = str(Path(sys.executable).with_name("claimline"))


def figures() -> Iterator[Figure]:
    """Yield the time of the help, and of a timeline of the shipped sample."""
    yield _beside("click", 2, "--help")
    with TemporaryDirectory() as folder:
        store = str(Path(folder, "sample.store"))
        load = (CLAIMLINE, "load", "records", "--sample", "--store", store)
        subprocess.run(load, check=True, capture_output=True)
        yield _beside("rdflib, pyoxigraph", 1.5, "timeline", "Izium", "--store", store)


def _beside(imports: str, target: float, *arguments: str) -> Figure:
    statement = f"import {imports}"
    ours, theirs = alternate((CLAIMLINE, *arguments), (sys.executable, "-c", statement))
    what = " ".join(("claimline", *arguments[:2]))
    return Figure(what, f'python -c "{statement}"', ours, theirs, target)
