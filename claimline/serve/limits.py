"""What one request may cost, and how many may wait."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may cost. Beyond a limit there is an error, never a part of an answer.

    ``seconds`` and ``memory`` (bytes that it alone may write) are those of the process that
    answers it; ``rows`` and ``answer`` (bytes) bound an answer, ``request`` (bytes) what is sent;
    ``waiting`` is how many may wait for one of the ``workers``.
    """

    seconds: float = 30
    rows: int = 100_000
    answer: int = 64 * MIB
    request: int = MIB
    memory: int = 2048 * MIB
    workers: int = 2
    waiting: int = 100


HEAD = 16 * KIB
"""Bytes that the line and the headers of a request may have."""

PATH = 2 * KIB
"""Characters that a path may have."""

CONNECTIONS = 500
"""How many connections may be open at a time."""

PATIENCE = 15
"""Seconds that a request may take to arrive: its headers, and then its body."""
