"""The command line: options, one call, output; commands are imported when they are run.

Why a table of commands: `claimline --help` must not wait for rdflib or pySHACL, so the
one-line helps stand here and each command's module is imported only to run it.
"""

from __future__ import annotations

from importlib import import_module
from traceback import clear_frames
from typing import cast

import click

from claimline.errors import ClaimlineError, nearest

COMMANDS = {
    "check": "List every fault of record files, without a store.",
    "load": "Put data into a store, checked and validated.",
    "loaders": "List what can be loaded, with the licence of the data and an example.",
    "unload": "Take records out of a store.",
    "log": "Show what was loaded, when and from what.",
    "validate": "Judge a whole store by the shapes, the checks and the content hashes.",
    "query": "Ask a shipped question, a query file, or a query of your own.",
    "queries": "List the shipped questions, or print one.",
    "timeline": "Show what each claimant says happened to a place, and when.",
    "held": "Say who held a place on a day, necessarily, possibly or not, by each account.",
    "reconcile": "Show which claims about who held a place can be true together.",
    "contradictions": (
        "Show which claims contradict each other, by which rule, and whether they must."
    ),
    "corroboration": "Count who else says so, and through how many independent reporters we know.",
    "figures": "Show how figures of one thing grew, and which contradict each other.",
    "diff": "Say what changed from one as-of day to another: claims, and who held what.",
    "questions": "List the questions people ask, and the command that answers each.",
    "claims": "Search the claims.",
    "sources": "Show through whom a claim reaches us, and on what evidence.",
    "show": "Show one thing and what belongs to it.",
    "stats": "Count what a store holds.",
    "export": "Write what a store says for other tools.",
    "publish": "Write the pages as files that any static host serves.",
    "serve": "Answer by HTTP: pages, linked data, SPARQL and JSON, for reading only.",
    "dump": "Write a whole store as sorted N-Quads.",
    "copy": "Copy a whole store to another place, graph by graph.",
    "doctor": "Say what an installation, a store or a server lacks.",
    "schema": "Print the record schema, the JSON-LD context, the ontology or the shapes.",
    "mapping": "Write a mapping of a table's columns to fill in, for `load table`.",
    "verify": "Hold a local copy of a text against its record, and report every drift.",
    "seal": "Seal record files, so that any changed character is caught.",
    "demo": "Load the shipped Izium records and show what claimline makes of them.",
    "readme": "Rewrite the generated tables of a README.",
}
"""Every command and its one-line help, in the order of use."""

INTERRUPTED = 130


class Commands(click.Group):
    """The commands of the table, imported one at a time; deliberate errors become exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command from its own module, or None for an unknown name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", import_module(f"{__name__}.{cmd_name}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; an unknown name comes with the nearest ones."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = nearest(args[0], COMMANDS)
            hint = f" Did you mean {' or '.join(close)}?" if close else ""
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing a single command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a deliberate error is told on stderr and gives its exit code."""
        try:
            return super().invoke(ctx)
        except ClaimlineError as error:
            click.echo(f"error: {error}", err=True)
            # Whoever keeps the error would else keep the store open that was in use.
            clear_frames(error.__traceback__)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimline", message="%(prog)s %(version)s")
def main() -> None:
    """Keep who said what, when, through whom and on what evidence; answer timelines from it.

    \b
    Examples:
      claimline demo
      claimline load records --sample
      claimline timeline Izium --as-of 2022-04-02

    Data goes to stdout, remarks to stderr. Exit codes: 0 fine, 1 findings, 2 usage, 3 bad
    input, 4 store or remote not reachable, 5 time limit.
    """
