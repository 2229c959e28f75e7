"""Other people's files that pages need: fetched by version, checked by hash, kept in the tree.

``make vendor`` writes them anew. ``vendored.json`` tells for each package where its archive is,
the hash of that, and which of its files stand where below this folder, each with a hash of its
own. A file that no archive holds (``from`` is empty) was put there by hand.
"""

from __future__ import annotations

import json
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha512
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

from claimline import packaged
from claimline.errors import ClaimlineError


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: where it stands, what it is called in its archive, its hash."""

    path: str
    source: str
    hash: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package of others: its version, its licence, its archive, and what is kept of it."""

    name: str
    version: str
    licence: str
    url: str
    hash: str
    files: tuple[Kept, ...]


def packages() -> Iterator[Package]:
    """Yield the packages of which files are kept."""
    for told in json.loads(packaged.text("web", "vendored.json")):
        files = (Kept(path, it["from"], it["hash"]) for path, it in told["files"].items())
        head = {key: told[key] for key in ("name", "version", "licence", "url", "hash")}
        yield Package(**head, files=tuple(files))


def hashed(content: bytes) -> str:
    """Return a hash as npm writes it.

    >>> hashed(b"")[:20]
    'sha512-z4PhNX7vuL3xV'
    """
    return "sha512-" + b64encode(sha512(content).digest()).decode()


def fetch(folder: Path) -> None:
    """Write the files of all packages below a folder; raises ClaimlineError for a wrong hash."""
    for package in packages():
        with urlopen(package.url) as answer:  # noqa: S310 - the addresses are our own list's
            archive = _checked(answer.read(), package.hash, package.url)
        with tarfile.open(fileobj=BytesIO(archive)) as opened:
            for kept in package.files:
                member = opened.extractfile(kept.source) if kept.source else None
                if member is not None:
                    path = folder / kept.path
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(_checked(member.read(), kept.hash, kept.path))


def _checked(content: bytes, expected: str, name: str) -> bytes:
    if hashed(content) != expected:
        raise ClaimlineError(f"{name} is not what it was: its hash is {hashed(content)}")
    return content


if __name__ == "__main__":
    fetch(packaged.folder("web"))
