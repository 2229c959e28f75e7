"""Loads that are killed, interrupted, starved of disk or disturbed: nothing is lost or doubled.

A load of several batches runs as a process of its own and is ended at a random moment. Each time
the store opens and is sound, and after running again it equals that of an undisturbed load.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from subprocess import DEVNULL, PIPE, Popen

import pytest

from claimline import load
from claimline.store import Store, dump

DAYS = 40
STATES = ("UA", "RU", "CONTESTED", "LIBERATED")
KILLS = 3
SOAK = 50

AS_IT_IS = "from claimline.cli import main; main()"
SMALLER = """
import sys
from claimline import store
from claimline.cli import main
from claimline.load import run
run = sys.modules[run.__module__]
assert run.BATCH > store._BULK > 4_000
run.BATCH, run.SHARE, store._BULK = 5_000, 0.3, 4_000
main()
"""
"""The program, with batches so small that a small table has several: most go in by the bulk
loader, some of them together, as those of a large table do."""


@dataclass(frozen=True)
class Undisturbed:
    """A load that nobody disturbs: its program and table, the dump of its store, its seconds."""

    program: str
    table: Path
    text: str
    seconds: float

    @property
    def store(self) -> Path:
        """The folder of the store that it has made."""
        return self.table.with_suffix(".store")


def command(program: str, table: Path | str, store: Path, jobs: int = 0) -> list[str]:
    words = ["load", "viina-control", str(table), "--store", str(store), "--quiet"]
    return [sys.executable, "-c", program, *words, "--jobs", str(jobs)]


def text_of(store: Path) -> str:
    return "".join(dump(Store.open(store)))


def made(folder: Path, program: str, places: int) -> Undisturbed:
    """Return a load of a table of so many places, which takes several batches."""
    random = Random(2022)  # noqa: S311 # no secret hangs on it
    lines = ["geonameid,date,status"]
    for place in range(places):
        for day in range(DAYS):
            state = random.choice(STATES) if day % 5 == 0 else lines[-1].rpartition(",")[2]
            lines.append(
                f"{100_000 + 13 * place},2022-{3 + day // 28:02}-{day % 28 + 1:02},{state}"
            )
    table = folder / "control.csv"
    table.write_text("\n".join(lines), encoding="utf-8")
    store = table.with_suffix(".store")
    begun = time.monotonic()
    subprocess.run(command(program, table, store), check=True)
    seconds = time.monotonic() - begun
    text = text_of(store)
    assert text.count("ontology#asserts>") > 3 * places
    return Undisturbed(program, table, text, seconds)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return made(tmp_path_factory.mktemp("small"), SMALLER, 140)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return made(tmp_path_factory.mktemp("large"), AS_IT_IS, 700)


def completes(undisturbed: Undisturbed, store: Path) -> None:
    """Assert that a store is sound as it was left, and whole after running the load again."""
    expected = undisturbed.text
    if (store / "CURRENT").exists():
        writer = Store.writer(store)
        assert load.judge_store(writer) == []
        assert {*dump(writer)} <= {*expected.splitlines(keepends=True)}
        del writer
    subprocess.run(command(undisturbed.program, undisturbed.table, store), check=True)
    assert text_of(store) == expected


def end(undisturbed: Undisturbed, store: Path, number: int, sign: signal.Signals) -> None:
    """End a load at a moment that the number stands for, and complete it."""
    moment = Random(number).uniform(0.2, 1.0) * undisturbed.seconds  # noqa: S311 # no secret
    words = command(undisturbed.program, undisturbed.table, store, jobs=number % 3)
    process = Popen(words, stdout=DEVNULL, stderr=DEVNULL)
    time.sleep(moment)
    process.send_signal(sign)
    process.wait()
    completes(undisturbed, store)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_load_is_completed_by_running_it_again(
    number: int, small: Undisturbed, tmp_path: Path
) -> None:
    end(small, tmp_path / "killed.store", number, signal.SIGKILL)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(KILLS, SOAK))
def test_fifty_killed_loads_are_completed(number: int, large: Undisturbed, tmp_path: Path) -> None:
    end(large, tmp_path / "killed.store", number, signal.SIGKILL)


def test_an_interrupted_load_is_completed_by_running_it_again(
    small: Undisturbed, tmp_path: Path
) -> None:
    end(small, tmp_path / "interrupted.store", 0, signal.SIGINT)


def test_a_full_disk_ends_a_load_with_an_error_and_loses_nothing(
    small: Undisturbed, tmp_path: Path
) -> None:
    def starve() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 18, 1 << 18))

    store = tmp_path / "full.store"
    words = command(small.program, small.table, store)
    result = subprocess.run(words, check=False, stderr=PIPE, text=True, preexec_fn=starve)
    assert result.returncode == 4, result.stderr
    assert result.stderr.startswith("error: the store")
    completes(small, store)


def test_a_second_load_is_told_that_another_is_writing(small: Undisturbed) -> None:
    writer = Store.writer(small.store)
    words = command(small.program, small.table, small.store)
    result = subprocess.run(words, check=False, stderr=PIPE, text=True)
    assert (result.returncode, "another process is writing" in result.stderr) == (4, True)
    del writer
    assert text_of(small.store) == small.text


def test_a_closed_pipe_ends_a_load_and_loses_nothing(small: Undisturbed, tmp_path: Path) -> None:
    store = tmp_path / "piped.store"
    with Popen(command(small.program, "-", store), stdin=PIPE, stderr=PIPE) as process:
        assert process.stdin
        content = small.table.read_bytes()
        process.stdin.write(content[: len(content) // 2].rpartition(b"\n")[0] + b"\n1")
        process.stdin.close()
        process.wait()
    assert process.returncode == 3
    completes(small, store)
