"""`claimline figures`: how figures of one thing grew, and which of them contradict."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

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
from claimline.views.figures import Figure, Growth, Line, Update, figures
from claimline.views.measures import Key, named
from claimline.when import words

COLUMNS = (
    "kind",
    "event",
    "type",
    "unit",
    "scope",
    "baseline",
    "party",
    "actors",
    "comparable",
    "asOf",
    "claimant",
    "hedge",
    "minimum",
    "best",
    "maximum",
    "claims",
)

RULE = "measure-ranges-apart"
"""The rule behind a pair that is disjoint, as `contradictions` names it too."""

Number = int | float | None


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
        rows = [_row(line.key, figure) for line in found for figure in line.figures]
        output.rows(rows, COLUMNS, form, output_)


def as_dict(line: Line) -> dict[str, object]:
    """Return a line as the JSON object that the README describes."""
    key = line.key
    return {
        "key": {
            "kind": key.kind,
            "unit": key.unit,
            "scope": key.scope,
            "baseline": key.baseline,
            "party": key.party,
            "event": key.event,
            "type": key.type,
            "actors": list(key.actors),
        },
        "comparable": key.comparable,
        "timeZone": line.zone,
        "figures": [_figure(figure) for figure in line.figures],
        "extremes": [
            {
                "asOf": each.as_of.text,
                "lowest": _amount(each.lowest),
                "highest": _amount(each.highest),
            }
            for each in line.extremes
        ],
        "rates": [_update(update) for update in line.updates],
        "disjoint": [
            {
                "claims": [list(each.one.claims), list(each.other.claims)],
                "necessity": each.necessity,
                "rule": RULE,
            }
            for each in line.disjoint
        ],
    }


def _figure(figure: Figure) -> dict[str, object]:
    measure, reach = figure.measure, figure.range
    return {
        "asOf": figure.as_of.text,
        "asOfBounds": [output.bound(figure.as_of.earliest), output.bound(figure.as_of.latest)],
        "claimant": figure.claimant,
        "minimum": _number(measure.minimum),
        "best": _number(measure.best),
        "maximum": _number(measure.maximum),
        "hedge": measure.hedge,
        "range": [_number(reach.low), _number(reach.high)],
        "rangeWithout": ["low"] * reach.above + ["high"] * reach.below,
        "modality": figure.modality,
        "sinceBaseline": figure.since and _growth(figure.since),
        "claims": list(figure.claims),
        "certainlyPublic": figure.certain,
    }


def _amount(figure: Figure) -> dict[str, object]:
    return {
        "amount": _number(named(figure.measure)),
        "hedge": figure.measure.hedge,
        "claimant": figure.claimant,
        "claims": list(figure.claims),
    }


def _update(update: Update) -> dict[str, object]:
    return {
        "from": {"asOf": update.before.as_of.text, "claims": list(update.before.claims)},
        "to": {"asOf": update.after.as_of.text, "claims": list(update.after.claims)},
        **_growth(update.growth),
    }


def _growth(growth: Growth) -> dict[str, object]:
    days, rate = growth.days, growth.rate
    return {
        "days": [_number(days.least), _number(days.most)],
        "perDay": [_number(rate.least), _number(rate.most)],
        "perDayAsNamed": _number(rate.named),
    }


def _row(key: Key, figure: Figure) -> output.Row:
    measure = figure.measure
    return {
        "kind": key.kind,
        "event": key.event,
        "type": key.type,
        "unit": key.unit,
        "scope": key.scope,
        "baseline": key.baseline,
        "party": key.party,
        "actors": " ".join(key.actors) or None,
        "comparable": key.comparable,
        "asOf": figure.as_of.text,
        "claimant": figure.claimant,
        "hedge": measure.hedge,
        "minimum": _number(measure.minimum),
        "best": _number(measure.best),
        "maximum": _number(measure.maximum),
        "claims": " ".join(figure.claims),
    }


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


def _number(value: Decimal | Fraction | None) -> Number:
    """Return an amount as JSON has it, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
