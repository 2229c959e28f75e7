"""From the cells of a row to the values of a view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from claimline.answers import Plain
from claimline.model import Instant


def instant(row: Mapping[str, Plain], earliest: str, latest: str, written: str) -> Instant:
    """Return the moment that two columns bound and a third has as written."""
    return Instant(moment(row[earliest]), moment(row[latest]), text(row[written]))


def moment(cell: Plain) -> datetime | None:
    """Return an xsd:dateTime as an aware datetime."""
    return None if cell is None else datetime.fromisoformat(str(cell))


def text(cell: Plain) -> str | None:
    """Return a text, or None for an unbound cell."""
    return None if cell is None else str(cell)


def key(cell: Plain) -> str | None:
    """Return the key of a thing or concept: what follows the last slash or hash of its IRI.

    >>> key("https://w3id.org/claimline/vocabulary/modality/asserted")
    'asserted'
    """
    return None if cell is None else str(cell).rpartition("/")[2].rpartition("#")[2]
