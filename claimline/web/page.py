"""What stands at a path of a site."""

from __future__ import annotations

from dataclasses import dataclass

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """Some content and its media type."""

    content: bytes
    media_type: str = HTML
