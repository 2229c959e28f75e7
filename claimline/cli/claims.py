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
from claimline.views.plain.claims import columns, search


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

    found = search(connect(location), wanted, as_of=as_of, possibly=possibly)
    output.rows(found, columns(as_of, possibly=possibly), form, output_)
