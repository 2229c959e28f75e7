"""`claimline doctor`: what an installation, a store or a server lacks."""

from __future__ import annotations

import click

from claimline.cli import output
from claimline.cli.options import output_option, rows_option, store_option

COLUMNS = ("subject", "fine", "says")


@click.command("doctor")
@click.option(
    "--probe",
    is_flag=True,
    help="Write a graph of values of each kind to a server, read it back and remove it.",
)
@store_option
@rows_option
@output_option
@click.pass_context
def command(
    ctx: click.Context, probe: bool, location: str, form: str | None, output_: str | None
) -> None:
    """Say what an installation, a store or a server lacks; exit code 1 if anything does.

    Versions, who is writing, whether every statement can be read; of a server whether its
    default graph is the union, updates are allowed, loads are finished, times are compared
    across zones and, with --probe, values come back as they were written.

    \b
    Examples:
      claimline doctor
      claimline doctor --probe -s sparql+http://localhost:8890/#virtuoso
    """
    from claimline.health import examine  # noqa: PLC0415 - needed only now

    found = list(examine(location, probe=probe))
    rows: list[output.Row] = [
        {"subject": finding.subject, "fine": finding.fine, "says": finding.says}
        for finding in found
    ]
    output.rows(rows, COLUMNS, form, output_)
    if not all(finding.fine for finding in found):
        ctx.exit(1)
