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
from pathlib import Path
from random import Random
from subprocess import DEVNULL, PIPE, Popen

import pytest

from claimline import load
from claimline.store import Store, dump

PLACES, DAYS = 700, 40
STATES = ("UA", "RU", "CONTESTED", "LIBERATED")
KILLS = 3
SOAK = 50


def command(table: Path, store: Path, jobs: int = 1) -> list[str]:
    words = ["load", "viina-control", str(table), "--store", str(store), "--quiet"]
    words += ["--jobs", str(jobs)]
    return [sys.executable, "-m", "claimline", *words]


def text_of(store: Path) -> str:
    return "".join(dump(Store.open(store)))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a table whose load takes several batches."""
    random = Random(2022)  # noqa: S311 # no secret hangs on it
    lines = ["geonameid,date,status"]
    for place in range(PLACES):
        for day in range(DAYS):
            state = random.choice(STATES) if day % 5 == 0 else lines[-1].rpartition(",")[2]
            lines.append(
                f"{100_000 + 13 * place},2022-{3 + day // 28:02}-{day % 28 + 1:02},{state}"
            )
    file = tmp_path_factory.mktemp("table") / "control.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def undisturbed(table: Path) -> tuple[str, float]:
    """Return the dump of a load that nobody disturbs, and the seconds that it takes."""
    store = table.parent / "undisturbed.store"
    begun = time.monotonic()
    subprocess.run(command(table, store), check=True)
    seconds = time.monotonic() - begun
    text = text_of(store)
    assert text.count("ontology#asserts>") > 3 * PLACES
    return text, seconds


def completes(table: Path, store: Path, expected: str) -> None:
    """Assert that a store is sound as it was left, and whole after running the load again."""
    if (store / "CURRENT").exists():
        writer = Store.writer(store)
        assert load.judge_store(writer) == []
        assert {*dump(writer)} <= {*expected.splitlines(keepends=True)}
        del writer
    subprocess.run(command(table, store), check=True)
    assert text_of(store) == expected


def end(
    table: Path, store: Path, undisturbed: tuple[str, float], number: int, sign: signal.Signals
) -> None:
    """End a load at a moment that the number stands for, and complete it."""
    expected, seconds = undisturbed
    moment = Random(number).uniform(0.2, 1.0) * seconds  # noqa: S311 # no secret hangs on it
    jobs = 1 + number % 3
    process = Popen(command(table, store, jobs), stdout=DEVNULL, stderr=DEVNULL)
    time.sleep(moment)
    process.send_signal(sign)
    process.wait()
    completes(table, store, expected)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_load_is_completed_by_running_it_again(
    number: int, table: Path, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    end(table, tmp_path / "killed.store", undisturbed, number, signal.SIGKILL)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(KILLS, SOAK))
def test_fifty_killed_loads_are_completed(
    number: int, table: Path, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    end(table, tmp_path / "killed.store", undisturbed, number, signal.SIGKILL)


def test_an_interrupted_load_is_completed_by_running_it_again(
    table: Path, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    end(table, tmp_path / "interrupted.store", undisturbed, 0, signal.SIGINT)


def test_a_full_disk_ends_a_load_with_an_error_and_loses_nothing(
    table: Path, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    def starve() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    store = tmp_path / "full.store"
    result = subprocess.run(
        command(table, store), check=False, stderr=PIPE, text=True, preexec_fn=starve
    )
    assert result.returncode == 4, result.stderr
    assert result.stderr.startswith("error: the store")
    completes(table, store, undisturbed[0])


def test_a_second_load_is_told_that_another_is_writing(
    table: Path, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    store = tmp_path / "shared.store"
    subprocess.run(command(table, store), check=True)
    writer = Store.writer(store)
    result = subprocess.run(command(table, store), check=False, stderr=PIPE, text=True)
    assert (result.returncode, "another process is writing" in result.stderr) == (4, True)
    del writer
    assert text_of(store) == undisturbed[0]


def test_a_closed_pipe_ends_a_load_and_loses_nothing(
    table: Path, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    store = tmp_path / "piped.store"
    words = ["-" if word == str(table) else word for word in command(table, store)]
    with Popen(words, stdin=PIPE, stderr=PIPE) as process:
        assert process.stdin
        content = table.read_bytes()
        process.stdin.write(content[: len(content) // 2].rpartition(b"\n")[0] + b"\n1")
        process.stdin.close()
        process.wait()
    assert process.returncode == 3
    completes(table, store, undisturbed[0])
