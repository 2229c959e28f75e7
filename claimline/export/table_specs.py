"""The tables that claims come in: their columns, keys, and what refers to what.

Why tables of links beside the others: a proposition may name several places and an outlet pass
on several reports, and a list within a cell can neither be joined nor checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimline.answers import Plain

Cells = tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, as table schemas call it, and the table whose ``id`` it holds."""

    name: str
    help: str
    type: str = "string"
    refers: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and those that together are its key."""

    name: str
    help: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)


def _id(what: str) -> tuple[Column, Column]:
    return (
        Column("id", f"The key of the {what}.", needed=True),
        Column("iri", f"The IRI of the {what}."),
    )


def _ref(name: str, table: str, text: str) -> Column:
    return Column(name, text, refers=table, needed=True)


def _bounds(name: str, what: str) -> tuple[Column, ...]:
    return (
        Column(name, f"When {what}, as written, in EDTF."),
        Column(f"earliest_{name}", f"The earliest that {what}, in UTC.", "datetime"),
        Column(f"latest_{name}", f"The latest that {what}, in UTC.", "datetime"),
    )


def _names(kind: str) -> Table:
    return Table(
        f"{kind}_names",
        f"Every name of each {kind}.",
        (
            _ref(kind, f"{kind}s", f"The {kind}."),
            Column("language", "Its language tag; und where none is told.", needed=True),
            Column("name", "The name.", needed=True),
        ),
        (kind, "language", "name"),
    )


def _links(name: str, text: str, *columns: Column) -> Table:
    return Table(name, text, columns, tuple(column.name for column in columns))


ACTORS = Table(
    "actors",
    "Persons, forces, ministries, outlets and anonymous roles.",
    (
        *_id("actor"),
        Column("label", "What it is called, in English if there is an English name."),
        Column("kind", "What kind of actor it is."),
        Column("side", "The side it is on, if any."),
        Column("wikidata", "Its item in Wikidata."),
    ),
)
ACTOR_LINKS = _links(
    "actor_links",
    "For whom actors act or speak.",
    _ref("actor", "actors", "The actor."),
    _ref("acts_for", "actors", "On whose behalf it acts or speaks."),
)
PLACES = Table(
    "places",
    "Places with their position, where one is known.",
    (
        *_id("place"),
        Column("label", "What it is called, in English if there is an English name."),
        Column("kind", "What kind of place it is."),
        Column("country", "The country, as it is written."),
        Column("latitude", "Degrees north, WGS 84.", "number"),
        Column("longitude", "Degrees east, WGS 84.", "number"),
        Column("precision", "How exactly the position is known."),
        Column("geonames", "Its number in GeoNames."),
        Column("wikidata", "Its item in Wikidata."),
        Column("no_identifier_reason", "Why it has no identifier."),
    ),
)
PLACE_LINKS = _links(
    "place_links",
    "Which places are parts of which.",
    _ref("place", "places", "The place."),
    _ref("part_of", "places", "What it is a part of."),
)
EVENTS = Table(
    "events",
    "What claims talk about: handles, with nothing on them that anybody disputes.",
    (
        *_id("event"),
        Column("label", "What it is called, in English if there is an English name."),
        Column("type", "The type of the event."),
    ),
)
DOCUMENTS = Table(
    "documents",
    "Articles, posts, pictures and data sets in which something is reported.",
    (
        *_id("document"),
        Column("kind", "What sort of thing it is."),
        Column("publisher", "Who published it.", refers="actors"),
        Column("title", "Its title."),
        Column("url", "Its address."),
        Column("archived_at", "Where a copy is kept."),
        Column("language", "The language it is in."),
        *_bounds("published", "it was published"),
        Column("published_in_words", "The same in words, by the time zone of its claims."),
        *_bounds("withdrawn", "it was withdrawn"),
        Column("copy_of", "The document whose text it prints.", refers="documents"),
        Column("revision_of", "The document that it revises.", refers="documents"),
        Column("text_sha256", "The hash of its text."),
        Column("text_length", "The length of its text in code points.", "integer"),
        Column("rights", "Whose the text is."),
        Column("extracted_by", "What or who read its claims out of it."),
    ),
)
MEASURES = Table(
    "measures",
    "Amounts that somebody named.",
    (
        *_id("amount"),
        Column("kind", "What is counted or measured."),
        Column("unit", "The unit, as QUDT calls it."),
        Column("hedge", "How exact the amount is said to be."),
        Column("minimum", "The least it may be.", "number"),
        Column("best", "The amount that is named.", "number"),
        Column("maximum", "The most it may be.", "number"),
        *_bounds("baseline", "the count begins"),
        *_bounds("as_of", "the count ends"),
        Column("scope", "The place it is of.", refers="places"),
        Column("party", "The actor it is of.", refers="actors"),
    ),
)
PROPOSITIONS = Table(
    "propositions",
    "What is claimed: readings of events. That one stands here does not say that it is true.",
    (
        *_id("proposition"),
        Column("event", "The event it is about.", refers="events"),
        Column("type", "The type it gives the event."),
        Column("controller", "Who is said to hold the place.", refers="actors"),
        Column("description", "Whatever else it says, in words."),
        Column("time", "When it is said to be so, as written, in EDTF."),
        *_bounds("begin", "it is said to begin"),
        *_bounds("end", "it is said to end"),
        Column("time_in_words", "The same in words, by the time zone of its claims."),
        Column("duration", "How long it is said to last, as it was put."),
        Column("duration_min_days", "At least so many days.", "integer"),
        Column("duration_max_days", "At most so many days.", "integer"),
        Column("duration_so_far", "Whether it had lasted that long when it was said.", "boolean"),
    ),
)
PROPOSITION_PLACES = _links(
    "proposition_places",
    "Where things are said to be so.",
    _ref("proposition", "propositions", "The proposition."),
    Column("role", "place, or destination.", needed=True),
    _ref("place", "places", "The place."),
)
PROPOSITION_ACTORS = _links(
    "proposition_actors",
    "Who is said to have done something, and to whom.",
    _ref("proposition", "propositions", "The proposition."),
    Column("role", "actor, or target.", needed=True),
    _ref("actor", "actors", "The actor."),
)
PROPOSITION_MEASURES = _links(
    "proposition_measures",
    "Which amounts propositions name.",
    _ref("proposition", "propositions", "The proposition."),
    _ref("measure", "measures", "The amount."),
)
PROPOSITION_FRAMINGS = _links(
    "proposition_framings",
    "What propositions call the event.",
    _ref("proposition", "propositions", "The proposition."),
    Column("framing", "The word that frames it.", needed=True),
)
PROPOSITION_LINKS = _links(
    "proposition_links",
    "Purposes and causes that propositions name.",
    _ref("proposition", "propositions", "The proposition."),
    Column("relation", "purpose, or cause.", needed=True),
    _ref("other", "propositions", "What the purpose or cause is."),
)
CLAIMS = Table(
    "claims",
    "Who said what: one act of affirming, denying or ordering something.",
    (
        *_id("claim"),
        Column("document", "The document whose record tells of it.", refers="documents"),
        Column("claimant", "Who claims it.", refers="actors"),
        Column("proposition", "What is claimed.", refers="propositions"),
        Column("summary", "What is claimed, in the record's own words."),
        Column("polarity", "Whether it is affirmed or denied."),
        Column("modality", "How firmly, and in what mood."),
        *_bounds("said", "it was said"),
        Column("said_in_words", "When it was said, in words, by the claim's time zone."),
        Column("time_in_words", "When it is said to be so, in words, by the claim's time zone."),
        Column("time_zone", "The time zone whose days its dates are."),
        Column("reliability", "A grade of the source."),
        Column("credibility", "A grade of what is said."),
        Column("language", "The language it was made in."),
    ),
)
CLAIM_LINKS = _links(
    "claim_links",
    "Which claims repeat, revise or follow from others.",
    _ref("claim", "claims", "The claim."),
    Column("relation", "derived-from, restates, or revises.", needed=True),
    _ref("other", "claims", "The other claim."),
)
REPORTS = Table(
    "reports",
    "The hops through which claims reach us: somebody passes on a claim or another report.",
    (
        *_id("report"),
        Column("reporter", "Who passes it on.", refers="actors"),
        Column("document", "Where that can be read, if anybody has seen it.", refers="documents"),
        Column("chain", "The chain that ends here, by the actors' keys."),
        Column("speech", "How it gives the words."),
        Column("modality", "How firmly it puts the claim, where it differs."),
        Column("reads_as", "What it makes of the claim, if it differs.", refers="propositions"),
        *_bounds("published", "it was published"),
        Column("published_in_words", "The same in words, by the time zone of its claims."),
        *_bounds("withdrawn", "it was withdrawn"),
        Column("confidence", "How sure a tool is of having read it rightly, percent.", "integer"),
    ),
)
REPORT_CLAIMS = _links(
    "report_claims",
    "The claims that reports pass on at first hand.",
    _ref("report", "reports", "The report."),
    _ref("claim", "claims", "The claim."),
)
REPORT_LINKS = _links(
    "report_links",
    "The reports that other reports pass on.",
    _ref("report", "reports", "The report."),
    _ref("passes_on", "reports", "The report that it passes on."),
)
EVIDENCE = Table(
    "evidence",
    "What reports rest on: passages of documents, in Unicode code points, the end exclusive.",
    (
        *_id("piece of evidence"),
        Column("report", "The report that rests on it.", refers="reports"),
        Column("document", "The document it is a part of.", refers="documents"),
        Column("start", "Where the passage begins.", "integer"),
        Column("end", "Where the passage ends.", "integer"),
        Column("quote", "A short quotation."),
        Column("fragment", "A part of a picture or film, as a media fragment."),
    ),
)

TABLES = (
    *(ACTORS, _names("actor"), ACTOR_LINKS),
    *(PLACES, _names("place"), PLACE_LINKS),
    *(EVENTS, _names("event")),
    DOCUMENTS,
    MEASURES,
    *(PROPOSITIONS, PROPOSITION_PLACES, PROPOSITION_ACTORS, PROPOSITION_MEASURES),
    *(PROPOSITION_FRAMINGS, PROPOSITION_LINKS),
    *(CLAIMS, CLAIM_LINKS),
    *(REPORTS, REPORT_CLAIMS, REPORT_LINKS),
    EVIDENCE,
)
"""All tables, those that others refer to first."""
