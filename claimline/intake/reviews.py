"""Fact checks as they come: ClaimReview in JSON-LD, or claims of the Fact Check Tools API.

Both say the same of a review in fields of other names: here they become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

from claimline.intake.pages import inner
from claimline.intake.row import Row
from claimline.model import Instant
from claimline.record.kinds import LANGUAGE, URL
from claimline.record.nodes import Fields, Items, place

KINDS = {"Person": "person", "Organization": "organisation", "NewsMediaOrganization": "outlet"}
_SAME = "it says the same as another field"
_PAGE = "it tells of the page, not of the claim"
_WORDS = "a text of the reviewer's, which is not kept"
API = ["text", "claimant", "claimDate", "claimReview"]
API_REVIEW = ["publisher", "url", "title", "reviewDate", "textualRating", "languageCode"]
REVIEW = ["@type", "url", "datePublished", "author", "publisher", "claimReviewed", "itemReviewed"]
REVIEW += ["reviewRating", "headline", "name", "inLanguage"]
PAGE = {"@context": "it names the vocabulary", "@id": _SAME, "mainEntityOfPage": _SAME}
_OF_PAGE = [
    *("image", "thumbnailUrl", "isPartOf", "keywords", "about", "mentions", "potentialAction"),
    *("dateModified", "dateCreated", "isAccessibleForFree", "license", "copyrightHolder"),
    *("sdPublisher", "sdDatePublished", "sdLicense"),
]
PAGE |= dict.fromkeys(_OF_PAGE, _PAGE)
PAGE |= dict.fromkeys(["description", "reviewBody", "text", "articleBody", "abstract"], _WORDS)
ITEM = ["@type", "author", "datePublished", "appearance", "firstAppearance", "sameAs", "url"]
ITEM_IGNORED = {"name": _SAME, "headline": _SAME} | PAGE
_BY = ["url", "sameAs", "logo", "jobTitle", "address", "email", "identifier"]
ABOUT = PAGE | dict.fromkeys(_BY, _PAGE)
_CITED = ["name", "headline", "author", "publisher", "datePublished", "contentUrl", "embedUrl"]
RATING = ["ratingValue", "bestRating", "worstRating", "alternateName", "name"]
RATING_IGNORED = {"@type": "a rating is one", "author": _SAME, "ratingExplanation": _WORDS} | PAGE

_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+]00:?00)?")
_FRACTION = re.compile(r"(:\d\d)\.\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review of one claim, in whichever form it came."""

    text: str
    claimant: tuple[str, str] = ("", "")
    said: Instant | None
    seen: tuple[str, ...] = ()
    url: str
    title: str | None
    reviewer: tuple[str, str]
    published: Instant | None
    rating: str
    scale: str = ""
    language: str | None

    dated: str = "datePublished"

    @property
    def mark(self) -> str:
        """What tells the claim reviewed from others: a hash of its text."""
        return sha256(self.text.encode()).hexdigest()[:16]

    @property
    def of_page(self) -> tuple[str | None, ...]:
        """What is said of the page, which all reviews on it must say alike."""
        return (self.title, self.language, self.reviewer[0])

    @property
    def too_early(self) -> bool:
        """Whether it came out before the claim was made, however the dates are read."""
        out = self.published.latest if self.published else None
        made = self.said.earliest if self.said else None
        return out is not None and made is not None and out < made


def reviews_in(row: Row) -> Iterator[Row]:
    """Yield each review in an object, as a row of its own: one in JSON-LD, wherever it stands,
    or a claim of the API with the one review."""
    for node in _reviews(row.fields):
        yield Row(node, node.at, faults=[*row.faults], mended=row.mended)


def _reviews(fields: Mapping[str, str | Items | Fields]) -> Iterator[Fields]:
    if not isinstance(fields, Fields):
        return
    given = fields.get("claimReview")
    if "ClaimReview" in _types(fields) or (given is not None and not given):
        yield fields
    elif given is not None:
        for review in given if isinstance(given, Items) else [given]:
            one = place(Fields(fields), fields.origin, fields.offset)
            one["claimReview"] = review
            yield one
    else:
        for node in inner(fields):
            yield from _reviews(node)


def review_of(row: Row) -> Review:
    """Return the review that a row is, with what is wrong in the row's faults."""
    return _of_api(row) if "claimReview" in row.fields else _of_page(row)


def _of_api(row: Row) -> Review:
    row.only(API, {})
    one = row.within("claimReview") or Row({}, row.at, faults=row.faults)
    one.only(API_REVIEW, {})
    by = one.within("publisher") or Row({}, one.at, faults=row.faults)
    by.only(["name", "site"], {})
    return Review(
        text=normal(row.text("text")),
        claimant=(row.maybe("claimant") or "", "source"),
        said=_moment(row, "claimDate"),
        dated="claimDate",
        url=_url(one, "url", one.text("url")),
        title=one.maybe("title"),
        reviewer=(by.maybe("name") or by.text("site"), "outlet"),
        published=_moment(one, "reviewDate"),
        rating=one.maybe("textualRating") or "",
        language=_language(one, "languageCode"),
    )


def _of_page(row: Row) -> Review:
    row.only(REVIEW, PAGE)
    item = _object(row, "itemReviewed")
    item.only(ITEM, ITEM_IGNORED)
    rating = _object(row, "reviewRating")
    rating.only(RATING, RATING_IGNORED)
    ends = [
        rating.maybe(name) or "not said" for name in ("ratingValue", "worstRating", "bestRating")
    ]
    return Review(
        text=normal(row.text("claimReviewed")),
        claimant=_named(item, "author"),
        said=_moment(item, "datePublished"),
        seen=tuple(dict.fromkeys(url for name in ITEM[3:] for url in _urls(item, name))),
        url=_url(row, "url", row.text("url")),
        title=row.maybe("headline") or row.maybe("name"),
        reviewer=_named(row, "author" if row.has("author") else "publisher", needed=True),
        published=_moment(row, "datePublished"),
        rating=rating.maybe("alternateName") or rating.maybe("name") or "",
        scale="{} on a scale from {} to {}".format(*ends) if rating.has("ratingValue") else "",
        language=_language(row, "inLanguage"),
    )


def normal(text: str) -> str:
    """Return a text in one Unicode form, with one space in each gap."""
    return " ".join(normalize("NFC", text).split())


def _url(row: Row, name: str, url: str) -> str:
    if url and (wrong := URL.fault(url)):
        row.fault(name, *wrong)
    return url


def _urls(row: Row, name: str) -> Iterator[str]:
    """Yield the web addresses in a field: a text, an object with a url, or a list of these."""
    node = row.fields.get(name)
    for each in node if isinstance(node, Items) else [node] if node else []:
        one = Row(each, each.at, faults=row.faults) if isinstance(each, Fields) else None
        if one:
            one.only(["@type", "url"], PAGE | dict.fromkeys(_CITED, _PAGE))
        url = one.maybe("url") if one else str(each).strip()
        if isinstance(each, Items):
            row.fault(name, "holds web addresses, or objects with a url")
        elif url:
            yield _url(one or row, "url" if one else name, url)


def _language(row: Row, name: str) -> str | None:
    tag = row.maybe(name)
    if tag and (wrong := LANGUAGE.fault(tag)):
        row.fault(name, *wrong)
    return tag


def _moment(row: Row, name: str) -> Instant | None:
    text = row.maybe(name)
    if not text:
        return None
    if day := _MIDNIGHT.fullmatch(text):
        return row.instant(name, day[1])
    return row.instant(name, _FRACTION.sub(r"\1", text))


def _object(row: Row, name: str) -> Row:
    """Return the one object that a field holds, alone or in a list; an empty one if none."""
    node = row.fields.get(name)
    if isinstance(node, Items) and len(node) == 1:
        node = node[0]
    if isinstance(node, Fields):
        return Row(node, node.at, faults=row.faults)
    if node:
        row.fault(name, "is one object with fields of its own")
    return Row({}, row.at, faults=row.faults)


def _named(row: Row, name: str, *, needed: bool = False) -> tuple[str, str]:
    """Return the name and the kind of the one somebody in a field."""
    node = row.fields.get(name)
    if isinstance(node, str) and node.strip():
        return row.text(name), "source"
    one = _object(row, name)
    one.only(["@type", "name"], ABOUT)
    if not one.has("name"):
        if needed or one.fields:
            one.fault("name", "is not here, so nobody knows who it is")
        return "", ""
    kinds = [KINDS[each] for each in _types(one.fields) if each in KINDS]
    return one.text("name"), kinds[0] if kinds else "source"


def _types(fields: Mapping[str, str | Items | Fields]) -> list[str]:
    given = fields.get("@type", "")
    texts = [
        each for each in (given if isinstance(given, Items) else [given]) if isinstance(each, str)
    ]
    return [re.split("[/:#]", each)[-1] for each in texts]
