"""The chain of a claim: what is lost at each hop, and what of it was public by a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimline import load, packaged, record
from claimline.cli import main
from claimline.find import find
from claimline.store import Store
from claimline.views.sources import sources
from claimline.views.stats import stats

Run = Callable[..., Result]
Json = Any  # what JSON holds, looked into by its keys

RELAYED = """\
claimline: 1
actors:
  - {id: mayor, kind: person, labels: {en: The Mayor}}
  - {id: agency, kind: agency, labels: {en: The Agency}}
  - {id: paper, kind: outlet, labels: {en: The Paper}}
events: [{id: fire, type: casualties, labels: {en: The fire}}]
document: {id: morning, publisher: paper, published: 2022-05-03}
claims:
  - id: hurt
    claimant: mayor
    said: 2022-05-01
    via:
      - reporter: agency
        document: wire
        speech: indirect
        published: 2022-05-02
        reading:
          asserts:
            event: fire
            measure: {kind: injured, value: 20, unit: person, hedge: exact}
    summary: About 20 people were hurt
    asserts: {event: fire, measure: {kind: injured, value: 20, unit: person, hedge: about}}
    reading:
      modality: hedged
      asserts: {event: fire, measure: {kind: injured, value: 20, unit: person, hedge: exact}}
cited: [{id: wire, publisher: agency, published: 2022-05-02}]
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources") / "store"
    values = record.read([packaged.folder("samples", "izium")], record.Known())
    writer = Store.writer(folder)
    load.prepare(writer, values).into(writer)
    return folder


@pytest.fixture(scope="module")
def store(sample: Path) -> Store:
    return Store.open(sample)


@pytest.fixture
def run(sample: Path) -> Run:
    def invoke(*args: str) -> Result:
        return CliRunner().invoke(main, args, env={"CLAIMLINE_STORE": str(sample)})

    return invoke


def told(run: Run, claim: str, *options: str) -> Json:
    return json.loads(run("sources", claim, *options, "-f", "json").stdout)


def losses(hop: Json) -> dict[str, tuple[str | None, str | None]]:
    return {loss["aspect"]: (loss["claimed"], loss["worded"]) for loss in hop["losses"]}


def test_kilometres_became_square_kilometres(run: Run) -> None:
    found = told(run, "newslanes-2022-09-10/about-2000-kilometres")
    assert losses(found["hops"][0]) == {"unit": ("km2", "km")}
    elsewhere = {
        each["reporter"]: each for each in told(run, "ritzau-2022-09-10/area-2000")["elsewhere"]
    }
    assert elsewhere.keys() == {"afp", "newslanes"}
    assert losses(elsewhere["newslanes"]) == {"unit": ("km2", "km")}


def test_since_the_beginning_of_september_became_in_a_week_and_a_half(run: Run) -> None:
    reuters, ritzau = told(run, "ritzau-2022-09-10/area-2000")["hops"]
    assert reuters["losses"] == []
    assert losses(ritzau) == {
        "hedge": ("about", "exact"),
        "baseline": ("2022-09-01", None),
        "duration": (None, "på halvanden uge"),
        "time": (None, "between 27 August and 4 September 2022 and on"),
    }


def test_has_been_carried_out_became_will_withdraw(run: Run) -> None:
    lost = losses(told(run, "ritzau-2022-09-10/mod-withdrawal")["hops"][-1])
    assert lost["modality"] == ("asserted", "announced-intent")
    assert lost["type"] == ("regrouping", "withdrawal")
    assert lost["duration"] == ("within three days", None)
    assert lost["destination"] == ("dpr-area", None)


def test_scare_quotes_are_a_difference_in_framing(run: Run) -> None:
    lost = losses(told(run, "ritzau-2022-09-10/mod-for-donetsk")["hops"][-1])
    assert lost == {"framing": ("liberation", "liberation, in scare quotes")}


def test_the_same_figure_under_another_hedge_is_the_same_amount(run: Run) -> None:
    lost = losses(told(run, "ritzau-2022-09-10/area-1000-thursday")["hops"][-1])
    assert lost == {"hedge": ("more-than", "exact"), "baseline": ("2022-09-01", None)}


def test_losses_stand_under_their_hop(run: Run) -> None:
    text = run("sources", "ritzau-2022-09-10/area-2000", "-f", "text").stdout
    hop, elsewhere = text.index("→ Ritzau"), text.index("the same in the words of Newslanes")
    assert hop < text.index("hedge: about in the claim, exact here") < elsewhere
    assert "duration: none in the claim, på halvanden uge here" in text
    assert elsewhere < text.rindex("unit: km2 in the claim, km here")
    assert "hedge: about in the claim" in run("sources", "area-2000", "-f", "csv").stdout


def test_a_report_without_words_of_its_own_loses_nothing(store: Store) -> None:
    found = sources(store, find(store, "claim", "ritzau-2022-09-10/izium-five-months"))
    assert [hop.losses for hop in found.hops] == [()]


def test_what_a_hop_passes_on_as_it_came_is_inherited(tmp_path: Path) -> None:
    (tmp_path / "relayed.yaml").write_text(RELAYED, encoding="utf-8")
    made = Store.memory()
    load.prepare(made, record.read([tmp_path / "relayed.yaml"])).into(made)
    found = sources(made, find(made, "claim", "hurt"))
    marked = [[(loss.aspect, loss.inherited) for loss in hop.losses] for hop in found.hops]
    assert marked == [[("hedge", False)], [("modality", False), ("hedge", True)]]
    early = sources(made, find(made, "claim", "hurt"), as_of="2022-05-02")
    assert [hop.reporter for hop in early.hops] == ["agency"]


# As of a day


def test_an_unseen_hop_was_public_once_a_hop_that_passes_it_on_was(run: Run) -> None:
    found = told(run, "ritzau-2022-09-10/area-2000", "--as-of", "2022-09-11")
    assert [(hop["reporter"], hop["certainlyPublic"]) for hop in found["hops"]] == [
        ("reuters", True),
        ("ritzau", True),
    ]
    wide = told(run, "ritzau-2022-09-10/area-2000", "--as-of", "2022-09-10", "--possibly")
    assert [(hop["reporter"], hop["certainlyPublic"]) for hop in wide["hops"]] == [
        ("reuters", False),
        ("ritzau", False),
    ]
    words = {each["reporter"]: each["certainlyPublic"] for each in wide["elsewhere"]}
    assert words == {"afp": False, "newslanes": True}


@pytest.mark.parametrize("command", ["sources", "show"])
def test_a_claim_that_was_not_public_is_not_shown(run: Run, command: str) -> None:
    result = run(command, "ritzau-2022-09-10/area-2000", "--as-of", "2022-09-10")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "was not certainly public, only possibly: add --possibly" in result.stderr
    result = run(command, "ritzau-2022-09-10/area-2000", "--as-of", "2022-09-09", "--possibly")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "as of 2022-09-09 the claim ritzau-2022-09-10/area-2000 was not public" in result.stderr
    assert run(command, "ritzau-2022-09-10/area-2000", "--as-of", "2022-9").exit_code == 2


def test_a_claim_that_was_withdrawn_is_not_shown_and_before_nobody_knew(run: Run) -> None:
    held = "wikipedia-izium-2022-03-08t1603/held"
    assert "ithdrawn" in run("show", held, "-f", "csv").stdout
    before = run("show", held, "--as-of", "2022-03-10", "-f", "csv")
    assert before.exit_code == 0
    assert "ithdrawn" not in before.stdout
    after = run("show", held, "--as-of", "2022-04")
    assert after.exit_code == 2
    assert "no longer stood" in after.stderr


def test_a_document_is_shown_once_it_was_published_and_a_place_always(run: Run) -> None:
    assert run("show", "ritzau-2022-09-10", "--as-of", "2022-09-09").exit_code == 2
    assert run("show", "ritzau-2022-09-10", "--as-of", "2022-09-11").exit_code == 0
    assert run("show", "izium", "--as-of", "2014").exit_code == 0


def test_an_iri_names_one_thing_of_its_own_class(run: Run) -> None:
    place = "https://w3id.org/claimline/id/place/izium"
    assert run("show", place, "-f", "csv").stdout == run("show", "izium", "-f", "csv").stdout
    assert run("sources", place).exit_code == 2
    claim = "https://w3id.org/claimline/id/claim/ritzau-2022-09-10/area-2000"
    assert told(run, claim) == told(run, "ritzau-2022-09-10/area-2000")


def test_counts_are_of_what_was_public_by_then(run: Run, store: Store) -> None:
    certain = {count.name: count.things for count in stats(store, as_of="2022-09-10")}
    wide = {count.name: count for count in stats(store, as_of="2022-09-10", possibly=True)}
    assert certain == {name: count.certain for name, count in wide.items()}
    assert all(count.certain < count.things for count in wide.values())
    claims = json.loads(run("claims", "--as-of", "2022-09-10", "-f", "json").stdout)
    assert certain["claims"] == len(claims)
    assert certain.keys() == {"claims", "documents", "propositions", "reports"}
    rows = json.loads(run("stats", "--as-of", "2022-09-10", "--possibly", "-f", "json").stdout)
    assert {row["class"]: row["certainlyPublic"] for row in rows} == certain
    assert {count.things for count in stats(store, as_of="2014")} == {0}
