"""How each shipped query bears a million claims beside those it asks about.

Only queries whose answer is the same in the sample alone and with claims beside it are
measured: an answer that grows with the store takes longer to give, whoever gives it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import Figure
from benchmarks._synthetic import store_of
from benchmarks.views import run
from claimline import catalogue
from claimline.store import Store

FEW = 10_000
MANY = int(os.environ.get("CLAIMLINE_BENCH_CLAIMS", "1000000"))
PER_PLACE = 50
ROUNDS = 5


def figures() -> Iterator[Figure]:
    """Yield the time of each query among many claims beside its time among few."""
    with TemporaryDirectory() as folder:
        sample, few, many = (_store(Path(folder), claims) for claims in (0, FEW, MANY))
        for name in catalogue.names():
            query = catalogue.get(name).text
            if sample.select(query).rows == few.select(query).rows:
                ours, theirs = _median(many, query), _median(few, query)
                yield Figure(f"{name} among {MANY} claims", f"among {FEW}", ours, theirs, 3)


def _store(folder: Path, claims: int) -> Store:
    place = folder / str(claims)
    run("load", "records", "--sample", "--store", str(place))
    store = Store.writer(place)
    return store_of(store, claims, claims // PER_PLACE) if claims else store


def _median(store: Store, query: str) -> float:
    return median(_once(store, query) for _ in range(ROUNDS))


def _once(store: Store, query: str) -> float:
    start = perf_counter()
    store.select(query)
    return perf_counter() - start
