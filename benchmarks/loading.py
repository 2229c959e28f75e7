"""Loads from files to a store on disk, each a process of its own: their time and memory.

The tables are made up by rule and seed in the form of VIINA's, a row a place and day. Where the
real one of 2022 lies at CLAIMLINE_TEST_DATA, its 3.65 million rows are loaded as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple

from benchmarks import Figure
from claimline import terms
from claimline.store import Store

PLACES = 8_000
FEW = 300
"""Places of the load that is held against the plain way, which needs minutes for more."""

PAUSE = 0.02
"""Seconds from one look at a process to the next."""

DAYS = 60
STATES = ("UA", "CONTESTED", "RU", "LIBERATED")
FIRST = date(2022, 2, 24)


class Run(NamedTuple):
    """What a process took: wall seconds, and megabytes at their most, of those that it started
    as well."""

    seconds: float
    megabytes: float


def figures() -> Iterator[Figure]:
    """Yield a load beside the store's own, the plain way, and a tenth of itself."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        whole, tenth, few = (table(folder, n) for n in (PLACES, PLACES // 10, FEW))
        ours, small, plainly = (load(it, folder / f"{it.stem}.store") for it in (whole, tenth, few))
        claims = written(folder / f"{whole.stem}.store", folder / "whole.nq")
        floor = stored(folder / "whole.nq", folder / "floor")
        rows = f"{PLACES * DAYS:,} rows, {claims:,} claims"
        yield Figure(f"load {rows}", "oxigraph load", ours.seconds, floor.seconds, 2)
        yield Figure(f"load {rows}", "a tenth of it", ours.megabytes, small.megabytes, 1.2, "MB")
        written(folder / f"{few.stem}.store", folder / "few.nq")
        script: list[str | Path] = [sys.executable, "-m", "benchmarks._plain"]
        plain = run([*script, folder / "few.nq", folder / "plain"])
        what = f"load {FEW * DAYS:,} rows"
        yield Figure(what, "rdflib and pySHACL", plainly.seconds, plain.seconds, 0.1)
        yield from _real(folder)


def _real(folder: Path) -> Iterator[Figure]:
    """Yield the load of VIINA's whole year beside the store's own of what it makes."""
    data = os.environ.get("CLAIMLINE_TEST_DATA")
    file = Path(data or "", "viina", "control_daily_2022.csv.gz")
    if data and file.is_file():
        year = load(file, folder / "year.store")
        claims = written(folder / "year.store", folder / "year.nq")
        floor = stored(folder / "year.nq", folder / "year.floor")
        rate = f"{3_655_494 / year.seconds:,.0f} rows/s, {claims:,} claims, {year.megabytes:.0f} MB"
        yield Figure(f"VIINA 2022: {rate}", "oxigraph load", year.seconds, floor.seconds, 2)


def table(folder: Path, places: int) -> Path:
    """Return a table of so many places over some days, written by rule and seed."""
    random = Random(places)  # noqa: S311 # no secret hangs on it
    file = folder / f"{places}.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.write("geonameid,date,status\n")
        for place in range(places):
            state = random.choice(STATES)
            for day in range(DAYS):
                state = random.choice(STATES) if random.random() < 0.1 else state  # noqa: PLR2004
                stream.write(f"{100_000 + 7 * place},{FIRST + timedelta(day)},{state}\n")
    return file


def load(file: Path, store: Path) -> Run:
    """Return what it takes to load a table into a store on disk."""
    words = ["-m", "claimline", "load", "viina-control", "--release", "2.0", "--quiet"]
    return run([sys.executable, *words, file, "--store", store])


def written(store: Path, file: Path) -> int:
    """Write a store as N-Quads, and return how many claims it holds; its tables are merged
    first, which makes that several times as fast."""
    run(_oxigraph("optimize", "--location", store))
    run(_oxigraph("dump", "--location", store, "--file", file))
    asked = f"SELECT (COUNT(*) AS ?claims) {{ ?claim {terms.cl('asserts')} ?proposition }}"
    return int(str(Store.open(store).select(asked).plain()[0]["claims"]))


def stored(file: Path, store: Path) -> Run:
    """Return what it takes the engine's own command to load N-Quads."""
    return run(_oxigraph("load", "--location", store, "--file", file))


def run(command: Sequence[str | Path]) -> Run:
    """Return what a process takes; ends the benchmark where it fails."""
    start, most, ended = perf_counter(), 0.0, 0
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL)
    while not ended:
        sleep(PAUSE)
        most = max(most, _resident(process.pid))
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return Run(perf_counter() - start, max(most, usage.ru_maxrss / 1024))


def _resident(process: int) -> float:
    """Return the megabytes that a process and those it started have in memory now, as far as
    the system tells; what they share counts for each."""
    try:
        folder = Path("/proc", str(process))
        pages = int((folder / "statm").read_text().split()[1])
        children = (folder / "task" / str(process) / "children").read_text().split()
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20 + sum(_resident(int(it)) for it in children)


def _oxigraph(*words: str | Path) -> list[str | Path]:
    return [Path(sys.executable).with_name("oxigraph"), *words]
