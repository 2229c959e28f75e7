"""`claimline load NAME FILE…`: data into a store, checked and validated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from claimline import packaged
from claimline.cli import output
from claimline.cli.options import quiet_option, store_option


@click.command("load", no_args_is_help=True)
@click.argument("loader", metavar="LOADER")
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--sample", is_flag=True, help="Also load the shipped Izium records.")
@click.option("-n", "--dry-run", is_flag=True, help="List all faults and change nothing.")
@click.option("--base", metavar="IRI", help="Where the data's IRIs live; ends in a slash.")
@store_option
@quiet_option
def command(
    loader: str,
    files: tuple[str, ...],
    sample: bool,
    dry_run: bool,
    base: str | None,
    location: str,
    quiet: bool,
) -> None:
    """Put data into a store, checked and validated: all of it, or nothing.

    LOADER says what the files are: `records` reads claimline's own YAML, JSON, JSON Lines
    and CSV. Each record replaces what an earlier load of it said; loading twice changes
    nothing. The store is made where there is none.

    \b
    Examples:
      claimline load records --sample
      claimline load records --sample my-record.yaml --dry-run
    """
    from claimline import load, terms  # noqa: PLC0415 - validation is needed only now
    from claimline.connect import connect  # noqa: PLC0415
    from claimline.store import Store  # noqa: PLC0415

    module = load.get(loader)
    if base is not None and not base.endswith(("/", "#")):
        raise click.BadParameter("a base ends in a slash", param_hint="--base")
    exists = "://" in location or Path(location).exists()
    store = connect(location, write=not dry_run) if exists else Store.memory()
    values = module.records(paths(files, sample), load.known(store))
    prepared = load.prepare(store, values, base=base or terms.BASE)
    for warning in prepared.warnings:
        output.note(str(warning), quiet=quiet)
    counted = output.counted(prepared.counts)
    if dry_run:
        output.note(f"{counted} would be loaded", quiet=quiet)
        return
    change = prepared.into(store if exists else connect(location, write=True))
    output.note(
        f"loaded {counted} into {location}: "
        f"{change.added} statements added, {change.removed} removed",
        quiet=quiet,
    )


def paths(files: Sequence[str], sample: bool) -> list[Path]:
    """Return the files to read, the shipped records first; none are a wrong usage."""
    found = [*([packaged.folder("samples", "izium")] if sample else []), *map(Path, files)]
    if not found:
        raise click.UsageError("No files to read: name some, or say --sample.")
    return found
