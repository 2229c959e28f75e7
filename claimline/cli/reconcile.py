"""`claimline reconcile PLACE`: which claims about one state can be true together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized

import click

from claimline.cli import output
from claimline.cli.options import (
    as_of_option,
    format_option,
    output_option,
    possibly_option,
    store_option,
)
from claimline.views.plain.reconcile import COLUMNS, as_dict, row
from claimline.views.reconcile import Account, Choice, Reconciliation, Together, reconcile
from claimline.when import words


@click.command("reconcile", no_args_is_help=True)
@click.argument("place")
@click.option("--controller", metavar="NAME", help="Who held it.  [default: most claims]")
@click.option("--event", metavar="NAME", help="Which spell of control.  [default: most claims]")
@click.option("--claim", "claims", metavar="KEY", multiple=True, help="Exactly these claims.")
@click.option("--datasets", is_flag=True, help="Claims of data sets take part too.")
@click.option(
    "--strict/--weak",
    default=True,
    show_default=True,
    help="Weak: a begin that is the day of saying means by then.",
)
@as_of_option
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(
    place: str,
    controller: str | None,
    event: str | None,
    claims: tuple[str, ...],
    datasets: bool,
    strict: bool,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Show which claims about who held a place can be true together.

    All affirmed claims about one state, one spell of control of the place itself, are taken
    as one network of bounds on its begin, its end and its length. The answer is every maximal
    set of claims that agree, with the tightest bounds they imply, the claims it leaves out
    and the conflicts that force it to. Denials are listed, not reckoned with.

    Data sets code what others report, so their claims take part only with --datasets or when
    named with --claim. "Confirmed on 1 April" read strictly begins that day; read weakly, with
    --weak, it had begun by then: so for every begin that lies within the time of saying and
    is dated by nothing else.

    \b
    Examples:
      claimline reconcile Izium --controller russian-forces
      claimline reconcile Izium --weak --as-of 2022-09-11 -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    choice = Choice(
        controller=find(store, "actor", controller) if controller else None,
        event=find(store, "event", event) if event else None,
        claims=tuple(find(store, "claim", claim) for claim in claims),
        datasets=datasets,
    )
    found = reconcile(
        store,
        find(store, "place", place),
        choice,
        weak=not strict,
        as_of=as_of,
        possibly=possibly,
    )
    if form is None:
        form = output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if form == "json":
        output.document(as_dict(found), output_)
    elif form == "text":
        output.text("".join(f"{line}\n" for line in _told(found)), output_)
    else:
        found_rows = [row(number, each) for number, each in enumerate(found.sets, start=1)]
        output.rows(found_rows, COLUMNS, form, output_)


def _told(found: Reconciliation) -> Iterator[str]:
    """Yield the answer line by line for a terminal."""
    if found.state is None:
        yield f"{found.place.label}: nobody says who held it"
        return
    public = f", as public by {found.as_of}" if found.as_of else ""
    agree = ": all agree" if found.tightest else ": they cannot all be true" * bool(found.sets)
    yield f"{found.place.label}, held by {found.state.controller} ({found.state.event}){public}"
    yield f"{_counted(found.accounts)}, {found.reading} reading{agree}"
    accounts = {account.claim: account for account in found.accounts}
    alike = {group[0]: group[1:] for group in found.alike}
    repeated = {claim for group in alike.values() for claim in group}
    for number, each in enumerate(found.sets, start=1):
        yield from ("", f"{number}. {_counted(each.claims)} together")
        yield from _told_bounds(each, found.zone)
        for claim in each.claims:
            if claim not in repeated:
                yield from _told_claim(accounts[claim], alike.get(claim, ()))
        yield from _told_left_out(each)
    yield from _told_rest(found)


def _told_bounds(found: Together, zone: str) -> Iterator[str]:
    because, (least, most) = found.because, found.days
    begin = {*because.earliest_begin, *because.latest_begin}
    end = {*because.earliest_end, *because.latest_end}
    yield f"  begin  {words(found.time.begin, zone)}{_reasons(begin)}"
    yield f"  end    {words(found.time.end, zone)}{_reasons(end)}"
    if most is None:
        yield f"  days   {least} or more"
    else:
        yield f"  days   {least}" + (f" to {most}" if most > least else "")


def _told_claim(account: Account, alike: Iterable[str]) -> Iterator[str]:
    marks = ["by then"] * account.softened + ["possibly public"] * (not account.certain)
    marked = f" ({', '.join(marks)})" if marks else ""
    yield f"  + {account.claim}{marked}: {account.summary}"
    yield from (f"    likewise {claim}" for claim in alike)


def _told_left_out(found: Together) -> Iterator[str]:
    """Yield each claim that is left out, with those it cannot be true beside."""
    out = set(found.left_out)
    against: dict[str, list[str]] = {}
    for conflict in found.forced_by:
        [left_out] = out & set(conflict)
        inside = " and ".join(claim for claim in conflict if claim != left_out)
        against.setdefault(left_out, []).append(inside or "itself")
    yield from (f"  - {claim}: against {', '.join(against[claim])}" for claim in against)


def _told_rest(found: Reconciliation) -> Iterator[str]:
    others = [f"{each.event} of {each.controller} ({each.claims})" for each in found.others]
    lists = (
        ("Denied by", found.denied),
        ("Without a time", found.undated),
        ("Data sets, with --datasets", found.datasets),
        ("Other spells, with --event or --controller", others),
    )
    shown = [f"{title}: {', '.join(names)}" for title, names in lists if names]
    if found.limited:
        shown.append("There are more sets or conflicts than are listed.")
    yield from ["", *shown] if shown else []


def _counted(claims: Sized) -> str:
    return "1 claim" if len(claims) == 1 else f"{len(claims)} claims"


def _reasons(claims: Iterable[str]) -> str:
    named = ", ".join(sorted(claims))
    return f"  ({named})" if named else ""
