"""Who held a place, as plain values."""

from __future__ import annotations

from claimline.views.held import Holding
from claimline.views.public import Row

COLUMNS = (
    "place",
    "state",
    "controller",
    "claimant",
    "side",
    "answer",
    "rule",
    "polarity",
    "certainlyPublic",
    "claims",
)


def as_dict(one: Holding) -> dict[str, object]:
    """Return an answer as the JSON object that the README describes."""
    return {
        **row(one),
        "claims": list(one.claims),
        "reasons": [
            {"claim": found.spell.claim, "answer": found.answer, "rule": found.rule}
            for found in one.verdicts
        ],
    }


def row(one: Holding) -> Row:
    """Return an answer as a row of plain values; a contested state has no controller."""
    return {
        "place": one.place,
        "state": one.holder.state,
        "controller": one.holder.controller or None,
        "claimant": one.claimant,
        "side": one.side,
        "answer": one.answer,
        "rule": one.rule,
        "polarity": one.polarity,
        "certainlyPublic": one.certain,
        "claims": " ".join(one.claims),
    }
