"""Rows in the order of their record graphs, sorted on disk where memory would not hold them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import count, groupby
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO, TypeVar

Thing = TypeVar("Thing")
Other = TypeVar("Other")
Keyed = tuple[str, int, Thing]

_HELD = 20_000
"""How many things are sorted in memory at a time."""


def in_order(
    things: Iterable[Thing], key: Callable[[Thing], str], *, held: int = _HELD
) -> Iterator[Thing]:
    """Yield things sorted by a key; those of one key stay in the order they came in.

    At most ``held`` are in memory at a time; the others wait in temporary files, each of so many.
    """
    number = count()
    with ExitStack() as stack:
        runs: list[Iterable[Keyed[Thing]]] = []
        some: list[Keyed[Thing]] = []
        for thing in things:
            some.append((key(thing), next(number), thing))
            if len(some) == held:
                runs.append(_read(_written(some, stack)))
                some = []
        some.sort(key=_rank)
        for _, _, thing in merge(*runs, some, key=_rank):
            yield thing


def joined(
    things: Iterable[Thing],
    others: Iterable[Other],
    key: Callable[[Thing], str],
    other_key: Callable[[Other], str],
) -> Iterator[tuple[list[Thing], list[Other]]]:
    """Yield what two sources have under each key, in the order of the keys; within a key, in
    the order they came in. Memory holds what is under one key."""
    one = ((key(thing), 0, thing) for thing in in_order(things, key))
    two = ((other_key(other), 1, other) for other in in_order(others, other_key))
    for _, group in groupby(merge(one, two, key=_rank), itemgetter(0)):
        found: tuple[list[Thing], list[Other]] = ([], [])
        for _, side, thing in group:
            found[side].append(thing)  # type: ignore[arg-type] # as the side says
        yield found


def _rank(keyed: tuple[str, int, object]) -> tuple[str, int]:
    return keyed[0], keyed[1]


def _written(held: list[Keyed[Thing]], stack: ExitStack) -> IO[bytes]:
    file = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    held.sort(key=_rank)
    for keyed in held:
        pickle.dump(keyed, file, protocol=pickle.HIGHEST_PROTOCOL)
    file.seek(0)
    return file


def _read(file: IO[bytes]) -> Iterator[Keyed[Thing]]:
    while True:
        try:
            # Our own file of a moment ago, which nobody else can have written.
            yield pickle.load(file)  # noqa: S301
        except EOFError:
            return
