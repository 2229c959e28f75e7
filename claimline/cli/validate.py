"""`claimline validate`: a whole store judged."""

from __future__ import annotations

import click

from claimline.cli import output
from claimline.cli.options import output_option, rows_option, store_option

SHOWN = ("severity", "focus", "shape", "message", "path", "value")
LEVELS = ("violation", "warning", "info")


@click.command("validate")
@click.option(
    "--severity",
    type=click.Choice(LEVELS),
    default="warning",
    show_default=True,
    help="The least grave finding to list.",
)
@store_option
@rows_option
@output_option
@click.pass_context
def command(
    ctx: click.Context, severity: str, location: str, form: str | None, output_: str | None
) -> None:
    """Judge a whole store by the shapes, the checks and the content hashes.

    Ends with 1 where there is a violation, with 0 otherwise.

    \b
    Examples:
      claimline validate
      claimline validate --severity info -f json
    """
    from claimline import load  # noqa: PLC0415 - validation is needed only now
    from claimline.connect import connect  # noqa: PLC0415

    listed = LEVELS[: LEVELS.index(severity) + 1]
    found = [f for f in load.judge_store(connect(location)) if f.severity in listed]
    rows: list[output.Row] = [{name: getattr(finding, name) for name in SHOWN} for finding in found]
    if rows or form:
        output.rows(rows, SHOWN, form, output_)
    violations = sum(finding.severity == "violation" for finding in found)
    output.note(f"{violations} violations, {len(found) - violations} other findings")
    ctx.exit(1 if violations else 0)
