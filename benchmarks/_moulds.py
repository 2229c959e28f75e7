"""Statements by the million: what values of one shape say, as N-Quads with gaps to fill.

A mould is taken from what ``rdf.quads`` makes of a value whose parts are marks; filling it is
some twenty times faster than making the value and its quads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256

from claimline import rdf
from claimline.model import Value

Gap = str | int | date
Gaps = Mapping[str, Gap]
Maker = Callable[..., tuple[Value, ...]]
"""Makes values that have the same shape whatever it is given."""

_DAY = timedelta(days=1)
_HASHED = "/(?:proposition|measure)/([0-9a-f]{64})>"


class Mould:
    """What a maker's values say, all in one graph, but for what it is given."""

    def __init__(self, maker: Maker, gaps: Gaps) -> None:
        marks = {name: _mark(name, gap, n) for n, (name, gap) in enumerate(gaps.items())}
        made = [*_lines(maker(**marks))]
        # The parts of a proposition come after it, and are named before it is.
        subjects = dict.fromkeys(subject for subject, _ in made)
        hashed = (re.search(_HASHED, subject) for subject in reversed(subjects))
        names = {match[1]: f"hash{n}" for n, match in enumerate(filter(None, hashed))}
        known = {text: name for name, text in _texts(marks).items()} | names
        self._hashed = [
            (name, _gapped("".join(said for subject, said in made if digest in subject), known))
            for digest, name in names.items()
        ]
        graph = str(rdf.graph_of(maker(**marks)[0]))
        text = "".join(f"{subject} {said[:-2]}{graph} .\n" for subject, said in made)
        self._text = _gapped(text, known)

    def fill(self, gaps: Gaps) -> str:
        """Return what the maker's values say as N-Quads, when it is given these."""
        texts = _texts(gaps)
        for name, said in self._hashed:
            lines = sorted((said % texts).splitlines(keepends=True))
            texts[name] = sha256("".join(lines).encode()).hexdigest()
        return self._text % texts


def plainly(maker: Maker, gaps: Gaps) -> set[str]:
    """Return the lines of the same text, made the way that a load makes them."""
    return {f"{quad} .\n" for value in maker(**gaps) for quad in rdf.quads(value)}


def _lines(values: tuple[Value, ...]) -> Iterator[tuple[str, str]]:
    """Yield the subject of each statement, and the rest as content hashes have it."""
    for value in values:
        for triple in rdf.triples(value):
            yield str(triple.subject), f"{triple.predicate} {triple.object} .\n"


def _mark(name: str, gap: Gap, number: int) -> Gap:
    """Return something of the kind of a gap that is found nowhere else."""
    if isinstance(gap, date):
        return date(1001 + number, 1, 1)
    return 700_001 + number if isinstance(gap, int) else f"q{name}q"


def _texts(gaps: Gaps) -> dict[str, str]:
    """Return each gap as it is written; of a day the next one too, at which it ends."""
    texts = {name: str(gap) for name, gap in gaps.items()}
    for name, gap in gaps.items():
        if isinstance(gap, date):
            texts[f"{name}+1"] = str(gap + _DAY)
    return texts


def _gapped(text: str, known: Mapping[str, str]) -> str:
    """Return a text with each known part in it as the name of a gap."""
    parts = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return re.sub(parts, lambda found: f"%({known[found[0]]})s", text.replace("%", "%%"))
