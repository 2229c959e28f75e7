"""A timeline as plain values."""

from __future__ import annotations

from claimline.views.plain.moments import bound, instant
from claimline.views.public import Row
from claimline.views.timeline import Entry, Timeline

COLUMNS = (
    "claim",
    "claimant",
    "polarity",
    "modality",
    "type",
    "controller",
    "earliestBegin",
    "latestBegin",
    "earliestEnd",
    "latestEnd",
    "edtf",
    "chain",
    "document",
    "summary",
)


def as_dict(found: Timeline) -> dict[str, object]:
    """Return a timeline as the JSON object that the README describes."""
    return {
        "place": {"key": found.place.key, "iri": found.place.iri, "label": found.place.label},
        "asOf": found.as_of,
        "lanes": [
            {"name": lane.name, "claims": [entry.claim for entry in lane.entries]}
            for lane in found.lanes
        ],
        "entries": [_entry(entry) for entry in found.entries],
    }


def _entry(entry: Entry) -> dict[str, object]:
    days = entry.days
    return {
        **row(entry),
        "iri": entry.iri,
        "side": entry.side,
        "place": entry.place,
        "duration": days and {"phrase": entry.duration, "days": list(days)},
        "said": instant(entry.said),
        "published": instant(entry.published),
        "chain": list(entry.chain),
        "url": entry.url,
        "certainlyPublic": entry.certain,
    }


def row(entry: Entry) -> Row:
    """Return an entry as a row of plain values."""
    return {
        "claim": entry.claim,
        "claimant": entry.claimant,
        "polarity": entry.polarity,
        "modality": entry.modality,
        "type": entry.type,
        "controller": entry.controller,
        "earliestBegin": bound(entry.time.begin.earliest),
        "latestBegin": bound(entry.time.begin.latest),
        "earliestEnd": bound(entry.time.end.earliest),
        "latestEnd": bound(entry.time.end.latest),
        "edtf": entry.edtf,
        "chain": " → ".join(entry.chain),
        "document": entry.document,
        "summary": entry.summary,
    }
