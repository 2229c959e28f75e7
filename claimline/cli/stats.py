"""`claimline stats`: how much a store holds."""

from __future__ import annotations

import click

from claimline import catalogue
from claimline.cli import output
from claimline.cli.options import output_option, rows_option, store_option


@click.command("stats")
@store_option
@rows_option
@output_option
def command(location: str, form: str | None, output_: str | None) -> None:
    """Count what a store holds: documents, claims, reports, places and so on.

    \b
    Examples:
      claimline stats
      claimline stats -f json
    """
    from claimline.endpoint import connect  # noqa: PLC0415 - needed only with a store

    table = connect(location).select(catalogue.get("stats").text)
    output.rows(table.plain(), table.columns, form, output_)
