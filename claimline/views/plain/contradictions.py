"""Contradictions as plain values."""

from __future__ import annotations

from claimline.views.contradictions import Contradiction
from claimline.views.public import Row

COLUMNS = (
    "kind",
    "necessity",
    "rule",
    "claim",
    "other",
    "claimant",
    "otherClaimant",
    "overlapMinDays",
    "overlapMaxDays",
    "sameClaimant",
    "note",
)


def as_dict(found: Contradiction) -> dict[str, object]:
    """Return a contradiction as the JSON object that the README describes."""
    pair, overlap = (found.one, found.other), found.overlap
    return {
        "kind": found.clash.kind,
        "necessity": found.clash.necessity,
        "rule": found.clash.rule,
        "claims": [it.first.claim for it in pair],
        "claimants": [it.claimant for it in pair],
        "sameClaimant": found.one_voice,
        "hoursApart": found.hours and list(found.hours),
        "overlapDays": overlap and list(overlap),
        "note": found.note,
        "summaries": [it.first.summary for it in pair],
        "polarities": [it.polarity for it in pair],
        "chains": [list(it.chains) for it in pair],
        "others": [[record.claim for record in it.records[1:]] for it in pair],
        "events": [it.event for it in pair],
        "iris": [it.first.iri for it in pair],
        "certainlyPublic": found.certain,
    }


def row(found: Contradiction) -> Row:
    """Return a contradiction as a row of plain values."""
    least, most = found.overlap or (None, None)
    return {
        "kind": found.clash.kind,
        "necessity": found.clash.necessity,
        "rule": found.clash.rule,
        "claim": found.one.first.claim,
        "other": found.other.first.claim,
        "claimant": found.one.claimant,
        "otherClaimant": found.other.claimant,
        "overlapMinDays": least,
        "overlapMaxDays": most,
        "sameClaimant": found.one_voice,
        "note": found.note,
    }
