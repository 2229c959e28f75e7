"""Figures and how they grew, as plain values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from claimline.views.figures import Figure, Growth, Line, Update
from claimline.views.measures import Key, named
from claimline.views.plain.moments import bound
from claimline.views.public import Row

COLUMNS = (
    "kind",
    "event",
    "type",
    "unit",
    "scope",
    "baseline",
    "party",
    "actors",
    "comparable",
    "asOf",
    "claimant",
    "hedge",
    "minimum",
    "best",
    "maximum",
    "claims",
)

RULE = "measure-ranges-apart"
"""The rule behind a pair that is disjoint, as `contradictions` names it too."""

Number = int | float | None


def as_dict(line: Line) -> dict[str, object]:
    """Return a line as the JSON object that the README describes."""
    key = line.key
    return {
        "key": {
            "kind": key.kind,
            "unit": key.unit,
            "scope": key.scope,
            "baseline": key.baseline,
            "party": key.party,
            "event": key.event,
            "type": key.type,
            "actors": list(key.actors),
        },
        "comparable": key.comparable,
        "timeZone": line.zone,
        "figures": [_figure(figure) for figure in line.figures],
        "extremes": [
            {
                "asOf": each.as_of.text,
                "lowest": _amount(each.lowest),
                "highest": _amount(each.highest),
            }
            for each in line.extremes
        ],
        "rates": [_update(update) for update in line.updates],
        "disjoint": [
            {
                "claims": [list(each.one.claims), list(each.other.claims)],
                "necessity": each.necessity,
                "rule": RULE,
            }
            for each in line.disjoint
        ],
    }


def _figure(figure: Figure) -> dict[str, object]:
    measure, reach = figure.measure, figure.range
    return {
        "asOf": figure.as_of.text,
        "asOfBounds": [bound(figure.as_of.earliest), bound(figure.as_of.latest)],
        "claimant": figure.claimant,
        "minimum": _number(measure.minimum),
        "best": _number(measure.best),
        "maximum": _number(measure.maximum),
        "hedge": measure.hedge,
        "range": [_number(reach.low), _number(reach.high)],
        "rangeWithout": ["low"] * reach.above + ["high"] * reach.below,
        "modality": figure.modality,
        "sinceBaseline": figure.since and _growth(figure.since),
        "claims": list(figure.claims),
        "certainlyPublic": figure.certain,
    }


def _amount(figure: Figure) -> dict[str, object]:
    return {
        "amount": _number(named(figure.measure)),
        "hedge": figure.measure.hedge,
        "claimant": figure.claimant,
        "claims": list(figure.claims),
    }


def _update(update: Update) -> dict[str, object]:
    return {
        "from": {"asOf": update.before.as_of.text, "claims": list(update.before.claims)},
        "to": {"asOf": update.after.as_of.text, "claims": list(update.after.claims)},
        **_growth(update.growth),
    }


def _growth(growth: Growth) -> dict[str, object]:
    days, rate = growth.days, growth.rate
    return {
        "days": [_number(days.least), _number(days.most)],
        "perDay": [_number(rate.least), _number(rate.most)],
        "perDayAsNamed": _number(rate.named),
    }


def row(key: Key, figure: Figure) -> Row:
    """Return a figure as a row of plain values."""
    measure = figure.measure
    return {
        "kind": key.kind,
        "event": key.event,
        "type": key.type,
        "unit": key.unit,
        "scope": key.scope,
        "baseline": key.baseline,
        "party": key.party,
        "actors": " ".join(key.actors) or None,
        "comparable": key.comparable,
        "asOf": figure.as_of.text,
        "claimant": figure.claimant,
        "hedge": measure.hedge,
        "minimum": _number(measure.minimum),
        "best": _number(measure.best),
        "maximum": _number(measure.maximum),
        "claims": " ".join(figure.claims),
    }


def _number(value: Decimal | Fraction | None) -> Number:
    """Return an amount as JSON has it, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
