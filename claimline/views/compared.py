"""What claimants say, ready to be held side by side: one statement for all its records.

Ten outlets may bring one claim. Whoever says the same thing several times, or is reported
to have said it by several, makes one statement here, with all its claims in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from claimline import catalogue
from claimline.answers import Plain
from claimline.model import UNATTRIBUTED, Instant, Interval, Measure
from claimline.store import Quads
from claimline.terms import UNITS
from claimline.views import public
from claimline.views.affiliations import Affiliations, affiliations
from claimline.views.cells import key, moment, text
from claimline.views.spells import TRUTH_APT

Row = dict[str, Plain]

_UNIT_KEYS = {qudt: short for short, qudt in UNITS.items()}


@dataclass(frozen=True, slots=True)
class Record:
    """One claim as one document has it: its IRI, its key, the chains that bring it, when it
    was said, and the claims that it restates or revises."""

    iri: str
    claim: str
    summary: str
    chains: tuple[str, ...]
    said: Instant
    earlier: frozenset[str]
    zone: str | None
    certain: bool
    asked: bool

    @property
    def document(self) -> str:
        """The key of the document whose record it stands in."""
        return self.claim.rpartition("/")[0]


@dataclass(frozen=True, eq=False)
class Statement:
    """What one claimant affirms or denies, with every record of it, the first one first.

    Things are named by their keys. ``left`` holds the places that a force withdrew from and
    all that contain them, ``reached`` the same of where it withdrew to.
    """

    records: tuple[Record, ...]
    claimant: str
    claimant_label: str
    polarity: str
    proposition: str
    event: str
    type: str
    places: frozenset[str]
    destinations: frozenset[str]
    left: frozenset[str]
    reached: frozenset[str]
    actors: frozenset[str]
    controller: str | None
    time: Interval
    days: tuple[int, int] | None
    purposes: frozenset[str]
    causes: frozenset[str]
    measures: tuple[Measure, ...]

    @property
    def first(self) -> Record:
        """The record that stands for all."""
        return self.records[0]

    @property
    def asked(self) -> bool:
        """Whether it is about the place or event asked about, and not only near it."""
        return any(record.asked for record in self.records)

    @property
    def certain(self) -> bool:
        """Whether some record of it was certainly public by then."""
        return any(record.certain for record in self.records)

    @property
    def where(self) -> frozenset[str]:
        """The places it names, as scene or as destination."""
        return self.places | self.destinations

    @cached_property
    def chains(self) -> tuple[str, ...]:
        """The chains that bring it, each once, those of the first record first."""
        return tuple(dict.fromkeys(chain for record in self.records for chain in record.chains))

    @cached_property
    def said_from(self) -> tuple[str, str]:
        """When it was first said and by which claim, as what it is ordered by."""
        return _order(self.first)

    @cached_property
    def dated(self) -> bool:
        """Whether it says anything of begin, end or length."""
        ends = (self.time.begin, self.time.end)
        return bool(self.days) or any(end.earliest or end.latest for end in ends)


@dataclass(frozen=True, slots=True)
class Compared:
    """All statements asked for, and what the vocabulary and the actors say of them."""

    statements: tuple[Statement, ...]
    wider: dict[str, frozenset[str]]
    ruled_out: dict[str, frozenset[str]]
    actors: Affiliations

    def is_a(self, statement: Statement, *kinds: str) -> bool:
        """Whether a statement's type is one of these or narrower."""
        return not self.wider.get(statement.type, frozenset({statement.type})).isdisjoint(kinds)

    def one_voice(self, one: Statement, other: Statement) -> bool:
        """Whether both have one claimant, or the claimant of one speaks for the other's."""
        first, second = one.claimant, other.claimant
        if UNATTRIBUTED in {first, second}:
            return False
        return self.actors.speaks_for(first, second) or self.actors.speaks_for(second, first)

    def one_party(self, one: str, other: str) -> bool:
        """Whether two actors are one party: they act for the same in the end, or are known to
        be on one side of the conflict."""
        side = self.actors.belligerent(one)
        if side is not None and side == self.actors.belligerent(other):
            return True
        return not set(self.actors.voices(one)).isdisjoint(self.actors.voices(other))


def compared(
    store: Quads,
    asked: dict[str, str],
    *,
    as_of: str | None = None,
    possibly: bool = False,
) -> Compared:
    """Return what can be true or false of what is asked: a place, an event, or everything.

    Raises BadParameter for a text that is not EDTF.
    """
    rows = public.rows(store, "claims-compared", asked, as_of=as_of, possibly=possibly)
    types = store.select(catalogue.get("event-types").text).plain()
    return Compared(
        statements=_statements(rows),
        wider=_sets((row["type"], row["wider"]) for row in types),
        ruled_out=_sets((row["type"], row["ruledOut"]) for row in types),
        actors=affiliations(store),
    )


def _statements(rows: Iterable[Row]) -> tuple[Statement, ...]:
    grouped: defaultdict[tuple[Plain, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if key(row["modality"]) in TRUTH_APT and key(row["polarity"]) in {"affirmed", "denied"}:
            grouped[row["proposition"], row["claimant"], row["polarity"]].append(row)
    return tuple(map(_statement, grouped.values()))


def _statement(rows: list[Row]) -> Statement:
    row = rows[0]
    least, most = row["durationMinDays"], row["durationMaxDays"]
    return Statement(
        records=_records(rows),
        claimant=key(row["claimant"]) or "",
        claimant_label=str(row["claimantLabel"]),
        polarity=key(row["polarity"]) or "",
        proposition=str(row["proposition"]),
        event=key(row["about"]) or "",
        type=key(row["eventType"]) or "",
        places=_keys(rows, "part"),
        destinations=_keys(rows, "destination"),
        left=_keys(rows, "part") | _keys(rows, "whole"),
        reached=_keys(rows, "destination") | _keys(rows, "beyond"),
        actors=_keys(rows, "actor"),
        controller=key(row["controller"]),
        time=Interval(_instant(row, "Begin"), _instant(row, "End")),
        days=(least, most) if isinstance(least, int) and isinstance(most, int) else None,
        purposes=_keys(rows, "purposeType"),
        causes=_keys(rows, "causeType"),
        measures=tuple(
            _measure(row)
            for row in {row["measure"]: row for row in rows if row["measure"]}.values()
        ),
    )


def _records(rows: Iterable[Row]) -> tuple[Record, ...]:
    """Return the claims of a statement: first those that repeat no other, then by time."""
    claims: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        claims[str(row["claim"])].append(row)
    records = [_record(iri, own) for iri, own in claims.items()]
    return tuple(sorted(records, key=lambda it: (bool(it.earlier & claims.keys()), _order(it))))


def _record(iri: str, rows: list[Row]) -> Record:
    return Record(
        iri=iri,
        claim=iri.partition("/claim/")[2],
        summary=str(rows[0]["summary"]),
        chains=tuple(sorted({str(row["chain"]) for row in rows})),
        said=_instant(rows[0], "Said"),
        earlier=frozenset(str(row["earlier"]) for row in rows if row["earlier"]),
        zone=text(rows[0]["timeZone"]),
        certain=any(row["certainlyPublic"] for row in rows),
        asked=any(row["asked"] for row in rows),
    )


def _order(record: Record) -> tuple[str, str]:
    said = record.said.earliest or record.said.latest
    return said.isoformat() if said else "~", record.claim


def _measure(row: Row) -> Measure:
    return Measure(
        kind=key(row["measureKind"]) or "",
        unit=_UNIT_KEYS.get(key(row["unit"]) or "", ""),
        hedge=key(row["hedge"]) or "",
        minimum=_number(row["minimum"]),
        best=_number(row["best"]),
        maximum=_number(row["maximum"]),
        baseline=Instant(None, None, text(row["baseline"])) if row["baseline"] else None,
        as_of=_instant(row, "FigureAsOf"),
        scope=key(row["scope"]),
        party=key(row["party"]),
    )


def _number(cell: Plain) -> Decimal | None:
    return None if cell is None else Decimal(str(cell))


def _instant(row: Row, name: str) -> Instant:
    return Instant(moment(row["earliest" + name]), moment(row["latest" + name]))


def _keys(rows: Iterable[Row], column: str) -> frozenset[str]:
    return frozenset(key(cell) or "" for cell in {row[column] for row in rows} if cell)


def _sets(pairs: Iterable[tuple[Plain, Plain]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if other is not None:
            found[key(one) or ""].add(key(other) or "")
    return {one: frozenset(others) for one, others in found.items()}
