"""`claimline query`: shipped questions with options of their own, files, and one's own text."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimline import catalogue
from claimline.cli import output
from claimline.cli.options import format_option, output_option, store_option
from claimline.errors import ClaimlineError, InputError, nearest

if TYPE_CHECKING:
    from claimline.store import Quads

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md", "nt", "ttl")


class Questions(click.Group):
    """The shipped questions as sub-commands; any other name is a file of a query, or `-`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the shipped questions."""
        del ctx
        return list(catalogue.names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return the question of a name, the query of a file, or the query on stdin."""
        if cmd_name in catalogue.names():
            return _question(catalogue.get(cmd_name))
        if cmd_name == "-":
            return _question(_own(sys.stdin.read()))
        if cmd_name.endswith((".rq", ".sparql")) or Path(cmd_name).is_file():
            return _question(_own(_read(Path(cmd_name))))
        close = nearest(cmd_name, catalogue.names())
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise click.UsageError(f"There is no question and no file called {cmd_name!r}.{hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the questions with their titles."""
        with formatter.section("Questions"):
            formatter.write_dl(
                [(name, catalogue.get(name).title) for name in self.list_commands(ctx)]
            )


@click.group("query", cls=Questions, invoke_without_command=True, no_args_is_help=True)
@click.option("-e", "--expression", metavar="SPARQL", help="A query of your own.")
@store_option
@format_option(*FORMATS)
@output_option
@click.pass_context
def command(
    ctx: click.Context, expression: str | None, location: str, form: str | None, output_: str | None
) -> None:
    """Ask a shipped question, a query file, or a query of your own.

    A shipped question and a query file with a `#+` header have an option for each of their
    parameters; names in any spelling will do for places, actors, events and claims.

    \b
    Examples:
      claimline query occupation --place Izium
      claimline query -e 'SELECT ?type (COUNT(*) AS ?things) { ?thing a ?type } GROUP BY ?type'
    """
    ctx.obj = (location, form, output_)
    if expression is None and ctx.invoked_subcommand is None:
        raise click.UsageError("name a question or a file, or give a query with -e")
    if expression is not None:
        if ctx.invoked_subcommand is not None:
            raise click.UsageError("give either a question or -e, not both")
        from claimline.connect import connect  # noqa: PLC0415 - needed only with a store

        _ask(expression, connect(location), form, output_)


def _question(query: catalogue.Query) -> click.Command:
    """Return a query as a command with an option for each parameter."""
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import bound  # noqa: PLC0415

    @click.pass_obj
    def ask(outer: tuple[str, str | None, str | None], /, **given: str | None) -> None:
        location, form, output_ = (
            inner or above
            for inner, above in zip(
                (given.pop("location"), given.pop("form"), given.pop("output_")), outer, strict=True
            )
        )
        values = {name: value for name, value in given.items() if value is not None}
        store = connect(str(location))
        _ask(bound(store, query, values), store, form, output_)

    options = [
        click.Option(
            ["--" + _kebab(parameter.name), parameter.name],
            metavar=parameter.type.upper(),
            help=f"{parameter.help}  [default: {_default(parameter)}]",
        )
        for parameter in query.parameters
    ]
    shared = [
        click.Option(["-s", "--store", "location"], metavar="PLACE", help="The store."),
        click.Option(
            ["-f", "--format", "form"], type=click.Choice(FORMATS), help="How to write rows."
        ),
        click.Option(["-o", "--output", "output_"], metavar="FILE", help="Write to a file."),
    ]
    example = f"\b\nExamples:\n  claimline query {query.name}\n"
    example += f"  claimline query {query.name} -f csv"
    return click.Command(
        query.name, callback=ask, params=[*options, *shared], help=f"{query.help}\n\n{example}"
    )


def _ask(text: str, store: Quads, form: str | None, output_: str | None) -> None:
    from claimline.answers import Table  # noqa: PLC0415 - needed only with a store

    answer = store.answer(text)
    if isinstance(answer, Table):
        if form in {"nt", "ttl"}:
            raise click.UsageError(f"rows cannot be written as {form}; take csv, json or another")
        output.rows(answer.plain(), answer.columns, form, output_)
    elif isinstance(answer, bool):
        output.text(f"{str(answer).lower()}\n", output_)
    else:
        output.triples(answer, form or "nt", output_)


def _own(text: str) -> catalogue.Query:
    """Return a user's query; one without a header has no parameters."""
    if re.search(r"^#\+", text, re.MULTILINE):
        return catalogue.parse("query", text)
    return catalogue.Query("query", "A query of your own.", "A query of your own.", (), (), text)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ClaimlineError(f"there is no file {path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def _default(parameter: catalogue.Parameter) -> str:
    return "any" if parameter.default == "UNDEF" else parameter.default


def _kebab(name: str) -> str:
    return re.sub(r"([A-Z])", r"-\1", name).lower()
