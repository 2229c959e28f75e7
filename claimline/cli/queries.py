"""`claimline queries`: what can be asked."""

from __future__ import annotations

import click

from claimline import catalogue
from claimline.cli import output
from claimline.cli.options import output_option, rows_option

SHOWN = ("name", "title", "questions", "parameters")


@click.command("queries")
@click.argument("name", required=False)
@rows_option
@output_option
def command(name: str | None, form: str | None, output_: str | None) -> None:
    """List the shipped questions, or print one.

    Each is a whole SPARQL query that runs as it stands in any SPARQL tool.

    \b
    Examples:
      claimline queries
      claimline queries occupation
    """
    if name:
        output.text(catalogue.get(name).text, output_)
        return
    found = [row(catalogue.get(known)) for known in catalogue.names()]
    output.rows(found, SHOWN, form, output_)


def row(query: catalogue.Query) -> output.Row:
    """Return what a list of questions says of one."""
    return {
        "name": query.name,
        "title": query.title,
        "questions": ", ".join(map(str, query.questions)),
        "parameters": ", ".join(parameter.name for parameter in query.parameters),
    }
