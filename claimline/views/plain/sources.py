"""Through whom a claim reaches us, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.model import Evidence, Instant
from claimline.views.plain.moments import instant
from claimline.views.public import Row
from claimline.views.sources import Hop, Sources
from claimline.views.wordings import Loss, Worded
from claimline.when import words

COLUMNS = ("report", "reporter", "speech", "chain", "document", "published", "evidence", "losses")


def as_dict(found: Sources) -> dict[str, object]:
    """Return the sources of a claim as the JSON object that the README describes."""
    return {
        "claim": found.claim.key,
        "iri": found.claim.iri,
        "summary": found.claim.label,
        "claimant": found.claimant,
        "modality": found.modality,
        "polarity": found.polarity,
        "said": instant(found.said),
        "asOf": found.as_of,
        "hops": [
            {
                "report": hop.report,
                "of": list(hop.of),
                "reporter": hop.reporter,
                "speech": hop.speech,
                "chain": hop.chain,
                "document": hop.document,
                "published": instant(hop.published),
                "evidence": [
                    {
                        "document": evidence.document,
                        "start": evidence.start,
                        "end": evidence.end,
                        "quote": evidence.quote,
                        "fragment": evidence.fragment,
                    }
                    for evidence in hop.evidence
                ],
                "losses": _losses(hop.losses),
                "certainlyPublic": hop.certain,
            }
            for hop in found.hops
        ],
        "elsewhere": [_elsewhere(other) for other in found.elsewhere],
    }


def _elsewhere(other: Worded) -> dict[str, object]:
    return {
        "claim": other.claim,
        "report": other.report,
        "reporter": other.reporter,
        "document": other.document,
        "losses": _losses(other.losses),
        "certainlyPublic": other.certain,
    }


def _losses(losses: Iterable[Loss]) -> list[dict[str, object]]:
    return [
        {
            "aspect": loss.aspect,
            "claimed": loss.claimed,
            "worded": loss.worded,
            "inherited": loss.inherited,
        }
        for loss in losses
    ]


def row(hop: Hop) -> Row:
    """Return a hop as a row of plain values."""
    return {
        "report": hop.report,
        "reporter": hop.reporter,
        "speech": hop.speech,
        "chain": hop.chain,
        "document": hop.document,
        "published": None if unknown(hop.published) else words(hop.published),
        "evidence": "; ".join(map(where, hop.evidence)) or None,
        "losses": "; ".join(map(lost, hop.losses)) or None,
    }


def lost(loss: Loss) -> str:
    """Return one aspect as the claim has it and as the hop does.

    >>> lost(Loss("hedge", "about", "exact"))
    'hedge: about in the claim, exact here'
    """
    came = ", as it came" if loss.inherited else ""
    return (
        f"{loss.aspect}: {loss.claimed or 'none'} in the claim, {loss.worded or 'none'} here{came}"
    )


def where(evidence: Evidence) -> str:
    """Return where evidence stands, in words."""
    parts = [evidence.document]
    if evidence.start is not None:
        parts.append(f"code points {evidence.start} to {evidence.end}")
    if evidence.fragment:
        parts.append(f"at {evidence.fragment}")
    if evidence.quote:
        parts.append(f"“{evidence.quote}”")
    return ", ".join(parts)


def unknown(moment: Instant) -> bool:
    """Return whether nothing is known of a moment."""
    return moment.earliest is None and moment.latest is None
