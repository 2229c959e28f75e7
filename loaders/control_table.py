"""Any CSV of places, times, sources and statuses, told by a mapping what its statuses mean.

The mapping (TOML) names the columns and, for each source, who it is, when it was published,
what its times are (`daily`, `observed` or `changes`) and what each status means: a state (who
holds the place), a happening, `nothing` (a hole in the series, which is no change) or `over`
(what held does not any longer). A state is one claim of its source, from the row that first
has it until the first that says otherwise: a daily one changed between the day before and the
day; one that was observed, between the row before and this; with changes, just then. Sources
of which `holds` is false say no more than that a state was there at the time. One record graph
holds what one source says of one place. A status that the mapping does not have is refused, and
a refused row cannot be mended apart from its table.

Examples:
  claimline load control-table fronts.csv --mapping fronts.toml
  claimline load control-table fronts.csv --mapping fronts.toml --ambiguous keep
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from claimline.intake import (
    AMBIGUOUS,
    WHOLE,
    Columns,
    File,
    Files,
    Ignored,
    Mention,
    Outcome,
    Places,
    Refused,
    Row,
    Taken,
    in_order,
    rows,
    slug,
)
from claimline.intake.control import STATES, Control, Status, day_in_words
from claimline.intake.statuses import NOTHING, Meaning, Plan, Told, plan
from claimline.model import (
    Document,
    Event,
    Instant,
    Interval,
    Option,
    Proposition,
    Source,
    Value,
)
from claimline.record import Known

SOURCE = Source(
    title="any table of who holds which place",
    licence="as the mapping says of each source",
    link="https://w3id.org/claimline/ontology",
)

OPTIONS: tuple[Option, ...] = (
    Option("mapping", "The file that says what columns and statuses mean.", required=True),
    AMBIGUOUS,
)

TAKINGS = ("capture", "handover")
"""Happenings that make whoever brought them about hold the place."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row: what a source says of a place at a time, given as EDTF, and what that means.

    ``since`` is when the change may have come about at the earliest, None if nobody looked
    before.
    """

    row: Row
    key: str
    source: str
    time: str = ""
    at: datetime = _NEVER
    meaning: Meaning = NOTHING
    since: str | None = None

    @property
    def change(self) -> str:
        """When it came to be so, as EDTF."""
        return self.time if self.since == self.time else f"{self.since or '..'}/{self.time}"


@dataclass(frozen=True, slots=True)
class _Spell:
    """A state or happening from its first row on: when it began and ended, as EDTF and in
    words; a state that has not ended yet has no end."""

    status: Status
    seen: _Seen
    begin: str
    end: str
    words: str


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the rows of each source and place together, with the claims they make."""
    told = plan(File(Path(options["mapping"])))
    columns = Columns([*told.columns.values()], ignored=told.ignored)
    control = Control(known, told.id, told.zone, told.forces)
    places = Places(known, told.id, ambiguous=options["ambiguous"])
    found = (_seen(row, told) for row in rows(files, columns))
    for key, some in groupby(in_order(found, lambda it: it.key), lambda it: it.key):
        series = [*some]
        source = told.sources.get(series[0].source, "")
        if not key:
            yield from (Refused(tuple(it.row.faults), it.row) for it in series)
        elif isinstance(source, str):
            yield Ignored(f"{series[0].source}: {source}", len(series))
        else:
            yield from _series(series, source, told, control, places)


def _seen(row: Row, told: Plan) -> _Seen:
    """Return what a row says; its key is empty where it has faults."""
    column = told.columns
    if row.mended:
        row.fault(column["status"], *WHOLE)
    name, source = row.text(column["place"]), row.text(column["source"])
    maker = row.one_of(column["source"], told.sources, "")
    mark = _number(row, told)
    key = f"{source}\0{mark or slug(name)}"
    if isinstance(maker, str):
        return _Seen(row, "" if row.faults else key, source)
    meaning = row.one_of(column["status"], maker.statuses, NOTHING)
    time = _time(row, column["time"], told.forms)
    if "latitude" in column and "longitude" in column:
        row.degrees(column["latitude"], column["longitude"])
    moment = row.instant(column["time"], time, told.zone) if time else None
    if moment and (moment.earliest is None or moment.latest is None or "/" in time):
        row.fault(column["time"], f"{time!r} is not one day or moment")
    if moment and maker.times == "daily" and _day(time) is None:
        row.fault(column["time"], f"{time!r} is not a day", "its source has times = 'daily'")
    at = moment.earliest if moment and moment.earliest else _NEVER
    return _Seen(row, "" if row.faults else key, source, time, at, meaning)


def _time(row: Row, name: str, forms: Sequence[str]) -> str:
    """Return a time as EDTF: as it stands, or read by forms, with what they have of a clock."""
    if not forms or not row.text(name):
        return row.text(name) if not forms else ""
    moment = row.moment(name, *forms)
    if any("%z" in form for form in forms):
        return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat('T', 'seconds')}Z"
    clock = any("%H" in form for form in forms)
    whole = moment.replace(tzinfo=None).isoformat("T", "seconds")
    return whole if clock else whole.partition("T")[0]


def _day(time: str) -> date | None:
    try:
        return date.fromisoformat(time)
    except ValueError:
        return None


def _series(
    series: Sequence[_Seen], source: Told, told: Plan, control: Control, places: Places
) -> Iterator[Outcome]:
    """Yield what becomes of the rows of one source and place."""
    kept: list[_Seen] = []
    for it in sorted(series, key=lambda it: it.at):
        before = kept[-1] if kept else None
        if before is None or before.at < it.at:
            kept.append(replace(it, since=_since(it, before, source.times)))
        elif before.meaning == it.meaning:
            yield Ignored("the same row again")
        else:
            first = f"line {before.row.at.line} has another status of that time"
            it.row.fault(told.columns["status"], first)
            yield Refused(tuple(it.row.faults), it.row)
    mention = _mention(kept[0].row, told)
    for it in kept:
        place = places.key(it.row, told.columns["place"], mention)
    silent = sum(it.meaning == NOTHING for it in kept)
    if any(it.row.faults for it in kept):
        yield from (Refused(tuple(it.row.faults), it.row) for it in kept)
        return
    if silent:
        yield Ignored("a status that says nothing, as the mapping has it", silent)
    mark = slug(f"{told.id} {kept[0].key}".replace("\0", " "))
    maker = _Maker(source, mark, place, places.name(place))
    values = tuple(maker.values(kept, control))
    things: tuple[Value, ...] = (*control.declared(), *places.declared())
    if silent < len(kept):
        yield Taken((*things, *values), rows=len(kept) - silent)


def _since(seen: _Seen, before: _Seen | None, times: str) -> str | None:
    if times == "changes":
        return seen.time
    if before is None or times == "observed":
        return before.time if before else None
    return f"{date.fromisoformat(seen.time) - timedelta(days=1)}"


def _number(row: Row, told: Plan) -> str | None:
    name = told.columns.get("geonames", "")
    return str(row.whole(name, 1, 10**10)) if row.has(name) else None


def _mention(row: Row, told: Plan) -> Mention:
    column = told.columns
    both = "latitude" in column and "longitude" in column
    return Mention(
        name=row.text(column["place"]),
        kind="settlement",
        geonames=_number(row, told),
        country=told.country,
        at=row.degrees(column["latitude"], column["longitude"]) if both else None,
        precision="near",
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the values of what one source says of one place."""

    source: Told
    mark: str
    place: str
    name: str

    def values(self, series: Sequence[_Seen], control: Control) -> Iterator[Value]:
        """Yield the document, the event of who holds the place, and the claims."""
        source, mark, place, name = self.source, self.mark, self.place, self.name
        claimant, publisher = (
            control.actors.key(party.label, kind=party.kind, side=party.side)
            for party in (source.party, source.publisher)
        )
        document = Document(
            id=mark,
            record=mark,
            publisher=publisher,
            kind="dataset",
            title=f"{source.title}, {name}",
            url=source.url,
            published=control.moment(source.published),
            rights=source.rights,
        )
        yield document
        yield control.event(place, name)
        for spell in _spells(series, source):
            status, key = spell.status, spell.seen.time.lower().replace(":", "")
            asserts = control.state(place, status, control.lasting(spell.begin, spell.end))
            if status.type not in STATES:
                event = Event(
                    id=f"{mark}-{key}",
                    type=status.type,
                    labels=(("en", f"{status.words.capitalize()} in {name}, {spell.seen.time}"),),
                    record=mark,
                )
                yield event
                asserts = _happening(asserts, event, control.moment(spell.begin))
            note = f" ({status.description})" if status.description else ""
            yield control.claim(
                document,
                key,
                asserts,
                f"{name} {status.words}{note} {spell.words}",
                claimant=claimant,
                published=document.published,
                modality=status.modality,
                at=spell.seen.row.at,
            )


def _happening(asserts: Proposition, event: Event, moment: Instant) -> Proposition:
    """Return that something happened then; who holds a place after it only a taking says."""
    taken = asserts.type in TAKINGS
    return replace(
        asserts,
        event=event.id,
        actors=(asserts.controller,) if asserts.controller else (),
        controller=asserts.controller if taken else None,
        time=Interval(moment, moment),
    )


def _spells(series: Sequence[_Seen], source: Told) -> Iterator[_Spell]:
    """Yield the states and happenings of a series, each when it has ended."""
    begun: _Spell | None = None
    hole: _Seen | None = None
    for seen in series:
        if seen.meaning == NOTHING:
            hole = hole or seen
        elif begun and _goes_on(begun, hole, seen, source):
            hole = None
        else:
            if begun:
                yield _ended(begun, hole, seen, source)
            begun, hole = None, None
            if isinstance(seen.meaning, Status):
                spell = _begun(seen.meaning, seen, source)
                if spell.end:
                    yield spell
                else:
                    begun = spell
    if begun:
        last = hole.since if hole else series[-1].time
        yield replace(begun, end=f"{last}/..", words=f"{begun.words} on")


def _begun(status: Status, seen: _Seen, source: Told) -> _Spell:
    """Return what begins with a row; a happening, and what is not said to last, ends there."""
    day = day_in_words(seen.time)
    if status.type not in STATES:
        return _Spell(status, seen, seen.change, seen.change, f"on {day}")
    if not source.holds:
        return _Spell(status, seen, f"../{seen.time}", f"{seen.time}/..", f"as of {day}")
    return _Spell(status, seen, seen.change, "", f"from {day}")


def _long(hole: _Seen | None, seen: _Seen, source: Told) -> bool:
    """Tell whether nothing was said for longer than a source may leave holes."""
    most = source.holes
    return hole is not None and most is not None and seen.at - hole.at > timedelta(days=most)


def _goes_on(begun: _Spell, hole: _Seen | None, seen: _Seen, source: Told) -> bool:
    meaning = seen.meaning
    same = isinstance(meaning, Status) and meaning.same(begun.status)
    return same and not _long(hole, seen, source)


def _ended(begun: _Spell, hole: _Seen | None, seen: _Seen, source: Told) -> _Spell:
    """Return a state with its end: at a row that says otherwise, or somewhere in a hole."""
    over = hole if hole and _long(hole, seen, source) else seen
    end = f"{hole.since or '..'}/{seen.time}" if hole and over is seen else over.change
    return replace(begun, end=end, words=f"{begun.words} until {day_in_words(over.time)}")
