"""The loaders there are: ours by walking their package, other people's by an entry point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol, cast

from claimline import modules
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
    return modules.found(LOADERS, LOADERS)


def get(name: str) -> Loader:
    """Return a loader by its command name; raises UnknownName."""
    return cast("Loader", modules.named("loader", name, names()))


def name_of(loader: Loader) -> str:
    """Return the command name of a loader."""
    known = {module: name for name, module in names().items()}
    own = str(getattr(loader, "__name__", ""))
    return known.get(own, own.rpartition(".")[2])


def told(loader: Loader) -> str:
    """Return what a loader says of itself, without its examples."""
    return (loader.__doc__ or "").partition("Examples:\n")[0].strip()
