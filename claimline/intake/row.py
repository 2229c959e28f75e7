"""One row of somebody's data: each field taken by the name it has there, every fault kept.

A method that cannot take a field adds a fault and returns an empty value of its type, so that
one run shows all that is wrong with a row; nobody uses the values of a row with faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from claimline import when
from claimline.errors import ClaimlineError, Fault, Position, TimeError, nearest
from claimline.model import Instant, Interval
from claimline.record.nodes import Fields, Items, Node, Text, forbidden

Meaning = TypeVar("Meaning")

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_NOTHING = Instant(None, None)
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_SHOWN = 60
_ALL_SHOWN = 12


@dataclass(slots=True)
class Row:
    """A row of a table, or an object within a JSON file.

    ``fields`` are its fields as they stand in the file; ``columns`` the numbers of a table's
    columns, where its cells do not know their own places; ``cells`` all that stood in the row,
    where that does not fit the columns. ``mended`` rows come from a file of refused rows: what
    they say is added to what was loaded before.
    """

    fields: Mapping[str, str | Items | Fields]
    at: Position
    columns: Mapping[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    mended: bool = False
    cells: Sequence[str] = ()

    def fault(self, name: str, message: str, hint: str = "") -> None:
        """Add a fault of a field, or of the row where it has no such field."""
        self.faults.append(Fault(self.where(name), f"{name}: {message}", hint))

    def has(self, name: str) -> bool:
        """Tell whether a field is there and says something."""
        node = self.fields.get(name)
        return bool(node.strip()) if isinstance(node, str) else bool(node)

    def maybe(self, name: str) -> str | None:
        """Return the text of a field without the white space around it; None if it is empty."""
        node = self.fields.get(name, "")
        if not isinstance(node, str):
            self.fault(name, "is a text, not a list or an object")
            return None
        text = node.strip()
        if bad := forbidden(text):
            self.fault(name, f"the character {bad[1]} cannot stand in a text")
            return None
        return text or None

    def text(self, name: str) -> str:
        """Return the text of a field that must say something."""
        if found := self.maybe(name):
            return found
        if not self.faults or self.faults[-1].message.partition(":")[0] != name:
            self.fault(name, "is empty", "the row cannot be understood without it")
        return ""

    def one_of(self, name: str, meanings: Mapping[str, Meaning], empty: Meaning) -> Meaning:
        """Return what a field's value means by a table; ``empty`` stands in for a fault."""
        text = self.text(name)
        if text in meanings:
            return meanings[text]
        if text:
            self.fault(name, f"{_shown(text)} is not a value known here", _near(text, meanings))
        return empty

    def number(
        self, name: str, low: Decimal | int | None = None, high: Decimal | int | None = None
    ) -> Decimal:
        """Return a field as the number it must be, from ``low`` to ``high``."""
        text = self.text(name)
        if not text:
            return Decimal(0)
        if not _NUMBER.fullmatch(text):
            self.fault(name, f"{_shown(text)} is not a number", "digits, as in 12 or 49.2")
            return Decimal(0)
        value = Decimal(text)
        if (low is not None and value < low) or (high is not None and value > high):
            within = f"from {low} to {high}" if high is not None else f"{low} or more"
            self.fault(name, f"{text} is not {within}")
        return value

    def maybe_number(
        self, name: str, low: Decimal | int | None = None, high: Decimal | int | None = None
    ) -> Decimal | None:
        """Return a field as a number; None if it is empty."""
        return self.number(name, low, high) if self.has(name) else None

    def whole(self, name: str, low: int | None = None, high: int | None = None) -> int:
        """Return a field as the whole number it must be; ``12.0`` is one."""
        value = self.number(name, low, high)
        if value != int(value):
            self.fault(name, f"{self.maybe(name)} is not a whole number")
        return int(value)

    def degrees(self, latitude: str, longitude: str) -> tuple[Decimal, Decimal] | None:
        """Return two fields as WGS 84 degrees; None if both are empty."""
        if not self.has(latitude) and not self.has(longitude):
            return None
        return self.number(latitude, -90, 90), self.number(longitude, -180, 180)

    def instant(self, name: str, edtf: str, zone: str = "UTC") -> Instant:
        """Return the bounds of a moment, given as EDTF, that a field was turned into."""
        return self._time(name, lambda: when.instant(edtf, zone), _NOTHING)

    def interval(self, name: str, edtf: str, zone: str = "UTC") -> Interval:
        """Return the bounds of an interval, given as EDTF, that a field was turned into."""
        return self._time(name, lambda: when.interval(edtf, zone), Interval(_NOTHING, _NOTHING))

    def date(self, name: str, *forms: str) -> str:
        """Return a field that is a date in one of some ``strptime`` forms as an EDTF day."""
        moment = self.moment(name, *forms)
        return moment.date().isoformat() if moment != _NEVER else ""

    def moment(self, name: str, *forms: str) -> datetime:
        """Return a field that is a date or time in one of some ``strptime`` forms.

        A time without a zone is taken as UTC; the earliest there is stands in for a fault.
        """
        text = self.text(name)
        if not text:
            return _NEVER
        for form in forms:
            try:
                moment = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is given below
            except ValueError:
                continue
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        example = datetime(2022, 9, 10, 18, tzinfo=UTC)
        wanted = " or ".join(example.strftime(form) for form in forms)
        self.fault(name, f"{_shown(text)} is not a date as it is written here", f"as in {wanted}")
        return _NEVER

    def parts(self, name: str, sign: str = ";") -> tuple[str, ...]:
        """Return the parts that a sign divides a field into, without empty ones."""
        text = self.maybe(name) or ""
        return tuple(part.strip() for part in text.split(sign) if part.strip())

    def known(self, name: str, find: Callable[[], Meaning], empty: Meaning) -> Meaning:
        """Return what is found; an error on purpose is a fault of a field."""
        try:
            return find()
        except ClaimlineError as error:
            self.fault(name, str(error))
            return empty

    def within(self, name: str) -> Row | None:
        """Return the object that a field holds, sharing this row's faults; None if absent."""
        node = self.fields.get(name)
        if node is None:
            return None
        if not isinstance(node, Fields):
            self.fault(name, "is an object with fields of its own")
            return None
        return Row(node, node.at, faults=self.faults, mended=self.mended)

    def each(self, name: str) -> Iterator[Row]:
        """Yield the objects in the list that a field holds, sharing this row's faults."""
        for node in self._list(name):
            if isinstance(node, Fields):
                yield Row(node, node.at, faults=self.faults, mended=self.mended)
            else:
                self.fault(name, "holds objects with fields of their own")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts in the list that a field holds."""
        nodes = self._list(name)
        if any(not isinstance(node, Text) for node in nodes):
            self.fault(name, "is a list of texts")
        return tuple(node.strip() for node in nodes if isinstance(node, Text) and node.strip())

    def only(self, taken: Sequence[str], ignored: Mapping[str, str]) -> None:
        """Add a fault for each field that is neither taken nor ignored, each with a reason."""
        known = {*taken, *ignored}
        for key in self.fields:
            if key not in known:
                self.fault(key, "this field is not known here", _near(key, known))

    def where(self, name: str) -> Position:
        """Return where a field stands; the row itself if it has no such field."""
        if name in self.columns:
            return Position(self.at.file, self.at.line, self.columns[name])
        node = self.fields.get(name)
        return node.at if isinstance(node, Text | Items | Fields) else self.at

    def _list(self, name: str) -> Sequence[Node]:
        node = self.fields.get(name)
        if node is None or isinstance(node, Items):
            return node or ()
        self.fault(name, "is a list")
        return ()

    def _time(self, name: str, read: Callable[[], Meaning], empty: Meaning) -> Meaning:
        try:
            return read()
        except TimeError as error:
            self.fault(name, str(error))
            return empty


def _near(text: str, known: Mapping[str, object] | set[str]) -> str:
    if found := nearest(text, known):
        return f"did you mean {', '.join(found)}?"
    return f"it is one of {', '.join(sorted(known))}" if len(known) <= _ALL_SHOWN else ""


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
