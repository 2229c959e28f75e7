"""Entailment: when what one proposition says is enough for what another says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimline import catalogue, rdf
from claimline.model import Claim, Duration, Instant, Interval, Measure, Proposition
from claimline.store import Store
from claimline.views.entailment import Content, Rule, contents, entails
from claimline.when import instant
from claimline.when.relations import Answer

NEVER = Instant(None, None)
HELD = Proposition(event="e", type="control", places=("izium",), controller="russia")
AREA = Measure(
    kind="area",
    unit="km2",
    hedge="more-than",
    minimum=Decimal(1000),
    baseline=instant("2022-09-01"),
    as_of=instant("2022-09-08"),
)
TAKEN = Proposition(event="e", type="area-retaken", measures=(AREA,))


def content_of(*propositions: Proposition) -> list[Content]:
    """Return the contents as a store gives them back."""
    claims = (
        Claim(document="d", id=str(n), claimant="a", asserts=said, summary="s")
        for n, said in enumerate(propositions)
    )
    store = Store.memory(quad for claim in claims for quad in rdf.quads(claim))
    found = contents(store.select(catalogue.get("event-contents").text).plain())
    by_digest = {iri.rpartition("/")[2]: content for iri, content in found.items()}
    return [by_digest[rdf.digest_of(said)] for said in propositions]


def found(one: Proposition, other: Proposition) -> tuple[str, str] | None:
    entailment = entails(*content_of(one, other))
    return (entailment.rule, entailment.answer) if entailment else None


def held(begin: str | None, end: str | None = None) -> Proposition:
    first, last = (instant(text) if text else NEVER for text in (begin, end))
    return replace(HELD, time=Interval(first, last))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022-03-23/2022-03-24", "2022-03-21/2022-03-31", ("narrower-interval", "necessary")),
        ("2022-03-21/2022-03-31", "2022-03-23/2022-03-24", ("overlapping-interval", "possible")),
        ("2022-04-01", "2022-03-23/2022-03-24", None),
        ("2022-04-01", None, ("narrower-interval", "necessary")),
        (None, "2022-04-01", None),
    ],
)
def test_a_narrower_begin_entails_a_wider_one(
    one: str | None, other: str | None, expected: tuple[str, str] | None
) -> None:
    assert found(held(one), held(other)) == expected


def test_a_begin_alone_is_no_word_on_an_end() -> None:
    assert found(held("2022-03-24"), held("2022-03-24", "2022-09-10")) is None
    assert found(held("2022-03-24", "2022-09-10"), held("2022-03-24")) is not None


def test_an_end_bounds_the_begin_before_it() -> None:
    ended = held(None, "../2022-03-31")
    assert found(ended, held("../2022-04-01")) == ("narrower-interval", "necessary")


def test_a_begin_and_an_end_say_how_long_it_lasted() -> None:
    months = Duration(137, 184, "five months", "half-unit")
    long = replace(HELD, duration=months)
    assert found(held("2022-04-02", "2022-09-10"), long) == ("narrower-interval", "necessary")
    assert found(held("2022-02-24", "2022-09-10"), long) is None
    assert found(long, held("2022-04-02", "2022-09-10")) is None


@pytest.mark.parametrize(
    "change",
    [
        {"event": "other"},
        {"type": "contested-control"},
        {"controller": "ukraine"},
        {"controller": None},
        {"places": ("kharkiv-oblast",)},
        {"places": ("izium-centre",)},
        {"places": ("izium", "balakliia")},
        {"places": ()},
    ],
)
def test_event_type_controller_and_places_are_the_same_or_it_is_no_entailment(
    change: dict[str, object],
) -> None:
    other = replace(HELD, **change)  # type: ignore[arg-type] # fields by name
    assert found(HELD, other) is None
    assert found(other, HELD) is None


def test_who_names_more_says_what_names_less() -> None:
    reason = Proposition(event="r", type="regrouping")
    more = replace(HELD, actors=("army",), purposes=(reason,))
    assert found(more, HELD) == ("says-more", "necessary")
    assert found(HELD, more) is None
    assert found(replace(HELD, actors=("army", "kraken")), replace(HELD, actors=("army",))) is None


def test_framings_are_words_and_no_content() -> None:
    framed = replace(HELD, framings=("occupation",))
    assert found(framed, HELD) == found(HELD, framed) == ("same-content", "necessary")


def test_a_description_may_say_less() -> None:
    half = replace(HELD, description="half of the town")
    assert found(half, HELD) == ("qualified", "possible")
    assert found(HELD, half) is None
    assert found(half, replace(HELD, description="most of the town")) is None
    assert found(half, replace(half, framings=("capture",))) == ("same-content", "necessary")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        ({"minimum": Decimal(3000)}, ("narrower-amount", "necessary")),
        ({"minimum": Decimal(900)}, ("overlapping-amount", "possible")),
        ({"hedge": "at-least"}, ("overlapping-amount", "possible")),
        (
            {"hedge": "exact", "minimum": Decimal(1000), "maximum": Decimal(1000)},
            None,
        ),
        (
            {"hedge": "almost", "minimum": None, "maximum": Decimal(6000)},
            ("narrower-amount", "necessary"),
        ),
        (
            {"hedge": "about", "minimum": None, "best": Decimal(1050)},
            ("overlapping-amount", "possible"),
        ),
        ({"minimum": Decimal(3000), "scope": "kharkiv-oblast"}, None),
        ({"minimum": Decimal(3000), "baseline": instant("2022-09-06")}, None),
        ({"minimum": Decimal(3000), "as_of": instant("2022-09-11")}, None),
        ({"minimum": Decimal(3000), "kind": "settlements"}, None),
    ],
)
def test_a_higher_minimum_entails_a_lower_more_than(
    one: dict[str, object], expected: tuple[str, str] | None
) -> None:
    said = replace(TAKEN, measures=(replace(AREA, **one),))  # type: ignore[arg-type] # by name
    assert found(said, TAKEN) == expected


def test_an_amount_says_that_it_happened_and_not_the_other_way_round() -> None:
    bare = replace(TAKEN, measures=())
    assert found(TAKEN, bare) == ("says-more", "necessary")
    assert found(bare, TAKEN) is None


DAY_ONE = datetime(2022, 3, 1, tzinfo=UTC)
DAYS = range(-1, 9)
BOUNDS = st.none() | st.integers(0, 7)


def day(number: int | None) -> datetime | None:
    return None if number is None else DAY_ONE + timedelta(days=number)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Proposition, set[tuple[int, int]], set[str]]:
    """Draw a state of uncertain days, all days it may begin and end on, and what is dated."""
    lows, highs = draw(st.tuples(BOUNDS, BOUNDS)), draw(st.tuples(BOUNDS, BOUNDS))
    bounds = list(zip(lows, highs, strict=True))
    assume(all(low is None or high is None or low < high for low, high in bounds))
    days = [
        [d for d in DAYS if (low is None or low <= d) and (high is None or d < high)]
        for low, high in bounds
    ]
    crisp = {(begin, end) for begin in days[0] for end in days[1] if begin <= end}
    assume(crisp)
    begin, end = (Instant(day(low), day(high)) for low, high in bounds)
    names = {n for n, pair in zip(("begin", "end"), bounds, strict=True) if pair != (None, None)}
    return replace(HELD, time=Interval(begin, end)), crisp, names


@given(readings(), readings())
def test_bounds_decide_as_all_their_readings_do(
    one: tuple[Proposition, set[tuple[int, int]], set[str]],
    other: tuple[Proposition, set[tuple[int, int]], set[str]],
) -> None:
    entailment = entails(*content_of(one[0], other[0]))
    if one[1] <= other[1]:
        assert entailment is not None
        assert entailment.answer is Answer.NECESSARY
    elif one[1] & other[1] and other[2] <= one[2]:
        assert entailment is not None
        assert (entailment.rule, entailment.answer) == (
            Rule.OVERLAPPING_INTERVAL,
            Answer.POSSIBLE,
        )
    else:
        assert entailment is None
