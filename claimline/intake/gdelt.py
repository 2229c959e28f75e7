"""GDELT's files: their columns, with or without a header, and the rows of one event together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from claimline.files import File
from claimline.intake.order import in_order
from claimline.intake.row import Row
from claimline.intake.sources import cut
from claimline.intake.tables import Columns, table_of
from claimline.model import Instant

_FIRST = "GLOBALEVENTID SQLDATE MonthYear Year FractionDate"
_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
)
_ACTION = (
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions "
    "NumSources NumArticles AvgTone"
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
_MENTION = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier "
    "SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence "
    "MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
)
_ACTORS = ("Actor1", "Actor2")
_V2 = [
    *_FIRST.split(),
    *(who + name for who in _ACTORS for name in _ACTOR.split()),
    *_ACTION.split(),
    *(f"{who}Geo_{name}" for who in (*_ACTORS, "Action") for name in _GEO.split()),
    "DATEADDED",
    "SOURCEURL",
]
_V1 = [name for name in _V2 if not name.endswith("ADM2Code")]
_MENTIONS = _MENTION.split()
_LAYOUTS = (_V2, _V1, _V1[:-1], _MENTIONS)
"""The columns of files without a header: the events of 2.0, of 1.0, of 1.0 before April 2013,
and mentions."""

_PART = "part of the actor's whole code, which is kept"
_ELSEWHERE = "where the actor is from or was, not where the event was"
_OTHERS = "a code of other gazetteers; the name and the coordinates tell the place"
_COUNT = "a count of the first update; the mentions are rows of their own"
_IGNORED = {
    "MonthYear": "it follows from SQLDATE",
    "Year": "it follows from SQLDATE",
    "FractionDate": "it follows from SQLDATE",
    **{who + name: _PART for who in _ACTORS for name in _ACTOR.split()[3:]},
    "IsRootEvent": "how prominent the event was in its articles",
    "EventBaseCode": "it follows from EventCode",
    "QuadClass": "it follows from EventCode",
    "GoldsteinScale": "a score of the code, not of the event",
    "NumMentions": _COUNT,
    "NumSources": _COUNT,
    "NumArticles": _COUNT,
    "AvgTone": "a score of how the articles are worded",
    **{f"{who}Geo_{name}": _ELSEWHERE for who in _ACTORS for name in _GEO.split()},
    "ActionGeo_CountryCode": "a code of FIPS 10-4, not of ISO 3166; the name tells the country",
    **{f"ActionGeo_{name}": _OTHERS for name in ("ADM1Code", "ADM2Code", "FeatureID")},
    "row_id": "the number of a row in somebody's excerpt",
}
EVENTS = Columns(
    [name for name in _V1[:-1] if name not in _IGNORED], ["SOURCEURL"], ignored=_IGNORED
)
_UNKEPT = {
    "SentenceID": "the offsets say more closely where it is",
    "InRawText": "one of the reasons behind the confidence",
    "MentionDocLen": "the length of GDELT's copy of the text, translated or not",
    "MentionDocTone": "a score of how the article is worded",
    "Extras": "always empty, as GDELT says",
}
MENTIONS = Columns([name for name in _MENTIONS if name not in _UNKEPT], ignored=_UNKEPT)

STAMP = re.compile(r"[0-9]{8}(?:[0-9]{6})?")
"""A day, or a moment of one."""

NUMBER = re.compile(r"[0-9]{1,15}")

_DAILY = "20130401"
"""From this day on a file holds what was added in a day or less; before it, the events of a
month or a year."""


def gdelt_rows(file: File, encoding: str = "utf-8") -> Iterator[Row]:
    """Yield the rows of a file, whose first line tells what it holds; NA says nothing in those
    that have a header."""
    lines = file.lines(encoding)
    first = next(lines, "")
    lines = chain([first] if first else [], lines)
    tabs = first.count("\t")
    if tabs and not first.startswith(("GLOBALEVENTID", '"GLOBALEVENTID')):
        names = min(_LAYOUTS, key=lambda names: abs(len(names) - tabs - 1))
        yield from table_of(lines, file.name, EVENTS, delimiter="\t", quoted=False, header=names)
        return
    columns = MENTIONS if "MentionIdentifier" in first else EVENTS
    for row in table_of(lines, file.name, columns, delimiter="\t" if tabs else ","):
        row.fields = {name: "" if said == "NA" else said for name, said in row.fields.items()}
        yield row


def by_event(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of each event, its own before its mentions by their time, with the id of
    the record graph that it belongs to, sorted by that on disk.

    A row that does not say which event it is of, and when GDELT added that, comes alone and
    with "".
    """
    for key, group in groupby(in_order(rows, _key), lambda row: _key(row).rpartition(" ")[0]):
        if key:
            yield key.partition(" ")[0], [*group]
        else:
            yield from (("", [row]) for row in group)


def is_mention(row: Row) -> bool:
    """Tell whether a row is a mention; else it is an event."""
    return "MentionIdentifier" in row.fields


def added(row: Row) -> str:
    """Return the field that says when GDELT added the event of a row."""
    return "EventTimeDate" if is_mention(row) else "DATEADDED"


def _key(row: Row) -> str:
    """Return the record graph of a row, its event, and its rank among the rows of that."""
    when = raw(row, added(row))
    number = raw(row, "GLOBALEVENTID")
    if not STAMP.fullmatch(when) or not NUMBER.fullmatch(number):
        return ""
    month = f"-{_stamp(row, 'SQLDATE')[:6]}" if when < _DAILY else ""
    rank = f"1{_stamp(row, 'MentionTimeDate')}" if is_mention(row) else "0"
    return f"gdelt-{when}{month}-{int(number) // 1000} {int(number):015} {rank}"


def _stamp(row: Row, name: str) -> str:
    """Return a field that is a stamp, of one that is none nothing."""
    said = raw(row, name)
    return said if STAMP.fullmatch(said) else ""


def raw(row: Row, name: str) -> str:
    """Return what stands in a field, whatever is wrong with it."""
    said = row.fields.get(name)
    return said.strip() if isinstance(said, str) else ""


def moment(row: Row, name: str, before: str = "") -> Instant:
    """Return the bounds of a field's day or moment in UTC, or with ``../`` of what was before
    its end; a fault where it is neither."""
    text = row.text(name)
    if STAMP.fullmatch(text):
        return row.instant(name, f"{before}{edtf(text)}")
    if text:
        hint = "as in 20220910 or 20220910180000"
        row.fault(name, f"{cut(text, 40)!r} is not a date as it is written here", hint)
    return Instant(None, None)


def edtf(stamp: str) -> str:
    """Return a stamp as EDTF.

    >>> edtf("20220910"), edtf("20220910181500")
    ('2022-09-10', '2022-09-10T18:15:00Z')
    """
    time = f"T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:]}Z" if stamp[8:] else ""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}{time}"
