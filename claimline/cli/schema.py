"""`claimline schema`: the files that others are held to."""

from __future__ import annotations

import json

import click

from claimline import packaged
from claimline.cli import output
from claimline.cli.options import output_option

KINDS = ("record", "context", "ontology", "vocabularies", "shapes", "alignments")


@click.command("schema")
@click.argument("kind", type=click.Choice(KINDS))
@output_option
def command(kind: str, output_: str | None) -> None:
    """Print the record schema, the JSON-LD context, the ontology or the shapes.

    The record schema is JSON Schema 2020-12: give it to an editor, or hold a language
    model to it. The rest is Turtle, but for the JSON-LD context.

    \b
    Examples:
      claimline schema record -o record.schema.json
      claimline schema ontology
    """
    output.text(_text(kind), output_)


def _text(kind: str) -> str:
    match kind:
        case "record":
            from claimline.record.schema import schema  # noqa: PLC0415 - needed only now

            return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
        case "context":
            return packaged.text("ontology", "context.jsonld")
        case "ontology":
            return packaged.text("ontology", "conflict-events.ttl")
        case _:
            folder = {"vocabularies": "vocabulary"}.get(kind, kind)
            files = packaged.names("ontology", ".ttl", folder)
            return "\n".join(packaged.text("ontology", folder, name) for name in files)
