"""What claims of one claimant say together of who held a place: rules, and a truth kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimline.find import Thing
from claimline.model import Instant, Interval
from claimline.views.held import answers
from claimline.views.spells import CONTESTED, HELD, Holder, Rule, Spell
from claimline.when import interval
from claimline.when.relations import Answer

ONE, OTHER = Holder(HELD, "one", "One", "russian"), Holder(HELD, "other", "Other", "ukrainian")
BRIGADE = Holder(HELD, "brigade", "Brigade", "russian")
FOUGHT_OVER = Holder(CONTESTED)
TOWN = Thing("https://example.org/town", "town", "Town")


def spell(claim: str, holder: Holder, when: str, *, manner: str = "state", **more: Any) -> Spell:
    known = {"place": "town", "denied": False, "firm": True, **more}
    time = known.pop("time", None) or interval(when)
    return Spell(
        claim=claim,
        proposition=claim,
        summary=claim,
        claimant="a",
        claimant_label="A",
        side=None,
        place_label=known["place"],
        holder=holder,
        time=Interval(
            Instant(time.begin.earliest, time.begin.latest),
            Instant(time.end.earliest, time.end.latest),
        ),
        manner=manner,
        zone="UTC",
        certain=True,
        **known,
    )


def said(on: str, *spells: Spell) -> dict[str, tuple[Answer, Rule]]:
    return {
        one.holder.controller or one.holder.state: (one.answer, one.rule)
        for one in answers(spells, TOWN, on)
        if one.place == "town"
    }


NECESSARY, POSSIBLE, IMPOSSIBLE = Answer


def test_two_spells_of_one_party_are_both_its_own() -> None:
    first = spell("1", ONE, "2022-01-01/2022-02-28")
    second = spell("2", ONE, "2022-06-01/2022-07-31")
    assert said("2022-06-15", first, second)["one"][0] is NECESSARY
    assert said("2022-04-01", first, second)["one"] == (IMPOSSIBLE, Rule.OUTSIDE)


def test_another_holder_is_shut_out_by_the_same_account() -> None:
    held, vague = spell("1", ONE, "2022-01/2022-06"), spell("2", OTHER, "2022/2023")
    told = said("2022-03-01", held, vague)
    assert told == {"one": (NECESSARY, Rule.THROUGHOUT), "other": (IMPOSSIBLE, Rule.EXCLUDED)}


def test_a_brigade_does_not_shut_out_its_army() -> None:
    held, within = spell("1", ONE, "2022-01/2022-06"), spell("2", BRIGADE, "2022-01/2022-06")
    assert {answer for answer, _ in said("2022-03-01", held, within).values()} == {NECESSARY}


def test_an_account_that_contradicts_itself_leaves_it_open() -> None:
    held = spell("1", ONE, "2022-01/2022-06")
    denial = spell("2", ONE, "2022-01/2022-06", denied=True)
    assert said("2022-03-01", held, denial)["one"] == (POSSIBLE, Rule.CONTRADICTS_ITSELF)
    other = spell("3", OTHER, "2022-01/2022-06")
    assert set(said("2022-03-01", held, other).values()) == {(POSSIBLE, Rule.CONTRADICTS_ITSELF)}


def test_an_open_end_is_closed_by_what_came_next() -> None:
    first, next_ = spell("1", ONE, "2022-01-01/"), spell("2", OTHER, "2022-06-01/2022-08-01")
    assert said("2022-03-01", first, next_)["one"] == (POSSIBLE, Rule.WITHIN_BOUNDS)
    assert said("2022-12-01", first, next_)["one"] == (IMPOSSIBLE, Rule.OUTSIDE)
    (closed, _) = answers([first, next_], TOWN, "2022-12-01")
    assert closed.claims == ("1", "2")


def test_an_open_end_is_not_closed_by_what_may_have_come_before() -> None:
    first, either = spell("1", ONE, "2022-01-01/"), spell("2", OTHER, "/2022-08-01")
    assert said("2022-12-01", first, either)["one"] == (POSSIBLE, Rule.OPEN_END)


def test_a_reserved_claim_closes_nothing() -> None:
    first = spell("1", ONE, "2022-01-01/")
    hedged = spell("2", OTHER, "2022-06-01/2022-08-01", firm=False)
    assert said("2022-12-01", first, hedged)["one"] == (POSSIBLE, Rule.OPEN_END)


def test_a_withdrawal_closes_the_only_spell_it_can_be_of() -> None:
    left = spell("left", ONE, "/2022-09-10", manner="leaving")
    first, second = spell("1", ONE, "2022-01-01/"), spell("2", ONE, "2022-06-01/")
    later = spell("3", ONE, "2022-10-01/")
    assert said("2022-12-01", first, left)["one"][0] is IMPOSSIBLE
    assert said("2022-12-01", first, second, left)["one"] == (POSSIBLE, Rule.OPEN_END)
    assert said("2022-12-01", later, left)["one"] == (POSSIBLE, Rule.OPEN_END)


# Accounts that tell the truth, with all their uncertainty, never get a false answer

START = datetime(2022, 3, 1, tzinfo=UTC)
HOLDERS = (ONE, OTHER, FOUGHT_OVER)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


@st.composite
def moments(draw: st.DrawFn, at: int) -> Instant:
    """Return bounds around a day, one or both of which may be open."""
    before, after = draw(st.tuples(st.integers(0, 3), st.integers(0, 3)))
    earliest = day(at - before) if draw(st.booleans()) else None
    latest = day(at + after) if draw(st.booleans()) else None
    return Instant(earliest, latest)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[tuple[Holder, int, int]], list[Spell]]:
    """Return who truly held a town from day to day, and claims that bound each stretch."""
    ends = sorted(draw(st.sets(st.integers(1, 24), min_size=1, max_size=5)))
    truth: list[tuple[Holder, int, int]] = []
    told: list[Spell] = []
    for begin, end in zip([0, *ends], ends, strict=False):
        others = [one for one in HOLDERS if not truth or one != truth[-1][0]]
        holder = draw(st.sampled_from(others))
        truth.append((holder, begin, end))
        told += draw(accounts_of(holder, begin, end))
    begin, end = sorted(draw(st.tuples(st.integers(0, 24), st.integers(0, 24))))
    for holder in HOLDERS:
        if all(end <= since or until <= begin for one, since, until in truth if one == holder):
            time = Interval(draw(moments(begin)), draw(moments(end)))
            told.append(spell(f"not-{holder.controller}", holder, "", time=time, denied=True))
    return truth, draw(st.permutations(told))


@st.composite
def accounts_of(draw: st.DrawFn, holder: Holder, begin: int, end: int) -> list[Spell]:
    time = Interval(draw(moments(begin)), draw(moments(end)))
    key = f"{begin}"
    found = [spell(key, holder, "", time=time)]
    if holder.state == HELD and draw(st.booleans()):
        taken = Interval(draw(moments(begin)), Instant(None, None))
        found.append(spell(f"{key}-taken", holder, "", manner="taking", time=taken))
    if holder.state == HELD and draw(st.booleans()):
        left = Interval(Instant(None, None), Instant(None, day(end + draw(st.integers(0, 3)))))
        found.append(spell(f"{key}-left", holder, "", manner="leaving", time=left))
    return found


def asked() -> Iterator[tuple[float, str]]:
    for hours in range(6, 24 * 24, 12):
        yield hours / 24, (START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


@given(histories())
def test_a_true_account_is_never_made_to_say_what_is_false(
    history: tuple[list[tuple[Holder, int, int]], list[Spell]],
) -> None:
    truth, told = history
    for at, on in list(asked())[::3]:
        held = next((holder for holder, begin, end in truth if begin <= at < end), None)
        for one in answers(told, TOWN, on):
            if one.holder == held:
                assert one.answer is not IMPOSSIBLE, (on, one)
            else:
                assert one.answer is not NECESSARY, (on, one)
            assert one.rule is not Rule.CONTRADICTS_ITSELF
