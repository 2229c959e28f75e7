"""`claimline figures`: how figures of one thing grew, and which of them contradict."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import click

from claimline.cli import output
from claimline.cli.options import (
    as_of_option,
    format_option,
    output_option,
    possibly_option,
    store_option,
)
from claimline.model import Instant, Measure
from claimline.views.figures import Figure, Growth, Line, figures
from claimline.views.measures import named
from claimline.views.plain.figures import COLUMNS, as_dict, row
from claimline.when import words


@click.command("figures")
@click.option("--kind", metavar="KEY", help="area, fatalities, settlements or another kind.")
@click.option("--event", metavar="NAME", help="Only figures of this event.")
@as_of_option
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(
    kind: str | None,
    event: str | None,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Show how figures of one thing grew, and which contradict each other.

    Figures stand in one line only if they are of the same event, kind, unit, scope, baseline,
    party and actors; a scope or baseline that is not stated is like no other. A later as-of
    day makes an update, and gives bounds of the growth a day. The same day and ranges that
    cannot meet make a contradiction: "about" and "almost" reach a tenth, "more than" has no
    end above. Figures that do not say since when they count are listed but not compared, but
    for tolls of one event and for what is there at a time.

    \b
    Examples:
      claimline figures --kind area
      claimline figures --event area-retaken-september-2022 --as-of 2022-09-11 -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    found = figures(
        store,
        kind=find(store, "concept", f"measure-kind/{kind}") if kind else None,
        event=find(store, "event", event) if event else None,
        as_of=as_of,
        possibly=possibly,
    )
    if form is None:
        form = output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if form == "json":
        output.documents(map(as_dict, found), output_)
    elif form == "text":
        told = ["\n".join(_told(line)) + "\n" for line in found]
        output.text("\n".join(told) or "no figures found\n", output_)
    else:
        rows = [row(line.key, figure) for line in found for figure in line.figures]
        output.rows(rows, COLUMNS, form, output_)


def _told(line: Line) -> Iterator[str]:
    """Yield a line of figures as text for a terminal."""
    yield _heading(line)
    for figure in line.figures:
        yield _told_figure(figure, line.zone)
    if not line.key.comparable:
        yield "  not comparable: it is not said since when these count"
    for each in line.extremes:
        if each.lowest != each.highest:
            low, high = (_said(end.measure) for end in (each.lowest, each.highest))
            yield f"  {_day(each.as_of, line.zone)}: from {low} to {high}"
    for update in line.updates:
        first, second = (_day(side.as_of, line.zone) for side in (update.before, update.after))
        yield f"  {first} to {second}: {_rate(update.growth)}"
    for pair in line.disjoint:
        one, other = (_said(side.measure) for side in (pair.one, pair.other))
        day = _day(pair.one.as_of, line.zone)
        yield f"  {pair.necessity} contradiction for {day}: {one} and {other}"


def _told_figure(figure: Figure, zone: str) -> str:
    marks = [] if figure.modality == "asserted" else [figure.modality]
    marks += [] if figure.certain else ["possibly public"]
    said = _said(figure.measure) + (f" ({', '.join(marks)})" if marks else "")
    since = f"; since the baseline {_rate(figure.since)}" if figure.since else ""
    named_by = f"{figure.claimant_label}{since}  [{', '.join(figure.claims)}]"
    return f"  {_day(figure.as_of, zone):<17}  {said:<17}  {named_by}"


def _heading(line: Line) -> str:
    key = line.key
    scope = line.scope_label or "scope not stated"
    begin = next((figure.measure.baseline for figure in line.figures), None)
    since = f"since {words(begin, line.zone)}" if begin else "baseline not stated"
    party = [f"of {key.party}"] if key.party else []
    about = [f"{key.kind} ({key.unit})", key.type, *party, scope, since]
    return f"{line.event_label}: {', '.join(about)}"


def _said(measure: Measure) -> str:
    """Return an amount with its hedge, as in ``more than 1,000``."""
    number = named(measure)
    if number is None:
        low, high = measure.minimum, measure.maximum
        return f"{_shown(low)} to {_shown(high)}"
    hedge = "" if measure.hedge == "exact" else f"{measure.hedge.replace('-', ' ')} "
    return f"{hedge}{_shown(number)}"


def _rate(growth: Growth) -> str:
    least, most, bare = growth.rate.least, growth.rate.most, growth.rate.named
    if least is not None and most is not None:
        bounds = f"{_shown(least)} to {_shown(most)}"
    elif least is not None:
        bounds = f"at least {_shown(least)}"
    else:
        bounds = "any number" if most is None else f"at most {_shown(most)}"
    return f"{bounds} a day" + (
        f" ({_shown(bare)} by the bare numbers)" if bare is not None else ""
    )


def _day(moment: Instant, zone: str) -> str:
    text = words(moment, zone)
    return "no day" if text == "unknown" else text


def _shown(number: Decimal | None) -> str:
    return "?" if number is None else f"{number.normalize():,f}"
