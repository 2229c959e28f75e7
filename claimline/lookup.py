"""What a store knows by name, for records and loaders that build on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from pyoxigraph import Literal

from claimline import catalogue, find, terms
from claimline.answers import Plain
from claimline.names import fold
from claimline.record import Known, Spot
from claimline.store import Quads, Store


def known(store: Quads) -> Known:
    """Return the names a store knows, each asked for when it is needed."""
    return Known(_InStore(store))


@contextmanager
def knowing(store: Quads) -> Iterator[Known]:
    """Give the names a store knows, and let the store go afterwards: whoever keeps the names
    does not keep the store open."""
    lookup = _InStore(store)
    try:
        yield Known(lookup)
    finally:
        lookup.let_go()


class _InStore:
    """A ``record.Lookup`` that asks shipped queries."""

    def __init__(self, store: Quads) -> None:
        self._store = store

    def let_go(self) -> None:
        """Know nothing from now on."""
        self._store = Store.memory()

    def called(self, kind: str, name: str) -> Iterable[str]:
        """Return the keys of the things of a kind that answer to a name."""
        return {thing.key for thing in find.things(self._store, kind, name)}

    def names(self, kind: str) -> Iterable[str]:
        """Return every name of the things of a kind."""
        return find.names(self._store, kind)

    def event_type(self, event: str) -> str | None:
        """Return the key of an event's type, if the event is known."""
        rows = self._rows("event-type-of", name=event)
        return _last(rows[0]["type"]) if rows else None

    def claims(self, document: str) -> dict[str, str]:
        """Return the digests of what the claims of a document assert, by the claims' ids."""
        rows = self._rows("claims-of-document", record=document)
        return {str(row["claim"]): _last(row["proposition"]) for row in rows}

    def spots(self, name: str) -> Iterable[Spot]:
        """Return the places that answer to a name, an id or an identifier."""
        found: dict[str, Spot] = {}
        folded = fold(name)
        if self._store.lacks(terms.cl("nameKey"), Literal(folded)):
            return []
        for row in self._rows("places-called", name=folded):
            key = str(row["key"])
            wholes = found[key].wholes if key in found else frozenset[str]()
            found[key] = Spot(
                key,
                _text(row["country"]),
                _degrees(row["latitude"]),
                _degrees(row["longitude"]),
                wholes | ({str(row["whole"])} if row["whole"] is not None else set()),
                _text(row["label"]),
                _text(row["geonames"]),
            )
        return found.values()

    def _rows(self, query: str, **values: str) -> list[dict[str, Plain]]:
        return self._store.select(catalogue.get(query).bind(**values)).plain()


def _text(value: Plain) -> str | None:
    return None if value is None else str(value)


def _degrees(value: Plain) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _last(value: Plain) -> str:
    """Return the last part of an IRI."""
    return str(value).rpartition("/")[2]
