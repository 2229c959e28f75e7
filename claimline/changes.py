"""What a replacement of graphs changes: as numbers, as notes of them, as one SPARQL Update."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from claimline import terms


@dataclass(frozen=True, slots=True)
class Change:
    """How many quads a replacement added and removed."""

    added: int
    removed: int


Note = Callable[[Mapping[NamedNode, Change]], Iterable[Quad]]
"""What to add besides, once it is known how a replacement changes each of its graphs."""


def nothing(changes: Mapping[NamedNode, Change]) -> Iterable[Quad]:
    """Note nothing."""
    del changes
    return ()


def changes_of(
    graphs: Iterable[NamedNode], added: Iterable[Quad], removed: Iterable[Quad]
) -> dict[NamedNode, Change]:
    """Return how each of some graphs changes by quads that are added and removed."""
    gains, losses = (Counter(quad.graph_name for quad in quads) for quads in (added, removed))
    return {graph: Change(gains[graph], losses[graph]) for graph in graphs}


def noted(changes: Mapping[NamedNode, Change], note: Note) -> list[Quad]:
    """Return what is noted of how each graph changes; raises ValueError where that is to
    stand in one of these graphs, which are to be as given."""
    quads = list(note(changes))
    if astray := next((quad for quad in quads if quad.graph_name in changes), None):
        raise ValueError(f"{astray} would change a graph that is replaced")
    return quads


def update_text(added: Iterable[Quad], removed: Iterable[Quad]) -> str:
    """Return one SPARQL Update that removes and adds quads; its terms are written as terms."""
    blocks = (("DELETE", _graph_blocks(removed)), ("INSERT", _graph_blocks(added)))
    return " ;\n".join(f"{verb} DATA {{\n{block}}}" for verb, block in blocks if block)


def _graph_blocks(quads: Iterable[Quad]) -> str:
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(f"{quad.triple} .\n")
    return "".join(f"GRAPH {name} {{\n{''.join(lines)}}}\n" for name, lines in by_graph.items())


def marks_of(graphs: Iterable[NamedNode]) -> list[Quad]:
    """Return the marks that say of graphs that a replacement touches them."""
    mark = terms.UNFINISHED
    return [Quad(graph, terms.TYPE, mark, mark) for graph in sorted(graphs, key=str)]
