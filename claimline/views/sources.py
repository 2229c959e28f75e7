"""Through whom a claim reaches us: the hops of its chains, from the claimant outwards."""

from __future__ import annotations

from dataclasses import dataclass

from claimline import catalogue
from claimline.answers import Plain
from claimline.errors import NotPublic
from claimline.find import Thing
from claimline.model import Evidence, Instant
from claimline.store import Quads
from claimline.views import public
from claimline.views.cells import instant, key, text
from claimline.views.wordings import Loss, Worded, worded

Row = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Hop:
    """One report of a claim: who passes on what, where it can be read, on what evidence.

    ``of`` are the reports it passes on, empty where it reports the claim itself; ``document``
    is ``None`` for a report that is cited but was not seen. ``losses`` is what it words
    otherwise than the claim; ``certain`` is false for what was only possibly public on the
    day asked for.
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
    losses: tuple[Loss, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """A claim and the hops that bring it, each after the hops that it passes on.

    ``elsewhere`` are the reports in other records that word the same claimant's same claim
    otherwise. With ``as_of``, all is as it was public by then.
    """

    claim: Thing
    claimant: str
    claimant_label: str
    modality: str
    polarity: str
    said: Instant
    hops: tuple[Hop, ...]
    elsewhere: tuple[Worded, ...]
    as_of: str | None


def sources(
    store: Quads, claim: Thing, *, as_of: str | None = None, possibly: bool = False
) -> Sources:
    """Return who makes a claim and the hops through which it reaches us.

    ``as_of`` is EDTF and keeps the hops that were certainly public by then, with undated ones
    that those pass on; ``possibly`` adds what was only possibly public by then. Raises
    NotPublic for a claim that no hop had made public, BadParameter for a text not EDTF.
    """
    (about,) = store.select(catalogue.get("claim").bind(claim=claim.iri)).plain()
    rows = chain(store, claim, as_of=as_of, possibly=possibly)
    readings = worded(store, claim, as_of=as_of, possibly=possibly)
    hops = {
        report: _hop(report, rows, claim, readings[report])
        for report in (str(row["report"]) for row in rows)
    }
    return Sources(
        claim=claim,
        claimant=key(about["claimant"]) or "",
        claimant_label=str(about["claimantLabel"]),
        modality=key(about["modality"]) or "",
        polarity=key(about["polarity"]) or "",
        said=instant(about, "earliestSaid", "latestSaid", "said"),
        hops=tuple(sorted(hops.values(), key=lambda hop: (hop.chain.count("→"), hop.report))),
        elsewhere=tuple(
            reading
            for report, reading in sorted(readings.items())
            if report not in hops and reading.losses
        ),
        as_of=as_of,
    )


def chain(
    store: Quads, claim: Thing, *, as_of: str | None = None, possibly: bool = False
) -> list[Row]:
    """Return the rows of a claim's chain as far as it was public; raises NotPublic."""
    asked = {"claim": claim.iri}
    rows = public.rows(store, "chain", asked, as_of=as_of, possibly=as_of is not None, by="report")
    found = [row for row in rows if possibly or row["certainlyPublic"]]
    if not found and as_of:
        raise NotPublic("claim", claim.key, as_of, possibly=bool(rows))
    return found


def _hop(report: str, rows: list[Row], claim: Thing, reading: Worded) -> Hop:
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
        losses=reading.losses,
        certain=bool(first["certainlyPublic"]),
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
