"""What pages and their pictures say, in each of their languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimline.model import Instant, Interval
from claimline.web.danish import DANISH
from claimline.web.danish_helps import HELPS
from claimline.web.danish_parts import PARTS
from claimline.web.danish_questions import QUESTIONS
from claimline.web.danish_titles import TITLES
from claimline.when import words

LANGUAGES = ("en", "da")

_TABLES: dict[str, Mapping[str, str]] = {
    "en": {},
    "da": DANISH | QUESTIONS | TITLES | HELPS | PARTS,
}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of LANGUAGES, which says what we word in English."""

    language: str = "en"

    def __call__(self, text: str, **parts: object) -> str:
        """Return a text of the interface with its parts put in.

        >>> Tongue("da")("and {n} more", n=2)
        'og 2 til'
        """
        told = text if self.language == "en" else _TABLES[self.language][text]
        return told.format(**parts) if parts else told

    def term(self, text: object) -> str:
        """Return a word that may be known here; as it is where it is not.

        >>> Tongue("da").term("denial"), Tongue("da").term("zzz")
        ('benægtelse', 'zzz')
        """
        return _TABLES[self.language].get(str(text), str(text))

    def number(self, number: float, decimals: int = 0) -> str:
        """Return a number with the marks of the language.

        >>> Tongue("en").number(1234.5, 1), Tongue("da").number(1234.5, 1)
        ('1,234.5', '1.234,5')
        """
        told = f"{number:,.{decimals}f}"
        return told if self.language == "en" else told.translate(_MARKS)

    def many(self, count: int, one: str, more: str) -> str:
        """Return a number with the word for what is counted."""
        return f"{self.number(count)} {self(one if count == 1 else more)}"

    def when(self, time: Instant | Interval | None, zone: str) -> str:
        """Return a time in words by the clocks of a zone; nothing for no time."""
        return words(time, zone, self.language) if time else ""


_MARKS = str.maketrans(",.", ".,")

ENGLISH = Tongue()
