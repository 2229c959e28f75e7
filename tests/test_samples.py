"""The shipped Izium records: that they read, and hold what they promise."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claimline import packaged, record
from claimline.model import Actor, Claim, Document, Measure, Place, Proposition
from claimline.record.seal import sealed

ARTICLE_RECORD = "ritzau-2022-09-10"

KYIV = ZoneInfo("Europe/Kyiv")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")

FILES = [
    packaged.folder("samples", "izium") / name
    for name in packaged.names("samples", ".yaml", "izium")
]
VALUES = list(record.read(FILES, record.Known()))
CLAIMS = {str(value.key): value for value in VALUES if isinstance(value, Claim)}
DOCUMENTS = {value.id: value for value in VALUES if isinstance(value, Document)}
PLACES = {value.id: value for value in VALUES if isinstance(value, Place)}
ACTORS = {value.id: value for value in VALUES if isinstance(value, Actor)}
FIRST = {claim.id: claim for claim in CLAIMS.values() if claim.document == ARTICLE_RECORD}
OTHERS = [claim for claim in CLAIMS.values() if claim.document != ARTICLE_RECORD]


def asserted(claim: Claim) -> Proposition:
    """Return a claim's proposition, which no sample leaves to a store."""
    assert isinstance(claim.asserts, Proposition)
    return claim.asserts


def measure(proposition: Proposition) -> Measure:
    (only,) = proposition.measures
    return only


def local(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a bound as the clock of a zone shows it, ``..`` for an open one."""
    return f"{moment.astimezone(zone):%m-%dT%H:%M}" if moment else ".."


def begin(claim: Claim, zone: ZoneInfo) -> tuple[str, str]:
    time = asserted(claim).time
    return (local(time.begin.earliest, zone), local(time.begin.latest, zone)) if time else ("", "")


def end(claim: Claim, zone: ZoneInfo) -> tuple[str, str]:
    time = asserted(claim).time
    return (local(time.end.earliest, zone), local(time.end.latest, zone)) if time else ("", "")


def days(claim: Claim) -> tuple[int, int]:
    duration = asserted(claim).duration
    assert duration is not None
    return duration.min_days, duration.max_days


# What is there


def test_the_article_has_at_least_22_claims() -> None:
    assert len(FIRST) >= 22


def test_the_second_set_has_at_least_60_claims_each_from_a_page_with_an_address() -> None:
    assert len(OTHERS) >= 60
    without = {claim.document for claim in OTHERS if not DOCUMENTS[claim.document].url}
    assert not without


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_record_is_sealed(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert sealed(text, str(file)) == text


def test_every_published_time_is_bounded_on_both_sides() -> None:
    recorded = [DOCUMENTS[claim.document].published for claim in CLAIMS.values()]
    assert all(moment and moment.earliest and moment.latest for moment in recorded)


def test_places_have_the_identifiers_that_were_verified() -> None:
    verified = {
        "izium": "707292",
        "kupiansk": "703656",
        "kupiansk-vuzlovyi": "703652",
        "balakliia": "712926",
        "shevchenkove": "694137",
        "lyman": "704204",
        "vovchansk": "689304",
        "kharkiv": "706483",
        "donetsk": "709717",
    }
    assert {key: PLACES[key].geonames for key in verified} == verified


def test_kupiansk_has_its_parts() -> None:
    parts = {place.id for place in PLACES.values() if "kupiansk" in place.part_of}
    named = {"kupiansk-west-bank", "kupiansk-east-bank", "kupiansk-vuzlovyi"}
    assert parts == named | {"kupiansk-half", "kupiansk-most"}


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("izium", "Izium Izjum Izyum Ізюм Изюм"),
        ("balakliia", "Balaklija Balakliia Balakliya Balakleya Балаклія Балаклея"),
        ("kupiansk", "Kupjansk Kupiansk Kupyansk Куп'янськ Купянск"),
        ("zelenskyj", "Zelenskyj Zelenskyy Zelensky Zelenskiy Selenskyj Zelenskij"),
        ("ganchev", "Gantjev Ganchev Ганчев"),
        ("zaluzhnyi", "Zaluzjnyj Zaluzhnyi Zaluzhny"),
        ("tass", "Tass TASS"),
    ],
)
def test_spellings_are_known(key: str, spellings: str) -> None:
    thing = PLACES.get(key) or ACTORS[key]
    names = {text for _, text in thing.labels} | set(thing.spellings)
    assert set(spellings.split()) <= names


def test_speakers_act_for_those_they_speak_for() -> None:
    assert ACTORS["konashenkov"].on_behalf_of == ("russian-mod",)
    assert ACTORS["russian-mod"].on_behalf_of == ("russia",)
    assert ACTORS["russian-forces"].on_behalf_of == ("russia",)
    assert ACTORS["zelenskyj"].on_behalf_of == ("ukraine",)


def test_quotes_are_a_few_words() -> None:
    quotes = [
        passage.quote
        for claim in CLAIMS.values()
        for report in claim.reports
        for passage in report.evidence
        if passage.quote
    ]
    assert max(len(quote.split()) for quote in quotes) <= 8


# The six accounts of Russian control of Izium


def test_five_months_begin_between_10_march_and_27_april() -> None:
    claim = FIRST["izium-five-months"]
    assert begin(claim, COPENHAGEN) == ("03-10T00:00", "04-28T00:00")
    assert end(claim, COPENHAGEN) == ("09-10T00:00", "09-12T00:00")
    assert days(claim) == (137, 184)


@pytest.mark.parametrize(
    ("key", "bounds"),
    [
        ("armenpress-1078790/full-control", ("03-23T00:00", "03-25T00:00")),
        ("batalla-de-izium-es/confirmed-1-april", ("04-01T00:00", "04-02T00:00")),
        ("bykvu-2022-09-14/since-2-april", ("04-02T00:00", "04-03T00:00")),
    ],
)
def test_begins_are_the_days_named(key: str, bounds: tuple[str, str]) -> None:
    assert begin(CLAIMS[key], KYIV) == bounds


@pytest.mark.parametrize(
    ("key", "length"),
    [
        ("cnn-2022-09-10/more-than-five-months", (153, 184)),
        ("cnn-2022-09-13/six-months", (167, 214)),
    ],
)
def test_lengths_are_the_ones_the_phrases_mean(key: str, length: tuple[int, int]) -> None:
    assert days(CLAIMS[key]) == length


@pytest.mark.parametrize(
    "key",
    [
        "cnn-2022-09-10/more-than-five-months",
        "cnn-2022-09-13/six-months",
        "bykvu-2022-09-14/since-2-april",
    ],
)
def test_ends_are_the_tenth_of_september(key: str) -> None:
    assert end(CLAIMS[key], KYIV) == ("09-10T00:00", "09-11T00:00")


def test_the_six_accounts_are_of_one_state() -> None:
    contents = [
        asserted(CLAIMS[key])
        for key in (
            "armenpress-1078790/full-control",
            "batalla-de-izium-es/confirmed-1-april",
            "ritzau-2022-09-10/izium-five-months",
            "cnn-2022-09-10/more-than-five-months",
            "cnn-2022-09-13/six-months",
            "bykvu-2022-09-14/since-2-april",
        )
    ]
    states = {(content.event, content.controller, content.places) for content in contents}
    assert states == {("izium-control-2022", "russian-forces", ("izium",))}


# What the second set keeps apart


def test_denials_are_of_the_proposition_denied() -> None:
    denials = [claim for claim in CLAIMS.values() if claim.polarity == "denied"]
    affirmed = [claim.asserts for claim in CLAIMS.values() if claim.polarity == "affirmed"]
    assert len(denials) >= 4
    assert all(claim.asserts in affirmed for claim in denials)


def test_the_withdrawal_has_incompatible_accounts() -> None:
    readings = {
        asserted(claim).type
        for claim in CLAIMS.values()
        if asserted(claim).event == "russian-withdrawal-september-2022"
    }
    assert {"regrouping", "flight", "withdrawal"} <= readings


def test_directives_and_predictions_are_no_statements() -> None:
    appeals = [claim for claim in CLAIMS.values() if claim.modality == "directive"]
    assert {claim.polarity for claim in appeals} == {"neither"}
    prediction = CLAIMS["kyiv-independent-2022-09-09/likely-captured-within-72-hours"]
    assert prediction.modality == "hypothetical"


def test_wikipedias_table_takes_back_what_it_replaces() -> None:
    flips = sorted(
        (claim for claim in OTHERS if claim.document.startswith("wikipedia-izium-2022")),
        key=lambda claim: claim.document,
    )
    held = [claim for claim in flips if claim.id == "held"]
    assert len(held) == 10
    for earlier, later in pairwise(held):
        published = DOCUMENTS[later.document].published
        assert later.revises == (earlier.key,)
        assert published is not None
        assert earlier.reports[-1].withdrawn is not None
        assert earlier.reports[-1].withdrawn.latest == published.latest


def test_a_late_speech_in_kyiv_is_the_next_day_in_india() -> None:
    published = DOCUMENTS["reuters-2022-09-13"].published
    assert published is not None
    assert local(published.earliest, ZoneInfo("Asia/Kolkata")) == "09-13T07:24"
    assert local(published.earliest, ZoneInfo("UTC")) == "09-13T01:54"


def test_the_regrouping_is_misdated_once() -> None:
    said = {
        local(claim.said.earliest, KYIV)[:5]
        for claim in OTHERS
        if claim.id == "regrouping-decided" and claim.said
    }
    assert said == {"09-09", "09-10"}


def test_two_men_are_mayor_of_izium() -> None:
    mayors = [
        asserted(claim).actors
        for claim in OTHERS
        if asserted(claim).event == "izium-mayoralty-2022"
    ]
    assert sorted(mayors) == [("marchenko",), ("matsokin",)]


def test_figures_keep_what_makes_them_comparable() -> None:
    zelenskyj = measure(asserted(CLAIMS["bbc-62884668/zelenskyj-6000"]))
    maliar = measure(asserted(CLAIMS["kyiv-independent-2022-09-13/maliar-3800"]))
    assert (zelenskyj.scope, zelenskyj.minimum) == ("east-and-south-of-ukraine", Decimal(6000))
    assert (maliar.scope, maliar.best) == ("kharkiv-oblast", Decimal(3800))
