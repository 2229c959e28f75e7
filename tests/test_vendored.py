"""Other people's files are what they were when they were chosen, and have their licences."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from claimline import packaged
from claimline.web.vendor import Package, hashed, packages

FOLDER = packaged.folder("web")


@pytest.mark.parametrize("package", list(packages()), ids=lambda package: package.name)
def test_a_kept_file_has_the_hash_that_is_told(package: Package) -> None:
    kept = {it.path: hashed((FOLDER / it.path).read_bytes()) for it in package.files}
    assert kept == {it.path: it.hash for it in package.files}


def test_a_licence_stands_beside_every_kept_file() -> None:
    folders = {str(PurePosixPath(it.path).parent) for package in packages() for it in package.files}
    bare = [
        folder
        for folder in folders
        if PurePosixPath(folder).name != "licences" and not list((FOLDER / folder).glob("LICENSE*"))
    ]
    assert bare == []


def test_every_kept_file_is_told_of() -> None:
    told = {it.path for package in packages() for it in package.files}
    assert told == {
        path.relative_to(FOLDER).as_posix()
        for folder in ("atlas", "static/vendor")
        for path in Path(FOLDER / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
