"""`claimline dump`: the whole store, the same bytes for the same content."""

from __future__ import annotations

from pathlib import Path

import click

from claimline.cli.options import output_option, store_option


@click.command("dump")
@store_option
@output_option
def command(location: str, output_: str | None) -> None:
    """Write a whole store as sorted N-Quads.

    Equal stores give equal bytes, whatever was loaded first.

    \b
    Examples:
      claimline dump -o claims.nq
      claimline dump | sha256sum
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only now
    from claimline.store import dump  # noqa: PLC0415

    lines = dump(connect(location))
    if output_ and output_ != "-":
        with Path(output_).open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    else:
        for line in lines:
            click.echo(line, nl=False)
