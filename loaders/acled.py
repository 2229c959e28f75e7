"""ACLED: the CSV of the export tool and of the API, with the columns before and after 2023.

Each row is one event and one claim about it. ACLED keeps the id of an event when it changes
what it says of it, so the event's id is ACLED's; the claim stands in the record graph of the
export and the month of ``event_date``. ``--export`` names the export: one of that name replaces
what it said of its months before, and two exports stand side by side. ACLED forbids to pass its
rows on, which the documents say as their rights.

Who claims it: the sources that ACLED names. Several are one joint claimant that speaks for each
of them, since ACLED does not say which of them says what. Each is a report that nobody has seen
here, and ACLED's is the last; ``timestamp`` is when ACLED put out the row as it stands.

When: on the day if ``time_precision`` is 1; if 2, on any day of any week around it; if 3, in
its month. Where: at the place named if ``geo_precision`` is 1; near it if 2, which is said of
the event; if 3, somewhere in ``admin1``, for the place then only stands for the region.

Both actors take part in the event, for ACLED's order of them does not say who began. Civilians
are its targets where ACLED says that civilians were targeted, or by the type of the event.
Fatalities are the most conservative of the numbers that were reported, hence "at least";
zero may mean that none was reported.

Not concluded: what associated actors did, and what the notes, which are others' text, say.

Examples:
  claimline load acled ukraine.csv --export ukraine-2023
  claimline load acled before-2023.csv --export old --published 2022-10-01 --timezone Europe/Kyiv
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

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
    cut,
    months,
    rows,
    slug,
    within,
)
from claimline.model import (
    Claim,
    Event,
    Instant,
    Measure,
    Option,
    Proposition,
    Source,
    Value,
)
from claimline.record import Known
from claimline.when import instant

SOURCE = Source(
    title="Armed Conflict Location & Event Data (ACLED)",
    licence="ACLED's terms of use: the rows may not be passed on",
    link="https://acleddata.com/",
)

OPTIONS = (
    Option("export", "What this export is called; its ids carry it.", required=True),
    Option("published", "When the export was made, as EDTF, if it has no timestamps."),
    Option("timezone", "The time zone whose days the dates are.", default="UTC"),
    AMBIGUOUS,
)

_NEEDED = """
    event_id_cnty event_date time_precision event_type sub_event_type actor1 inter1 actor2 inter2
    country admin1 admin2 location latitude longitude geo_precision source fatalities
"""
_ROWS = "a number of the row that changes with every update"
_AROUND = "how many people live around, which is no part of the event"
COLUMNS = Columns(
    needed=_NEEDED.split(),
    optional=("assoc_actor_1", "assoc_actor_2", "admin3", "civilian_targeting", "timestamp"),
    ignored={
        "data_id": _ROWS,
        "event_id_no_cnty": "a part of event_id_cnty",
        "year": "the year of event_date again",
        "disorder_type": "follows from the types of the event",
        "interaction": "the pair of inter1 and inter2 again",
        "iso": "the country's number beside its name",
        "iso3": "the country's code beside its name",
        "region": "ACLED's part of the world, which follows from the country",
        "source_scale": "how far the sources reach, all together and not one by one",
        "notes": "a text of others about the event",
        "tags": "remarks in words without a fixed list",
        "population_1km": _AROUND,
        "population_2km": _AROUND,
        "population_5km": _AROUND,
        "population_best": _AROUND,
    },
)

TYPES = {
    "Battles": {
        "Government regains territory": "capture",
        "Non-state actor overtakes territory": "capture",
        "Armed clash": "battle",
    },
    "Protests": {
        "Excessive force against protesters": "protest-crackdown",
        "Protest with intervention": "protest",
        "Peaceful protest": "protest",
    },
    "Riots": {"Violent demonstration": "riot", "Mob violence": "mob-violence"},
    "Explosions/Remote violence": {
        "Chemical weapon": "chemical-attack",
        "Air/drone strike": "bombardment",
        "Suicide bomb": "suicide-bombing",
        "Shelling/artillery/missile attack": "bombardment",
        "Remote explosive/landmine/IED": "mine-explosion",
        "Grenade": "grenade-attack",
    },
    "Violence against civilians": {
        "Sexual violence": "sexual-violence",
        "Attack": "attack-on-civilians",
        "Abduction/forced disappearance": "abduction",
    },
    "Strategic developments": {
        "Agreement": "agreement",
        "Arrests": "arrest",
        "Change to group/activity": "organisational-change",
        "Disrupted weapons use": "weapons-disrupted",
        "Headquarters or base established": "base-established",
        "Looting/property destruction": "property-harm",
        "Non-violent transfer of territory": "handover",
        "Other": "happening",
    },
}
"""Types of events by event_type and sub_event_type, as in ontology/alignments/acled.ttl."""
AGAINST_CIVILIANS = "Violence against civilians"

INTER = {
    "1": "force",
    "2": "force",
    "3": "force",
    "4": "force",
    "5": "group",
    "6": "group",
    "7": "population",
    "8": "force",
    "State forces": "force",
    "Rebel group": "force",
    "Rebel forces": "force",
    "Political militia": "force",
    "Identity militia": "force",
    "Rioters": "group",
    "Protesters": "group",
    "Civilians": "population",
    "External/Other forces": "force",
}
"""Kinds of actors by inter1 and inter2: numbers, since 2024 words."""

TIMES = {"1": "day", "2": "week", "3": "month"}
LEVELS = {"1": "point", "2": "near", "3": "region"}
TARGETED = {"": False, "Civilian targeting": True}
_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d-%m-%Y")
_LAST_SECOND = 1 << 32


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the event and the claim that each row is, month by month."""
    return _Export(known, options).outcomes(files)


class _Export:
    """One export: what it is called, when it was made, and whom and what it names."""

    def __init__(self, known: Known, options: Mapping[str, str]) -> None:
        self.zone = options["timezone"]
        name = options["export"]
        if not slug(name):
            raise InputError(f"--export {name!r}: a name has letters or digits")
        made = options["published"]
        self.published = instant(made, self.zone) if made else None
        part = Part(
            source="acled",
            coders="Armed Conflict Location & Event Data",
            about=SOURCE,
            id=f"acled-{slug(name)}",
            title=f"ACLED export {cut(name)}",
            published=self.published,
        )
        self.data = Coded(known, part, options)

    def outcomes(self, files: Files) -> Iterator[Outcome]:
        return self.data.outcomes(
            rows(files, COLUMNS), lambda row: row.date("event_date", *_DAYS), self.values
        )

    def values(self, row: Row, record: str) -> Iterator[Value]:
        number = row.text("event_id_cnty")
        if number != slug(number).upper():
            row.fault("event_id_cnty", f"{number!r} is not an id such as UKR12345")
        self.data.seen.once(row, "event_id_cnty", number)
        if not row.parts("source"):
            row.fault("source", "names nobody")
        claimant, keys = self.data.claimant(row, "source", number.lower())
        reports = self.data.reports([(key, None) for key in keys], record, self.made(row))
        content = self.content(row, f"acled-{number.lower()}")
        if row.faults:
            return
        yield Event(
            id=content.event,
            type="happening",
            labels=(("en", f"ACLED event {number}"),),
            record=record,
        )
        yield Claim(
            document=record,
            id=number,
            claimant=claimant,
            asserts=content,
            summary=_summary(row),
            reports=reports,
            timezone=self.zone,
            at=row.at,
        )

    def made(self, row: Row) -> Instant | None:
        """Return when ACLED put out a row as it stands."""
        if not row.has("timestamp"):
            return self.published
        seconds = row.whole("timestamp", 0, _LAST_SECOND)
        moment = datetime.fromtimestamp(0 if row.faults else seconds, UTC)
        return row.instant("timestamp", f"{moment:%Y-%m-%dT%H:%M:%SZ}")

    def content(self, row: Row, event: str) -> Proposition:
        """Return what a row claims of an event."""
        subs = row.one_of("event_type", TYPES, {})
        kind = row.one_of("sub_event_type", subs, "happening") if subs else "happening"
        targeted = row.has("civilian_targeting") and row.one_of(
            "civilian_targeting", TARGETED, empty=False
        )
        against = targeted or row.maybe("event_type") == AGAINST_CIVILIANS
        parties = dict(self.party(row, number) for number in "12" if _named(row, number))
        civilians = tuple(key for key, kind in parties.items() if kind == "population")
        return Proposition(
            event=event,
            type=kind,
            places=(self.place(row),),
            actors=tuple(key for key in parties if not against or key not in civilians),
            targets=civilians if against else (),
            time=row.interval("event_date", _when(row), self.zone),
            measures=(
                Measure(
                    kind="fatalities",
                    unit="person",
                    hedge="at-least",
                    minimum=row.number("fatalities", 0),
                ),
            ),
            description=_description(row),
        )

    def party(self, row: Row, number: str) -> tuple[str, str]:
        """Return the key and the kind of an actor of the event."""
        kind = row.one_of(f"inter{number}", INTER, "group")
        name = cut(row.text(f"actor{number}"))
        return self.data.actors.key(name, kind=kind, own=f"acled-{kind}-{slug(name)}"), kind

    def place(self, row: Row) -> str:
        """Return the key of the place of a row."""
        level = row.one_of("geo_precision", LEVELS, "region")
        wide = level == "region"
        field = "admin1" if wide and row.has("admin1") else "country" if wide else "location"
        regions = ("country",) if wide else ("admin3", "admin2", "admin1", "country")
        mention = Mention(
            name=cut(row.text(field)),
            kind="settlement" if not wide else "region" if field == "admin1" else "country",
            regions=tuple(filter(None, (row.maybe(name) for name in regions if name != field))),
            at=row.degrees("latitude", "longitude"),
            precision="exact" if not wide else "region" if field == "admin1" else "country",
        )
        return self.data.places.key(row, field, mention)


def _named(row: Row, number: str) -> bool:
    return number == "1" or row.has(f"actor{number}")


def _when(row: Row) -> str:
    """Return the days within which an event lies, as EDTF."""
    day = row.moment("event_date", *_DAYS).date()
    level = row.one_of("time_precision", TIMES, "day")
    if row.faults or level == "day":
        return within(day, day)
    return within(*(around(day, day, 7) if level == "week" else months(day, day)))


def _description(row: Row) -> str | None:
    """Return what ACLED says beside the fields of a proposition."""
    said = []
    level = row.maybe("geo_precision")
    if level in LEVELS and LEVELS[level] == "near":
        said.append("near the place, or in a part of its region")
    said += [
        f"associated with {row.maybe(f'actor{number}')}: {cut(associated, 300)}"
        for number in "12"
        if (associated := row.maybe(f"assoc_actor_{number}"))
    ]
    return "; ".join(said) or None


def _summary(row: Row) -> str:
    sides = [cut(row.text(f"actor{number}")) for number in "12" if _named(row, number)]
    dead = row.whole("fatalities", 0)
    what = f"{row.text('sub_event_type')} ({' and '.join(sides)})"
    place = row.text("location")
    count = f"at least {dead} dead" if dead else "no dead counted"
    return f"{what} in {cut(place)}, {count}, as ACLED codes it"
