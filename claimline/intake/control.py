"""Who holds a place: the event, the states and the forces that all control data sets share."""

from __future__ import annotations

from dataclasses import dataclass

from claimline.intake.things import Actors
from claimline.model import Event, Instant, Interval, Proposition

FORCES = {
    "RU": ("Russian Armed Forces", "russian-forces", "russian"),
    "UA": ("Armed Forces of Ukraine", "ukrainian-forces", "ukrainian"),
}
"""The forces by what data sets call a side: their name, the end of an id of their own, side."""


@dataclass(frozen=True, slots=True)
class State:
    """What a status says of a place: the type of event it is, who holds it, in words."""

    type: str
    force: str | None
    words: str


STATES = {
    "RU": State("control", "RU", "held by Russian forces"),
    "UA": State("control", "UA", "held by Ukrainian forces"),
    "CONTESTED": State("contested-control", None, "contested"),
}
"""The states by the names that the data sets of the war in Ukraine have for them."""


def event_of(place: str) -> Event:
    """Return the event that all claims about who holds a place are about."""
    return Event(id=f"control-of-{place}", type="control", labels=(("en", f"Control of {place}"),))


def force(actors: Actors, name: str) -> str:
    """Return the key of the force that holds what a data set says a side holds."""
    label, own, side = FORCES[name]
    return actors.key(label, kind="force", own=own, side=side)


def held(place: str, state: State, actors: Actors, begin: Instant, end: Instant) -> Proposition:
    """Return the proposition that a place was in a state from some begin to some end."""
    return Proposition(
        event=f"control-of-{place}",
        type=state.type,
        places=(place,),
        controller=force(actors, state.force) if state.force else None,
        time=Interval(begin, end),
    )
