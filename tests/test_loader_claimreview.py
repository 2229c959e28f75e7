"""Fact checks as claims: who made them, what the reviewer says, and what nobody concludes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from claimline import load
from claimline.errors import RecordFaults
from claimline.files import Files
from claimline.intake import Ignored, Outcome, Refused, Taken
from claimline.model import UNATTRIBUTED, Actor, Claim, Document, Proposition, Value
from claimline.record import Known

TEXT = "The bridge was blown up."


def api(text: str = TEXT, url: str = "https://a.example/1", **changed: object) -> dict[str, object]:
    """Return a claim of the API with one review; what is None is left out."""
    review = {"publisher": {"name": "A"}, "url": url, "textualRating": "False"}
    review |= {"reviewDate": "2022-09-12T10:00:00Z", "languageCode": "en"}
    claim: dict[str, object] = {"text": text, "claimDate": "2022-09-10T00:00:00Z"}
    for name, value in changed.items():
        within: dict[str, object] = claim if name.startswith("claim") else review  # type: ignore[assignment] # texts are objects
        within[name] = value
    return claim | {"claimReview": [{k: v for k, v in review.items() if v is not None}]}


def page(**changed: object) -> dict[str, object]:
    """Return a review in JSON-LD."""
    review: dict[str, object] = {"@context": "https://schema.org", "@type": "ClaimReview"}
    review |= {"url": "https://b.example/1", "claimReviewed": TEXT, "author": "B"}
    return review | changed


def read(folder: Path, content: object, name: str = "reviews.json") -> list[Outcome]:
    file = folder / name
    text = content if isinstance(content, str) else json.dumps(content, indent=1)
    file.write_text(text, encoding="utf-8")
    return [*load.get("claimreview").records(Files([file]), Known(), {})]


def values(outcomes: list[Outcome]) -> list[Value]:
    assert [each for each in outcomes if isinstance(each, Refused)] == []
    return [value for each in outcomes if isinstance(each, Taken) for value in each.values]


def claims(folder: Path, content: object) -> list[Claim]:
    return [value for value in values(read(folder, content)) if isinstance(value, Claim)]


def faults(folder: Path, content: object) -> list[str]:
    found = read(folder, content)
    return [str(f) for each in found if isinstance(each, Refused) for f in each.faults]


@pytest.mark.parametrize(
    ("rating", "polarity"),
    [
        ("TRUE.", "affirmed"),
        ("صحيح", "affirmed"),
        ("Falsk", "denied"),
        ("زائف", "denied"),
        ("Неправда", "denied"),
        ("misleading", "neither"),
        ("مضلل", "neither"),
        ("Mostly false", "neither"),
        ("not false", "neither"),
        ("excitement", "neither"),
        ("0", "neither"),
        (None, "neither"),
    ],
)
def test_only_a_listed_word_affirms_or_denies(
    rating: str | None, polarity: str, tmp_path: Path
) -> None:
    reviewed, own = claims(tmp_path, [api(textualRating=rating)])
    assert reviewed.polarity == "affirmed"
    assert own.polarity == polarity
    assert own.asserts == reviewed.asserts
    quotes = [evidence.quote for evidence in own.reports[0].evidence]
    assert quotes == ([rating] if rating else [])


def test_numbers_are_kept_as_they_are_and_mean_nothing(tmp_path: Path) -> None:
    rating = {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1}
    _, own = claims(tmp_path, page(reviewRating=rating))
    assert own.polarity == "neither"
    assert own.summary == "B rates this claim: 1 on a scale from 1 to 5"


@pytest.mark.parametrize("site", ["x.com", "www.Facebook.com", "https://t.me/"])
def test_a_bare_site_is_where_it_appeared_and_not_who_said_it(site: str, tmp_path: Path) -> None:
    found = values(read(tmp_path, [api(claimant=site)]))
    [reviewed, _] = [value for value in found if isinstance(value, Claim)]
    platforms = [v for v in found if isinstance(v, Actor) and v.kind == "platform"]
    assert reviewed.claimant == UNATTRIBUTED
    hop, told = reviewed.reports
    assert (hop.reporter, hop.speech, hop.document) == (platforms[0].id, "unseen", None)
    assert told.of == (hop.id,)


def test_a_claimant_who_is_named_is_the_claimant(tmp_path: Path) -> None:
    found = values(read(tmp_path, [api(claimant="سمير الصلاحي")]))
    [reviewed, _] = [value for value in found if isinstance(value, Claim)]
    assert [
        (actor.labels, actor.kind)
        for actor in found
        if isinstance(actor, Actor) and actor.id == reviewed.claimant
    ] == [((("und", "سمير الصلاحي"),), "source")]


def test_the_same_text_is_one_proposition_whoever_reviews_it(tmp_path: Path) -> None:
    same = [api("Café  burnt\u00a0down"), page(claimReviewed=" Cafe\u0301 burnt down ")]
    other = page(claimReviewed="Café burnt down!", url="https://b.example/2")
    found = claims(tmp_path, [*same, other])
    assert len(found) == 6
    assert sorted(Counter(claim.asserts for claim in found).values()) == [2, 4]


def test_a_long_text_is_cut_and_still_tells_one_claim_from_another(tmp_path: Path) -> None:
    long = "word " * 100
    one, _, two, _ = claims(tmp_path, [api(long), api(f"{long} end", "https://a.example/2")])
    assert isinstance(one.asserts, Proposition)
    assert isinstance(two.asserts, Proposition)
    assert one.asserts.description == two.asserts.description
    assert len(str(one.asserts.description)) <= 120
    assert one.asserts != two.asserts


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        ("2022-09-10T00:00:00Z", ("2022-09-10T00:00:00+00:00", "2022-09-11T00:00:00+00:00")),
        ("2022-09-10", ("2022-09-10T00:00:00+00:00", "2022-09-11T00:00:00+00:00")),
        ("2022-09-10T08:30:00.250+03:00", ("2022-09-10T05:30:00+00:00",) * 2),
        ("2022-09-10T08:30:00", ("2022-09-10T08:30:00+00:00",) * 2),
        ("", (None, None)),
    ],
)
def test_a_date_is_bounds_and_no_date_is_none(
    date: str, bounds: tuple[str | None, str | None], tmp_path: Path
) -> None:
    said = claims(tmp_path, [api(claimDate=date)])[0].said
    found = (said.earliest, said.latest) if said else (None, None)
    assert tuple(moment and moment.isoformat() for moment in found) == bounds


def test_where_a_claim_appeared_is_cited(tmp_path: Path) -> None:
    item = {
        "@type": "Claim",
        "appearance": [{"@type": "CreativeWork", "url": "https://t.me/c/1"}, "https://n.example/2"],
        "firstAppearance": {"url": "https://t.me/c/1"},
        "sameAs": "https://n.example/3",
    }
    found = values(read(tmp_path, page(itemReviewed=item)))
    cited = {v.id: v.url for v in found if isinstance(v, Document) and v.kind == "page"}
    [reviewed, _] = [value for value in found if isinstance(value, Claim)]
    assert [*cited.values()] == ["https://t.me/c/1", "https://n.example/2", "https://n.example/3"]
    assert [evidence.document for evidence in reviewed.reports[-1].evidence] == [*cited]
    assert [report.id for report in reviewed.reports] == ["on-t-me", "on-n-example", "review"]


def test_reviews_are_found_in_pages_graphs_and_feeds(tmp_path: Path) -> None:
    feed = {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [page()]}]}
    graph = {"@graph": [{"@type": "WebPage"}, page(url="https://b.example/2")]}
    list_ = [page(url="https://b.example/3"), {"@type": "Recipe"}]
    script = '<script type="application/ld+json">'
    scripts = [f"{script}\n{json.dumps(each)}</script>" for each in (feed, graph, list_)]
    html = f'<html><script>var x = "{{";</script>{"<p>&amp;</p>".join(scripts)}</html>'
    found = read(tmp_path, html, "page.html")
    urls = {value.url for value in values(found) if isinstance(value, Document)}
    assert urls == {f"https://b.example/{number}" for number in (1, 2, 3)}
    assert [each for each in found if isinstance(each, Ignored)] == [
        Ignored("JSON-LD that holds no ClaimReview")
    ]


def test_a_page_without_json_ld_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordFaults, match=r"page\.html:1:1: no JSON-LD in this page"):
        read(tmp_path, "<html></html>", "page.html")


def test_the_same_review_again_is_ignored_and_another_one_refused(tmp_path: Path) -> None:
    again = read(tmp_path, [api(), api()])
    assert [type(each) for each in again] == [Taken, Ignored]
    [fault] = faults(tmp_path, [api(), api(textualRating="True")])
    assert "url: this page reviews the same claim otherwise at" in fault


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ({}, "2:2: claimReview: is not here, nor is this a ClaimReview in JSON-LD"),
        (api(text=""), "text: is empty"),
        (api(url="ftp://a.example/1"), "url: 'ftp://a.example/1' is not a web address"),
        (api(languageCode="English"), "languageCode: 'English' is not a language tag"),
        (api(rating="False"), "rating: this field is not known here"),
        (api(claimDate="10 September"), "claimDate: '10 September' is not"),
        (api(claimDate="2022-10-10"), "claimDate: the claim is dated after its review"),
        (api() | {"claimReview": []}, "claimReview: is an object with fields of its own"),
        (page(claimReview="?", claimReviewed=""), "claimReview"),
        (page(author={"@id": "#me"}), "name: is not here, so nobody knows who it is"),
        (page(author=["A", "B"]), "author: is one object with fields of its own"),
        (page(itemReviewed={"sameAs": "t.me/1"}), "sameAs: 't.me/1' is not a web address"),
        (page(ratingg="x"), "ratingg: this field is not known here"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(
    content: Mapping[str, object], fault: str, tmp_path: Path
) -> None:
    found = faults(tmp_path, [content])
    assert any(fault in each for each in found), found
    assert all(str(tmp_path / "reviews.json:") in each for each in found)
