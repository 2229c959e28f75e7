"""Whether a local copy of a document's text is still the one its record was made from.

The store holds no text, only its SHA-256, its length, and the places and a few words of the
passages that claims rest on: enough to catch any changed character, and to say where a
quotation now stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from claimline import catalogue
from claimline.answers import Plain
from claimline.errors import UnknownName
from claimline.find import Thing
from claimline.store import Quads
from claimline.views.cells import text as cell_text
from claimline.views.texts import Place, Spot, nearest, read, spot

SHOWN_WORDS, SHOWN_CHARACTERS = 6, 60
"""How much of a text of others is shown at most."""

WORDS_BEFORE = 2
"""How many words of it stand before the first one that differs."""

KINDS = ("form", "hash", "length", "span", "quotation")
"""What a text may have drifted in."""

Row = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a quotation now stands, or what resembles it most: code points, the end
    exclusive, the line and column of its begin, and how much of it is left, in percent."""

    start: int
    end: int
    spot: Spot
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One thing in which a text is not what its record says of it.

    ``span`` is the one recorded, ``quote`` and ``found`` are a few words of what was to
    stand there and of what does; ``now`` is where a quotation has gone.
    """

    kind: str
    message: str
    spot: Spot | None = None
    claim: str | None = None
    report: str | None = None
    span: tuple[int, int] | None = None
    quote: str | None = None
    found: str | None = None
    now: Stand | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What became of one text: what was held against it, and every drift.

    ``original`` is the document whose hash and passages it was held against, not itself
    where it is a copy; ``expected`` is ``None`` where no hash is recorded.
    """

    document: str
    original: str
    expected: str | None
    sha256: str
    length: int
    spans: int
    quotations: int
    drifts: tuple[Drift, ...]


def known_texts(store: Quads) -> tuple[str, ...]:
    """Return the keys of the documents whose text has its hash in their record, sorted."""
    rows = store.select(catalogue.get("texts").text).plain()
    return tuple(sorted({str(row["originalKey"]) for row in rows}))


def verify(store: Quads, document: Thing, data: bytes) -> Verified:
    """Return how a local copy of a document's text differs from what its record says.

    The text is held against the hash, the spans and the quotations as it is in normal form;
    that it is not in it is a drift of its own. Raises UnknownName for a document of whose
    text the store knows nothing.
    """
    (about,) = store.select(catalogue.get("texts").bind(document=document.iri)).plain()[:1] or [{}]
    original = cell_text(about.get("original")) or document.iri
    passages = store.select(catalogue.get("passages").bind(document=original)).plain()
    if not about and not passages:
        raise UnknownName("document with a known text", document.key, known_texts(store))
    text, deviations = read(data)
    found = sha256(text.encode()).hexdigest()
    drifts = [
        *(Drift(kind="form", message=one.message, spot=one.spot) for one in deviations),
        *_whole(about, found, len(text)),
        *(drift for row in passages if (drift := _passage(row, text))),
    ]
    return Verified(
        document=document.key,
        original=cell_text(about.get("originalKey")) or document.key,
        expected=cell_text(about.get("sha256")),
        sha256=found,
        length=len(text),
        spans=sum(row["start"] is not None for row in passages),
        quotations=sum(row["quote"] is not None for row in passages),
        drifts=tuple(drifts),
    )


def _whole(about: Row, found: str, length: int) -> Iterator[Drift]:
    """Yield in what a whole text differs: its hash, its length."""
    if about and about["sha256"] != found:
        yield Drift(kind="hash", message=f"SHA-256 is {found}, not {about['sha256']}")
    if about and about["length"] not in {None, length}:
        yield Drift(kind="length", message=f"{length} code points, not {about['length']}")


def _passage(row: Row, text: str) -> Drift | None:
    """Return how one passage has drifted, if it has: its span, or the words quoted from it."""
    quote, span = cell_text(row["quote"]), _span(row)
    if quote is not None:
        return _quotation(row, text, quote, span)
    if span is None or 0 <= span[0] < span[1] <= len(text):
        return None
    return Drift(
        kind="span",
        message=f"span {span[0]} to {span[1]} is not within the {len(text)} code points",
        claim=_claim(row),
        report=str(row["report"]),
        span=span,
    )


def _quotation(row: Row, text: str, quote: str, span: tuple[int, int] | None) -> Drift | None:
    if text[slice(*span)] == quote if span else quote in text:
        return None
    place = nearest(text, quote, span[0] if span else None)
    wanted, found = excerpts(quote, text[place.start : place.end] if place else "")
    return Drift(
        kind="quotation",
        message="quotation is not at its span" if span else "quotation is nowhere in the text",
        claim=_claim(row),
        report=str(row["report"]),
        span=span,
        quote=wanted,
        found=found or None,
        now=_stand(text, place) if place else None,
    )


def _claim(row: Row) -> str:
    return str(row["claim"]).partition("/claim/")[2]


def _span(row: Row) -> tuple[int, int] | None:
    start, end = row["start"], row["end"]
    return (start, end) if isinstance(start, int) and isinstance(end, int) else None


def _stand(text: str, place: Place) -> Stand:
    """Return a place as it is told; what is not the whole quotation is never 100 percent."""
    return Stand(place.start, place.end, spot(text, place.start), int(place.alike * 100))


def excerpts(first: str, second: str) -> tuple[str, str]:
    """Return no more of two texts than a few words, around the first in which they differ.

    >>> excerpts("a b c d e f g h i", "a b c d e f g X i")
    ('… f g h i', '… f g X i')
    """
    one, other = first.split(), second.split()
    pairs = enumerate(zip(one, other, strict=False))
    differing = next((at for at, (word, now) in pairs if word != now), min(len(one), len(other)))
    begin = max(0, differing - WORDS_BEFORE) if one != other else 0
    return _excerpt(one, begin), _excerpt(other, begin)


def _excerpt(words: list[str], begin: int) -> str:
    shown = " ".join(words[begin : begin + SHOWN_WORDS])[:SHOWN_CHARACTERS]
    before = "… " if begin else ""
    return f"{before}{shown}" + ("" if shown == " ".join(words[begin:]) else " …")
