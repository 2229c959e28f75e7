"""Danish pages: nothing that we say on them, or on their pictures, is still English."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from claimline import catalogue
from claimline.find import find
from claimline.model import Instant, Interval
from claimline.store import Store
from claimline.views.questions import questions
from claimline.views.timeline import Timeline, timeline
from claimline.web import locator
from claimline.web.lanes import svg
from claimline.web.site import Site
from claimline.web.tongue import ENGLISH, Tongue
from claimline.when import words

DANISH = Tongue("da")

BOTH = {"december", "november", "september", "august", "april"}
BOTH |= {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "nov", "dec"}
"""Words that are spelt the same."""


@pytest.fixture(scope="module")
def store(izium: Path) -> Store:
    return Store.open(izium)


def parts(picture: str) -> list[str]:
    """Return every text of a picture that somebody reads or is read to, in their order."""
    root = ET.fromstring(picture)  # noqa: S314 # our own picture
    return [
        text
        for node in root.iter()
        for text in (node.text, node.get("aria-label"), node.tail)
        if text and text.strip()
    ]


def letters(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}


def told(found: Timeline) -> Iterator[str]:
    """Yield the texts of a timeline that are data, the longest first."""
    texts = {found.place.label}
    for lane in found.lanes:
        texts.add(lane.name)
        for entry in lane.entries:
            texts |= {entry.claimant_label, entry.summary, entry.controller_label or ""}
    yield from sorted(texts - {""}, key=len, reverse=True)


def test_every_word_on_a_danish_picture_is_danish(store: Store) -> None:
    found = timeline(store, find(store, "place", "Izium"))
    label = "Who held {place}, by each account"
    pictures = [
        parts(svg(found, label=say(label, place=found.place.label), say=say))
        for say in (ENGLISH, DANISH)
    ]
    data = list(told(found))
    cut = {text[:-1] for text in pictures[0] if text.endswith("…")}

    def ours(text: str) -> set[str]:
        for some in (*data, *cut):
            text = text.replace(some, " ")
        return letters(text)

    compared = 0
    for english, danish in zip(*pictures, strict=True):
        assert ours(english) & ours(danish) <= BOTH, danish
        compared += bool(ours(danish))
    assert compared > len(found.entries)


def test_a_picture_of_nothing_says_so_in_danish(store: Store) -> None:
    found = timeline(store, find(store, "place", "lolland"))
    assert "ingen daterede påstande" in svg(found, say=DANISH)


def test_a_map_says_where_it_is_in_danish() -> None:
    assert "49,20° N, 37,25° Ø" in locator.drawn(37.25, 49.2, DANISH)
    assert "12,00° S, 77,00° V" in locator.drawn(-77, -12, DANISH)


def test_a_page_has_its_picture_in_its_language(store: Store) -> None:
    site = Site(store)
    for path in ("place/izium.html", "index.html"):
        texts = []
        for start in ("", "da/", ""):
            page = site.page(start + path)
            assert page
            texts.append(page.content.decode())
        assert ["fades: possibly" in text for text in texts] == [True, False, True]
        assert ["tonet: muligvis" in text for text in texts] == [False, True, False]


@pytest.mark.parametrize("name", catalogue.names())
def test_a_shipped_query_has_a_danish_title_and_help(name: str) -> None:
    query = catalogue.get(name)
    assert DANISH.term(query.title) != query.title or query.title == "Documents"
    assert DANISH(query.title)
    assert DANISH(query.help) != query.help
    page = Site(Store.memory()).page(f"da/question/{name}.html")
    assert page
    assert DANISH(query.title) in page.content.decode()


def test_what_people_ask_is_asked_in_danish() -> None:
    for question in questions():
        assert DANISH(question.text) != question.text
        assert DANISH(question.theme) != question.theme


def test_queries_are_listed_by_their_danish_titles() -> None:
    page = Site(Store.memory()).page("da/sparql.html")
    assert page
    text = page.content.decode()
    listed = re.findall(r'<option value="([\w-]+)" data-help="[^"]+">([^<]+)</option>', text)
    assert {name for name, _ in listed} == set(catalogue.names())
    titles = [title for _, title in listed]
    assert titles == sorted(titles)
    assert "Et steds tidslinje" in titles


DAYS = [
    None,
    datetime(2022, 3, 7, tzinfo=UTC),
    datetime(2022, 4, 1, 9, 30, tzinfo=UTC),
    datetime(2022, 4, 1, 21, tzinfo=UTC),
    datetime(2022, 5, 1, tzinfo=UTC),
    datetime(2023, 1, 1, tzinfo=UTC),
]


def test_times_are_worded_in_danish_with_no_english_word() -> None:
    ends = [
        Instant(one, other)
        for one, other in product(DAYS, DAYS)
        if one is None or other is None or one <= other
    ]
    ends += [Instant(day, day + timedelta(days=1)) for day in DAYS if day]
    times = [*ends, *(Interval(begin, end) for begin, end in product(ends, ends))]
    for time in times:
        english, danish = words(time), words(time, language="da")
        assert letters(english) & letters(danish) <= BOTH, danish
        assert re.findall(r"\d+", english) == re.findall(r"\d+", danish)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (Instant(DAYS[1], DAYS[4]), "mellem 7. marts og 30. april 2022"),
        (Instant(DAYS[1], datetime(2022, 3, 9, tzinfo=UTC)), "mellem 7. og 8. marts 2022"),
        (Instant(DAYS[2], DAYS[2]), "1. april 2022 kl. 09.30"),
        (Instant(DAYS[2], DAYS[3]), "1. april 2022 kl. 09.30–21.00"),
        (Instant(DAYS[1], None), "fra 7. marts 2022 og frem"),
        (Instant(None, DAYS[4]), "senest 30. april 2022"),
        (Instant(None, None), "ukendt"),
        (
            Interval(Instant(DAYS[1], DAYS[2]), Instant(None, DAYS[4])),
            "mellem 7. marts og 1. april 2022 kl. 09.30 indtil 30. april 2022 eller før",
        ),
        (
            Interval(Instant(DAYS[1], DAYS[1]), Instant(None, None)),
            "fra 7. marts 2022 kl. 00.00 og frem",
        ),
    ],
)
def test_a_time_in_danish(time: Instant | Interval, expected: str) -> None:
    assert words(time, language="da") == expected
