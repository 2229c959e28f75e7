"""Moments as JSON has them."""

from __future__ import annotations

from datetime import datetime

from claimline.model import Instant
from claimline.when import utc


def instant(moment: Instant) -> dict[str, str | None]:
    """Return a moment as JSON has it: two bounds in UTC, and the EDTF as written."""
    return {"earliest": bound(moment.earliest), "latest": bound(moment.latest), "edtf": moment.text}


def bound(moment: datetime | None) -> str | None:
    """Return a bound in UTC as JSON has it, None where there is none."""
    return utc(moment) if moment else None
