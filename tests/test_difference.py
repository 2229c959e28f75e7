"""`claimline diff`: what became of the claims between two days, and of the answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimline.cli import COMMANDS, main
from claimline.views.difference import KINDS, Standing, changes

Run = Callable[..., Result]
Found = dict[str, Any]  # Any: JSON, as the command writes it

TABLE = "wikipedia-izium-2022-03-{}/held"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setitem(COMMANDS, "diff", "Say what changed from one as-of day to another.")

    def invoke(store: Path, *args: str) -> Result:
        return CliRunner().invoke(main, ["diff", *args, "-s", str(store)])

    return invoke


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    return sample_store


def found(result: Result) -> Found:
    assert result.exit_code == 0, result.output
    answer: Found = json.loads(result.stdout)
    return answer


def of_kind(difference: Found, kind: str) -> dict[str, list[str]]:
    return {one["claim"]: one["by"] for one in difference["changes"] if one["change"] == kind}


def test_the_24th_of_march_brings_a_claim_and_its_denial(run: Run, sample: Path) -> None:
    told = found(run(sample, "Izium", "--as-of", "2022-03-23", "--and", "2022-03-25", "-f", "json"))
    assert set(of_kind(told, "new")) == {
        "armenpress-1078790/full-control",
        "the-hill-599713/battle-going-on",
        "the-hill-599713/not-controlled",
        TABLE.format("25t1605"),
    }
    assert of_kind(told, "restated") == {
        "armenpress-1078790/full-control": [
            "daily-post-nigeria-2022-03-24/full-control",
            "tbs-news-2022-03-24/full-control",
        ]
    }
    denied = of_kind(told, "denied")
    assert denied["armenpress-1078790/full-control"] == ["the-hill-599713/not-controlled"]
    assert of_kind(told, "conceded") == {}
    held = {(one["claimant"], one["controller"]): one for one in told["held"]}
    konashenkov = held["konashenkov", "russian-forces"]
    assert konashenkov["before"] is None
    assert konashenkov["after"]["answer"] == "possible"
    assert "armenpress-1078790/full-control" in konashenkov["after"]["claims"]


def test_the_ministry_s_account_of_izium_turns_in_september(run: Run, sample: Path) -> None:
    told = found(run(sample, "Izium", "--as-of", "2022-09-09", "--and", "2022-09-12", "-f", "json"))
    held = {(one["claimant"], one["controller"]): one for one in told["held"]}
    turned = held["konashenkov", "russian-forces"]
    assert (turned["before"]["answer"], turned["after"]["answer"]) == ("possible", "impossible")
    assert turned["on"] == "2022-09-12"
    assert set(of_kind(told, "conceded")) == {
        "kyiv-independent-2022-09-10/troops-withdrawn",
        "ritzau-2022-09-10/mod-to-reorganise",
        "ritzau-2022-09-10/mod-withdrawal",
        "ritzau-2022-09-10/russia-confirms-leaving",
        "tass-1505807/regrouping-decided",
        "tass-1505807/three-day-operation",
    }
    # Kadyrov's intent is new, and neither denied nor conceded by anybody.
    assert "myc-news-2022-09-11/towns-will-be-taken-back" in of_kind(told, "new")
    # Two mayors with the same words: two claims, not one told again.
    assert "world-stock-market-2022-09-10/day-of-liberation" in of_kind(told, "new")


def test_the_loss_of_balakliia_is_denied(run: Run, sample: Path) -> None:
    told = found(run(sample, "--as-of", "2022-09-08", "--and", "2022-09-09", "-f", "json"))
    denied = of_kind(told, "denied")
    assert denied == {
        "ukrainska-pravda-2022-09-08/zelenskyj-confirms": ["abc-nyheter-195870059/not-lost"],
        "kyiv-independent-balakliia-2022-09-08/zelenskyj-confirms": [
            "abc-nyheter-195870059/not-lost"
        ],
    }
    assert {one["place"] for one in told["held"]} == {"balakliia"}


def test_what_a_page_took_back_is_withdrawn_and_superseded(run: Run, sample: Path) -> None:
    told = found(run(sample, "Izium", "--as-of", "2022-03-18", "--and", "2022-03-19", "-f", "json"))
    old, new = TABLE.format("17t2216"), TABLE.format("19t0151")
    assert of_kind(told, "superseded") == of_kind(told, "withdrawn") == {old: [new]}


def test_an_edit_that_came_and_went_is_followed(run: Run, sample: Path) -> None:
    told = found(run(sample, "Izium", "--as-of", "2022-03-23", "--and", "2022-03-26", "-f", "json"))
    assert of_kind(told, "superseded") == {TABLE.format("20t1713"): [TABLE.format("26t1951")]}


def test_possibly_widens_what_was_public(run: Run, sample: Path) -> None:
    asked = ["Izium", "--as-of", "2022-03-30", "--and", "2022-04-02", "-f", "json"]
    assert of_kind(found(run(sample, *asked)), "conceded") == {}
    wide = found(run(sample, *asked, "--possibly"))
    assert of_kind(wide, "conceded") == {"batalla-de-izium-es/confirmed-1-april": []}
    (marked,) = [one for one in wide["changes"] if one["change"] == "conceded"]
    assert not marked["certainlyPublic"]


def test_a_side_may_be_asked(run: Run, sample: Path) -> None:
    asked = ["Izium", "--as-of", "2022-03-23", "--and", "2022-03-25", "--by", "side", "-f", "json"]
    told = found(run(sample, *asked))
    assert {(one["side"], one["controller"]) for one in told["held"]} == {
        ("russian", "russian-forces"),
        ("ukrainian", "russian-forces"),
    }


def test_a_quiet_week_changes_nothing(run: Run, sample: Path) -> None:
    told = found(run(sample, "Lyman", "--as-of", "2022-03-23", "--and", "2022-09-12", "-f", "json"))
    assert (told["changes"], told["held"]) == ([], [])
    text = run(sample, "Lyman", "--as-of", "2022-03-23", "--and", "2022-09-12", "-f", "text")
    assert text.stdout == "From 2022-03-23 to 2022-09-12 about Lyman: no claim changed\n"


def test_it_can_be_read_as_text_and_as_rows(run: Run, sample: Path) -> None:
    asked = ["Izium", "--as-of", "2022-03-23", "--and", "2022-03-25"]
    text = run(sample, *asked, "-f", "text").stdout
    assert text.startswith("From 2022-03-23 to 2022-03-25 about Izium: 4 new, 1 restated, 3 denied")
    assert "\nDenied\n  Igor Konashenkov: Russian forces had taken full control of Izium" in text
    assert "    Igor Konashenkov: nothing said → possibly\n" in text
    assert "adviser to Zaluzhnyi (unnamed): nothing said → possibly (denied)" in text
    rows = [json.loads(line) for line in run(sample, *asked, "-f", "jsonl").stdout.splitlines()]
    assert {row["change"] for row in rows} <= {*KINDS, "answer"}
    assert {row["after"] for row in rows if row["change"] == "answer"} == {"possible"}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--as-of", "2022-09-12", "--and", "2022-09-09"], "put the earlier day first"),
        (["--as-of", "2022-09-12", "--and", "2022-09-12"], "put the earlier day first"),
        (["--as-of", "lately", "--and", "2022-09-12"], "EDTF"),
        (["--as-of", "2022-09-12"], "--and"),
    ],
)
def test_days_that_cannot_be_compared_are_refused(
    run: Run, sample: Path, args: list[str], message: str
) -> None:
    result = run(sample, *args)
    assert result.exit_code == 2
    assert message in result.stderr


# The rules, one by one


def standing(claim: str, **more: Any) -> Standing:
    known: dict[str, Any] = {
        "claimant": "a",
        "proposition": claim,
        "polarity": "affirmed",
        "modality": "asserted",
        "said": "2022-03-24T00:00:00Z",
        "restates": (),
        "concedes": False,
    }
    return Standing(
        claim=claim,
        summary=claim,
        claimant_label="A",
        side=None,
        type="control",
        places=(),
        certain=True,
        **(known | more),
    )


def told(
    before: list[Standing], after: list[Standing], revised: dict[str, list[str]] | None = None
) -> set[tuple[str, ...]]:
    then, now = ({one.claim: one for one in day} for day in (before, after))
    return {
        (change.kind, change.claim.claim, *(one.claim for one in change.by))
        for change in changes(then, now, revised or {})
    }


def test_the_same_words_again_are_a_restatement_only_of_the_same_claimant() -> None:
    old = standing("old", proposition="p")
    again = standing("again", proposition="p")
    other = standing("other", proposition="p", claimant="b")
    denial = standing("denial", proposition="p", polarity="denied")
    assert told([old], [old, again]) == {("restated", "old", "again")}
    assert told([old], [old, other]) == {("new", "other")}
    assert told([old], [old, denial]) == {("new", "denial"), ("denied", "old", "denial")}


def test_of_two_new_ones_the_one_said_first_is_restated() -> None:
    first = standing("z", proposition="p")
    second = standing("a", proposition="p", said="2022-03-25T00:00:00Z")
    assert told([], [first, second]) == {("new", "z"), ("restated", "z", "a")}


def test_what_restates_a_claim_that_is_not_public_is_new() -> None:
    assert told([], [standing("one", restates=("unknown",))]) == {("new", "one")}


def test_a_concession_told_again_is_a_restatement() -> None:
    first = standing("first", proposition="p", concedes=True)
    again = standing("second", proposition="p", concedes=True, restates=("first",))
    expected = {("new", "first"), ("conceded", "first"), ("restated", "first", "second")}
    assert told([], [first, again]) == expected


def test_an_order_is_not_denied() -> None:
    order = standing("order", proposition="p", modality="directive", polarity="neither")
    plan = standing("plan", proposition="p", modality="announced-intent")
    denial = standing("denial", proposition="p", polarity="denied", claimant="b")
    assert told([order, plan], [order, plan, denial]) == {("new", "denial")}


def test_a_denial_that_stood_before_denies_nothing_anew() -> None:
    old = standing("old", proposition="p", claimant="b")
    denial = standing("denial", proposition="p", polarity="denied")
    late = standing("late", proposition="p", claimant="c")
    assert told([old, denial], [old, denial, late]) == {("new", "late")}


def test_revisions_that_go_round_come_to_an_end() -> None:
    one, two = standing("one"), standing("two")
    revised = {"one": ["gone"], "gone": ["one", "two"]}
    assert told([one], [one, two], revised) == {("new", "two"), ("superseded", "one", "two")}
