"""How many independent ways lead to what was said: as many as its chains have roots.

The roots of some chains are the fewest names such that every chain passes through one of
them. By Menger's theorem ("Zur allgemeinen Kurventheorie", Fundamenta Mathematicae 10, 1927)
there are as many as there are chains that share no name. So three papers that print one
agency's item have one root, the agency; and two agencies that are read in one paper alone
have one root too, the paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

_Node = tuple[str, bool]
_SOURCE: _Node = ("", False)
_SINK: _Node = ("", True)

Chain = tuple[str, ...]
"""Names from the first who passed something on to the last; none of them is empty."""


def roots(chains: Sequence[Chain]) -> tuple[str, ...]:
    """Return the fewest names that all chains pass through, of several choices the ones
    nearest to where the chains begin, sorted.

    Who is in two chains may have passed on what came by either.

    >>> roots([("tass", "armenpress"), ("tass", "ritzau"), ("reuters", "ritzau")])
    ('reuters', 'tass')
    >>> roots([("reuters", "ritzau"), ("afp", "ritzau")])
    ('ritzau',)
    """
    if len(chains) == 1:
        return chains[0][:1]
    arcs = _arcs(chains)
    flow: Counter[tuple[_Node, _Node]] = Counter()
    while True:
        came_from = _reached(arcs, flow)
        if _SINK not in came_from:
            names = {name for chain in chains for name in chain}
            return tuple(
                sorted(n for n in names if (n, False) in came_from and (n, True) not in came_from)
            )
        for before, after in _path(came_from):
            if flow[after, before]:
                flow[after, before] -= 1
            else:
                flow[before, after] += 1


def _arcs(chains: Sequence[Chain]) -> dict[_Node, set[_Node]]:
    """Return what follows what: each name is a door of two leaves, passed but once."""
    arcs: dict[_Node, set[_Node]] = {_SOURCE: set()}
    for chain in chains:
        at = _SOURCE
        for name in chain:
            arcs.setdefault(at, set()).add((name, False))
            arcs.setdefault((name, False), set()).add((name, True))
            at = (name, True)
        arcs.setdefault(at, set()).add(_SINK)
    return arcs


def _reached(
    arcs: dict[_Node, set[_Node]], flow: Counter[tuple[_Node, _Node]]
) -> dict[_Node, _Node]:
    """Return the nodes that one more way could reach, each with the one it comes from."""
    came_from = {_SOURCE: _SOURCE}
    todo = [_SOURCE]
    while todo:
        node = todo.pop(0)
        for after in _open(node, arcs, flow):
            if after not in came_from:
                came_from[after] = node
                todo.append(after)
    return came_from


def _open(
    node: _Node, arcs: dict[_Node, set[_Node]], flow: Counter[tuple[_Node, _Node]]
) -> Iterator[_Node]:
    for after in arcs.get(node, ()):
        if after[0] != node[0] or not flow[node, after]:
            yield after
    yield from (before for (before, at), used in flow.items() if at == node and used)


def _path(came_from: dict[_Node, _Node]) -> Iterator[tuple[_Node, _Node]]:
    node = _SINK
    while node != _SOURCE:
        yield came_from[node], node
        node = came_from[node]
