"""Tables made up by rule and seed in the forms that loaders read: of violence and of control."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random

PER_PLACE = 50
PER_SERIES = 6
DAYS = 30
FIRST = date(2022, 2, 24)
NUMBER = 100_000
"""The GeoNames number of the first place; the others follow by sevens."""

STATES = ("UA", "CONTESTED", "RU")
STATUSES = ("held-north", "contested", "held-south")
SOURCES = ("lantern", "harbour", "atlas")
MAPPING = """\
id = "fronts"
timezone = "Europe/Kyiv"
country = "UA"

[columns]
place = "place"
geonames = "geonameid"
time = "from_time"
source = "source"
status = "status"
"""
TOLD = """
[sources.{name}]
label = "The {name} map"
kind = "dataset"
side = "third-party"
title = "Control by the {name} map"
published = "2022-11-22/2026"
times = "changes"

[sources.{name}.statuses]
held-north = {{ type = "control", force = "ukrainian-forces" }}
contested = {{ type = "contested-control" }}
held-south = {{ type = "control", force = "russian-forces" }}
"""

YEARS = range(1989, 2023)
SIDES = ("Government of Arland", "Government of Borland", "Front of the North", "Hill League")


def violence(file: Path, events: int) -> int:
    """Write a release of UCDP GED of so many events, and return how many rows it has."""
    random = Random(events)  # noqa: S311 # no secret hangs on it
    rows = (_event(number, events, random) for number in range(1, events + 1))
    first = next(rows)
    _write(file, [*first], (row.values() for row in chain([first], rows)))
    return events


def daily(file: Path, claims: int) -> int:
    """Write who held places, a row a day in VIINA's form, and return how many rows it has: as
    many claims as there are runs of equal days."""
    random = Random(claims)  # noqa: S311
    places = claims // PER_SERIES
    rows = (
        (_number(place), FIRST + timedelta(days=day), state)
        for place in range(places)
        for day, state in enumerate(_states(random))
    )
    _write(file, ("geonameid", "date", "status"), rows)
    return places * DAYS


def changes(file: Path, mapping: Path, claims: int) -> int:
    """Write what sources say of places, a row a change, with what its words mean, and return
    how many rows it has: each is a claim."""
    random = Random(claims)  # noqa: S311
    mapping.write_text(MAPPING + "".join(TOLD.format(name=name) for name in SOURCES), "utf-8")
    places = claims // PER_SERIES // len(SOURCES)
    series = [(place, source) for place in range(places) for source in SOURCES]
    rows = (row for place, source in series for row in _changes(place, source, random))
    _write(file, ("place", "geonameid", "from_time", "source", "status"), rows)
    return len(series) * PER_SERIES


def _write(file: Path, names: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        writer.writerows(rows)


def _number(place: int) -> int:
    return NUMBER + 7 * place


def _states(random: Random) -> Iterator[str]:
    """Yield the state of each day, in runs of which none is like the one before."""
    begins = {0, *random.sample(range(1, DAYS), PER_SERIES - 1)}
    state = random.choice(STATES)
    for day in range(DAYS):
        if day in begins:
            state = random.choice([other for other in STATES if other != state])
        yield state


def _changes(place: int, source: str, random: Random) -> Iterator[tuple[object, ...]]:
    status = random.choice(STATUSES)
    for day in sorted(random.sample(range(250), PER_SERIES)):
        status = random.choice([other for other in STATUSES if other != status])
        when = FIRST + timedelta(days=day)
        yield f"Town {place}", _number(place), when, source, status


def _event(number: int, events: int, random: Random) -> dict[str, object]:
    """Return a row: an event that one agency claims, an article tells, and UCDP codes."""
    year = random.choice(YEARS)
    day = date(year, 1, 1) + timedelta(days=random.randrange(365))
    told = day + timedelta(days=1)
    one, other = random.sample(range(len(SIDES)), 2)
    town = random.randrange(max(1, events // PER_PLACE))
    office, headline = f"Daily {random.randrange(200)}", f"What happened on {day}, part {number}"
    deaths = [random.randrange(10) for _ in range(4)]
    best = sum(deaths)
    latitude, longitude = 40 + town % 1000 / 100, 30 + town // 1000 / 100
    return {
        "id": number,
        "relid": f"ARL-{year}-1-1-{number}",
        "year": year,
        "active_year": 1,
        "code_status": "Clear",
        "type_of_violence": 1,
        "conflict_new_id": 1,
        "conflict_name": "Arland - Borland",
        "dyad_new_id": 1,
        "dyad_name": f"{SIDES[one]} - {SIDES[other]}",
        "side_a_new_id": 900 + one,
        "side_a": SIDES[one],
        "side_b_new_id": 900 + other,
        "side_b": SIDES[other],
        "number_of_sources": 1,
        "source_article": f'"{office},{told},{headline}"',
        "source_office": office,
        "source_date": told,
        "source_headline": headline,
        "source_original": f"Agency {random.randrange(50)}",
        "where_prec": 1,
        "where_coordinates": f"Stead {town} town",
        "where_description": f"Stead {town}",
        "adm_1": f"Region {town % 25}",
        "adm_2": f"District {town % 500}",
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})",
        "priogrid_gid": 200_000 + town,
        "country": "Arland",
        "country_id": 369,
        "region": "Europe",
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": day,
        "date_end": day,
        "deaths_a": deaths[0],
        "deaths_b": deaths[1],
        "deaths_civilians": deaths[2],
        "deaths_unknown": deaths[3],
        "best": best,
        "high": best + random.randrange(20),
        "low": best - random.randrange(best + 1),
    }
