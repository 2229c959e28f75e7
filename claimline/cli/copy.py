"""`claimline copy --to PLACE`: a whole store to another place."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli import output
from claimline.cli.options import quiet_option, store_option


@click.command("copy", no_args_is_help=True)
@click.option(
    "--to",
    "to",
    metavar="PLACE",
    required=True,
    help="Where to: a folder, or sparql+http(s)://… for a SPARQL service.",
)
@store_option
@quiet_option
def command(to: str, location: str, quiet: bool) -> None:
    """Copy a whole store to another place, graph by graph, and compare the two at the end.

    From folder to server, server to folder, or server to server. To copy again changes
    nothing and completes what broke off; graphs that only the other place holds stay there.

    \b
    Examples:
      claimline copy --to sparql+http://localhost:7878
      claimline copy -s sparql+http://localhost:8890/#virtuoso --to copied.store
    """
    from claimline.connect import connect, destination  # noqa: PLC0415 - needed only now
    from claimline.transfer import copy  # noqa: PLC0415

    if to == location or ("://" not in to and Path(to).resolve() == Path(location).resolve()):
        raise click.BadParameter("that is where the store is", param_hint="--to")
    done = copy(connect(location), destination(to))
    output.note(
        f"copied {done.graphs} graphs of {done.quads} statements to {to}: {done.added} added, "
        f"{done.removed} removed; both places are the same",
        quiet=quiet,
    )
    if done.besides:
        output.note(
            f"{output.counted({'graph': len(done.besides)})} there besides: {done.besides[0]} …",
            quiet=quiet,
        )
