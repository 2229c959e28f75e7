"""What building one record needs at hand: names, times, other claims, a place for faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from claimline import when
from claimline.errors import AmbiguousName, Fault, Position, TimeError, UnknownName
from claimline.model import UNATTRIBUTED, ClaimKey, Instant, Interval, Proposition
from claimline.record import layout
from claimline.record.names import Known, Names
from claimline.record.nodes import Text
from claimline.when.zones import zone_called

_Time = TypeVar("_Time", Instant, Interval)

_ADVISED = 100
"""How many unknown claims get candidates, as with names."""


@dataclass
class Files:
    """What the records read together share: their claims by document and id, and what each
    of these asserts, once that has been found out."""

    known: Known
    claims: dict[str, dict[str, tuple[Desk, layout.Claim]]] = field(default_factory=dict)
    content: dict[ClaimKey, Proposition | str | None] = field(default_factory=dict)
    advised: int = 0


@dataclass
class Desk:
    """One record being built. Each method adds a fault, and returns nothing or an empty
    value, where a text means nothing; an empty text has had its fault when it was read."""

    record: layout.Record
    faults: list[Fault]
    files: Files
    zone: str

    @property
    def document(self) -> str:
        """The key of the record's document; empty if it has none."""
        return str(self.record.document.id) if self.record.document else ""

    def fault(self, at: Position, message: str, hint: str = "") -> None:
        """Add a fault of this record."""
        self.faults.append(Fault(at, message, hint))

    def name(self, names: Names, text: Text | None) -> str | None:
        """Return the key of what a text names."""
        if not text:
            return None
        try:
            return names.find(text)
        except (UnknownName, AmbiguousName) as error:
            self.fault(text.at, str(error))
            return None

    def names(self, names: Names, texts: Iterable[Text]) -> tuple[str, ...]:
        """Return the keys of what texts name, no two of which name the same."""
        return self._each(texts, lambda text: self.name(names, text))

    def words(self, texts: Iterable[Text]) -> tuple[str, ...]:
        """Return the texts, no two of which are the same."""
        return self._each(texts, str)

    def actor(self, text: Text | None) -> str | None:
        """Return the key of the actor that a text names."""
        return self.name(self.files.known.actors, text)

    def claimant(self, text: Text) -> str | None:
        """Return the key of the actor who makes a claim, or the word for nobody."""
        return UNATTRIBUTED if text == UNATTRIBUTED else self.actor(text)

    def claims(self, texts: Iterable[Text]) -> tuple[ClaimKey, ...]:
        """Return the keys of the claims that texts refer to."""
        keys = self._each(texts, lambda text: (key := self.claim(text)) and str(key))
        return tuple(ClaimKey(*key.split("/")) for key in keys)

    def claim(self, text: Text) -> ClaimKey | None:
        """Return the key of the claim that a text refers to; it is one of this document if the
        text names no other."""
        if not text:
            return None
        document, _, claim = text.rpartition("/")
        key = ClaimKey(document or self.document, claim)
        beside = self.files.claims.get(key.document) or self.files.known.claims[key.document]
        if beside and claim in beside:
            return key
        self.files.advised += 1
        near = beside if beside and self.files.advised <= _ADVISED else ()
        full = (f"{document}/{other}" if document else other for other in near)
        self.fault(text.at, str(UnknownName("claim", str(text), full)))
        return None

    def zone_of(self, text: Text | None) -> str:
        """Return the name of the time zone that a text gives, else the record's."""
        if not text:
            return self.zone
        try:
            zone_called(str(text))
        except TimeError as error:
            self.fault(text.at, str(error))
            return self.zone
        return str(text)

    def instant(self, text: Text | None, zone: str) -> Instant | None:
        """Return the bounds of the moment that a text gives."""
        return self._time(when.instant, text, zone)

    def interval(self, text: Text | None, zone: str) -> Interval | None:
        """Return the bounds of the interval that a text gives."""
        return self._time(when.interval, text, zone)

    def _time(
        self, read: Callable[[str, str], _Time], text: Text | None, zone: str
    ) -> _Time | None:
        if not text:
            return None
        try:
            return read(str(text), zone)
        except TimeError as error:
            self.fault(text.at, str(error))
            return None

    def _each(
        self, texts: Iterable[Text], meaning: Callable[[Text], str | None]
    ) -> tuple[str, ...]:
        found: dict[str, Text] = {}
        for text in texts:
            key = meaning(text)
            if key and found.setdefault(key, text) is not text:
                self.fault(text.at, f"{key} is named twice", "name it once")
        return tuple(found)


def plain(text: Text | None) -> str | None:
    """Return a text without its place, None if there is none."""
    return str(text) if text else None


def before(one: Instant | None, other: Instant | None) -> bool:
    """Tell whether one moment lies before another, however the two are read."""
    if one is None or other is None or one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest
