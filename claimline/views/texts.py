"""A text by its characters: its normal form, where something stands, and what resembles what.

Offsets are Unicode code points from 0, an end is exclusive; lines and columns count from 1,
as editors count them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize

LEAST_ALIKE = 0.5
"""How much of a quotation must be left for a place to be called the one where it stands."""

_MARK = "\ufeff".encode()
_BREAKS = re.compile("\r\n?")


class Spot(NamedTuple):
    """A place in a text as an editor shows it."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing in which a text is not in normal form."""

    message: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text, and how much of a quotation stands there: 1.0 is all of it."""

    start: int
    end: int
    alike: float


def spot(text: str, offset: int) -> Spot:
    r"""Return the line and column of a code point.

    >>> spot("one\ntwo", 5)
    Spot(line=2, column=2)
    """
    before = text[:offset]
    return Spot(before.count("\n") + 1, offset - before.rfind("\n"))


def read(data: bytes) -> tuple[str, list[Deviation]]:
    """Return the text that bytes hold, in normal form, and every deviation they have from it.

    Normal form is UTF-8 without a byte order mark, NFC, lines that end in LF, and exactly one
    line end at the end. Bytes that are not UTF-8 become U+FFFD.
    """
    bare = data.removeprefix(_MARK)
    written = bare.decode("utf-8", errors="replace")
    lines = _BREAKS.sub("\n", written)
    found = [*_bad_bytes(bare), *_breaks(written), *_decomposed(lines), *_ending(lines)]
    if bare != data:
        found.append(Deviation("a byte order mark at the begin of the text", Spot(1, 1)))
    composed = normalize("NFC", lines)
    text = composed.rstrip("\n") + "\n" if composed else ""
    return text, sorted(found, key=lambda deviation: deviation.spot)


def _bad_bytes(data: bytes) -> Iterator[Deviation]:
    begin = 0
    while True:
        try:
            data[begin:].decode("utf-8")
        except UnicodeDecodeError as error:
            at = begin + error.start
            before = _BREAKS.sub("\n", data[:at].decode("utf-8", errors="replace"))
            yield Deviation(f"byte 0x{data[at]:02x} is not UTF-8", spot(before, len(before)))
            begin += error.end
        else:
            return


def _breaks(written: str) -> Iterator[Deviation]:
    """Yield each line end that is not a bare LF; CR LF is one line end."""
    start = 0
    for number, match in enumerate(re.finditer("\r\n?|\n", written), start=1):
        if match[0] != "\n":
            name = "CR LF" if match[0] == "\r\n" else "CR"
            column = match.start() - start + 1
            yield Deviation(f"line ends in {name}, not in LF", Spot(number, column))
        start = match.end()


def _decomposed(lines: str) -> Iterator[Deviation]:
    for number, line in enumerate(lines.split("\n"), start=1):
        if not is_normalized("NFC", line):
            for start, end in _segments(line):
                if not is_normalized("NFC", line[start:end]):
                    shown = normalize("NFC", line[start:end])
                    yield Deviation(f"“{shown}” is not in NFC", Spot(number, start + 1))


def _segments(line: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line that are composed each for itself."""
    starts = [at for at, pair in enumerate(pairwise(line), start=1) if _apart(*pair)]
    yield from pairwise([0, *starts, len(line)])


def _apart(before: str, char: str) -> bool:
    """Return whether a character neither marks the one before it nor composes with it."""
    if combining(normalize("NFD", char)[0]):
        return False
    return normalize("NFC", before + char) == normalize("NFC", before) + normalize("NFC", char)


def _ending(lines: str) -> Iterator[Deviation]:
    ends = len(lines) - len(lines.rstrip("\n"))
    if not lines:
        yield Deviation("text is empty", Spot(1, 1))
    elif ends == 0:
        yield Deviation("no line end at the end of the text", spot(lines, len(lines)))
    elif ends > 1:
        yield Deviation(
            f"{ends} line ends at the end of the text, not one", spot(lines, len(lines) - ends + 1)
        )


def nearest(text: str, quote: str, at: int | None) -> Place | None:
    """Return where a quotation stands, or what resembles it most; ``None`` if nothing does.

    Of several places the one nearest to ``at``. What resembles it is looked for around the
    longest pieces that are left of it, and measured by edit distance (Sellers 1980): one
    less the share of characters to change, insert or drop.
    """
    asked = 0 if at is None else at
    exact = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)]
    if exact:
        start = min(exact, key=lambda found: abs(found - asked))
        return Place(start, start + len(quote), 1.0)
    found = [_aligned(text, quote, guess) for guess in {*_guesses(text, quote), asked}]
    best = max(found, key=lambda place: (place.alike, -abs(place.start - asked), -place.start))
    return best if best.alike >= LEAST_ALIKE else None


def _guesses(text: str, quote: str) -> Iterator[int]:
    """Yield where a quotation would begin by the longest pieces left of it and its halves."""
    matcher = SequenceMatcher(None, text, quote, autojunk=False)
    half = len(quote) // 2
    for low, high in ((0, len(quote)), (0, half), (half, len(quote))):
        match = matcher.find_longest_match(0, len(text), low, high)
        if match.size:
            yield match.a - match.b


def _aligned(text: str, quote: str, guess: int) -> Place:
    """Return the stretch around a guess that takes the fewest edits to make the quotation.

    Of equals the one whose length is nearest to the quotation's, then the first.
    """
    slack = len(quote) // 4 + 8
    low = max(0, guess - slack)
    window = text[low : max(0, guess + len(quote) + slack)]
    costs = [(edits, 0) for edits in range(len(quote) + 1)]
    ends = [costs[-1]]
    for column, char in enumerate(window, start=1):
        row = [(0, column)]
        for place, wanted in enumerate(quote, start=1):
            other, begin = costs[place - 1]
            row.append(
                min(
                    (other + (char != wanted), begin),
                    (costs[place][0] + 1, costs[place][1]),
                    (row[-1][0] + 1, row[-1][1]),
                )
            )
        costs = row
        ends.append(costs[-1])
    edits, start, end = min(
        ((edits, start, end) for end, (edits, start) in enumerate(ends)),
        key=lambda found: (found[0], abs(found[2] - found[1] - len(quote)), found[1]),
    )
    return Place(low + start, low + end, 1 - edits / max(len(quote), end - start))
