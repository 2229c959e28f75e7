"""The questions people ask: each has a command that answers it on the shipped records."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import catalogue, load, record
from claimline.cli import main
from claimline.store import Store
from claimline.views.questions import EMPTY, TEXTS, questions

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("CLAIMLINE_TEST_DATA", ROOT.parent / "shared" / "data"))
ARTICLES = DATA.parent / "articles"
GOLDEN = Path(__file__).parent / "data" / "answers"

ASKED = questions()
WAYS = sorted({way for each in ASKED for way in each.ways})

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    return sample_store


@pytest.fixture
def run(sample: Path) -> Run:
    def invoke(*args: str) -> Result:
        return CliRunner().invoke(main, args, env={"CLAIMLINE_STORE": str(sample)})

    return invoke


def test_there_are_forty_four_and_each_can_be_asked() -> None:
    assert [each.number for each in ASKED] == list(range(1, 45))
    assert [each.number for each in ASKED if not each.ways] == []
    assert all(each.note for each in ASKED if EMPTY & set(each.ways))
    assert {way for each in ASKED for way in each.ways} >= EMPTY
    assert len({each.text for each in ASKED}) == 44


def test_every_question_in_a_header_is_one_of_them() -> None:
    numbers = {number for name in catalogue.names() for number in catalogue.get(name).questions}
    assert numbers <= set(range(1, 45))


def words_of(way: str, form: str) -> list[str]:
    """Return the arguments of a command line, with the texts in place of their names."""
    texts = {"TEXTFILE": str(ARTICLES / "ritzau-2022-09-10.txt"), "DIR": str(ARTICLES)}
    words = [texts.get(word, word) for word in shlex.split(way)[1:]]
    return [*words, "-f", form]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_ask_gives_an_answer(run: Run, way: str) -> None:
    if TEXTS & set(way.split()) and not ARTICLES.exists():
        pytest.skip(f"the texts are not shipped, and not at {ARTICLES}")
    result = run(*words_of(way, "json"))
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert bool(json.loads(result.stdout)) == (way not in EMPTY)


VIEWS = [way for way in WAYS if way.split()[1] != "query" and not TEXTS & set(way.split())]


def golden(way: str) -> str:
    """Return the name of the file that keeps a view's answer."""
    return "_".join(way.replace("/", "_").replace("--", "").split()[1:]) + ".json"


@pytest.mark.parametrize("way", VIEWS)
def test_each_view_has_its_golden_answer(run: Run, way: str, regenerate: bool) -> None:
    text = run(*words_of(way, "json")).stdout
    file = GOLDEN / golden(way)
    if regenerate:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_no_golden_answer_is_left_over() -> None:
    assert {file.name for file in GOLDEN.glob("*")} == {golden(way) for way in VIEWS}


def test_the_five_months_began_between_10_march_and_27_april(run: Run) -> None:
    (way,) = ASKED[4].ways
    (only,) = json.loads(run(*words_of(way, "json")).stdout)["sets"]
    assert only["begin"] == ["2022-03-09T23:00:00Z", "2022-04-27T22:00:00Z"]
    assert only["end"] == ["2022-09-09T22:00:00Z", "2022-09-11T22:00:00Z"]


def test_what_was_ordered_announced_or_predicted_has_what_came_of_it(run: Run) -> None:
    rows = json.loads(run("query", "intents", "-f", "json").stdout)
    came = {
        (row["claim"].split("/claim/")[1], (row["later"] or "/claim/").split("/claim/")[1])
        for row in rows
    }
    assert ("tass-1505811/recommends-leaving", "tass-1506199/evacuated-5000") in came
    assert ("myc-news-2022-09-11/towns-will-be-taken-back", "") in came
    prediction = "kyiv-independent-2022-09-09/likely-captured-within-72-hours"
    assert (prediction, "battle-of-kupiansk/announced-liberated") in came
    assert not [later for _, later in came if later == "cde-2022-09-09/civilians-being-evacuated"]
    assert all(row["certainlyLater"] for row in rows if row["later"])


def test_what_a_tool_extracted_is_found_by_its_version(tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text(
        "claimline: 1\n"
        "actors: [{id: paper, kind: outlet, labels: {en: The Paper}}]\n"
        "events: [{id: e, type: statement, labels: {en: E}}]\n"
        "document: {id: page, publisher: paper, extracted-by: reader 1.2}\n"
        "claims: [{id: one, claimant: paper, summary: s, asserts: {event: e}}]\n",
        encoding="utf-8",
    )
    store = Store.memory()
    load.prepare(store, record.read([tmp_path / "new.yaml"])).into(store)
    query = catalogue.get("extracted-by")
    assert len(store.select(query.bind(tool="reader 1.2")).rows) == 1
    assert store.select(query.bind(tool="reader 1.1")).rows == ()


def test_the_questions_are_listed_by_theme_and_one_is_told_in_full(run: Run) -> None:
    listed = run("questions", "-f", "text").stdout
    assert listed.count("claimline ") == sum(len(each.ways) for each in ASKED)
    assert "Attribution\n  11  " in listed
    one = run("questions", "23", "-f", "text").stdout
    assert "  claimline query loaded\n" in one
    assert "Say which moment with --by." in one
    assert [row["number"] for row in json.loads(run("questions", "-f", "json").stdout)] == list(
        range(1, 45)
    )
    assert run("questions", "45").exit_code == 2
