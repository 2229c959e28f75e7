"""`claimline stats`: how much a store holds."""

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
from claimline.views.plain.stats import columns, counts


@click.command("stats")
@as_of_option
@possibly_option
@store_option
@rows_option
@output_option
def command(
    as_of: str | None, possibly: bool, location: str, form: str | None, output_: str | None
) -> None:
    """Count what a store holds: documents, claims, reports, places and so on.

    With --as-of only what has a day of publication is counted: documents and reports, the
    claims that the reports bring, and the propositions they speak of.

    \b
    Examples:
      claimline stats
      claimline stats --as-of 2022-09-10 --possibly -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store

    found = counts(connect(location), as_of=as_of, possibly=possibly)
    output.rows(found, columns(as_of, possibly=possibly), form, output_)
