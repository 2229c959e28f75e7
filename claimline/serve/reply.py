"""What goes back for a request."""

from __future__ import annotations

import json
from dataclasses import dataclass

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, headers and content."""

    content: bytes
    media_type: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def json_reply(value: object) -> Reply:
    """Return a value as JSON, the way the command line writes it."""
    return Reply((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(), JSON)
