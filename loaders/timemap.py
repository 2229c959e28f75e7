"""TimeMap incidents with their sources, as Bellingcat's Civilian Harm in Ukraine serves them.

JSON files of incidents (a list), of sources (an object by their ids) and of associations (a
list), given together in any order and told apart by what they hold; or one file with the three
under their names, or one of incidents that have their sources and filters within.

Each incident is one claim by those who curate the map (``--by``), who say in their own voice
that it took place; the sources are the evidence of that, each a document at its address, and
no claimants: the files do not tell what each of them says. Its publisher is the platform, never
the person: the address alone carries the account, so that nobody becomes an entry of their own
for having filmed something. A source that the map hides is a document of which nothing is
known, one for each incident. All files are held in memory.

What an incident is follows from its weapon system, where exactly one kind is named that is
known; else it is harm to civilians. The other associations are kept in words. Midnight is the
time of day that TimeMap gives where none is known, and stands for the day. The position is a
place of the incident's own, within the known place that its location names first, if that is
within 25 km; how exact it is, the files do not say.

Examples:
  claimline load timemap events.json sources.json associations.json --by Bellingcat
  claimline load timemap export.json --by Bellingcat --timezone Europe/Kyiv --published 2022-04
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from claimline import when
from claimline.errors import InputError, TimeError, nearest
from claimline.intake import (
    AMBIGUOUS,
    Actors,
    Files,
    Mention,
    Outcome,
    Places,
    Row,
    Skip,
    Taken,
    cut,
    items,
    outcome,
    slug,
)
from claimline.intake.timemap import (
    HIDDEN,
    NOT_OF_SOURCE,
    SOURCE_FIELDS,
    Filter,
    Held,
    filter_of,
    paths_of,
)
from claimline.intake.web import site
from claimline.model import (
    Claim,
    Document,
    Event,
    Evidence,
    Instant,
    Option,
    Place,
    Proposition,
    Report,
    Source,
    Value,
)
from claimline.record import Known
from claimline.record.nodes import Fields, Items

SOURCE = Source(
    title="TimeMap",
    licence="as each map's makers say, who ask to be credited",
    link="https://github.com/bellingcat/ukraine-timemap",
)

OPTIONS = (
    Option("by", "Who curates the map and so claims what it says.", required=True),
    Option("collection", "What the map is called.", default="Incidents"),
    Option("published", "When these files came out (EDTF), if that is known."),
    Option("timezone", "The time zone whose days the dates are.", default="UTC"),
    AMBIGUOUS,
)

WEAPONS = {
    "Air strike": "air-strike",
    "Anti-air missile": "missile-strike",
    "Ballistic missile": "missile-strike",
    "Cluster munitions": "bombardment",
    "Cruise missile": "missile-strike",
    "HE artillery inc mortars": "shelling",
    "HE rocket artillery": "shelling",
    "Incendiary munitions": "bombardment",
    "Land mines": "mine-explosion",
    "Loitering munition": "drone-strike",
    "Small arms": "shooting",
    "Thermobaric munition": "bombardment",
    "Unknown": "civilian-harm",
    "Vehicle mounted weapon": "shooting",
}
"""Event types by weapon system."""

PLATFORMS = {
    "facebook.com": ("Facebook", "post"),
    "fb.watch": ("Facebook", "video"),
    "instagram.com": ("Instagram", "post"),
    "m.facebook.com": ("Facebook", "post"),
    "mobile.twitter.com": ("Twitter", "post"),
    "ok.ru": ("Odnoklassniki", "post"),
    "reddit.com": ("Reddit", "post"),
    "t.co": ("Twitter", "post"),
    "t.me": ("Telegram", "post"),
    "tiktok.com": ("TikTok", "video"),
    "twitter.com": ("Twitter", "post"),
    "vk.com": ("VK", "post"),
    "vm.tiktok.com": ("TikTok", "video"),
    "x.com": ("Twitter", "post"),
    "youtu.be": ("YouTube", "video"),
    "youtube.com": ("YouTube", "video"),
}
"""Platforms, and the kind of document on them, by host; other hosts publish pages."""

_EVENT = [
    *("id", "date", "time", "location", "latitude", "longitude", "associations", "sources"),
    *("filters", "impact", "weapon_system"),
]
_NOT_OF_EVENT = {
    "description": "a text of the curators; the summary is our own",
    "graphic": "a warning to those who look at the sources",
}
_WEAPON = "Weapon System"
_AREA = "Type of area affected"
_LISTS = {"impact": _AREA, "weapon_system": _WEAPON}
"""What the lists are called that stand in incidents instead of associations."""

_HARM = "civilian-harm"
_DATE = re.compile(r"([0-9]{1,2})/[0-9]{1,2}/([0-9]{4})")
_NOWHERE = {"unknown", "undefined", ""}
_PARTED = re.compile(r"[,(/]")


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield what becomes of each row: of what is refused beside incidents, of the incidents
    month by month, and of the sources and associations that they name."""
    held = Held()
    incidents: list[Row] = []
    for file in files.ending(".json", ".jsonl"):
        for row in items(file):
            incidents += held.sorted_out(row)
    yield from held.done
    map_ = _Map(known, options, held)
    for row in sorted(incidents, key=map_.shard):
        yield from map_.incident(row)
    yield from held.used()


class _Map:
    """Makes values of incidents, and knows what the record graph at hand has declared already."""

    def __init__(self, known: Known, options: Mapping[str, str], held: Held) -> None:
        self._by = options["by"]
        self._zone = options["timezone"]
        self._name = options["collection"]
        self._prefix = f"timemap-{slug(self._by)}-{slug(self._name)}"
        self._published = _published(options["published"], self._zone)
        self._held = held
        self._actors = Actors(known, "timemap")
        self._places = Places(known, self._prefix, ambiguous=options["ambiguous"])
        self._curator = self._actors.key(self._by, kind="analyst-group")
        self._shard = ""
        self._cited: set[str] = set()
        self._seen: dict[str, Row] = {}

    def shard(self, row: Row) -> str:
        """Return the id of the document that an incident's month is; "" where it has none."""
        date = row.fields.get("date")
        found = _DATE.fullmatch(date.strip()) if isinstance(date, str) else None
        return f"{self._prefix}-{found[2]}-{int(found[1]):02}" if found else ""

    def incident(self, row: Row) -> Iterator[Outcome]:
        """Yield what becomes of an incident; what others need too comes before it."""
        shard = self.shard(row)
        result = outcome(row, lambda row: self._values(row, shard))
        if isinstance(result, Taken):
            before: list[Value] = [*self._actors.declared()]
            if shard != self._shard:
                self._shard, self._cited = shard, set()
                before.append(self._document(shard))
            cited = [value for value in result.values if isinstance(value, Document)]
            before += [document for document in cited if document.id not in self._cited]
            self._cited |= {document.id for document in cited}
            yield Taken(tuple(before), rows=0, row=row)
            values = (value for value in result.values if not isinstance(value, Document))
            result = Taken(tuple(values), row=row)
        yield result

    def _values(self, row: Row, shard: str) -> Iterator[Value]:
        row.only(_EVENT, _NOT_OF_EVENT)
        number = row.text("id")
        first = self._seen.setdefault(slug(number), row)
        if first is not row and first.fields == row.fields:
            raise Skip("the same row again")
        if first is not row:
            row.fault("id", f"{number} stands at {first.at} already, and reads otherwise")
        day = _time(row)
        time = row.interval("date", day, self._zone) if day else None
        filters = self._filters(row)
        weapons = {WEAPONS[value] for name, value in filters if name == _WEAPON} - {_HARM}
        kind = weapons.pop() if len(weapons) == 1 else _HARM
        location = row.maybe("location") or ""
        place = self._place(row, number, location)
        documents = self._sources(row, shard, number)
        key = f"{self._prefix}-{slug(number)}"
        yield from documents
        if place:
            yield place
        yield Event(
            id=key, type=kind, labels=(("en", f"{self._name}: {number}"),), record=shard, at=row.at
        )
        yield Claim(
            document=shard,
            id=slug(number),
            claimant=self._curator,
            summary=self._summary(kind, day, cut(location, 60), filters),
            timezone=self._zone,
            asserts=Proposition(
                event=key,
                type=kind,
                places=(place.id,) if place else (),
                time=time,
                description="; ".join(f"{name}: {value}" for name, value in filters) or None,
            ),
            reports=(
                Report(
                    id="1",
                    reporter=self._curator,
                    speech="authorial",
                    document=shard,
                    evidence=tuple(Evidence(document=document.id) for document in documents),
                    published=self._published,
                ),
            ),
            at=row.at,
        )

    def _summary(self, kind: str, day: str, location: str, filters: list[Filter]) -> str:
        what = "harm to civilians" if kind == _HARM else kind.replace("-", " ")
        where = f" at {location}" if location.lower() not in _NOWHERE else ""
        areas = ", ".join(value.lower() for name, value in filters if name == _AREA)
        kept = f", area affected: {areas}" if areas else ""
        return f"{self._by} records {what}{where} on {day[:16].replace('T', ' at ')}{kept}"

    def _filters(self, row: Row) -> list[Filter]:
        """Return the associations of an incident, or the filters that stand within it."""
        found: list[Filter] = []
        for key in row.texts("associations"):
            held = self._held.named(row, "associations", "association", key)
            found += [filter_of(held)] if held else []
        for each in row.each("filters"):
            each.only(["key", "value"], {})
            found.append((each.text("key"), each.text("value")))
        found += [(title, each) for name, title in _LISTS.items() for each in row.texts(name)]
        for name, value in found:
            if name == _WEAPON and value not in WEAPONS:
                row.fault("associations", *_no_weapon(value))
        return [] if row.faults else [*dict.fromkeys(found)]

    def _sources(self, row: Row, shard: str, number: str) -> list[Document]:
        """Return the documents that an incident rests on; hidden ones are of that one alone."""
        paths: list[str] = []
        nodes = row.fields.get("sources")
        if isinstance(nodes, Items) and any(isinstance(node, Fields) for node in nodes):
            for each in row.each("sources"):
                each.only(SOURCE_FIELDS, NOT_OF_SOURCE)
                paths += paths_of(each)
        else:
            for key in row.texts("sources"):
                if held := self._held.named(row, "sources", "source", key):
                    paths += paths_of(held)
        found: dict[str, Document] = {}
        for path in [] if row.faults else paths:
            document = self._document_at(shard, number, path, len(found) + 1)
            found.setdefault(document.id, document)
        return [*found.values()]

    def _document_at(self, shard: str, number: str, path: str, count: int) -> Document:
        if path == HIDDEN:
            own = f"{shard}-{slug(number)}-hidden-{count}"
            label = f"source of {number}, hidden by {self._by}"
            publisher = self._actors.key(label, kind="anonymous", own=own, look_up=False)
            return Document(id=own, record=shard, publisher=publisher, kind="page", title=label)
        host = site(path) or path
        name, kind = PLATFORMS.get(host, (host, "page"))
        publisher = self._actors.key(name, kind="platform" if host in PLATFORMS else "outlet")
        mark = sha256(path.encode()).hexdigest()[:12]
        return Document(
            id=f"{shard}-{mark}", record=shard, publisher=publisher, kind=kind, url=path
        )

    def _place(self, row: Row, number: str, location: str) -> Place | None:
        """Return the place of an incident, within the known one that its location names."""
        at = row.degrees("latitude", "longitude")
        named = location.lower() not in _NOWHERE
        if not at and not named:
            return None
        whole = None
        if named:
            begin = _PARTED.split(location)[0].strip()
            others = (begin,) if begin not in {"", location} else ()
            mention = Mention(name=location, kind="settlement", others=others, at=at)
            whole = self._places.known(row, "location", mention)
        return Place(
            id=f"{self._prefix}-{slug(number)}",
            labels=(("en", f"{cut(location)} ({number})" if named else f"place of {number}"),),
            kind="site",
            no_identifier="the position of one incident",
            latitude=at[0] if at else None,
            longitude=at[1] if at else None,
            precision="unknown" if at else None,
            part_of=(whole,) if whole else (),
            at=row.at,
        )

    def _document(self, shard: str) -> Document:
        return Document(
            id=shard,
            record=shard,
            publisher=self._curator,
            kind="dataset",
            title=f"{self._name}, {shard[-7:]}",
            published=self._published,
        )


def _time(row: Row) -> str:
    """Return the day of an incident as EDTF, with the time of day unless that is midnight."""
    day = row.date("date", "%m/%d/%Y")
    if not row.has("time"):
        return day
    time = row.moment("time", "%H:%M", "%H:%M:%S")
    return f"{day}T{time:%H:%M:%S}" if day and (time.hour, time.minute) != (0, 0) else day


def _no_weapon(value: str) -> tuple[str, str]:
    near = ", ".join(nearest(value, WEAPONS))
    return f"{cut(value, 60)!r} is no weapon system known here", near and f"did you mean {near}?"


def _published(edtf: str, zone: str) -> Instant | None:
    try:
        when.instant("2022-02-24", zone)
        return when.instant(edtf, zone) if edtf else None
    except TimeError as error:
        raise InputError(f"--published and --timezone: {error}") from error
