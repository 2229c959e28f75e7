"""How names are folded, so that Kupiansk’s many spellings meet in one look-up."""

from __future__ import annotations

from unicodedata import category, combining, normalize

_DROPPED = dict.fromkeys(map(ord, "'’ʼ‘`´ʹ\"„“”«»"))
_IN_ASCII = {**_DROPPED, ord("-"): " ", ord("_"): " "}
"""All that is to be done to the signs of ASCII: nothing else there is a dash or has a mark."""

_STRESS = dict.fromkeys((0x300, 0x301))
"""The accents that Cyrillic texts set over a stressed vowel, where no letter includes them."""


def fold(name: str) -> str:
    """Return a name as it is looked up: no case, apostrophes or accents, one space a gap.

    Marks are dropped from Latin letters only, but for the stress marks of Cyrillic: й and и,
    ї and і are different letters. Every dash is a gap.

    >>> fold("Куп’янськ"), fold("  Izyum - Raion"), fold("Łódź"), fold("Київ"), fold("Изю́м")
    ('купянськ', 'izyum raion', 'łodz', 'київ', 'изюм')
    """
    folded = _once(name)
    # Dropping one sign can bring two others together: as long as it changes, fold again.
    while folded != name:
        name, folded = folded, _once(folded)
    return folded


def _once(name: str) -> str:
    if name.isascii():
        return " ".join(name.translate(_IN_ASCII).lower().split())
    plain = normalize("NFKC", name.translate(_DROPPED)).translate(_DROPPED).casefold()
    letters = normalize("NFC", "".join(map(_bare, plain))).translate(_STRESS)
    gaps = (" " if category(letter) == "Pd" or letter == "_" else letter for letter in letters)
    return " ".join("".join(gaps).split())


def _bare(letter: str) -> str:
    """Return a Latin letter without its marks, any other character as it is."""
    parts = normalize("NFD", letter)
    return parts[0] if "a" <= parts[0] <= "z" and all(map(combining, parts[1:])) else letter
