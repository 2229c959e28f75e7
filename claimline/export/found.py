"""The formats there are: ours by walking their package, other people's by an entry point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Protocol, cast

from claimline.errors import UnknownName
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
    own = {
        module.name.replace("_", "-"): f"{OWN}.{module.name}"
        for module in iter_modules(import_module(OWN).__path__)
    }
    others = {point.name: point.value for point in entry_points(group=OTHERS)}
    return dict(sorted((others | own).items()))


def get(name: str) -> Exporter:
    """Return what writes a format; raises UnknownName."""
    if name not in names():
        raise UnknownName("format", name, names())
    return cast("Exporter", import_module(names()[name]))


def summary(exporter: Exporter) -> str:
    """Return in a line what a format is."""
    return (exporter.__doc__ or "").partition("\n")[0]


def examples(exporter: Exporter) -> tuple[str, ...]:
    """Return the commands that a format shows how it is used by."""
    _, _, after = (exporter.__doc__ or "").partition("Examples:\n")
    return tuple(line.strip() for line in after.splitlines() if line.strip())
