"""The format of a record: the one declaration that the reader and the JSON Schema are made of.

A field's name is its attribute's in kebab-case; its type says whether it must be there, may
be there once, or as often as one likes; its note says what it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from claimline.record import kinds
from claimline.record.kinds import Key
from claimline.record.nodes import Origin, Placed, Text

Word = Text | None


@dataclass(frozen=True, slots=True)
class Apart:
    """A field that cannot stand beside certain others."""

    field: str
    others: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Needs:
    """A field that needs another beside it; only with a certain value, if one is given."""

    field: str
    other: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Fields of which at least one must be there."""

    fields: tuple[str, ...]


Rule = Apart | Needs | AnyOf


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in Unicode code points, end-exclusive."""

    start: Text
    end: Text


class Labels(tuple[tuple[Text, Text], ...]):
    """Names by language tag."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Placed):
    """A mapping of a record. ``SHORT`` is the field that a bare text in its stead stands for."""

    TITLE: ClassVar[str]
    SHORT: ClassVar[str | None] = None
    RULES: ClassVar[tuple[Rule, ...]] = ()

    origin: Origin
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Part):
    """A length of time, as it was put into words."""

    TITLE = "a duration"
    RULES = (
        AnyOf(("value", "min", "max")),
        Apart("value", ("min", "max"), "a length is given either as spoken or as bounds"),
        Apart("hedge", ("min", "max"), "bounds need no hedge"),
        Needs("min", "max"),
        Needs("max", "min"),
    )

    value: Annotated[Word, kinds.AMOUNT, "the number that was said"] = None
    min: Annotated[Word, kinds.AMOUNT, "the shortest it can be"] = None
    max: Annotated[Word, kinds.AMOUNT, "the longest it can be"] = None
    unit: Annotated[Text, Key("duration-unit"), "the unit of the numbers"]
    hedge: Annotated[Word, Key("hedge"), "how the number was hedged; exact if nothing is said"] = (
        None
    )
    phrase: Annotated[Text, kinds.TEXT, "the words it was put in, few and as they stand"]
    so_far: Annotated[Word, kinds.BOOLEAN, "true: it was still going on when this was said"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Part):
    """An amount that somebody named."""

    TITLE = "a measure"
    RULES = (
        AnyOf(("value", "min", "best", "max")),
        Apart("value", ("min", "best", "max"), "a number is given either as said or as bounds"),
    )

    kind: Annotated[Text, Key("measure-kind"), "what is counted or measured"]
    value: Annotated[Word, kinds.AMOUNT, "the number that was said; hedge says how it is meant"] = (
        None
    )
    min: Annotated[Word, kinds.AMOUNT, "the least"] = None
    best: Annotated[Word, kinds.AMOUNT, "the best estimate"] = None
    max: Annotated[Word, kinds.AMOUNT, "the most"] = None
    unit: Annotated[Text, Key("unit"), "the unit"]
    hedge: Annotated[Word, Key("hedge"), "how the number was hedged; exact if nothing is said"] = (
        None
    )
    since: Annotated[Word, kinds.EDTF, "when the counting begins"] = None
    as_of: Annotated[Word, kinds.EDTF, "the time for which the amount holds"] = None
    scope: Annotated[Word, kinds.NAME, "the place it is about"] = None
    party: Annotated[Word, kinds.NAME, "the actor it is about: whose losses, whose people"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition(Part):
    """What is claimed: one reading of one event."""

    TITLE = "a proposition"
    RULES = (Apart("time", ("begin", "end"), "a time is an interval and has both ends itself"),)

    event: Annotated[Text, kinds.NAME, "the event it is about"]
    type: Annotated[Word, Key("event-type"), "what happened or held; else the event's own type"] = (
        None
    )
    place: Annotated[tuple[Text, ...], kinds.NAME, "where"] = ()
    destination: Annotated[tuple[Text, ...], kinds.NAME, "where to"] = ()
    actor: Annotated[tuple[Text, ...], kinds.NAME, "who did it"] = ()
    target: Annotated[tuple[Text, ...], kinds.NAME, "to whom it was done"] = ()
    controller: Annotated[Word, kinds.NAME, "who held the place"] = None
    time: Annotated[Word, kinds.EDTF, "begin/end, or the date within which it all lay"] = None
    begin: Annotated[Word, kinds.EDTF, "when it began"] = None
    end: Annotated[Word, kinds.EDTF, "when it ended"] = None
    duration: Annotated[Duration | None, "how long it took or had lasted"] = None
    measure: Annotated[tuple[Measure, ...], "amounts"] = ()
    purpose: Annotated[tuple[Proposition, ...], "what it was for, as stated"] = ()
    cause: Annotated[tuple[Proposition, ...], "what it came from, as stated"] = ()
    framing: Annotated[tuple[Text, ...], Key("framing"), "the word chosen for it"] = ()
    description: Annotated[
        Word, kinds.TEXT, "what the other fields do not carry, in a few words of your own"
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Part):
    """The wording of one hop, where it differs from what the claimant said."""

    TITLE = "a reading"
    RULES = (AnyOf(("modality", "asserts")),)

    modality: Annotated[Word, Key("modality"), "the modality in this wording"] = None
    asserts: Annotated[Text | Proposition | None, kinds.CLAIM, "the content in this wording"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer(Part):
    """A document that a report rests on, and the part of it that matters."""

    TITLE = "a piece of evidence"
    SHORT = "document"

    document: Annotated[Text, kinds.NAME, "the document"]
    span: Annotated[tuple[Span, ...], "the stretch of its text, in code points"] = ()
    quote: Annotated[Word, kinds.TEXT, "a few words of it, exactly"] = None
    fragment: Annotated[Word, kinds.TEXT, "a media fragment such as t=0,12"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop(Part):
    """Somebody between the claimant and the document who passed the claim on."""

    TITLE = "a hop"
    SHORT = "reporter"
    RULES = (
        Needs("speech", "quote", "direct"),
        Needs("span", "document"),
        Needs("quote", "document"),
    )

    reporter: Annotated[Text, kinds.NAME, "who passed it on"]
    document: Annotated[Word, kinds.NAME, "where, if that was seen"] = None
    speech: Annotated[
        Word, Key("speech-mode"), "how it was given; unseen if no document is named, else indirect"
    ] = None
    published: Annotated[Word, kinds.EDTF, "when; else the document's"] = None
    withdrawn: Annotated[Word, kinds.EDTF, "when it was taken back"] = None
    span: Annotated[tuple[Span, ...], "where in the document's text, in code points"] = ()
    quote: Annotated[Word, kinds.TEXT, "a few words of it, exactly"] = None
    evidence: Annotated[tuple[Pointer, ...], "other documents it rests on"] = ()
    reading: Annotated[Reading | None, "its own wording, where that differs"] = None
    distanced_from: Annotated[
        tuple[Text, ...], Key("framing"), "framings it sets in scare quotes"
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Part):
    """One act of affirming, denying or ordering something, by one claimant."""

    TITLE = "a claim"
    RULES = (
        Needs("modality", "from", "inferred"),
        Needs("speech", "quote", "direct"),
    )

    id: Annotated[Text, kinds.ID, "the key of the claim in this document"]
    claimant: Annotated[Text, kinds.NAME, "whose claim it is; unattributed if nobody is named"]
    said: Annotated[
        Word, kinds.EDTF, "when it was said; else not after the document was published"
    ] = None
    timezone: Annotated[Word, kinds.ZONE, "the zone of its times; else the document's"] = None
    via: Annotated[
        tuple[Hop, ...],
        "who passed it on between the claimant and this document, the nearest to the claimant "
        "first; a bare name is a hop that was not seen",
    ] = ()
    speech: Annotated[
        Word,
        Key("speech-mode"),
        "how this document gives it; authorial in its publisher's own voice, else indirect",
    ] = None
    modality: Annotated[Word, Key("modality"), "how it is put forward; else asserted"] = None
    polarity: Annotated[
        Word, Key("polarity"), "affirmed, or neither for a directive, if nothing is said"
    ] = None
    span: Annotated[
        tuple[Span, ...], "where it stands in the document's text: [start, end] in code points"
    ] = ()
    quote: Annotated[Word, kinds.TEXT, "a few words of it, exactly"] = None
    evidence: Annotated[tuple[Pointer, ...], "other documents it rests on"] = ()
    reading: Annotated[Reading | None, "this document's own wording, where that differs"] = None
    distanced_from: Annotated[
        tuple[Text, ...], Key("framing"), "framings that this document sets in scare quotes"
    ] = ()
    from_: Annotated[tuple[Text, ...], kinds.CLAIM, "the claims it was inferred from"] = ()
    restates: Annotated[tuple[Text, ...], kinds.CLAIM, "the claims it says again"] = ()
    revises: Annotated[
        tuple[Text, ...], kinds.CLAIM, "the earlier claims it takes the place of"
    ] = ()
    withdrawn: Annotated[Word, kinds.EDTF, "when this document took it back"] = None
    reliability: Annotated[Word, Key("reliability"), "of the source: Admiralty a to f"] = None
    credibility: Annotated[Word, Key("credibility"), "of the content: Admiralty 1 to 6"] = None
    language: Annotated[Word, kinds.LANGUAGE, "the language it was said in"] = None
    summary: Annotated[Text, kinds.TEXT, "the claim in a sentence of your own"]
    asserts: Annotated[
        Text | Proposition,
        kinds.CLAIM,
        "what is claimed, or the claim that asserts the very same, as for a denial",
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint(Part):
    """What a document's text can be known again by."""

    TITLE = "the text of a document"

    sha256: Annotated[Text, kinds.SHA256, "the SHA-256 of the text in UTF-8, in hex"]
    length: Annotated[Text, kinds.LENGTH, "its length in code points"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Part):
    """The same document, published by another."""

    TITLE = "a copy"

    id: Annotated[Word, kinds.ID, "its key; else the document's and the publisher's"] = None
    publisher: Annotated[Text, kinds.NAME, "who published it"]
    title: Annotated[Word, kinds.TEXT, "its heading"] = None
    url: Annotated[Word, kinds.URL, "where it is"] = None
    archive: Annotated[Word, kinds.URL, "where a copy is kept"] = None
    published: Annotated[Word, kinds.EDTF, "when it was published"] = None
    withdrawn: Annotated[Word, kinds.EDTF, "when it was taken back"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Part):
    """A thing one can point into."""

    TITLE = "a document"

    id: Annotated[Text, kinds.ID, "the key of the document, unlike that of any other"]
    kind: Annotated[Word, Key("document-kind"), "what it is; else an article"] = None
    publisher: Annotated[Text, kinds.NAME, "who published it"]
    title: Annotated[Word, kinds.TEXT, "its heading"] = None
    url: Annotated[Word, kinds.URL, "where it is"] = None
    archive: Annotated[Word, kinds.URL, "where a copy is kept"] = None
    language: Annotated[Word, kinds.LANGUAGE, "the language it is in"] = None
    timezone: Annotated[Word, kinds.ZONE, "the zone of its times; else UTC"] = None
    published: Annotated[Word, kinds.EDTF, "when it was published: some time in between"] = None
    withdrawn: Annotated[Word, kinds.EDTF, "when it was taken back"] = None
    text: Annotated[Fingerprint | None, "what its text can be known again by"] = None
    copies: Annotated[tuple[Copy, ...], "the same text, published by others"] = ()
    revision_of: Annotated[Word, kinds.NAME, "the document it is a later state of"] = None
    rights: Annotated[Word, kinds.TEXT, "the licence or the owner of its text"] = None
    extracted_by: Annotated[Word, kinds.TEXT, "the tool or person that made the record"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Part):
    """A place by all its names."""

    TITLE = "a place"
    RULES = (
        Needs("latitude", "longitude"),
        Needs("longitude", "latitude"),
        AnyOf(("geonames", "wikidata", "no-identifier")),
        Apart("no-identifier", ("geonames", "wikidata"), "there is an identifier"),
    )

    id: Annotated[Text, kinds.ID, "the key of the place"]
    kind: Annotated[Text, Key("place-kind"), "what it is"]
    labels: Annotated[Labels, "its name in each language"]
    spellings: Annotated[tuple[Text, ...], kinds.TEXT, "other ways to write its name"] = ()
    geonames: Annotated[Word, kinds.GEONAMES, "its number in GeoNames"] = None
    wikidata: Annotated[Word, kinds.WIKIDATA, "its item in Wikidata"] = None
    no_identifier: Annotated[Word, kinds.TEXT, "why it has no identifier"] = None
    country: Annotated[Word, kinds.COUNTRY, "the country it lies in, by ISO 3166"] = None
    latitude: Annotated[Word, kinds.LATITUDE, "degrees north, WGS 84"] = None
    longitude: Annotated[Word, kinds.LONGITUDE, "degrees east, WGS 84"] = None
    precision: Annotated[Word, Key("place-precision"), "how well the coordinates fit"] = None
    part_of: Annotated[tuple[Text, ...], kinds.NAME, "the larger place it belongs to"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Part):
    """A person, force, ministry, outlet or anonymous role."""

    TITLE = "an actor"

    id: Annotated[Text, kinds.ID, "the key of the actor"]
    kind: Annotated[Text, Key("actor-kind"), "what it is"]
    labels: Annotated[Labels, "its name in each language"]
    spellings: Annotated[tuple[Text, ...], kinds.TEXT, "other ways to write its name"] = ()
    on_behalf_of: Annotated[tuple[Text, ...], kinds.NAME, "for whom it acts or speaks"] = ()
    side: Annotated[Word, Key("side"), "the side it is on"] = None
    wikidata: Annotated[Word, kinds.WIKIDATA, "its item in Wikidata"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Part):
    """What claims talk about; nothing that anybody disputes."""

    TITLE = "an event"

    id: Annotated[Text, kinds.ID, "the key of the event"]
    type: Annotated[Text, Key("event-type"), "what kind of event it is"]
    labels: Annotated[Labels, "its name in each language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Part):
    """A document with its claims, or places, actors and events on their own."""

    TITLE = "a record"
    RULES = (
        AnyOf(("document", "places", "actors", "events")),
        Needs("claims", "document"),
        Needs("cited", "document"),
    )

    claimline: Annotated[Text, kinds.VERSION, "the version of this format"]
    seal: Annotated[Word, kinds.SHA256, "the SHA-256 of the rest, made by claimline seal"] = None
    document: Annotated[Document | None, "the document"] = None
    cited: Annotated[tuple[Document, ...], "documents that this one points to"] = ()
    claims: Annotated[tuple[Claim, ...], "what the document says that somebody claims"] = ()
    places: Annotated[tuple[Place, ...], "places"] = ()
    actors: Annotated[tuple[Actor, ...], "actors"] = ()
    events: Annotated[tuple[Event, ...], "events"] = ()
