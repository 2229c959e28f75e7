"""The one door to shipped files: ontology, queries and samples, wherever they are installed."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def text(area: str, *path: str) -> str:
    """Return a shipped file's text; ``area`` is ``ontology``, ``queries`` or ``samples``.

    Raises FileNotFoundError where there is no such file.
    """
    return _at(area, *path).read_text(encoding="utf-8")


def names(area: str, suffix: str, *folder: str) -> list[str]:
    """Return the names, suffix and all, of the shipped files of one folder, sorted.

    Folders within it are left out; ``text(area, *folder, name)`` reads what is named.
    """
    return sorted(
        entry.name
        for entry in _at(area, *folder).iterdir()
        if entry.is_file() and entry.name.endswith(suffix)
    )


def folder(area: str, *path: str) -> Path:
    """Return a shipped folder as a path, for what reads files by their names."""
    return Path(str(_at(area, *path)))


def _at(area: str, *path: str) -> Traversable:
    return files(f"claimline.{area}").joinpath(*path)
