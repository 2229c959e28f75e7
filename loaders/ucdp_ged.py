"""UCDP Georeferenced Event Dataset: CSV of final and candidate releases.

Each row is one event and one claim about it. The event's id is UCDP's and the same in every
release; the claim stands in the record graph of the release and the month of ``date_start``,
so that a file replaces what that release said of its months before.

Who claims it: the source that ``source_original`` names. Several, divided by ``;``, are one
joint claimant that speaks for each of them, since UCDP does not say which of them says what;
commas divide nothing, for they stand within names too. A role that names nobody, such as
residents or police, is an anonymous actor of that event alone. Where no original source is
named, UCDP claims it in its own voice, and its articles are the evidence.

Through whom: the articles in ``source_office``, ``source_date`` and ``source_headline``, each
a report that nobody has seen here, and then UCDP's. The three are lists; a headline with ``;``
in it makes them differ in length, and then ``source_article``, which has the same in quotation
marks, settles which belong together, or else nothing but the offices is taken. Where UCDP has
not itemised its sources, the citation as it stands is the title of one document.

When: within ``date_start`` to ``date_end``, and as much more as ``date_prec`` admits. A range
shorter than it must be is widened: 2 (within 2 to 6 days) and 3 (the week) to all days that
any 6 or 7 days around it have; 4 (the month, or 8 to 30 days) to whole months; 5 (more than a
month, up to a year) to whole years. Where: the place named; ``where_prec`` 2 is said of the
event ("within 25 km"), the others of the place. The larger places of ``adm_1`` and ``adm_2``
only tell the place from its namesakes.

How many died: ``low``, ``best`` and ``high`` are one measure of all deaths. The best figures
by side, of civilians and of people of unknown status are measures of their own, zero included,
which is a statement too; but not that of side b in one-sided violence, whose side b are the
civilians. All of them make ``best``; a row in which they do not is refused.

Not concluded: who began, who won, and that the roles in two rows are the same people.

Examples:
  claimline load ucdp-ged ged.csv --release 23.1
  claimline load ucdp-ged candidate.csv --release 23.0.5 --published 2023-06
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from claimline.errors import InputError
from claimline.intake import (
    AMBIGUOUS,
    Coded,
    Columns,
    Files,
    Mention,
    Outcome,
    Part,
    Row,
    around,
    cited,
    cut,
    documented,
    months,
    rows,
    within,
)
from claimline.model import (
    Claim,
    Document,
    Event,
    Measure,
    Option,
    Proposition,
    Source,
    Value,
)
from claimline.names import fold
from claimline.record import Known
from claimline.when import instant

SOURCE = Source(
    title="UCDP Georeferenced Event Dataset",
    licence="CC BY 4.0",
    link="https://ucdp.uu.se/downloads/",
)

OPTIONS = (
    Option("release", "The release, such as 23.1 or 23.0.5; its ids carry it.", required=True),
    Option("published", "When the release came out, as EDTF; of 23.1 it is 2023 if not said."),
    Option("timezone", "The time zone whose days the dates are.", default="UTC"),
    AMBIGUOUS,
)

_DYAD = "UCDP's grouping of the sides, which are taken by themselves"
_OLD = "the side's id in older data sets; the new one is taken"
_NEEDED = """
    id type_of_violence side_a_new_id side_a side_b_new_id side_b source_article source_original
    where_prec where_coordinates adm_1 adm_2 latitude longitude country event_clarity date_prec
    date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown
"""
_OPTIONAL = """
    code_status source_office source_date source_headline best high low best_est high_est low_est
"""
COLUMNS = Columns(
    needed=_NEEDED.split(),
    optional=_OPTIONAL.split(),
    ignored={
        "relid": "UCDP's other id of the same event",
        "year": "the year of date_start again",
        "active_year": "whether the dyad passed UCDP's threshold that year",
        "conflict_dset_id": _DYAD,
        "conflict_new_id": _DYAD,
        "conflict_name": _DYAD,
        "dyad_dset_id": _DYAD,
        "dyad_new_id": _DYAD,
        "dyad_name": _DYAD,
        "side_a_dset_id": _OLD,
        "side_b_dset_id": _OLD,
        "number_of_sources": "the number of the sources that are taken; -1 if not itemised",
        "where_description": "the coder's text about the place",
        "country_id": "the country's number beside its name",
        "region": "UCDP's part of the world, which follows from the country",
        "geom_wkt": "the coordinates again",
        "priogrid_gid": "a cell of a grid, which follows from the coordinates",
        "gwnoa": "the number of the state that side a is",
        "gwnob": "the number of the state that side b is",
    },
)


def _either(meanings: dict[str, str]) -> dict[str, str]:
    """Return a table by codes as they are and as spreadsheets write them: 1.0."""
    return meanings | {f"{code}.0": meaning for code, meaning in meanings.items()}


ONE_SIDED = "one-sided-violence"
TYPES = {"1": "state-based-violence", "2": "non-state-violence", "3": ONE_SIDED}
WORDS = {
    "state-based-violence": "State-based violence between {} and {}",
    "non-state-violence": "Non-state violence between {} and {}",
    ONE_SIDED: "One-sided violence of {} against {}",
}
CLARITY = {"1": "one event", "2": "several clashes"}
WITHIN = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}
SHORTEST = {"day": 1, "days": 2, "week": 7, "month": 8, "year": 31}
"""The days that a range has at least."""
AROUND = {"days": 6, "week": 7}
"""The days of a stretch that may lie anywhere around a range that is too short."""

LEVELS = {"1": "point", "2": "near", "3": "district", "4": "region", "5": "stretch"}
LEVELS |= {"6": "country", "7": "open"}
POINTS = {"point", "near"}
PRECISION = {"point": "exact", "near": "exact", "district": "district", "region": "region"}
PRECISION |= {"stretch": "region", "country": "country", "open": "unknown"}
KINDS = {"district": "district", "region": "region", "country": "country"}
"""Kinds of places by where_prec, where that settles them."""
ENDINGS = {
    "city": "city",
    "town": "town",
    "village": "village",
    "locality": "settlement",
    "suburb": "quarter",
    "camp": "site",
    "airport": "site",
    "airfield": "site",
    "island": "island",
    "sea": "water",
    "ocean": "water",
    "gulf": "water",
    "river": "water",
}
"""Kinds of places by the last word of their names; the others are areas."""
NAKED = {"city", "town", "village", "locality", "suburb"}
"""Last words that others leave out; a district without its last word is another place."""

UNNAMED = "publisher of a source that UCDP cites"
_RELEASE = re.compile(r"([0-9]{2})\.(?:1|[0-9]{1,2}(\.[0-9]{1,2}))")
CITED = ("source_office", "source_date", "source_headline", "source_article")
_ISO = "%Y-%m-%d"
_DAYS = (_ISO, "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f")


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the event and the claim that each row is, month by month."""
    return _Release(known, options).outcomes(files)


class _Release:
    """One release: what it is called, when it came out, and whom and what it names."""

    def __init__(self, known: Known, options: Mapping[str, str]) -> None:
        release = options["release"]
        match = _RELEASE.fullmatch(release)
        if not match:
            raise InputError(f"--release {release}: a release is called as in 23.1 or 23.0.5")
        published = options["published"] or ("" if match[2] else f"20{match[1]}")
        if not published:
            raise InputError(f"--published is needed: {release} does not say when it came out")
        self.zone = options["timezone"]
        self.published = instant(published, self.zone)
        part = Part(
            source="ucdp",
            coders="Uppsala Conflict Data Program",
            about=SOURCE,
            id=f"ucdp-ged-{release.replace('.', '-')}",
            title=f"UCDP GED {release}",
            published=self.published,
        )
        self.data = Coded(known, part, options)

    def outcomes(self, files: Files) -> Iterator[Outcome]:
        return self.data.outcomes(
            rows(files, COLUMNS), lambda row: row.date("date_start", *_DAYS), self.values
        )

    def values(self, row: Row, record: str) -> Iterator[Value]:
        number = str(row.whole("id", 1))
        self.data.seen.once(row, "id", number)
        documents = self.articles(row, record, number)
        claimant = self.data.claimant(row, "source_original", number)[0] or self.data.coders
        own = claimant == self.data.coders
        hops = [] if own else [(document.publisher, document) for document in documents]
        reports = self.data.reports(hops, record, self.published, cited=documents if own else None)
        content = self.content(row, f"ucdp-{number}")
        if row.faults:
            return
        yield Event(
            id=f"ucdp-{number}",
            type="violence",
            labels=(("en", f"UCDP event {number}"),),
            record=record,
        )
        yield from documents
        yield Claim(
            document=record,
            id=number,
            claimant=claimant,
            asserts=content,
            summary=_summary(row),
            modality="asserted" if _clear(row) else "hedged",
            reports=reports,
            timezone=self.zone,
            at=row.at,
        )

    def articles(self, row: Row, record: str, number: str) -> list[Document]:
        """Return the documents that a row cites, each once."""
        found: dict[str, Document] = {}
        for office, day, headline in cited(*(row.maybe(field) or "" for field in CITED)):
            publisher = (
                self.data.source(cut(office), number)
                if office
                else self.data.actors.key(UNNAMED, kind="anonymous")
            )
            published = row.instant("source_date", day, self.zone) if day else None
            # An article without a title is not known to be the same as another.
            apart = "" if headline else number
            document = documented(
                "ucdp-cites",
                record,
                publisher=publisher,
                published=published,
                title=headline,
                apart=apart,
            )
            found[document.id] = document
        return [*found.values()]

    def content(self, row: Row, event: str) -> Proposition:
        """Return what a row claims of an event."""
        kind = row.one_of("type_of_violence", _either(TYPES), ONE_SIDED)
        sides = [
            self.data.actors.key(
                cut(row.text(f"side_{side}")),
                kind="population" if kind == ONE_SIDED and side == "b" else "force",
                own=f"ucdp-actor-{row.whole(f'side_{side}_new_id', 1)}",
            )
            for side in "ab"
        ]
        return Proposition(
            event=event,
            type=kind,
            places=(self.place(row),),
            actors=(sides[0],) if kind == ONE_SIDED else tuple(dict.fromkeys(sides)),
            targets=(sides[1],) if kind == ONE_SIDED else (),
            time=row.interval("date_start", _within(row), self.zone),
            measures=self.deaths(row, kind, sides),
            description=_description(row),
        )

    def place(self, row: Row) -> str:
        """Return the key of the place of a row."""
        level = row.one_of("where_prec", _either(LEVELS), "open")
        name = cut(row.text("where_coordinates"))
        plain, _, ending = name.rpartition(" ")
        word = fold(ending)
        kind = KINDS.get(level) or ENDINGS.get(word, "area")
        regions = [row.maybe(field) for field in ("adm_1", "adm_2", "country")]
        named = [region for region in regions if region]
        shorter = [region.rpartition(" ")[0] for region in named]
        mention = Mention(
            name=name,
            kind=kind,
            others=(plain,) if plain and word in NAKED and level in POINTS else (),
            regions=tuple(region for region in (*named, *shorter) if region),
            at=row.degrees("latitude", "longitude"),
            precision="locality" if kind == "area" and level in POINTS else PRECISION[level],
        )
        return self.data.places.key(row, "where_coordinates", mention)

    def deaths(self, row: Row, kind: str, sides: list[str]) -> tuple[Measure, ...]:
        """Return how many died in all, and of each party."""
        low, best, high = (_amount(row, name) for name in ("low", "best", "high"))
        if not low <= best <= high:
            row.fault("best", f"{best} is not from low, {low}, to high, {high}")
        fields = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        parts = dict(zip(fields, (row.whole(field, 0) for field in fields), strict=True))
        if (total := sum(parts.values())) != best:
            row.fault("best", f"is {best}, but the deaths by side make {total}")
        civilians = self.data.actors.key("Civilians", kind="population", own="ucdp-actor-1")
        unknown = self.data.actors.key(
            "people of unknown status", kind="population", own="ucdp-people-of-unknown-status"
        )
        parties = dict(zip(fields, (*sides, civilians, unknown), strict=True))
        if kind == ONE_SIDED and not parts.pop("deaths_b"):
            parties.pop("deaths_b")
        exact = low == high
        return _fatalities(low, best, high), *(
            _fatalities(died if exact else None, died, died if exact else None, parties[field])
            for field, died in parts.items()
        )


def _fatalities(low: int | None, best: int, high: int | None, party: str | None = None) -> Measure:
    return Measure(
        kind="fatalities",
        unit="person",
        hedge="exact" if low == best == high else "about",
        minimum=None if low is None else Decimal(low),
        best=Decimal(best),
        maximum=None if high is None else Decimal(high),
        party=party,
    )


def _amount(row: Row, name: str) -> int:
    """Return an estimate of all deaths; releases up to 18.1 call it ``best_est`` and so on."""
    return row.whole(name if name in row.fields else f"{name}_est", 0)


def _within(row: Row) -> str:
    """Return the days within which an event lies, as EDTF."""
    first, last = (row.moment(field, *_DAYS).date() for field in ("date_start", "date_end"))
    level = row.one_of("date_prec", _either(WITHIN), "day")
    if last < first:
        row.fault("date_end", f"{last} is before {first}, the date_start")
    if (last - first).days + 1 < SHORTEST[level] and not row.faults:
        if level in AROUND:
            first, last = around(first, last, AROUND[level])
        elif level == "month":
            first, last = months(first, last)
        else:
            first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    return within(first, last)


def _clear(row: Row) -> bool:
    return (row.maybe("code_status") or "Clear") == "Clear"


def _description(row: Row) -> str | None:
    """Return what UCDP says beside the fields of a proposition."""
    said = []
    if row.one_of("event_clarity", _either(CLARITY), "") == "several clashes":
        said.append("a summary of several clashes whose figures were reported together")
    if row.one_of("where_prec", _either(LEVELS), "open") == "near":
        said.append("within 25 km of the place")
    if not _clear(row):
        said.append(f"not yet vetted: {cut(row.text('code_status'))}")
    return "; ".join(said) or None


def _summary(row: Row) -> str:
    what = WORDS[row.one_of("type_of_violence", _either(TYPES), ONE_SIDED)]
    low, high = _amount(row, "low"), _amount(row, "high")
    dead = f"{low}" if low == high else f"{low} to {high}"
    near = "near" if row.one_of("where_prec", _either(LEVELS), "open") == "near" else "in"
    sides = what.format(cut(row.text("side_a")), cut(row.text("side_b")))
    return f"{sides} {near} {cut(row.text('where_coordinates'))}, {dead} dead, as UCDP codes it"
