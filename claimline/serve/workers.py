"""The processes that answer: each has the store open for reading, and is ended at the limit.

Why processes: an engine in the middle of a query cannot be stopped from the same process, and
what a process has taken in memory is given back when it ends.
"""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event
from time import monotonic
from typing import cast

from claimline.connect import connect
from claimline.errors import ClaimlineError, StoreError
from claimline.processes import attend, deaf
from claimline.serve.desk import Desk, Job
from claimline.serve.limits import Limits
from claimline.serve.reply import Reply
from claimline.serve.trouble import RETRY, Trouble, trouble
from claimline.store import Store

_LOG = logging.getLogger("claimline.serve")

_CONTEXT = get_context("spawn")  # forked processes would share what the engine holds

_START = 60
"""Seconds that a process may take to be ready."""

_LOOK = 0.25
"""Seconds between looks at whether somebody still waits."""

_SOON = 2
"""Seconds that a job may take though nobody waits for it: to end a process costs as much."""

_GRACE = 5
"""Seconds after the limit at which a process ends itself, should nobody have ended it."""

_RESERVED = 2 << 30
"""Bytes of addresses that a process may reserve beyond the memory that it may fill: each thread
of the engine reserves many and fills few, how many differs from start to start."""


class Workers:
    """So many processes, and those who wait for one."""

    def __init__(self, location: str, limits: Limits) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(limits.workers, "worker")
        self._all = [Worker(location, limits) for _ in range(limits.workers)]
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        for worker in self._all:
            self._idle.put_nowait(worker)
        self._waiting = 0

    async def answer(self, job: Job, stamp: str) -> Reply:
        """Return what a job gives on the state of the store that a stamp tells of, or a later.

        Raises Trouble, such as for too many who wait. If the waiting is given up, and the job
        takes long, the process that is at it is ended.
        """
        if self._waiting >= self._limits.waiting:
            raise Trouble(
                HTTPStatus.SERVICE_UNAVAILABLE, "too many requests wait; try again later", RETRY
            )
        self._waiting += 1
        try:
            worker = await self._idle.get()
        finally:
            self._waiting -= 1
        given_up = Event()
        loop = asyncio.get_running_loop()
        asked = loop.run_in_executor(self._threads, worker.ask, job, stamp, given_up)
        asked.add_done_callback(lambda _: self._idle.put_nowait(worker))
        try:
            return await asyncio.shield(asked)
        except asyncio.CancelledError:
            given_up.set()
            asked.add_done_callback(lambda done: done.exception())  # nobody is there to see it
            raise

    def end(self) -> None:
        """End all processes for good."""
        for worker in self._all:
            worker.over = True
            worker.end()
        self._threads.shutdown(wait=False, cancel_futures=True)


class Worker:
    """One process, replaced whenever it has ended."""

    def __init__(self, location: str, limits: Limits) -> None:
        self._location = location
        self._limits = limits
        self.over = False
        self._start()

    def _start(self) -> None:
        self._line, there = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_work, args=(there, self._location, self._limits), daemon=True
        )
        with deaf():
            self._process.start()
        there.close()
        self._ready = False

    def ask(self, job: Job, stamp: str, given_up: Event) -> Reply:
        """Return what a job gives; raises Trouble. The process is ended at the limit, or soon
        after nobody waits for the answer any more."""
        try:
            self._be_ready()
            self._line.send((job, stamp))
            self._wait(given_up)
            answer = cast("Reply | Trouble", self._line.recv())
        except (EOFError, OSError) as error:
            self._replace()
            raise Trouble(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "the answer was broken off: most likely it needed more memory than "
                f"{self._limits.memory >> 20} MiB; ask for less",
            ) from error
        if isinstance(answer, Trouble):
            raise answer
        return answer

    def _be_ready(self) -> None:
        if not self._process.is_alive():
            self._replace()
        if not self._ready:
            if not self._line.poll(_START):
                raise EOFError
            self._line.recv()
            self._ready = True

    def _wait(self, given_up: Event) -> None:
        """Wait for an answer; raises Trouble, having ended the process, at the limit."""
        begun, limit = monotonic(), self._limits.seconds
        while not self._line.poll(max(0, min(_LOOK, limit - (monotonic() - begun)))):
            spent = monotonic() - begun
            if spent >= limit or (given_up.is_set() and spent >= _SOON):
                self._replace()
                raise Trouble(
                    HTTPStatus.GATEWAY_TIMEOUT,
                    f"the answer took longer than the {limit:g} seconds that are allowed; "
                    "ask for less",
                )

    def _replace(self) -> None:
        self.end()
        self._process.join()
        self._line.close()
        if self.over:
            raise Trouble(HTTPStatus.SERVICE_UNAVAILABLE, "the server is being shut down")
        self._start()

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()


def _work(line: Connection, location: str, limits: Limits) -> None:
    """Answer jobs one by one until nobody asks any more."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    attend()
    # Without these, what is first asked for would wait for their import.
    from claimline.serve import api, protocol, reconcile, things  # noqa: F401, PLC0415

    opened = Opened(location, limits)
    _bound(resource.RLIMIT_DATA, limits.memory)
    _bound(resource.RLIMIT_AS, limits.memory + _RESERVED)
    line.send(None)
    with suppress(EOFError, BrokenPipeError):
        while True:
            job, stamp = cast("tuple[Job, str]", line.recv())
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
            line.send(_answered(job, opened, stamp, limits))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _bound(kind: int, most: int) -> None:
    """Bound what this process may take, unless it is bound to less already."""
    _, before = resource.getrlimit(kind)
    bound = most if before == resource.RLIM_INFINITY else min(most, before)
    resource.setrlimit(kind, (bound, bound))


def _answered(job: Job, opened: Opened, stamp: str, limits: Limits) -> Reply | Trouble:
    try:
        reply = _run(job, opened, stamp)
    except ClaimlineError as error:
        return trouble(error)
    except MemoryError:
        return Trouble(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"the answer needs more memory than {limits.memory >> 20} MiB; ask for less",
        )
    except Exception:  # noqa: BLE001 # a bug is told here, with its traceback, and no further
        _LOG.exception("a fault of our own")
        return Trouble(HTTPStatus.INTERNAL_SERVER_ERROR, "this is a fault of the server")
    if len(reply.content) > limits.answer:
        return Trouble(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"the answer has more than {limits.answer:,} bytes; ask for less",
        )
    return reply


def _run(job: Job, opened: Opened, stamp: str) -> Reply:
    """Run a job; once more, on the store as it is then, where its files have gone meanwhile."""
    try:
        return job.run(opened.at(stamp))
    except StoreError:
        opened.forget()
        return job.run(opened.at(stamp))


class Opened:
    """A store, opened anew when it has changed."""

    def __init__(self, location: str, limits: Limits) -> None:
        self._location = location
        self._limits = limits
        self._desk: Desk | None = None
        self._stamp = ""

    def at(self, stamp: str) -> Desk:
        """Return the store as a stamp tells of it, or as it was before what is being put in.

        Raises StoreError, and Trouble while the first of a store is being put in.
        """
        if self._desk is None or stamp != self._stamp:
            store = connect(self._location, timeout=self._limits.seconds)
            if isinstance(store, Store) and not store.is_whole:
                return self._before()
            self._desk, self._stamp = Desk(store, self._limits), stamp
        return self._desk

    def _before(self) -> Desk:
        if self._desk is None:
            raise Trouble(
                HTTPStatus.SERVICE_UNAVAILABLE, "the store is being filled; try again later", RETRY
            )
        return self._desk

    def forget(self) -> None:
        """Open the store anew the next time."""
        self._desk = None
