"""`claimline diff --as-of A --and B`: what changed from one as-of day to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import click

from claimline.cli import output
from claimline.cli.held import ANSWERS, state_name
from claimline.cli.options import format_option, output_option, possibly_option, store_option
from claimline.views.difference import KINDS, Change, Difference, difference
from claimline.views.held import ACCOUNTS, Holding
from claimline.views.plain.difference import COLUMNS, answer, as_dict, row


@click.command("diff")
@click.argument("place", required=False)
@click.option(
    "--as-of", "earlier", metavar="DATE", required=True, help="The earlier EDTF date (UTC)."
)
@click.option("--and", "later", metavar="DATE", required=True, help="The later EDTF date (UTC).")
@click.option(
    "--by",
    type=click.Choice(ACCOUNTS),
    default="claimant",
    show_default=True,
    help="Whose answers to compare.",
)
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(
    place: str | None,
    earlier: str,
    later: str,
    by: str,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Say what changed from one as-of day to another: claims, and who held what.

    Claims that were new, restated, denied, conceded, superseded or withdrawn. Then every
    account that changed its answer to one question: who held the place on the later day, as
    public by the one day and by the other. Of everything, or of one place and its parts.

    \b
    Examples:
      claimline diff --as-of 2022-09-08 --and 2022-09-10 Izium
      claimline diff --as-of 2022-03-23 --and 2022-03-25 --possibly -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    thing = find(store, "place", place) if place else None
    found = difference(store, earlier, later, place=thing, by=by, possibly=possibly)
    if form is None:
        form = output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if form == "json":
        output.document(as_dict(found), output_)
    elif form == "text":
        output.text("\n".join(written(found)) + "\n", output_)
    else:
        lines = [row(change) for change in found.changes] + [answer(one) for one in found.held]
        output.rows(lines, COLUMNS, form, output_)


def written(found: Difference) -> Iterator[str]:
    """Yield the lines of a difference as text: kind by kind, then the answers."""
    counts = Counter(change.kind for change in found.changes)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    where = f" about {found.place.label}" if found.place else ""
    yield f"From {found.earlier} to {found.later}{where}: {told or 'no claim changed'}"
    for kind, same in groupby(found.changes, lambda change: change.kind):
        yield ""
        yield kind.capitalize()
        for change in same:
            yield from _change(change)
    if found.held:
        yield ""
        yield f"Who held it on {found.later}, as public by {found.earlier} and by {found.later}"
    for (label, holder), answers in groupby(
        found.held, lambda one: (one.of.place_label, one.of.holder)
    ):
        yield f"  {label}: {state_name(holder)}"
        for one in answers:
            yield f"    {one.of.account}: {_words(one.before)} → {_words(one.after)}"


def _change(change: Change) -> Iterator[str]:
    claim = change.claim
    denies = "denies: " if claim.polarity == "denied" else ""
    sure = "" if change.certain else "  [possibly public]"
    yield f"  {claim.claimant_label}: {denies}{claim.summary} ({claim.claim}){sure}"
    for one in change.by:
        yield f"    by {one.claimant_label}: {one.summary} ({one.claim})"


def _words(one: Holding | None) -> str:
    if one is None:
        return "nothing said"
    return ANSWERS[one.answer] + (" (denied)" if one.polarity == "denied" else "")
