"""What must hold between the fields of a record: which go together, and which values fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from claimline.errors import Fault
from claimline.record import layout
from claimline.record.layout import AnyOf, Apart, Needs, Part, Rule
from claimline.record.nodes import Fields, Text

_Identified = (
    layout.Document | layout.Copy | layout.Claim | layout.Place | layout.Actor | layout.Event
)


def broken(part: Part, fields: Fields) -> Iterator[Fault]:
    """Yield a fault for each rule that a part, read from these fields, breaks.

    The parts within it have been through this before.
    """
    for rule in part.RULES:
        if fault := _broken(rule, part.TITLE, fields):
            yield fault
    match part:
        case layout.Measure():
            yield from _disordered([("min", part.min), ("best", part.best), ("max", part.max)])
        case layout.Duration():
            yield from _disordered([("min", part.min), ("max", part.max)])
        case layout.Claim():
            yield from _torn(part)
            yield from _misquoted(part)
        case layout.Hop():
            yield from _unseen(part)
            yield from _misquoted(part)
        case layout.Pointer():
            yield from _misquoted(part)
        case layout.Record():
            yield from _repeated(part)
            yield from _outside(part)


def _broken(rule: Rule, title: str, fields: Fields) -> Fault | None:
    match rule:
        case AnyOf(names) if not any(name in fields for name in names):
            return Fault(fields.at, f"{title} needs {_or(names)}")
        case Apart(name, others, why) if name in fields:
            found = [other for other in others if other in fields]
            at = fields.key(name).at
            return Fault(at, f"'{name}' cannot stand beside '{found[0]}'", why) if found else None
        case Needs(name, other, value) if name in fields and other not in fields:
            if value is None:
                return Fault(fields.key(name).at, f"'{name}' needs '{other}' beside it")
            if fields[name] == value:
                at = fields[name].at
                return Fault(at, f"'{name}: {value}' needs '{other}' beside it")
    return None


def _disordered(named: list[tuple[str, Text | None]]) -> Iterator[Fault]:
    given = [(name, text) for name, text in named if text]
    for (lower, low), (higher, high) in pairwise(given):
        if Decimal(low) > Decimal(high):
            yield Fault(low.at, f"{lower}: {low} is more than '{higher}', which is {high}")


def _torn(claim: layout.Claim) -> Iterator[Fault]:
    """An order or appeal affirms and denies nothing."""
    if claim.modality == "directive" and claim.polarity and claim.polarity != "neither":
        yield Fault(
            claim.polarity.at, "polarity: a directive affirms and denies nothing", "write neither"
        )


def _misquoted(part: layout.Claim | layout.Hop | layout.Pointer) -> Iterator[Fault]:
    """A quotation is as long as the one span it stands at."""
    if part.quote and len(part.span) == 1:
        length = int(part.span[0].end) - int(part.span[0].start)
        if length != len(part.quote):
            yield Fault(
                part.quote.at,
                f"quote: it has {len(part.quote)} code points, its span has {length}",
                "count code points, end-exclusive, and quote the text as it stands",
            )


def _unseen(hop: layout.Hop) -> Iterator[Fault]:
    """How a hop gave the claim can be told only of a document."""
    if hop.speech and hop.speech != "unseen" and not hop.document:
        yield Fault(
            hop.speech.at,
            f"speech: a hop is {hop.speech} in a document, and none is named",
            "name the document, or leave speech out for a hop that was not seen",
        )


def _repeated(record: layout.Record) -> Iterator[Fault]:
    """An id names one thing of a kind."""
    documents = (*([record.document] if record.document else []), *record.cited)
    groups: tuple[Sequence[_Identified], ...] = (
        (*documents, *(copy for document in documents for copy in document.copies)),
        record.claims,
        record.places,
        record.actors,
        record.events,
    )
    for group in groups:
        seen: dict[str, Text] = {}
        for part in group:
            own = part.id
            if own and (first := seen.setdefault(own, own)) is not own:
                message = f"id: {own} is taken already, at line {first.at.line}"
                yield Fault(own.at, message, "give one of the two another id")


def _outside(record: layout.Record) -> Iterator[Fault]:
    """A span lies within the text of the document, which must be known by its hash."""
    text = record.document.text if record.document else None
    for claim in record.claims:
        speech = claim.speech
        if speech and speech == "direct" and text and not claim.span:
            yield Fault(speech.at, "'speech: direct' needs 'span' beside it")
        for span in claim.span:
            if not text:
                yield Fault(
                    span.start.at,
                    "span: it points into a text that the document does not identify",
                    "give the document's text: {sha256: …, length: …}",
                )
            elif text.length and int(span.end) > int(text.length):
                message = f"span: {span.end} is past the end of the text, {text.length}"
                yield Fault(span.end.at, message)


def _or(names: tuple[str, ...]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
