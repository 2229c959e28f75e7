"""claimline's own record files: YAML, JSON, JSON Lines or CSV; files, folders, or - for stdin.

Names that the files do not declare are looked up in the store. All files are read together:
what one declares, the others may name.

Examples:
  claimline load records note.yaml
  claimline load records --sample note.yaml --dry-run
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimline.intake import Files, Outcome, Refused, Row, Taken
from claimline.model import Option, Source
from claimline.record import Known
from claimline.record import records as record_files
from claimline.record.nodes import Fields

SOURCE = Source(
    title="claimline records",
    licence="as each record's document says",
    link="https://w3id.org/claimline/ontology",
)

OPTIONS: tuple[Option, ...] = ()

TOGETHER = True


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield each record, with its values or its faults."""
    del options
    for record in record_files(files, known):
        content = record.content
        row = Row(content, content.at) if isinstance(content, Fields) else None
        if record.faults:
            yield Refused(record.faults, row)
        else:
            yield Taken(record.values, row=row)
