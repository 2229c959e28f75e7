"""`claimline load LOADER FILE…`: data into a store, checked and validated."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimline import packaged
from claimline.cli import output
from claimline.cli.found import Found, Room, helped, parameter, told
from claimline.cli.loading import progressing, rejecting
from claimline.cli.options import quiet_option, store_option
from claimline.errors import InputError

if TYPE_CHECKING:
    from claimline.load import Loader, Tally

SAMPLE = click.Option(["--sample"], is_flag=True, help="Also load the shipped Izium records.")


class Loaders(Found):
    """A command for each loader there is."""

    def room(self) -> Room:
        """Return where loaders are found."""
        from claimline import load  # noqa: PLC0415 - loaders are needed only now

        return load

    def made(self, name: str) -> click.Command:
        """Return the command of a loader."""
        from claimline import load  # noqa: PLC0415 - loaders are needed only now

        return _command(name, load.get(name))


@click.command("load", cls=Loaders, no_args_is_help=True, subcommand_metavar="LOADER FILE…")
def command() -> None:
    """Put data into a store, checked and validated, record graph by record graph.

    LOADER says what the files are; `claimline load LOADER --help` tells its options. Each
    record graph replaces what an earlier load of it said, whole or not at all; loading twice
    changes nothing. The store is made where there is none.

    Files may be packed with gzip, bzip2 or zstd; a folder stands for the files in it, `-` for
    the standard input.

    \b
    Examples:
      claimline load records --sample
      claimline load records my-record.yaml --dry-run
    """


def _command(name: str, loader: Loader) -> click.Command:
    """Return the command of a loader, made from what it says of itself."""
    from claimline.load import summary  # noqa: PLC0415 - loaders are needed only now

    def callback(files: tuple[str, ...], sample: bool = False, **given: object) -> None:
        own = told(loader.OPTIONS, given)
        _load(loader, paths(files, sample), own, Asked(**given))  # type: ignore[arg-type] # as the options below say

    return click.Command(
        name,
        callback=callback,
        params=[
            click.Argument(["files"], nargs=-1, metavar="FILE…"),
            *([SAMPLE] if name == "records" else []),
            *map(parameter, loader.OPTIONS),
            *_common(),
        ],
        help=_help(loader),
        short_help=summary(loader),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What every load may be told."""

    location: str
    base: str | None
    dry_run: bool
    rejects: str | None
    quiet: bool
    progress: bool | None
    jobs: int


def _common() -> list[click.Parameter]:
    @click.option("-n", "--dry-run", is_flag=True, help="List all faults and change nothing.")
    @click.option(
        "--rejects",
        metavar="FILE",
        type=click.Path(dir_okay=False, writable=True),
        help="Go on past rows that are refused, and write them there, to be mended and loaded.",
    )
    @click.option("--base", metavar="IRI", help="Where the data's IRIs live; ends in a slash.")
    @click.option(
        "--progress/--no-progress",
        default=None,
        help="Show how far it is.  [default: on a terminal]",
    )
    @click.option(
        "-j",
        "--jobs",
        metavar="N",
        type=click.IntRange(min=0),
        default=_all_cores_but_one,
        help="Processes that judge beside the one that loads.  [default: all cores but one]",
    )
    @store_option
    @quiet_option
    def options() -> None:
        """Carry the options that click's decorators leave on a function."""

    return list(reversed(options.__click_params__))  # type: ignore[attr-defined] # click leaves them


def _all_cores_but_one() -> int:
    allowed = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    cores = len(allowed(0)) if allowed else os.cpu_count() or 1
    return cores - 1


def _help(loader: Loader) -> str:
    text = helped(loader.__doc__ or "")
    source = loader.SOURCE
    about = f"Of: {source.title}, {source.link}. Licence of the data: {source.licence}."
    head, mark, examples = text.partition("\b\nExamples:")
    return f"{head}{about}\n\n{mark}{examples}"


def _load(loader: Loader, paths: list[Path], own: Mapping[str, str], asked: Asked) -> None:
    """Run a load and say what became of every row; exits with 3 where some were refused."""
    from claimline import load, terms  # noqa: PLC0415 - validation is needed only now
    from claimline.connect import destination  # noqa: PLC0415
    from claimline.files import Files  # noqa: PLC0415

    if asked.base is not None and not asked.base.endswith(("/", "#")):
        raise click.BadParameter("a base ends in a slash", param_hint="--base")
    store = destination(asked.location, dry=asked.dry_run)
    files = Files(paths)
    with (
        rejecting(asked.rejects, listing=asked.dry_run) as reject,
        progressing(files, quiet=asked.quiet, wanted=asked.progress) as watch,
    ):
        tally = load.run(
            loader,
            files,
            store,
            options=own,
            base=asked.base or terms.BASE,
            dry=asked.dry_run,
            reject=reject,
            watch=watch,
            clock=lambda: datetime.now(UTC),
            jobs=asked.jobs,
        )
    _tell(tally, asked)
    if tally.refused:
        raise InputError(
            f"{tally.refused} of {tally.rows} rows were refused"
            + (f"; they stand in {asked.rejects}" if asked.rejects else "")
        )


def _tell(tally: Tally, asked: Asked) -> None:
    for warning in tally.warnings:
        output.note(warning, quiet=asked.quiet)
    output.note(tally.account, quiet=asked.quiet)
    counted = output.counted(tally.counts) or "nothing"
    if asked.dry_run:
        output.note(f"{counted} would be loaded", quiet=asked.quiet)
    else:
        output.note(
            f"loaded {counted} into {asked.location}: "
            f"{tally.added} statements added, {tally.removed} removed",
            quiet=asked.quiet,
        )


def paths(files: Sequence[str], sample: bool) -> list[Path]:
    """Return the files to read, the shipped records first; none are a wrong usage."""
    found = [*([packaged.folder("samples", "izium")] if sample else []), *map(Path, files)]
    if not found:
        raise click.UsageError("No files to read: name some, or say --sample.")
    return found
