"""The days within which a data set's date may lie, by the precision that it gives it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def around(first: date, last: date, days: int) -> tuple[date, date]:
    """Return the first and the last of all days that any stretch of some days around a range has.

    >>> around(date(2022, 9, 10), date(2022, 9, 10), 7)
    (datetime.date(2022, 9, 4), datetime.date(2022, 9, 16))
    """
    begin = max(last.toordinal() - days + 1, date.min.toordinal())
    end = min(first.toordinal() + days - 1, date.max.toordinal())
    return date.fromordinal(begin), date.fromordinal(end)


def months(first: date, last: date) -> tuple[date, date]:
    """Return the first and the last day of the months of a range.

    >>> months(date(2024, 2, 10), date(2024, 2, 10))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def within(first: date, last: date) -> str:
    """Return some moment between two days, as EDTF."""
    return f"{first}" if first == last else f"[{first}..{last}]"
