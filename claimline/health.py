"""What an installation, a store or a server lacks, found by looking and, if asked, by a probe."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from claimline.errors import ClaimlineError
from claimline.store import Quads, Store

_PARTS = ("pyoxigraph", "pyshacl", "rdflib", "SPARQLWrapper", "click")
_LOCKS = Path("/proc/locks")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is as it should be, and what was found."""

    subject: str
    fine: bool
    says: str


def examine(location: str, *, probe: bool = False) -> Iterator[Finding]:
    """Yield what is found of the installation and of the store at a location.

    Nothing is written, but for a ``probe`` of a server: a graph of values of each kind, read
    back and removed.
    """
    yield from _installed()
    yield from _service(location, probe) if "://" in location else _folder(Path(location))


def _installed() -> Iterator[Finding]:
    yield Finding("Python", True, platform.python_version())
    for part in _PARTS:
        try:
            yield Finding(part, True, version(part))
        except PackageNotFoundError:
            yield Finding(part, False, f"is missing; pip install {part}")


def _folder(folder: Path) -> Iterator[Finding]:
    try:
        store = Store.open(folder)
    except ClaimlineError as error:
        yield Finding("store", False, str(error))
        return
    holder = lock_holder(folder)
    yield Finding("writer", True, f"process {holder}" if holder else "nobody")
    yield from _contents(store)


def _contents(store: Quads) -> Iterator[Finding]:
    try:
        count = sum(1 for _ in store.quads())
        graphs = len(store.graphs())
    except (ClaimlineError, OSError, RuntimeError) as error:
        yield Finding("statements", False, f"cannot all be read: {error}")
        return
    says = f"{count} in {graphs} graphs, all of them readable"
    yield Finding("statements", True, says)


def lock_holder(folder: Path) -> int | None:
    """Return the process that writes to a store, where there is one and the system (Linux)
    tells of it."""
    lock = folder / "LOCK"
    if not lock.is_file() or not _LOCKS.is_file():
        return None
    inode = str(lock.stat().st_ino)
    for line in _LOCKS.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if "WRITE" in fields and any(field.endswith(f":{inode}") for field in fields):
            return int(fields[fields.index("WRITE") + 1])
    return None


def _service(location: str, probe: bool) -> Iterator[Finding]:
    # What speaks HTTP takes a while to import, which a folder need not wait for.
    from claimline.endpoint import at  # noqa: PLC0415
    from claimline.endpoint import probe as asked  # noqa: PLC0415

    def judged(subject: str, look: Callable[[], str | None], fine: str) -> Finding:
        try:
            wrong = look()
        except ClaimlineError as error:
            wrong = str(error)
        return Finding(subject, wrong is None, wrong or fine)

    try:
        endpoint = at(location)
        answers = endpoint.answer("ASK {}")
    except ClaimlineError as error:
        yield Finding("service", False, str(error))
        return
    yield Finding("service", answers is True, "answers")
    yield Finding("credentials", True, endpoint.credentials)
    yield judged("union", endpoint.check_union, "the default graph is the union of all graphs")
    yield judged("loads", endpoint.check_finished, "none is unfinished")
    yield judged("updates", lambda: asked.may_update(endpoint), "are allowed")

    def order() -> str | None:
        return None if asked.orders_moments(endpoint) else "moments of two zones are misordered"

    yield judged("time zones", order, "moments are compared as moments")
    yield from _contents(endpoint)
    if probe:

        def values() -> str | None:
            changed = asked.changed_values(endpoint)
            return f"it changes {', '.join(map(str, changed))}" if changed else None

        yield judged("datatypes", values, "every kind of value comes back as it was written")
    else:
        yield Finding("datatypes", True, "not tried; --probe writes and removes a graph")
