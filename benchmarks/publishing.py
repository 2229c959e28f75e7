"""How publishing grows: ten thousand claims beside ten times what a tenth of them takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import Figure
from benchmarks._stores import PER_PLACE
from benchmarks._synthetic import fill
from benchmarks.loading import Run, run

CLAIMS = 10_000


def figures() -> Iterator[Figure]:
    """Yield the time and the peak memory of publishing many claims, against fewer."""
    with TemporaryDirectory() as folder:
        tenth, whole = (_published(Path(folder), claims) for claims in (CLAIMS // 10, CLAIMS))
        what = f"publish {CLAIMS} claims"
        yield Figure(what, "ten times a tenth of them", whole.seconds, 10 * tenth.seconds, 1.5)
        yield Figure(
            f"{what}, peak", "a tenth of them, peak", whole.megabytes, tenth.megabytes, 3, "MB"
        )


def _published(folder: Path, claims: int) -> Run:
    place = folder / f"{claims}.store"
    fill(place, claims, claims // PER_PLACE)
    site = folder / f"{claims}.site"
    return run([sys.executable, "-m", "claimline", "publish", site, "--store", place, "--quiet"])
