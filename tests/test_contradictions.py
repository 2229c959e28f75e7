"""`claimline contradictions`: what is flagged, by which rule, and the false alarms that are not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from claimline import packaged, shapes, terms
from claimline.cli import COMMANDS, main
from claimline.views.contradictions import KINDS
from claimline.views.judgements import Judgement, triples
from claimline.views.weighing import CONCESSION, SEPARATE_REPORTERS

Run = Callable[..., Result]
Found = dict[str, Any]  # Any: JSON, as the command writes it
Pair = tuple[str, str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setitem(COMMANDS, "contradictions", "Show which claims contradict each other.")

    def invoke(store: Path, *args: str) -> Result:
        return CliRunner().invoke(main, ["contradictions", *args, "-s", str(store)])

    return invoke


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    return sample_store


def pairs(found: Iterable[Found]) -> set[Pair]:
    """Return the pairs of claims, those of the same claimant and words included."""
    return {
        (min(one, other), max(one, other))
        for it in found
        for one in (it["claims"][0], *it["others"][0])
        for other in (it["claims"][1], *it["others"][1])
    }


def flagged(found: Iterable[Found], one: str, other: str) -> list[Found]:
    wanted = {one, other}
    return [it for it in found if any(wanted == set(pair) for pair in pairs([it]))]


# The sample: what the facts say must be found, and must not


@pytest.fixture(scope="module")
def everything(sample: Path) -> list[Found]:
    result = CliRunner().invoke(main, ["contradictions", "-f", "json", "-s", str(sample)])
    return list(json.loads(result.stdout))


def test_the_claim_of_24_march_and_its_denial(everything: list[Found]) -> None:
    (found,) = flagged(
        everything, "armenpress-1078790/full-control", "the-hill-599713/not-controlled"
    )
    assert (found["kind"], found["necessity"]) == ("denial", "necessary")
    assert found["rule"] == "opposite-polarity"
    assert found["claims"] == ["armenpress-1078790/full-control", "the-hill-599713/not-controlled"]
    assert found["claimants"] == ["konashenkov", "zaluzhnyi-adviser"]
    # Three outlets print what Konashenkov said: one claim, three chains.
    assert found["others"] == [
        ["daily-post-nigeria-2022-03-24/full-control", "tbs-news-2022-03-24/full-control"],
        [],
    ]
    assert found["chains"][0][0] == "konashenkov → tass → armenpress"
    assert len(found["chains"][0]) == 3
    assert found["overlapDays"] == [0, None]
    assert not found["sameClaimant"]


def test_regrouping_against_fleeing(everything: list[Found]) -> None:
    found = [it for it in everything if it["rule"] == "incompatible-types"]
    assert all("ritzau-2022-09-10/russian-army-flees" in it["claims"] for it in found)
    assert {it["claims"][0] for it in found} == {
        "tass-1505807/regrouping-decided",
        "tass-1505807/three-day-operation",
        "ritzau-2022-09-10/mod-withdrawal",
        "ritzau-2022-09-10/russia-confirms-leaving",
    }
    assert {(it["kind"], it["necessity"]) for it in found} == {("purpose", "necessary")}
    (other,) = [it for it in everything if it["rule"] == "incompatible-purposes"]
    assert other["claims"][0] == "ritzau-2022-09-10/mod-to-reorganise"
    assert other["necessity"] == "possible"


def test_the_ministry_s_9_and_10_september(everything: list[Found]) -> None:
    found = [it for it in everything if it["rule"] == "opposite-directions"]
    sent = "tass-1505807/redeployment-to-kharkiv"
    left = {
        "tass-1505807/regrouping-decided",
        "tass-1505807/three-day-operation",
        "ritzau-2022-09-10/mod-withdrawal",
        "ritzau-2022-09-10/mod-to-reorganise",
        "ritzau-2022-09-10/russia-confirms-leaving",
    }
    assert {it["claims"][1] for it in found} == left
    assert all(sent in {it["claims"][0], *it["others"][0]} for it in found)
    assert all(it["sameClaimant"] and it["hoursApart"] == [0, 48] for it in found)
    assert {it["necessity"] for it in found} == {"possible"}


def test_figures_of_other_scopes_and_baselines_and_updates_are_not_flagged(
    everything: list[Found],
) -> None:
    assert [it for it in everything if it["kind"] == "measure"] == []
    three_thousand_eight = "kyiv-independent-2022-09-13/maliar-3800"
    assert flagged(everything, three_thousand_eight, "bbc-62884668/zelenskyj-6000") == []


def test_the_begins_of_russian_control_that_cannot_be_one(everything: list[Found]) -> None:
    keys = {
        "k1": "armenpress-1078790/full-control",
        "k3": "batalla-de-izium-es/confirmed-1-april",
        "k4": "ritzau-2022-09-10/izium-five-months",
        "k4b": "cnn-2022-09-10/more-than-five-months",
        "k5": "cnn-2022-09-13/six-months",
        "k6": "bykvu-2022-09-14/since-2-april",
    }
    clashing = {
        (one, other)
        for one, other in combinations(keys, 2)
        if any(it["kind"] == "time" for it in flagged(everything, keys[one], keys[other]))
    }
    # The minimal conflicts behind the three maximal consistent sets.
    assert clashing == {("k1", "k3"), ("k1", "k6"), ("k3", "k5"), ("k3", "k6"), ("k5", "k6")}


def test_balakliia_held_by_both_on_8_september(everything: list[Found]) -> None:
    still = "abc-nyheter-195870059/still-under-russian-control"
    (found,) = flagged(everything, still, "ukrainska-pravda-2022-09-08/soldier-under-control")
    assert (found["kind"], found["rule"]) == ("control", "different-holders")
    assert found["necessity"] == "possible"  # when on the 8th or 9th it was said is not known
    (denial,) = flagged(
        everything,
        "abc-nyheter-195870059/not-lost",
        "ukrainska-pravda-2022-09-08/zelenskyj-confirms",
    )
    assert denial["kind"] == "denial"


def test_accounts_that_can_agree_on_a_change_do_not_contradict(everything: list[Found]) -> None:
    liberated = "new-york-times-2022-09-10/liberated-today"
    for until_then in (
        "viina-2/izium-russian-04-01",  # until 9 or 10 September
        "bykvu-2022-09-14/since-2-april",
        "cnn-2022-09-13/six-months",
        "ritzau-2022-09-10/izium-five-months",
        "deepstate-map/izium-occupied",
    ):
        assert flagged(everything, liberated, until_then) == []


def test_no_revised_claim_contradicts_its_successors(everything: list[Found]) -> None:
    table = [f"wikipedia-izium-2022-{at}/held" for at in ("03-08t1603", "03-17t2216", "03-19t0151")]
    for one, other in combinations(table, 2):
        assert flagged(everything, one, other) == []


def test_orders_intents_and_predictions_contradict_nothing(everything: list[Found]) -> None:
    said = {claim for it in everything for pair in pairs([it]) for claim in pair}
    assert "myc-news-2022-09-11/towns-will-be-taken-back" not in said
    assert "kyiv-independent-2022-09-09/likely-captured-within-72-hours" not in said
    assert "ritzau-2022-09-10/ganchev-recommends" not in said


def test_all_that_is_found_names_its_claims_rule_and_necessity(everything: list[Found]) -> None:
    wanted = {"kind", "necessity", "rule", "claims", "overlapDays", "claimants", "chains"}
    assert all(wanted <= it.keys() for it in everything)
    assert {it["kind"] for it in everything} == set(KINDS) - {"measure"}
    assert {it["necessity"] for it in everything} == {"necessary", "possible"}
    assert all(len(set(it["claims"])) == 2 and all(it["chains"]) for it in everything)
    necessary = [it["necessity"] == "necessary" for it in everything]
    assert necessary == sorted(necessary, reverse=True)
    assert len(pairs(everything)) >= len(everything)


def test_a_place_has_its_part_of_everything(
    run: Run, sample: Path, everything: list[Found]
) -> None:
    found = json.loads(run(sample, "Ізюм", "-f", "json").stdout)
    assert [it for it in everything if it in found] == found
    assert len(found) < len(everything)
    assert {it["rule"] for it in found} >= {"opposite-directions", "incompatible-types"}
    assert not [it for it in found if set(it["events"]) == {"balakliia-control-2022"}]
    of_event = run(sample, "--event", "russian-withdrawal-september-2022", "-f", "json").stdout
    assert {it["kind"] for it in json.loads(of_event)} == {"purpose"}
    assert len(json.loads(of_event)) == 10
    away = run(sample, "--event", "russian-redeployment-to-kharkiv-2022", "-f", "json").stdout
    assert {it["rule"] for it in json.loads(away)} == {"opposite-directions"}


def test_kind_necessary_and_within_choose(run: Run, sample: Path, everything: list[Found]) -> None:
    denials = json.loads(run(sample, "--kind", "denial", "-f", "json").stdout)
    assert denials == [it for it in everything if it["kind"] == "denial"]
    two = json.loads(run(sample, "--kind", "denial", "--kind", "purpose", "-f", "json").stdout)
    assert {it["kind"] for it in two} == {"denial", "purpose"}
    sure = json.loads(run(sample, "--necessary", "-f", "json").stdout)
    assert sure == [it for it in everything if it["necessity"] == "necessary"]
    own = json.loads(run(sample, "--within", "72", "-f", "json").stdout)
    assert own == [it for it in everything if it["sameClaimant"] and it["hoursApart"][0] <= 72]
    # One page of Wikipedia has two onsets, another two days of capture.
    assert flagged(
        own,
        "wikipedia-kharkiv-counteroffensive/onset-3-september",
        "wikipedia-kharkiv-counteroffensive/onset-6-september",
    )


def test_what_was_not_public_contradicts_nothing_yet(run: Run, sample: Path) -> None:
    options = ("Izium", "--kind", "denial", "-f", "json")
    assert json.loads(run(sample, *options, "--as-of", "2022-03-24").stdout) == []
    (found,) = json.loads(run(sample, *options, "--as-of", "2022-03-25").stdout)
    assert found["claimants"] == ["konashenkov", "zaluzhnyi-adviser"]
    wide = json.loads(run(sample, *options, "--as-of", "2022-03-24", "--possibly").stdout)
    assert {it["certainlyPublic"] for it in wide} == {False}


def test_exit_code_1_only_if_asked_for_and_found(run: Run, sample: Path) -> None:
    assert run(sample, "Izium", "--kind", "denial").exit_code == 0
    assert run(sample, "Izium", "--kind", "denial", "--exit-code").exit_code == 1
    assert run(sample, "Izium", "--kind", "measure", "--exit-code").exit_code == 0
    assert run(sample, "Izium", "--event", "izium-control-2022").exit_code == 2


def test_as_text_it_tells_who_says_what(run: Run, sample: Path) -> None:
    shown = run(sample, "Izium", "-f", "text").stdout
    assert "Necessary: denial (2)" in shown
    assert "adviser to Zaluzhnyi (unnamed) denies" in shown
    assert "one voice, 0 to 48 hours apart" in shown
    assert run(sample, "Izium", "--kind", "measure", "-f", "text").stdout == "No contradictions.\n"
    table = run(sample, "--kind", "denial", "-f", "csv").stdout.splitlines()
    assert table[0].startswith("kind,necessity,rule,claim,other")


# Judgements as linked data


def test_judgements_conform_to_their_shapes_and_lose_nothing(
    run: Run, sample: Path, everything: list[Found]
) -> None:
    turtle = list(parse(run(sample, "-f", "ttl").stdout, RdfFormat.TURTLE))
    assert shapes.findings(turtle) == []
    assert shapes.tampered(turtle) == []
    judged = [quad for quad in turtle if quad.predicate == terms.cl("judges")]
    assert len({quad.subject for quad in judged}) == len(everything)
    assert {str(quad.object) for quad in judged} == {
        f"<{iri}>" for it in everything for iri in it["iris"]
    }
    lines = set(parse(run(sample, "-f", "nt").stdout, RdfFormat.N_TRIPLES))
    assert lines == set(turtle)
    document = json.loads(run(sample, "--kind", "denial", "-f", "jsonld").stdout)
    assert {node["type"] for node in document["@graph"]} == {"Judgement"}


def test_a_judgement_is_named_by_its_content() -> None:
    one = Judgement(
        "contradiction", "denial", "necessary", "opposite-polarity", ("urn:a", "urn:b"), "n"
    )
    again = Judgement(
        "contradiction", "denial", "necessary", "opposite-polarity", ("urn:b", "urn:a"), "n"
    )
    other = Judgement(
        "contradiction", "denial", "possible", "opposite-polarity", ("urn:a", "urn:b"), "n"
    )
    assert set(triples([one])) == set(triples([again]))
    assert {t.subject for t in triples([one])}.isdisjoint(t.subject for t in triples([other]))


def of_list(name: str) -> dict[str, str | None]:
    """Return the keys of a shipped list, each with the key above it."""
    prefix = f"{terms.VOCABULARY}{name}/"
    found: list[Triple] = list(
        parse(packaged.text("ontology", "vocabulary", f"{name}.ttl"), RdfFormat.TURTLE)
    )
    broader = {
        str(t.subject.value): str(t.object.value)
        for t in found
        if t.predicate == NamedNode(terms.SKOS + "broader")
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
    }
    keys = {str(t.subject.value) for t in found if isinstance(t.subject, NamedNode)}
    return {
        key.removeprefix(prefix): broader.get(key, "").removeprefix(prefix) or None
        for key in keys
        if key.startswith(prefix)
    }


def test_the_lists_have_what_the_rules_conclude() -> None:
    kinds = of_list("judgement-kind")
    assert {key for key, above in kinds.items() if above == "contradiction"} == set(KINDS)
    rules = {rule for rule in of_list("judgement-rule") if not rule.startswith("incompatible-")}
    assert rules >= {"opposite-polarity", "different-holders", "held-and-contested"}
    assert rules >= {"bounds-apart", "ranges-apart", "opposite-directions"}
    assert rules >= {SEPARATE_REPORTERS, CONCESSION}
    assert of_list("necessity").keys() == {"necessary", "possible"}
