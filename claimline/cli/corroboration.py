"""`claimline corroboration [CLAIM|PLACE]`: who else says so, and through whom we know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from claimline.cli import output
from claimline.cli.options import (
    as_of_option,
    format_option,
    output_option,
    possibly_option,
    store_option,
)
from claimline.views.plain.corroboration import COLUMNS, as_dict, row, sides_of
from claimline.views.weighing import (
    NUMBERS,
    Corroboration,
    Support,
)

GRAPHS = ("ttl", "jsonld")


@click.command("corroboration")
@click.argument("subject", required=False, metavar="[CLAIM|PLACE]")
@click.option(
    "--min-independent",
    metavar="N",
    type=click.IntRange(min=0),
    help="Only what has so many independent roots, by either number.",
)
@click.option("--by", type=click.Choice(NUMBERS), help="With --min-independent: by this number.")
@click.option("--conceded", is_flag=True, help="Only what is conceded against one's own side.")
@click.option("--unanswered", is_flag=True, help="Only what nobody of another side has answered.")
@as_of_option
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md", *GRAPHS)
@output_option
def command(
    subject: str | None,
    min_independent: int | None,
    by: str | None,
    conceded: bool,
    unanswered: bool,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Count who else says so, and through how many independent reporters we know.

    Of a claim, of each claim about a place and its parts, or of all: how many independent
    reporters have it that this claimant said this, and how many others say that it is so.
    Papers with one agency's item are one root; a president and his general are one voice.
    Hearsay, inference and restatements count zero. As ttl or jsonld: the judgements.

    \b
    Examples:
      claimline corroboration Izium --min-independent 2
      claimline corroboration --unanswered --as-of 2022-09-10 -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.views.corroboration import (  # noqa: PLC0415
        claim_or_place,
        corroboration,
        judgements,
        kept,
    )
    from claimline.views.judgements import triples  # noqa: PLC0415

    store = connect(location)
    claim, place = claim_or_place(store, subject) if subject else (None, None)
    found = kept(
        corroboration(store, claim=claim, place=place, as_of=as_of, possibly=possibly),
        min_independent=min_independent,
        by=by,
        conceded=conceded,
        unanswered=unanswered,
    )
    wanted = form or output.chosen(output_, terminal="text", pipe="jsonl", known=("text", *GRAPHS))
    if wanted in GRAPHS:
        output.triples(triples(judgements(found)), wanted, output_)
    elif wanted == "json":
        if claim and found:
            output.document(as_dict(found[0]), output_)
        else:
            output.documents(map(as_dict, found), output_)
    elif wanted == "text":
        if not found:
            output.note("nothing found")
        output.text("\n".join(line for one in _once(found) for line in _told(one)), output_)
    else:
        output.rows([row(one) for one in found], COLUMNS, wanted, output_)


def _once(found: Sequence[Corroboration]) -> Iterator[Corroboration]:
    """Yield of each saying only the first claim, for people; the others are named with it."""
    told: set[str] = set()
    for one in found:
        if one.claim not in told:
            yield one
        for root in one.said:
            told.update(root.claims, root.repeated_by)


def _told(one: Corroboration) -> Iterator[str]:
    yield f"{one.claim}: {one.summary}"
    verb = {"denied": "denies it", "neither": "orders or asks it"}.get(one.polarity, "says so")
    yield f"  {one.claimant} {verb}: {_counted(len(one.said), 'independent reporter')}"
    for root in one.said:
        repeats = f", repeated by {', '.join(root.repeated_by)}" if root.repeated_by else ""
        yield f"    {root.root}: {', '.join(root.chains)}{repeats}"
    sides = f" ({', '.join(sides_of(one.counted))})" if one.counted else ""
    roots = f": {', '.join(one.roots)}" if one.roots else ""
    yield f"  others say so: {_counted(len(one.roots), 'independent root')}{roots}{sides}"
    for support in one.supports:
        why = f", counts zero: {support.zero}" if support.zero else ""
        yield f"    {_named(support)}{why}"
    for support in one.concessions:
        yield f"  conceded by {_named(support)}"
    for support in one.denials:
        yield f"  denied by {_named(support)}"
    if one.answered is False:
        yield "  nobody of another side has answered"
    yield ""


def _named(support: Support) -> str:
    return f"{support.claim} ({support.claimant}, {support.rule}, {support.answer})"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
