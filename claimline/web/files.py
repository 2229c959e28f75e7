"""The shipped files that pages use: read once, so that no path leads out of their folder."""

from __future__ import annotations

from hashlib import sha256

from claimline.web.page import Page
from claimline.web.reply import Reply
from claimline.web.site import statics

_KEPT = "public, max-age=604800"
"""How long others may keep a file: a week."""


def shipped() -> dict[str, Reply]:
    """Return the files by their paths below ``static/``."""
    return {path: _kept(page) for path, page in statics().items()}


def _kept(page: Page) -> Reply:
    tag = f'"{sha256(page.content).hexdigest()[:32]}"'
    headers = (("Cache-Control", _KEPT), ("ETag", tag))
    return Reply(page.content, page.media_type, headers=headers)
