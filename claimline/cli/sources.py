"""`claimline sources CLAIM`: who said it to whom, through which hops, on what evidence."""

from __future__ import annotations

from collections.abc import Iterator

import click

from claimline.cli import output
from claimline.cli.options import (
    as_of_option,
    format_option,
    output_option,
    possibly_option,
    store_option,
)
from claimline.views.plain.sources import COLUMNS, as_dict, lost, row, unknown, where
from claimline.views.sources import Sources, sources
from claimline.when import words


@click.command("sources", no_args_is_help=True)
@click.argument("claim")
@as_of_option
@possibly_option
@store_option
@format_option("text", "json", "jsonl", "csv", "tsv", "md")
@output_option
def command(
    claim: str,
    as_of: str | None,
    possibly: bool,
    location: str,
    form: str | None,
    output_: str | None,
) -> None:
    """Show through whom a claim reaches us, and on what evidence.

    A claim is named by its document and its key, DOCUMENT/CLAIM, by its key alone where no
    other record has the same, or by its IRI. Under each hop stands in what its wording
    differs from the claim; below, who words the same words of the claimant otherwise.
    Offsets are Unicode code points, the end exclusive. With --as-of a hop that was cited
    and not seen belongs to the chain once a hop that passes it on was public.

    \b
    Examples:
      claimline sources ritzau-2022-09-10/area-2000
      claimline sources mod-withdrawal --as-of 2022-09-11 -f json
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415

    store = connect(location)
    found = sources(store, find(store, "claim", claim), as_of=as_of, possibly=possibly)
    wanted = form or output.chosen(output_, terminal="text", pipe="jsonl", known=("text",))
    if wanted == "json":
        output.document(as_dict(found), output_)
    elif wanted == "text":
        output.text("\n".join([*_told(found), ""]), output_)
    else:
        output.rows([row(hop) for hop in found.hops], COLUMNS, wanted, output_)


def _told(found: Sources) -> Iterator[str]:
    public = f" (as public by {found.as_of})" if found.as_of else ""
    yield f"{found.claim.key}: {found.claim.label}{public}"
    verb = {"denied": "denies it", "neither": "orders or asks it"}.get(found.polarity, "says so")
    said = "" if unknown(found.said) else f", {words(found.said)} UTC"
    yield f"  {found.claimant_label} {verb} ({found.modality}){said}"
    for hop in found.hops:
        seen = f"in {hop.document}" if hop.document else "cited, not seen"
        when = "" if unknown(hop.published) else f", published {words(hop.published)} UTC"
        sure = "" if hop.certain else "  [possibly public]"
        yield f"  → {hop.reporter_label} ({hop.speech}) {seen}{when}{sure}"
        for evidence in hop.evidence:
            yield f"      {where(evidence)}"
        yield from (f"      {lost(loss)}" for loss in hop.losses)
    for other in found.elsewhere:
        sure = "" if other.certain else "  [possibly public]"
        yield f"  the same in the words of {other.reporter_label}, {other.claim}:{sure}"
        yield from (f"      {lost(loss)}" for loss in other.losses)
