"""`claimline loaders`: what can be loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from claimline import load
from claimline.cli import output
from claimline.cli.options import format_option, output_option

if TYPE_CHECKING:
    from claimline.load import Loader
    from claimline.model import Option

COLUMNS = ("name", "reads", "options", "licence", "link", "example")


@click.command("loaders")
@click.argument("name", required=False)
@format_option("text", "table", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(name: str | None, form: str | None, output_: str | None) -> None:
    """List what can be loaded, with the licence of the data and an example, or one in full.

    Other people's loaders are found once the package they come in is installed: modules that
    have what ours have, named in the entry-point group claimline.loaders.

    \b
    Examples:
      claimline loaders
      claimline loaders records
    """
    names = [name] if name else [*load.names()]
    found = {each: load.get(each) for each in names}
    wanted = form or output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if wanted == "json":
        output.document([_dict(each, loader) for each, loader in found.items()], output_)
    elif wanted == "text":
        lines = _whole if name else _short
        texts = ("\n".join(lines(each, loader)) for each, loader in found.items())
        output.text("\n".join(texts) + "\n", output_)
    else:
        rows = [_row(each, loader) for each, loader in found.items()]
        output.rows(rows, COLUMNS, wanted, output_)


def _short(name: str, loader: Loader) -> Iterator[str]:
    row = _row(name, loader)
    yield f"{name}: {row['reads']}"
    yield f"    licence of the data: {row['licence']} ({row['link']})"
    if row["options"]:
        yield f"    options: {row['options']}"
    yield f"    {row['example']}"


def _whole(name: str, loader: Loader) -> Iterator[str]:
    source = loader.SOURCE
    yield f"{name}: {load.told(loader)}"
    yield ""
    yield f"Of {source.title}, {source.link}"
    yield f"Licence of the data: {source.licence}"
    yield ""
    for option in loader.OPTIONS:
        yield f"  --{option.name}  {option.help}{_default(option)}"
    yield from (f"  {example}" for example in load.examples(loader))


def _default(option: Option) -> str:
    if option.required:
        return "  [required]"
    return f"  [default: {option.default}]" if option.default else ""


def _dict(name: str, loader: Loader) -> dict[str, object]:
    return {
        "name": name,
        "reads": load.summary(loader),
        "source": loader.SOURCE.title,
        "licence": loader.SOURCE.licence,
        "link": loader.SOURCE.link,
        "options": [
            {
                "name": option.name,
                "help": option.help,
                "default": option.default or None,
                "required": option.required,
                "choices": list(option.choices),
            }
            for option in loader.OPTIONS
        ],
        "examples": list(load.examples(loader)),
    }


def _row(name: str, loader: Loader) -> output.Row:
    return {
        "name": name,
        "reads": load.summary(loader),
        "options": " ".join(f"--{option.name}" for option in loader.OPTIONS),
        "licence": loader.SOURCE.licence,
        "link": loader.SOURCE.link,
        "example": next(iter(load.examples(loader)), ""),
    }
