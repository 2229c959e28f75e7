"""How the views of one place bear a hundred thousand claims about other places beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from click.testing import CliRunner

from benchmarks import Figure
from benchmarks._synthetic import store_of
from claimline.cli import main
from claimline.store import Store

CLAIMS, PLACES = 100_000, 2_000
ROUNDS = 5
ASKED = (
    ("timeline", "Izium"),
    ("held", "Izium", "--on", "2022-03-28"),
    ("reconcile", "Izium", "--controller", "russian-forces"),
    ("contradictions", "Izium"),
    ("corroboration", "Izium"),
    ("figures", "--event", "area-retaken-september-2022"),
    ("diff", "--as-of", "2022-09-08", "--and", "2022-09-10", "Izium"),
)


def figures() -> Iterator[Figure]:
    """Yield each view's time in a large graph beside its time on the sample alone."""
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        for place in (small, large):
            run("load", "records", "--sample", "--store", str(place))
        store_of(Store.writer(large), CLAIMS, PLACES)
        for asked in ASKED:
            what = f"{asked[0]} among {CLAIMS} claims"
            ours, theirs = _median(large, *asked), _median(small, *asked)
            yield Figure(what, "the same on the sample alone", ours, theirs, 3)


def _median(store: Path, *asked: str) -> float:
    return median(once(store, *asked) for _ in range(ROUNDS))


def once(store: Path, *asked: str) -> float:
    """Return the seconds that one question takes, from its options to its output."""
    start = perf_counter()
    run(*asked, "-f", "json", "--store", str(store))
    return perf_counter() - start


def run(*arguments: str) -> None:
    """Run a command in this process; ends the benchmark where it fails."""
    result = CliRunner().invoke(main, arguments)
    if result.exit_code:
        raise SystemExit(f"claimline {' '.join(arguments)}: {result.stderr}")
