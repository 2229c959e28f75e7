"""Who holds a place, as data sets of control tell it: what all of them say in one way.

Why one event a place: control of Izium is one thing that many tell of, so that all data sets
speak of ``control-of-izium`` and a view can set their readings side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimline import when
from claimline.errors import Position
from claimline.intake.things import Actors
from claimline.model import (
    Actor,
    Claim,
    Document,
    Event,
    Instant,
    Interval,
    Option,
    Proposition,
    Report,
)
from claimline.record import Known

TIMEZONE = Option(
    "timezone",
    "The time zone whose days the data set's dates are.",
    default="Europe/Kyiv",
)

FORCES: Mapping[str, tuple[str, str | None]] = {
    "russian-forces": ("Russian Armed Forces", "russian"),
    "ukrainian-forces": ("Armed Forces of Ukraine", "ukrainian"),
    "dpr-forces": ("Forces of the so-called Donetsk People's Republic", "russian"),
    "lpr-forces": ("Forces of the so-called Luhansk People's Republic", "russian"),
}
"""Who may hold a place: the label by which each is looked up among known actors, and side."""

STATES = ("control", "contested-control", "no-control")
"""The types of what lasts until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a status of a data set says: a type of event and, for control, a key of FORCES.

    ``words`` are how a summary puts it, after the name of the place; ``framings`` the words
    the data set chose for it, ``description`` what else it says.
    """

    type: str
    words: str
    force: str | None = None
    framings: tuple[str, ...] = ()
    description: str | None = None
    modality: str = "asserted"

    def same(self, other: Status) -> bool:
        """Tell whether both say the same of who holds a place, in whatever words."""
        return (self.type, self.force, self.modality, self.description) == (
            other.type,
            other.force,
            other.modality,
            other.description,
        )


RUSSIAN = Status("control", "held by Russian forces", "russian-forces")
UKRAINIAN = Status("control", "held by Ukrainian forces", "ukrainian-forces")
LIBERATED = Status("control", "held by Ukrainian forces", "ukrainian-forces", ("liberation",))
CONTESTED = Status("contested-control", "contested")
NOBODYS = Status("no-control", "held by nobody")


class Control:
    """The claims of one data set on who holds places; ``source`` begins ids of its own."""

    def __init__(
        self,
        known: Known,
        source: str,
        zone: str,
        forces: Mapping[str, tuple[str, str | None]] = FORCES,
    ) -> None:
        self.actors = Actors(known, source)
        self._zone = zone
        self._forces = forces

    def force(self, key: str) -> str:
        """Return the key of the actor that a key of FORCES stands for."""
        label, side = self._forces[key]
        return self.actors.key(label, kind="force", own=key, side=side)

    def declared(self) -> Iterator[Actor]:
        """Yield the actors that were named since this was asked last, if nobody knew them."""
        yield from self.actors.declared()

    def event(self, place: str, name: str) -> Event:
        """Return the event of who holds a place, which all data sets speak of."""
        return Event(id=_about(place), type="control", labels=(("en", f"Control of {name}"),))

    def state(self, place: str, status: Status, time: Interval) -> Proposition:
        """Return that a place was in a state of STATES for some time."""
        return Proposition(
            event=_about(place),
            type=status.type,
            places=(place,),
            controller=self.force(status.force) if status.force else None,
            time=time,
            framings=status.framings,
            description=status.description,
        )

    def lasting(self, begin: str | None, end: str | None) -> Interval:
        """Return the interval between a begin and an end given as EDTF; None is no bound."""
        return Interval(self.moment(begin), self.moment(end))

    def moment(self, edtf: str | None) -> Instant:
        """Return the bounds of a moment given as EDTF; None is no bound."""
        return when.instant(edtf, self._zone) if edtf else Instant(None, None)

    def claim(
        self,
        document: Document,
        key: str,
        asserts: Proposition,
        summary: str,
        *,
        claimant: str,
        published: Instant | None,
        withdrawn: Instant | None = None,
        modality: str = "asserted",
        at: Position | None = None,
    ) -> Claim:
        """Return a claim that a data set's document makes, in its own voice or as another's."""
        report = Report(
            id="1",
            reporter=document.publisher,
            speech="authorial" if claimant == document.publisher else "indirect",
            document=document.id,
            published=published,
            withdrawn=withdrawn,
        )
        return Claim(
            document=document.id,
            id=key,
            claimant=claimant,
            asserts=asserts,
            summary=summary,
            modality=modality,
            reports=(report,),
            timezone=self._zone,
            at=at,
        )


def day_in_words(edtf: str) -> str:
    """Return a day or moment given as EDTF in short English.

    >>> day_in_words("2022-09-10")
    '10 September 2022'
    """
    return when.words(when.instant(edtf))


def _about(place: str) -> str:
    return f"control-of-{place}"
