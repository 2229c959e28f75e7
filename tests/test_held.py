"""`claimline held`: who held a place on a day, by each account, and what is not concluded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimline.cli import COMMANDS, main
from claimline.views.spells import STATES, TAKINGS

from .test_concession import below

Run = Callable[..., Result]
Line = dict[str, Any]  # Any: JSON, as the command writes it

RECORD = """\
claimline: 1
document: {{id: wire, publisher: a, published: 2022-10-01}}
claims:
{claims}
places:
  - {{id: town, kind: city, labels: {{en: Town}}, no-identifier: made up}}
  - {{id: bank, kind: river-bank, labels: {{en: Bank}}, no-identifier: made up, part-of: town}}
actors:
  - {{id: a, kind: agency, labels: {{en: A}}}}
  - {{id: one, kind: force, labels: {{en: One}}, side: russian}}
  - {{id: other, kind: force, labels: {{en: Other}}, side: ukrainian}}
events:
  - {{id: e, type: control, labels: {{en: E}}}}
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setitem(COMMANDS, "held", "Say who held a place on a day, by each account.")

    def invoke(store: Path, *args: str) -> Result:
        return CliRunner().invoke(main, ["held", *args, "-s", str(store)])

    return invoke


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    return sample_store


def lines(result: Result) -> list[Line]:
    assert result.exit_code == 0, result.output
    found: list[Line] = json.loads(result.stdout)
    return found


def by_account(found: list[Line], place: str, controller: str | None) -> dict[str, str]:
    wanted = [one for one in found if (one["place"], one["controller"]) == (place, controller)]
    return {one["claimant"] or one["side"]: one["answer"] for one in wanted}


# The fourth question, by hand from the facts


def test_who_held_izium_on_28_march(run: Run, sample: Path) -> None:
    found = lines(run(sample, "Izium", "--on", "2022-03-28", "-f", "json"))
    assert by_account(found, "izium", "russian-forces") == {
        "cnn": "necessary",  # six months: begun by 27 March
        "ap": "necessary",
        "liveuamap": "necessary",  # 9 March to 11 September
        "konashenkov": "possible",  # from 23 or 24 March, and no end
        "kyiv-independent": "possible",  # from some day of late March
        "ritzau": "possible",  # five months: begun between 10 March and 27 April
        "deepstate": "possible",  # occupied in the first snapshot, of 3 April
        "us-dod": "possible",  # captured on 17 March, and no end
        "wikipedia": "possible",  # captured on 27 March, its table adds in April
        "russian-online-outlets": "possible",  # 7 March, with reserve
        "zaluzhnyi-adviser": "possible",  # denies control since the 24th, not any of the 28th
        "ukrainian-forces": "impossible",  # from 1 April
        "bykvu": "impossible",  # from 2 April
        "ukrainian-culture-ministry": "impossible",  # from the beginning of April
        "viina": "impossible",  # 17 to 19 March, then from 1 April
        "isw": "impossible",  # contested
    }
    assert by_account(found, "izium", None) == {
        "isw": "necessary",
        "viina": "necessary",
        "cnn": "impossible",
        "ap": "impossible",
        "liveuamap": "impossible",
        "deepstate": "impossible",  # contested only when no longer occupied
        "wikipedia": "impossible",  # contested until it was captured
    }
    assert set(by_account(found, "izium", "ukrainian-forces").values()) == {"impossible"}


def test_an_answer_has_its_claims_and_its_rule(run: Run, sample: Path) -> None:
    found = lines(run(sample, "Izium", "--on", "2022-03-28", "-f", "json"))
    assert all(
        {"controller", "claimant", "side", "answer", "claims"} <= one.keys() for one in found
    )
    assert all(one["claims"] and one["rule"] for one in found)
    (cnn,) = [
        one for one in found if (one["claimant"], one["controller"]) == ("cnn", "russian-forces")
    ]
    assert (cnn["side"], cnn["state"], cnn["rule"]) == ("third-party", "held", "throughout")
    assert cnn["claims"] == ["cnn-2022-09-13/six-months"]
    (denial,) = [one for one in found if one["claimant"] == "zaluzhnyi-adviser"]
    assert (denial["polarity"], denial["rule"]) == ("denied", "denied-perhaps")


def test_a_side_is_sure_of_what_all_its_claimants_say(run: Run, sample: Path) -> None:
    found = lines(run(sample, "Izium", "--on", "2022-03-28", "--by", "side", "-f", "json"))
    assert by_account(found, "izium", "russian-forces") == {
        "russian": "possible",
        "third-party": "possible",
        "ukrainian": "possible",
    }
    assert by_account(found, "izium", None) == {
        "third-party": "possible",
        "ukrainian": "impossible",
    }
    assert {one["claimant"] for one in found} == {None}


def test_only_what_was_public_counts(run: Run, sample: Path) -> None:
    asked = ["Izium", "--on", "2022-03-28", "--as-of", "2022-03-28", "-f", "json"]
    sure = lines(run(sample, *asked))
    assert {one["claimant"] for one in sure} == {"konashenkov", "zaluzhnyi-adviser", "wikipedia"}
    wide = lines(run(sample, *asked, "--possibly"))
    assert {one["claimant"] for one in wide} > {one["claimant"] for one in sure}
    marked = {one["claimant"] for one in wide if one["certainlyPublic"]}
    assert marked == {"konashenkov", "zaluzhnyi-adviser", "wikipedia"}


def test_a_withdrawal_ends_what_the_claimant_left_open(run: Run, sample: Path) -> None:
    found = lines(run(sample, "Izium", "--on", "2022-09-12", "-f", "json"))
    russian = by_account(found, "izium", "russian-forces")
    conceding = {"konashenkov", "russian-mod", "russia", "bezsonov"}
    assert {russian[one] for one in conceding} == {"impossible"}
    (left,) = [one for one in found if one["claimant"] == "konashenkov"]
    assert "armenpress-1078790/full-control" in left["claims"]
    assert "tass-1505807/three-day-operation" in left["claims"]
    assert russian["ukrainian-forces"] == "possible"  # from 1 April, and no end


def test_nothing_that_ended_openly_is_certain_in_august(run: Run, sample: Path) -> None:
    found = lines(run(sample, "Izium", "--on", "2022-08-15", "-f", "json"))
    russian = by_account(found, "izium", "russian-forces")
    assert russian["ukrainian-forces"] == russian["kyiv-independent"] == "possible"
    sure = {one for one, answer in russian.items() if answer == "necessary"}
    assert sure == {"ritzau", "cnn", "ap", "bykvu", "viina", "isw", "liveuamap"}


# Parts


def test_an_account_of_a_part_is_none_of_the_whole(run: Run, sample: Path) -> None:
    found = lines(run(sample, "Kupiansk", "--on", "2022-09-18", "-f", "json"))
    kraken = [one for one in found if one["claimant"] == "kraken"]
    told = {one["place"]: (one["answer"], one["rule"]) for one in kraken}
    assert told == {
        "kupiansk": ("possible", "part-only"),
        "kupiansk-east-bank": ("possible", "open-end"),
    }
    half = [one for one in found if one["claimant"] == "syrskyi"]
    assert {one["place"]: one["rule"] for one in half} == {
        "kupiansk": "part-only",
        "kupiansk-half": "open-end",
    }


def test_who_holds_a_part_shuts_others_out_of_the_whole(run: Run, tmp_path: Path) -> None:
    claims = [
        claim("part", "place: bank, controller: one, begin: 2022-03-01, end: 2022-05-01"),
        claim("named", "place: town, controller: other, begin: 2022-06-01, end: 2022-07-01"),
    ]
    found = lines(run(told(tmp_path, claims), "town", "--on", "2022-04-01", "-f", "json"))
    assert [(o["place"], o["controller"], o["answer"], o["rule"]) for o in found] == [
        ("town", "one", "possible", "part-only"),
        ("town", "other", "impossible", "outside"),
        ("bank", "one", "necessary", "throughout"),
    ]


def test_who_holds_the_whole_shuts_others_out_of_the_parts(run: Run, tmp_path: Path) -> None:
    claims = [
        claim("whole", "place: town, controller: one, begin: 2022-03-01, end: 2022-05-01"),
        claim("fought", "type: contested-control, place: bank, begin: 2022-06-01"),
    ]
    found = lines(run(told(tmp_path, claims), "town", "--on", "2022-04-01", "-f", "json"))
    assert [(o["place"], o["state"], o["answer"]) for o in found] == [
        ("town", "held", "necessary"),
        ("bank", "contested", "impossible"),
    ]


# What one claim says


def told(folder: Path, claims: list[str]) -> Path:
    """Return a store of some claims, each one line of a record."""
    file = folder / "told.yaml"
    file.write_text(RECORD.format(claims="\n".join(claims)), encoding="utf-8")
    store = folder / "told.store"
    result = CliRunner().invoke(main, ["load", "records", str(file), "-s", str(store)])
    assert result.exit_code == 0, result.output
    return store


def claim(key: str, asserts: str, more: str = "") -> str:
    about = "" if "type:" in asserts else "type: control, "
    said = f"id: {key}, claimant: a, summary: s, {more} asserts: {{event: e, {about}{asserts}}}"
    return f"  - {{{said}}}"


def rule_of(run: Run, folder: Path, asserts: str, on: str, more: str = "") -> tuple[str, str]:
    store = told(folder, [claim("c", asserts, more)])
    found = lines(run(store, "town", "--on", on, "-f", "json"))
    (only,) = found or [{"answer": "", "rule": ""}]
    return only["answer"], only["rule"]


STATE = "place: town, controller: one, begin: 2022-03-01/2022-03-05, end: 2022-05-01/2022-05-05"
OPEN = "place: town, controller: one, begin: 2022-03-01"
TAKEN = "type: capture, place: town, actor: one, controller: one, end: ../2022-03-05"
LEFT = "type: regrouping, place: town, actor: one, end: ../2022-03-05"
DENIED = "polarity: denied,"


@pytest.mark.parametrize(
    ("asserts", "on", "more", "expected"),
    [
        (STATE, "2022-04-01", "", ("necessary", "throughout")),
        (STATE, "2022-03-03", "", ("possible", "within-bounds")),
        (STATE, "2022-02-01", "", ("impossible", "outside")),
        (STATE, "2022-05-06", "", ("impossible", "outside")),
        (STATE, "2022-04", "", ("necessary", "throughout")),
        (STATE, "2022-04/2022-06", "", ("possible", "within-bounds")),
        (STATE, "2022-05-01T12:00", "", ("possible", "within-bounds")),
        (OPEN, "2022-03-01", "", ("possible", "within-bounds")),
        (OPEN, "2022-03-02", "", ("possible", "open-end")),
        (OPEN, "2030", "", ("possible", "open-end")),
        (TAKEN, "2022-03-01", "", ("", "")),  # who takes a place may be taking it back
        (TAKEN, "2022-03-05", "", ("possible", "within-bounds")),
        (TAKEN, "2022-03-06", "", ("possible", "open-end")),
        (LEFT, "2022-03-04", "", ("", "")),
        (LEFT, "2022-03-06", "", ("impossible", "left")),
        (LEFT, "2022-03-06", DENIED, ("", "")),
        (STATE, "2022-04-01", DENIED, ("impossible", "denied")),
        (STATE, "2022-03-03", DENIED, ("possible", "denied-perhaps")),
        (STATE, "2022-06-01", DENIED, ("", "")),
        (OPEN, "2022-04-01", DENIED, ("possible", "denied-perhaps")),
        (TAKEN, "2022-03-01", DENIED, ("", "")),
        (STATE, "2022-04-01", "modality: hedged,", ("possible", "reserved")),
        (STATE, "2022-06-01", "modality: hedged,", ("", "")),
        (STATE, "2022-04-01", "modality: reportative,", ("possible", "reserved")),
        (STATE, "2022-04-01", "modality: announced-intent,", ("", "")),
        (STATE, "2022-04-01", "modality: hypothetical,", ("", "")),
        (STATE, "2022-04-01", "modality: directive,", ("", "")),
    ],
)
def test_what_follows_from_one_claim(
    run: Run, tmp_path: Path, asserts: str, on: str, more: str, *, expected: tuple[str, str]
) -> None:
    assert rule_of(run, tmp_path, asserts, on, more) == expected


def test_a_claimant_stands_behind_an_inference(run: Run, tmp_path: Path) -> None:
    claims = [claim("c", STATE, "modality: inferred, from: [d],")]
    claims.append(claim("d", "type: battle, place: town"))
    found = lines(run(told(tmp_path, claims), "town", "--on", "2022-04-01", "-f", "json"))
    assert [one["answer"] for one in found] == ["necessary"]


@pytest.mark.parametrize(
    "asserts",
    [
        "type: territorial-holding, place: town, controller: one, begin: 2022-03, end: 2022-05",
        "type: settlements-retaken, place: town, actor: one, end: 2022-03",
        "type: area-retaken, place: town, actor: one, end: 2022-03",
        "type: battle, place: town, actor: one, time: 2022-03/2022-05",
        "type: redeployment, destination: town, actor: one, end: 2022-03",
    ],
)
def test_ground_gained_somewhere_is_not_a_place_held(
    run: Run, tmp_path: Path, asserts: str
) -> None:
    assert rule_of(run, tmp_path, asserts, "2022-04-01") == ("", "")


def test_a_day_is_one_of_the_claims_own_zone(run: Run, tmp_path: Path) -> None:
    taken = "place: town, controller: one, begin: 2022-04-01, end: 2022-05-01"
    kyiv = "timezone: Europe/Kyiv,"
    assert rule_of(run, tmp_path, taken, "2022-03-31", kyiv) == ("impossible", "outside")
    # Kyiv's first of April begins three hours before that of UTC.
    assert rule_of(run, tmp_path, taken, "2022-03-31T22:00", kyiv)[0] == "possible"


def test_hearsay_of_nobody_in_particular_rules_nothing_out(run: Run, tmp_path: Path) -> None:
    heard = claim("c", STATE).replace("claimant: a", "claimant: unattributed")
    found = lines(run(told(tmp_path, [heard]), "town", "--on", "2022-04-01", "-f", "json"))
    assert [(one["claimant"], one["answer"]) for one in found] == [("unattributed", "possible")]


def test_the_types_of_states_and_changes_are_the_vocabulary_s() -> None:
    assert below("control") == STATES.keys()
    areas = {"territorial-gain", "area-retaken", "settlements-retaken", "territorial-loss"}
    assert below("control-change") - areas == TAKINGS


# As people read it


def test_the_answer_can_be_read_as_text(run: Run, sample: Path) -> None:
    result = run(sample, "Izium", "--on", "2022-03-28", "-f", "text")
    assert result.exit_code == 0
    assert "Izium on 2022-03-28: 16 accounts" in result.stdout
    block = result.stdout.partition("Russian Armed Forces\n  necessarily\n")[2]
    assert "Izium was occupied for six months (cnn-2022-09-13/six-months)" in block
    assert "\nContested\n  necessarily\n" in result.stdout
    assert "(a part: Centre of Izium)" in result.stdout


def test_rows_name_their_claims(run: Run, sample: Path) -> None:
    result = run(sample, "Izium", "--on", "2022-03-28", "-f", "csv")
    head, *rows = result.stdout.splitlines()
    assert head == (
        "place,state,controller,claimant,side,answer,rule,polarity,certainlyPublic,claims"
    )
    assert any("contested,,isw,third-party,necessary,throughout" in row for row in rows)


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["Izium"], 2, "--on"),
        (["Izium", "--on", "lately"], 2, "EDTF"),
        (["Izum", "--on", "2022-03-28"], 2, "izium"),
        (["Izium", "--on", "2022-03-28", "--as-of", "soon"], 2, "EDTF"),
    ],
)
def test_a_request_that_cannot_be_answered_says_why(
    run: Run, sample: Path, args: list[str], code: int, message: str
) -> None:
    result = run(sample, *args)
    assert result.exit_code == code
    assert message in result.stderr


def test_a_place_nobody_speaks_of_has_no_accounts(run: Run, sample: Path) -> None:
    assert lines(run(sample, "Lolland", "--on", "2022-03-28", "-f", "json")) == []
