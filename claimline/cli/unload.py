"""`claimline unload RECORD…`: records taken out of a store, and that they were."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version

import click

from claimline.cli import output
from claimline.cli.options import quiet_option, store_option


@click.command("unload", no_args_is_help=True)
@click.argument("names", nargs=-1, required=True, metavar="RECORD…")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would go and change nothing.")
@store_option
@quiet_option
def command(names: tuple[str, ...], dry_run: bool, location: str, quiet: bool) -> None:
    """Take records out of a store: all of those named, or nothing.

    A record is named by its key, or as in document/ritzau-2022-09-10 or place/izium. What
    others still refer to stays, and they are named: take them out with it. The log keeps that
    there was such a record, and when it went.

    \b
    Examples:
      claimline unload cnn-2022-09-10 --dry-run
      claimline unload bykvu-2022-09-14 actor/bykvu
    """
    from claimline import history, load  # noqa: PLC0415 - validation is needed only now
    from claimline.connect import connect  # noqa: PLC0415

    begun = datetime.now(UTC)
    store = connect(location, write=not dry_run)
    graphs = load.removal(store, names)
    told = ", ".join(load.records(graphs))
    if dry_run:
        count = sum(1 for graph in graphs for _ in store.quads(graph))
        output.note(f"{told} would be taken out: {count} statements", quiet=quiet)
        return
    entry = history.Load(
        loader=None, version=version("claimline"), begun=begun, ended=datetime.now(UTC)
    )
    change = store.replace(graphs, history.noting(entry))
    output.note(f"took {told} out of {location}: {change.removed} statements", quiet=quiet)
