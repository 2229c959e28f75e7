"""Through whom a claim reaches us: the hops of its chains, from the claimant outwards."""

from __future__ import annotations

from dataclasses import dataclass

from claimline import catalogue
from claimline.find import Thing
from claimline.model import Evidence, Instant
from claimline.store import Plain, Quads
from claimline.views.cells import instant, key, text

Row = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Hop:
    """One report of a claim: who passes on what, where it can be read, on what evidence.

    ``of`` are the reports it passes on, empty where it reports the claim itself; ``document``
    is ``None`` for a report that is cited but was not seen.
    """

    report: str
    of: tuple[str, ...]
    reporter: str
    reporter_label: str
    speech: str
    chain: str
    document: str | None
    published: Instant
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """A claim and the hops that bring it, each after the hops that it passes on."""

    claim: Thing
    claimant: str
    claimant_label: str
    modality: str
    polarity: str
    said: Instant
    hops: tuple[Hop, ...]


def sources(store: Quads, claim: Thing) -> Sources:
    """Return who makes a claim and the hops through which it reaches us."""
    (about,) = store.select(catalogue.get("claim").bind(claim=claim.iri)).plain()
    rows = store.select(catalogue.get("chain").bind(claim=claim.iri)).plain()
    hops = {str(row["report"]): _hop(str(row["report"]), rows, claim) for row in rows}
    return Sources(
        claim=claim,
        claimant=key(about["claimant"]) or "",
        claimant_label=str(about["claimantLabel"]),
        modality=key(about["modality"]) or "",
        polarity=key(about["polarity"]) or "",
        said=instant(about, "earliestSaid", "latestSaid", "said"),
        hops=tuple(sorted(hops.values(), key=lambda hop: (hop.chain.count("→"), hop.report))),
    )


def _hop(report: str, rows: list[Row], claim: Thing) -> Hop:
    own = [row for row in rows if row["report"] == report]
    first = own[0]
    evidence = {str(row["evidence"]): _evidence(row) for row in own if row["evidence"]}
    return Hop(
        report=report,
        of=tuple(sorted({str(row["of"]) for row in own} - {claim.iri})),
        reporter=key(first["reporter"]) or "",
        reporter_label=str(first["reporterLabel"]),
        speech=key(first["speech"]) or "",
        chain=str(first["chain"]),
        document=key(first["document"]),
        published=instant(first, "earliestPublished", "latestPublished", "published"),
        evidence=tuple(evidence[name] for name in sorted(evidence)),
    )


def _evidence(row: Row) -> Evidence:
    start, end = row["start"], row["end"]
    return Evidence(
        document=key(row["source"]) or "",
        start=start if isinstance(start, int) else None,
        end=end if isinstance(end, int) else None,
        quote=text(row["quote"]),
        fragment=text(row["fragment"]),
    )
