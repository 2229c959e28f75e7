"""The shipped files that pages use, with how long others may keep them."""

from __future__ import annotations

from hashlib import sha256

from claimline.serve.reply import Reply
from claimline.web.site import statics

_KEPT = "public, max-age=604800"
"""How long others may keep a file: a week."""


def shipped() -> dict[str, Reply]:
    """Return the files by their paths below ``static/``; no other path leads to one."""
    return {name: _reply(page.content, page.media_type) for name, page in statics().items()}


def _reply(content: bytes, media_type: str) -> Reply:
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    return Reply(content, media_type, headers=(("Cache-Control", _KEPT), ("ETag", tag)))
