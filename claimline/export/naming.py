"""How somebody's names are found in texts: whole, by the surname, and with a case's ending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimline.names import fold

_GLOSS = re.compile(r"\s*\([^()]*\)")
_CYRILLIC = re.compile(r"[а-яёіїєґў]{5,}")
_ENDING = re.compile(r"(?:[аеиіоуыэюяйь]|ий|ый|ая|яя)$")
_SHORTEST = 2
"""Letters of the shortest name that is looked for: one alone stands in every text."""


def naming(
    labels: Iterable[str], keys: Iterable[str], others: Iterable[str] = ()
) -> re.Pattern[str] | None:
    """Return what finds any of these names in a folded text; None if there is none to find.

    The last word of a label that is a proper name is looked for as well, unless it is a part
    of others' names.

    >>> found = naming(["Iryna Petrenko (teacher)", "Ірина Петренко"], ["iryna-p"])
    >>> [bool(found and found.search(fold(it))) for it in ("PETRENKO’s flat", "a teacher")]
    [True, False]
    >>> bool(found and found.search(fold("у Петренки")))
    True
    """
    taken = {word for name in others for word in fold(name).split()}
    names = {fold(key) for key in keys}
    for label in labels:
        plain = _GLOSS.sub("", label)
        names |= {fold(label), fold(plain)}
        *before, surname = plain.split() or [""]
        if before and all(word[:1].isupper() for word in (*before, surname)):
            names |= {fold(surname)} - taken
    written = [*_patterns(name for name in sorted(names) if len(name) >= _SHORTEST)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if written else None


def _patterns(names: Iterable[str]) -> Iterator[str]:
    """Yield a pattern for each name."""
    for name in names:
        yield " ".join(map(_inflected, name.split()))


def _inflected(word: str) -> str:
    """Return a pattern for a word and its cases; folding has dropped a genitive's apostrophe."""
    if not _CYRILLIC.fullmatch(word):
        return re.escape(word) + "s?"
    return re.escape(_ENDING.sub("", word)) + r"\w{0,3}"
