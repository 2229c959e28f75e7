"""The values claimline works on: frozen, compared by content, free of RDF and of files.

Everything here names other things by their keys (``"izium"``, ``"zelenskyj"``), never by
IRI; ``terms`` mints IRIs and ``rdf`` writes quads. Times are aware datetimes in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from claimline.errors import Position

UNATTRIBUTED = "unattributed"
"""The claimant of hearsay: a value, so that a missing claimant is always a mistake."""


class ClaimKey(NamedTuple):
    """What tells one claim from all others: its document's key and its own within it."""

    document: str
    id: str

    def __str__(self) -> str:
        return f"{self.document}/{self.id}"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment known to lie between two bounds; ``None`` is no bound on that side.

    ``text`` is the EDTF as written, ``None`` where the bounds were computed from a duration.
    A day is midnight to midnight in its zone, so a day's latest bound is the next midnight.
    """

    earliest: datetime | None
    latest: datetime | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """An uncertain interval: an uncertain begin and an uncertain end.

    ``text`` is the EDTF of the whole when it was written as one; otherwise begin and end
    carry their own texts.
    """

    begin: Instant
    end: Instant
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A length between two bounds, in days, with the phrase and the rule they came from."""

    min_days: int
    max_days: int
    phrase: str
    convention: str
    so_far: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An amount somebody named. ``unit`` is a key of ``terms.UNITS``, ``kind`` and ``hedge``
    are keys of their vocabularies; ``scope`` is a place, ``party`` an actor (whose deaths)."""

    kind: str
    unit: str
    hedge: str
    minimum: Decimal | None = None
    best: Decimal | None = None
    maximum: Decimal | None = None
    baseline: Instant | None = None
    as_of: Instant | None = None
    scope: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What is claimed: one reading of one event. Equal content is the same proposition."""

    event: str
    type: str
    places: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    controller: str | None = None
    time: Interval | None = None
    duration: Duration | None = None
    measures: tuple[Measure, ...] = ()
    purposes: tuple[Proposition, ...] = ()
    causes: tuple[Proposition, ...] = ()
    framings: tuple[str, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where in a document a report rests: a span of its text in Unicode code points
    (end-exclusive), a short quotation, a media fragment, or the whole of it."""

    document: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    fragment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One hop: ``reporter`` reports the claim, or the reports of it whose ids are in ``of``.

    ``document`` is ``None`` for a hop that is cited but was not seen. ``reading`` and
    ``modality`` say how this hop words the claim, where that differs from the claim itself;
    ``distances`` are the framings it sets in scare quotes. ``confidence`` is how sure a tool
    is, in percent, that it read the report rightly.
    """

    id: str
    reporter: str
    speech: str
    of: tuple[str, ...] = ()
    document: str | None = None
    evidence: tuple[Evidence, ...] = ()
    published: Instant | None = None
    withdrawn: Instant | None = None
    reading: Proposition | None = None
    modality: str | None = None
    distances: tuple[str, ...] = ()
    confidence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One act of affirming, denying or ordering something, by one claimant.

    ``asserts`` is the proposition itself, or the digest of one that is in the store already.
    ``timezone`` is the one whose days its dates are.
    """

    document: str
    id: str
    claimant: str
    asserts: Proposition | str
    summary: str
    modality: str = "asserted"
    polarity: str = "affirmed"
    said: Instant | None = None
    reports: tuple[Report, ...] = ()
    derived_from: tuple[ClaimKey, ...] = ()
    restates: tuple[ClaimKey, ...] = ()
    revises: tuple[ClaimKey, ...] = ()
    reliability: str | None = None
    credibility: str | None = None
    language: str | None = None
    timezone: str | None = None
    at: Position | None = field(default=None, compare=False)

    @property
    def key(self) -> ClaimKey:
        """The key other claims refer to this one by."""
        return ClaimKey(self.document, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A thing one can point into. ``record`` is the document whose record speaks of it:
    its own key, or the key of the record that merely cites or lists it."""

    id: str
    record: str
    publisher: str
    kind: str = "article"
    title: str | None = None
    url: str | None = None
    archive: str | None = None
    language: str | None = None
    published: Instant | None = None
    withdrawn: Instant | None = None
    sha256: str | None = None
    length: int | None = None
    copy_of: str | None = None
    revision_of: str | None = None
    rights: str | None = None
    extracted_by: str | None = None
    at: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place by all its names. ``labels`` are (language tag, text) pairs; coordinates are
    WGS 84 degrees; ``no_identifier`` says why there is none where there is none."""

    id: str
    labels: tuple[tuple[str, str], ...]
    kind: str
    spellings: tuple[str, ...] = ()
    geonames: str | None = None
    wikidata: str | None = None
    no_identifier: str | None = None
    country: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    precision: str | None = None
    part_of: tuple[str, ...] = ()
    at: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, force, ministry, outlet or anonymous role, and for whom it acts or speaks."""

    id: str
    labels: tuple[tuple[str, str], ...]
    kind: str
    spellings: tuple[str, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    side: str | None = None
    wikidata: str | None = None
    at: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What claims talk about: a handle, with nothing on it that anybody disputes.

    ``record`` is the document whose record declares it and takes it away again, for an event
    that only a data set speaks of; others stand on their own.
    """

    id: str
    type: str
    labels: tuple[tuple[str, str], ...]
    record: str | None = None
    at: Position | None = field(default=None, compare=False)


Value = Document | Claim | Place | Actor | Event
"""What a loader yields, one at a time."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a loader reads: its name, the licence of its data, and where it comes from."""

    title: str
    licence: str
    link: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something a loader may be told: ``--name VALUE`` on the command line.

    ``default`` is what holds if nothing is said; ``required`` options have none. Of an option
    with ``choices``, one of them must be said.
    """

    name: str
    help: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
