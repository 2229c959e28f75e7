"""How names are folded, so that Kupiansk’s many spellings meet in one look-up."""

from __future__ import annotations

from unicodedata import category, combining, normalize

_DROPPED = dict.fromkeys(map(ord, "'’ʼ‘`´ʹ\"„“”«»"))
_STRESS = dict.fromkeys((0x300, 0x301))
"""The accents that Cyrillic texts set over a stressed vowel, where no letter includes them."""


def fold(name: str) -> str:
    """Return a name as it is looked up: no case, apostrophes or accents, one space a gap.

    Marks are dropped from Latin letters only, but for the stress marks of Cyrillic: й and и,
    ї and і are different letters. Every dash is a gap.

    >>> fold("Куп’янськ"), fold("  Izyum - Raion"), fold("Łódź"), fold("Київ"), fold("Изю́м")
    ('купянськ', 'izyum raion', 'łodz', 'київ', 'изюм')
    """
    letters = (_bare(letter) for letter in normalize("NFKC", name).translate(_DROPPED).casefold())
    words = "".join(" " if category(letter) == "Pd" else letter for letter in letters)
    return normalize("NFC", " ".join(words.replace("_", " ").split())).translate(_STRESS)


def _bare(letter: str) -> str:
    """Return a Latin letter without its marks, any other character as it is."""
    parts = normalize("NFD", letter)
    return parts[0] if "a" <= parts[0] <= "z" and all(map(combining, parts[1:])) else letter
