"""A mapping of statuses: what a table of places, times, sources and statuses says, in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from claimline import when
from claimline.errors import Fault, Position, RecordFaults, TimeError, nearest
from claimline.files import File
from claimline.intake.control import FORCES, STATES, Status
from claimline.record.keys import KEYS
from claimline.record.kinds import COUNTRY, ID, URL, Kind

NOTHING = "nothing"
"""A status that says nothing of who holds a place: a hole in the series, and no change."""

OVER = "over"
"""A status that says no more than that what held before does not any longer."""

TIMES = ("daily", "observed", "changes")
"""What a row's time is: the first of the days, seen every day, on which a status is seen; when
somebody looked, after the row before; or the time of the change itself."""

Meaning = Status | str


@dataclass(frozen=True, slots=True)
class Party:
    """Who makes or publishes a source, as an actor of the data set's own or a known one."""

    label: str
    kind: str
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a mapping says of one source. ``holes`` is how many days it may say nothing in
    between without a state having ended; None is any number."""

    party: Party
    publisher: Party
    title: str
    published: str
    times: str
    holds: bool
    holes: int | None
    statuses: Mapping[str, Meaning]
    url: str | None = None
    rights: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole mapping: ``columns`` by what they hold, ``ignored`` columns with reasons,
    ``sources`` by name, those with a text ignored for it."""

    id: str
    columns: Mapping[str, str]
    ignored: Mapping[str, str]
    forms: tuple[str, ...]
    zone: str
    country: str | None
    forces: Mapping[str, tuple[str, str | None]]
    sources: Mapping[str, Told | str]


def plan(file: File) -> Plan:
    """Return what a file says of a table; raises RecordFaults with all that is wrong in it."""
    text = file.text()
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = Position(file.name, int(line[1]) if line else 1, 1)
        raise RecordFaults([Fault(at, f"not TOML: {error}")]) from error
    top = _Table(content, "", file.name, text, [])
    read = _plan(top)
    if top.faults:
        raise RecordFaults(top.faults)
    return read


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, read key by key; what is wrong is added to ``faults``."""

    content: dict[str, object]
    name: str
    file: str
    whole: str
    faults: list[Fault]

    def fault(self, key: str, message: str, hint: str = "") -> None:
        """Add a fault of a key, at the line where it stands after those it is within."""
        where = ".".join(filter(None, (self.name, key)))
        at = 0
        for part in where.split("."):
            found = re.compile(rf"\b{re.escape(part)}\b").search(self.whole, at)
            at = found.start() if found else at
        line = self.whole.count("\n", 0, at) + 1
        self.faults.append(
            Fault(Position(self.file, line, 1), f"{where}: {message}".removeprefix(": "), hint)
        )

    def text(self, key: str, empty: str = "", among: Collection[str] = ()) -> str:
        """Take a key that must be a text, and maybe one of some; ``empty`` if it need not."""
        value = self.content.pop(key, empty or None)
        if value is None:
            self.fault("", f"the key {key} is missing")
        elif not isinstance(value, str) or not value.strip():
            self.fault(key, "is a text with something in it")
        elif among and value not in among:
            close = ", ".join(nearest(value, among))
            known = f"it is one of {', '.join(sorted(among))}"
            self.fault(key, f"{value!r} is not known", f"did you mean {close}?" if close else known)
        else:
            return value
        return empty

    def maybe(self, key: str, among: Collection[str] = ()) -> str | None:
        """Take a key that may be a text."""
        return self.text(key, among=among) if key in self.content else None

    def formed(self, key: str, kind: Kind) -> str | None:
        """Take a key that may be a text of some kind."""
        text = self.maybe(key)
        if text and (wrong := kind.fault(text)):
            self.fault(key, *wrong)
        return text

    def table(self, key: str) -> _Table:
        """Take a key that must be a table."""
        value = self.content.pop(key, {})
        if not isinstance(value, dict):
            self.fault(key, "is a table")
            value = {}
        return self.within(key, value)

    def within(self, key: str, value: object) -> _Table:
        """Return a table of a key within this one."""
        name = f"{self.name}.{key}" if self.name else key
        content = cast("dict[str, object]", value)
        return _Table(dict(content), name, self.file, self.whole, self.faults)

    def texts(self) -> dict[str, str]:
        """Take all that is left, each of which must be a text."""
        return {key: self.text(key) for key in [*self.content]}

    def tables(self) -> dict[str, _Table]:
        """Take all that is left, each of which must be a table."""
        return {key: self.table(key) for key in [*self.content]}

    def other(self, key: str, kind: type, empty: object) -> object:
        """Take a key that may be of some other type."""
        value = self.content.pop(key, empty)
        if value is not empty and type(value) is not kind:
            self.fault(key, f"is not {value!r} but of the type {kind.__name__}")
            return empty
        return value

    def end(self, *known: str) -> None:
        """Add a fault for each key that was not taken."""
        for key in self.content:
            close = ", ".join(nearest(key, known))
            self.fault(key, "is not known here", f"did you mean {close}?" if close else "")


def _plan(top: _Table) -> Plan:
    columns = top.table("columns")
    named = {key: columns.text(key) for key in ("place", "time", "source", "status")}
    some = ("geonames", "latitude", "longitude")
    named |= {key: columns.text(key) for key in some if key in columns.content}
    columns.end(*named, *some)
    forms = top.other("forms", list, [])
    forces: dict[str, tuple[str, str | None]] = dict(FORCES)
    for key, force in top.table("forces").tables().items():
        forces[key] = (force.text("label"), force.maybe("side", KEYS["side"]))
        force.end("label", "side")
    zone = top.text("timezone", "UTC")
    try:
        when.instant("2022", zone)
    except TimeError as error:
        top.fault("timezone", str(error))
    sources = top.table("sources").tables()
    read = Plan(
        id=top.formed("id", ID) or top.text("id"),
        columns=named,
        ignored=top.table("ignored").texts(),
        forms=tuple(map(str, cast("list[object]", forms))),
        zone=zone,
        country=top.formed("country", COUNTRY),
        forces=forces,
        sources={key: _source(source, forces, zone) for key, source in sources.items()},
    )
    top.end("id", "columns", "ignored", "forms", "timezone", "country", "forces", "sources")
    return read


def _source(source: _Table, forces: Collection[str], zone: str) -> Told | str:
    if "ignored" in source.content:
        reason = source.text("ignored")
        source.end("ignored")
        return reason
    party = _party(source)
    publisher = source.table("publisher") if "publisher" in source.content else None
    published = source.text("published")
    try:
        when.instant(published, zone)
    except TimeError as error:
        source.fault("published", str(error))
    statuses = source.table("statuses")
    told = Told(
        party=party,
        publisher=_party(publisher) if publisher else party,
        title=source.text("title"),
        published=published,
        times=source.text("times", among=TIMES),
        holds=bool(source.other("holds", bool, empty=True)),
        holes=cast("int | None", source.other("holes", int, empty=None)),
        statuses={key: _meaning(statuses, key, forces) for key in [*statuses.content]},
        url=source.formed("url", URL),
        rights=source.maybe("rights"),
    )
    if publisher:
        publisher.end("label", "kind", "side")
    source.end("label", "kind", "side", "publisher", "title", "published", "times", "holds")
    return told


def _party(table: _Table) -> Party:
    label, kind = table.text("label"), table.text("kind", among=KEYS["actor-kind"])
    return Party(label, kind, table.maybe("side", KEYS["side"]))


def _meaning(statuses: _Table, key: str, forces: Collection[str]) -> Meaning:
    if not isinstance(statuses.content[key], dict):
        return statuses.text(key, among=(NOTHING, OVER))
    table = statuses.table(key)
    type_ = table.text("type", among=KEYS["event-type"])
    force = table.maybe("force", forces)
    framing = table.maybe("framing", KEYS["framing"])
    status = Status(
        type=type_,
        words=_words(type_, force),
        force=force,
        framings=(framing,) if framing else (),
        description=table.maybe("as"),
        modality=table.text("modality", "asserted", KEYS["modality"]),
    )
    if type_ == STATES[0] and not force:
        table.fault("", "the key force is missing: control is somebody's")
    table.end("type", "force", "framing", "as", "modality")
    return status


def _words(type_: str, force: str | None) -> str:
    held = f"held by {FORCES[force][0] if force and force in FORCES else force}"
    states = {"control": held, "contested-control": "contested", "no-control": "held by nobody"}
    return states.get(type_, type_.replace("-", " "))
