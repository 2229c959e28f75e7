"""How each shipped query bears a million claims beside those it asks about.

A query whose answer is the same in the sample alone and with claims beside it should hardly
feel them; one that asks about all of a store is asked about one thing as well. After these come,
each against as many times its time as there are times more claims: queries that look at
everything there is of something, though they find nothing more, and, up to a hundred thousand
claims, those whose answer is another, as a rule a longer one.

Seconds are those of a core: what else a machine does meanwhile is not the query's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from statistics import median
from time import process_time

from benchmarks import Figure
from benchmarks._stores import among, folder
from claimline import catalogue, terms
from claimline.store import Store

FEW = 10_000
MANY = int(os.environ.get("CLAIMLINE_BENCH_CLAIMS", "1000000"))
GROWN = 10 * FEW
ROUNDS = 5
WHOLE = {"contested-events": "which looks at every event"}
"""The queries that must look at all there is of something, and at what."""

IN_SAMPLE = {
    "actor": "actor/russian-mod",
    "claim": "claim/ritzau-2022-09-10/area-2000",
    "document": "document/ritzau-2022-09-10",
    "event": "event/area-retaken-september-2022",
    "place": "place/izium",
}
"""A thing of each kind of parameter."""


def figures() -> Iterator[Figure]:
    """Yield the time of each query among many claims beside its time among few."""
    with folder() as parent:
        sample, few, many = (Store.open(among(parent, claims)) for claims in (0, FEW, MANY))
        asked = {name: catalogue.get(name).text for name in catalogue.names()}
        asked |= _of_one_thing()
        same = {n for n, text in asked.items() if sample.select(text) == few.select(text)}
        for name in sorted(same - {*WHOLE}):
            ours, theirs = (_median(store, asked[name]) for store in (many, few))
            yield Figure(f"{name} among {MANY} claims", f"among {FEW}", ours, theirs, 3)
        for name in sorted(same & {*WHOLE}):
            what = f"{name}, {WHOLE[name]}"
            yield _beside(what, asked[name], few, many, MANY, rounds=ROUNDS)
        grown = Store.open(among(parent, GROWN))
        for name in (name for name in catalogue.names() if name not in same):
            yield _beside(f"{name}, whose answer differs", asked[name], few, grown, GROWN, rounds=1)


def _of_one_thing() -> dict[str, str]:
    """Return the queries about a thing of the sample, for each parameter that can name one."""
    return {
        f"{name} of one {parameter.name}": query.bind(**{parameter.name: terms.BASE + key})
        for name, query in ((name, catalogue.get(name)) for name in catalogue.names())
        for parameter in query.parameters
        if (key := IN_SAMPLE.get(parameter.type))
        and f"VALUES ?{parameter.name} {{ UNDEF }}" in query.text
    }


def _beside(what: str, query: str, few: Store, many: Store, claims: int, *, rounds: int) -> Figure:
    """Return a query's time among many claims, and what that would be if it grew as they do."""
    times = claims // FEW
    ours, theirs = _median(many, query, rounds), _median(few, query) * times
    return Figure(f"{what}, among {claims}", f"{times} × among {FEW}", ours, theirs, 1.5)


def _median(store: Store, query: str, rounds: int = ROUNDS) -> float:
    return median(_once(store, query) for _ in range(rounds))


def _once(store: Store, query: str) -> float:
    start = process_time()
    store.select(query)
    return process_time() - start
