"""The folder of a store on disk: what its files tell without opening it.

Why a file says what is being put in by several steps, and not quads: after each small write
the engine puts a table of its own out before it takes the next bulk, and has all of them to
merge later.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from claimline.changes import marks_of
from claimline.errors import StoreMissing

UNFINISHED = "UNFINISHED"
"""The name of the file that tells what is being put in."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a store from another, and when the last came about."""

    text: str
    moment: datetime


def stamp(folder: Path) -> Stamp:
    """Return the stamp of the store in a folder, which is other after each change.

    Whoever writes appends to the log and the list of files, or makes new ones. Raises
    StoreMissing.
    """
    for _ in range(3):  # a file may go between the look at its folder and the look at it
        with suppress(OSError):
            names = ("MANIFEST-*", "*.log", UNFINISHED)
            found = (path for name in names for path in folder.glob(name))
            kept = [folder / "CURRENT", *sorted(found)]
            stats = [path.stat() for path in kept]
            told = [f"{p.name} {s.st_ino} {s.st_size}" for p, s in zip(kept, stats, strict=True)]
            latest = max(s.st_mtime for s in stats)
            return Stamp("\n".join(told), datetime.fromtimestamp(latest, UTC))
    raise StoreMissing(f"there is no store at {folder}")


def manifest(folder: Path) -> tuple[str, int]:
    """Return the name and size of the list of a store's files, which only ever grows."""
    name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    return name, (folder / name).stat().st_size


def is_foreign(folder: Path) -> bool:
    """Return whether a place holds something, and that is not a store, nor one half made."""
    if not folder.is_dir():
        return folder.exists()
    names = {path.name for path in folder.iterdir()}
    return bool(names) and not names & {"CURRENT", "LOCK"}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The file in the folder of a store that tells what a process that ends too early leaves.

    Every method raises OSError where the folder cannot be read or written.
    """

    folder: Path

    @property
    def is_there(self) -> bool:
        """Whether something is being put in, or was when a process ended."""
        return (self.folder / UNFINISHED).is_file()

    def tell(self, graphs: Iterable[NamedNode], besides: Iterable[Quad]) -> None:
        """Write, for good, which graphs are about to be filled, and what is to come to others."""
        fresh = self.folder / f"{UNFINISHED}.new"
        with fresh.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{quad} .\n" for quad in [*marks_of(graphs), *besides])
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / UNFINISHED)
        self._settle()

    def quads(self) -> list[Quad]:
        """Return what was told: a mark for each graph, and what was to come to others."""
        if not self.is_there:
            return []
        try:
            return [*parse(path=self.folder / UNFINISHED, format=RdfFormat.N_QUADS)]
        except SyntaxError as error:
            raise OSError(f"its file {UNFINISHED} is damaged: {error}") from error

    @contextmanager
    def spooled(self, texts: Iterable[str]) -> Iterator[Path]:
        """Give a file that holds some texts while it is read, so that memory need not."""
        try:
            with self._spool.open("w", encoding="utf-8", newline="") as file:
                file.writelines(texts)
            yield self._spool
        finally:
            self._spool.unlink(missing_ok=True)

    def done(self) -> None:
        """Tell nothing any more, for good: all is there, or all is out again."""
        self._spool.unlink(missing_ok=True)
        (self.folder / UNFINISHED).unlink(missing_ok=True)
        self._settle()

    @property
    def _spool(self) -> Path:
        return self.folder / f"{UNFINISHED}.nq"

    def _settle(self) -> None:
        """Have the folder itself written, as far as the system can."""
        if os.name == "posix":
            descriptor = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
