"""The formats there are: ours by walking their package, other people's by an entry point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, cast

from claimline import modules
from claimline.export.selected import Chosen, File
from claimline.model import Option

OWN = "claimline.export.formats"
OTHERS = "claimline.exporters"
"""The package of our own formats, and the entry-point group of other people's."""


class Exporter(Protocol):
    """What a module of a format offers.

    The first line of its docstring says what it writes; the lines after ``Examples:`` are
    commands. ``SUFFIX`` is that of its file, with the dot; empty, where it writes a folder of
    files. ``MEDIA_TYPE`` is the one registered for the format.
    """

    SUFFIX: str
    MEDIA_TYPE: str
    OPTIONS: tuple[Option, ...]

    def files(self, chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
        """Yield the files, one where there is a suffix; the same bytes each time.

        ``told`` has a value for each of OPTIONS. Raises ClaimlineError for a value that means
        nothing here.
        """


@cache
def names() -> dict[str, str]:
    """Return the formats by name, each with the module that writes it."""
    return modules.found(OWN, OTHERS)


def get(name: str) -> Exporter:
    """Return what writes a format; raises UnknownName."""
    return cast("Exporter", modules.named("format", name, names()))
