"""The ratios the project sets itself: ours and a baseline, measured alternately in one run.

Each module here has ``figures()``, which yields a Figure for each ratio it measures;
``python -m benchmarks`` finds them by walking this package.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured against what, in a unit, and the ratio it should not exceed."""

    what: str
    baseline: str
    ours: float
    theirs: float
    target: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Return how many times the baseline's time ours takes."""
        return self.ours / self.theirs


def alternate(ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, float]:
    """Return the median seconds of two commands, run in turn so that both meet the same noise."""
    for command in (ours, theirs):
        seconds(command)  # so that neither pays for compiling modules or a cold disk
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def seconds(command: Sequence[str]) -> float:
    """Return how long a command takes; raises CalledProcessError if it fails."""
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start
