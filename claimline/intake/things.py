"""The places and actors that a data set names: those that are known, or new ones of its own.

Why a name alone is not enough for a place: there are hundreds of Oleksandrivkas. What a data
set says beside the name (identifier, country, region, coordinates) rules namesakes out; if
more than one is left, nobody here chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from math import asin, cos, radians, sin, sqrt

from claimline.errors import AmbiguousName
from claimline.intake.row import Row
from claimline.model import Actor, Option, Place
from claimline.names import fold
from claimline.record import Known, Spot

AMBIGUOUS = Option(
    "ambiguous",
    "What a name that several known places have is: an error, or (keep) an unresolved place of "
    "the data set's own, which says so.",
    default="error",
    choices=("error", "keep"),
)

Degrees = tuple[Decimal, Decimal]

WITHIN_KM = 25.0
"""How far from a known place a data set may put it and still mean it."""

_EARTH_KM = 6371.0088
_SLUG = 60


def slug(name: str) -> str:
    """Return a name as a part of an id: small Latin letters and digits with dashes between,
    and a short hash where that would lose what tells it from others.

    >>> slug("Government of Syria"), slug("Izium")
    ('government-of-syria', 'izium')
    """
    folded = fold(name)
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in folded).split()
    plain = "-".join(words)
    if plain and plain.replace("-", " ") == folded and len(plain) <= _SLUG:
        return plain
    mark = sha256(folded.encode()).hexdigest()[:8]
    return "-".join(filter(None, (plain[:_SLUG].strip("-"), mark)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a data set says of a place: its name, and whatever tells it from its namesakes.

    ``others`` are other spellings of it; ``regions`` larger places it lies in, of which one
    must be among those that a known place is part of; ``at`` WGS 84 degrees, latitude first.
    """

    name: str
    kind: str
    others: tuple[str, ...] = ()
    geonames: str | None = None
    country: str | None = None
    regions: tuple[str, ...] = ()
    at: Degrees | None = None
    precision: str | None = None
    language: str = "en"


class Places:
    """The places of one data set; ``source`` begins the ids of those of its own."""

    def __init__(
        self, known: Known, source: str, *, ambiguous: str = "error", within_km: float = WITHIN_KM
    ) -> None:
        self._lookup = known.lookup
        self._source = source
        self._keep = ambiguous == "keep"
        self._within_km = within_km
        self._found: dict[Mention, str] = {}
        self._names: dict[str, str] = {}
        self._new: list[Place] = []
        self._declared: set[str] = set()

    def key(self, row: Row, field: str, mention: Mention) -> str:
        """Return the key of the place that a field of a row mentions: a known one, or one of
        the data set's own, of which ``declared`` tells.

        An identifier that is known settles it. Else the known places of that name are those
        meant, but for those with another identifier, in another country, outside the regions
        named, or too far from the coordinates. If several are left, that is a fault of the
        field, or with ``--ambiguous keep`` an unresolved place of the data set's own; if none
        is, the place is its own as well.
        """
        if mention not in self._found:
            spots = self._meant(row, field, mention)
            if spots is None:
                return ""
            if len(spots) == 1:
                key, name = spots[0].key, spots[0].label or spots[0].key
            else:
                key, name = self._own(mention, spots), mention.name
            self._found[mention] = key
            self._names.setdefault(key, name)
        return self._found[mention]

    def name(self, key: str) -> str:
        """Return what a place that was mentioned is called: in the store, or else here."""
        return self._names[key]

    def known(self, row: Row, field: str, mention: Mention) -> str | None:
        """Return the key of the known place that a field of a row mentions, as ``key`` does;
        None if there is none, for what need not be a place itself."""
        spots = self._meant(row, field, mention)
        return spots[0].key if spots and len(spots) == 1 else None

    def declared(self) -> Iterator[Place]:
        """Yield the places of the data set's own that were named since this was asked last."""
        while self._new:
            yield self._new.pop(0)

    def _meant(self, row: Row, field: str, mention: Mention) -> list[Spot] | None:
        """Return the known places that may be meant; None, with a fault, if there are several
        and nobody said to keep that."""
        spots = self._fitting(mention)
        if len(spots) > 1 and not self._keep:
            keys = [spot.key for spot in spots]
            hint = "load them with --ambiguous keep, as places that are not resolved"
            row.fault(field, str(AmbiguousName("place", mention.name, keys)), hint)
            return None
        return spots

    def _fitting(self, mention: Mention) -> list[Spot]:
        if mention.geonames and (same := list(self._lookup.spots(mention.geonames))):
            return same
        regions = {fold(region) for region in mention.regions if region}
        names = (mention.name, *mention.others)
        spots = {spot.key: spot for name in names for spot in self._lookup.spots(name)}
        return [
            spot
            for _, spot in sorted(spots.items())
            if not spot.key.startswith(f"{self._source}-")
            and not (mention.geonames and spot.geonames)
            and (not mention.country or not spot.country or spot.country == mention.country)
            and (not regions or not spot.wholes or regions & spot.wholes)
            and self._near(spot, mention.at)
        ]

    def _near(self, spot: Spot, at: Degrees | None) -> bool:
        if at is None or spot.latitude is None or spot.longitude is None:
            return True
        return kilometres((spot.latitude, spot.longitude), at) <= self._within_km

    def _own(self, mention: Mention, spots: Iterable[Spot]) -> str:
        degrees = [f"{number:.4f}" for number in mention.at or ()]
        told = (mention.name, mention.kind, mention.country or "", *mention.regions, *degrees)
        mark = sha256("\n".join(told).encode()).hexdigest()[:8]
        key = f"{self._source}-{mention.geonames or f'{slug(mention.name)}-{mark}'}"
        if key not in self._declared:
            self._declared.add(key)
            self._new.append(
                Place(
                    id=key,
                    labels=((mention.language, mention.name),),
                    kind=mention.kind,
                    spellings=mention.others,
                    geonames=mention.geonames,
                    no_identifier=None if mention.geonames else _why(spots),
                    country=mention.country,
                    latitude=mention.at[0] if mention.at else None,
                    longitude=mention.at[1] if mention.at else None,
                    precision=mention.precision if mention.at else None,
                )
            )
        return key


class Actors:
    """The actors of one data set; ``source`` begins the ids of those of its own."""

    def __init__(self, known: Known, source: str) -> None:
        self._known = known
        self._source = source
        self._found: dict[str, str] = {}
        self._new: list[Actor] = []

    def key(
        self,
        name: str,
        *,
        kind: str,
        own: str = "",
        on_behalf_of: tuple[str, ...] = (),
        side: str | None = None,
        language: str = "en",
        look_up: bool = True,
    ) -> str:
        """Return the key of the actor of a name: the one that is known by it, or one of the
        data set's own, whose id is ``own`` (else made of the name).

        A name that several known actors have means none of them for certain, so that the data
        set's own is taken, as it is where ``look_up`` is false: for a role that is many people's.
        Those that the data set made of names in an earlier load are not looked up either, or
        loading again would name others. ``declared`` tells of the data set's own, but not of an
        ``own`` that is known.
        """
        key = own or f"{self._source}-{slug(name)}"
        asked = f"{kind}/{key}"
        if asked not in self._found:
            called = self._known.actors.keys(name) if look_up else ()
            known = {other for other in called if not other.startswith(f"{self._source}-")}
            if len(known) == 1:
                key = known.pop()
            elif key not in known:
                self._new.append(
                    Actor(
                        id=key,
                        labels=((language, name),),
                        kind=kind,
                        on_behalf_of=on_behalf_of,
                        side=side,
                    )
                )
            self._found[asked] = key
        return self._found[asked]

    def declared(self) -> Iterator[Actor]:
        """Yield the actors of the data set's own that were named since this was asked last."""
        while self._new:
            yield self._new.pop(0)


def kilometres(one: Degrees, other: Degrees) -> float:
    """Return the length of the great circle between two points, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = ((radians(float(a)), radians(float(b))) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def _why(spots: Iterable[Spot]) -> str:
    keys = ", ".join(sorted(spot.key for spot in spots))
    if keys:
        return f"not resolved: the name is that of several known places ({keys})"
    return "named by a data set; no known place fits what it says"
