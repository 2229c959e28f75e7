"""What changed between two days, as plain values."""

from __future__ import annotations

from claimline.views.difference import Answers, Change, Difference
from claimline.views.held import Holding
from claimline.views.public import Row

COLUMNS = (
    "change",
    "claim",
    "claimant",
    "side",
    "polarity",
    "place",
    "state",
    "controller",
    "before",
    "after",
    "by",
    "certainlyPublic",
    "summary",
)
"""Of a changed claim the places stay empty; an answer is a row whose change is ``answer``."""


def as_dict(found: Difference) -> dict[str, object]:
    """Return a difference as the JSON object that the README describes."""
    return {
        "asOf": found.earlier,
        "and": found.later,
        "place": found.place.key if found.place else None,
        "changes": [
            {
                "change": change.kind,
                "claim": change.claim.claim,
                "claimant": change.claim.claimant,
                "side": change.claim.side,
                "polarity": change.claim.polarity,
                "summary": change.claim.summary,
                "by": [one.claim for one in change.by],
                "certainlyPublic": change.certain,
            }
            for change in found.changes
        ],
        "held": [
            {
                "place": one.of.place,
                "state": one.of.holder.state,
                "controller": one.of.holder.controller or None,
                "claimant": one.of.claimant,
                "side": one.of.side,
                "on": found.later,
                "before": _answer(one.before),
                "after": _answer(one.after),
            }
            for one in found.held
        ],
    }


def _answer(one: Holding | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {"answer": one.answer, "rule": one.rule, "claims": list(one.claims)}


def row(change: Change) -> Row:
    """Return a change as a row of plain values."""
    return dict.fromkeys(COLUMNS) | {
        "change": change.kind,
        "claim": change.claim.claim,
        "claimant": change.claim.claimant,
        "side": change.claim.side,
        "polarity": change.claim.polarity,
        "by": " ".join(one.claim for one in change.by),
        "certainlyPublic": change.certain,
        "summary": change.claim.summary,
    }


def answer(one: Answers) -> Row:
    """Return a changed answer as a row of plain values; silence is an empty one."""
    return dict.fromkeys(COLUMNS) | {
        "change": "answer",
        "claimant": one.of.claimant,
        "side": one.of.side,
        "polarity": one.of.polarity,
        "place": one.of.place,
        "state": one.of.holder.state,
        "controller": one.of.holder.controller or None,
        "before": one.before and one.before.answer,
        "after": one.after and one.after.answer,
        "by": " ".join(one.of.claims),
        "certainlyPublic": one.of.certain,
    }
