"""Fact checks: ClaimReview JSON-LD, in pages, graphs or feeds, and Google's Fact Check Tools API.

A review makes two claims in the record of the page it stands on: the claim reviewed, by whoever
is said to have made it, and the reviewer's own about the same proposition. The reviewer affirms
or denies it only where the rating is one of the words in RATINGS; misleading, half true, any
number and any word that is not listed there is neither. The rating as written is the quotation
that the reviewer's report rests on, its numbers stand in the summary.

What is reviewed is a text, of which nobody has coded where, when or who: a proposition of the
type statement with that text, cut short, about an event named by the hash of the whole of it. So
two reviewers review one proposition if the text is the same, but for white space and Unicode
composition, and else not. A claimant that is a bare web site (x.com) is where the claim
appeared, and not who made it: the claim is then unattributed, and the site a hop that was not
seen. A time at midnight is taken as that day, which is what these data mean by it; a time
without a zone as one in UTC.

Examples:
  claimline load claimreview reviews.json
  claimline load claimreview reviews.json --dry-run
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from claimline.intake import Actors, Files, Ignored, Outcome, Refused, Row, Skip, outcome, slug
from claimline.intake.pages import objects
from claimline.intake.reviews import Review, normal, review_of, reviews_in
from claimline.model import (
    UNATTRIBUTED,
    Claim,
    Document,
    Event,
    Evidence,
    Option,
    Proposition,
    Report,
    Source,
    Value,
)
from claimline.names import fold
from claimline.record import Known

SOURCE = Source(
    title="ClaimReview",
    licence="as each reviewer, or the API's terms, has it",
    link="https://schema.org/ClaimReview",
)

OPTIONS: tuple[Option, ...] = ()

_AFFIRMED = (
    "true; correct; accurate; sandt; korrekt; wahr; richtig; vrai; exact; verdadero; cierto; "
    "verdade; verdadeiro; vero; prawda; doğru; правда; верно; достоверно; صحيح; حقيقي; נכון"
)
_DENIED = (
    "false; fake; incorrect; not true; untrue; pants on fire; falsk; forkert; falsch; faux; falso; "
    "falsa; fals; fałsz; fake news; yanlış; неправда; фейк; ложь; неверно; зфальшовано; زائف; خطأ; "
    "خاطئ; كاذب; كذب; غير صحيح; مفبرك; שקר; לא נכון"
)
RATINGS = {fold(word): "affirmed" for word in _AFFIRMED.split("; ")} | {
    fold(word): "denied" for word in _DENIED.split("; ")
}
"""What a rating that is one of these words says of the claim. All others are neither."""

PLATFORMS = frozenset(
    (
        "x.com",
        "twitter.com",
        "facebook.com",
        "instagram.com",
        "threads.net",
        "tiktok.com",
        "youtube.com",
        "youtu.be",
        "t.me",
        "telegram.org",
        "whatsapp.com",
        "vk.com",
        "ok.ru",
        "reddit.com",
        "bsky.app",
    )
)
"""Sites on which others publish; of other sites nobody here says what they are."""

_SITE = re.compile(r"(?:https?://)?(?:www\.|m\.|web\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})/?")
_SHORT = 120


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the two claims of each review, page by page."""
    del options
    found: list[tuple[str, Row, Review]] = []
    for file in files.ending(".json", ".jsonld", ".html", ".htm", ".jsonl"):
        for row in objects(file):
            reviews = [*reviews_in(row)]
            if not reviews and "claims" not in row.fields:
                yield _no_review(row)
            for one in reviews:
                review = review_of(one)
                found.append(("" if one.faults else _page("review", review.url), one, review))
    pages = _Pages(known)
    for page, row, review in sorted(found, key=lambda each: each[0]):
        yield outcome(row, _making(pages, page, review))


def _no_review(row: Row) -> Outcome:
    if row.has("@type") and not row.faults:
        return Ignored("JSON-LD that holds no ClaimReview")
    row.fault("claimReview", "is not here, nor is this a ClaimReview in JSON-LD")
    return Refused(tuple(row.faults), row)


def _making(pages: _Pages, page: str, review: Review) -> Callable[[Row], Iterator[Value]]:
    return lambda row: pages.values(row, page, review)


class _Pages:
    """The pages that reviews stand on, with those that came before."""

    def __init__(self, known: Known) -> None:
        self._actors = Actors(known, "claimreview")
        self._pages: dict[str, Review] = {}
        self._claims: dict[tuple[str, str], tuple[Row, Review]] = {}

    def values(self, row: Row, page: str, review: Review) -> Iterator[Value]:
        """Yield what a review makes: its page and those cited, the claim, the reviewer's own."""
        self._compare(row, page, review)
        if row.faults:
            # An actor that is declared now would be refused with the row, and be missed later.
            return
        first = self._pages.setdefault(page, review)
        site = _SITE.fullmatch(review.claimant[0].lower())
        by = self._key(*review.reviewer)
        named = review.claimant[0] and not site
        claimant = self._key(*review.claimant) if named else UNATTRIBUTED
        hosts = dict.fromkeys([*([site[1]] if site else []), *map(_host, review.seen)])
        sites = {host: self._key(host, _kind(host)) for host in hosts}
        yield from self._actors.declared()
        yield Document(
            id=page,
            record=page,
            publisher=by,
            kind="review",
            title=first.title,
            url=first.url,
            language=first.language,
            published=first.published,
        )
        cited = {_page("page", url): url for url in review.seen if url != review.url}
        for key, url in cited.items():
            yield Document(id=key, record=page, publisher=sites[_host(url)], kind="page", url=url)
        said = _cut(review.text)
        event = f"reviewed-{review.mark}"
        yield Event(id=event, type="statement", labels=(("und", said),), record=page)
        content = Proposition(event=event, type="statement", description=said)
        hops = tuple(
            Report(id=f"on-{_dashed(host)}", reporter=key, speech="unseen")
            for host, key in sites.items()
        )
        told = Report(
            id="review",
            reporter=by,
            speech="indirect",
            of=tuple(hop.id for hop in hops),
            document=page,
            evidence=tuple(Evidence(document=key) for key in cited),
            published=review.published,
        )
        yield Claim(
            document=page,
            id=f"claim-{review.mark}",
            claimant=claimant,
            asserts=content,
            summary=f"A claim that {review.reviewer[0]} reviewed: “{said}”",
            said=review.said,
            reports=(*hops, told),
        )
        yield _rating(page, by, content, review)

    def _key(self, name: str, kind: str) -> str:
        # One name may be said to be a person here and an organisation there: nobody here chooses.
        own = f"claimreview-{kind}-{slug(name)}"
        return self._actors.key(name, kind=kind, own=own, language="und")

    def _compare(self, row: Row, page: str, review: Review) -> None:
        """Hold a review against those of its page, and against its own claim."""
        if review.too_early:
            row.fault(review.dated, "the claim is dated after its review")
        first = self._pages.get(page, review)
        if review.of_page != first.of_page:
            row.fault("url", "the same page has another title, language or reviewer before")
        other, same = self._claims.setdefault((page, review.mark), (row, review))
        if other is not row and same == review:
            raise Skip("the same review again")
        if other is not row:
            row.fault("url", f"this page reviews the same claim otherwise at {other.at}")


def _rating(page: str, by: str, content: Proposition, review: Review) -> Claim:
    """Return the reviewer's own claim, with the rating as it is written."""
    rating = _cut(review.rating)
    told = ", ".join(filter(None, (rating and f"“{rating}”", review.scale)))
    return Claim(
        document=page,
        id=f"rating-{review.mark}",
        claimant=by,
        asserts=content,
        summary=f"{review.reviewer[0]} rates this claim: {told or 'no rating given'}",
        polarity=RATINGS.get(fold(review.rating.strip(" .!،")), "neither"),
        said=review.published,
        language=review.language,
        reports=(
            Report(
                id="review",
                reporter=by,
                speech="authorial",
                document=page,
                evidence=(Evidence(document=page, quote=rating),) if rating else (),
                published=review.published,
            ),
        ),
    )


def _cut(text: str) -> str:
    short = normal(text)
    return short if len(short) <= _SHORT else short[: _SHORT - 1].rstrip() + "…"


def _kind(host: str) -> str:
    return "platform" if host in PLATFORMS else "source"


def _page(kind: str, url: str) -> str:
    return f"{kind}-{_dashed(_host(url))}-{sha256(url.encode()).hexdigest()[:12]}"


def _host(url: str) -> str:
    host = re.split(r"[/?#:]", url.partition("://")[2], maxsplit=1)[0].lower()
    found = _SITE.fullmatch(host)
    return found[1] if found else host


def _dashed(host: str) -> str:
    return slug(host.replace(".", " "))
