"""The README shows what the program gives: its console blocks are run, one after the other, and
so are its Python blocks."""

from __future__ import annotations

import doctest
import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from claimline.cli.readme import rewritten

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRESS = re.compile(r"\r\x1b\[K[^\r\n]*(?=\r\x1b\[K)|\r\x1b\[K")
"""What a load that takes some seconds says of how far it is, and takes back again."""

COLUMNS = 100


def steps() -> Iterator[tuple[str, str]]:
    """Yield the commands of the README's console blocks that can run anywhere, with the output
    shown: those of claimline, and those that write and mend its files."""
    for block in BLOCK.findall(README.read_text(encoding="utf-8")):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            end = "\nEND\n" if "<<'END'\n" in step else "\n"
            command, _, shown = step.replace("\\\n", " ").partition(end)
            if command.startswith(("claimline ", "cat > ", "sed ")):
                yield command + end.rstrip(), shown


def on_a_terminal(command: str, folder: Path) -> str:
    """Return all that a shell command writes to a terminal, stdout and stderr as they come."""
    screen, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (50, COLUMNS))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "NO_COLOR": "1"}
    written = b""
    with subprocess.Popen(
        ["sh", "-c", command],  # noqa: S607 # whatever shell there is, as for a reader
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
    ):
        os.close(terminal)
        with suppress(OSError):  # how Linux says that nobody writes to the terminal any more
            while piece := os.read(screen, 65536):
                written += piece
    os.close(screen)
    return re.sub(PROGRESS, "", written.decode()).replace("\r\n", "\n")


def trimmed(text: str) -> str:
    """Return a text without the space at its end and at the ends of its lines."""
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def fits(shown: str, given: str) -> bool:
    """Say whether an output is the one shown, where a line of ``…`` stands for any lines.

    >>> fits("one\\n…\\nfour\\n", "one\\ntwo\\nthree\\nfour\\n")
    True
    """
    lines = ("(?:.*\n)*" if line == "…" else re.escape(line) + "\n" for line in shown.splitlines())
    return re.fullmatch("".join(lines), given) is not None


def test_the_console_blocks_give_what_they_show(tmp_path: Path) -> None:
    for command, text in steps():
        shown, given = trimmed(text), trimmed(on_a_terminal(command, tmp_path))
        if not fits(shown, given):
            assert f"$ {command}\n{shown}" == f"$ {command}\n{given}"


def test_the_python_blocks_give_what_they_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal("claimline load records --sample", tmp_path)
    monkeypatch.chdir(tmp_path)  # where the store is that a reader has made by now
    text = "".join(PYTHON.findall(README.read_text(encoding="utf-8"))).replace("…", "...")
    shown = doctest.DocTestParser().get_doctest(text, {}, "README", str(README), None)
    assert shown.examples
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(shown, out=told.append)
    assert "".join(told) == ""


def test_the_generated_tables_are_not_stale() -> None:
    text = README.read_text(encoding="utf-8")
    assert rewritten(text) == text, "run: claimline readme"
