"""Any table of places, times, sources and statuses of control, by a small TOML mapping.

The mapping names the columns, says what each status means, who the sources are, and how often
each looks: then a state has begun within that many days before the row that first tells of it.
A state holds until the next row of the same place and source tells of another. A status that
means nothing (an empty text in the mapping) is a hole, and a hole is no change.

Without `every-days` all that is known of a change is that it lies between two rows.

Examples:
  claimline load control-table towns.csv --mapping towns.toml
  claimline load control-table towns.csv --mapping towns.toml --dry-run
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from claimline import when
from claimline.errors import InputError, nearest
from claimline.intake import (
    AMBIGUOUS,
    Actors,
    Columns,
    Files,
    Ignored,
    Mention,
    Outcome,
    Places,
    Refused,
    Row,
    Taken,
    control,
    in_order,
    rows,
    slug,
)
from claimline.intake.control import STATES
from claimline.model import Claim, Document, Instant, Option, Report, Source, Value
from claimline.record import Known

SOURCE = Source(
    title="tables of control",
    licence="as the mapping says",
    link="https://w3id.org/claimline/ontology",
)

OPTIONS = (
    Option("mapping", "The TOML file that says what the columns and statuses mean.", required=True),
    AMBIGUOUS,
)

NEEDED = ("place", "source", "time", "status")
_KEYS = {"id", "title", "url", "rights", "timezone", "published", "country"} | {
    "columns",
    "sources",
    "statuses",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")


class _Voice(NamedTuple):
    """A source: what it is called, what kind of actor it is, how often it looks, if told."""

    label: str
    kind: str
    every_days: int | None


@dataclass(frozen=True, slots=True)
class _Mapping:
    """What a mapping file says; ``columns`` are the names of NEEDED and of ``geonames``."""

    id: str
    columns: Mapping[str, str]
    statuses: Mapping[str, str]
    sources: Mapping[str, _Voice]
    ignored: Mapping[str, str]
    title: str
    published: str
    timezone: str = "UTC"
    url: str | None = None
    rights: str | None = None
    country: str | None = None


@dataclass(slots=True)
class _Run:
    """Rows that tell of one state, without a break: what it is, from when, seen until when."""

    state: str
    row: Row
    first: str
    before: str | None
    ids: set[str] = field(default_factory=set)
    after: str | None = None
    last: str = ""


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield what becomes of the rows: claims source by source, place by place."""
    mapping = _mapping(options["mapping"])
    columns = Columns(
        [mapping.columns[name] for name in NEEDED],
        optional=[name for key, name in mapping.columns.items() if key not in NEEDED],
        ignored=mapping.ignored,
    )
    maker = _Maker(mapping, known, options["ambiguous"])
    sorted_rows = in_order(rows(files, columns), maker.order)
    for source, of_source in groupby(sorted_rows, maker.source):
        for _, of_place in groupby(of_source, maker.place):
            yield from maker.outcomes(source, list(of_place))


class _Maker:
    """Makes claims of the rows of one place and source at a time."""

    def __init__(self, mapping: _Mapping, known: Known, ambiguous: str) -> None:
        self.mapping = mapping
        self.actors = Actors(known, mapping.id)
        self.places = Places(known, mapping.id, ambiguous=ambiguous)
        self.opened = ""
        self.told: set[str] = set()

    def cell(self, row: Row, name: str) -> str:
        """Return what a row has in the column of a name, as it stands there."""
        return str(row.fields.get(self.mapping.columns.get(name, ""), "")).strip()

    def source(self, row: Row) -> str:
        """Return the source of a row."""
        return self.cell(row, "source")

    def place(self, row: Row) -> tuple[str, str]:
        """Return the place of a row, by its name and number."""
        return self.cell(row, "place"), self.cell(row, "geonames")

    def order(self, row: Row) -> str:
        """Return the key by which rows come together and in the order of their times."""
        return "\x00".join((self.source(row), *self.place(row), self.cell(row, "time")))

    def outcomes(self, source: str, of_place: list[Row]) -> Iterator[Outcome]:
        """Yield what becomes of the rows of one place and source."""
        runs: list[_Run] = []
        times: dict[str, str] = {}
        taken: list[Row] = []
        for row in of_place:
            state, time = self._read(row, times)
            if row.faults:
                yield Refused(tuple(row.faults), row)
            elif state is None:
                yield Ignored("the same row again")
            else:
                taken.append(row)
                _extend(runs, state, time, row)
        if not runs:
            yield from (Ignored("a status that means nothing") for _ in taken)
            return
        values = tuple(self._values(source, runs))
        if faults := [fault for run in runs for fault in run.row.faults]:
            yield from (Refused(tuple(faults), row) for row in taken)
        else:
            yield Taken(values, rows=len(taken), row=runs[0].row)

    def _read(self, row: Row, times: dict[str, str]) -> tuple[str | None, str]:
        """Return the state and time of a row; no state if it was read before."""
        columns = self.mapping.columns
        row.text(columns["place"])
        row.one_of(columns["source"], self.mapping.sources, _Voice("", "", None))
        state = row.one_of(columns["status"], self.mapping.statuses, "")
        time = row.text(columns["time"])
        if time and not _MOMENT.fullmatch(time):
            hint = "a day or a time, as in 2022-09-10 or 2022-09-10T21:49Z"
            row.fault(columns["time"], f"{time!r} is not a time as it is written here", hint)
        elif time:
            row.instant(columns["time"], time, self.mapping.timezone)
        if times.setdefault(time, state) != state:
            row.fault(columns["time"], "another row says otherwise of that time")
        elif time in {other for other in times if other != time}:
            return None, time
        return state, time

    def _values(self, source: str, runs: list[_Run]) -> Iterator[Value]:
        voice = self.mapping.sources[source]
        document = f"{self.mapping.id}-{slug(source)}"
        claimant = self.actors.key(voice.label, kind=voice.kind, own=slug(source))
        published = when.instant(self.mapping.published, self.mapping.timezone)
        row, name = runs[0].row, self.cell(runs[0].row, "place")
        number = self.cell(row, "geonames") or None
        key = self.places.key(
            row,
            self.mapping.columns["place"],
            Mention(name=name, kind="settlement", geonames=number, country=self.mapping.country),
        )
        yield from self.actors.declared()
        yield from self.places.declared()
        if document != self.opened:
            self.opened = document
            yield Document(
                id=document,
                record=document,
                publisher=claimant,
                kind="dataset",
                title=f"{self.mapping.title}: {voice.label}",
                url=self.mapping.url,
                published=published,
                rights=self.mapping.rights,
            )
        if key not in self.told:
            self.told.add(key)
            yield control.event_of(key)
        for run in runs:
            state = STATES[run.state]
            begin, end = self._bounds(run, voice)
            content = control.held(key, state, self.actors, begin, end)
            yield from self.actors.declared()
            yield Claim(
                document=document,
                id=f"{slug(number or name)}-{slug(run.first)}-{run.state.lower()}",
                claimant=claimant,
                asserts=content,
                summary=f"{name} {state.words} from {run.first}, as {voice.label} has it",
                reports=(
                    Report(
                        id="1",
                        reporter=claimant,
                        speech="authorial",
                        document=document,
                        published=published,
                    ),
                ),
                timezone=self.mapping.timezone,
                at=run.row.at,
            )

    def _bounds(self, run: _Run, voice: _Voice) -> tuple[Instant, Instant]:
        """Return the begin and the end of a run, by the rows before and after it."""
        begin = self._change(run.before, run.first, voice.every_days)
        if run.after is None:
            return begin, when.instant(f"{run.last}/..", self.mapping.timezone)
        return begin, self._change(run.last, run.after, voice.every_days)

    def _change(self, before: str | None, first: str, every_days: int | None) -> Instant:
        """Return when a state came about that a row first tells of."""
        if before is None:
            return when.instant(f"../{first}", self.mapping.timezone)
        if every_days is not None:
            before = max(before, _earlier(first, every_days))
        return when.instant(f"{before}/{first}", self.mapping.timezone)


def _extend(runs: list[_Run], state: str, time: str, row: Row) -> None:
    """Add a row to the last run, or begin a new one; a hole only says how far a run was seen."""
    if not state:
        return
    if runs and runs[-1].state == state:
        runs[-1].last = time
        return
    before = runs[-1].last if runs else None
    if runs:
        runs[-1].after = time
    runs.append(_Run(state, row, time, before, last=time))


def _earlier(time: str, days: int) -> str:
    """Return a time so many days earlier, as precise as it was."""
    if "T" not in time:
        return f"{datetime.fromisoformat(time).date() - timedelta(days=days)}"
    moment = datetime.fromisoformat(time)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{moment.astimezone(UTC) - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"


def _mapping(name: str) -> _Mapping:
    """Return what a mapping file says; raises InputError for what it does not say right."""
    try:
        read = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{name}: {error}") from error
    for key in read:
        if key not in _KEYS | {"ignored"}:
            close = ", ".join(nearest(key, _KEYS))
            raise InputError(
                f"{name}: {key!r} is no key of a mapping" + (f"; {close}?" * bool(close))
            )
    missing = [
        key
        for key in ("id", "title", "published", "columns", "statuses", "sources")
        if key not in read
    ]
    missing += [f"columns.{key}" for key in NEEDED if key not in read.get("columns", {})]
    if missing:
        raise InputError(f"{name}: a mapping needs {', '.join(missing)}")
    for status, state in read["statuses"].items():
        if state and state not in STATES:
            raise InputError(
                f"{name}: {status!r} is to mean {state!r}; it can be {', '.join(STATES)} or empty"
            )
    sources = {
        key: _Voice(str(it.get("label", key)), str(it.get("kind", "dataset")), it.get("every-days"))
        for key, it in read.pop("sources").items()
    }
    return _Mapping(sources=sources, ignored=read.pop("ignored", {}), **read)
