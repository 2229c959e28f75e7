"""Revisions of Wikipedia's table of who holds which city, with two clocks.

What a revision says, the page says from the edit that brought it until an edit that no longer
has it: the report of the claim is published by the one and withdrawn between the last time it
was seen and the other. Edits that say the same of who holds a place, as of the same day, are
one claim; a claim revises the one it takes the place of. Of the event itself the page says that
the state had come about by the day in as_of or, without one, by the edit. Remarks such as
"Captured by Russia 27 March 2022" are claims of their own; all else that people wrote there,
hedged remarks too, is left out. Who holds a place is not asked where the table has "Unknown" or
a truce. Namesakes are told apart by their coordinates; one record graph holds the row of a
place. A refused row cannot be mended apart from its table.

Examples:
  claimline load wikipedia-control revisions.csv
  claimline load wikipedia-control revisions.csv --ambiguous keep --timezone UTC
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from claimline.intake import (
    AMBIGUOUS,
    WHOLE,
    Columns,
    Files,
    Ignored,
    Mention,
    Outcome,
    Places,
    Refused,
    Row,
    Taken,
    in_order,
    kilometres,
    rows,
    slug,
)
from claimline.intake.control import (
    CONTESTED,
    NOBODYS,
    RUSSIAN,
    TIMEZONE,
    UKRAINIAN,
    Control,
    Status,
    day_in_words,
)
from claimline.intake.remarks import Remark, remarks
from claimline.intake.revisions import Revision, Standing, standing
from claimline.model import Claim, Document, Option, Proposition, Source, Value
from claimline.record import Known

SOURCE = Source(
    title="Wikipedia, table of control of cities, revision by revision",
    licence="CC BY-SA 3.0",
    link="https://en.wikipedia.org/wiki/Territorial_control_during_the_Russo-Ukrainian_War",
)

OPTIONS: tuple[Option, ...] = (AMBIGUOUS, TIMEZONE)

_DPR = Status("control", "held by forces of the so-called DPR", "dpr-forces")
_LPR = Status("control", "held by forces of the so-called LPR", "lpr-forces")
HELD_BY: Mapping[str, Status | None] = {
    "Ukraine": UKRAINIAN,
    "ukraine": UKRAINIAN,
    "Russia": RUSSIAN,
    "Contested": CONTESTED,
    "Uncontrolled": NOBODYS,
    "DPR": _DPR,
    "Donetsk PR": _DPR,
    "Donetsk People's Republic": _DPR,
    "LPR": _LPR,
    "Luhansk PR": _LPR,
    "Luhansk People's Republic": _LPR,
    "Truce": None,
    "Unknown": None,
    "Not known": None,
}
"""None says nothing of who holds a place."""

COLUMNS = Columns(
    ["name", "held_by", "as_of", "lat", "lon", "first_observed", "last_observed"],
    optional=["more_information"],
    ignored={
        "population": "a figure without a date",
        "source_link_first": "often the link of another row: references shift from edit to edit",
        "n_links": "a count of references, which are not given",
        "snapshots": "how often the revision was met, not what it says",
        "first_commit": "a number of those who collected the revisions",
    },
)

_DAYS = ("%d %B %Y", "%d %b %Y", "%d-%b-%y", "%B %d %Y", "%B %d, %Y")
_EDIT = "%Y-%m-%dT%H:%M:%SZ"
_APART_KM = 20.0
"""Rows of one name with coordinates farther apart than this are of namesakes."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing a revision says: who holds the place, maybe as of a day, or a dated remark."""

    held: Status | None = None
    as_of: str | None = None
    remark: Remark | None = None


_Revision = Revision[_Said]


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the rows of each place together, its claims with the first that has any."""
    control = Control(known, "wikipedia-control", options["timezone"])
    places = Places(known, "wikipedia-control", ambiguous=options["ambiguous"])
    found = (_revision(row) for row in rows(files, COLUMNS))
    for key, some in groupby(in_order(found, _key), _key):
        revisions = [*some]
        if not key:
            yield from (Refused(tuple(it.row.faults), it.row) for it in revisions)
        else:
            for number, series in enumerate(_namesakes(revisions)):
                yield from _placed(series, number, control, places)


def _key(revision: _Revision) -> str:
    return "" if revision.row.faults else slug(_name(revision))


def _revision(row: Row) -> _Revision:
    if row.mended:
        row.fault("name", *WHOLE)
    held = row.one_of("held_by", HELD_BY, None) if row.has("held_by") else None
    as_of = row.date("as_of", *_DAYS) if row.has("as_of") else None
    first, last = (row.moment(name, _EDIT) for name in ("first_observed", "last_observed"))
    if last < first:
        row.fault("last_observed", "is before first_observed")
    row.degrees("lat", "lon")
    row.text("name")
    told = remarks(row.maybe("more_information") or "")
    said = [_Said(held=held, as_of=as_of)] if held else []
    said += [_Said(remark=remark) for remark in told]
    return Revision(row, _edtf(first), _edtf(last), tuple(said))


def _name(revision: _Revision) -> str:
    return " ".join(revision.row.text("name").split())


def _at(revision: _Revision) -> tuple[Decimal, Decimal] | None:
    return revision.row.degrees("lat", "lon")


def _edtf(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _namesakes(revisions: Sequence[_Revision]) -> Iterator[list[_Revision]]:
    """Yield the revisions of each place of a name; those without coordinates are of the only
    one there is, or of one of their own."""
    series: list[tuple[tuple[Decimal, Decimal], list[_Revision]]] = []
    nowhere: list[_Revision] = []
    for revision in revisions:
        at = _at(revision)
        near = [some for where, some in series if at and kilometres(where, at) <= _APART_KM]
        if near or not at:
            (near[0] if near else nowhere).append(revision)
        else:
            series.append((at, [revision]))
    if len(series) == 1:
        yield [*series[0][1], *nowhere]
    else:
        yield from (some for some in (*(some for _, some in series), nowhere) if some)


def _placed(
    series: Sequence[_Revision], number: int, control: Control, places: Places
) -> Iterator[Outcome]:
    """Yield what becomes of the revisions of one place."""
    name = _name(series[0])
    mention = Mention(
        name=name,
        kind="settlement",
        others=tuple({re.sub(r" *[,(].*", "", name)} - {name, ""}),
        country="UA",
        at=_at(series[0]),
        precision="near",
    )
    for it in series:
        place = places.key(it.row, "name", mention)
    if not place:
        yield from (Refused(tuple(it.row.faults), it.row) for it in series)
        return
    silent = sum(not it.said for it in series)
    if silent:
        yield Ignored("the table does not say who holds the place", silent)
    mark = slug(name) + (f"-{number + 1}" if number else "")
    values = tuple(_values(series, place, f"wikipedia-control-{mark}", control, places))
    things: tuple[Value, ...] = (*control.declared(), *places.declared())
    if silent < len(series):
        yield Taken((*things, *values), rows=len(series) - silent)


def _values(
    series: Sequence[_Revision], place: str, key: str, control: Control, places: Places
) -> Iterator[Value]:
    wikipedia = control.actors.key("Wikipedia", kind="outlet", own="wikipedia", side="third-party")
    document = Document(
        id=key,
        record=key,
        publisher=wikipedia,
        kind="page",
        title=f"Table of control, row of {_name(series[0])}",
        url=SOURCE.link,
        language="en",
        published=control.moment(min(it.first for it in series)),
        rights=SOURCE.licence,
    )
    yield document
    yield control.event(place, places.name(place))
    before: Claim | None = None
    for run in standing(series):
        if remark := run.said.remark:
            yield remark.event(places.name(place), key)
        claim = _claim(run, document, place, places.name(place), control)
        if run.said.held:
            claim = replace(claim, revises=(before.key,) if before else ())
            before = claim
        yield claim


def _claim(
    run: Standing[_Said], document: Document, place: str, name: str, control: Control
) -> Claim:
    published = control.moment(run.begun.first)
    stamp = run.begun.first.lower().replace(":", "").removesuffix("00z")
    if remark := run.said.remark:
        key, asserts = remark.id, remark.asserts(place, document.id, control)
        summary = f"{name} was captured, a remark in the table says: {remark.quote}"
    else:
        key, asserts, summary = _held(run, place, name, control)
    claim = control.claim(
        document,
        f"{stamp}-{key}",
        asserts,
        summary,
        claimant=document.publisher,
        published=published,
        withdrawn=control.moment(run.withdrawn) if run.withdrawn else None,
        at=run.begun.row.at,
    )
    return replace(claim, said=published)


def _held(
    run: Standing[_Said], place: str, name: str, control: Control
) -> tuple[str, Proposition, str]:
    """Return the id, the content and the summary of who holds a place by some day or edit."""
    status, day = run.said.held or CONTESTED, run.said.as_of
    asserts = control.state(place, status, control.lasting(f"../{day or run.begun.first}", None))
    words = f"as of {day_in_words(day)}" if day else "as the table stood"
    edit = f"on {day_in_words(run.begun.first)} UTC"
    key = status.force or status.type
    return (
        f"{key}-{day}" if day else key,
        asserts,
        f"{name} {status.words} {words} {edit}",
    )
