"""What counts as a concession: somebody of one side affirms what speaks against that side.

Two questions, asked of one claim: does its claimant speak for a side at all, and is what it
affirms adverse to that side? A newsroom at home in a belligerent country stands on that
country's side when independent voices are counted, but it concedes nothing in its name.
"""

from __future__ import annotations

HOLDING = frozenset({"control", "territorial-holding"})
"""States of a place in somebody's hands; contested control and control by nobody are not."""

GAIN = frozenset({"capture", "territorial-gain", "area-retaken", "settlements-retaken"})
"""Happenings by which the one who acts comes to hold more."""

LOSS = frozenset(
    {"withdrawal", "regrouping", "flight", "handover", "surrender", "territorial-loss"}
)
"""Happenings by which the one who acts comes to hold less, by whatever name and for whatever
purpose: a regrouping leaves the place to the other side as a flight does."""

MEASURED = frozenset({"territorial-loss"})
"""Losses that are told by how much, and not only by where."""

OFFICIAL = frozenset({"state", "government", "ministry", "force", "unit", "official-body"})
"""The kinds of actors that are a side's own, even where no record says for whom they act."""

_ADVERSE = HOLDING | GAIN | LOSS | {"control-change"}
"""What is adverse to a side if, as it says, the other side holds the place."""

_BYSTANDER = "third-party"


def concedes(
    claimant_side: str | None,
    event_type: str,
    controller_side: str | None,
    actor_side: str | None,
    polarity: str,
    *,
    placed: bool,
) -> bool:
    """Return whether a claimant of one side affirms a proposition adverse to that side.

    Adverse is that the other side holds or took a place, or gained ground; and that the own
    side left one, gave it up or lost ground. A departure is conceded only where the claim says of
    which place (``placed``): who tells no more than what it was for has not said that anything
    was left. Sides are keys of the vocabulary; of several
    actors ask for each. Whether the claim can be true or false at all (an announced intent
    cannot), and whether its claimant speaks for the side (``speaks_for_a_side``), is for the
    caller to ask.

    >>> concedes("russian", "regrouping", None, "russian", "affirmed", placed=True)
    True
    >>> concedes("russian", "regrouping", None, "russian", "affirmed", placed=False)
    False
    >>> concedes("ukrainian", "control", "russian", None, "affirmed", placed=True)
    True
    >>> concedes("ukrainian", "control", "russian", None, "denied", placed=True)
    False
    """
    if claimant_side in {None, _BYSTANDER} or polarity != "affirmed":
        return False
    if event_type in LOSS and actor_side == claimant_side:
        return placed or event_type in MEASURED
    if event_type in HOLDING | GAIN and controller_side is None:
        return _adverse(claimant_side, actor_side)
    return event_type in _ADVERSE and _adverse(claimant_side, controller_side)


def speaks_for_a_side(kind: str | None, *, on_behalf: bool) -> bool:
    """Return whether an actor's words are a side's own: it acts for somebody, or is a state,
    a government, a force or another official body.

    >>> speaks_for_a_side("outlet", on_behalf=False), speaks_for_a_side("force", on_behalf=False)
    (False, True)
    """
    return on_behalf or kind in OFFICIAL


def _adverse(side: str | None, other: str | None) -> bool:
    return other not in {None, side, _BYSTANDER}
