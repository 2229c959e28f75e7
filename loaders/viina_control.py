"""VIINA's control of populated places: tables of a row a day, or of a column a day.

A run of equal days is one claim by VIINA. Its state began between the last other day and the
first of the run, and ended between its last day and the next other one; so days that are
missing are no change, but leave more room for one. What holds on the first day began on it or
before; what holds on the last has no end. Each year is read by itself, as VIINA releases it.
Every run is a claim, that of a place which never changed hands too, unless --changes-only says
otherwise. VIINA takes a status by majority from DeepStateMap, ISW, Wikipedia and events coded
by machine from news: nothing is concluded here about which of them said so. LIBERATED is held
by Ukraine as UA is, in the words of a liberation; CONTESTED is a state of its own. A refused
row cannot be mended apart from its table: a run is told by all of its rows.

Examples:
  claimline load viina-control control.csv
  claimline load viina-control wide.csv --published 2022-03-26/2022-12 --changes-only yes
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from claimline.errors import RecordFaults
from claimline.intake import (
    Columns,
    Files,
    Ignored,
    Mention,
    Outcome,
    Places,
    Refused,
    Row,
    Sheet,
    Taken,
    sheet,
)
from claimline.intake.control import (
    CONTESTED,
    LIBERATED,
    RUSSIAN,
    TIMEZONE,
    UKRAINIAN,
    Control,
    day_in_words,
)
from claimline.intake.runs import Series
from claimline.model import Document, Option, Source, Value
from claimline.record import Known

SOURCE = Source(
    title="VIINA, control of populated places",
    licence="ODbL 1.0",
    link="https://github.com/zhukovyuri/VIINA",
)

OPTIONS: tuple[Option, ...] = (
    Option(
        "release",
        "The release of VIINA: by itself 2.0 for a row a day, 1.0 for a column a day.",
        choices=("", "1.0", "2.0"),
    ),
    Option("published", "When it came out, in EDTF.  [default: after the last day in it, by 2026]"),
    Option("changes-only", "Leave out places with one status only.", "no", choices=("no", "yes")),
    TIMEZONE,
)

STATUSES = {"UA": UKRAINIAN, "LIBERATED": LIBERATED, "RU": RUSSIAN, "CONTESTED": CONTESTED}

_VOTE = "a vote behind the status; load that map or table by its own loader"
LONG = Columns(
    ["geonameid", "date", "status"],
    ignored={f"status_{name}": _VOTE for name in ("wiki", "boost", "dsm", "isw")},
)
_PLACE = ["geonameid", "city", "longitude", "latitude", "feature_code"]
_IGNORED = {
    "initial": "it repeats feature_code",
    "current": "it repeats the status of the last day",
    "occupy_change": "it follows from the days",
    "contested": "it counts days that are given one by one",
}

KINDS = dict.fromkeys(("PPL", "PPLF", "PPLH", "PPLL", "PPLQ", "PPLR", "PPLS", "PPLW"), "settlement")
KINDS |= {"PPLX": "quarter", "PPLC": "city", "PPLA": "city", "PPLA2": "town", "PPLA3": "town"}
KINDS |= {"PPLA4": "settlement", "PPLA5": "settlement", "STLMT": "settlement"}
"""Kinds of places by GeoNames' feature code."""

_DAY = re.compile("[0-9]{8}")

_WRITTEN = 2026
"""The year by whose end the tables of the years before had come out."""

_BEAT = 50_000
"""Lines after which whoever watches the load hears of it."""


_Year = dict[str, Series]
_Years = dict[tuple[str, str], _Year]


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield what was refused or ignored while reading, then each place with all its rows."""
    control = Control(known, "viina", options["timezone"])
    control.moment(options["published"])
    years: _Years = {}
    for file in files.ending(".csv", ".jsonl"):
        table = sheet(file)
        days = [name for name in table.names if _DAY.fullmatch(name)]
        table.check(Columns([*_PLACE, *days], ignored=_IGNORED) if days else LONG)
        if days:
            yield from _wide(table, days, years, options["release"] or "1.0")
        else:
            yield from _long(table, years, options["release"] or "2.0")
    yield from _claimed(years, control, Places(known, "viina"), options)


def _long(table: Sheet, years: _Years, release: str) -> Iterator[Outcome]:
    """Read a row a day; most say the same as the day before, and are done with at once."""
    number, date, status = map(table.names.index, LONG.needed)
    width = len(table.names)
    days: dict[str, tuple[str, _Year]] = {}
    nothing: tuple[str, _Year] = ("", {})
    for count, (line, cells) in enumerate(table.records):
        day, year = days.get(cells[date], nothing) if len(cells) == width else nothing
        series = year.get(cells[number])
        if series and series.text == cells[status] and series.last < day:
            series.last = day
            series.rows += 1
        elif outcome := _day(table.row(line, cells), years, release, days):
            yield outcome
        if not count % _BEAT:
            yield Taken(rows=0)


def _day(
    row: Row, years: _Years, release: str, days: dict[str, tuple[str, _Year]]
) -> Outcome | None:
    """Take a row that may begin a run, or return why it does not count."""
    number, text = _number(row), row.text("status")
    day = row.date("date", "%Y-%m-%d", "%Y%m%d")
    status = row.one_of("status", STATUSES, CONTESTED)
    if row.faults:
        return Refused(tuple(row.faults), row)
    day, year = days.setdefault(row.text("date"), (day, years.setdefault((release, day[:4]), {})))
    series = year.get(str(number))
    if series is None:
        name = Mention(
            name=f"GeoNames {number}", kind="settlement", geonames=str(number), country="UA"
        )
        series = Series(number, name, status, text, day, day, row.at)
    elif day == series.last and text == series.text:
        return Ignored("the same row again")
    elif day <= series.last:
        row.fault("date", f"this place has had {series.last} before", "days follow one another")
        return Refused(tuple(row.faults), row)
    else:
        series.add(day, text, status, row.at)
    series.rows += 1
    year[str(number)] = year[str(row.fields["geonameid"])] = series
    return None


def _wide(table: Sheet, days: list[str], years: _Years, release: str) -> Iterator[Outcome]:
    """Read a row a place; an empty cell is a day that is missing."""
    dates = {name: _date(name, table) for name in sorted(days)}
    for line, cells in table.records:
        row = table.row(line, cells)
        some = _series(row, dates)
        for year, series in some.items():
            if before := years.get((release, year), {}).get(str(series.number)):
                where = f"{before.number} stands in line {before.at.line} already"
                row.fault("geonameid", where)
        if row.faults:
            yield Refused(tuple(row.faults), row)
            continue
        for rows, (year, series) in zip((1, *(0 for _ in some)), some.items(), strict=False):
            series.rows = rows
            years.setdefault((release, year), {})[str(series.number)] = series


def _series(row: Row, dates: Mapping[str, str]) -> dict[str, Series]:
    """Return the days of a place by year; ``dates`` are the columns' days, in order."""
    number = _number(row)
    mention = Mention(
        name=row.text("city"),
        kind=row.one_of("feature_code", KINDS, "settlement"),
        geonames=str(number),
        country="UA",
        at=row.degrees("latitude", "longitude"),
        precision="exact",
    )
    some: dict[str, Series] = {}
    for name, day in dates.items():
        if row.has(name):
            text, status = row.text(name), row.one_of(name, STATUSES, CONTESTED)
            if series := some.get(day[:4]):
                series.add(day, text, status, row.at)
            else:
                some[day[:4]] = Series(number, mention, status, text, day, day, row.at)
    if not some:
        row.fault("", "no day of this place has a status")
    return some


def _claimed(
    years: _Years, control: Control, places: Places, options: Mapping[str, str]
) -> Iterator[Outcome]:
    """Yield each place of each year with its claims, thousand by thousand of GeoNames numbers;
    what is told is forgotten."""
    viina = control.actors.key("VIINA", kind="dataset", own="viina", side="third-party")
    for release, year in sorted(years):
        by_number = {series.number: series for series in years.pop((release, year)).values()}
        last = max(series.last for series in by_number.values())
        told = options["published"] or f"{last}/{max(int(year), _WRITTEN)}"
        for thousand, numbers in groupby(sorted(by_number), lambda number: number // 1000):
            document = Document(
                id=f"viina-{release}-{year}-{thousand}",
                record=f"viina-{release}-{year}-{thousand}",
                publisher=viina,
                kind="dataset",
                title=f"VIINA {release}, control in {year}, places numbered {thousand}000 to "
                f"{thousand}999",
                url=SOURCE.link,
                language="en",
                published=control.moment(told),
                rights=SOURCE.licence,
                extracted_by="VIINA, by machine from news and maps",
            )
            once: tuple[Value, ...] = (document,)
            for series in map(by_number.pop, numbers):
                if options["changes-only"] == "yes" and not series.ended:
                    yield Ignored("a place that never changed hands", series.rows)
                    continue
                claims = tuple(_claims(series, document, control, places))
                things: tuple[Value, ...] = (*control.declared(), *places.declared())
                yield Taken((*things, *once, *claims), rows=series.rows)
                once = ()


def _claims(
    series: Series, document: Document, control: Control, places: Places
) -> Iterator[Value]:
    """Yield the event of who holds a place, and the claim that each run of days is."""
    place = places.key(Row({}, series.at), "geonameid", series.mention)
    name = places.name(place)
    yield control.event(place, name)
    for run, begin, end in series.bounded():
        days = f"from {day_in_words(run.first)} to {day_in_words(run.last)}"
        yield control.claim(
            document,
            f"{series.number}-{run.first}",
            control.state(place, run.status, control.lasting(begin, end)),
            f"{name} {run.status.words} {days}",
            claimant=document.publisher,
            published=document.published,
            at=run.at,
        )


def _number(row: Row) -> int:
    return row.whole("geonameid", 1, 10**10)


def _date(name: str, table: Sheet) -> str:
    """Return the day that the name of a column is."""
    row = table.row(table.line, [*table.names])
    day = row.date(name, "%Y%m%d")
    if row.faults:
        raise RecordFaults(row.faults)
    return day
