"""`claimline timeline PLACE`: the accounts of a place side by side."""

from __future__ import annotations

import click

from claimline.cli import output
from claimline.cli.options import (
    as_of_option,
    format_option,
    output_option,
    possibly_option,
    store_option,
)
from claimline.views.plain.timeline import COLUMNS, as_dict, row
from claimline.views.timeline import GROUPS, timeline


@click.command("timeline", no_args_is_help=True)
@click.argument("place")
@click.option("--from", "start", metavar="DATE", help="Leave out what was over by this EDTF date.")
@click.option("--to", "end", metavar="DATE", help="Leave out what began after this EDTF date.")
@click.option(
    "--by", type=click.Choice(GROUPS), default="claimant", show_default=True, help="A lane is a …"
)
@as_of_option
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(
    place: str,
    start: str | None,
    end: str | None,
    by: str,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Show what each claimant says happened to a place, and when.

    The place is found by any of its names in any script, by its key, its IRI or its
    GeoNames number, and its parts come with it. First the lanes: who held it, as each
    claimant has it. Then the claims in order of event time.

    \b
    Examples:
      claimline timeline Izium
      claimline timeline Ізюм --as-of 2022-04-02 -f json
    """
    from claimline.cli.lanes import drawn  # noqa: PLC0415 - drawing is needed only for text
    from claimline.connect import connect  # noqa: PLC0415
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    found = timeline(
        store,
        find(store, "place", place),
        start=start,
        end=end,
        as_of=as_of,
        possibly=possibly,
        by=by,
    )
    if form is None:
        form = output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if form == "json":
        output.document(as_dict(found), output_)
    elif form == "text":
        output.text(drawn(found), output_)
    else:
        output.rows([row(entry) for entry in found.entries], COLUMNS, form, output_)
