"""``python -m benchmarks [NAME…]``: measure, and print which targets are reached."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import benchmarks
from benchmarks import Figure

NAMED = {"million"}
"""What takes long and is measured only where it is named."""

ROW = "{:<34} {:<36} {:>9} {:>9} {:>6} {:>7}  {}"


def names() -> list[str]:
    """Return the names of the benchmarks, sorted."""
    found = (module.name for module in iter_modules(benchmarks.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def figures(chosen: Iterable[str]) -> Iterator[Figure]:
    """Yield the figures of some benchmarks as they are measured."""
    for name in chosen:
        yield from import_module(f"benchmarks.{name}").figures()


def main() -> None:
    """Print a line a figure. A missed target is told, not an error."""
    chosen = sys.argv[1:] or [name for name in names() if name not in NAMED]
    if unknown := set(chosen) - set(names()):
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
    print(ROW.format("what", "against", "ours", "baseline", "ratio", "target", "reached"))
    for figure in figures(chosen):
        measured = (f"{number:.3f} {figure.unit}" for number in (figure.ours, figure.theirs))
        cells = (*measured, f"{figure.ratio:.2f}")
        reached = "yes" if figure.ratio <= figure.target else "no"
        print(
            ROW.format(figure.what, figure.baseline, *cells, f"≤ {figure.target}", reached),
            flush=True,
        )


if __name__ == "__main__":
    main()
