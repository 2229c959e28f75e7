"""`claimline check`: record files only, no store."""

from __future__ import annotations

import click

from claimline.cli import output
from claimline.cli.options import format_option
from claimline.errors import Fault, InputError, RecordFaults

SHOWN = ("file", "line", "column", "message", "hint")


@click.command("check")
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--sample", is_flag=True, help="Also read the shipped Izium records.")
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
def command(files: tuple[str, ...], sample: bool, form: str | None) -> None:
    """List every fault of record files, without a store.

    Files and folders are read together: what one declares, the others may name. `-` is
    stdin. Ends with 0 where there is no fault, and with 3 where there is one.

    \b
    Examples:
      claimline check --sample
      claimline check --sample my-record.yaml -f json
    """
    from claimline import record  # noqa: PLC0415 - reading YAML is needed only now
    from claimline.cli.load import paths  # noqa: PLC0415

    try:
        values = record.read(paths(files, sample), record.Known())
    except RecordFaults as faults:
        if form in {None, "text"}:
            raise
        output.rows([_row(fault) for fault in faults.faults], SHOWN, form, None)
        raise InputError(f"{len(faults.faults)} faults") from faults
    output.note(f"{len(values)} things read, no fault")


def _row(fault: Fault) -> output.Row:
    return {
        "file": fault.at.file,
        "line": fault.at.line,
        "column": fault.at.column,
        "message": fault.message,
        "hint": fault.hint,
    }
