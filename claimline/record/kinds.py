"""What a single text of a record may be: its form, how to say so, and its JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from claimline.errors import nearest
from claimline.record.keys import KEYS

Schema = dict[str, object]

_ALL_SHOWN = 12
"""Lists up to this long are given whole when nothing in them resembles what was written."""

_SHOWN = 60
"""How much of a text a message shows."""


@dataclass(frozen=True)
class Kind:
    """A kind of text. ``what`` completes "is not …"; ``pattern`` fits the whole text.

    ``json_types`` are the JSON types the value may have besides text: a tool may write the
    number 2000 for the text "2000".
    """

    what: str
    pattern: str = r"[\s\S]*\S[\s\S]*"
    json_types: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    def fault(self, text: str) -> tuple[str, str] | None:
        """Return what is wrong with a text and what to do about it, None if nothing is."""
        if not self._regex.fullmatch(text):
            return f"{shown(text)} is not {self.what}", ""
        if self.low is not None and Decimal(text) < self.low:
            return f"{text} is less than {self.low}", ""
        if self.high is not None and Decimal(text) > self.high:
            return f"{text} is more than {self.high}", ""
        return None

    def schema(self) -> Schema:
        """Return the JSON Schema of the kind."""
        types = ["string", *self.json_types]
        schema: Schema = {"type": types if self.json_types else "string"}
        schema["pattern"] = f"^(?:{self.pattern})$"
        if self.low is not None:
            schema["minimum"] = self.low
        if self.high is not None:
            schema["maximum"] = self.high
        return schema

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


@dataclass(frozen=True)
class Key:
    """A key of one of our lists."""

    name: str

    def fault(self, text: str) -> tuple[str, str] | None:
        """Return what is wrong with a text and what to do about it, None if nothing is."""
        if text in self._keys:
            return None
        hint = f"did you mean {', '.join(found)}?" if (found := nearest(text, self._keys)) else ""
        if not hint and len(self._keys) <= _ALL_SHOWN:
            hint = f"it is one of {', '.join(KEYS[self.name])}"
        return f"{shown(text)} is not in the list of {self.what}", hint

    def schema(self) -> Schema:
        """Return the JSON Schema of the kind."""
        numbers = [int(key) for key in KEYS[self.name] if key.isdecimal()]
        return {"enum": [*KEYS[self.name], *numbers]}

    @property
    def what(self) -> str:
        """The name of the list, in words."""
        return f"{self.name.replace('-', ' ')}s".replace("ys", "ies")

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(KEYS[self.name])


def shown(text: str) -> str:
    """Return a text as a message shows it: in quotes, and cut if it is long."""
    return repr(f"{text[:_SHOWN]}…" if len(text) > _SHOWN else str(text))


_ID = "[A-Za-z0-9][A-Za-z0-9._~-]*"
_LETTERS = "\u00a1-\u167f\u1681-\u1fff\u2070-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
_HOST = f"[A-Za-z0-9.{_LETTERS}-]+(?::[0-9]{{1,5}})?"
_REST = f"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?{_LETTERS}-]|%[0-9A-Fa-f]{{2}})*"

TEXT = Kind("a text with something in it")
NAME = Kind("a name with something in it", json_types=("integer",))
ID = Kind(
    "an id: letters, digits and . _ ~ - only, beginning with a letter or digit", _ID, ("integer",)
)
CLAIM = Kind("the id of a claim, or document/claim", f"(?:{_ID}/)?{_ID}", ("integer",))
EDTF = Kind("a time", json_types=("integer",))
ZONE = Kind("a time zone such as Europe/Kyiv", "[A-Za-z0-9_+/-]+")
URL = Kind(
    "a web address: http:// or https://, with spaces and the like written as %20",
    f"https?://{_HOST}(?:[/?]{_REST})?(?:#{_REST})?",
)
LANGUAGE = Kind(
    "a language tag such as da, uk or sr-Latn",
    "[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?",
)
SHA256 = Kind("a SHA-256: 64 of 0-9 and a-f", "[0-9a-f]{64}")
LENGTH = Kind("a whole number, 1 or more", "[0-9]{1,15}", ("integer",), low=1)
COUNT = Kind("a whole number, 0 or more", "[0-9]{1,15}", ("integer",), low=0)
AMOUNT = Kind(
    "an amount in digits, such as 2000 or 2.5",
    r"[0-9]{1,15}(?:\.[0-9]{1,9})?",
    ("number",),
    low=0,
)
_DEGREES = r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?"
LATITUDE = Kind("degrees such as 49.207", _DEGREES, ("number",), -90, 90)
LONGITUDE = Kind("degrees such as 37.277", _DEGREES, ("number",), -180, 180)
GEONAMES = Kind("a GeoNames number", "[0-9]{1,15}", ("integer",))
WIKIDATA = Kind("a Wikidata item such as Q158840", "Q[1-9][0-9]{0,15}")
COUNTRY = Kind("a country code of two capitals such as UA", "[A-Z]{2}")
BOOLEAN = Kind("true or false", "true|false", ("boolean",))
VERSION = Kind("1, the version of the format that is read here", "1", ("integer",), 1, 1)
