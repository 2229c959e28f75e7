"""The embedded store: the only room that knows how pyoxigraph keeps and asks quads.

Why a set difference and not DROP and INSERT: replacing a record graph then costs what
changed, in one transaction, and a reader never meets half a record.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import inf
from pathlib import Path
from time import monotonic, sleep
from typing import Protocol

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from claimline import terms
from claimline.answers import Answer, Graphs, Table, read_answer, rows_only
from claimline.changes import Change, Note, changes_of, noted, nothing, update_text
from claimline.errors import BadQuery, StoreError, StoreLocked, StoreMissing
from claimline.folder import Unfinished, is_foreign, manifest
from claimline.keywords import has_keyword, without_comments
from claimline.statements import Statements, check
from claimline.threads import behind

Additions = Mapping[NamedNode, Iterable[Quad]]

_N_QUADS = ox.RdfFormat.N_QUADS

_LOCKED = re.compile("lock hold by|While lock file")
"""How the engine says that a store is taken: by this process or by another."""

_LETTING_GO = 1.0
"""Seconds that a writer which is ending may take to let go of a store."""

_BULK = 20_000
"""Quads from which on the engine's bulk loader is used: it is twice as fast, writes no log that
would have to be flushed, but makes files of its own."""

_MERGING = "rocksdb:low"
"""The threads with which the engine merges its tables. They would take a core for as long as a
load runs; what they leave is merged by a later one, or never, and read all the same."""

_FLUSH_PAUSE = 0.5
"""Seconds from one flush to the next. What waits in the log outlives the process, but each
1,000 quads there take a reader that opens 8 ms; a flush takes 15 ms, and disturbs it."""


class Quads(Protocol):
    """What a store and a remote service both do."""

    def answer(self, query: str) -> Answer:
        """Return what a query gives over the union of all graphs."""

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT over the union of all graphs."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all."""

    def about(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of some things, in no order."""

    def referring(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of others that refers to some things, in no order."""

    def graphs(self) -> list[NamedNode]:
        """Return the names of the graphs that hold anything, sorted."""

    def lacks(self, predicate: NamedNode, term: Literal) -> bool:
        """Tell whether it is plain, without asking a service, that nothing has a term under a
        predicate."""

    def replace(self, graphs: Additions, note: Note = nothing) -> Change:
        """Make each named graph equal to the quads given for it, and add what is noted of
        that to other graphs, all in one transaction; the noted is not counted."""


class Store:
    """Quads in a folder, or in memory. One process writes at a time; any number may read."""

    def __init__(
        self, inner: ox.Store, unfinished: Unfinished | None = None, *, whole: bool = True
    ) -> None:
        self._inner = inner
        self._unfinished = unfinished
        self._whole = whole
        self._flushed = -inf

    @classmethod
    def memory(cls, quads: Iterable[Quad] = ()) -> Store:
        """Return a store of these quads that is gone with the process."""
        inner = ox.Store()
        inner.extend(quads)
        return cls(inner)

    @classmethod
    def holding(cls, graphs: Iterable[Statements], quads: Iterable[Quad] = ()) -> Store:
        """Return a store of some graphs, and quads beside, that is gone with the process."""
        store = cls.memory()
        store._load(graphs, quads)
        return store

    @classmethod
    def union(cls, graphs: Iterable[Statements], quads: Iterable[Quad] = ()) -> Store:
        """Return a store that holds in its default graph what some graphs and quads say: made
        in two thirds of the time, for those who ask over the union of all graphs only."""
        store = cls.memory()
        said = [*(graph.triples() for graph in graphs), *(f"{quad.triple} .\n" for quad in quads)]
        store._inner.bulk_load("".join(said), format=ox.RdfFormat.N_TRIPLES)
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Return the store in a folder, for reading.

        Raises StoreMissing where there is none, and StoreError where it cannot be read.
        """
        if not (folder / "CURRENT").is_file():
            raise StoreMissing(
                f"there is no store at {folder}; make one with: claimline load records FILE…"
            )
        with _faults(f"the store at {folder} cannot be read"):
            reader, whole = _reader(folder)
            return cls(reader, whole=whole)

    @classmethod
    def writer(cls, folder: Path) -> Store:
        """Return the store in a folder, for writing; it is made where there is none.

        Raises StoreLocked while another process writes, and StoreError where the folder
        holds something else or cannot be written.
        """
        with _faults(f"the store at {folder} cannot be written"):
            if is_foreign(folder):
                raise StoreError(f"{folder} is not a store; name another place for one")
            folder.mkdir(parents=True, exist_ok=True)
            store = cls(_writer(folder), Unfinished(folder))
            behind(_MERGING)
            store._take_out_unfinished()
            return store

    @property
    def is_whole(self) -> bool:
        """Whether nothing was half put in when the store was opened."""
        return self._whole and not any(self.quads(terms.UNFINISHED))

    def answer(
        self, query: str, graphs: Graphs | None = None, *, at_most: int | None = None
    ) -> Answer:
        """Return what a query gives over the union of all graphs, or over some ``graphs``, or
        over those that it names itself.

        Raises BadQuery, with line and column where it cannot be parsed, StoreError where a
        service that it calls cannot be reached, and TooMuch for more than ``at_most`` rows.
        """
        try:
            return read_answer(self._asked(query, graphs), at_most)
        except (SyntaxError, UnicodeEncodeError) as error:
            raise BadQuery(f"the query cannot be parsed: {error}") from error
        except RuntimeError as error:
            raise BadQuery(f"the query cannot be answered: {error}") from error
        except OSError as error:
            raise StoreError(f"the query cannot be answered: {error}") from error

    def _asked(
        self, query: str, graphs: Graphs | None
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        if graphs is None and not _names_graphs(query):
            return self._inner.query(query, use_default_graph_as_union=True)
        if graphs is None or graphs == Graphs():
            return self._inner.query(query)
        default, named = list(graphs.default), list(graphs.named)
        return self._inner.query(query, default_graph=[*default], named_graphs=[*named])

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT over the union of all graphs; raises BadQuery."""
        return rows_only(self.answer(query))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all."""
        return self._inner.quads_for_pattern(None, None, None, graph)

    def about(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of some things: far sooner than a query would."""
        for thing in things:
            yield from self._inner.quads_for_pattern(thing, None, None, None)

    def referring(self, things: Iterable[NamedNode]) -> Iterator[Quad]:
        """Yield what all graphs say of others that refers to some things."""
        for thing in things:
            yield from self._inner.quads_for_pattern(None, None, thing, None)

    def lacks(self, predicate: NamedNode, term: Literal) -> bool:
        """Tell whether nothing has a term under a predicate: far sooner than a query would."""
        return not any(self._inner.quads_for_pattern(None, predicate, term, None))

    def graphs(self) -> list[NamedNode]:
        """Return the names of the graphs that hold anything, sorted."""
        names = (name for name in self._inner.named_graphs() if isinstance(name, NamedNode))
        held = (name for name in names if name != terms.UNFINISHED and any(self.quads(name)))
        return sorted(held, key=str)

    def replace(self, graphs: Additions, note: Note = nothing) -> Change:
        """Make each named graph equal to the quads given for it, and add what is noted of
        that to other graphs, all or nothing; the noted is not counted.

        It is one transaction, but for many quads in graphs that are new: these are put in by
        the engine's bulk loader, while a file tells of them. Where that breaks off, whoever
        writes next takes out what the file tells.
        """
        with _faults("the store cannot be written"):
            self._take_out_unfinished()
        new = {
            graph: _written(graph, said)
            for graph, said in graphs.items()
            if not any(self.quads(graph))
        }
        old = {graph: quads for graph, quads in graphs.items() if graph not in new}
        added, removed = differences(self, old)
        changes = changes_of(old, added, removed)
        changes |= {graph: Change(len(said), 0) for graph, said in new.items()}
        notes = noted(changes, note)
        change = Change(sum(it.added for it in changes.values()), len(removed))
        with _faults("the store cannot be written"):
            if removed:
                all_new = (quad for said in new.values() for quad in said)
                self._inner.update(update_text([*added, *all_new, *notes], removed))
            elif not added and change.added >= _BULK:
                self._put_in_bulk(new, notes)
            elif change.added or notes:
                self._load([*new.values()], [*added, *notes])
            if (change.added or removed) and monotonic() - self._flushed > _FLUSH_PAUSE:
                self._inner.flush()
                self._flushed = monotonic()
        return change

    def _load(self, graphs: Iterable[Statements], quads: Iterable[Quad] = ()) -> None:
        """Put statements in, in one transaction. The engine reads text faster than it takes
        quads one by one, and lets other threads work meanwhile."""
        self._inner.load("".join(_texts(graphs, quads)), format=_N_QUADS)

    def _put_in_bulk(self, graphs: Mapping[NamedNode, Statements], notes: list[Quad]) -> None:
        fresh = [quad for quad in notes if quad not in self._inner]
        if not self._unfinished:
            text = "".join(_texts(graphs.values(), fresh))
            self._inner.bulk_load(text, format=_N_QUADS)
            return
        self._unfinished.tell((graph for graph, said in graphs.items() if said.held), fresh)
        with self._unfinished.spooled(_texts(graphs.values(), fresh)) as file:
            self._inner.bulk_load(path=str(file), format=_N_QUADS)
        self._unfinished.done()

    def _take_out_unfinished(self) -> None:
        """Empty the graphs that were being put in when a process ended, and take out what had
        come to others, and the marks."""
        told = self._unfinished.quads() if self._unfinished else []
        told += self.quads(terms.UNFINISHED)
        marked = (it.subject for it in told if it.graph_name == terms.UNFINISHED)
        left = [q for it in marked if isinstance(it, NamedNode) for q in self.quads(it)]
        if told:
            self._inner.update(update_text([], [*left, *told]))
            self._inner.flush()
        if self._unfinished and self._unfinished.is_there:
            self._unfinished.done()


def _texts(graphs: Iterable[Statements], quads: Iterable[Quad]) -> Iterator[str]:
    yield from (said.text() for said in graphs)
    yield from (f"{quad} .\n" for quad in quads)


@contextmanager
def _faults(what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{what}: {error}") from error


def _reader(folder: Path) -> tuple[ox.Store, bool]:
    """Return a reader of a store that stood still while it was opened, and whether nothing was
    half put in then.

    A process that writes moves quads from its log into tables at times. Whoever opens the
    store at that moment would fail, or, worse, miss those quads without a word; so it is
    opened again.
    """
    reason: Exception = OSError("another process is writing to it without a pause")
    for _ in range(40):
        try:
            before, whole = manifest(folder), not Unfinished(folder).is_there
            reader = ox.Store.read_only(str(folder))
            if manifest(folder) == before:
                return reader, whole
        except (OSError, RuntimeError) as error:
            reason = error
        sleep(0.025)
    raise reason


def _writer(folder: Path) -> ox.Store:
    """Return a writer of a store, as soon as one that is ending, or that nobody here uses any
    more, has let go of it. Raises StoreLocked where it is kept."""
    end = monotonic() + _LETTING_GO
    while True:
        try:
            return ox.Store(str(folder))
        except OSError as error:
            if not _LOCKED.search(str(error)):
                raise
            if monotonic() > end:
                raise StoreLocked(
                    f"another process is writing to the store at {folder}; wait for it to end"
                ) from error
        gc.collect()
        sleep(0.025)


def _names_graphs(query: str) -> bool:
    """Return whether a query says FROM, which the engine would leave out of account when it is
    told to take the union of all graphs."""
    return "from" in query.casefold() and has_keyword(without_comments(query), "from")


def differences(store: Quads, graphs: Additions) -> tuple[list[Quad], list[Quad]]:
    """Return the quads to add and the quads to remove so that each graph is as given.

    Raises ValueError for a quad of another graph, and for a blank node, which has no name by
    which it could be found again.
    """
    added: list[Quad] = []
    removed: list[Quad] = []
    for graph, wanted in graphs.items():
        new, old = set(wanted), set(store.quads(graph))
        fresh = new - old
        for quad in fresh:
            check(graph, quad)
        if not old:
            added += fresh
            continue
        fresh = _as_kept(fresh)
        added += fresh - old
        removed += old - new - fresh
    return added, removed


def _written(graph: NamedNode, said: Iterable[Quad]) -> Statements:
    """Return what a graph is to hold as texts; raises ValueError as ``differences`` does."""
    same = isinstance(said, Statements) and said.graph == graph
    return said if same else Statements.of(graph, said)  # type: ignore[return-value] # as asked


def _as_kept(quads: Iterable[Quad]) -> set[Quad]:
    """Return quads with their values as the engine writes them: 1.10 is 1.1, and would else
    seem new at each load."""
    kept = ox.Store()
    kept.extend(quads)
    return set(kept)


def data(store: Quads) -> Iterator[Quad]:
    """Yield the quads of all graphs that hold data."""
    for quad in store.quads():
        if not isinstance(quad.graph_name, NamedNode) or terms.is_data(quad.graph_name):
            yield quad


def dump(store: Quads) -> Iterator[str]:
    """Yield the lines of the whole store as N-Quads, graph by graph and sorted within each:
    equal stores give equal bytes. The log of loads, which tells when, is left out."""
    for graph in store.graphs():
        if terms.is_data(graph):
            yield from sorted(f"{quad} .\n" for quad in store.quads(graph))
