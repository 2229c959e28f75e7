"""How the contradictions of a whole graph grow with it: ten times the claims and the places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import Figure
from benchmarks._synthetic import fill
from benchmarks.views import once

CLAIMS, PLACES = 20_000, 400


def figures() -> Iterator[Figure]:
    """Yield a tenth of the time of a whole graph beside the time of a tenth of it."""
    with TemporaryDirectory() as folder:
        whole, tenth = Path(folder, "whole"), Path(folder, "tenth")
        fill(whole, CLAIMS, PLACES)
        fill(tenth, CLAIMS // 10, PLACES // 10)
        what = f"contradictions, a tenth of {CLAIMS}"
        once(tenth, "contradictions")  # so that neither pays for what is imported only now
        pairs = [[once(place, "contradictions") for place in (whole, tenth)] for _ in range(3)]
        ours, theirs = (median(times) for times in zip(*pairs, strict=True))
        yield Figure(what, f"contradictions among {CLAIMS // 10}", ours / 10, theirs, 1.5)
