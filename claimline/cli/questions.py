"""`claimline questions`: what people ask, and how to ask it here."""

from __future__ import annotations

from collections.abc import Iterator

import click

from claimline import catalogue
from claimline.cli import output
from claimline.cli.options import format_option, output_option
from claimline.views.plain.questions import as_dict
from claimline.views.questions import Question, question, questions

COLUMNS = ("number", "theme", "question", "ask", "note")


@click.command("questions")
@click.argument("number", required=False, type=int)
@format_option("text", "table", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(number: int | None, form: str | None, output_: str | None) -> None:
    """List the questions people ask, and the command that answers each.

    The commands run as they stand on the shipped records; put your own places, claims and
    days in. TEXTFILE and DIR are your copies of the texts, which no store keeps. With a
    NUMBER, only that question, and what each command gives.

    \b
    Examples:
      claimline questions
      claimline questions 20
    """
    found = questions() if number is None else [question(number)]
    wanted = form or output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if wanted == "json":
        output.documents(map(as_dict, found), output_)
    elif wanted == "text":
        lines = _list(found) if number is None else _one(found[0])
        output.text("\n".join([*lines, ""]), output_)
    else:
        output.rows([_row(each) for each in found], COLUMNS, wanted, output_)


def _list(found: list[Question]) -> Iterator[str]:
    theme = ""
    for each in found:
        if each.theme != theme:
            theme = each.theme
            yield f"{theme.capitalize()}"
        yield f"{each.number:>4}  {each.text}"
        yield from (f"        {way}" for way in each.ways)


def _one(each: Question) -> Iterator[str]:
    yield f"{each.number}. {each.text}"
    for way in each.ways:
        yield f"  {way}"
        if told := _told(way):
            yield f"      {told}"
    if each.note:
        yield each.note


def _told(way: str) -> str:
    """Return what a query says of itself; a view's own --help says more than a line could."""
    _, command_, name = way.split()[:3]
    return catalogue.get(name).help if command_ == "query" else ""


def _row(each: Question) -> output.Row:
    return {
        "number": each.number,
        "theme": each.theme,
        "question": each.text,
        "ask": "; ".join(each.ways),
        "note": each.note or None,
    }
