"""`claimline readme`: the tables of the README, made from what they describe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from claimline import catalogue, export, load
from claimline.cli import COMMANDS, output
from claimline.errors import InputError


@click.command("readme")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="README.md")
@click.option("--check", is_flag=True, help="Change nothing; end with 1 where a table is stale.")
@click.pass_context
def command(ctx: click.Context, file: Path, check: bool) -> None:
    """Rewrite the generated tables of a README.

    They stand between `<!-- loaders -->` and `<!-- /loaders -->`, and so for `formats`,
    `queries` and `commands`.

    \b
    Examples:
      claimline readme
      claimline readme --check
    """
    try:
        before = file.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error}") from error
    after = rewritten(before)
    if before == after:
        return
    if check:
        output.note(f"{file} has stale tables; run: claimline readme {file}")
        ctx.exit(1)
    file.write_text(after, encoding="utf-8", newline="")


def rewritten(text: str) -> str:
    """Return a README with its generated tables made anew; raises InputError for none."""
    tables = {
        "loaders": _loaders(),
        "formats": _formats(),
        "queries": _queries(),
        "commands": _commands(),
    }
    for name, table in tables.items():
        head, opening, rest = text.partition(f"<!-- {name} -->\n")
        _, closing, tail = rest.partition(f"<!-- /{name} -->")
        if not closing:
            raise InputError(f"there is no <!-- {name} --> … <!-- /{name} --> in the text")
        text = head + opening + table + closing + tail
    return text


def _loaders() -> str:
    rows = []
    for name in load.names():
        loader = load.get(name)
        source = loader.SOURCE
        link = f"[{source.title}]({source.link})"
        example = f"`{load.examples(loader)[0]}`"
        rows.append((f"`{name}`", load.summary(loader), example, source.licence, link))
    return _table(("loader", "reads", "for example", "licence of the data", "source"), rows)


def _formats() -> str:
    rows = []
    for name in export.names():
        exporter = export.get(name)
        example = export.examples(exporter)[0]
        rows.append((f"`{name}`", export.summary(exporter), f"`{example}`"))
    return _table(("format", "writes", "for example"), rows)


def _queries() -> str:
    shipped = [catalogue.get(name) for name in catalogue.names()]
    rows = (
        (
            f"[`{query.name}`](queries/{query.name}.rq)",
            query.title,
            " ".join(f"`{parameter.name}`" for parameter in query.parameters),
        )
        for query in shipped
        if query.questions
    )
    return _table(("query", "answers", "parameters"), rows)


def _commands() -> str:
    rows = ((f"`claimline {name}`", summary) for name, summary in COMMANDS.items())
    return _table(("command", "does"), rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
