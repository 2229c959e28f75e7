"""Through whom a claim reaches us, as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from claimline.views.plain.moments import instant
from claimline.views.sources import Sources
from claimline.views.wordings import Loss, Worded


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
