"""claimline's own record files: YAML, JSON, JSON Lines or CSV; files, folders, or - for stdin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from claimline.model import Source, Value
from claimline.record import Known, read

SOURCE = Source(
    title="claimline records",
    licence="as each record's document says",
    link="https://w3id.org/claimline/ontology",
)


def records(paths: Sequence[Path], known: Known) -> Iterator[Value]:
    """Yield the values of record files read together; raises RecordFaults, all of them."""
    yield from read(paths, known)
