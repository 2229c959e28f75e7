"""Every deliberate error of claimline.

    ClaimlineError                  exit code 2: the request is at fault
    ├── UnknownName                 a name nothing answers to, with the nearest candidates
    ├── AmbiguousName               a name that several things answer to
    ├── NotPublic                   what was asked for was not public on the day asked about
    ├── BadParameter                a value that is not a term of a query's declared type
    ├── BadQuery                    a query file whose header or text cannot be used
    ├── InputError                  exit code 3: the data is at fault
    │   ├── TimeError               a text that is not a time, or not one we can bound
    │   ├── RecordFaults            faults of record files, each with file, line and column
    │   └── InvalidData             records that break a shape or a check, with the findings
    ├── StoreError                  exit code 4: store or remote not reachable
    │   ├── StoreMissing            no store there, and asking never makes one
    │   ├── StoreLocked             another process is writing
    │   └── RemoteError             the SPARQL service did not answer as one
    ├── PortTaken                   exit code 4: nothing can be served on this port
    ├── TooMuch                     an answer larger than whoever asks is allowed
    └── TimeLimit                   exit code 5

A message says what is wrong and what to mend. Anything else that escapes is a bug and
keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class ClaimlineError(Exception):
    """The base of every error raised on purpose; ``exit_code`` is the command line's."""

    exit_code = 2


class UnknownName(ClaimlineError):
    """Nothing is called this."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.candidates = nearest(name, known)
        hint = f"; did you mean {', '.join(self.candidates)}?" if self.candidates else ""
        super().__init__(f"no {kind} is called {name!r}{hint}")


class AmbiguousName(ClaimlineError):
    """Several things are called this."""

    def __init__(self, kind: str, name: str, candidates: Iterable[str]) -> None:
        self.candidates = tuple(sorted(candidates))
        super().__init__(
            f"{name!r} names more than one {kind}: {', '.join(self.candidates)}; "
            "use one of these instead"
        )


class NotPublic(ClaimlineError):
    """What was asked for was not public on the day asked about, or only ``possibly``."""

    def __init__(self, kind: str, name: str, day: str, *, possibly: bool = False) -> None:
        but = "certainly public, only possibly: add --possibly" if possibly else "public"
        super().__init__(f"as of {day} the {kind} {name} was not {but}, or no longer stood")


class BadParameter(ClaimlineError):
    """A query parameter that does not exist, or a value that is not of its type."""


class BadQuery(ClaimlineError):
    """A query that cannot be parsed, or whose header does not say what it must."""


class InputError(ClaimlineError):
    """The data that was given cannot be taken."""

    exit_code = 3


class TimeError(InputError):
    """A text that is not an EDTF time or duration, or has no bounds we can compute."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where something stands in a file: line and column count from 1; no line is somewhere."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a record, where it stands, and what to do about it."""

    at: Position
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.at}: {self.message}" + (f"\nhint: {self.hint}" if self.hint else "")


class RecordFaults(InputError):
    """Everything that is wrong with the record files read, in the order of the files."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class InvalidData(InputError):
    """Records that break a shape or a check; ``lines`` says which and where."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class StoreError(ClaimlineError):
    """The store or the remote service cannot be used."""

    exit_code = 4


class StoreMissing(StoreError):
    """There is no store at the place named."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class RemoteError(StoreError):
    """The SPARQL service could not be reached or answered with an error."""


class PortTaken(ClaimlineError):
    """A port cannot be listened on."""

    exit_code = 4


class TooMuch(ClaimlineError):
    """The answer is larger than is allowed; nothing of it is left out in silence."""


class TimeLimit(ClaimlineError):
    """The answer took longer than the time allowed."""

    exit_code = 5


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return at most ``count`` of the known names that resemble ``name``, the nearest first.

    >>> nearest("Izum", ["Izium", "Kupiansk", "Lyman"])
    ('Izium',)
    """
    folded: dict[str, str] = {}
    for candidate in sorted(known):
        folded.setdefault(candidate.casefold(), candidate)
    return tuple(folded[hit] for hit in get_close_matches(name.casefold(), folded, count, 0.6))
