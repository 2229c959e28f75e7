"""Which thing a name in a record means: what is known by which names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimline.errors import AmbiguousName, UnknownName
from claimline.model import Instant
from claimline.names import fold

_ADVISED = 100
"""How many unknown names get candidates: to look for one costs a walk over all the names."""


class Names:
    """The names of one kind of things. An id comes first, so that no name somebody lists for
    another thing can take its place; all other names are equal, so that one which two things
    have, in files or in the store, is never settled by guessing."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
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

    def update(self, other: Names) -> None:
        """Make everything known that another set of names knows."""
        self._ids |= other._ids
        self._shown |= other._shown
        for name, keys in other._keys.items():
            self._keys.setdefault(name, set()).update(keys)

    def find(self, name: str) -> str:
        """Return the key of the one thing that a name means.

        Raises UnknownName with the nearest names, or AmbiguousName with the keys it may mean.
        """
        if name in self._ids:
            return str(name)
        keys = self._keys.get(fold(name), set())
        if len(keys) == 1:
            return next(iter(keys))
        if keys:
            raise AmbiguousName(self.kind, str(name), keys)
        self._advised += 1
        raise UnknownName(self.kind, str(name), self._shown if self._advised <= _ADVISED else ())


@dataclass
class Known:
    """Everything that records may refer to without declaring it.

    ``types`` are the types of events, ``published`` and ``withdrawn`` times of documents,
    ``claims`` the digests of what the claims of each document assert, by the claims' own ids.
    """

    places: Names = field(default_factory=lambda: Names("place"))
    actors: Names = field(default_factory=lambda: Names("actor"))
    events: Names = field(default_factory=lambda: Names("event"))
    documents: Names = field(default_factory=lambda: Names("document"))
    types: dict[str, str] = field(default_factory=dict)
    published: dict[str, Instant] = field(default_factory=dict)
    withdrawn: dict[str, Instant] = field(default_factory=dict)
    claims: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of_rows(
        cls, things: Iterable[Mapping[str, object]], claims: Iterable[Mapping[str, object]]
    ) -> Known:
        """Return what a store knows, from the rows of two queries.

        Of things: ``class`` (an IRI ending in the class), ``key`` and ``name``, a row a name,
        and for events ``type`` (the key of the event type, or an IRI ending in it). Of claims:
        ``document``, ``claim`` and ``proposition`` (its digest, or an IRI ending in it).
        """
        known = cls()
        named = {
            "Place": known.places,
            "Actor": known.actors,
            "Event": known.events,
            "Document": known.documents,
        }
        for row in things:
            key = str(row["key"])
            named[_last(row["class"])].add(key, [str(row["name"])])
            if row.get("type"):
                known.types[key] = _last(row["type"])
        for row in claims:
            document = str(row["document"])
            known.documents.add(document)
            digests = known.claims.setdefault(document, {})
            digests[str(row["claim"])] = _last(row["proposition"])
        return known

    def copy(self) -> Known:
        """Return the same in a set of its own, to which files may add what they declare."""
        copy = Known(
            types=dict(self.types),
            published=dict(self.published),
            withdrawn=dict(self.withdrawn),
            claims=dict(self.claims),
        )
        copy.places.update(self.places)
        copy.actors.update(self.actors)
        copy.events.update(self.events)
        copy.documents.update(self.documents)
        return copy


def _last(value: object) -> str:
    """Return the last part of an IRI, or the whole of what is none."""
    return str(value).rpartition("/")[2].rpartition("#")[2]
