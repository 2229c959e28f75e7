"""Content negotiation: which of the forms there are fits best what a client accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*(?:;(.*))?", re.ASCII)
_QUALITY = re.compile(
    r"(?:^|;)\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE
)


_FULL = 3
"""How closely a range names a media type that it says in full."""


class Offer:
    """A form that can be given: its media type, and others that ask for it too."""

    def __init__(self, media_type: str, *aliases: str) -> None:
        self.media_type = media_type
        self.names = (media_type, *aliases)

    @property
    def content_type(self) -> str:
        """The media type as a header has it: all our text is UTF-8."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


@dataclass(frozen=True, slots=True)
class Accepted:
    """One media range that a client accepts, and how gladly."""

    kind: str
    form: str
    quality: float

    def precision(self, media_type: str) -> int:
        """Return how closely this range names a media type; 0 if it does not."""
        kind, _, form = media_type.partition("/")
        if (self.kind, self.form) == (kind, form):
            return _FULL
        if (self.kind, self.form) == (kind, "*"):
            return 2
        return int((self.kind, self.form) == ("*", "*"))


def best(accept: str, offers: Iterable[Offer]) -> Offer | None:
    """Return the offer that an Accept header wants most, None where none will do.

    Among equals, that which is named more closely, then that which stands first. A header
    that is not there, or of which nothing can be read, accepts everything.

    >>> offers = [Offer("text/html"), Offer("text/turtle"), Offer("application/json")]
    >>> best("application/*;q=0.5, text/turtle", offers).media_type
    'text/turtle'
    """
    ranges = list(_read(accept)) or [Accepted("*", "*", 1)]
    scored = [(_score(offer, ranges), -place, offer) for place, offer in enumerate(offers)]
    (quality, _), _, offer = max(scored, key=lambda each: each[:2])
    return offer if quality > 0 else None


def _score(offer: Offer, ranges: list[Accepted]) -> tuple[float, int]:
    """Return how gladly an offer is taken, and how closely it is named: by the others of its
    names only where such a name is said in full."""
    scores = [_judged(name, ranges) for name in offer.names]
    return max([scores[0], *(score for score in scores[1:] if score[1] == _FULL)])


def _judged(media_type: str, ranges: list[Accepted]) -> tuple[float, int]:
    """Return the quality that the closest of the ranges gives a media type."""
    precision, quality = max(
        (found, accepted.quality)
        for accepted in [*ranges, Accepted("*", "*", 0)]
        if (found := accepted.precision(media_type))
    )
    return quality, precision


def _read(accept: str) -> Iterator[Accepted]:
    for part in accept.split(","):
        if match := _RANGE.fullmatch(part):
            kind, form, rest = match.groups()
            said = _QUALITY.search(rest or "")
            bad = re.search(r"(?:^|;)\s*q\s*=", rest or "", re.IGNORECASE) and not said
            if not bad:
                yield Accepted(kind.lower(), form.lower(), float(said[1]) if said else 1)
