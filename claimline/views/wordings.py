"""What is lost on the way: in which aspects a report words a claim otherwise than it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from claimline import catalogue
from claimline.answers import Plain
from claimline.find import Thing
from claimline.model import Instant, Interval
from claimline.store import Quads
from claimline.terms import UNITS
from claimline.views import public
from claimline.views.cells import key, moment
from claimline.when import words

Row = dict[str, Plain]
Wording = dict[str, str]
"""What somebody says, aspect by aspect, as text; what is not said is not there."""

PLAIN = {
    "eventType": "type",
    "place": "place",
    "destination": "destination",
    "actor": "actor",
    "target": "target",
    "controller": "controller",
    "durationPhrase": "duration",
    "purpose": "purpose",
    "cause": "cause",
    "framing": "framing",
    "description": "description",
}
"""The properties of a proposition that are compared as they are, and what each is called."""

AMOUNT = {
    "hedge": "hedge",
    "unit": "unit",
    "baseline": "baseline",
    "asOf": "as of",
    "scope": "scope",
    "party": "party",
}
"""The same for a measure; of its bounds the figure is compared, which they were made from."""

BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")

_SHORT = {unit: name for name, unit in UNITS.items()}


@dataclass(frozen=True, slots=True)
class Loss:
    """One aspect in which a report differs from the claim: what was said, and what is.

    ``None`` is not said on that side. ``inherited`` if the reports it passes on have it so.
    """

    aspect: str
    claimed: str | None
    worded: str | None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """How one report words what a claimant said; ``claim`` is the key of its own record's."""

    claim: str
    report: str
    of: frozenset[str]
    reporter: str
    reporter_label: str
    document: str | None
    losses: tuple[Loss, ...]
    certain: bool


def worded(
    store: Quads, claim: Thing, *, as_of: str | None = None, possibly: bool = False
) -> dict[str, Worded]:
    """Return the reports of a claim by IRI, and those of claims by the same claimant with the
    same content in other records, each with what it words otherwise than the claim."""
    asked = {"claim": claim.iri}
    rows = public.rows(store, "wordings", asked, as_of=as_of, possibly=possibly, by="report")
    readings = {str(row["report"]) for row in rows if row["wording"]}
    content = _contents(store, [claim.iri, *sorted(readings)]) if readings else {}
    reports: dict[str, list[Row]] = {}
    for row in rows:
        reports.setdefault(str(row["report"]), []).append(row)
    zone = next((str(row["timeZone"]) for row in rows if row["timeZone"]), "UTC")
    said = _wording(content.get(claim.iri, []), zone)
    found = {
        report: _worded(own, said, _wording(content[report], zone) if report in content else said)
        for report, own in reports.items()
    }
    return {report: _inheriting(each, found) for report, each in found.items()}


def _contents(store: Quads, holders: list[str]) -> dict[str, list[Row]]:
    """Return the rows of what claims and reports say, by their IRIs."""
    rows = store.select(catalogue.get("contents").bind(holder=holders)).plain()
    return {iri: [row for row in rows if row["holder"] == iri] for iri in holders}


def _worded(rows: list[Row], said: Wording, reads: Wording) -> Worded:
    first = rows[0]
    return Worded(
        claim=str(first["same"]).partition("/claim/")[2],
        report=str(first["report"]),
        of=frozenset(str(row["of"]) for row in rows),
        reporter=key(first["reporter"]) or "",
        reporter_label=str(first["reporterLabel"]),
        document=key(first["document"]),
        losses=(*_modality(first), *_losses(said, reads), *_distances(rows)),
        certain=bool(first["certainlyPublic"]),
    )


def _modality(row: Row) -> Iterator[Loss]:
    claimed, given = key(row["claimedModality"]), key(row["modality"])
    if given and given != claimed:
        yield Loss("modality", claimed, given)


def _losses(said: Wording, reads: Wording) -> Iterator[Loss]:
    for aspect in {**said, **reads}:
        if said.get(aspect) != reads.get(aspect):
            yield Loss(aspect, said.get(aspect), reads.get(aspect))


def _distances(rows: Iterable[Row]) -> Iterator[Loss]:
    for framing in sorted({str(key(row["distanced"])) for row in rows if row["distanced"]}):
        yield Loss("framing", framing, f"{framing}, in scare quotes")


def _inheriting(each: Worded, found: Mapping[str, Worded]) -> Worded:
    """Return a report with the losses marked that all reports it passes on have already."""
    before = [found[report].losses for report in each.of if report in found]
    if not before:
        return each
    marked = (
        replace(loss, inherited=all(_has(losses, loss) for losses in before))
        for loss in each.losses
    )
    return replace(each, losses=tuple(marked))


def _has(losses: Iterable[Loss], loss: Loss) -> bool:
    return any((had.aspect, had.worded) == (loss.aspect, loss.worded) for had in losses)


def _wording(rows: list[Row], zone: str) -> Wording:
    """Return what the rows of one proposition say, aspect by aspect."""
    own = [row for row in rows if row["measure"] is None]
    plain = _plain(own)
    wording = {aspect: plain[aspect] for aspect in PLAIN.values() if aspect in plain}
    if when := _time(own, zone):
        wording["time"] = when
    return wording | _amounts([row for row in rows if row["measure"] is not None])


def _plain(rows: Iterable[Row]) -> Wording:
    values: dict[str, set[str]] = {}
    for row in rows:
        if aspect := PLAIN.get(_property(row)):
            values.setdefault(aspect, set()).add(_value(row))
    return {aspect: ", ".join(sorted(texts)) for aspect, texts in values.items()}


def _time(rows: Iterable[Row], zone: str) -> str | None:
    bounds = {_property(row): moment(row["value"]) for row in rows if _property(row) in BOUNDS}
    if not bounds:
        return None
    earliest, latest, earliest_end, latest_end = (bounds.get(name) for name in BOUNDS)
    return words(Interval(Instant(earliest, latest), Instant(earliest_end, latest_end)), zone)


def _amounts(rows: Iterable[Row]) -> Wording:
    """Return what is said of amounts; where there are several, each aspect names its kind."""
    measures: dict[str, dict[str, Plain]] = {}
    for row in rows:
        measures.setdefault(str(row["measure"]), {})[_property(row)] = row["value"]
    by_kind: dict[str, list[Wording]] = {}
    for measure in measures.values():
        by_kind.setdefault(key(measure.get("measureKind")) or "", []).append(_amount(measure))
    wording: Wording = {}
    for kind, amounts in sorted(by_kind.items()):
        for number, amount in enumerate(sorted(amounts, key=lambda said: sorted(said.items()))):
            name = " ".join([kind, str(number + 1)] if number else [kind])
            wording |= {
                aspect if len(measures) == 1 else f"{aspect} ({name})": text
                for aspect, text in amount.items()
            }
    return wording


def _amount(measure: dict[str, Plain]) -> Wording:
    bounds = [measure.get(name) for name in ("minimum", "best", "maximum")]
    figures = dict.fromkeys(str(bound) for bound in bounds if bound is not None)
    amount = {"amount": "–".join(figures)} if figures else {}
    for name, aspect in AMOUNT.items():
        if measure.get(name) is not None:
            amount[aspect] = _text(name, measure[name])
    return amount


def _property(row: Row) -> str:
    return key(row["property"]) or ""


def _value(row: Row) -> str:
    """Return a value for people: a thing by its key, a purpose or cause by its event's."""
    return _text(_property(row), row["about"] or row["value"])


def _text(name: str, value: Plain) -> str:
    if name in {"durationPhrase", "description", "baseline", "asOf"}:
        return str(value)
    short = key(value) or ""
    return _SHORT.get(short, short) if name == "unit" else short
