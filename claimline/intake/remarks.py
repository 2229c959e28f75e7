"""Remarks such as "Captured by Russia 27 March 2022": which of them say something dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimline import when
from claimline.errors import TimeError
from claimline.intake.control import Control
from claimline.model import Event, Instant, Interval, Proposition

PARTIES = {
    "Ukraine": "ukrainian-forces",
    "Russia": "russian-forces",
    "DPR": "dpr-forces",
    "Donetsk PR": "dpr-forces",
    "LPR": "lpr-forces",
    "Luhansk PR": "lpr-forces",
}
"""Who captures, by the names in remarks, as keys of ``control.FORCES``."""

MONTHS = "January February March April May June July August September October November December"
_NUMBERS = {name: f"{number:02}" for number, name in enumerate(MONTHS.split(), 1)}

_DATES = {
    r"(?:on )?(?P<d>\d\d?) (?P<m>{months}),? (?P<y>\d{{4}})": "{y}-{m}-{d}",
    r"(?:on )?(?P<m>{months}) (?P<d>\d\d?),? (?P<y>\d{{4}})": "{y}-{m}-{d}",
    r"around (?P<d>\d\d?) (?P<m>{months}) (?P<y>\d{{4}})": "{y}-{m}-{d}~",
    r"by (?P<d>\d\d?) (?P<m>{months}) (?P<y>\d{{4}})": "../{y}-{m}-{d}",
    r"by (?P<m>{months}) (?P<y>\d{{4}})": "../{y}-{m}",
    r"(?:in )?(?:(?:early|mid|late)[ -])?(?P<m>{months}) (?P<y>\d{{4}})": "{y}-{m}",
    r"in (?:(?:early|mid|late) )?(?P<y>\d{{4}})": "{y}",
}
"""How a remark is dated, and the same as EDTF; a part of a month is that month, no more."""

_PATTERNS = [
    (re.compile(pattern.format(months="|".join(_NUMBERS))), edtf)
    for pattern, edtf in _DATES.items()
]
_PARTY = "|".join(sorted(PARTIES, key=len, reverse=True))
_TAKEN = re.compile(
    # Small letters before mean that it is hedged, claimed or partial: then it is not this.
    r"(?:[C\u0421]aptured|Recaptured|Liberated|Retaken) by "
    rf"(?P<who>(?:{_PARTY})(?:/ ?(?:{_PARTY}))*)"
    r"(?: in the \w+ (?:counter)?offensive)? "
)


@dataclass(frozen=True, slots=True)
class Remark:
    """That a place was captured: by whom, as keys of ``control.FORCES``, and when, as EDTF.

    ``quote`` are the words, which may differ from one revision to the next.
    """

    forces: tuple[str, ...]
    time: str
    quote: str = field(compare=False)

    @property
    def id(self) -> str:
        """What tells it from other remarks on the same place."""
        time = self.time.replace("../", "by-").replace("~", "-about")
        return f"captured-by-{'-'.join(self.forces)}-{time}"

    def event(self, name: str, record: str) -> Event:
        """Return the capture, as a handle of the data set's own: others may mean another."""
        label = f"Capture of {name}, {self.time}"
        return Event(
            id=f"{record}-{self.id}", type="capture", labels=(("en", label),), record=record
        )

    def asserts(self, place: str, record: str, control: Control) -> Proposition:
        """Return that the place was captured; several captors leave open who held it then."""
        actors = tuple(map(control.force, self.forces))
        by = self.time.startswith("..")
        moment = control.moment(self.time)
        return Proposition(
            event=f"{record}-{self.id}",
            type="capture",
            places=(place,),
            actors=actors,
            controller=actors[0] if len(actors) == 1 else None,
            time=Interval(Instant(None, None) if by else moment, moment),
        )


def remarks(text: str) -> Iterator[Remark]:
    """Yield the dated captures that a text tells of as facts; all else in it is passed over.

    >>> [(it.forces, it.time) for it in remarks("See Battle. Captured by Russia 27 March 2022.")]
    [(('russian-forces',), '2022-03-27')]
    """
    plain = " ".join(text.split())
    for taken in _TAKEN.finditer(plain):
        found = ((pattern.match(plain, taken.end()), edtf) for pattern, edtf in _PATTERNS)
        match, edtf = next(((match, edtf) for match, edtf in found if match), (None, ""))
        if match is None:
            continue
        parts = match.groupdict()
        parts["m"] = _NUMBERS.get(parts.get("m") or "", "")
        time = edtf.format(**parts | {"d": (parts.get("d") or "").zfill(2)})
        forces = [PARTIES[name.strip()] for name in taken["who"].split("/")]
        if _is_time(time):
            quote = plain[taken.start() : match.end()]
            yield Remark(tuple(dict.fromkeys(forces)), time, quote)


def _is_time(text: str) -> bool:
    try:
        when.instant(text)
    except TimeError:
        return False
    return True
