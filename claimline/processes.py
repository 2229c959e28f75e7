"""Processes of our own beside the first: they end with it, and leave Ctrl-C to it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker
from threading import Thread


@contextmanager
def deaf() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started within: they have its signal blocked from
    the first, before any code of ours could see to it."""
    resource_tracker.ensure_running()  # or the first start would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def attend() -> None:
    """Have this process end with the one that started it, however that one ends."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(0)
