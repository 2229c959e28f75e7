"""Figures of one thing in a row: what was claimed as of which day, and how fast it grew.

Figures are compared within one key (``measures.Key``) and nowhere else. A later as-of day
makes an update, at whatever amount; the same day and ranges that cannot meet a contradiction.
Denied figures and those that are no statements (orders, intents, predictions) are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from claimline.answers import Plain
from claimline.find import Thing
from claimline.model import Instant, Measure
from claimline.store import Quads
from claimline.terms import UNITS
from claimline.views import public
from claimline.views.cells import instant, key, text
from claimline.views.growth import Rate, Span, per_day, span
from claimline.views.measures import Key, Range, key_of, named, range_of
from claimline.views.spells import TRUTH_APT

Row = dict[str, Plain]
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)
_UNIT_KEYS = {qudt: name for name, qudt in UNITS.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as one claimant names it, in one claim or several that say the same.

    ``since`` is the growth from nought at the baseline, where there is one.
    """

    claimant: str
    claimant_label: str
    measure: Measure
    modality: str
    claims: tuple[str, ...]
    certain: bool
    since: Growth | None

    @property
    def as_of(self) -> Instant:
        """The day the figure is of; without bounds if it does not say."""
        return self.measure.as_of or Instant(None, None)

    @property
    def range(self) -> Range:
        """The amounts it may mean."""
        return range_of(self.measure)


@dataclass(frozen=True, slots=True)
class Growth:
    """The days from one moment to another and the growth a day between them."""

    days: Span
    rate: Rate


@dataclass(frozen=True, slots=True)
class Update:
    """Two successive figures of one key; their as-of days tell which is the later."""

    before: Figure
    after: Figure
    growth: Growth


@dataclass(frozen=True, slots=True)
class Extremes:
    """The lowest and the highest figure for one as-of day, by the number named."""

    as_of: Instant
    lowest: Figure
    highest: Figure


@dataclass(frozen=True, slots=True)
class Disjoint:
    """Two figures of one key whose ranges cannot meet: "necessary" if they are of the same
    as-of day, "possible" if only their as-of bounds overlap or one has none."""

    one: Figure
    other: Figure
    necessity: str


@dataclass(frozen=True, slots=True)
class Line:
    """All figures of one key in the order of their as-of days.

    Of a key that is not comparable nothing follows: no extremes, updates or contradictions.
    """

    key: Key
    event_label: str
    scope_label: str | None
    zone: str
    figures: tuple[Figure, ...]
    extremes: tuple[Extremes, ...] = ()
    updates: tuple[Update, ...] = ()
    disjoint: tuple[Disjoint, ...] = ()


def figures(
    store: Quads,
    *,
    kind: Thing | None = None,
    event: Thing | None = None,
    as_of: str | None = None,
    possibly: bool = False,
) -> tuple[Line, ...]:
    """Return the figures there are, a line for each key, in the order of the keys.

    Raises BadParameter for an ``as_of`` that is not EDTF.
    """
    asked = {name: thing.iri for name, thing in (("kind", kind), ("event", event)) if thing}
    rows = public.rows(store, "figures", asked, as_of=as_of, possibly=possibly)
    lines: dict[Key, list[Row]] = {}
    for row, actors in _with_actors(rows):
        if key(row["polarity"]) == "affirmed" and key(row["modality"]) in TRUTH_APT:
            measure = _measure(row)
            about = key_of(measure, key(row["event"]) or "", key(row["eventType"]) or "", actors)
            lines.setdefault(about, []).append(row)
    return tuple(_line(about, lines[about]) for about in sorted(lines, key=_order))


def _line(about: Key, rows: Sequence[Row]) -> Line:
    zones = Counter(str(row["timeZone"]) for row in rows if row["timeZone"])
    zone = min(zones, key=lambda name: (-zones[name], name)) if zones else "UTC"
    found = sorted(_figures(rows, zone), key=_day)
    days = _days(found) if about.comparable else []
    return Line(
        key=about,
        event_label=str(rows[0]["eventLabel"]),
        scope_label=text(rows[0]["scopeLabel"]),
        zone=zone,
        figures=tuple(found),
        extremes=tuple(_extremes(day) for day in days if day[0].measure.as_of),
        updates=tuple(_updates(days, zone)),
        disjoint=tuple(_disjoint(found)) if about.comparable else (),
    )


def _figures(rows: Iterable[Row], zone: str) -> Iterator[Figure]:
    """Yield one figure for each claimant and measure, with all claims that give it."""
    alike: dict[tuple[Plain, ...], list[Row]] = {}
    for row in rows:
        alike.setdefault((row["claimant"], row["measure"], row["modality"]), []).append(row)
    for same in alike.values():
        first, measure = same[0], _measure(same[0])
        yield Figure(
            claimant=key(first["claimant"]) or "",
            claimant_label=str(first["claimantLabel"]),
            measure=measure,
            modality=key(first["modality"]) or "",
            claims=tuple(str(row["claim"]).partition("/claim/")[2] for row in same),
            certain=any(bool(row["certainlyPublic"]) for row in same),
            since=_since(measure, zone),
        )


def _since(measure: Measure, zone: str) -> Growth | None:
    """Return the growth since the baseline, where by definition there was nothing yet."""
    if measure.baseline is None or measure.as_of is None:
        return None
    days = span(measure.baseline, measure.as_of, zone)
    nought = Range(Decimal(0), Decimal(0))
    if days is None:
        return None
    return Growth(days, per_day(nought, range_of(measure), days, (0, named(measure))))


def _updates(days: Sequence[Sequence[Figure]], zone: str) -> Iterator[Update]:
    """Yield each figure with each of the next as-of day that is certainly later."""
    for place, earlier in enumerate(days):
        for later in days[place + 1 :]:
            between = span(earlier[0].as_of, later[0].as_of, zone)
            if between is None:
                continue
            for before in earlier:
                for after in later:
                    numbers = (named(before.measure), named(after.measure))
                    rate = per_day(before.range, after.range, between, numbers)
                    yield Update(before, after, Growth(between, rate))
            break


def _disjoint(found: Iterable[Figure]) -> Iterator[Disjoint]:
    """Yield the pairs that cannot meet; none after one whose day is certainly later."""
    ordered = sorted(found, key=lambda figure: figure.as_of.earliest or _EARLIEST)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if _before(one.as_of, other.as_of):
                break
            if not _before(other.as_of, one.as_of) and not one.range.meets(other.range):
                same = one.measure.as_of and _bounds(one.as_of) == _bounds(other.as_of)
                yield Disjoint(one, other, "necessary" if same else "possible")


def _before(one: Instant, other: Instant) -> bool:
    """Say whether an as-of day is certainly over when the other begins."""
    return bool(one.latest and other.earliest and one.latest <= other.earliest)


def _days(found: Iterable[Figure]) -> list[list[Figure]]:
    """Return the figures by as-of day, in order."""
    days: dict[tuple[datetime | None, datetime | None], list[Figure]] = {}
    for figure in found:
        days.setdefault(_bounds(figure.as_of), []).append(figure)
    return list(days.values())


def _extremes(day: Sequence[Figure]) -> Extremes:
    lowest = min(day, key=lambda figure: _number(figure, highest=False))
    highest = max(day, key=lambda figure: _number(figure, highest=True))
    return Extremes(day[0].as_of, lowest, highest)


def _number(figure: Figure, *, highest: bool) -> Decimal:
    """Return the number a figure names; of two bounds the one that is asked for."""
    number, reach = named(figure.measure), figure.range
    if number is not None:
        return number
    return reach.high if highest and reach.high is not None else reach.low


def _bounds(moment: Instant) -> tuple[datetime | None, datetime | None]:
    return moment.earliest, moment.latest


def _day(figure: Figure) -> tuple[datetime, datetime]:
    return figure.as_of.earliest or figure.as_of.latest or _LATEST, figure.as_of.latest or _LATEST


def _order(about: Key) -> tuple[str, ...]:
    return (
        about.kind,
        about.event,
        about.type,
        about.scope or "",
        about.baseline or "",
        about.unit,
        about.party or "",
        *about.actors,
    )


def _with_actors(rows: Iterable[Row]) -> Iterator[tuple[Row, list[str]]]:
    """Yield one row for each claim and measure, with all actors it names."""
    grouped: dict[tuple[Plain, Plain], tuple[Row, list[str]]] = {}
    for row in rows:
        _, actors = grouped.setdefault((row["claim"], row["measure"]), (row, []))
        if row["actor"] is not None:
            actors.append(key(row["actor"]) or "")
    yield from grouped.values()


def _measure(row: Row) -> Measure:
    unit = key(row["unit"]) or ""
    return Measure(
        kind=key(row["kind"]) or "",
        unit=_UNIT_KEYS.get(unit, unit),
        hedge=key(row["hedge"]) or "",
        minimum=_amount(row["minimum"]),
        best=_amount(row["best"]),
        maximum=_amount(row["maximum"]),
        baseline=_moment(row, "Baseline", "baseline"),
        as_of=_moment(row, "FigureAsOf", "figureAsOf"),
        scope=key(row["scope"]),
        party=key(row["party"]),
    )


def _amount(cell: Plain) -> Decimal | None:
    return None if cell is None else Decimal(str(cell))


def _moment(row: Row, bounds: str, written: str) -> Instant | None:
    found = instant(row, f"earliest{bounds}", f"latest{bounds}", written)
    return found if found.text or found.earliest or found.latest else None
