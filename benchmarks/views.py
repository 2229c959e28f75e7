"""How the views of one place, or one claim, bear a hundred thousand claims about others beside it.

CLAIMLINE_BENCH_CLAIMS says how many others, if not so many.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks import Figure
from benchmarks._stores import among, folder, run

CLAIMS = int(os.environ.get("CLAIMLINE_BENCH_CLAIMS", "100000"))
ROUNDS = 5
ASKED = (
    ("timeline", "Izium"),
    ("claims", "--place", "Izium"),
    ("show", "Izium"),
    ("sources", "ritzau-2022-09-10/area-2000"),
    ("held", "Izium", "--on", "2022-03-28"),
    ("reconcile", "Izium", "--controller", "russian-forces"),
    ("contradictions", "Izium"),
    ("corroboration", "Izium"),
    ("figures", "--event", "area-retaken-september-2022"),
    ("diff", "--as-of", "2022-09-08", "--and", "2022-09-10", "Izium"),
)


def figures() -> Iterator[Figure]:
    """Yield each view's time in a large graph beside its time on the sample alone."""
    with folder() as parent:
        small, large = among(parent, 0), among(parent, CLAIMS)
        for asked in ASKED:
            what = f"{asked[0]} among {CLAIMS} claims"
            ours, theirs = _median(large, *asked), _median(small, *asked)
            yield Figure(what, "the same on the sample alone", ours, theirs, 3)


def _median(store: Path, *asked: str) -> float:
    return median(once(store, *asked) for _ in range(ROUNDS))


def once(store: Path, *asked: str) -> float:
    """Return the seconds of a core that one question takes, from its options to its output."""
    start = process_time()
    run(*asked, "-f", "json", "--store", str(store))
    return process_time() - start
