"""How fast an amount grew between two moments, when all that is known of both is bounds.

All is reckoned in fractions and rounded once, at the end, to ``DIGITS`` digits after the
point: the least rate down and the greatest up, so that they still hold every rate that is
possible; the one between the numbers named to the nearest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from claimline.model import Instant
from claimline.views.measures import Range
from claimline.when.zones import local, zone_called

DIGITS = 2
"""How many digits a rate has after the point."""

_TICK = timedelta(microseconds=1)
_DAY = timedelta(days=1) // _TICK
_PRECISION = 60


@dataclass(frozen=True, slots=True)
class Span:
    """How many days lie between two moments at the least and at the most, by the clock."""

    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Rate:
    """The growth a day: at the least, at the most, and as the bare numbers have it, with
    half-way between the bounds of the days. ``None``: no limit, or no such number."""

    least: Decimal | None
    most: Decimal | None
    named: Decimal | None


def span(first: Instant, second: Instant, zone: str) -> Span | None:
    """Return the days from one moment to another that is certainly not earlier, else None.

    They are counted on the clocks of ``zone``: a day of 23 hours is a day.
    """
    if not first.earliest or not first.latest or not second.earliest or not second.latest:
        return None
    if first.latest > second.earliest:
        return None
    clocks = zone_called(zone)
    begin, sooner, later, end = (
        local(moment, clocks).replace(tzinfo=None)
        for moment in (first.earliest, first.latest, second.earliest, second.latest)
    )
    return Span(
        max(Fraction((later - sooner) // _TICK, _DAY), Fraction(0)),
        max(Fraction((end - begin) // _TICK, _DAY), Fraction(0)),
    )


def per_day(
    before: Range, after: Range, days: Span, numbers: tuple[Decimal | int | None, Decimal | None]
) -> Rate:
    """Return the growth a day from one amount to another, with the numbers that were named.

    From 1000 exactly to 2000 exactly, one to three days later:

    >>> one, two = (Range(Decimal(amount), Decimal(amount)) for amount in (1000, 2000))
    >>> per_day(one, two, Span(Fraction(1), Fraction(3)), (Decimal(1000), Decimal(2000)))
    Rate(least=Decimal('333.33'), most=Decimal('1000.00'), named=Decimal('500.00'))
    """
    least = None if before.high is None else Fraction(after.low) - Fraction(before.high)
    most = None if after.high is None else Fraction(after.high) - Fraction(before.low)
    first, second = numbers
    middle = (days.least + days.most) / 2
    step = None if first is None or second is None else Fraction(second) - Fraction(first)
    return Rate(
        _rounded(_over(least, days.least if _falls(least) else days.most), ROUND_FLOOR),
        _rounded(_over(most, days.most if _falls(most) else days.least), ROUND_CEILING),
        _rounded(_over(step, middle), ROUND_HALF_EVEN),
    )


def _falls(change: Fraction | None) -> bool:
    return change is not None and change < 0


def _over(change: Fraction | None, days: Fraction) -> Fraction | None:
    """Return a change a day; within no time at all any rate is possible."""
    return None if change is None or days == 0 else change / days


def _rounded(rate: Fraction | None, rounding: str) -> Decimal | None:
    if rate is None:
        return None
    scaled = rate * 10**DIGITS
    whole = {
        ROUND_FLOOR: scaled.numerator // scaled.denominator,
        ROUND_CEILING: -(-scaled.numerator // scaled.denominator),
        ROUND_HALF_EVEN: round(scaled),
    }[rounding]
    with localcontext() as context:
        context.prec = _PRECISION
        return Decimal(whole).scaleb(-DIGITS)
