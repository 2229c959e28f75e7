"""A data set of coded events: its places and actors, its coders, and its record graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

from claimline.intake.order import in_order
from claimline.intake.outcome import Outcome, Seen, Taken, outcome
from claimline.intake.row import Row
from claimline.intake.sources import cut, distinct, joint, names_nobody
from claimline.intake.things import Actors, Places, slug
from claimline.model import Document, Evidence, Instant, Report, Value
from claimline.record import Known

HELD = 4_000
"""How many rows wait in memory for those of their record; coded events have wide ones."""


class Make(Protocol):
    """What makes the values of a row that stands in a record."""

    def __call__(self, row: Row, record: str) -> Iterable[Value]:
        """Return the values, or add faults to the row."""


class Coded:
    """One data set, whose ids begin with ``source`` and whose coders are an actor.

    It is split into records, each of a document; ``seen`` are the rows of the one at hand.
    """

    def __init__(self, known: Known, source: str, coders: str, options: Mapping[str, str]) -> None:
        self.places = Places(known, source, ambiguous=options["ambiguous"])
        self.actors = Actors(known, source)
        self.coders = self.actors.key(coders, kind="dataset", own=f"{source}-coders")
        self.seen = Seen()
        self._source = source
        self._begun = ""
        self._read = ""

    def outcomes(
        self,
        rows: Iterable[Row],
        shard: Callable[[Row], str],
        document: Callable[[str], Document],
        make: Make,
    ) -> Iterator[Outcome]:
        """Yield what becomes of each row, sorted by the id of the record it stands in.

        What is declared goes before the row that needs it, in an outcome that is no row's, so
        that it stays when that row is refused. ``shard`` gives "" for a row that is at fault.
        """
        for row in in_order(rows, shard, held=HELD):
            record = shard(row)
            if record != self._read:
                self._read = record
                self.seen.clear()
            result = outcome(row, partial(make, record=record))
            if isinstance(result, Taken):
                before: list[Value] = [*self.actors.declared(), *self.places.declared()]
                if record != self._begun:
                    before.append(document(record))
                    self._begun = record
                if before:
                    yield Taken(tuple(before), rows=0, row=row)
            yield result

    def source(self, name: str, event: str) -> str:
        """Return the key of a source: a role that names nobody is somebody of one event alone."""
        if names_nobody(name):
            own = f"{self._source}-anonymous-{event}-{slug(name)}"
            return self.actors.key(name, kind="anonymous", own=own, look_up=False)
        return self.actors.key(name, kind="source", own=f"{self._source}-source-{slug(name)}")

    def claimant(self, row: Row, field: str, event: str) -> tuple[str, tuple[str, ...]]:
        """Return who the sources in a field are, together and one by one; "" if there is none."""
        names = distinct([cut(name) for name in row.parts(field)])
        keys = tuple(self.source(name, event) for name in names)
        return joint(self.actors, keys, names, self._source) if keys else "", tuple(
            dict.fromkeys(keys)
        )

    def reports(
        self,
        hops: Sequence[tuple[str, Document | None]],
        record: str,
        published: Instant | None,
        *,
        cited: Sequence[Document] | None = None,
    ) -> tuple[Report, ...]:
        """Return a report for each source, with the document it stands in if that is known, and
        the coders' report of all of them. If ``cited`` is given, even empty, the coders claim it
        themselves and those documents are their evidence."""
        sources = tuple(
            Report(
                id=f"source-{number}",
                reporter=key,
                speech="unseen",
                document=document.id if document else None,
                published=document.published if document else None,
            )
            for number, (key, document) in enumerate(hops, 1)
        )
        return *sources, Report(
            id="coders",
            reporter=self.coders,
            speech="indirect" if cited is None else "authorial",
            of=tuple(source.id for source in sources),
            document=record,
            evidence=tuple(Evidence(document=document.id) for document in cited or ()),
            published=published,
        )
