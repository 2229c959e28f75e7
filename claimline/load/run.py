"""A load as it runs: outcomes in, batches into the store, and an account of every row."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from importlib.metadata import version
from math import inf

from pyoxigraph import NamedNode, Quad

from claimline import history, rdf, terms
from claimline.changes import Change, Note, nothing
from claimline.errors import InvalidData, RecordFaults
from claimline.intake import Files, Ignored, Refused, Row, Taken
from claimline.load.batch import Batch, Graphs, subjects_of
from claimline.load.found import Loader, name_of
from claimline.load.judge import Seen, lines, see, violations, warnings
from claimline.load.judges import Judges, judging
from claimline.lookup import knowing
from claimline.shapes import Finding
from claimline.statements import Statements
from claimline.store import Quads, Store

BATCH = 50_000
"""Quads after which a batch is judged, at the end of the record graph it is in."""

SHARE, MOST = 1 / 20, 250_000
"""How large a part of what was put in so far is put in at once, and how many quads at most.
Each time the engine makes tables of its own and has them to merge with all that is there: the
more there is, the fewer times it should be."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was refused, and why; without a row where several made one thing."""

    reasons: tuple[str, ...]
    row: Row | None = None


@dataclass
class Tally:
    """What became of the rows so far: rows = taken + ignored + refused.

    ``ignored`` counts rows by reason, ``counts`` the values that were put into the store, or
    would be, by class; ``warnings`` are worth a look.
    """

    taken: int = 0
    refused: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    added: int = 0
    removed: int = 0
    warnings: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self.taken + self.refused + self.ignored.total()

    @property
    def account(self) -> str:
        """What became of the rows, in words."""
        ignored = "".join(f"; {n:,} ignored: {why}" for why, n in sorted(self.ignored.items()))
        rows = f"{self.rows:,} row{'s' * (self.rows != 1)}"
        told = f"{rows}: {self.taken:,} taken, {self.ignored.total():,} ignored, "
        return f"{told}{self.refused:,} refused{ignored}"


Reject = Callable[[Rejection], None]


@dataclass
class _Waiting:
    """A batch that is being judged: its new graphs, the things on their own among them, and
    what will be found."""

    batch: Batch
    graphs: Graphs
    things: Store
    seen: Seen
    found: Future[list[Finding]]


@dataclass
class _Piece:
    """What is written at once: the graphs of some batches, the things on their own among them,
    how many values there are of each class, and which graphs come to what is there."""

    graphs: Graphs = field(default_factory=dict)
    things: list[Store] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    added: set[NamedNode] = field(default_factory=set)
    size: int = 0

    def add(self, one: _Waiting) -> None:
        """Take in a batch that was found sound."""
        self.graphs |= one.graphs
        self.things.append(one.things)
        self.counts += one.batch.counts
        self.added |= one.batch.added
        self.size += one.batch.size


@dataclass
class _Load:
    """One load: where its batches go, and what is done with what is refused.

    Some batches are judged and a piece is written while the next batch is read. ``waiting`` are
    the batches that are being judged, in their order; ``sound`` is made of those that were;
    ``beside`` holds the things of what is being written, or, in a dry load, of all that would
    have been: who refers to things finds them there. ``done`` is what tells the content of each
    graph that was put, None for one of a record. ``begun`` is whether anything was written, the
    shipped vocabulary with it.
    """

    store: Quads
    base: str
    reject: Reject | None
    dry: bool
    judges: Judges
    writer: Executor
    note: Callable[[Counter[str], int], Note]
    tally: Tally = field(default_factory=Tally)
    waiting: deque[_Waiting] = field(default_factory=deque)
    sound: _Piece = field(default_factory=_Piece)
    beside: list[Store] = field(default_factory=list)
    writing: Future[Change] | None = None
    done: dict[NamedNode, int | None] = field(default_factory=dict)
    told: int = 0
    begun: bool = False

    def put(self, batch: Batch, *, last: bool = False) -> None:
        """Have a batch judged and, in its turn, written; what is refused is rejected or raised."""
        graphs = self._new(batch)
        if any(graph in self.held for graph in graphs):
            self.finish()
        beside = [*self.beside, *self.sound.things, *(it.things for it in self.waiting)]
        seen = see(self.store, graphs, *beside)
        things = Store.holding(said for graph, said in graphs.items() if graph not in batch.records)
        found = self.judges.found(seen, alone=last and not self.waiting)
        self.waiting.append(_Waiting(batch, graphs, things, seen, found))
        for graph, said in graphs.items():
            self.done[graph] = None if graph in batch.records else said.mark
        while len(self.waiting) > self.judges.beside:
            self._conclude()

    def finish(self) -> None:
        """Conclude and write all that was put; raises StoreError or RemoteError."""
        while self.waiting:
            self._conclude()
        if self.sound.things:
            self._write()
        self._settle()

    def _conclude(self) -> None:
        """Take in the batch that has waited longest, or reject what is wrong with it."""
        first = self.waiting.popleft()
        found = first.seen.judged(first.found.result())
        if wrong := violations(found):
            self._reject(first, wrong)
            return
        if doubtful := warnings(found):
            self.tally.warnings += lines(doubtful, first.batch.positions)
        self.tally.counts += first.batch.counts
        self.sound.add(first)
        if self.sound.size >= max(BATCH, min(self.tally.added * SHARE, MOST)):
            self._write()

    def _settle(self) -> None:
        """Wait for what is being written; raises StoreError or RemoteError where it failed."""
        if self.writing:
            change = self.writing.result()
            self.tally.added += change.added
            self.tally.removed += change.removed
            self.writing = None

    @cached_property
    def held(self) -> frozenset[NamedNode]:
        """The graphs that the store held when the load began."""
        return frozenset(self.store.graphs())

    def _write(self) -> None:
        """Begin to write what was found sound; a dry load only remembers its things."""
        self._settle()
        piece, self.sound = self.sound, _Piece()
        if self.dry:
            things = [*self.beside, *piece.things]
            self.beside = [Store.memory(quad for it in things for quad in it.quads())]
            return
        self.beside = piece.things
        if self.begun and not piece.graphs:
            return
        whole: dict[NamedNode, Iterable[Quad]] = {**piece.graphs}
        for graph in piece.added:
            whole[graph] = Statements.of(graph, [*self.store.quads(graph), *piece.graphs[graph]])
        if not self.begun:
            whole |= rdf.shipped()
        self.begun = True
        note = self.note(piece.counts, self.tally.refused - self.told)
        self.told = self.tally.refused
        self.writing = self.writer.submit(self.store.replace, whole, note)

    def refuse(self, refused: Refused) -> None:
        """Reject a row that a loader refused; raises RecordFaults where none may be."""
        if self.reject is None:
            raise RecordFaults(refused.faults)
        self.tally.refused += 1
        self.reject(Rejection(tuple(map(str, refused.faults)), refused.row))

    def _new(self, batch: Batch) -> Graphs:
        """Return the graphs of a batch but for things that were put in before.

        Raises InvalidData for a thing that is declared another way this time, and ValueError
        for a loader that comes back to a record graph.
        """
        again = batch.graphs.keys() & self.done.keys()
        if back := again & batch.records:
            raise ValueError(f"the loader came back to {min(map(str, back))}, which was put in")
        if other := [g for g in again if self.done[g] != batch.graphs[g].mark]:
            raise InvalidData([f"{graph} is declared in two ways" for graph in other])
        return {graph: said for graph, said in batch.graphs.items() if graph not in again}

    def _reject(self, wrong_one: _Waiting, wrong: list[Finding]) -> None:
        """Reject the rows that findings are about, and put in the others; those that came
        later are judged again, for they may refer to what is not there now."""
        batch = wrong_one.batch
        left, out = batch.without(finding.focus for finding in wrong)
        if self.reject is None or not out:
            raise InvalidData(lines(wrong, batch.positions))
        positions = batch.positions
        for taken in out:
            own = subjects_of(taken, self.base)
            told = lines((found for found in wrong if found.focus in own), positions)
            self.tally.refused += taken.rows
            self.tally.taken -= taken.rows
            self.reject(Rejection(tuple(told), taken.row))
        later = [wrong_one, *self.waiting]
        self.waiting.clear()
        for one in later:
            for graph in one.graphs:
                self.done.pop(graph, None)
        for again in (left, *(one.batch for one in later[1:])):
            self.put(again)


def _noting(
    loader: Loader, files: Files, base: str, clock: Callable[[], datetime] | None
) -> Callable[[Counter[str], int], Note]:
    """Return what notes a batch, by its counts and how many rows were refused on the way."""
    if clock is None:
        return lambda _counts, _refused: nothing
    begun = clock()

    def note(counts: Counter[str], refused: int) -> Note:
        entry = history.Load(
            loader=name_of(loader),
            version=version("claimline"),
            begun=begun,
            ended=clock(),
            inputs=tuple(history.Input(it.name, it.sha256, it.read) for it in files.opened),
            counts=dict(counts),
            rejected=refused,
        )
        return history.noting(entry, base)

    return note


def run(
    loader: Loader,
    files: Files,
    store: Quads,
    *,
    options: Mapping[str, str],
    base: str = terms.BASE,
    dry: bool = False,
    reject: Reject | None = None,
    watch: Callable[[Tally], None] = lambda _: None,
    clock: Callable[[], datetime] | None = None,
    jobs: int = 0,
) -> Tally:
    """Load files into a store and return what became of every row.

    Without ``reject`` the first row that is refused ends the load: RecordFaults, or InvalidData
    for one that breaks a shape or a check. With it, each is handed to it and the load goes on.
    A ``dry`` load reads and judges all the same and changes nothing. ``watch`` is told the
    tally after each outcome. With a ``clock``, each batch that is put in is noted in the log of
    loads, in the same transaction. ``jobs`` processes judge beside the one that reads and writes.
    """
    limit = inf if getattr(loader, "TOGETHER", False) else BATCH
    with ThreadPoolExecutor(1) as writer, judging(jobs) as judges, knowing(store) as names:
        note = _noting(loader, files, base, clock)
        load = _Load(store, base, reject, dry, judges, writer, note)
        batch = Batch(base)
        for outcome in loader.records(files, names, options):
            match outcome:
                case Ignored(reason=reason, rows=rows):
                    load.tally.ignored[reason] += rows
                case Refused():
                    load.refuse(outcome)
                case Taken():
                    if batch.size >= limit and batch.begins(outcome):
                        load.put(batch)
                        batch = Batch(base)
                    load.tally.taken += outcome.rows
                    if outcome.values:
                        batch.add(outcome)
            watch(load.tally)
        load.put(batch, last=True)
        load.finish()
    return load.tally
