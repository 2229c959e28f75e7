"""Claims made up by rule and seed, shaped like real ones: many places, accounts that part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from random import Random

from pyoxigraph import NamedNode, Quad

from claimline import rdf
from claimline.model import (
    Actor,
    Claim,
    Document,
    Event,
    Interval,
    Measure,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.store import Store
from claimline.when import instant

FIRST = date(2022, 2, 24)
FORCES = ("north-forces", "south-forces")
CLAIMANTS = 24
PER_DOCUMENT = 50


def values(claims: int, places: int, seed: int = 2022) -> Iterator[Value]:
    """Yield what a store needs to hold so many claims about so many places."""
    random = Random(seed)  # noqa: S311 # no secret hangs on it
    for force in FORCES:
        yield Actor(id=force, labels=(("en", force),), kind="force", side=_side(force))
    for number in range(CLAIMANTS):
        side = _side(FORCES[number % 2]) if number % 3 else "third-party"
        label = f"Claimant {number}"
        yield Actor(id=f"claimant-{number}", labels=(("en", label),), kind="outlet", side=side)
    for number in range(places):
        key = f"place-{number}"
        why = "made up"
        yield Place(id=key, labels=(("en", f"Place {number}"),), kind="town", no_identifier=why)
        yield Event(id=f"control-{key}", type="control", labels=(("en", f"Control of {key}"),))
    for number in range(0, claims, PER_DOCUMENT):
        yield from _record(f"wire-{number}", min(PER_DOCUMENT, claims - number), places, random)


def store_of(store: Store, claims: int, places: int) -> Store:
    """Return a store with the made-up claims put into it, beside what it holds."""
    store.replace(rdf.shipped())
    made = groupby(values(claims, places), key=rdf.graph_of)
    graphs: dict[NamedNode, list[Quad]] = {}
    for graph, members in made:
        graphs.setdefault(graph, []).extend(quad for value in members for quad in rdf.quads(value))
        if len(graphs) >= PER_DOCUMENT:
            store.replace(graphs)
            graphs = {}
    store.replace(graphs)
    store.settle()
    return store


def _side(force: str) -> str:
    return "ukrainian" if force == FORCES[0] else "russian"


def _record(key: str, claims: int, places: int, random: Random) -> Iterator[Value]:
    day = FIRST + timedelta(days=random.randrange(250))
    claimant = f"claimant-{random.randrange(CLAIMANTS)}"
    published = instant(day.isoformat())
    yield Document(id=key, record=key, publisher=claimant, published=published)
    for number in range(claims):
        place = f"place-{random.randrange(places)}"
        report = Report(
            id="1", reporter=claimant, speech="authorial", document=key, published=published
        )
        yield Claim(
            document=key,
            id=str(number),
            claimant=claimant,
            asserts=_proposition(place, day, random),
            summary=f"What became of {place}",
            said=published,
            reports=(report,),
        )


def _proposition(place: str, day: date, random: Random) -> Proposition:
    """Return who held a place until some day; now and then, how much land was taken."""
    begin = instant((day - timedelta(days=random.randrange(1, 60))).isoformat())
    if random.random() < 0.1:  # noqa: PLR2004 # one in ten
        area = Measure(
            kind="area",
            unit="km2",
            hedge="about",
            best=Decimal(random.randrange(1, 9000)),
            baseline=begin,
            as_of=instant(day.isoformat()),
            scope=place,
        )
        return Proposition(
            event=f"control-{place}", type="area-retaken", places=(place,), measures=(area,)
        )
    return Proposition(
        event=f"control-{place}",
        type="control",
        places=(place,),
        controller=random.choice(FORCES),
        time=Interval(begin, instant(day.isoformat())),
    )
