"""The options that commands share, and how they become stores and moments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])  # Any: click passes what options say

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
"""How rows are written; on a terminal a table, in a pipe JSON Lines."""

store_option = click.option(
    "-s",
    "--store",
    "location",
    default="claimline.store",
    envvar="CLAIMLINE_STORE",
    show_default=True,
    show_envvar=True,
    metavar="PLACE",
    help="The store: a folder, or sparql+http(s)://… for a SPARQL service.",
)

output_option = click.option(
    "-o",
    "--output",
    "output_",
    metavar="FILE",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    help="Write to a file instead of stdout; its suffix chooses the format.",
)

as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    help="Only what was certainly public by the end of this EDTF date (UTC).",
)

possibly_option = click.option(
    "--possibly",
    is_flag=True,
    help="With --as-of: also what was only possibly public by then, marked.",
)

quiet_option = click.option("-q", "--quiet", is_flag=True, help="No remarks on stderr.")


def format_option(*names: str) -> Callable[[Decorated], Decorated]:
    """Return the ``-f`` option for a command that can write these formats."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(names),
        help="How to write the answer.  [default: a table on a terminal, jsonl in a pipe]",
    )


rows_option = format_option(*FORMATS)
