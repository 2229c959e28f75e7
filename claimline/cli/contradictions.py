"""`claimline contradictions`: which claims contradict each other, in what, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from claimline.cli import output
from claimline.cli.options import (
    as_of_option,
    format_option,
    output_option,
    possibly_option,
    store_option,
)
from claimline.terms import BASE
from claimline.views.compared import Statement
from claimline.views.contradictions import KINDS, Contradiction, contradictions
from claimline.views.plain.contradictions import COLUMNS, as_dict, row
from claimline.when import words

GRAPHS = ("ttl", "nt", "jsonld")

FOUND = 1
"""The exit code if any is found, where that is asked for."""


@click.command("contradictions")
@click.argument("place", required=False)
@click.option("--event", metavar="NAME", help="Of claims about this event instead of a place.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only of this kind; may be given more than once.",
)
@click.option("--necessary", is_flag=True, help="Only those that hold in every reading.")
@click.option(
    "--within",
    metavar="HOURS",
    type=click.FloatRange(min=0),
    help="Only claimants who contradict themselves within so many hours.",
)
@click.option("--exit-code", is_flag=True, help=f"End with exit code {FOUND} if any is found.")
@as_of_option
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md", *GRAPHS)
@output_option
@click.pass_context
def command(
    context: click.Context,
    place: str | None,
    event: str | None,
    kinds: tuple[str, ...],
    necessary: bool,
    within: float | None,
    exit_code: bool,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Show which claims contradict each other, by which rule, and whether they must.

    Of a place and its parts, of an event, or of everything. Necessary: in every reading of
    the bounds; possible: in some. An update, a restatement, a revised claim and figures of
    another scope or baseline are no contradictions. What one claimant says in several records
    is one claim, named by the first. As ttl, nt or jsonld: the judgements as linked data.

    \b
    Examples:
      claimline contradictions Izium --necessary
      claimline contradictions --within 72 -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415
    from claimline.views.judgements import triples  # noqa: PLC0415

    if place and event:
        raise click.UsageError("give a place or --event, not both")
    store = connect(location)
    found = contradictions(
        store,
        place=find(store, "place", place) if place else None,
        event=find(store, "event", event) if event else None,
        kinds=kinds or KINDS,
        necessary=necessary,
        within=within,
        as_of=as_of,
        possibly=possibly,
    )
    wanted = form or output.chosen(output_, terminal="text", pipe="jsonl", known=("text", *GRAPHS))
    if wanted in GRAPHS:
        output.triples(triples((one.judgement for one in found), BASE), wanted, output_)
    elif wanted == "json":
        output.documents(map(as_dict, found), output_)
    elif wanted == "text":
        output.text("\n".join([*_told(found), ""]), output_)
    else:
        output.rows([row(one) for one in found], COLUMNS, wanted, output_)
    if exit_code and found:
        context.exit(FOUND)


def _told(found: Sequence[Contradiction]) -> Iterator[str]:
    if not found:
        yield "No contradictions."
    for (necessity, kind), group in groupby(found, lambda it: (it.clash.necessity, it.clash.kind)):
        same = list(group)
        yield f"{necessity.capitalize()}: {kind} ({len(same)})"
        for one in same:
            yield f"  {one.note}  [{one.clash.rule}{_overlap(one)}{_voice(one)}]"
            yield from (f"    {_line(it)}" for it in (one.one, one.other))
        yield ""


def _overlap(found: Contradiction) -> str:
    if found.overlap is None or found.overlap == (0, None):
        return ""
    least, most = found.overlap
    return f", {least} {'days or more' if most is None else f'to {most} days'} in common"


def _voice(found: Contradiction) -> str:
    if not found.one_voice:
        return ""
    if found.hours is None:
        return ", one voice"
    return f", one voice, {found.hours[0]:g} to {found.hours[1]:g} hours apart"


def _line(statement: Statement) -> str:
    """Return who says what, when, and through whom we know."""
    first = statement.first
    verb = "denies" if statement.polarity == "denied" else "says"
    said = first.said.earliest or first.said.latest
    when = f" ({words(first.said, first.zone or 'UTC')})" if said else ""
    more = len(statement.chains) - 1
    chains = statement.chains[0] + (f", and {more} more" if more else "")
    return (
        f"{statement.claimant_label} {verb}{when}: {first.summary}\n      {first.claim}: {chains}"
    )
