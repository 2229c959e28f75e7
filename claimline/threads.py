"""Threads of this process that are to wait for others."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_LAST = 19
"""The niceness that comes after all others."""


def behind(name: str) -> None:
    """Let the threads of this process that have a name wait while any other wants the core:
    on Linux, for elsewhere a thread has no priority of its own that could be set so."""
    with suppress(OSError):
        for thread in Path("/proc/self/task").iterdir():
            if (thread / "comm").read_text("utf-8").rstrip() == name:
                os.setpriority(os.PRIO_PROCESS, int(thread.name), _LAST)
