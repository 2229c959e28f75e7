"""`claimline claims`: search."""

from __future__ import annotations

import click

from claimline.cli import output
from claimline.cli.options import (
    as_of_option,
    output_option,
    possibly_option,
    rows_option,
    store_option,
)
from claimline.views.cells import key
from claimline.views.public import Row, rows

THINGS = {"place": "place", "claimant": "actor", "event": "event", "document": "document"}
"""The options that name a thing, and what kind of thing each names."""

SCHEMES = {"eventType": "event-type", "modality": "modality", "polarity": "polarity"}
"""The options that name a concept, and the vocabulary it is of."""

SHOWN = (
    "claim",
    "claimant",
    "polarity",
    "modality",
    "type",
    "earliestSaid",
    "latestSaid",
    "summary",
)


@click.command("claims")
@click.option("--place", metavar="NAME", help="About this place or a part of it.")
@click.option("--claimant", metavar="NAME", help="Made by this claimant.")
@click.option("--event", metavar="NAME", help="About this event.")
@click.option("--document", metavar="KEY", help="From the record of this document.")
@click.option("--type", "eventType", metavar="KEY", help="Giving the event this type.")
@click.option("--modality", metavar="KEY", help="Such as asserted, reportative or inferred.")
@click.option("--polarity", metavar="KEY", help="affirmed, denied or neither.")
@click.option("--text", metavar="WORDS", help="With these words in the summary.")
@click.option("--from", "start", metavar="DATE", help="Possibly said on this EDTF date or later.")
@click.option("--to", "end", metavar="DATE", help="Possibly said on this EDTF date or earlier.")
@as_of_option
@possibly_option
@store_option
@rows_option
@output_option
def command(
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
    **wanted: str | None,
) -> None:
    """Search the claims.

    \b
    Examples:
      claimline claims --place Izium --claimant CNN
      claimline claims --modality reportative -f csv
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    asked = {}
    for name, value in wanted.items():
        if value is None:
            continue
        if name in THINGS:
            asked[name] = find(store, THINGS[name], value).iri
        elif name in SCHEMES:
            asked[name] = find(store, "concept", f"{SCHEMES[name]}/{value}").iri
        else:
            asked[name] = value
    found = [_shown(row) for row in rows(store, "claims", asked, as_of=as_of, possibly=possibly)]
    columns = (*SHOWN, "certainlyPublic") if as_of and possibly else SHOWN
    output.rows([{name: row[name] for name in columns} for row in found], columns, form, output_)


def _shown(row: Row) -> Row:
    return row | {
        "claim": str(row["claim"]).partition("/claim/")[2],
        "claimant": row["claimantLabel"],
        "polarity": key(row["polarity"]),
        "modality": key(row["modality"]),
        "type": key(row["eventType"]),
    }
