"""Which store an address means: a folder here, or a SPARQL service elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from claimline.answers import Answer, Table
from claimline.changes import Change, Note, nothing
from claimline.store import Additions, Quads, Store

if TYPE_CHECKING:
    from claimline.endpoint import Endpoint


class Unmade:
    """A store in a folder that is not there yet: empty until something is put into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._inner = Store.memory()
        self._made = False

    def answer(self, query: str) -> Answer:
        """Return what a query gives, as a store does."""
        return self._inner.answer(query)

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT, as a store does."""
        return self._inner.select(query)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all."""
        return self._inner.quads(graph)

    def about(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of some things."""
        return self._inner.about(things)

    def referring(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of others that refers to some things."""
        return self._inner.referring(things)

    def graphs(self) -> list[NamedNode]:
        """Return the names of the graphs that hold anything, sorted."""
        return self._inner.graphs()

    def lacks(self, predicate: NamedNode, term: Literal) -> bool:
        """Tell whether nothing has a term under a predicate."""
        return self._inner.lacks(predicate, term)

    def replace(self, graphs: Additions, note: Note = nothing) -> Change:
        """Make the store, and each named graph equal to the quads given for it."""
        if not self._made:
            self._inner = Store.writer(self._folder)
            self._made = True
        return self._inner.replace(graphs, note)


def destination(location: str, *, dry: bool = False) -> Quads:
    """Return where a load puts its data: a store that need not be there yet, or a service.

    A ``dry`` load only reads. Raises StoreLocked, StoreError or RemoteError.
    """
    if "://" in location or Path(location).exists():
        return connect(location, write=not dry)
    return Store.memory() if dry else Unmade(Path(location))


def connect(location: str, *, write: bool = False, timeout: float = 60) -> Store | Endpoint:
    """Return the store in a folder, or the service at a ``sparql+http(s)://`` address, which
    must answer within ``timeout`` seconds. Only whoever writes meets graphs unfinished.

    Raises StoreMissing, StoreLocked, StoreError or RemoteError where there is none to use.
    """
    if "://" in location:
        # What speaks HTTP takes a while to import, which a folder need not wait for.
        from claimline import endpoint as services  # noqa: PLC0415

        endpoint = services.at(location, timeout=timeout)
        endpoint.check_union()
        if not write:
            endpoint.check_finished()
        return endpoint
    return Store.writer(Path(location)) if write else Store.open(Path(location))
