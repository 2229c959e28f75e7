"""`claimline mapping`: a mapping of a table's columns, to be filled in."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli import output
from claimline.cli.options import output_option


@click.command("mapping")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--encoding", default="utf-8", show_default=True, help="How the table is written.")
@output_option
def command(table: Path, encoding: str, output_: str | None) -> None:
    """Write a mapping of a table's columns to fill in, for `load table`.

    It has the fields of records, with what they mean, and each column of the table with its
    first values. Nothing is guessed: what must be there is empty until you say it.

    \b
    Examples:
      claimline mapping sheet.csv -o sheet.toml
      claimline load table sheet.csv --mapping sheet.toml --dry-run
    """
    from claimline.files import File  # noqa: PLC0415 - reading tables is needed only now
    from claimline.intake.template import template  # noqa: PLC0415

    output.text(template(File(table), encoding), output_)
