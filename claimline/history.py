"""The log of loads: what was put into a store and taken out of it, from what, and when.

Why in the store, in a graph of its own: an entry is written in the same transaction as what it
tells of, so that neither is ever there without the other, in a folder and on a service alike.
It is no data: a dump has nothing of it, and the same records are the same data whenever they
were loaded. The clock is whoever's who calls; nothing here reads one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from urllib.parse import unquote

from pyoxigraph import NamedNode, Quad

from claimline import catalogue, pairs, terms
from claimline.answers import Plain
from claimline.changes import Change, Note
from claimline.errors import AmbiguousName, UnknownName
from claimline.pairs import moment, whole
from claimline.statements import Pair, Statements, grouped, literal
from claimline.store import Quads
from claimline.terms import CL, minted, ours

_TYPE = str(terms.TYPE)
_RECORD = re.compile(r"[/#]graph/([a-z]+)/([^/]+)$")


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it was read: its name as given, the SHA-256 of its bytes in hex, and how many
    bytes there are; of a stream that was still being read there is no hash yet."""

    name: str
    sha256: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Load:
    """One commit into a store: by which loader, None for an unload, of which version of
    claimline; when it began and ended, aware of their time zones; from what.

    ``changes`` are the named graphs that lost or gained statements, ``counts`` the things that
    were loaded by the names of their classes, ``rejected`` how many records were refused.
    """

    loader: str | None
    version: str
    begun: datetime
    ended: datetime
    inputs: tuple[Input, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    rejected: int = 0
    changes: Mapping[NamedNode, Change] = field(default_factory=dict)

    @property
    def added(self) -> int:
        """How many statements were added."""
        return sum(change.added for change in self.changes.values())

    @property
    def removed(self) -> int:
        """How many statements were removed."""
        return sum(change.removed for change in self.changes.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """A load as the log has it, under its IRI there."""

    iri: str
    load: Load


def noting(load: Load, base: str = terms.BASE) -> Note:
    """Return what ``replace`` of a store is to note of a load: its entry, with the graphs that
    are found to change."""

    def note(changes: Mapping[NamedNode, Change]) -> Iterator[Quad]:
        changed = {graph: it for graph, it in changes.items() if it.added or it.removed}
        return quads(replace(load, changes={**load.changes, **changed}), base)

    return note


def quads(load: Load, base: str = terms.BASE) -> Iterator[Quad]:
    """Return the entry of a load, in the graph of the log: the same load, the same quads.

    It is named by the hash of all that it says, so that no two entries meet in one node.
    Raises ValueError for a time without a time zone.
    """
    said, parts = _said(load), [*_inputs(load), *_counts(load), *_changes(load)]
    told: dict[tuple[str, ...], list[Pair]] = {(): said} | {part.key: part.said for part in parts}
    name = _digest(f"{'/'.join(key)} {pair[0]} {pair[1]}" for key in told for pair in told[key])
    log, node = Statements(terms.log(base)), minted("load", name, base=base)
    for part in parts:
        about = minted("load", name, *part.key, base=base)
        said.append((part.predicate, about))
        log.add((about, grouped(part.said)))
    log.add((node, grouped(said)))
    return iter(log)


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Part:
    """A node below a load: what leads to it, the end of its name, and what is said of it."""

    predicate: str
    key: tuple[str, str]
    said: list[Pair]


def _said(load: Load) -> list[Pair]:
    return [
        (_TYPE, ours("Load")),
        (_TYPE, f"<{terms.PROV}Activity>"),
        *pairs.text(ours("loader"), load.loader),
        (f"<{terms.SCHEMA}softwareVersion>", literal(load.version)),
        (f"<{terms.PROV}startedAtTime>", moment(load.begun)),
        (f"<{terms.PROV}endedAtTime>", moment(load.ended)),
        (ours("rejected"), whole(load.rejected)),
    ]


def _inputs(load: Load) -> Iterator[_Part]:
    for number, one in enumerate(load.inputs, 1):
        said: list[Pair] = [
            (_TYPE, f"<{terms.PROV}Entity>"),
            (f"<{terms.SCHEMA}name>", literal(one.name)),
            *pairs.text(f"<{terms.SCHEMA}sha256>", one.sha256),
            (f"<{terms.DCAT}byteSize>", whole(one.size)),
        ]
        yield _Part(f"<{terms.PROV}used>", ("input", str(number)), said)


def _counts(load: Load) -> Iterator[_Part]:
    for name, count in sorted(load.counts.items()):
        said: list[Pair] = [
            (f"<{terms.VOID}class>", ours(name)),
            (f"<{terms.VOID}entities>", whole(count)),
        ]
        yield _Part(ours("loaded"), ("loaded", name.lower()), said)


def _changes(load: Load) -> Iterator[_Part]:
    changes = sorted(load.changes.items(), key=lambda it: it[0].value)
    for number, (graph, change) in enumerate(changes, 1):
        said: list[Pair] = [
            (ours("ofGraph"), str(graph)),
            (ours("statementsAdded"), whole(change.added)),
            (ours("statementsRemoved"), whole(change.removed)),
        ]
        yield _Part(ours("change"), ("change", str(number)), said)


def entries(
    store: Quads, *, graphs: Iterable[NamedNode] | None = None, by: str | None = None
) -> list[Entry]:
    """Return the log of a store, the last load first.

    With ``graphs`` only the loads that changed one of these; with ``by``, which is EDTF, only
    those that had ended by its last instant in UTC. Raises BadParameter for another text.
    """
    asked: dict[str, str | list[str]] = {} if by is None else {"by": by}
    if graphs is not None:
        asked["graph"] = [graph.value for graph in graphs]
    rows = store.select(catalogue.get("loads").bind(**asked)).plain()
    iris = [str(row["load"]) for row in rows]
    inputs, counts, changes = (
        _by_load(store, f"load-{part}", iris) for part in ("inputs", "counts", "changes")
    )
    return [
        Entry(iri, _load(row, inputs[iri], counts[iri], changes[iri]))
        for iri, row in zip(iris, rows, strict=True)
    ]


def graphs(store: Quads) -> set[NamedNode]:
    """Return every named graph that the log tells of, held still or not."""
    rows = store.select(catalogue.get("load-changes").text).plain()
    return {NamedNode(str(row["graph"])) for row in rows}


_Row = dict[str, Plain]


def _by_load(store: Quads, query: str, iris: list[str]) -> defaultdict[str, list[_Row]]:
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    if iris:
        for row in store.select(catalogue.get(query).bind(load=iris)).plain():
            found[str(row["load"])].append(row)
    return found


def _load(row: _Row, inputs: list[_Row], counts: list[_Row], changes: list[_Row]) -> Load:
    return Load(
        loader=None if row["loader"] is None else str(row["loader"]),
        version=str(row["version"]),
        begun=datetime.fromisoformat(str(row["begun"])),
        ended=datetime.fromisoformat(str(row["ended"])),
        inputs=tuple(
            Input(
                str(it["name"]),
                None if it["sha256"] is None else str(it["sha256"]),
                _whole(it["bytes"]),
            )
            for it in inputs
        ),
        counts={str(it["class"]).removeprefix(CL): _whole(it["things"]) for it in counts},
        rejected=_whole(row["rejected"]),
        changes={
            NamedNode(str(it["graph"])): Change(_whole(it["added"]), _whole(it["removed"]))
            for it in changes
        },
    )


def _whole(cell: Plain) -> int:
    return int(cell or 0)


def record_of(graph: NamedNode) -> str | None:
    """Return what a record graph is called, None for a graph of another kind.

    >>> record_of(terms.graph("document", "ritzau-2022-09-10"))
    'document/ritzau-2022-09-10'
    """
    match = _RECORD.search(graph.value)
    return f"{match[1]}/{unquote(match[2])}" if match else None


def record_graph(name: str, graphs: Iterable[NamedNode]) -> NamedNode:
    """Return the one of some record graphs that a name means: its IRI, its kind and key as in
    document/ritzau-2022-09-10, or the key alone.

    Raises UnknownName with the nearest names, or AmbiguousName.
    """
    called = {graph: record for graph in graphs if (record := record_of(graph))}
    found = {
        graph
        for graph, record in called.items()
        if name in {graph.value, record, record.partition("/")[2]}
    }
    if len(found) == 1:
        return found.pop()
    if not found:
        records = set(called.values())
        keys = records if "/" in name else {record.partition("/")[2] for record in records}
        raise UnknownName("record", name, keys)
    records = {called[graph] for graph in found}
    raise AmbiguousName(
        "record", name, records if len(records) == len(found) else {it.value for it in found}
    )
