"""Validation beside pySHACL on the same graph: a sound one, and one that lost some triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from pyoxigraph import Quad

from benchmarks import Figure
from benchmarks._synthetic import values
from claimline import rdf, shapes
from claimline.shapes import Finding, by_pyshacl, shipped
from claimline.shapes.window import graph

CLAIMS, PLACES = 2_000, 400
OF = 100
"""Of so many quads, the broken graph has lost one."""


def figures() -> Iterator[Figure]:
    """Yield our time, hashes included, beside pySHACL's; ends where the findings differ."""
    sound = [quad for value in values(CLAIMS, PLACES) for quad in rdf.quads(value)]
    shapes.judge(sound[:1])  # which compiles the shapes: once a process
    yield _beside("sound", sound)
    broken = [quad for number, quad in enumerate(sound) if number % OF]
    yield _beside(f"1 quad in {OF} lost", broken)


def _beside(state: str, quads: Sequence[Quad]) -> Figure:
    ours, found = _timed(lambda: shapes.judge(quads))
    theirs, expected = _timed(lambda: _by_pyshacl(quads))
    hashes = [finding for finding in found if finding.shape == "content-hash"]
    if [*expected, *hashes] != found:
        raise SystemExit("the findings are not those of pySHACL")
    return Figure(f"validate {CLAIMS} claims, {state}", "pySHACL", ours, theirs, 0.1)


def _timed(find: Callable[[], list[Finding]]) -> tuple[float, list[Finding]]:
    start = perf_counter()
    found = find()
    return perf_counter() - start, found


def _by_pyshacl(quads: Sequence[Quad]) -> list[Finding]:
    """Return what pySHACL finds in the data and the vocabularies, the shapes as they stand."""
    data = graph([*shipped.vocabularies(), *quads])
    return sorted(by_pyshacl.results(data, graph(shipped.shapes())), key=shapes.order)
