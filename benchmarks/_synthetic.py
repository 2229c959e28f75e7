"""Claims made up by rule and seed, shaped like real ones: who held a place, and who died.

Of four records, three are wires that tell who held places from day to day, or how much land
was taken; their accounts part. The fourth is a part of a data set of violence, an event a row:
somebody's claim, an article that passes it on, and the coders, with low, best and high figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from io import BufferedReader, RawIOBase
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from benchmarks._moulds import Gaps, Maker, Mould, plainly
from claimline import rdf
from claimline.model import (
    Actor,
    Claim,
    Document,
    Event,
    Instant,
    Interval,
    Measure,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.when import instant

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FIRST = date(2022, 2, 24)
FORCES = ("north-forces", "south-forces")
CODERS = "coders"
CLAIMANTS = 24
REGIONS = 25
PER_DOCUMENT = 50
PER_ARTICLE = 5
BUFFER = 1 << 20
COMPARED = 10_000
"""Of so many texts, one is compared with what a load would make of the same."""


class Piece(NamedTuple):
    """Values of one record: what makes them, and what it is given."""

    maker: Maker
    gaps: Gaps


def values(claims: int, places: int, seed: int = 2022) -> Iterator[Value]:
    """Yield what a store needs to hold so many claims about so many places."""
    yield from _things(places)
    for piece in _pieces(claims, places, seed):
        yield from piece.maker(**piece.gaps)


def fill(folder: Path, claims: int, places: int) -> None:
    """Put the made-up claims into the store in a folder, beside what it holds; raises
    AssertionError if they are not what a load would have made of the same values."""
    store = ox.Store(str(folder))
    texts = BufferedReader(_Texts(text(claims, places)), BUFFER)
    store.bulk_load(texts, format=ox.RdfFormat.N_QUADS, lenient=True)
    store.optimize()


def text(claims: int, places: int, seed: int = 2022) -> Iterator[str]:
    """Yield the statements of the same values as N-Quads, and those that every store carries."""
    for quads in rdf.shipped().values():
        yield "".join(f"{quad} .\n" for quad in quads)
    for value in _things(places):
        yield "".join(f"{quad} .\n" for quad in rdf.quads(value))
    moulds: dict[Maker, Mould] = {}
    for number, (maker, gaps) in enumerate(_pieces(claims, places, seed)):
        mould = moulds[maker] = moulds.get(maker) or Mould(maker, gaps)
        made = mould.fill(gaps)
        if not number % COMPARED and {*made.splitlines(keepends=True)} != plainly(maker, gaps):
            raise AssertionError(f"{maker.__name__} of {gaps} is not {made}")
        yield made


class _Texts(RawIOBase):
    """Texts as a file of bytes."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self._rest = b""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, room: WriteableBuffer) -> int:
        """Put in what comes next, as much as there is room for; 0 at the end."""
        view = memoryview(room).cast("B")
        self._rest = self._rest or next(self._texts, "").encode()
        given = min(len(view), len(self._rest))
        view[:given], self._rest = self._rest[:given], self._rest[given:]
        return given


def _things(places: int) -> Iterator[Value]:
    """Yield those who speak and fight, and the places with the events of who held them."""
    for force in FORCES:
        yield Actor(id=force, labels=(("en", force),), kind="force", side=_side(force))
    yield Actor(id=CODERS, labels=(("en", "Coders"),), kind="dataset", side="third-party")
    for number in range(CLAIMANTS):
        side = _side(FORCES[number % 2]) if number % 3 else "third-party"
        label = f"Claimant {number}"
        yield Actor(id=f"claimant-{number}", labels=(("en", label),), kind="outlet", side=side)
    why = "made up"
    for number in range(REGIONS):
        label = f"Region {number}"
        key = f"region-{number}"
        yield Place(id=key, labels=(("en", label),), kind="region", no_identifier=why)
    for number in range(places):
        key = f"place-{number}"
        yield Place(
            id=key,
            labels=(("en", f"Place {number}"),),
            kind="town",
            no_identifier=why,
            latitude=Decimal(-4000 + number % 1000) / 100,
            longitude=Decimal(number // 1000),
            precision="exact",
            part_of=(f"region-{number % REGIONS}",),
        )
        yield Event(id=f"control-{key}", type="control", labels=(("en", f"Control of {key}"),))


def _side(force: str) -> str:
    return "ukrainian" if force == FORCES[0] else "russian"


def _pieces(claims: int, places: int, seed: int) -> Iterator[Piece]:
    random = Random(seed)  # noqa: S311 # no secret hangs on it
    for number in range(0, claims, PER_DOCUMENT):
        some = min(PER_DOCUMENT, claims - number)
        day = FIRST + timedelta(days=random.randrange(250))
        if number // PER_DOCUMENT % 4 == 3:  # noqa: PLR2004 # the fourth
            yield from _coded(f"deaths{number}", some, places, day, random)
        else:
            yield from _wired(f"wire{number}", some, places, day, random)


def _wired(record: str, claims: int, places: int, day: date, random: Random) -> Iterator[Piece]:
    """Yield a wire that tells who held places, now and then how much land was taken there."""
    common: Gaps = {
        "record": record,
        "claimant": f"claimant-{random.randrange(CLAIMANTS)}",
        "day": day,
    }
    yield Piece(wire, common)
    for number in range(claims):
        gaps: Gaps = {
            **common,
            "number": number,
            "place": f"place-{random.randrange(places)}",
            "begin": day - timedelta(days=random.randrange(1, 60)),
        }
        if random.random() < 0.1:  # noqa: PLR2004 # one in ten
            yield Piece(taken, {**gaps, "area": random.randrange(1, 9000)})
        else:
            yield Piece(held, {**gaps, "force": random.choice(FORCES)})


def _coded(record: str, claims: int, places: int, day: date, random: Random) -> Iterator[Piece]:
    """Yield a part of a data set of violence, with the articles that it cites."""
    yield Piece(dataset, {"record": record})
    for number in range(claims):
        if not number % PER_ARTICLE:
            claimant, outlet = random.sample(range(CLAIMANTS), 2)
            by = f"claimant-{outlet}"
            told: Gaps = {"record": record, "outlet": by, "article": number, "day": day}
            yield Piece(cited, told)
        low = random.randrange(20)
        row: Gaps = {
            "number": number,
            "claimant": f"claimant-{claimant}",
            "place": f"place-{random.randrange(places)}",
            "low": low,
            "best": low + random.randrange(10),
            "high": low + 10 + random.randrange(90),
        }
        yield Piece(died, {**told, **row})


@lru_cache
def _on(day: date) -> Instant:
    return instant(day.isoformat())


def wire(record: str, claimant: str, day: date) -> tuple[Value, ...]:
    """Make the document of a wire."""
    return (Document(id=record, record=record, publisher=claimant, published=_on(day)),)


def held(  # noqa: PLR0917 # what a mould has gaps for
    record: str, claimant: str, day: date, number: int, place: str, begin: date, force: str
) -> tuple[Value, ...]:
    """Make a claim in a wire that a force held a place until some day."""
    content = Proposition(
        event=f"control-{place}",
        type="control",
        places=(place,),
        controller=force,
        time=Interval(_on(begin), _on(day)),
    )
    return _wire_claim(record, claimant, day, number, content)


def taken(  # noqa: PLR0917
    record: str, claimant: str, day: date, number: int, place: str, begin: date, area: int
) -> tuple[Value, ...]:
    """Make a claim in a wire of how much land was taken around a place by some day."""
    measure = Measure(
        kind="area",
        unit="km2",
        hedge="about",
        best=Decimal(area),
        baseline=_on(begin),
        as_of=_on(day),
        scope=place,
    )
    content = Proposition(
        event=f"control-{place}", type="area-retaken", places=(place,), measures=(measure,)
    )
    return _wire_claim(record, claimant, day, number, content)


def _wire_claim(
    record: str, claimant: str, day: date, number: int, content: Proposition
) -> tuple[Value, ...]:
    report = Report(
        id="1", reporter=claimant, speech="authorial", document=record, published=_on(day)
    )
    claim = Claim(
        document=record,
        id=str(number),
        claimant=claimant,
        asserts=content,
        summary=f"What became of {content.places[0]}",
        said=_on(day),
        reports=(report,),
    )
    return (claim,)


def dataset(record: str) -> tuple[Value, ...]:
    """Make the document of a part of a data set."""
    year = instant("2023")
    return (Document(id=record, record=record, publisher=CODERS, kind="dataset", published=year),)


def cited(record: str, outlet: str, article: int, day: date) -> tuple[Value, ...]:
    """Make an article that a data set cites."""
    key = f"{record}-article-{article}"
    title = f"What happened, part {article}"
    return (Document(id=key, record=record, publisher=outlet, title=title, published=_on(day)),)


def died(  # noqa: PLR0917
    record: str,
    outlet: str,
    article: int,
    day: date,
    number: int,
    claimant: str,
    place: str,
    low: int,
    best: int,
    high: int,
) -> tuple[Value, ...]:
    """Make an event of violence and the claim of a data set's row about it."""
    event = f"{record}-{number}"
    label = f"Violence {event}"
    deaths = Measure(
        kind="fatalities",
        unit="person",
        hedge="exact",
        minimum=Decimal(low),
        best=Decimal(best),
        maximum=Decimal(high),
    )
    content = Proposition(
        event=event,
        type="state-based-violence",
        places=(place,),
        actors=FORCES,
        time=Interval(_on(day), _on(day)),
        measures=(deaths,),
    )
    by = f"{record}-article-{article}"
    source = Report(id="source", reporter=outlet, speech="unseen", document=by, published=_on(day))
    coded = Report(
        id="coders",
        reporter=CODERS,
        speech="indirect",
        of=("source",),
        document=record,
        published=instant("2023"),
    )
    claim = Claim(
        document=record,
        id=str(number),
        claimant=claimant,
        asserts=content,
        summary=f"State-based violence in {place}, {low} to {high} dead",
        reports=(source, coded),
    )
    return (Event(id=event, type="violence", labels=(("en", label),), record=record), claim)
