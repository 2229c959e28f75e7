"""OpenRefine's Reconciliation API over places and actors, in any script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from tests.conftest import Running

Found = list[dict[str, Any]]  # Any: as JSON has it


def one(site: Running, query: object) -> Found:
    text = query if isinstance(query, str) else json.dumps(query)
    answer = site.ask(f"/reconcile?{urlencode({'query': text})}")
    assert answer.status == 200, answer.text
    found: Found = answer.json()["result"]
    return found


def test_the_manifest_says_what_is_offered(site: Running) -> None:
    told = site.ask("/reconcile").json()
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == "https://w3id.org/claimline/id/"
    assert [each["id"] for each in told["defaultTypes"]] == ["Place", "Actor"]
    assert told["view"]["url"] == f"{site.address}id/{{{{id}}}}"
    viewed = told["view"]["url"].replace("{{id}}", "place/izium").removeprefix(site.address)
    assert site.ask(f"/{viewed}").status == 303
    preview = told["preview"]["url"].replace("{{id}}", "place/izium").removeprefix(site.address)
    assert "Izium" in site.ask(f"/{preview}").text


@pytest.mark.parametrize("name", ["Izium", "Ізюм", "Изюм", "Izjum", "IZYUM", "izium"])
def test_a_name_in_any_script_is_matched(site: Running, name: str) -> None:
    first = one(site, name)[0]
    assert first["id"] == "place/izium"
    assert first["name"] == "Izium"
    assert (first["score"], first["match"]) == (100, True)
    assert first["type"] == [{"id": "Place", "name": "Place"}]


def test_a_name_misspelt_is_found_and_not_matched(site: Running) -> None:
    first = one(site, "Iziumm")[0]
    assert first["id"] == "place/izium"
    assert 50 <= first["score"] < 100
    assert first["match"] is False


def test_the_likest_come_first_and_no_more_than_asked(site: Running) -> None:
    found = one(site, {"query": "Russian forces", "limit": 3})
    assert len(found) == 3
    scores = [each["score"] for each in found]
    assert scores == sorted(scores, reverse=True)
    assert one(site, {"query": "zzzzqqqq"}) == []


def test_only_things_of_a_type_are_found(site: Running) -> None:
    for type_ in ("Actor", ["Actor"], "https://w3id.org/claimline/ontology#Actor"):
        found = one(site, {"query": "Izium", "type": type_})
        assert {each["type"][0]["id"] for each in found} <= {"Actor"}
    assert one(site, {"query": "Izium", "type": "Actor"}) != one(site, "Izium")
    assert one(site, {"query": "Izium", "type": "Ship"}) == []


def test_a_batch_is_answered_by_its_names(site: Running) -> None:
    batch = {
        "q0": {"query": "Izium"},
        "q1": {"query": "Куп'янськ", "limit": 1},
        "q2": {"query": ""},
    }
    body = urlencode({"queries": json.dumps(batch)})
    posted = site.ask(
        "/reconcile", "POST", body.encode(), Content_Type="application/x-www-form-urlencoded"
    ).json()
    assert posted == site.ask(f"/reconcile?{body}").json()
    assert list(posted) == ["q0", "q1", "q2"]
    assert posted["q0"]["result"][0]["id"] == "place/izium"
    assert [each["id"] for each in posted["q1"]["result"]] == ["place/kupiansk"]
    assert posted["q2"]["result"] == []


def test_what_is_typed_is_completed(site: Running) -> None:
    found = site.ask(f"/reconcile/suggest?{urlencode({'prefix': 'Ізю'})}").json()["result"]
    assert found[0]["id"] == "place/izium"
    assert found[0]["notable"] == [{"id": "Place", "name": "Place"}]


@pytest.mark.parametrize(
    "asked",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q0": 1}'},
        {"queries": '{"q0": {}}'},
        {"queries": '{"q0": {"query": "x", "limit": "many"}}'},
        {"queries": '{"q0": {"query": "x", "limit": 0}}'},
        {"queries": json.dumps({str(number): {"query": "x"} for number in range(101)})},
        {"queries": "[" * 100_000},
        {"query": "{"},
        {"query": "Izium", "callback": "f"},
    ],
    ids=range(10),
)
def test_what_is_no_query_is_a_problem(site: Running, asked: dict[str, str]) -> None:
    body = urlencode(asked).encode()
    answer = site.ask("/reconcile", "POST", body, Content_Type="application/x-www-form-urlencoded")
    assert (answer.status, answer.media_type) == (400, "application/problem+json")


def test_there_is_no_such_thing_to_preview(site: Running) -> None:
    for id_ in ("place/none", "../x", "", "place/iz>um"):
        assert site.ask(f"/reconcile/preview?{urlencode({'id': id_})}").status in {400, 404}
    assert site.ask("/reconcile/suggest").status == 400
