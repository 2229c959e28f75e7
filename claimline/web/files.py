"""The shipped files that pages use: read once, so that no path leads out of their folder."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from posixpath import splitext

from claimline.web.reply import Reply

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}

_KEPT = "public, max-age=604800"
"""How long others may keep a file: a week."""


def shipped() -> dict[str, Reply]:
    """Return the files by their paths below ``static/``."""
    folder = files("claimline.web").joinpath("static")
    return dict(_walked(folder, "")) if folder.is_dir() else {}


def _walked(folder: Traversable, below: str) -> Iterator[tuple[str, Reply]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walked(entry, f"{below}{entry.name}/")
        elif media_type := _TYPES.get(splitext(entry.name)[1]):
            content = entry.read_bytes()
            tag = f'"{sha256(content).hexdigest()[:32]}"'
            headers = (("Cache-Control", _KEPT), ("ETag", tag))
            yield f"{below}{entry.name}", Reply(content, media_type, headers=headers)
