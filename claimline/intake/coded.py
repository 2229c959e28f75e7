"""A data set of coded events: its places and actors, its coders, and its record graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from claimline.intake.order import in_order
from claimline.intake.outcome import Outcome, Seen, Taken, outcome
from claimline.intake.row import Row
from claimline.intake.sources import cut, distinct, joint, names_nobody
from claimline.intake.things import Actors, Places, slug
from claimline.model import Document, Evidence, Instant, Report, Source, Value
from claimline.record import Known

HELD = 4_000
"""How many rows wait in memory for those of their record; coded events have wide ones."""


class Make(Protocol):
    """What makes the values of a row that stands in a record."""

    def __call__(self, row: Row, record: str) -> Iterable[Value]:
        """Return the values, or add faults to the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of a data set that is loaded, a release or an export.

    ``source`` begins the ids of the data set's own things, ``coders`` is what those who made it
    are called, ``about`` where it comes from; ``id`` begins the ids of the part's records.
    """

    source: str
    coders: str
    about: Source
    id: str
    title: str
    published: Instant | None


class Coded:
    """A data set of coded events, split into records by month, each of a document; ``seen`` are
    the rows of the one at hand."""

    def __init__(self, known: Known, part: Part, options: Mapping[str, str]) -> None:
        self.places = Places(known, part.source, ambiguous=options["ambiguous"])
        self.actors = Actors(known, part.source)
        self.coders = self.actors.key(part.coders, kind="dataset", own=f"{part.source}-coders")
        self.seen = Seen()
        self._source = part.source
        self._part = part
        self._begun = ""
        self._read = ""

    def outcomes(
        self, rows: Iterable[Row], day: Callable[[Row], str], make: Make
    ) -> Iterator[Outcome]:
        """Yield what becomes of each row, sorted by the record it stands in: the month of its day.

        What is declared goes before the row that needs it, in an outcome that is no row's, so
        that it stays when that row is refused. ``day`` gives "" for a row that is at fault.
        """

        def record_of(row: Row) -> str:
            month = "" if row.faults else day(row)[:7]
            return f"{self._part.id}-{month}" if month else ""

        for row in in_order(rows, record_of, held=HELD):
            record = record_of(row)
            if record != self._read:
                self._read = record
                self.seen.clear()
            result = outcome(row, partial(make, record=record))
            if isinstance(result, Taken):
                before: list[Value] = [*self.actors.declared(), *self.places.declared()]
                if record != self._begun:
                    before.append(self._document(record))
                    self._begun = record
                if before:
                    yield Taken(tuple(before), rows=0, row=row)
            yield result

    def _document(self, record: str) -> Document:
        month = record.removeprefix(f"{self._part.id}-")
        return Document(
            id=record,
            record=record,
            publisher=self.coders,
            kind="dataset",
            title=f"{self._part.title}, events that begin in {month}",
            url=self._part.about.link,
            published=self._part.published,
            rights=self._part.about.licence,
        )

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
