"""`claimline seal FILE…`: the only command that writes into record files."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli import output
from claimline.errors import InputError


@click.command("seal", no_args_is_help=True)
@click.argument("files", nargs=-1, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("-n", "--dry-run", is_flag=True, help="Say which files would change; change none.")
def command(files: tuple[Path, ...], dry_run: bool) -> None:
    """Seal record files, so that any changed character is caught.

    Writes into each record of a YAML file the hash of what it says; `check` and `load`
    refuse a sealed record whose content no longer has that hash. Nothing else in the file
    is touched.

    \b
    Examples:
      claimline seal my-record.yaml
      claimline seal my-record.yaml --dry-run
    """
    from claimline.record.seal import sealed  # noqa: PLC0415 - reading YAML is needed only now

    for file in files:
        try:
            before = file.read_bytes().decode()  # as it is: read_text would mend line ends
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file} cannot be read: {error}") from error
        after = sealed(before, str(file))
        if after == before:
            output.note(f"{file}: sealed already")
            continue
        output.note(f"{file}: {'would be sealed' if dry_run else 'sealed'}")
        if not dry_run:
            file.write_text(after, encoding="utf-8", newline="")
