"""The views as JSON by HTTP: as on the command line, described, and refused in words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

from claimline import catalogue
from claimline.cli import main
from claimline.serve.api import VIEWS
from claimline.serve.openapi import description

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Answered, Running

ASKED: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("timeline", {"place": "Ізюм"}, ("timeline", "Ізюм")),
    (
        "timeline",
        {"place": "Izium", "asOf": "2022-04-02", "possibly": "true", "by": "side"},
        ("timeline", "Izium", "--as-of", "2022-04-02", "--possibly", "--by", "side"),
    ),
    (
        "timeline",
        {"place": "Izium", "from": "2022-09-01", "to": "2022-09-10"},
        ("timeline", "Izium", "--from", "2022-09-01", "--to", "2022-09-10"),
    ),
    (
        "held",
        {"place": "Izium", "on": "2022-04-02"},
        ("held", "Izium", "--on", "2022-04-02"),
    ),
    (
        "reconcile",
        {"place": "Izium", "controller": "russian-forces", "weak": "true"},
        ("reconcile", "Izium", "--controller", "russian-forces", "--weak"),
    ),
    ("contradictions", {}, ("contradictions",)),
    (
        "contradictions",
        {"place": "Izium", "kind": "denial", "necessary": "true"},
        ("contradictions", "Izium", "--kind", "denial", "--necessary"),
    ),
    ("contradictions", {"within": "72"}, ("contradictions", "--within", "72")),
    ("corroboration", {}, ("corroboration",)),
    (
        "corroboration",
        {"subject": "Izium", "minIndependent": "2", "by": "content"},
        ("corroboration", "Izium", "--min-independent", "2", "--by", "content"),
    ),
    (
        "corroboration",
        {"subject": "ritzau-2022-09-10/area-2000"},
        ("corroboration", "ritzau-2022-09-10/area-2000"),
    ),
    ("corroboration", {"conceded": "true"}, ("corroboration", "--conceded")),
    ("figures", {"kind": "area"}, ("figures", "--kind", "area")),
    (
        "diff",
        {"asOf": "2022-09-08", "and": "2022-09-10", "place": "Izium"},
        ("diff", "--as-of", "2022-09-08", "--and", "2022-09-10", "Izium"),
    ),
    (
        "claims",
        {"place": "Izium", "claimant": "CNN"},
        ("claims", "--place", "Izium", "--claimant", "CNN"),
    ),
    (
        "claims",
        {"type": "control", "text": "Izium", "from": "2022-09-01", "to": "2022-09-12"},
        (
            *("claims", "--type", "control", "--text", "Izium"),
            *("--from", "2022-09-01", "--to", "2022-09-12"),
        ),
    ),
    (
        "sources",
        {"claim": "ritzau-2022-09-10/area-2000"},
        ("sources", "ritzau-2022-09-10/area-2000"),
    ),
    ("show", {"thing": "Ізюм"}, ("show", "Ізюм")),
    ("stats", {}, ("stats",)),
    (
        "stats",
        {"asOf": "2022-09-10", "possibly": "true"},
        ("stats", "--as-of", "2022-09-10", "--possibly"),
    ),
    ("questions", {}, ("questions",)),
    ("query/occupation", {"place": "izium"}, ("query", "occupation", "--place", "izium")),
    (
        "query/claims-by-month",
        {},
        ("query", "claims-by-month"),
    ),
)


QUERIES = ["/api/query/occupation", "/api/query/claims-by-month", "/api/query/events-nearby"]
"""Some of the shipped questions, with parameters of all types."""


def api(site: Running, view: str, **asked: str) -> Answered:
    return site.ask(f"/api/{view}?{urlencode(asked)}")


@pytest.mark.parametrize(("view", "asked", "command"), ASKED, ids=lambda each: str(each)[:60])
def test_a_view_gives_what_the_command_line_does(
    site: Running, sample_store: Path, view: str, asked: dict[str, str], command: tuple[str, ...]
) -> None:
    arguments = [*command, "-f", "json"]
    if command[0] != "questions":
        arguments += ["--store", str(sample_store)]
    told = CliRunner().invoke(main, arguments).stdout
    answer = api(site, view, **asked)
    assert (answer.status, answer.media_type) == (200, "application/json")
    assert answer.text == told
    assert answer.json()


@pytest.mark.parametrize("name", catalogue.names())
def test_every_shipped_question_is_answered(site: Running, name: str) -> None:
    answer = api(site, f"query/{name}")
    assert answer.status == 200
    assert isinstance(answer.json(), list)


REFUSED: dict[str, tuple[str, dict[str, str], int, str]] = {
    "no such view": ("timelin", {}, 404, "timeline"),
    "no such question": ("query/ocupation", {}, 404, "occupation"),
    "no such place": ("timeline", {"place": "Izum"}, 404, "izium"),
    "no such parameter": ("timeline", {"place": "Izium", "asof": "2022"}, 400, "asOf"),
    "a parameter is missing": ("held", {"place": "Izium"}, 400, "on"),
    "no such choice": ("timeline", {"place": "Izium", "by": "side s"}, 400, "side"),
    "no date": ("held", {"place": "Izium", "on": "soon"}, 400, "soon"),
    "no flag": ("timeline", {"place": "Izium", "possibly": "yes"}, 400, "true or false"),
    "no number": ("contradictions", {"within": "-1"}, 400, "number"),
    "no whole number": ("corroboration", {"minIndependent": "1.5"}, 400, "whole"),
    "no such parameter of a question": ("query/occupation", {"palce": "x"}, 400, "place"),
    "no term": ("query/occupation", {"asOf": "soon"}, 400, "soon"),
    "not public by then": (
        "sources",
        {"claim": "ritzau-2022-09-10/area-2000", "asOf": "2022-01-01"},
        404,
        "public",
    ),
    "a character that no text has": ("timeline", {"place": "a\0b"}, 400, "character"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_answered_is_a_problem_in_words(site: Running, name: str) -> None:
    view, asked, status, word = REFUSED[name]
    answer = api(site, view, **asked)
    assert answer.status == status, answer.text
    assert answer.media_type == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert word in problem["detail"]
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text


def test_a_parameter_is_given_once(site: Running) -> None:
    assert site.ask("/api/timeline?place=izium&place=lyman").status == 400
    assert site.ask("/api/contradictions?kind=denial&kind=control").status == 200


def test_the_list_of_views_is_what_is_described(site: Running) -> None:
    described = site.ask("/openapi.json").json()
    assert described == json.loads(json.dumps(description()))
    listed = {f"/{path}" for path in site.ask("/api/").json()}
    queries = {f"/api/query/{name}" for name in catalogue.names()}
    assert described["paths"].keys() == listed | queries


@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize("path", [f"/api/{name}" for name in VIEWS] + QUERIES)
def test_everything_answers_as_it_is_described(site: Running, path: str, mode: str) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    checks = pytest.importorskip("schemathesis.specs.openapi.checks")
    operation = schemathesis.openapi.from_url(f"{site.address}openapi.json")[path]["GET"]
    if mode == "negative" and not operation.query:
        pytest.skip("nothing can be given wrong")

    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    def holds(case: Any) -> None:  # Any: where schemathesis is not installed there is no such type
        # No schema says what is an EDTF date, or the name of a place.
        case.call_and_validate(excluded_checks=[checks.positive_data_acceptance])

    holds()
