"""What the writer of a text that is not EDTF probably meant to write."""

from __future__ import annotations

import re
from datetime import date

from claimline.when.days import MONTHS

GENERAL = (
    "write a day as 2022-03-24, a month as 2022-03, a time as 2022-03-24T15:50, "
    "a stretch as 2022-03-24/2022-04-01"
)

_SHOWN = 60
_ABBREVIATED = 3
_SHORT_YEAR = re.compile(r"Y(-?[0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-./]?)([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SPACED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)")
_FRACTION = re.compile(r"([0-9-]{10}T[0-9:]{8})[.,][0-9]+(Z?)")


def quoted(text: str) -> str:
    """Return the text as an error message shows it, cut if it is long."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")


def advice(text: str) -> str:
    """Return what to write instead, in words that can follow a semicolon.

    >>> advice("24 March 2022")
    'write 2022-03-24'
    >>> advice("24.3.2022")
    'write 2022-03-24'
    """
    if len(text) > _SHOWN:
        return GENERAL
    meant = _numeric(text.strip()) or _timed(text) or _in_english(text)
    return f"write {meant}" if meant else GENERAL


def _numeric(text: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], int(match[3]), match[4])
    if match := _SHORT_YEAR.fullmatch(text):
        return match[1]
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], int(match[2]), match[1])
    return None


def _timed(text: str) -> str | None:
    if match := _SPACED.fullmatch(text):
        return f"{match[1]}T{match[2]}"
    if match := _FRACTION.fullmatch(text):
        return match[1] + match[2]
    return None


def _in_english(text: str) -> str | None:
    """Read a month's name, a year and perhaps a day, and nothing else, in any order."""
    tokens = re.findall(r"[a-z]+|[0-9]+", text.casefold())
    years = [token for token in tokens if re.fullmatch(r"[0-9]{4}", token)]
    days = [token for token in tokens if re.fullmatch(r"[0-9]{1,2}", token)]
    months = [
        number
        for token in tokens
        for number, name in enumerate(MONTHS, start=1)
        if len(token) >= _ABBREVIATED and name.casefold().startswith(token)
    ]
    if len(years) != 1 or len(months) != 1 or len(days) != len(tokens[2:]):
        return None
    if not days:
        return f"{years[0]}-{months[0]:02}"
    return _day(years[0], months[0], days[0]) if len(days) == 1 else None


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
