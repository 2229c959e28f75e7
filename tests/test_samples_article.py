"""The first record: its spans fit the article's text, and each trap in it is taken."""

from __future__ import annotations

import os
import unicodedata
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from claimline import packaged, record
from claimline.model import Actor, Claim, Document, Measure, Place, Proposition, Report

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("CLAIMLINE_TEST_DATA", ROOT.parent / "shared" / "data"))
ARTICLE = DATA.parent / "articles" / "ritzau-2022-09-10.txt"
ARTICLE_RECORD = "ritzau-2022-09-10"

KYIV = ZoneInfo("Europe/Kyiv")
COPENHAGEN = ZoneInfo("Europe/Copenhagen")

needs_article = pytest.mark.skipif(
    not ARTICLE.exists(), reason=f"the article's text is not shipped, and not at {ARTICLE}"
)

VALUES = record.read([packaged.folder("samples", "izium")])
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


def reading(report: Report) -> Proposition:
    assert report.reading is not None
    return report.reading


def measure(proposition: Proposition) -> Measure:
    (only,) = proposition.measures
    return only


def local(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a bound as the clock of a zone shows it, ``..`` for an open one."""
    return f"{moment.astimezone(zone):%m-%dT%H:%M}" if moment else ".."


def end(claim: Claim, zone: ZoneInfo) -> tuple[str, str]:
    time = asserted(claim).time
    return (local(time.end.earliest, zone), local(time.end.latest, zone)) if time else ("", "")


def days(claim: Claim) -> tuple[int, int]:
    duration = asserted(claim).duration
    assert duration is not None
    return duration.min_days, duration.max_days


def chain(claim: Claim) -> list[str]:
    return [claim.claimant, *(report.reporter for report in claim.reports)]


# The text of the article


@needs_article
def test_the_text_is_the_one_that_was_hashed() -> None:
    text = ARTICLE.read_bytes().decode("utf-8")
    document = DOCUMENTS[ARTICLE_RECORD]
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert document.length == len(text)
    assert document.sha256 == sha256(text.encode()).hexdigest()


@needs_article
def test_every_quote_is_exactly_the_text_at_its_span() -> None:
    text = ARTICLE.read_bytes().decode("utf-8")
    passages = [
        passage
        for claim in FIRST.values()
        for report in claim.reports
        for passage in report.evidence
        if passage.document == ARTICLE_RECORD
    ]
    quoted = [passage for passage in passages if passage.quote is not None]
    assert len(quoted) >= 8
    for passage in quoted:
        assert text[passage.start : passage.end] == passage.quote


@needs_article
def test_the_spans_cover_every_sentence() -> None:
    text = ARTICLE.read_bytes().decode("utf-8")
    covered: set[int] = set()
    for claim in FIRST.values():
        for passage in claim.reports[-1].evidence:
            if passage.document == ARTICLE_RECORD:
                assert passage.start is not None
                assert passage.end is not None
                covered.update(range(passage.start, passage.end))
    left = "".join("\n" if at in covered else char for at, char in enumerate(text))
    assert [piece for piece in left.split("\n") if any(map(str.isalpha, piece))] == ["/ritzau/"]


def test_every_claim_of_the_article_has_a_span() -> None:
    assert all(claim.reports[-1].evidence for claim in FIRST.values())


# The fifteen traps of the article


def test_hearsay_has_no_claimant() -> None:
    hearsay = FIRST["kupiansk-little-resistance"]
    assert (hearsay.claimant, hearsay.modality) == ("unattributed", "reportative")
    upstream = CLAIMS["cnn-2022-09-10/kupiansk-little-resistance"]
    assert (upstream.claimant, upstream.modality) == ("cnn", "hedged")
    assert upstream.asserts == hearsay.asserts


def test_the_concession_is_of_leaving_not_of_the_loss() -> None:
    concession = FIRST["russia-confirms-leaving"]
    assert chain(concession) == ["russia", "tass", "ritzau"]
    assert concession.polarity == "affirmed"
    assert asserted(concession).actors == ("russian-forces",)
    assert asserted(concession).controller is None
    assert concession.reports[-1].modality == "announced-intent"


def test_what_was_done_by_tass_is_intended_by_ritzau() -> None:
    claim = FIRST["mod-withdrawal"]
    assert claim.modality == "asserted"
    assert days(claim) == (2, 4)
    assert end(claim, KYIV) == ("..", "09-11T00:00")
    assert claim.reports[-1].modality == "announced-intent"
    assert reading(claim.reports[-1]).time is None
    assert CLAIMS["tass-1505807/three-day-operation"].asserts == claim.asserts


def test_the_subtraction_is_ritzaus_inference() -> None:
    extra = FIRST["extra-1000"]
    assert (extra.claimant, extra.modality) == ("ritzau", "inferred")
    assert [key.id for key in extra.derived_from] == ["area-2000", "area-1000-thursday"]


def test_the_comparison_is_a_claim_of_its_own() -> None:
    comparison = FIRST["lolland-comparison"]
    assert comparison.claimant == "ritzau"
    assert asserted(comparison).type == "comparison"
    assert asserted(comparison).places == ("lolland",)


def test_a_week_and_a_half_is_the_relays_since_september_the_speakers() -> None:
    claim = FIRST["area-2000"]
    baseline = measure(asserted(claim)).baseline
    assert baseline is not None
    assert local(baseline.earliest, KYIV) == "09-01T00:00"
    assert measure(reading(claim.reports[-1])).baseline is None
    duration = reading(claim.reports[-1]).duration
    assert duration is not None
    assert (duration.min_days, duration.max_days, duration.convention) == (7, 14, "as-stated")


def test_the_unit_spoken_stands_where_it_was_kept() -> None:
    kept = CLAIMS["newslanes-2022-09-10/about-2000-kilometres"]
    assert kept.asserts == FIRST["area-2000"].asserts
    assert measure(asserted(kept)).unit == "km2"
    assert measure(reading(kept.reports[-1])).unit == "km"


@pytest.mark.parametrize(
    ("key", "actors"),
    [
        ("area-2000", "zelenskyj reuters ritzau"),
        ("officer-troops-entered", "ukrainian-officer cnn ritzau"),
        ("mod-withdrawal", "russian-mod tass ritzau"),
        ("picture-shows-soldiers", "zelenskyj-adviser afp ritzau"),
        ("videos-show-soldiers", "telegram-posters cnn ritzau"),
        ("izium-five-months", "ritzau ritzau"),
    ],
)
def test_chains_have_their_length(key: str, actors: str) -> None:
    assert chain(FIRST[key]) == actors.split()


def test_thursdays_thousand_has_two_speakers() -> None:
    assert FIRST["area-1000-thursday"].claimant == "zelenskyj"
    assert CLAIMS["afp-2022-09-11/zaluzhnyi-1000"].claimant == "zaluzhnyi"
    isw = {claim.claimant for claim in OTHERS if claim.document == "isw-2022-09-09"}
    assert {"zelenskyj", "zaluzhnyi"} <= isw


def test_one_withdrawal_has_two_places() -> None:
    claim = FIRST["mod-withdrawal"]
    assert asserted(claim).places == ("izium", "balakliia")
    assert reading(claim.reports[-1]).places == ("izium", "balakliia")


def test_scare_quotes_keep_a_distance() -> None:
    claim = FIRST["mod-for-donetsk"]
    assert claim.reports[-1].distances == ("liberation",)
    (purpose,) = asserted(claim).purposes
    assert purpose.framings == ("liberation",)


def test_direct_speech_keeps_its_slip() -> None:
    (report,) = FIRST["officer-clearing"].reports[-1:]
    assert report.speech == "direct"
    assert report.evidence[0].quote == "Vi er lige begynde at cleare byen."


def test_danish_names_are_labels() -> None:
    assert ("da", "Kupjansk") in PLACES["kupiansk"].labels
    assert ("da", "Balaklija") in PLACES["balakliia"].labels
    assert ("da", "Vitalij Gantjev") in ACTORS["ganchev"].labels


def test_the_article_was_published_between_two_bounds() -> None:
    published = DOCUMENTS[ARTICLE_RECORD].published
    assert published is not None
    assert local(published.earliest, COPENHAGEN) == "09-10T18:00"
    assert local(published.latest, COPENHAGEN) == "09-11T06:00"


def test_five_months_said_again_is_one_proposition() -> None:
    again = CLAIMS["ritzau-2022-09-12/izium-five-months"]
    assert again.asserts == FIRST["izium-five-months"].asserts
    assert again.restates == (FIRST["izium-five-months"].key,)
