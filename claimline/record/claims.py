"""Claims, the chain of reports that brought each to its document, and what these rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claimline.model import Claim, ClaimKey, Evidence, Instant, Proposition, Report
from claimline.record import layout
from claimline.record.content import proposition
from claimline.record.desk import Desk, Files, before, plain
from claimline.record.nodes import Placed


def claim(desk: Desk, part: layout.Claim) -> Claim:
    """Return the claim that a part of a record is."""
    zone = desk.zone_of(part.timezone)
    moment = said(desk, part, zone)
    reports = _reports(desk, part, zone, moment)
    claimant = desk.claimant(part.claimant) or ""
    _check_chain(desk, part, claimant, reports)
    _check_times(desk, part, moment, reports)
    return Claim(
        document=desk.document,
        id=str(part.id),
        claimant=claimant,
        asserts=asserted(desk.files, ClaimKey(desk.document, str(part.id))) or "",
        summary=str(part.summary),
        modality=str(part.modality or "asserted"),
        polarity=str(part.polarity or ("neither" if part.modality == "directive" else "affirmed")),
        said=moment,
        reports=reports,
        derived_from=desk.claims(part.from_),
        restates=desk.claims(part.restates),
        revises=desk.claims(part.revises),
        reliability=plain(part.reliability),
        credibility=plain(part.credibility),
        language=plain(part.language),
        timezone=zone,
        at=part.at,
    )


def said(desk: Desk, part: layout.Claim, zone: str) -> Instant | None:
    """Return when a claim was said. If the record does not tell: in its publisher's own voice
    when the document was published, and otherwise not after that."""
    if part.said is not None:
        return desk.instant(part.said, zone)
    published = desk.files.known.published.get(desk.document)
    if published is None or _own_voice(desk, part):
        return published
    return Instant(None, published.latest)


def asserted(files: Files, key: ClaimKey) -> Proposition | str | None:
    """Return what a claim asserts: a proposition, or the digest of one in the store.

    A claim may assert the very proposition of another. Claims that only point at each other
    in a circle assert nothing, which is a fault, as is all else for which None is returned.
    """
    path: dict[ClaimKey, None] = {}
    while key not in path and key not in files.content and (other := _pointed(files, key)):
        path[key] = None
        key = other
    if key in path:
        desk, part = files.claims[key.document][key.id]
        desk.fault(part.asserts.at, "asserts: these claims only point at each other")
        files.content[key] = None
    elif key not in files.content:
        files.content[key] = _stated(files, key)
    files.content.update(dict.fromkeys(path, files.content[key]))
    return files.content[key]


def _pointed(files: Files, key: ClaimKey) -> ClaimKey | None:
    """Return the claim whose proposition a claim shares, None if it has its own."""
    if key.id not in files.claims.get(key.document, ()):
        return None
    desk, part = files.claims[key.document][key.id]
    return None if isinstance(part.asserts, layout.Proposition) else desk.claim(part.asserts)


def _stated(files: Files, key: ClaimKey) -> Proposition | str | None:
    """Return what a claim itself puts into words."""
    if key.id not in files.claims.get(key.document, ()):
        return files.known.claims[key.document][key.id]
    desk, part = files.claims[key.document][key.id]
    if not isinstance(part.asserts, layout.Proposition):
        return None
    zone = desk.zone_of(part.timezone)
    return proposition(desk, part.asserts, zone, said(desk, part, zone))


def _own_voice(desk: Desk, part: layout.Claim) -> bool:
    """Tell whether a document's publisher speaks without quoting anybody."""
    publisher = desk.record.document.publisher if desk.record.document else None
    if part.via or not publisher:
        return False
    return desk.claimant(part.claimant) == desk.actor(publisher)


def _reports(
    desk: Desk, part: layout.Claim, zone: str, moment: Instant | None
) -> tuple[Report, ...]:
    """Return the chain of reports, numbered from the claimant outwards."""
    known = desk.files.known
    reports = [
        _report(
            desk,
            hop,
            Report(
                id=str(number),
                reporter=desk.actor(hop.reporter) or "",
                speech="indirect" if hop.document else "unseen",
                document=desk.name(known.documents, hop.document),
                published=desk.instant(hop.published, zone),
            ),
            zone,
            moment,
        )
        for number, hop in enumerate(part.via, 1)
    ]
    publisher = desk.record.document.publisher if desk.record.document else None
    last = Report(
        id=str(len(part.via) + 1),
        reporter=desk.actor(publisher) or "",
        speech="authorial" if _own_voice(desk, part) else "indirect",
        document=desk.document,
    )
    return (*reports, _report(desk, part, last, zone, moment))


def _report(
    desk: Desk, part: layout.Hop | layout.Claim, plainly: Report, zone: str, moment: Instant | None
) -> Report:
    """Return a report with all that a record tells of it, given what holds if it does not."""
    known = desk.files.known
    document = plainly.document or ""
    published = plainly.published or known.published.get(document)
    reading = part.reading
    return replace(
        plainly,
        speech=str(part.speech or plainly.speech),
        of=(str(int(plainly.id) - 1),) if plainly.id != "1" else (),
        evidence=_evidence(desk, document, part),
        published=published,
        withdrawn=desk.instant(part.withdrawn, zone) or known.withdrawn.get(document),
        reading=_worded(desk, reading, zone, published or moment) if reading else None,
        modality=plain(reading.modality) if reading else None,
        distances=desk.words(part.distanced_from),
    )


def _worded(
    desk: Desk, reading: layout.Reading, zone: str, moment: Instant | None
) -> Proposition | None:
    """Return the content of a claim in the words of one report."""
    if isinstance(reading.asserts, layout.Proposition):
        return proposition(desk, reading.asserts, zone, moment)
    key = desk.claim(reading.asserts) if reading.asserts else None
    found = asserted(desk.files, key) if key else None
    if isinstance(found, str) and reading.asserts:
        desk.fault(
            reading.asserts.at,
            f"asserts: the words of {key} are not among these files",
            "write the proposition out",
        )
        return None
    return found if isinstance(found, Proposition) else None


def _evidence(desk: Desk, document: str, part: layout.Hop | layout.Claim) -> tuple[Evidence, ...]:
    """Return where a report rests: first in its own document, then elsewhere."""
    own = _passages(document, part) if part.span or part.quote else []
    documents = desk.files.known.documents
    others = (
        passage
        for pointer in part.evidence
        for passage in _passages(desk.name(documents, pointer.document) or "", pointer)
    )
    return (*own, *others)


def _passages(document: str, part: layout.Hop | layout.Claim | layout.Pointer) -> list[Evidence]:
    """Return the passages of a document that a part points to, the whole if to none.

    A quotation belongs to the span if there is just one.
    """
    quote = plain(part.quote)
    fragment = plain(part.fragment) if isinstance(part, layout.Pointer) else None
    spans = [(int(span.start), int(span.end)) for span in part.span]
    if len(spans) == 1:
        (start, end), *_ = spans
        return [Evidence(document=document, start=start, end=end, quote=quote, fragment=fragment)]
    passages = [Evidence(document=document, start=start, end=end) for start, end in spans]
    if quote or fragment or not spans:
        passages.append(Evidence(document=document, quote=quote, fragment=fragment))
    return passages


def _check_chain(desk: Desk, part: layout.Claim, claimant: str, reports: Sequence[Report]) -> None:
    """Nobody follows himself in a chain, but for an outlet that speaks in its own voice."""
    if part.speech == "authorial" and not _own_voice(desk, part):
        desk.fault(
            part.speech.at,
            "speech: authorial is the publisher's own voice, and the claimant is another",
            "write indirect, or make the publisher the claimant",
        )
    actors = [claimant, *(report.reporter for report in reports)]
    parts: list[Placed] = [*(hop.reporter for hop in part.via), part.via[-1] if part.via else part]
    for (one, other), place in zip(pairwise(actors), parts, strict=True):
        if one == other and one and part.via:
            desk.fault(
                place.at,
                f"via: {one} follows itself in the chain from the claimant to the document",
                "name only those between the two",
            )


def _check_times(
    desk: Desk, part: layout.Claim, moment: Instant | None, reports: Sequence[Report]
) -> None:
    """Nothing is published before it was said, or by the report before; nor withdrawn sooner."""
    parts: list[layout.Hop | layout.Claim] = [*part.via, part]
    for place, report in zip(parts, reports, strict=True):
        if before(report.published, moment):
            at = (part.said or place).at
            desk.fault(at, f"said: {report.reporter} published this before it was said")
        if before(report.withdrawn, report.published):
            at = (place.withdrawn or place).at
            desk.fault(at, "withdrawn: this was taken back before it was published")
    for place, (one, other) in zip(parts, pairwise(reports), strict=False):
        if before(other.published, one.published):
            message = f"via: {other.reporter} passed this on before {one.reporter} published it"
            desk.fault(place.at, message)
