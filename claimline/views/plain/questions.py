"""What people ask, as plain values."""

from __future__ import annotations

from claimline.views.questions import Question


def as_dict(each: Question) -> dict[str, object]:
    """Return a question as a JSON object."""
    return {
        "number": each.number,
        "theme": each.theme,
        "question": each.text,
        "ask": list(each.ways),
        "note": each.note or None,
    }
