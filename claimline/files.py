"""Files as they come: named, in folders or on standard input, packed or plain, in any encoding.

What packs a file is told by its first bytes, never by its name. Bytes are counted and hashed
as they are read, so that a load log can say what was read, and a progress line how much of it.
"""

from __future__ import annotations

import bz2
import gzip
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, cast

from claimline.errors import Fault, InputError, Position, RecordFaults

# The standard library has it from Python 3.14 on.
if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STANDARD_INPUT = Path("-")

_PACKED = (".gz", ".bz2", ".zst")
_HEAD = 6
_CUT_OFF = (EOFError, OSError, ValueError, zlib.error, zstd.ZstdError)
"""What the unpackers raise for a file that ends in the middle or is not what it begins as."""


class _Counted(io.RawIOBase):
    """A stream of bytes that counts and hashes what is read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.hash = sha256()
        self.size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # as io calls it
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.hash.update(data)
        self.size += len(data)
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


class File:
    """One file on its way through a loader."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = "<stdin>" if path == STANDARD_INPUT else str(path)
        self.finished = False
        self._counted: _Counted | None = None

    @property
    def suffix(self) -> str:
        """The end of its name in small letters, without that of what it is packed in."""
        path = self.path
        return (path.with_suffix("") if path.suffix.lower() in _PACKED else path).suffix.lower()

    @property
    def size(self) -> int:
        """How many bytes it has, as it lies there; 0 where nobody knows beforehand."""
        return 0 if self.path == STANDARD_INPUT else self.path.stat().st_size

    @property
    def read(self) -> int:
        """How many of its bytes have been read, as it lies there."""
        return self._counted.size if self._counted else 0

    @property
    def sha256(self) -> str | None:
        """The SHA-256, in hex, of all its bytes as it lies there, which may mean reading it
        once more; None of a stream that has not come to its end."""
        if self._counted and self.finished and self.read >= self.size:
            return self._counted.hash.hexdigest()
        return self._digest if self.path.is_file() else None

    @cached_property
    def _digest(self) -> str:
        with self.path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def binary(self) -> BinaryIO:
        """Open it and return its bytes, unpacked; raises InputError."""
        try:
            raw = sys.stdin.buffer if self.path == STANDARD_INPUT else self.path.open("rb")
        except OSError as error:
            raise InputError(f"{self.name}: {error.strerror or error}") from error
        self._counted = _Counted(raw)
        return _unpacked(io.BufferedReader(self._counted, 1 << 16))

    def lines(self, encoding: str = "utf-8") -> Iterator[str]:
        """Yield its lines with their ends, a byte-order mark left out.

        Raises RecordFaults, with the line, where the file is cut off, damaged or not in that
        encoding.
        """
        number = 0
        try:
            encoding = "utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding
            text = io.TextIOWrapper(self.binary(), encoding, newline="")
            for line in text:
                number += 1
                yield line
        except LookupError as error:
            raise InputError(f"{encoding!r} is no encoding that Python knows") from error
        except UnicodeDecodeError as error:
            raise RecordFaults([self._not_in(encoding, number, error)]) from error
        except _CUT_OFF as error:
            at = Position(self.name, number + 1, 1)
            message = f"the file is cut off or damaged here: {error}"
            raise RecordFaults([Fault(at, message, "get the file again, whole")]) from error

    def whole(self) -> bytes:
        """Return all its bytes, unpacked; raises InputError, or RecordFaults if it is cut off."""
        try:
            with self.binary() as binary:
                return binary.read()
        except _CUT_OFF as error:
            at = Position(self.name, 1, 1)
            message = f"the file is cut off or damaged: {error}"
            raise RecordFaults([Fault(at, message, "get the file again, whole")]) from error

    def text(self, encoding: str = "utf-8") -> str:
        """Return its whole text; raises RecordFaults as ``lines`` does."""
        return "".join(self.lines(encoding))

    def finish(self) -> None:
        """Read to the end what a loader left unread, so that the hash is that of the file."""
        if self._counted and not self._counted.closed:
            while self._counted.read(1 << 20):
                pass
        self.finished = True

    def _not_in(self, encoding: str, number: int, error: UnicodeDecodeError) -> Fault:
        line = number + 1 + error.object[: error.start].count(b"\n")
        byte = error.object[error.start]
        what = "UTF-8" if encoding == "utf-8-sig" else encoding
        hint = "save it as UTF-8, or say what it is with --encoding"
        return Fault(Position(self.name, line, 1), f"not {what}: the byte 0x{byte:02X}", hint)


class Files:
    """The files that a loader is given, in their order.

    ``paths`` are files, folders (every file in them whose name ends as the loader says) and
    ``-``, the standard input.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        self.opened: list[File] = []

    def ending(self, *suffixes: str) -> Iterator[File]:
        """Yield each file named, and those in folders whose names end so, each once.

        Raises InputError for a path that is not there, or a folder that has none of these.
        """
        seen: set[Path] = set()
        for path in self.paths:
            for file in [path] if path == STANDARD_INPUT else _found(path, suffixes):
                if file.resolve() not in seen:
                    seen.add(file.resolve())
                    self.opened.append(File(file))
                    yield self.opened[-1]
                    self.opened[-1].finish()

    @property
    def share(self) -> float | None:
        """How much of all bytes has been read, from 0 to 1; None where nobody can know."""
        if STANDARD_INPUT in self.paths or not self._size:
            return None
        return min(1.0, sum(file.read for file in self.opened) / self._size)

    @cached_property
    def _size(self) -> int:
        every = (_walked(path) if path.is_dir() else [path] for path in self.paths)
        return sum(path.stat().st_size for some in every for path in some if path.is_file())


def _found(path: Path, suffixes: Sequence[str]) -> list[Path]:
    if path.is_dir():
        inside = [file for file in _walked(path) if File(file).suffix in suffixes]
        if not inside:
            raise InputError(f"{path}: nothing in this folder ends in {' or '.join(suffixes)}")
        return inside
    if not path.exists():
        raise InputError(f"{path}: there is no such file")
    return [path]


def _walked(folder: Path) -> list[Path]:
    """Return the files below a folder, sorted, but for those whose names begin with a dot."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _unpacked(plain: io.BufferedReader[_Counted]) -> BinaryIO:
    """Return the bytes within what a stream is packed in."""
    head = plain.peek(_HEAD)[:_HEAD]
    if head.startswith(b"\x1f\x8b"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=plain))
    if head.startswith(b"BZh"):
        return cast("BinaryIO", bz2.BZ2File(plain))
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return cast("BinaryIO", zstd.ZstdFile(plain))
    return cast("BinaryIO", plain)
