"""The rules of contradiction one by one: what each needs, and what it does not conclude."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claimline.cli import COMMANDS, main
from claimline.model import Instant, Interval
from claimline.views.clashes_of_control import _core
from claimline.views.sweeps import Span, apart, overlapping
from claimline.when import instant
from claimline.when.relations import Answer, intersects

from .test_contradictions import Found

Told = Callable[..., list[Found]]

RECORD = """\
claimline: 1
document: {{id: wire, publisher: agency, timezone: Europe/Kyiv, published: 2022-10-01}}
claims:
{claims}
places:
  - {{id: town, kind: city, labels: {{en: Town}}, no-identifier: made up, part-of: region}}
  - {{id: bank, kind: river-bank, labels: {{en: Bank}}, no-identifier: made up, part-of: town}}
  - {{id: village, kind: village, labels: {{en: Village}}, no-identifier: made up}}
  - {{id: region, kind: region, labels: {{en: Region}}, no-identifier: made up}}
actors:
  - {{id: agency, kind: agency, labels: {{en: Agency}}}}
  - {{id: one, kind: person, labels: {{en: One}}}}
  - {{id: two, kind: person, labels: {{en: Two}}}}
  - {{id: ministry, kind: ministry, labels: {{en: Ministry}}, on-behalf-of: state, side: russian}}
  - {{id: spokesman, kind: person, labels: {{en: Spokesman}}, on-behalf-of: ministry}}
  - {{id: state, kind: state, labels: {{en: State}}, side: russian}}
  - {{id: army, kind: force, labels: {{en: Army}}, on-behalf-of: state, side: russian}}
  - {{id: brigade, kind: unit, labels: {{en: Brigade}}, on-behalf-of: army}}
  - {{id: rebels, kind: force, labels: {{en: Rebels}}, side: ukrainian}}
events:
  - {{id: hold, type: control, labels: {{en: Hold}}}}
  - {{id: take, type: capture, labels: {{en: Take}}}}
  - {{id: leave, type: withdrawal, labels: {{en: Leave}}}}
  - {{id: move, type: redeployment, labels: {{en: Move}}}}
  - {{id: push, type: offensive, labels: {{en: Push}}}}
  - {{id: gain, type: area-retaken, labels: {{en: Gain}}}}
  - {{id: strike, type: missile-strike, labels: {{en: Strike}}}}
"""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Told:
    """Return the contradictions of claims, each given as claimant and content."""
    monkeypatch.setitem(COMMANDS, "contradictions", "Show which claims contradict each other.")

    def found(*claims: str, options: Iterable[str] = ()) -> list[Found]:
        written = [f"  - {{id: c{n}, summary: s, {claim}}}" for n, claim in enumerate(claims)]
        file = tmp_path / "wire.yaml"
        file.write_text(RECORD.format(claims="\n".join(written)), encoding="utf-8")
        store = tmp_path / "wire.store"
        loaded = CliRunner().invoke(main, ["load", "records", str(file), "-s", str(store)])
        assert loaded.exit_code == 0, loaded.output
        asked = ["contradictions", *options, "-f", "json", "-s", str(store)]
        return list(json.loads(CliRunner().invoke(main, asked).stdout))

    return found


# Each rule, and what it does not conclude


def held(claimant: str, time: str, *, by: str = "army", event: str = "hold", **more: str) -> str:
    rest = "".join(f", {name}: {value}" for name, value in more.items())
    return (
        f"claimant: {claimant}, said: 2022-10-01, "
        f"asserts: {{event: {event}, type: control, place: town, controller: {by}, {time}{rest}}}"
    )


MAY, JUNE = "time: 2022-05-01/2022-05-31", "time: 2022-06-10/2022-06-30"
SPRING = "time: 2022-04-10/2022-06-20"


def test_two_holders_at_one_time(told: Told) -> None:
    (found,) = told(held("one", SPRING), held("two", MAY, by="rebels"))
    assert (found["kind"], found["rule"], found["necessity"]) == (
        "control",
        "different-holders",
        "necessary",
    )
    assert found["overlapDays"] == [29, 31]
    assert found["note"] == "town: army or rebels"


@pytest.mark.parametrize("other", ["brigade", "state"])
def test_parties_of_one_side_are_one_holder(told: Told, other: str) -> None:
    assert (
        told(held("one", SPRING), held("two", SPRING, by=other), options=["--kind", "control"])
        == []
    )


def test_one_after_the_other_is_a_change_and_no_contradiction(told: Told) -> None:
    assert told(held("one", MAY), held("two", JUNE, by="rebels")) == []
    open_end = "begin: 2022-05-01"
    assert told(held("one", open_end), held("two", JUNE, by="rebels")) == []
    same_day = ("end: 2022-06-10", "begin: 2022-06-10")
    assert told(held("one", same_day[0]), held("two", same_day[1], by="rebels")) == []


def test_another_place_and_a_part_are_not_compared(told: Told) -> None:
    village = (
        "claimant: two, asserts: {event: hold, place: village, controller: rebels, " + SPRING + "}"
    )
    bank = village.replace("village", "bank")
    assert told(held("one", SPRING), village, bank, options=["--kind", "control"]) == []


def test_held_while_contested(told: Told) -> None:
    contested = (
        "claimant: two, asserts: {event: hold, type: contested-control, place: town, " + MAY + "}"
    )
    (found,) = told(held("one", SPRING), contested)
    assert (found["rule"], found["necessity"]) == ("held-and-contested", "necessary")
    nobody = contested.replace("contested-control", "no-control").replace("two", "one")
    assert told(contested, nobody) == []


def test_a_capture_begins_a_hold(told: Told) -> None:
    taken = (
        "claimant: two, asserts: {event: take, place: town, controller: rebels, time: 2022-05-20}"
    )
    (found,) = told(held("one", SPRING), taken)
    assert (found["kind"], found["necessity"]) == ("control", "necessary")
    before = taken.replace("2022-05-20", "2022-04-01")
    assert told(held("one", SPRING), before) == []


def test_what_is_said_to_last_may_clash(told: Told) -> None:
    lasting = held("one", "end: 2022-09-08/..").replace("2022-10-01", "2022-09-08/2022-09-09")
    taken = (
        "claimant: two, "
        "asserts: {event: take, place: town, controller: rebels, end: ../2022-09-08T16:00}"
    )
    (found,) = told(lasting, taken)
    assert (found["kind"], found["necessity"]) == ("control", "possible")
    later = taken.replace("2022-09-08T16:00", "2022-09-20")
    assert told(lasting, later) == []


def test_one_voice_is_read_as_telling_of_a_change(told: Told) -> None:
    assert (
        told(
            held("one", "end: 2022-06-09/2022-06-12"),
            held("one", "begin: 2022-06-09/2022-06-12", by="rebels"),
        )
        == []
    )
    (found,) = told(held("one", SPRING), held("one", MAY, by="rebels"))
    assert found["sameClaimant"]


def test_begins_that_cannot_be_one(told: Told) -> None:
    (found,) = told(held("one", "begin: 2022-05-01"), held("two", "begin: 2022-05-03"))
    assert (found["kind"], found["rule"], found["necessity"]) == (
        "time",
        "bounds-apart",
        "necessary",
    )
    assert found["note"] == "begin: 1 May 2022 or 3 May 2022"
    assert told(held("one", "begin: 2022-05-01"), held("two", "begin: 2022-05")) == []


def test_a_length_that_cannot_be(told: Told) -> None:
    length = "duration: {value: 6, unit: month, phrase: six months}"
    (found,) = told(held("one", length), held("two", MAY))
    assert found["note"] == "length: 167 to 214 days or 29 to 31 days"


def test_another_event_type_holder_or_place_has_a_time_of_its_own(told: Told) -> None:
    options = ["--kind", "time"]
    first = held("one", "begin: 2022-05-01")
    other = held("two", "begin: 2022-05-03")
    assert told(first, other.replace("event: hold", "event: take"), options=options) == []
    assert told(first, other.replace("army", "rebels"), options=options) == []
    assert told(first, other.replace("place: town", "place: village"), options=options) == []
    assert len(told(first, other.replace("place: town, ", ""), options=options)) == 1
    contested = "claimant: {}, asserts: {{event: hold, type: contested-control, place: town, {}}}"
    assert told(contested.format("one", MAY), contested.format("two", JUNE), options=options) == []


def test_two_spells_of_one_account_are_two(told: Told) -> None:
    assert told(held("one", MAY), held("one", JUNE)) == []
    assert len(told(held("one", MAY), held("two", JUNE))) == 1
    taken = "claimant: {}, asserts: {{event: take, place: town, controller: army, end: {}}}"
    assert told(taken.format("one", "2022-05-01"), taken.format("one", "2022-05-09")) == []
    assert len(told(taken.format("one", "2022-05-01"), taken.format("two", "2022-05-09"))) == 1


def gain(claimant: str, measure: str, *, more: str = "since: 2022-09-01, as-of: 2022-09-10") -> str:
    figure = f"{{kind: area, unit: km2, {more}, {measure}}}"
    return f"claimant: {claimant}, asserts: {{event: gain, measure: {figure}}}"


def test_figures_of_one_thing_that_cannot_meet(told: Told) -> None:
    (found,) = told(
        gain("one", "value: 1000, hedge: exact"), gain("two", "value: 2000, hedge: more-than")
    )
    assert (found["kind"], found["rule"], found["necessity"]) == (
        "measure",
        "ranges-apart",
        "necessary",
    )
    assert found["note"] == "1000 km2 or 2000 km2 or more"
    assert (
        told(gain("one", "value: 1000, hedge: about"), gain("two", "value: 1050, hedge: exact"))
        == []
    )
    assert (
        told(gain("one", "value: 1000, hedge: up-to"), gain("two", "value: 200, hedge: at-least"))
        == []
    )


@pytest.mark.parametrize(
    "more",
    [
        "since: 2022-09-06, as-of: 2022-09-10",
        "since: 2022-09-01, as-of: 2022-09-11",
        "since: 2022-09-01, as-of: 2022-09-10, scope: town",
        "since: 2022-09-01, as-of: 2022-09-10, party: army",
        "as-of: 2022-09-10",
    ],
)
def test_figures_of_another_day_scope_baseline_or_party_are_not_compared(
    told: Told, more: str
) -> None:
    first = gain("one", "value: 1000, hedge: exact")
    assert told(first, gain("two", "value: 2000, hedge: exact", more=more)) == []


def test_a_toll_that_does_not_say_of_which_day_may_be_an_update(told: Told) -> None:
    toll = (
        "claimant: {}, asserts: {{event: strike, "
        "measure: {{kind: fatalities, unit: person, hedge: exact, value: {}}}}}"
    )
    (found,) = told(toll.format("one", 10), toll.format("two", 15))
    assert (found["kind"], found["necessity"]) == ("measure", "possible")


def test_types_that_exclude_each_other_and_what_is_narrower(told: Told) -> None:
    event = "claimant: {}, asserts: {{event: take, type: {}, place: {}}}"
    (found,) = told(
        event.format("one", "capture", "town"), event.format("two", "surrender", "town")
    )
    assert (found["rule"], found["note"]) == ("incompatible-types", "capture or surrender")
    assert (
        told(event.format("one", "capture", "town"), event.format("two", "surrender", "village"))
        == []
    )
    assert (
        told(event.format("one", "capture", "town"), event.format("two", "control-change", "town"))
        == []
    )


def test_framings_exclude_nothing(told: Told) -> None:
    framed = "claimant: {}, asserts: {{event: take, place: town, framing: {}}}"
    assert told(framed.format("one", "liberation"), framed.format("two", "occupation")) == []


def test_causes_that_exclude_each_other_are_only_possible(told: Told) -> None:
    because = "claimant: {}, asserts: {{event: push, cause: {{event: leave, type: {}}}}}"
    (found,) = told(because.format("one", "regrouping"), because.format("two", "flight"))
    assert (found["rule"], found["necessity"]) == ("incompatible-causes", "possible")


SENT = (
    "claimant: ministry, said: 2022-09-{}, "
    "asserts: {{event: move, actor: army, destination: region}}"
)
LEFT = "claimant: {}, said: 2022-09-10, asserts: {{event: leave, actor: army, place: town{}}}"


def test_sent_to_where_they_leave(told: Told) -> None:
    (found,) = told(SENT.format("08"), LEFT.format("spokesman", ""))
    assert (found["rule"], found["hoursApart"]) == ("opposite-directions", [24, 72])
    assert found["note"] == "sent to region or leaving town"
    assert told(SENT.format("08"), LEFT.format("spokesman", ""), options=["--within", "12"]) == []
    assert told(SENT.format("01"), LEFT.format("spokesman", "")) == []


def test_what_others_see_or_another_force_does_is_no_about_face(told: Told) -> None:
    assert told(SENT.format("09"), LEFT.format("one", "")) == []
    assert told(SENT.format("09"), LEFT.format("spokesman", "").replace("army", "rebels")) == []
    assert told(SENT.format("09"), LEFT.format("spokesman", ", destination: region")) == []
    assert told(SENT.format("09"), LEFT.format("spokesman", "").replace("town", "village")) == []


@pytest.mark.parametrize("modality", ["announced-intent", "hypothetical", "directive"])
def test_what_is_neither_true_nor_false_contradicts_nothing(told: Told, modality: str) -> None:
    other = held("two", MAY, by="rebels").replace("said:", f"modality: {modality}, said:")
    assert told(held("one", SPRING), other) == []


@pytest.mark.parametrize("link", ["revises", "restates"])
def test_a_revised_or_restated_claim_contradicts_nothing_in_its_line(told: Told, link: str) -> None:
    first, second = held("one", "begin: 2022-05-01"), held("one", "begin: 2022-05-03")
    third = held("one", "begin: 2022-05-05")
    linked = [first, f"{link}: [c0], {second}", f"{link}: [c1], {third}"]
    assert told(*linked) == []
    assert len(told(first, second, third)) == 3


def test_a_denial_of_another_reading_is_no_denial_of_this_one(told: Told) -> None:
    denial = held("two", "begin: 2022-05-03").replace("said:", "polarity: denied, said:")
    assert told(held("one", "begin: 2022-05-03"), denial)[0]["kind"] == "denial"
    assert told(held("one", "begin: 2022-05-01"), denial) == []


# The sweeps find what looking at all pairs finds

spans = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
        lambda it: Span((min(it), 0), (max(it), 0))
    ),
    max_size=8,
)


@given(spans, spans)
def test_a_sweep_finds_what_all_pairs_find(ones: list[Span], others: list[Span]) -> None:
    first = [(span, ("one", place)) for place, span in enumerate(ones)]
    second = [(span, ("other", place)) for place, span in enumerate(others)]
    before = {(a, b) for one, a in first for other, b in second if one.high < other.low}
    shared = {
        (a, b)
        for one, a in first
        for other, b in second
        if one.low <= other.high and other.low <= one.high
    }
    assert sorted(apart(first, second)) == sorted(before)
    assert sorted(overlapping(first, second)) == sorted(shared)


days = st.integers(1, 9)
moments = st.one_of(
    st.tuples(days, days).map(
        lambda it: instant(f"2022-09-{min(it):02}/2022-09-{max(it):02}", "Europe/Kyiv")
    ),
    days.map(lambda day: instant(f"2022-09-{day:02}T12:00", "Europe/Kyiv")),
    days.map(lambda day: instant(f"../2022-09-{day:02}")),
    days.map(lambda day: instant(f"2022-09-{day:02}/..")),
    st.just(Instant(None, None)),
)
intervals = st.builds(Interval, moments, moments)


@given(intervals, intervals)
def test_whatever_certainly_meets_has_cores_that_overlap(one: Interval, other: Interval) -> None:
    if intersects(one, other) is Answer.NECESSARY:
        assert list(overlapping([(_core(one), 1)], [(_core(other), 2)])) == [(1, 2)]
