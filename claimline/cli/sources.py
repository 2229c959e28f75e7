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
from claimline.model import Evidence, Instant
from claimline.views.plain.sources import as_dict
from claimline.views.sources import Hop, Sources, sources
from claimline.views.wordings import Loss
from claimline.when import words

COLUMNS = ("report", "reporter", "speech", "chain", "document", "published", "evidence", "losses")


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
        output.rows([_row(hop) for hop in found.hops], COLUMNS, wanted, output_)


def _told(found: Sources) -> Iterator[str]:
    public = f" (as public by {found.as_of})" if found.as_of else ""
    yield f"{found.claim.key}: {found.claim.label}{public}"
    verb = {"denied": "denies it", "neither": "orders or asks it"}.get(found.polarity, "says so")
    said = "" if _unknown(found.said) else f", {words(found.said)} UTC"
    yield f"  {found.claimant_label} {verb} ({found.modality}){said}"
    for hop in found.hops:
        seen = f"in {hop.document}" if hop.document else "cited, not seen"
        when = "" if _unknown(hop.published) else f", published {words(hop.published)} UTC"
        sure = "" if hop.certain else "  [possibly public]"
        yield f"  → {hop.reporter_label} ({hop.speech}) {seen}{when}{sure}"
        for evidence in hop.evidence:
            yield f"      {_where(evidence)}"
        yield from (f"      {_lost(loss)}" for loss in hop.losses)
    for other in found.elsewhere:
        sure = "" if other.certain else "  [possibly public]"
        yield f"  the same in the words of {other.reporter_label}, {other.claim}:{sure}"
        yield from (f"      {_lost(loss)}" for loss in other.losses)


def _lost(loss: Loss) -> str:
    """Return one aspect as the claim has it and as the hop does.

    >>> _lost(Loss("hedge", "about", "exact"))
    'hedge: about in the claim, exact here'
    """
    came = ", as it came" if loss.inherited else ""
    return (
        f"{loss.aspect}: {loss.claimed or 'none'} in the claim, {loss.worded or 'none'} here{came}"
    )


def _where(evidence: Evidence) -> str:
    parts = [evidence.document]
    if evidence.start is not None:
        parts.append(f"code points {evidence.start} to {evidence.end}")
    if evidence.fragment:
        parts.append(f"at {evidence.fragment}")
    if evidence.quote:
        parts.append(f"“{evidence.quote}”")
    return ", ".join(parts)


def _row(hop: Hop) -> output.Row:
    return {
        "report": hop.report,
        "reporter": hop.reporter,
        "speech": hop.speech,
        "chain": hop.chain,
        "document": hop.document,
        "published": None if _unknown(hop.published) else words(hop.published),
        "evidence": "; ".join(map(_where, hop.evidence)) or None,
        "losses": "; ".join(map(_lost, hop.losses)) or None,
    }


def _unknown(moment: Instant) -> bool:
    return moment.earliest is None and moment.latest is None
