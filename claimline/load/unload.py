"""Taking records out again: what they are, and whether anything left refers to them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from claimline.errors import InvalidData
from claimline.history import record_graph, record_of
from claimline.load.batch import Graphs
from claimline.load.judge import judge, violations
from claimline.statements import Statements
from claimline.store import Quads

_SHOWN = 5
"""How many of those that refer to something are named."""


def removal(store: Quads, names: Iterable[str]) -> Graphs:
    """Return the graphs of records as they are to be: empty; the store is only read.

    A record is named by its key, by its kind and key, as in place/izium, or by the IRI of its
    graph. Raises UnknownName or AmbiguousName, and InvalidData, with the records that refer to
    what is to be taken out, where what is left would break a shape or a check.
    """
    held = store.graphs()
    named = [record_graph(name, held) for name in names]
    graphs: Graphs = {graph: Statements(graph) for graph in named}
    if wrong := violations(judge(store, graphs)):
        left = records(_holding(store, {finding.focus for finding in wrong}) - graphs.keys())
        refer = "another record refers" if len(left) == 1 else f"{len(left)} other records refer"
        more = f", and {len(left) - _SHOWN} more" if left[_SHOWN:] else ""
        told = f"{', '.join(records(graphs))} cannot be taken out alone: {refer} to it: "
        raise InvalidData([f"{told}{', '.join(left[:_SHOWN])}{more}", str(wrong[0])])
    return graphs


def _holding(store: Quads, things: Iterable[str]) -> set[NamedNode]:
    """Return the graphs that say something of these things."""
    found = {quad.graph_name for quad in store.about(map(NamedNode, sorted(things)))}
    return {graph for graph in found if isinstance(graph, NamedNode)}


def records(graphs: Iterable[NamedNode]) -> list[str]:
    """Return what record graphs are called, sorted."""
    return sorted(record_of(graph) or graph.value for graph in graphs)
