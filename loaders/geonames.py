"""GeoNames places: country dumps and cities files, as they are or as CSV with a header.

Each row is a place with all its names. GeoNames' main name is the one used internationally and
stands as the English label, unless the names by language have one that is English and
preferred, or the only English one. Names whose language nobody tells are spellings, and so are
those that are historic or colloquial, or of which a language has several and prefers none.
Links and postal codes among the names are none; a Wikidata number identifies the place as well,
if there is one only.

A row whose number a place of the store has already is ignored: it would be a second place of
the same identity. A place is part of the district or else the region whose code it has, where
the files with the codes are given and list it; else its codes say nothing. That a seat of local
administration has the rights of a town is not concluded.

Examples:
  claimline load geonames cities.csv
  claimline load geonames UA.txt --names alternateNamesV2.txt
  claimline load geonames UA.txt --admin1 admin1CodesASCII.txt --admin2 admin2Codes.txt
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from claimline.errors import RecordFaults, nearest
from claimline.intake import (
    Columns,
    File,
    Files,
    Ignored,
    Outcome,
    Refused,
    Row,
    Skip,
    Taken,
    Wholes,
    in_order,
    joined,
    outcome,
    table,
    table_of,
)
from claimline.model import Option, Place, Source
from claimline.record import Known

SOURCE = Source(
    title="GeoNames",
    licence="CC BY 4.0",
    link="https://www.geonames.org/export/",
)

OPTIONS = (
    Option("names", "GeoNames' alternateNamesV2.txt, with the names by language."),
    Option("admin1", "GeoNames' admin1CodesASCII.txt, with the regions that places are part of."),
    Option("admin2", "GeoNames' admin2Codes.txt, with the districts that places are part of."),
)

# The columns of a dump, in its order; a CSV file has them in its header.
_DUMP = ["geonameid", "name", "asciiname", "alternatenames", "lat", "lon", "feature_class"]
_DUMP += ["feature_code", "country_code", "cc2", "admin1", "admin2", "admin3", "admin4"]
_DUMP += ["population", "elevation", "dem", "timezone", "moddate"]
_IGNORED = {
    "asciiname": "it follows from the name",
    "cc2": "other countries that claim the place: a matter for claims, not for a gazetteer",
    "admin3": "a code, whose name no file tells",
    "admin4": "a code, whose name no file tells",
    "population": "a figure without a source or a date",
    "elevation": "not needed to tell a place",
    "dem": "not needed to tell a place",
    "timezone": "claims have time zones, places have not",
    "moddate": "when the entry was edited",
}
COLUMNS = Columns([name for name in _DUMP if name not in _IGNORED], ignored=_IGNORED)
_NAMES = ["alternateNameId", "geonameid", "isolanguage", "alternatename", "isPreferredName"]
_NAMES += ["isShortName", "isColloquial", "isHistoric", "from", "to"]
_CODES = ["code", "name", "asciiname", "geonameid"]

CLASSES = dict.fromkeys("ALTV", "area") | {"H": "water", "U": "water"}
CLASSES |= {"P": "settlement", "R": "road", "S": "site"}
"""Kinds of places by feature class."""

KINDS = (
    dict.fromkeys(("PCL", "PCLD", "PCLF", "PCLH", "PCLI", "PCLS"), "country")
    | dict.fromkeys(("ADM1", "ADM1H"), "region")
    | dict.fromkeys(("ADM2", "ADM2H"), "district")
    | dict.fromkeys(("ADM3", "ADM3H", "ADM4", "ADM4H"), "municipality")
    | dict.fromkeys(("PPLA", "PPLC", "PPLCH"), "city")
    | dict.fromkeys(("ISL", "ISLET", "ISLF", "ISLM", "ISLS", "ISLT", "ISLX"), "island")
    | {"PPLF": "village", "PPLX": "quarter", "MILB": "site", "PRT": "site"}
)
"""Kinds of places by feature code, where that says more than the class. A seat of second-level
administration or below may be of any size."""

PSEUDO = dict.fromkeys(("post", "iata", "icao", "faac", "tcid", "unlc", "nuts", "lauc"), "code")
PSEUDO |= {"link": "code", "wkdt": "item"}
PSEUDO |= dict.fromkeys(("", "abbr", "phon", "piny", "fr_1793"), "spelling")
"""What stands under that which is no language in the names by language: a code of another
list, the Wikidata item, or another way to write the name."""

_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NO_NAME = re.compile(r"(?:https?://|www\.).*|[0-9 -]+|wkdt")
"""What stands among alternate names in dumps and is none: links and postal codes."""


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the place that each row is, in the order of their numbers."""
    names = _names(Path(options["names"])) if options["names"] else iter(())
    groups = joined(_rows(files), names, _key, _key)
    regions = Wholes(known, dict(_regions(options)))

    def rank(group: tuple[Sequence[Row], Sequence[Row]]) -> str:
        return regions.rank(_id(str(group[0][0].fields.get("geonameid")))) if group[0] else ""

    # A place that others are part of comes before them.
    for rows, alternates in in_order(groups, rank) if regions.listed else groups:
        wrong = [row for row in alternates if row.faults]
        yield from (Refused(tuple(row.faults)) for row in wrong)
        told = [row for row in alternates if not row.faults]
        place = partial(_place, alternates=told, regions=regions)
        found = [outcome(row, place) for row in rows[:1]]
        if told and not any(isinstance(it, Taken) for it in found):
            yield Ignored("a name of a place that is not taken", len(told))
        for it in found:
            yield Taken(it.values, 1 + len(told), it.row) if isinstance(it, Taken) else it
        yield from (_again(row, rows[0]) for row in rows[1:])


def _rows(files: Files) -> Iterator[Row]:
    for file in files.ending(".csv", ".tsv", ".txt", ".jsonl"):
        lines = file.lines()
        first = next(lines, "")
        tabs = "\t" in first
        yield from table_of(
            chain([first], lines),
            file.name,
            COLUMNS,
            delimiter="\t" if tabs else ",",
            quoted=not tabs,
            header=_DUMP if tabs and not first.startswith(_DUMP[0]) else None,
        )


def _names(path: Path) -> Iterator[Row]:
    """Yield the rows of the names by language, with what is wrong in each."""
    for row in table(File(path), _all(_NAMES), delimiter="\t", quoted=False, header=_NAMES):
        code = row.maybe("isolanguage") or ""
        if code not in PSEUDO and not _LANGUAGE.fullmatch(code):
            near = ", ".join(nearest(code, PSEUDO))
            row.fault("isolanguage", f"{code!r} is no language tag", f"is it {near}?" * bool(near))
        if PSEUDO.get(code) == "item" and not _WIKIDATA.fullmatch(row.text("alternatename")):
            row.fault("alternatename", f"{row.maybe('alternatename')!r} is no Wikidata number")
        row.text("alternatename")
        yield row


def _all(names: Sequence[str]) -> Columns:
    return Columns(names)


def _key(row: Row) -> str:
    """Return what rows are sorted by: the number, or what is a row's own where it has none."""
    number = str(row.fields.get("geonameid", "")).strip()
    return f"{number:0>10}" if _NUMBER.fullmatch(number) else f"?{row.at}"


def _again(row: Row, first: Row) -> Outcome:
    if row.fields == first.fields and not row.faults:
        return Ignored("the same row again")
    row.fault("geonameid", f"{row.maybe('geonameid')} stands in {first.at} already")
    return Refused(tuple(row.faults), row)


def _place(row: Row, alternates: Sequence[Row], regions: Wholes) -> Iterator[Place]:
    number = row.text("geonameid")
    if number and not _NUMBER.fullmatch(number):
        row.fault("geonameid", f"{number!r} is not a GeoNames number")
    if (known := regions.known(number, _id(number))) and not row.faults:
        raise Skip(f"the place {known} has this GeoNames number")
    at = row.degrees("lat", "lon")
    kind = row.one_of("feature_class", CLASSES, "area")
    country = row.maybe("country_code")
    if country and not _COUNTRY.fullmatch(country):
        row.fault("country_code", f"{country!r} is not a code of two capitals", "as in UA")
    labels, others, items = _called(row, alternates)
    codes = [row.maybe(name) or "" for name in ("country_code", "admin1", "admin2")]
    part_of, larger = regions.of(_id(number), codes)
    yield from larger
    yield Place(
        id=_id(number),
        labels=labels,
        kind=KINDS.get(row.maybe("feature_code") or "", kind),
        spellings=(*others, *(items if len(items) > 1 else ())),
        geonames=number,
        wikidata=items[0] if len(items) == 1 else None,
        country=country,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        precision="exact" if at else None,
        part_of=part_of,
        at=row.at,
    )


Labels = tuple[tuple[str, str], ...]


def _called(row: Row, alternates: Sequence[Row]) -> tuple[Labels, list[str], list[str]]:
    """Return the labels of a place by language, its other names, and its Wikidata items."""
    main = row.text("name")
    names = dict.fromkeys((main, *row.parts("alternatenames", ",")))
    codes = {""}
    labels = {"en": main}
    by_language: dict[str, list[Row]] = defaultdict(list)
    for alternate in alternates:
        code = alternate.maybe("isolanguage") or ""
        (codes.add if PSEUDO.get(code) == "code" else names.setdefault)(
            alternate.text("alternatename")
        )
        if code not in PSEUDO:
            by_language[code].append(alternate)
    for language, rows in by_language.items():
        if label := _label(rows):
            labels[language] = label
    items = [name for name in names if _WIKIDATA.fullmatch(name)]
    none = {*codes, *labels.values(), *items}
    others = [name for name in names if name not in none and not _NO_NAME.fullmatch(name)]
    return tuple(sorted(labels.items())), others, items


def _label(rows: Sequence[Row]) -> str | None:
    """Return the one name that is preferred in a language, or the only one it has now."""
    now = [row for row in rows if not any(map(row.has, ("isColloquial", "isHistoric", "to")))]
    preferred = [row for row in now if row.has("isPreferredName")]
    names = {row.text("alternatename") for row in preferred or now}
    return names.pop() if len(names) == 1 else None


def _regions(options: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """Yield the codes of the regions and districts in the files that are given, each with what
    it stands for; raises RecordFaults."""
    for option, kind in (("admin1", "region"), ("admin2", "district")):
        if options[option]:
            file = File(Path(options[option]))
            for row in table(file, _all(_CODES), delimiter="\t", quoted=False, header=_CODES):
                yield (
                    row.text("code"),
                    Place(
                        id=_id(row.text("geonameid")),
                        labels=(("en", row.text("name")),),
                        kind=kind,
                        geonames=row.maybe("geonameid"),
                        country=row.text("code").partition(".")[0],
                        at=row.at,
                    ),
                )
                if row.faults:
                    raise RecordFaults(row.faults)


def _id(number: str) -> str:
    return f"geonames-{number}"
