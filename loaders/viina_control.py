"""VIINA tables of who controls populated places: a row a place and day, or a column a day.

A run of days with the same status is one claim, by VIINA. Its begin lies between the last day of
the run before and its own first day, its end likewise; the first run may have begun at any time
before, the last one goes on. A day that is missing is no change. LIBERATED is control by Ukraine
like UA, and CONTESTED a state of its own. Places are known by their GeoNames numbers.

Nothing is concluded about what lies between two observations, nor how control changed hands.

Examples:
  claimline load viina-control control.csv --release 2.0
  claimline load viina-control wide.csv --release 1.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from claimline import when
from claimline.errors import Fault, Position
from claimline.intake import (
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
    rows,
    slug,
)
from claimline.intake.control import STATES, State
from claimline.model import Claim, Document, Option, Report, Source, Value
from claimline.record import Known

SOURCE = Source(
    title="VIINA: Violent Incident Information from News Articles",
    licence="ODbL",
    link="https://github.com/zhukovyuri/VIINA",
)

OPTIONS = (
    Option("release", "The release of VIINA that the files are of, as in 2.0.", "unversioned"),
    Option("published", "When it came out, in EDTF.  [default: after the last day in it, by 2026]"),
)

ZONE = "Europe/Kyiv"

STATUSES = STATES | {"LIBERATED": STATES["UA"]}

_IGNORED = {
    "feature_code": "the gazetteer knows what kind of place it is",
    "initial": "it follows from the days",
    "current": "it follows from the days",
    "occupy_change": "it follows from the days",
    "contested": "it follows from the days",
}


class _Columns(Columns):
    """The columns of the long form or of the wide one, whose days are columns of their own."""

    def faults(self, names: Sequence[str], at: Position) -> list[Fault]:
        """Return what is wrong with the names in a header."""
        known = [name for name in names if not _is_day(name)]
        if len(known) == len(names):
            return Columns(["geonameid", "date", "status"]).faults(names, at)
        return super().faults(known, at)


def _is_day(name: str) -> bool:
    try:
        return bool(_DAY.fullmatch(name) and date.fromisoformat(name))
    except ValueError:
        return False


COLUMNS = _Columns(["geonameid", "city", "latitude", "longitude"], ignored=_IGNORED)

_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_DAY = re.compile(r"[12][0-9]{7}")
_WRITTEN = 2026
"""The year by whose end the tables of the years before had been published."""

_BLOCK = 20_000
"""Rows that are accounted for at a time."""


@dataclass(slots=True)
class _Place:
    """What was read of a place: its runs of equal days, each with its first and last day."""

    at: Position
    runs: list[tuple[str, date, date]] = field(default_factory=list)
    name: str | None = None
    degrees: tuple[Decimal, Decimal] | None = None

    def see(self, status: str, day: date) -> str | None:
        """Take a day's status; return what is wrong with it, if anything."""
        state = "UA" if status == "LIBERATED" else status
        if not self.runs:
            self.runs.append((state, day, day))
            return None
        last, first, until = self.runs[-1]
        if day > until:
            if state == last:
                self.runs[-1] = (last, first, day)
            else:
                self.runs.append((state, day, day))
            return None
        if day == until and state == last:
            return ""
        return f"{day} of this place comes after {until}" if day < until else f"{day}: was {last}"


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield what becomes of the rows, and in the end the claims, place by place."""
    places: dict[int, _Place] = {}
    days: dict[str, date | None] = {}
    taken = 0
    for row in rows(files, COLUMNS):
        outcome = _day(row, places, days) if "status" in row.fields else _wide(row, places)
        if outcome is None:
            taken += 1
        else:
            yield outcome
        if taken == _BLOCK:
            yield Taken(rows=taken)
            taken = 0
    yield Taken(rows=taken)
    yield from _claims(places, known, options)


def _wide(row: Row, places: dict[int, _Place]) -> Outcome | None:
    """Take one row of a wide table, a place with all its days; None if it was taken."""
    number = row.whole("geonameid", 1)
    place = _Place(row.at, name=row.text("city"), degrees=row.degrees("latitude", "longitude"))
    for name in sorted(name for name in row.fields if _DAY.fullmatch(name)):
        state = row.maybe(name)
        if state is not None and state not in STATUSES:
            row.one_of(name, STATUSES, STATES["UA"])
        elif state is not None:
            place.see(state, date.fromisoformat(name))
    if number in places:
        row.fault("geonameid", f"{number} stands at {places[number].at} already")
    if row.faults:
        return Refused(tuple(row.faults), row)
    if not place.runs:
        return Ignored("a place of which no day says anything")
    places[number] = place
    return None


def _day(row: Row, places: dict[int, _Place], days: dict[str, date | None]) -> Outcome | None:
    """Take one row of a long table; None if it was taken."""
    fields = row.fields
    number, text, status = fields["geonameid"], fields["date"], fields["status"]
    day = days.get(str(text)) or _read(str(text), days)
    if row.faults or day is None or status not in STATUSES or not _is_number(number):
        return _refused(row)
    place = places.get(int(str(number)))
    if place is None:
        place = places[int(str(number))] = _Place(row.at)
    wrong = place.see(str(status), day)
    if wrong is None:
        return None
    if not wrong:
        return Ignored("the same day of the same place again")
    row.fault("date", wrong, "the days of a place come in order, each once")
    return Refused(tuple(row.faults), row)


def _is_number(value: object) -> bool:
    return bool(_NUMBER.fullmatch(str(value)))


def _read(text: str, days: dict[str, date | None]) -> date | None:
    try:
        days[text] = date.fromisoformat(text) if text[4:5] == "-" else None
    except ValueError:
        days[text] = None
    return days[text]


def _refused(row: Row) -> Refused:
    """Return a row with all that is wrong with it."""
    if not row.cells:
        number = row.text("geonameid")
        if number and not _is_number(number):
            row.fault("geonameid", f"{number!r} is not a GeoNames number")
        row.date("date", "%Y-%m-%d")
        row.one_of("status", STATUSES, STATES["UA"])
        if not row.faults:
            row.fault("date", f"{row.maybe('date')!r} is not a date as it is written here")
    return Refused(tuple(row.faults), row)


def _claims(
    places: dict[int, _Place], known: Known, options: Mapping[str, str]
) -> Iterator[Outcome]:
    """Yield the claims of each place, in the order of the numbers."""
    maker = _Maker(known, options)
    shard = ""
    for number in sorted(places):
        place = places[number]
        year = place.runs[0][1].year
        document = f"viina-{slug(options['release'].replace('.', '-'))}-{year}-{number // 1000}"
        if document != shard:
            last = max(
                places[other].runs[-1][2] for other in places if other // 1000 == number // 1000
            )
            yield Taken(tuple(maker.document(document, number // 1000, last)), rows=0)
            shard = document
        row = Row({}, place.at)
        values = tuple(maker.claims(document, number, place, row))
        yield Refused(tuple(row.faults), row) if row.faults else Taken(values, rows=0)


class _Maker:
    """Makes values of places that were read."""

    def __init__(self, known: Known, options: Mapping[str, str]) -> None:
        self.release = options["release"]
        self.published = options["published"]
        self.actors = Actors(known, "viina")
        self.places = Places(known, "viina")
        self.coder = self.actors.key("VIINA", kind="dataset", own="viina")

    def document(self, key: str, thousand: int, last: date) -> Iterator[Value]:
        """Yield the document that a thousand of GeoNames numbers makes."""
        yield from self.actors.declared()
        self.moment = when.instant(self.published or f"{last}/{max(last.year, _WRITTEN)}", ZONE)
        yield Document(
            id=key,
            record=key,
            publisher=self.coder,
            kind="dataset",
            title=f"VIINA {self.release}: places of GeoNames {thousand}000 to {thousand}999",
            url=SOURCE.link,
            language="en",
            published=self.moment,
            rights=SOURCE.licence,
            extracted_by="machine-coded by VIINA from news reports",
        )

    def claims(self, document: str, number: int, place: _Place, row: Row) -> Iterator[Value]:
        """Yield the claims of one place, and what they need."""
        name = place.name or f"GeoNames {number}"
        mention = Mention(
            name=name,
            kind="settlement",
            geonames=str(number),
            country="UA",
            at=place.degrees,
            precision="locality",
        )
        key = self.places.key(row, "geonameid", mention)
        yield from self.places.declared()
        yield control.event_of(key)
        for count, (status, first, last) in enumerate(place.runs):
            before = place.runs[count - 1][2] if count else ".."
            after = place.runs[count + 1][1] if count + 1 < len(place.runs) else ".."
            state: State = STATUSES[status]
            content = control.held(
                key,
                state,
                self.actors,
                when.instant(f"{before}/{first}", ZONE),
                when.instant(f"{last}/{after}", ZONE),
            )
            yield from self.actors.declared()
            yield Claim(
                document=document,
                id=f"{number}-{first}-{status.lower()}",
                claimant=self.coder,
                asserts=content,
                summary=f"{name} {state.words} from {first} to {last}, in VIINA's table",
                reports=(
                    Report(
                        id="1",
                        reporter=self.coder,
                        speech="authorial",
                        document=document,
                        published=self.moment,
                    ),
                ),
                timezone=ZONE,
                at=place.at,
            )
