"""Whether what one proposition says is enough for what another says.

Both are readings of one event. One entails the other if they give it the same type, places
and controller; if it names whatever parties, purposes and causes the other names; and if its
bounds leave no reading of the time and of the amounts that the other does not allow. So a
narrower interval entails a wider one and a higher minimum a lower one. Framings are words,
not content. A part does not entail the whole, nor the whole its parts: places are the same or
they are not. What only a description says no rule can read: one proposition must have the
other's very description, and if it has one where the other has none, it may say less by it
("half of the town") and entails it only possibly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from claimline.answers import Plain
from claimline.model import Instant, Measure
from claimline.views.cells import key, moment, text
from claimline.views.measures import Range, range_of
from claimline.when.hexagons import Hexagon, tight
from claimline.when.relations import Answer
from claimline.when.ticks import DAY, FAR, FOREVER, Ticks, ticks

Row = dict[str, Plain]

_BEYOND = 4 * FOREVER


class Rule(StrEnum):
    """Why one proposition entails another: the first five necessarily, the rest possibly."""

    SAME_PROPOSITION = "same-proposition"
    SAME_CONTENT = "same-content"
    NARROWER_INTERVAL = "narrower-interval"
    NARROWER_AMOUNT = "narrower-amount"
    SAYS_MORE = "says-more"
    OVERLAPPING_INTERVAL = "overlapping-interval"
    OVERLAPPING_AMOUNT = "overlapping-amount"
    QUALIFIED = "qualified"


@dataclass(frozen=True, slots=True)
class Entailment:
    """Whether and why one proposition entails another: necessarily or possibly."""

    rule: Rule
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a proposition says, as far as rules can weigh it; things are named by keys.

    ``subject`` is what must be the same. ``dated`` are the ends and the length of which the
    proposition says anything: "begin", "end", "length".
    """

    proposition: str
    subject: tuple[str, str, str | None, frozenset[str]]
    parties: tuple[frozenset[str], frozenset[str], frozenset[str]]
    reasons: tuple[frozenset[str], frozenset[str]]
    description: str | None
    time: Hexagon
    dated: frozenset[str]
    measures: tuple[Measure, ...]

    @property
    def event(self) -> str:
        """The event it is a reading of."""
        return self.subject[0]

    @property
    def type(self) -> str:
        """The type it gives the event."""
        return self.subject[1]

    @property
    def controller(self) -> str | None:
        """Who holds the place by it."""
        return self.subject[2]

    @property
    def places(self) -> frozenset[str]:
        """The places that it names."""
        return self.subject[3]

    @property
    def actors(self) -> frozenset[str]:
        """Who acts by it."""
        return self.parties[0]


def entails(one: Content, other: Content) -> Entailment | None:
    """Return whether and why the first proposition entails the second, None if it does not."""
    if one.proposition == other.proposition:
        return Entailment(Rule.SAME_PROPOSITION, Answer.NECESSARY)
    if one.subject != other.subject:
        return None
    time = _time(one, other)
    if time is Answer.IMPOSSIBLE or not _names_as_much(one, other):
        return None
    amounts = _amounts(one, other)
    if amounts is Answer.IMPOSSIBLE:
        return None
    doubt = _doubt(one, other, time, amounts)
    if doubt:
        return Entailment(doubt, Answer.POSSIBLE)
    return Entailment(_narrower(one, other), Answer.NECESSARY)


def _doubt(one: Content, other: Content, time: Answer, amounts: Answer) -> Rule | None:
    """Return what leaves it open whether a proposition entails another, if anything does."""
    if time is Answer.POSSIBLE:
        return Rule.OVERLAPPING_INTERVAL
    if amounts is Answer.POSSIBLE:
        return Rule.OVERLAPPING_AMOUNT
    qualified = one.description is not None and other.description is None
    return Rule.QUALIFIED if qualified else None


def _narrower(one: Content, other: Content) -> Rule:
    """Return what sets apart a proposition and another that it necessarily entails."""
    if other.measures and set(one.measures) != set(other.measures):
        return Rule.NARROWER_AMOUNT
    if one.time != other.time:
        return Rule.NARROWER_INTERVAL
    alike = replace(one, proposition=other.proposition) == other
    return Rule.SAME_CONTENT if alike else Rule.SAYS_MORE


def _names_as_much(one: Content, other: Content) -> bool:
    """Say whether the one names the parties, reasons and words that the other names, if any."""
    if other.description is not None and other.description != one.description:
        return False
    if any(
        theirs and theirs != ours for ours, theirs in zip(one.parties, other.parties, strict=True)
    ):
        return False
    return all(theirs <= ours for ours, theirs in zip(one.reasons, other.reasons, strict=True))


def _time(one: Content, other: Content) -> Answer:
    """Return whether all readings of the one's time are readings of the other's, or some are.

    Some are only if the one says anything of each end, or of the length, that the other
    bounds: a begin alone is no word on an end. Two tight hexagons share a point wherever they
    overlap in begin, in end and in length.
    """
    within = True
    for ours, theirs in zip(one.time, other.time, strict=True):
        if ours.low > theirs.high or theirs.low > ours.high:
            return Answer.IMPOSSIBLE
        within = within and theirs.low <= ours.low and ours.high <= theirs.high
    if within:
        return Answer.NECESSARY
    return Answer.POSSIBLE if other.dated <= one.dated else Answer.IMPOSSIBLE


def _amounts(one: Content, other: Content) -> Answer:
    """Return whether the amounts of the one are enough for each that the other names."""
    answer = Answer.NECESSARY
    for wanted in other.measures:
        found = {_amount(measure, wanted) for measure in one.measures}
        if Answer.NECESSARY in found:
            continue
        if Answer.POSSIBLE not in found:
            return Answer.IMPOSSIBLE
        answer = Answer.POSSIBLE
    return answer


def _amount(one: Measure, other: Measure) -> Answer:
    """Return whether one amount lies within another of the very same kind, scope and days."""
    if _comparable(one) != _comparable(other):
        return Answer.IMPOSSIBLE
    ours, theirs = range_of(one), range_of(other)
    if _inside(ours, theirs):
        return Answer.NECESSARY
    return Answer.POSSIBLE if ours.meets(theirs) else Answer.IMPOSSIBLE


def _comparable(measure: Measure) -> tuple[object, ...]:
    days = (measure.baseline, measure.as_of)
    return (measure.kind, measure.unit, measure.scope, measure.party, *days)


def _inside(one: Range, other: Range) -> bool:
    low = one.low > other.low or (one.low == other.low and (one.above or not other.above))
    if other.high is None:
        return low
    if one.high is None:
        return False
    high = one.high < other.high or (one.high == other.high and (one.below or not other.below))
    return low and high


def contents(rows: Iterable[Row]) -> dict[str, Content]:
    """Return the content of each proposition in the rows of the query ``event-contents``."""
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(str(row["proposition"]), []).append(row)
    return {proposition: _content(proposition, own) for proposition, own in of.items()}


def _content(proposition: str, rows: list[Row]) -> Content:
    first = rows[0]
    begin = ticks(_moment(first, "earliestBegin", "latestBegin"))
    end = ticks(_moment(first, "earliestEnd", "latestEnd"))
    length = _length(first)
    spans = {"begin": begin, "end": end, "length": length}
    known = {name for name, span in spans.items() if span.high < FAR or span.low > 0}
    return Content(
        proposition=proposition,
        subject=(
            key(first["event"]) or "",
            key(first["eventType"]) or "",
            key(first["controller"]),
            _all(rows, "place"),
        ),
        parties=(_all(rows, "actor"), _all(rows, "target"), _all(rows, "destination")),
        reasons=(_all(rows, "purpose"), _all(rows, "cause")),
        description=text(first["description"]),
        time=tight(Hexagon(begin, end, length)),
        dated=frozenset(spans) if len(known) > 1 else frozenset(known),
        measures=tuple(_measures(rows)),
    )


def _moment(row: Row, earliest: str, latest: str) -> Instant:
    return Instant(moment(row[earliest]), moment(row[latest]))


def _all(rows: list[Row], column: str) -> frozenset[str]:
    return frozenset(key(row[column]) or "" for row in rows if row[column] is not None)


def _length(row: Row) -> Ticks:
    least, most = row["durationMinDays"], row["durationMaxDays"]
    return Ticks(
        least * DAY if isinstance(least, int) else 0,
        most * DAY if isinstance(most, int) else _BEYOND,
    )


def _measures(rows: list[Row]) -> list[Measure]:
    named = {str(row["measure"]): row for row in rows if row["measure"] is not None}
    return [
        Measure(
            kind=key(row["measureKind"]) or "",
            unit=key(row["unit"]) or "",
            hedge=key(row["hedge"]) or "",
            minimum=_number(row["minimum"]),
            best=_number(row["best"]),
            maximum=_number(row["maximum"]),
            baseline=_moment(row, "earliestBaseline", "latestBaseline"),
            as_of=_moment(row, "earliestAsOf", "latestAsOf"),
            scope=key(row["scope"]),
            party=key(row["party"]),
        )
        for _, row in sorted(named.items())
    ]


def _number(cell: Plain) -> Decimal | None:
    return None if cell is None else Decimal(str(cell))
