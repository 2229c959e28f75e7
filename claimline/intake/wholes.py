"""What places are part of, as far as codes tell it: each larger place declared when it is named
first, unless the rows of a data set or the store have it themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimline.model import Place
from claimline.record import Known


class Wholes:
    """Larger places by their codes, with a dot between those of each level: ``UA.07.6309``."""

    def __init__(self, known: Known, listed: Mapping[str, Place]) -> None:
        self._lookup = known.lookup
        self._declared: set[str] = set()
        self.listed = listed
        self._levels = {place.id: code.count(".") for code, place in listed.items()}

    def rank(self, key: str) -> str:
        """Return what the place of a key is sorted by: the larger before what is part of it."""
        return str(self._levels.get(key, 9))

    def known(self, identifier: str, key: str) -> str | None:
        """Return the key of the place of the store that has an identifier, if it is another."""
        keys = {spot.key for spot in self._lookup.spots(identifier) if identifier}
        return min(keys - {key}, default=None)

    def of(self, key: str, codes: Sequence[str]) -> tuple[tuple[str, ...], list[Place]]:
        """Return the key of the smallest listed place that the codes of a place tell of, other
        than itself, and the places to declare before it, larger ones first."""
        self._declared.add(key)
        for length in range(len(codes), 1, -1):
            place = self.listed.get(".".join(codes[:length]))
            if place and place.id != key:
                if known := self.known(str(place.geonames), place.id):
                    return (known,), []
                if place.id in self._declared:
                    return (place.id,), []
                part_of, larger = self.of(place.id, codes[: length - 1])
                return (place.id,), [*larger, replace(place, part_of=part_of)]
        return (), []
