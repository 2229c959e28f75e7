"""`claimline demo`: the main job on the shipped records, from files to a timeline."""

from __future__ import annotations

from collections.abc import Iterator

import click

from claimline import catalogue, load, packaged
from claimline.cli import output
from claimline.cli.lanes import drawn
from claimline.connect import connect
from claimline.files import Files
from claimline.find import find
from claimline.store import Quads, Store
from claimline.views.timeline import Timeline, timeline
from claimline.when import words


@click.command("demo")
@click.option("-s", "--store", "location", metavar="PLACE", help="Keep the store there.")
def command(location: str | None) -> None:
    """Load the shipped Izium records and show what claimline makes of them.

    Without --store everything happens in memory and nothing is left behind.

    \b
    Examples:
      claimline demo
      claimline demo --store izium.store
    """
    store = connect(location, write=True) if location else Store.memory()
    sample = Files([packaged.folder("samples", "izium")])
    tally = load.run(load.get("records"), sample, store, options={})
    output.text(f"Loaded {output.counted(tally.counts)}.\n", None)
    violations = [f for f in load.judge_store(store) if f.severity == "violation"]
    output.text(f"Validated the whole store: {len(violations)} violations.\n\n", None)
    found = timeline(store, find(store, "place", "Izium"), start="2022-02-24", end="2022-09")
    output.text(drawn(found), None)
    output.text("\n".join(["", *_lengths(found), "", *_denials(store), "", *_next(location)]), None)


def _lengths(found: Timeline) -> Iterator[str]:
    yield "What a round length implies:"
    for entry in found.entries:
        if entry.days and entry.holds:
            low, high = entry.days
            begin = words(entry.time.begin, entry.zone or "UTC")
            yield (
                f"  {entry.claimant_label}: “{entry.duration}”, that is {low} to {high} days, "
                f"so that it began {begin}"
            )


def _denials(store: Quads) -> Iterator[str]:
    yield "Who denies what:"
    for row in store.select(catalogue.get("denials").text).plain():
        yield f"  {row['affirmedByLabel']}: {row['summary']}"
        yield f"      {row['deniedByLabel']} denies it: {row['denial']}"


def _next(location: str | None) -> list[str]:
    place = f" --store {location}" if location else ""
    first = [] if location else ["  claimline load records --sample"]
    return [
        "Go on with:",
        *first,
        f"  claimline timeline Izium --as-of 2022-04-02{place}",
        "  claimline queries",
        "",
    ]
