"""What supports a claim, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimline.views.public import Row
from claimline.views.weighing import (
    SEPARATE_REPORTERS,
    SEPARATE_VOICES,
    Corroboration,
    Support,
)

COLUMNS = (
    "claim",
    "claimant",
    "side",
    "polarity",
    "modality",
    "said",
    "saidRoots",
    "content",
    "contentRoots",
    "sides",
    "concededBy",
    "deniedBy",
    "answered",
    "summary",
)


def as_dict(one: Corroboration) -> dict[str, object]:
    """Return what supports one claim as the JSON object that the README describes."""
    counted = one.counted
    return {
        "claim": one.claim,
        "iri": one.iri,
        "summary": one.summary,
        "claimant": one.claimant,
        "side": one.side,
        "event": one.event,
        "polarity": one.polarity,
        "modality": one.modality,
        "said": {
            "count": len(one.said),
            "rule": SEPARATE_REPORTERS,
            "roots": [
                {
                    "root": root.root,
                    "reporters": list(root.reporters),
                    "claims": list(root.claims),
                    "chains": list(root.chains),
                    "repeatedBy": list(root.repeated_by),
                }
                for root in one.said
            ],
        },
        "content": {
            "count": len(one.roots),
            "rule": SEPARATE_VOICES,
            "roots": list(one.roots),
            "claimants": sorted({support.claimant for support in counted}),
            "sides": sides_of(counted),
            "claims": sorted(claim for support in counted for claim in support.claims),
        },
        "concessions": [_support(support) for support in one.concessions],
        "entailedBy": [
            {**_support(support), "counts": support.zero is None, "why": support.zero}
            for support in one.supports
        ],
        "deniedBy": [_support(support) for support in one.denials],
        "answered": one.answered,
        "certainlyPublic": one.certain,
    }


def _support(support: Support) -> dict[str, object]:
    return {
        "claim": support.claim,
        "claims": list(support.claims),
        "claimant": support.claimant,
        "side": support.side,
        "modality": support.modality,
        "rule": support.rule,
        "necessity": support.answer,
        "certainlyPublic": support.certain,
    }


def row(one: Corroboration) -> Row:
    """Return what supports one claim as a row of plain values."""
    return {
        "claim": one.claim,
        "claimant": one.claimant,
        "side": one.side,
        "polarity": one.polarity,
        "modality": one.modality,
        "said": len(one.said),
        "saidRoots": _listed(root.root for root in one.said),
        "content": len(one.roots),
        "contentRoots": _listed(one.roots),
        "sides": _listed(sides_of(one.counted)),
        "concededBy": _listed(support.claim for support in one.concessions),
        "deniedBy": _listed(support.claim for support in one.denials),
        "answered": one.answered,
        "summary": one.summary,
    }


def _listed(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def sides_of(supports: Sequence[Support]) -> list[str]:
    """Return the sides that those who support a claim are on, sorted."""
    return sorted({support.side for support in supports if support.side})
