"""GeoNames places: country dumps and cities files, as they are or as CSV with a header.

Each row is a place with all its names. GeoNames' main name is the one used internationally and
stands as the English label; alternate names are spellings, since the dumps do not say of which
language each is. A Wikidata number among them identifies the place as well. A row whose number
a place of the store has already is ignored: it would be a second place of the same identity.
What a place is part of is not told by these files, which only have the codes of regions.

Examples:
  claimline load geonames cities.csv
  claimline load geonames cities.csv --dry-run
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from claimline.intake import Columns, Files, Outcome, Row, Skip, outcomes, table
from claimline.model import Option, Place, Source
from claimline.record import Known

SOURCE = Source(
    title="GeoNames",
    licence="CC BY 4.0",
    link="https://www.geonames.org/export/",
)

OPTIONS: tuple[Option, ...] = ()

# The columns of a dump, in its order; a CSV file has them in its header.
_DUMP = [
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "lat",
    "lon",
    "feature_class",
    "feature_code",
    "country_code",
    "cc2",
    "admin1",
    "admin2",
    "admin3",
    "admin4",
    "population",
    "elevation",
    "dem",
    "timezone",
    "moddate",
]
_IGNORED = {
    "asciiname": "it follows from the name",
    "cc2": "other countries that claim the place: a matter for claims, not for a gazetteer",
    "admin1": "a code, whose name these files do not tell",
    "admin2": "a code, whose name these files do not tell",
    "admin3": "a code, whose name these files do not tell",
    "admin4": "a code, whose name these files do not tell",
    "population": "a figure without a source or a date",
    "elevation": "not needed to tell a place",
    "dem": "not needed to tell a place",
    "timezone": "claims have time zones, places have not",
    "moddate": "when the entry was edited",
}
COLUMNS = Columns([name for name in _DUMP if name not in _IGNORED], ignored=_IGNORED)

KINDS = {
    "PCLI": "country",
    "PCL": "country",
    "ADM1": "region",
    "ADM2": "district",
    "ADM3": "municipality",
    "ADM4": "municipality",
    "PPLC": "city",
    "PPLA": "city",
    "PPLA2": "town",
    "PPLA3": "town",
    "PPLX": "quarter",
    "ISL": "island",
}
"""Kinds of places by feature code, where that says more than the class."""

CLASSES = {
    "A": "area",
    "H": "water",
    "L": "area",
    "P": "settlement",
    "R": "road",
    "S": "site",
    "T": "area",
    "U": "water",
    "V": "area",
}
"""Kinds of places by feature class."""

_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_NO_NAME = re.compile(r"https?://.*|[0-9 -]+")
"""What stands among alternate names in dumps and is none: links and postal codes."""


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the place that each row is."""
    del options
    lines: dict[str, int] = {}
    for file in files.ending(".csv", ".txt", ".jsonl"):
        dump = file.suffix == ".txt"
        rows = table(
            file,
            COLUMNS,
            delimiter="\t" if dump else ",",
            quoted=not dump,
            header=_DUMP if dump else None,
        )
        yield from outcomes(rows, lambda row: _place(row, known, lines))


def _place(row: Row, known: Known, lines: dict[str, int]) -> Iterator[Place]:
    number = row.text("geonameid")
    if number and not _NUMBER.fullmatch(number):
        row.fault("geonameid", f"{number!r} is not a GeoNames number")
    if number in lines:
        row.fault("geonameid", f"{number} stands in line {lines[number]} already")
    lines.setdefault(number, row.at.line)
    key = f"geonames-{number}"
    for spot in known.lookup.spots(number) if number else ():
        if spot.key != key:
            raise Skip(f"the place {spot.key} has this GeoNames number")
    at = row.degrees("lat", "lon")
    others = dict.fromkeys(row.parts("alternatenames", ","))
    items = [name for name in others if _WIKIDATA.fullmatch(name)]
    kind = row.one_of("feature_class", CLASSES, "area")
    yield Place(
        id=key,
        labels=(("en", row.text("name")),),
        kind=KINDS.get(row.maybe("feature_code") or "", kind),
        spellings=tuple(
            name
            for name in others
            if not _WIKIDATA.fullmatch(name)
            and not _NO_NAME.fullmatch(name)
            and name != row.maybe("name")
        ),
        geonames=number,
        wikidata=items[0] if len(items) == 1 else None,
        country=row.maybe("country_code"),
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        precision="exact" if at else None,
        at=row.at,
    )
