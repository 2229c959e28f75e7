"""`claimline show THING`: one thing, as rows or as RDF."""

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
from claimline.views.plain.things import COLUMNS, rows
from claimline.views.things import any_thing, statements

RDF = ("ttl", "nt", "jsonld")


@click.command("show", no_args_is_help=True)
@click.argument("thing")
@as_of_option
@possibly_option
@store_option
@format_option("table", "json", "jsonl", "csv", "tsv", "md", *RDF)
@output_option
def command(
    thing: str,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Show one thing and what belongs to it: of a claim also its proposition and reports.

    The thing is a place, actor or event by any of its names, a document by its key, a claim
    as DOCUMENT/CLAIM, or anything by its IRI. With --as-of a claim or document is shown only
    if it was public by then, a claim with the reports that were; places, actors and events
    have no day of publication.

    \b
    Examples:
      claimline show Ізюм
      claimline show ritzau-2022-09-10/area-2000 --as-of 2022-09-11 -f ttl
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store

    store = connect(location)
    triples = statements(store, any_thing(store, thing), as_of=as_of, possibly=possibly)
    wanted = form or output.chosen(output_, terminal="table", pipe="jsonl", known=RDF)
    if wanted in RDF:
        output.triples(triples, wanted, output_)
        return
    output.rows(rows(triples), COLUMNS, wanted, output_)
