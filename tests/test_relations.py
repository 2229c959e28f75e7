"""How uncertain times stand to each other: against every reading, and against OWL-Time's own
test suite. The suite belongs to the W3C and is not copied here: a copy of its repository is
looked for in the folder that CLAIMLINE_TEST_SUITES names, else beside the project's."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from claimline.model import Instant, Interval
from claimline.when import instant, interval
from claimline.when.network import Network
from claimline.when.relations import (
    WORDING,
    Answer,
    Relation,
    earlier,
    holds,
    holds_on,
    inside,
    intersects,
    meet,
    overlap_days,
    relate,
)
from claimline.when.ticks import DAY, FAR, ticks

ZERO = datetime(2022, 4, 1, tzinfo=UTC)
ORIGIN = ticks(Instant(ZERO, ZERO)).low


class Crisp(NamedTuple):
    """One reading of an interval, in ticks."""

    begin: int
    end: int


def relation(one: Crisp, other: Crisp) -> Relation:  # noqa: PLR0911 - one answer a relation
    """Return the relation between two readings, by comparing their ends one by one."""
    if one == other:
        return Relation.EQUALS
    if one.end < other.begin:
        return Relation.BEFORE
    if one.begin > other.end:
        return Relation.AFTER
    if one.begin == other.begin:
        return Relation.STARTS if one.end < other.end else Relation.STARTED_BY
    if one.end == other.end:
        return Relation.FINISHES if one.begin > other.begin else Relation.FINISHED_BY
    if one.begin > other.begin and one.end < other.end:
        return Relation.DURING
    if one.begin < other.begin and one.end > other.end:
        return Relation.CONTAINS
    if one.end == other.begin:
        return Relation.MEETS
    if one.begin == other.end:
        return Relation.MET_BY
    return Relation.OVERLAPS if one.begin < other.begin else Relation.OVERLAPPED_BY


def exact(moment: datetime) -> Instant:
    return Instant(moment, moment)


@st.composite
def instants(draw: st.DrawFn, unit: timedelta, most: int, *, unbounded: bool = True) -> Instant:
    """Draw bounds some units from zero; where wanted, there may be none on either side."""
    first, last = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    known = st.integers(0, 4) if unbounded else st.just(1)
    return Instant(
        ZERO + first * unit if draw(known) else None, ZERO + last * unit if draw(known) else None
    )


@st.composite
def intervals(draw: st.DrawFn, unit: timedelta, most: int, *, unbounded: bool = True) -> Interval:
    one = draw(instants(unit, most, unbounded=unbounded))
    return Interval(one, draw(instants(unit, most, unbounded=unbounded)))


TINY = timedelta(microseconds=1)
TINY_INSTANTS = instants(TINY, 2)
TINY_INTERVALS = intervals(TINY, 2)
"""Of these every reading can be tried: ticks are half as long, and beyond the bounds of all
others four steps are room enough for any order."""


def readings(value: Instant) -> range:
    span = ticks(value)
    return range(max(span.low, ORIGIN - 4), min(span.high, ORIGIN + 8) + 1)


def all_crisp(value: Interval) -> list[Crisp]:
    pairs = product(readings(value.begin), readings(value.end))
    return [Crisp(begin, end) for begin, end in pairs if begin <= end]


def answer(outcomes: Iterable[bool]) -> Answer:
    """Return the answer to a question, given what it comes to in each reading."""
    found = set(outcomes)
    if True not in found:
        return Answer.IMPOSSIBLE
    return Answer.POSSIBLE if False in found else Answer.NECESSARY


@given(TINY_INTERVALS, TINY_INTERVALS)
def test_relations_are_those_of_all_readings(one: Interval, other: Interval) -> None:
    pairs = product(all_crisp(one), all_crisp(other))
    found = {relation(*pair) for pair in pairs}
    assert relate(one, other) == {
        candidate: answer(candidate == each for each in found) for candidate in Relation
    }
    apart = {Relation.BEFORE, Relation.MEETS, Relation.MET_BY, Relation.AFTER}
    assert intersects(one, other) == answer(each not in apart for each in found)


@given(TINY_INSTANTS, TINY_INSTANTS, TINY_INTERVALS)
def test_answers_about_moments_are_those_of_all_readings(
    one: Instant, other: Instant, state: Interval
) -> None:
    moments = list(product(readings(one), readings(other)))
    assert earlier(one, other) == answer(m < n for m, n in moments)
    assert meet(one, other) == answer(m == n for m, n in moments)
    both = list(product(readings(one), all_crisp(state)))
    assert inside(one, state) == answer(crisp.begin < m < crisp.end for m, crisp in both)
    assert holds_on(state, one) == answer(
        crisp.begin <= m < crisp.end or crisp.begin == m == crisp.end for m, crisp in both
    )


@st.composite
def read(draw: st.DrawFn, value: Interval) -> Crisp | None:
    """Draw one reading of an interval, to the second, if there is one."""
    begin, end = (
        draw(st.integers(span.low, span.high)) // 2 * 2
        for span in (ticks(value.begin), ticks(value.end))
    )
    return Crisp(begin, end) if begin <= end else None


@given(st.data())
def test_no_reading_goes_against_the_answers(data: st.DataObject) -> None:
    days = intervals(timedelta(days=1), 9, unbounded=False)
    one, other = data.draw(days), data.draw(days)
    first, second = data.draw(read(one)), data.draw(read(other))
    answers = relate(one, other)
    if first is None or second is None:
        return
    held = relation(first, second)
    assert answers[held] != Answer.IMPOSSIBLE
    assert Answer.NECESSARY not in answers.values() or answers[held] == Answer.NECESSARY


def witness(wanted: Relation, one: Interval, other: Interval) -> tuple[Crisp, Crisp] | None:
    """Return a reading in which a relation holds, found by a network of the four ends."""
    network = Network()
    ends = {"a": one.begin, "A": one.end, "b": other.begin, "B": other.end}
    steps = WORDING[wanted].split()
    refused = [network.add("zero", name, *bounds(end), name) for name, end in ends.items()]
    for first, sign, second in zip(steps[::2], steps[1::2], steps[2::2], strict=False):
        least, most = int(sign == "<"), 0 if sign == "=" else None
        refused.append(network.add(first, second, least, most, sign))
    if any(refused):
        return None
    at = network.reading()
    a, a_end, b, b_end = (at[name] - at["zero"] for name in "aAbB")
    return Crisp(a, a_end), Crisp(b, b_end)


def bounds(value: Instant) -> tuple[int | None, int | None]:
    low, high = (None if abs(bound) > FAR else bound for bound in ticks(value))
    return low, high


@given(st.data())
def test_what_is_possible_has_a_witness_and_what_is_not_has_none(data: st.DataObject) -> None:
    days = intervals(timedelta(days=1), 5)
    one, other = data.draw(days), data.draw(days)
    for wanted, found in relate(one, other).items():
        pair = witness(wanted, one, other)
        assert (pair is None) == (found == Answer.IMPOSSIBLE)
        if pair is not None:
            assert relation(*pair) == wanted
            for crisp, value in zip(pair, (one, other), strict=True):
                assert crisp.begin in range(ticks(value.begin).low, ticks(value.begin).high + 1)
                assert crisp.end in range(ticks(value.end).low, ticks(value.end).high + 1)


@pytest.mark.parametrize("ends", list(product(range(4), repeat=4)), ids=str)
def test_exactly_one_relation_holds_of_exact_intervals(ends: tuple[int, ...]) -> None:
    a, a_end, b, b_end = (exact(ZERO + hours * timedelta(hours=1)) for hours in ends)
    answers = relate(Interval(a, a_end), Interval(b, b_end))
    proper = ends[0] <= ends[1] and ends[2] <= ends[3]
    assert list(answers.values()).count(Answer.NECESSARY) == proper
    assert Answer.POSSIBLE not in answers.values()


CONTROL = interval("2022-04-01/2022-09-10", "Europe/Kyiv")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-03-31", Answer.IMPOSSIBLE),
        ("2022-04-01", Answer.POSSIBLE),
        ("2022-04-02", Answer.NECESSARY),
        ("2022-09-09", Answer.NECESSARY),
        ("2022-09-10", Answer.POSSIBLE),
        ("2022-09-11", Answer.IMPOSSIBLE),
        ("2022-04", Answer.POSSIBLE),
        ("2022-04-01T12:00", Answer.POSSIBLE),
    ],
)
def test_a_state_holds_on_the_days_between_those_it_began_and_ended_on(
    day: str, expected: Answer
) -> None:
    assert holds_on(CONTROL, instant(day, "Europe/Kyiv")) == expected


def test_a_day_is_not_the_next_day() -> None:
    first, second = instant("2022-04-01"), instant("2022-04-02")
    assert meet(first, second) == Answer.IMPOSSIBLE
    assert earlier(first, second) == Answer.NECESSARY
    assert meet(exact(ZERO), first) == Answer.POSSIBLE
    assert meet(exact(ZERO), exact(ZERO)) == Answer.NECESSARY


def test_states_that_meet_have_no_time_in_common() -> None:
    noon = exact(ZERO + timedelta(hours=12))
    before, after = Interval(instant("2022-03"), noon), Interval(noon, instant("2022-05"))
    assert holds(before, after, Relation.MEETS) == Answer.NECESSARY
    assert intersects(before, after) == Answer.IMPOSSIBLE
    assert intersects(before, Interval(noon, noon)) == Answer.NECESSARY


def test_nothing_holds_of_what_can_only_end_before_it_begins() -> None:
    absurd = Interval(instant("2022-05"), instant("2022-04"))
    assert set(relate(absurd, CONTROL).values()) == {Answer.IMPOSSIBLE}
    assert intersects(CONTROL, absurd) == Answer.IMPOSSIBLE


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("2022-04-01/2022-09-10", (161, 163)),
        ("2022-05-01/2022-05-31", (29, 31)),
        ("2022-09-10/2022-09-12", (0, 1)),
        ("2022-09-11/2022-09-12", (0, 0)),
        ("2022-03-20/..", (0, 163)),
        ("../2022-03-28", (0, 0)),
    ],
)
def test_states_overlap_for_so_many_days(other: str, expected: tuple[int, int]) -> None:
    zone = "Europe/Kyiv"
    assert overlap_days(CONTROL, interval(other, zone), zone) == expected


def test_days_of_overlap_are_those_of_local_clocks() -> None:
    # Clocks went forward on 27 March: an hour less, but not a day less.
    spring = interval("2022-03-20T00:00/2022-03-30T00:00", "Europe/Kyiv")
    assert overlap_days(spring, spring, "Europe/Kyiv") == (10, 10)
    assert overlap_days(spring, spring) == (9, 10)


def test_states_without_end_may_overlap_for_ever() -> None:
    assert overlap_days(interval("2022-04-01/.."), interval("2022-05-01/..")) == (0, None)


@given(st.data())
def test_every_reading_overlaps_for_as_long_as_is_said(data: st.DataObject) -> None:
    days = intervals(timedelta(days=1), 9, unbounded=False)
    states = data.draw(days), data.draw(days)
    one, other = (data.draw(read(state)) for state in states)
    if one is None or other is None:
        return
    least, most = overlap_days(*states)
    together = max(min(one.end, other.end) - max(one.begin, other.begin), 0)
    assert most is not None
    assert least * DAY <= together <= most * DAY


SUITES = Path(os.environ.get("CLAIMLINE_TEST_SUITES", Path(__file__).parents[2] / "shared/suites"))
OWL_TIME = SUITES / "owl-time" / "time" / "test-suite"
TIME = "http://www.w3.org/2006/time#"
NAMED = {
    "intervalIn": (Relation.STARTS, Relation.DURING, Relation.FINISHES),
    "intervalDisjoint": (Relation.BEFORE, Relation.AFTER),
} | {"interval" + relation.value.title().replace("-", ""): (relation,) for relation in Relation}
needs_owl_time = pytest.mark.skipif(
    not OWL_TIME.is_dir(),
    reason="W3C's OWL-Time test suite is not here: set CLAIMLINE_TEST_SUITES to a folder that "
    "holds it as owl-time/time/test-suite",
)


def individuals() -> dict[str, Interval]:
    """Return the suite's instants and intervals; an instant is an interval of no length."""
    graph = rdflib.Graph().parse(OWL_TIME / "time-test-individuals.ttl")
    moments = {
        str(name): exact(datetime.fromisoformat(str(stamp)))
        for name, stamp in graph[: rdflib.URIRef(TIME + "inXSDDateTimeStamp")]
    }
    ends = dict(graph[: rdflib.URIRef(TIME + "hasEnd")])
    begins = graph[: rdflib.URIRef(TIME + "hasBeginning")]
    return {name: Interval(moment, moment) for name, moment in moments.items()} | {
        str(name): Interval(moments[str(begin)], moments[str(ends[name])]) for name, begin in begins
    }


def judged(name: str, one: Interval, other: Interval) -> Answer:
    match name:
        case "before":
            return earlier(one.end, other.begin)
        case "after":
            return earlier(other.end, one.begin)
        case "inside":
            return inside(other.begin, one)
        case _:
            return holds(one, other, *NAMED[name])


@needs_owl_time
@pytest.mark.parametrize("name", ["before", "after", "inside", *NAMED])
@pytest.mark.parametrize("expected", [Answer.NECESSARY, Answer.IMPOSSIBLE])
def test_owl_time_agrees(name: str, expected: Answer) -> None:
    known = individuals()
    truth = str(expected == Answer.NECESSARY).lower()
    graph = rdflib.Graph().parse(OWL_TIME / f"{name}-{truth}.ttl")
    pairs = sorted((str(one), str(other)) for one, other in graph[: rdflib.URIRef(TIME + name)])
    assert pairs
    wrong = [pair for pair in pairs if judged(name, *(known[each] for each in pair)) != expected]
    assert wrong == []
