"""Which claims can be true together, as plain values."""

from __future__ import annotations

from claimline.model import Instant
from claimline.views.plain.moments import bound
from claimline.views.public import Row
from claimline.views.reconcile import Account, Reconciliation, Together

COLUMNS = (
    "set",
    "earliestBegin",
    "latestBegin",
    "earliestEnd",
    "latestEnd",
    "minDays",
    "maxDays",
    "claims",
    "leftOut",
)


def as_dict(found: Reconciliation) -> dict[str, object]:
    """Return a reconciliation as the JSON object that the README describes."""
    tightest, state = found.tightest, found.state
    return {
        "place": {"key": found.place.key, "iri": found.place.iri, "label": found.place.label},
        "controller": state and state.controller,
        "event": state and state.event,
        "reading": found.reading,
        "asOf": found.as_of,
        "timeZone": found.zone,
        "tightest": tightest and _bounds(tightest),
        "sets": [_set(each) for each in found.sets],
        "conflicts": [list(conflict) for conflict in found.conflicts],
        "limited": found.limited,
        "alike": [list(group) for group in found.alike],
        "denied": list(found.denied),
        "undated": list(found.undated),
        "datasetsLeftOut": list(found.datasets),
        "otherStates": [
            {"controller": each.controller, "event": each.event, "claims": each.claims}
            for each in found.others
        ],
        "claims": [_account(account) for account in found.accounts],
    }


def _set(found: Together) -> dict[str, object]:
    because = found.because
    return {
        "claims": list(found.claims),
        **_bounds(found),
        "leftOut": list(found.left_out),
        "forcedBy": [list(conflict) for conflict in found.forced_by],
        "because": {
            "earliestBegin": list(because.earliest_begin),
            "latestBegin": list(because.latest_begin),
            "earliestEnd": list(because.earliest_end),
            "latestEnd": list(because.latest_end),
        },
    }


def _bounds(found: Together) -> dict[str, object]:
    return {
        "begin": _pair(found.time.begin),
        "end": _pair(found.time.end),
        "days": list(found.days),
    }


def _account(account: Account) -> dict[str, object]:
    return {
        "claim": account.claim,
        "claimant": account.claimant,
        "modality": account.modality,
        "said": _pair(account.said),
        "begin": _pair(account.time.begin),
        "end": _pair(account.time.end),
        "days": account.days and list(account.days),
        "phrase": account.phrase,
        "readWeakly": account.softened,
        "summary": account.summary,
        "certainlyPublic": account.certain,
    }


def row(number: int, found: Together) -> Row:
    """Return claims that can be true together as a row of plain values."""
    begin, end, (least, most) = found.time.begin, found.time.end, found.days
    return {
        "set": number,
        "earliestBegin": bound(begin.earliest),
        "latestBegin": bound(begin.latest),
        "earliestEnd": bound(end.earliest),
        "latestEnd": bound(end.latest),
        "minDays": least,
        "maxDays": most,
        "claims": " ".join(found.claims),
        "leftOut": " ".join(found.left_out),
    }


def _pair(moment: Instant) -> list[str | None]:
    return [bound(moment.earliest), bound(moment.latest)]
