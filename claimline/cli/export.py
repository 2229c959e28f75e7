"""`claimline export FORMAT`: what a store says, for other tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimline.cli import output
from claimline.cli.found import Found, Room, helped, parameter, told
from claimline.cli.options import (
    Decorated,
    as_of_option,
    possibly_option,
    quiet_option,
    store_option,
)
from claimline.errors import StoreError

if TYPE_CHECKING:
    from claimline.export import Chosen, Exporter, File


_NAMED = 5
"""How many files are named that an export did not write but found."""


class Formats(Found):
    """A command for each format there is."""

    def room(self) -> Room:
        """Return where formats are found."""
        from claimline import export  # noqa: PLC0415 - formats are needed only now

        return export

    def made(self, name: str) -> click.Command:
        """Return the command of a format."""
        from claimline import export  # noqa: PLC0415 - formats are needed only now

        return _command(name, export.get(name))


@click.command("export", cls=Formats, no_args_is_help=True, subcommand_metavar="FORMAT")
def command() -> None:
    """Write what a store says for other tools, the same bytes each time.

    All of it, or the claims about a place, of a time, as public on a day, with what is needed
    to read them. `claimline export FORMAT --help` tells what a format is and its options.

    \b
    Examples:
      claimline export turtle --place Izium -o izium.ttl
      claimline export nquads --redact coordinates=1 --redact private -o claims.nq
    """


@dataclass(frozen=True, slots=True)
class Asked:
    """What every export may be told."""

    location: str
    place: str | None
    start: str | None
    end: str | None
    as_of: str | None
    possibly: bool
    redact: tuple[str, ...]
    output_: str | None
    quiet: bool


def selection(command: Decorated) -> Decorated:
    """Give a command the options that say what to take of a store."""
    options = (
        click.option("--place", metavar="NAME", help="Claims about this place and its parts."),
        click.option(
            "--from", "start", metavar="DATE", help="Not what was over by this EDTF date."
        ),
        click.option("--to", "end", metavar="DATE", help="Not what began after this date."),
        as_of_option,
        possibly_option,
        click.option(
            "--redact",
            metavar="RULE",
            multiple=True,
            help="coordinates=DECIMALS rounds them, delay=DAYS leaves out what was published "
            "since, private leaves out private persons; may be given several times.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _common() -> list[click.Parameter]:
    @selection
    @click.option(
        "-o",
        "--output",
        "output_",
        metavar="PATH",
        help="The file, or the folder for a format of several files.  [default: stdout]",
    )
    @store_option
    @quiet_option
    def options() -> None:
        """Carry the options that click's decorators leave on a function."""

    return list(reversed(options.__click_params__))  # type: ignore[attr-defined] # click leaves them


def _command(name: str, exporter: Exporter) -> click.Command:
    """Return the command of a format, made from what it says of itself."""
    from claimline.export import summary  # noqa: PLC0415 - formats are needed only now

    def callback(**given: object) -> None:
        own = told(exporter.OPTIONS, given)
        asked = Asked(**given)  # type: ignore[arg-type] # as the options say
        if not exporter.SUFFIX and asked.output_ in {None, "-"}:
            raise click.UsageError(f"{name} writes several files: name a folder with -o.")
        files = exporter.files(chosen(asked), own)
        if exporter.SUFFIX:
            [file] = files
            _write_file(file, asked.output_)
        else:
            _write_folder(files, Path(asked.output_ or ""), quiet=asked.quiet)

    return click.Command(
        name,
        callback=callback,
        params=[*map(parameter, exporter.OPTIONS), *_common()],
        help=helped(exporter.__doc__ or ""),
        short_help=summary(exporter),
    )


def chosen(asked: Asked) -> Chosen:
    """Return the part of the store that is asked for, redacted."""
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.export import redacted, selected  # noqa: PLC0415
    from claimline.find import find  # noqa: PLC0415

    rules = _rules(asked.redact)
    store = connect(asked.location)
    found = selected(
        store,
        place=find(store, "place", asked.place) if asked.place else None,
        start=asked.start,
        end=asked.end,
        as_of=_delayed(asked.as_of, rules.get("delay")),
        possibly=asked.possibly,
    )
    decimals = rules.get("coordinates")
    if decimals is None and "private" not in rules:
        return found
    return redacted(found, decimals=decimals, private="private" in rules)


def _rules(given: Iterable[str]) -> dict[str, int]:
    """Return the rules of redaction by name; raises BadParameter for what is none."""
    rules: dict[str, int] = {}
    for text in given:
        name, _, value = text.partition("=")
        counted = name in {"coordinates", "delay"} and value.isascii() and value.isdigit()
        if not counted and text != "private":
            raise click.BadParameter(
                f"{text!r} is no rule; write coordinates=DECIMALS, delay=DAYS or private",
                param_hint="--redact",
            )
        rules[name] = int(value or 0)
    return rules


def _delayed(as_of: str | None, days: int | None) -> str | None:
    """Return the as-of day of an export that comes some days late."""
    if days is None:
        return as_of
    if as_of is not None:
        raise click.UsageError("--as-of and --redact delay=DAYS both say when: give one of them.")
    return f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d}"


def _write_file(file: File, output_: str | None) -> None:
    if output_ in {None, "-"}:
        for piece in file.content:
            sys.stdout.buffer.write(piece)
        return
    write(Path(output_ or ""), file.content)


def _write_folder(files: Iterable[File], folder: Path, *, quiet: bool) -> None:
    written = set()
    for file in files:
        write(folder / file.name, file.content)
        written.add(folder / file.name)
    output.note(f"{len(written)} files written to {folder}", quiet=quiet)
    if others := _others(folder, written):
        names = ", ".join(str(path.relative_to(folder)) for path in others[:_NAMED])
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        output.note(
            f"not of this export, left where they stand: {names}{more}; "
            "take out what an earlier one left, before you pass the folder on",
            quiet=quiet,
        )


def _others(folder: Path, written: Collection[Path]) -> list[Path]:
    """Return what else lies below a folder, of the kinds of files written there, sorted; but
    nothing that is hidden."""
    suffixes = {path.suffix for path in written}
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = (name for name in folders if name[0] != ".")
        paths = (Path(where, name) for name in names if name[0] != ".")
        found += [it for it in paths if it.suffix in suffixes and it not in written]
    return sorted(found)


def write(path: Path, content: Iterable[bytes]) -> None:
    """Write a file, whole or not at all; raises StoreError where it cannot be written."""
    with _faults(path), replacing(path) as part, part.open("wb") as out:
        out.writelines(content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to that takes another's place once all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}") from error
