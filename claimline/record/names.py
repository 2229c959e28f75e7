"""Which thing a name in a record means: what is known by which names.

Why what a store knows is asked for name by name: a load then costs what it names, not what
the store holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from claimline.errors import AmbiguousName, UnknownName
from claimline.model import Instant
from claimline.names import fold

_ADVISED = 100
"""How many unknown names get candidates: to look for one costs a walk over all the names."""

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Spot:
    """What a store says of a place by which it can be told from its namesakes: its English
    label, the keys and folded names of all that it is part of, WGS 84 degrees, and its GeoNames
    number."""

    key: str
    country: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    wholes: frozenset[str] = frozenset()
    label: str | None = None
    geonames: str | None = None


class Lookup(Protocol):
    """What can be asked of a store about names. A kind is place, actor, event or document."""

    def called(self, kind: str, name: str) -> Iterable[str]:
        """Return the keys of the things of a kind that answer to a name."""

    def names(self, kind: str) -> Iterable[str]:
        """Return every name of the things of a kind."""

    def event_type(self, event: str) -> str | None:
        """Return the key of an event's type, if the event is known."""

    def claims(self, document: str) -> Mapping[str, str]:
        """Return the digests of what the claims of a document assert, by the claims' ids."""

    def spots(self, name: str) -> Iterable[Spot]:
        """Return the places that answer to a name, an id or an identifier."""


class Nothing:
    """The lookup of those who have no store: nothing is known."""

    def called(self, kind: str, name: str) -> Iterable[str]:
        """Return nothing."""
        del kind, name
        return ()

    def names(self, kind: str) -> Iterable[str]:
        """Return nothing."""
        del kind
        return ()

    def event_type(self, event: str) -> None:
        """Return nothing."""
        del event

    def claims(self, document: str) -> Mapping[str, str]:
        """Return nothing."""
        del document
        return {}

    def spots(self, name: str) -> Iterable[Spot]:
        """Return nothing."""
        del name
        return ()


class Asked(Generic[_Found]):
    """Answers by their keys, each asked for once; an answer that is put in stands instead."""

    def __init__(self, ask: Callable[[str], _Found]) -> None:
        self._ask = ask
        self._answers: dict[str, _Found] = {}

    def __getitem__(self, key: str) -> _Found:
        if key not in self._answers:
            self._answers[key] = self._ask(key)
        return self._answers[key]

    def __setitem__(self, key: str, answer: _Found) -> None:
        self._answers[key] = answer

    def copy(self) -> Asked[_Found]:
        """Return the same, to which others may be put in."""
        copy = Asked(self._ask)
        copy._answers |= self._answers
        return copy


class Names:
    """The names of one kind of things. An id comes first, so that no name somebody lists for
    another thing can take its place; all other names are equal, so that one which two things
    have, in files or in the store, is never settled by guessing."""

    def __init__(self, kind: str, lookup: Lookup | None = None) -> None:
        self.kind = kind
        self._lookup = asked = lookup or Nothing()
        # No reference back to itself: a store that is looked up in must end with the load.
        self._called = Asked(lambda name: tuple(asked.called(kind, name)))
        self._ids: set[str] = set()
        self._keys: dict[str, set[str]] = {}
        self._shown: set[str] = set()
        self._advised = 0

    def add(self, key: str, names: Iterable[str] = ()) -> None:
        """Make a thing known by its id, and by its labels, spellings and identifiers."""
        own = str(key)
        self._ids.add(own)
        for name in (own, *names):
            self._keys.setdefault(fold(name), set()).add(own)
            self._shown.add(str(name))

    def copy(self) -> Names:
        """Return the same, to which others may be added."""
        copy = Names(self.kind, self._lookup)
        copy._called = self._called
        copy._ids |= self._ids
        copy._shown |= self._shown
        copy._keys |= {name: set(keys) for name, keys in self._keys.items()}
        return copy

    def keys(self, name: str) -> set[str]:
        """Return the keys of all things that a name may mean; its own if it is an id."""
        text = str(name)
        if text in self._ids:
            return {text}
        found = self._keys.get(fold(text), set()).union(self._called[text])
        return {text} if text in found else found

    def find(self, name: str) -> str:
        """Return the key of the one thing that a name means.

        Raises UnknownName with the nearest names, or AmbiguousName with the keys it may mean.
        """
        keys = self.keys(name)
        if len(keys) == 1:
            return next(iter(keys))
        if keys:
            raise AmbiguousName(self.kind, str(name), keys)
        self._advised += 1
        advised = self._advised <= _ADVISED
        raise UnknownName(
            self.kind, str(name), {*self._shown, *self._lookup.names(self.kind)} if advised else ()
        )


@dataclass
class Known:
    """Everything that records may refer to without declaring it: what the files at hand say,
    and what a store answers.

    ``types`` are the types of events, ``claims`` the digests of what the claims of each
    document assert, by the claims' own ids; ``published`` and ``withdrawn`` are times of the
    documents at hand.
    """

    lookup: Lookup = field(default_factory=Nothing)
    published: dict[str, Instant] = field(default_factory=dict)
    withdrawn: dict[str, Instant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Ask the lookup for what is not at hand."""
        self.places = Names("place", self.lookup)
        self.actors = Names("actor", self.lookup)
        self.events = Names("event", self.lookup)
        self.documents = Names("document", self.lookup)
        self.types = Asked[str | None](self.lookup.event_type)
        self.claims = Asked[Mapping[str, str]](self.lookup.claims)

    def copy(self) -> Known:
        """Return the same in a set of its own, to which files may add what they declare."""
        copy = Known(self.lookup, dict(self.published), dict(self.withdrawn))
        copy.places = self.places.copy()
        copy.actors = self.actors.copy()
        copy.events = self.events.copy()
        copy.documents = self.documents.copy()
        copy.types = self.types.copy()
        copy.claims = self.claims.copy()
        return copy
