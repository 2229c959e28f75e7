"""The loaders there are: ours by walking their package, other people's by an entry point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import Protocol, cast

from claimline.errors import UnknownName
from claimline.intake import Files, Outcome
from claimline.model import Option, Source
from claimline.record import Known

LOADERS = "claimline.loaders"
"""The package of our own loaders, and the entry-point group of other people's."""


class Loader(Protocol):
    """What a loader module offers.

    The first line of its docstring says what it reads; the lines after ``Examples:`` are
    commands, which run where its sample files lie. ``TOGETHER``, where it is true, says that
    its records may refer to each other, so that all are put into the store as one.
    """

    SOURCE: Source
    OPTIONS: tuple[Option, ...]

    def records(self, files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
        """Yield what becomes of each row of the files, one at a time.

        ``options`` has a value for each of OPTIONS. Raises InputError for a file that cannot
        be read on.
        """


@cache
def names() -> dict[str, str]:
    """Return the loaders by command name, each with the module that holds it."""
    own = {
        module.name.replace("_", "-"): f"{LOADERS}.{module.name}"
        for module in iter_modules(import_module(LOADERS).__path__)
    }
    others = {point.name: point.value for point in entry_points(group=LOADERS)}
    return dict(sorted((others | own).items()))


def get(name: str) -> Loader:
    """Return a loader by its command name; raises UnknownName."""
    if name not in names():
        raise UnknownName("loader", name, names())
    return cast("Loader", import_module(names()[name]))


def name_of(loader: Loader) -> str:
    """Return the command name of a loader."""
    modules = {module: name for name, module in names().items()}
    own = str(getattr(loader, "__name__", ""))
    return modules.get(own, own.rpartition(".")[2])


def summary(loader: Loader) -> str:
    """Return in a line what a loader reads."""
    return (loader.__doc__ or "").partition("\n")[0]


def told(loader: Loader) -> str:
    """Return what a loader says of itself, without its examples."""
    return (loader.__doc__ or "").partition("Examples:\n")[0].strip()


def examples(loader: Loader) -> tuple[str, ...]:
    """Return the commands that a loader shows how it is used by."""
    _, _, after = (loader.__doc__ or "").partition("Examples:\n")
    return tuple(line.strip() for line in after.splitlines() if line.strip())
