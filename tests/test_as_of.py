"""What stood on a day: certainly, possibly, or not, by the bounds of its reports."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claimline import catalogue, rdf
from claimline.model import (
    Actor,
    Claim,
    Document,
    Event,
    Instant,
    Interval,
    Place,
    Proposition,
    Report,
    Value,
)
from claimline.store import Store
from claimline.terms import mint

DAY = "2022-04-10T00:00:00Z"
NEVER = None
NEITHER: frozenset[str] = frozenset()
POSSIBLY = frozenset({"possibly"})
CERTAINLY = frozenset({"certainly", "possibly"})

Days = tuple[int | None, int | None]

CASES: dict[str, tuple[Days | None, Days | None, frozenset[str]]] = {
    "published-before": ((1, 2), NEVER, CERTAINLY),
    "published-by-the-very-moment": ((9, 10), NEVER, CERTAINLY),
    "published-about-then": ((9, 11), NEVER, POSSIBLY),
    "published-after": ((11, 12), NEVER, NEITHER),
    "published-some-time-before": ((None, 2), NEVER, CERTAINLY),
    "published-some-time-from-then": ((1, None), NEVER, POSSIBLY),
    "published-nobody-knows-when": (None, NEVER, NEITHER),
    "withdrawn-before": ((1, 2), (5, 6), NEITHER),
    "withdrawn-at-the-very-moment": ((1, 2), (10, 10), NEITHER),
    "withdrawn-about-then": ((1, 2), (9, 11), POSSIBLY),
    "withdrawn-some-time-before-11": ((1, 2), (None, 11), POSSIBLY),
    "withdrawn-some-time-after-9": ((1, 2), (9, None), POSSIBLY),
    "withdrawn-after": ((1, 2), (11, 12), CERTAINLY),
}
"""Claims by name: when published, when withdrawn (days of April), and how they stand on DAY."""

QUESTIONS = ("timeline", "statements", "claims", "occupation", "control-begins", "control-ends")


def instant(days: Days | None) -> Instant | None:
    if days is None:
        return None
    first, last = (None if day is None else datetime(2022, 4, day, tzinfo=UTC) for day in days)
    return Instant(first, last)


def held(key: str, *reports: Report) -> Claim:
    march = Instant(datetime(2022, 3, 1, tzinfo=UTC), datetime(2022, 3, 2, tzinfo=UTC))
    content = Proposition(
        event="hold",
        type="control",
        places=("town",),
        controller="army",
        time=Interval(march, march),
    )
    return Claim(
        document="page", id=key, claimant="army", asserts=content, summary=key, reports=reports
    )


def values() -> list[Value]:
    def report(key: str, published: Days | None, withdrawn: Days | None, *of: str) -> Report:
        return Report(
            id=key,
            reporter="outlet",
            speech="indirect",
            of=of,
            published=instant(published),
            withdrawn=instant(withdrawn),
        )

    return [
        Place(id="town", labels=(("en", "Town"),), kind="town"),
        Actor(id="army", labels=(("en", "Army"),), kind="force", side="russian"),
        Actor(id="outlet", labels=(("en", "Outlet"),), kind="outlet"),
        Event(id="hold", type="control", labels=(("en", "Hold"),)),
        Document(id="page", record="page", publisher="outlet"),
        *(held(key, report("1", out, gone)) for key, (out, gone, _) in CASES.items()),
        held("relayed-later", report("1", (1, 2), None), report("2", (11, 12), None, "1")),
        held("unseen-hop", report("1", None, None), report("2", (11, 12), None, "1")),
    ]


@pytest.fixture(scope="module")
def store() -> Store:
    shipped = [quad for graph in rdf.shipped().values() for quad in graph]
    return Store.memory([*(quad for value in values() for quad in rdf.quads(value)), *shipped])


def rows(store: Store, question: str, **bound: str) -> list[dict[str, object]]:
    query = catalogue.get(question).bind(place=mint("place", "town").value, **bound)
    return [dict(row) for row in store.select(query).plain()]


def claims(store: Store, question: str, **bound: str) -> set[str]:
    return {str(row["claim"]).rpartition("/")[2] for row in rows(store, question, **bound)}


@pytest.mark.parametrize("question", QUESTIONS)
def test_certainly_public_by_a_day_and_not_possibly_withdrawn(store: Store, question: str) -> None:
    expected = {key for key, (*_, how) in CASES.items() if "certainly" in how}
    assert expected | {"relayed-later"} == claims(store, question, asOf=DAY)


@pytest.mark.parametrize("question", QUESTIONS)
def test_possibly_public_by_a_day_and_not_certainly_withdrawn(store: Store, question: str) -> None:
    expected = {key for key, (*_, how) in CASES.items() if "possibly" in how}
    assert expected | {"relayed-later"} == claims(store, question, possiblyAsOf=DAY)


@pytest.mark.parametrize("question", QUESTIONS)
def test_without_a_day_everything_is_there(store: Store, question: str) -> None:
    assert {*CASES, "relayed-later", "unseen-hop"} == claims(store, question)


def test_one_question_tells_the_certain_from_the_possible(store: Store) -> None:
    found = {
        str(row["claim"]).rpartition("/")[2]: row["certain"]
        for row in rows(store, "claims-as-of", asOf=DAY)
    }
    expected = {key: how == CERTAINLY for key, (*_, how) in CASES.items() if how}
    assert expected | {"relayed-later": True} == found


@pytest.mark.parametrize(
    ("bound", "chains"),
    [
        ({}, {"army → outlet → outlet"}),
        ({"asOf": DAY}, {"army → outlet"}),
        ({"possiblyAsOf": DAY}, {"army → outlet"}),
        ({"asOf": "2022-04-12"}, {"army → outlet → outlet"}),
    ],
)
def test_a_chain_ends_where_it_had_come_to(
    store: Store, bound: dict[str, str], chains: set[str]
) -> None:
    found = [row for row in rows(store, "timeline", **bound) if row["summary"] == "relayed-later"]
    assert chains == {row["chain"] for row in found}
