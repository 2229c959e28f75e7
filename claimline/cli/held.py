"""`claimline held PLACE --on DATE`: who held a place on a day, by each account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from claimline.views.held import ACCOUNTS, Held, Holding, held
from claimline.views.plain.held import COLUMNS, as_dict, row
from claimline.views.spells import WORDS, Holder, Spell
from claimline.when.relations import Answer

ANSWERS = {
    Answer.NECESSARY: "necessarily",
    Answer.POSSIBLE: "possibly",
    Answer.IMPOSSIBLE: "no",
}


@click.command("held", no_args_is_help=True)
@click.argument("place")
@click.option("--on", metavar="DATE", required=True, help="The EDTF date that is asked about.")
@click.option(
    "--by",
    type=click.Choice(ACCOUNTS),
    default="claimant",
    show_default=True,
    help="Whose accounts to give.",
)
@as_of_option
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(
    place: str,
    on: str,
    by: str,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Say who held a place on a day, necessarily, possibly or not, by each account.

    Necessarily: in every reading of the bounds, all through that time. Possibly: in some
    reading, at some time of it. An end that nobody dates leaves every later day possible. A
    day is one of the claim's own time zone. Parts of the place are accounts of their own; a
    denial, and whoever else an account rules out, is listed with the claims behind it.

    \b
    Examples:
      claimline held Izium --on 2022-03-28
      claimline held Kupiansk --on 2022-09-18 --by side -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    thing = find(store, "place", place)
    found = held(store, thing, on, by=by, as_of=as_of, possibly=possibly)
    if form is None:
        form = output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if form == "json":
        output.documents(map(as_dict, found.holdings), output_)
    elif form == "text":
        output.text("\n".join(written(found)) + "\n", output_)
    else:
        output.rows([row(one) for one in found.holdings], COLUMNS, form, output_)


def written(found: Held) -> Iterator[str]:
    """Yield the lines of an answer as text: by place, by state, by answer, by account."""
    head = f"{found.place.label} on {found.on}: {_count(found.holdings)}"
    yield head + (f", as public by {found.as_of}" if found.as_of else "")
    for (place, label, holder), same in groupby(found.holdings, _state):
        part = "" if place == found.place.key else f" (a part: {label})"
        yield ""
        yield f"{state_name(holder)}{part}"
        for answer, accounts in groupby(same, lambda one: one.answer):
            yield f"  {ANSWERS[answer]}"
            for one in accounts:
                yield from _account(one)


def _count(holdings: Iterable[Holding]) -> str:
    number = len({(one.claimant, one.side) for one in holdings})
    return f"{number} account{'s' * (number != 1)}"


def _state(one: Holding) -> tuple[str, str, Holder]:
    return one.place, one.place_label, one.holder


def state_name(holder: Holder) -> str:
    """Return who holds a place, or what else its state is, in words."""
    return holder.label or {"contested": "Contested", "nobody": "Held by nobody"}[holder.state]


def _account(one: Holding) -> Iterator[str]:
    yield f"    {one.account}: {WORDS[one.rule]}"
    said = [found.spell for found in one.verdicts]
    for spell in said:
        yield f"      {_claim(spell)}"
    closing = dict.fromkeys(other for spell in said for other in spell.why)
    for spell in closing:
        if spell.claim not in {other.claim for other in said}:
            yield f"      with {_claim(spell)}"


def _claim(spell: Spell) -> str:
    return f"{spell.summary} ({spell.claim}){'' if spell.certain else '  [possibly public]'}"
