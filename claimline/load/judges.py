"""Who judges the batches of a load: the process that reads them, or others beside it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context

from claimline.errors import ClaimlineError
from claimline.load.judge import Seen, found_in
from claimline.processes import attend, deaf
from claimline.shapes import Finding


@dataclass
class Judges:
    """So many processes that judge beside the one that loads, each a batch at a time."""

    beside: int = 0

    def found(self, seen: Seen, *, alone: bool) -> Future[list[Finding]]:
        """Return what will be found wrong with some graphs.

        It is found at once where no process judges beside, and for graphs that come ``alone``:
        starting a process takes longer than they do.
        """
        if self.beside and not alone:
            return self.pool.submit(found_in, seen.graphs, seen.known)
        done: Future[list[Finding]] = Future()
        done.set_result(found_in(seen.graphs, seen.known))
        return done

    @cached_property
    def pool(self) -> ProcessPoolExecutor:
        """The processes, all started now: a pool waits for ever that starts one as another
        dies. They are not forked: threads of the store's engine run here."""
        pool = ProcessPoolExecutor(self.beside, get_context("spawn"), initializer=attend)
        with deaf():
            for _ in range(self.beside):
                pool.submit(_nothing)
        return pool


@contextmanager
def judging(jobs: int) -> Iterator[Judges]:
    """Give the judges of a load: so many processes beside this one.

    Raises ClaimlineError where one of them was ended, for want of memory perhaps.
    """
    judges = Judges(jobs)
    try:
        yield judges
    except BrokenProcessPool as error:
        raise ClaimlineError(
            "a process that judged was ended from outside; "
            "load again, with fewer --jobs where memory is short"
        ) from error
    finally:
        if "pool" in vars(judges):
            judges.pool.shutdown(cancel_futures=True)


def _nothing() -> None:
    """Do nothing, so that a process is started."""
