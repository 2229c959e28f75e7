"""A whole store from one place to another: read, put and compared, a few graphs at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from claimline.errors import StoreError
from claimline.store import Quads

_AT_ONCE = 20_000
"""From how many quads on a replacement is sent: larger graphs go alone."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """How many graphs and quads were copied, how many quads that added and removed, and which
    graphs the other place holds besides."""

    graphs: int
    quads: int
    added: int
    removed: int
    besides: tuple[NamedNode, ...]


def copy(source: Quads, target: Quads) -> Transfer:
    """Make every graph of a store the same in another place, and compare each at the end.

    Graphs that only the other place holds stay. To copy again changes nothing, and completes
    what broke off. At most 20,000 quads and one graph are held in memory. Raises StoreError
    where a graph cannot be copied or is not the same afterwards.
    """
    names = source.graphs()
    quads = added = removed = 0
    for graphs in _batches(source, names):
        try:
            change = target.replace(graphs)
        except ValueError as error:
            raise StoreError(f"this store cannot be copied: {error}") from error
        quads += sum(map(len, graphs.values()))
        added, removed = added + change.added, removed + change.removed
    for name in names:
        if set(source.quads(name)) != set(target.quads(name)):
            raise StoreError(f"{name} is not the same in both places; was somebody writing?")
    besides = sorted(set(target.graphs()) - set(names), key=str)
    return Transfer(len(names), quads, added, removed, tuple(besides))


def _batches(source: Quads, names: list[NamedNode]) -> Iterator[dict[NamedNode, list[Quad]]]:
    batch: dict[NamedNode, list[Quad]] = {}
    for name in names:
        batch[name] = list(source.quads(name))
        if sum(map(len, batch.values())) >= _AT_ONCE:
            yield batch
            batch = {}
    if batch:
        yield batch
