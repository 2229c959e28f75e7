"""`claimline demo`: the main job on the shipped records, from files to a timeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from claimline import catalogue, load, packaged
from claimline.cli import output
from claimline.cli.export import write
from claimline.cli.lanes import drawn
from claimline.connect import connect
from claimline.export import Chosen
from claimline.files import Files
from claimline.find import find
from claimline.store import Quads, Store
from claimline.views.timeline import Timeline, timeline
from claimline.web.publish import single
from claimline.web.site import Site
from claimline.when import words


@click.command("demo")
@click.option("-s", "--store", "location", metavar="PLACE", help="Keep the store there.")
@click.option(
    "--page",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("izium.html"),
    show_default=True,
    help="Where to write the page of Izium.",
)
def command(location: str | None, page: Path) -> None:
    """Load the shipped Izium records and show what claimline makes of them.

    Without --store everything happens in memory; only the page of Izium is left behind, a
    single file to open in a browser.

    \b
    Examples:
      claimline demo
      claimline demo --store izium.store --page /tmp/izium.html
    """
    store = connect(location, write=True) if location else Store.memory()
    sample = Files([packaged.folder("samples", "izium")])
    tally = load.run(load.get("records"), sample, store, options={})
    output.text(f"Loaded {output.counted(tally.counts)}.\n", None)
    violations = [f for f in load.judge_store(store) if f.severity == "violation"]
    output.text(f"Validated the whole store: {len(violations)} violations.\n\n", None)
    found = timeline(store, find(store, "place", "Izium"), start="2022-02-24", end="2022-09")
    output.text(drawn(found), None)
    write(page, [single(Site(store), found.place, Chosen(store))])
    told = ["", *_lengths(found), "", *_denials(store), "", *_picture(page), *_next(location)]
    output.text("\n".join(told), None)


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


def _picture(page: Path) -> list[str]:
    return ["The page of Izium, to open in a browser:", f"  {page.resolve().as_uri()}", ""]


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
