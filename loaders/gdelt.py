"""GDELT events 1.0 and 2.0, with the 2.0 mentions of them: tab-separated, or CSV with a header.

Files of events and of mentions may be given together in any order, unzipped; what each holds is
told by its columns. Give the mentions in one load with their events: a mention whose event, as
added at that time, is not in the files is ignored.

Each row of events is one claim about one event, coded by a machine from the news. Nobody is its
claimant: GDELT says who is reported to have done what to whom, and neither who said so nor
whether the outlet said it in its own voice, so that it is hearsay that nobody can be held to,
and counts for none. Hence it is also reportative. Each mention is a report by the outlet, which
nobody has seen here, with the stretch of the text in which GDELT found the actors and the
action (in code points of GDELT's own copy of the text, which may differ a little; none where
it was translated) and how sure it is. GDELT's own report rests on those of the same update,
with a further one for each later update that found more. Without mentions there is the report
of the site of ``SOURCEURL``, if that is given.

What an event is follows from its code as the ontology's alignment of CAMEO says. An actor is
the code and the name together, and never one that is known: the name of a place or a people
stands for whoever was meant. Its kind is that of the code, not of the name. Record graphs are
thousands of ids within one update of GDELT, so that its files can be loaded one by one.

Not concluded: that what is reported is so, that two codings of one day are the same event, or
that outlets which print one text are several sources.

Examples:
  claimline load gdelt 20220402114500.export.CSV 20220402114500.mentions.CSV
  claimline load gdelt events.csv
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain

from claimline.intake import (
    AMBIGUOUS,
    Actors,
    Files,
    Ignored,
    Mention,
    Outcome,
    Places,
    Refused,
    Row,
    Taken,
    cut,
    outcome,
)
from claimline.intake.cameo import TYPES, actor_kind
from claimline.intake.gdelt import (
    NUMBER,
    added,
    by_event,
    edtf,
    gdelt_rows,
    is_mention,
    moment,
    raw,
)
from claimline.intake.languages import tag
from claimline.intake.web import address, site
from claimline.model import (
    UNATTRIBUTED,
    Actor,
    Claim,
    Document,
    Event,
    Evidence,
    Option,
    Proposition,
    Report,
    Source,
    Value,
)
from claimline.record import Known

SOURCE = Source(
    title="GDELT Event Database",
    licence="free to use and pass on, citing the GDELT Project",
    link="https://www.gdeltproject.org/data.html",
)

OPTIONS = (
    AMBIGUOUS,
    Option("encoding", "The encoding of the files.", default="utf-8"),
)

PLACES = {
    "0": ("area", "unknown"),
    "1": ("country", "country"),
    "2": ("region", "region"),
    "3": ("settlement", "exact"),
    "4": ("settlement", "exact"),
    "5": ("region", "region"),
}
"""Kind of place and precision of its position by ActionGeo_Type; 0, which the codebook does
not name, comes with a place of which no more is said."""

COLLECTIONS = {
    "1": ("outlet", "article"),
    "2": ("outlet", "article"),
    "3": ("platform", "article"),
    "4": ("platform", "report"),
    "5": ("platform", "article"),
    "6": ("outlet", "broadcast"),
}
"""Kinds of publisher and document by MentionType: web, citation, CORE, DTIC, JSTOR, other than
text."""

_WORD = re.compile("[a-z0-9]+")
_GDELT = Actor(id="gdelt", labels=(("en", "GDELT"),), kind="dataset")


def records(files: Files, known: Known, options: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield what becomes of each row, record graph by record graph, sorted on disk."""
    coder = _Coder(Places(known, "gdelt", ambiguous=options["ambiguous"]), Actors(known, "gdelt"))
    tables = (gdelt_rows(file, options["encoding"]) for file in files.ending(".csv", ".jsonl"))
    for shard, rows in by_event(chain.from_iterable(tables)):
        yield from coder.event(shard, rows) if shard else map(_unplaced, rows)


def _unplaced(row: Row) -> Refused:
    """Return a row of which even the event or its update is uncertain, with what is wrong."""
    if not row.faults:
        moment(row, added(row))
        if not NUMBER.fullmatch(raw(row, "GLOBALEVENTID")):
            row.fault("GLOBALEVENTID", "is the number of an event, in digits")
    return Refused(tuple(row.faults), row)


@dataclass(frozen=True, slots=True)
class _Told:
    """A report of an event, the update of GDELT that brought it, and the document it is in."""

    report: Report
    update: str
    document: Document


class _Coder:
    """Makes values of rows, and knows what the record graph at hand has declared already."""

    def __init__(self, places: Places, actors: Actors) -> None:
        self._places = places
        self._actors = actors
        self._coded: dict[str, Actor] = {}
        self._new: list[Actor] = []
        self._shard = ""
        self._cited: set[str] = set()

    def event(self, shard: str, rows: list[Row]) -> Iterator[Outcome]:
        """Yield what becomes of the rows that are of one event: its own, then its mentions."""
        own = [row for row in rows if not is_mention(row)]
        event = next((row for row in own if not row.faults), own[0] if own else None)
        yield from (_again(row, event) for row in own if event and row is not event)
        told: list[_Told] = []
        understood: dict[tuple[object, ...], Row] = {}
        for row in rows[len(own) :]:
            marks = tuple(row.fields.values())
            if not row.faults and marks in understood:
                yield Ignored("the same row again")
            elif mention := self._mention(row, shard, len(told) + 1):
                understood[marks] = row
                told.append(mention)
            else:
                yield Refused(tuple(row.faults), row)
        if event is None:
            if told:
                yield Ignored("its event, as added then, is not in these files", len(told))
            return
        yield from self._settled(shard, event, told, [*understood.values()])

    def _settled(
        self, shard: str, event: Row, told: list[_Told], mentions: list[Row]
    ) -> Iterator[Outcome]:
        """Yield what becomes of an event and, with it, of the mentions that were understood.

        What it needs comes in an outcome of its own, for other events may need it too.
        """
        told = [*self._first(event, shard, told), *told]
        cited = {each.document.id: each.document for each in told}
        documents = [document for key, document in cited.items() if key not in self._cited]
        result = outcome(event, lambda row: self._values(row, shard, told))
        if isinstance(result, Taken):
            yield Taken((*self._declared(shard, event), *documents), rows=0, row=event)
            self._cited |= {document.id for document in documents}
            yield replace(result, rows=1 + len(mentions))
            return
        yield result
        for row in mentions:
            row.fault("GLOBALEVENTID", f"the event at {event.at} is refused", "mend that one")
            yield Refused(tuple(row.faults), row)

    def _declared(self, shard: str, event: Row) -> Iterator[Value]:
        """Yield what was named since this was asked last, and the document of a new shard."""
        if shard != self._shard:
            self._shard, self._cited = shard, set()
            yield _GDELT
            yield _document(shard, event)
        yield from self._new
        self._new.clear()
        yield from self._actors.declared()
        yield from self._places.declared()

    def _values(self, row: Row, shard: str, told: list[_Told]) -> Iterator[Value]:
        number = row.text("GLOBALEVENTID")
        code = row.text("EventCode")
        kind = row.one_of("EventCode", TYPES, "")
        if kind and row.text("EventRootCode") != code[:2]:
            hint = "keep codes as text: a zero in front is lost otherwise"
            row.fault("EventCode", f"{code} is not below its EventRootCode", hint)
        places = self._place(row)
        actors = [self._actor(row, 1), self._actor(row, 2)]
        day = moment(row, "SQLDATE")
        words = [f"GDELT codes {code} ({kind.replace('-', ' ')})"]
        words += [f"by {actors[0][0]}"] if actors[0] else []
        words += [f"towards {actors[1][0]}"] if actors[1] else []
        words += [f"in {cut(row.text('ActionGeo_FullName'), 80)}"] if places else []
        event = f"gdelt-{number}"
        yield Event(id=event, type=kind, labels=(("en", f"GDELT event {number}"),), record=shard)
        yield Claim(
            document=shard,
            id=number,
            claimant=UNATTRIBUTED,
            summary=" ".join(words),
            modality="reportative",
            timezone="UTC",
            asserts=Proposition(
                event=event,
                type=kind,
                places=places,
                actors=actors[0][1:],
                targets=actors[1][1:],
                time=row.interval("SQLDATE", day.text or ""),
            ),
            reports=(*(each.report for each in told), *_codings(row, shard, told)),
            at=row.at,
        )

    def _actor(self, row: Row, number: int) -> tuple[str, ...]:
        """Return the label and the key of an actor; nothing where none is coded."""
        code = row.maybe(f"Actor{number}Code")
        name = row.maybe(f"Actor{number}Name")
        if not code and not name:
            return ()
        label = f"{cut(name or 'no name', 80)} ({code or 'no code'})"
        if label not in self._coded:
            mark = sha256(label.encode()).hexdigest()[:8]
            words = _WORD.findall(f"{code or ''} {name or ''}".lower())
            country = row.maybe(f"Actor{number}CountryCode")
            self._coded[label] = Actor(
                id="-".join(("gdelt", *words, mark)),
                labels=(("en", label),),
                kind=actor_kind(code or "", country or "none"),
            )
            self._new.append(self._coded[label])
        return label, self._coded[label].id

    def _place(self, row: Row) -> tuple[str, ...]:
        at = row.degrees("ActionGeo_Lat", "ActionGeo_Long")
        full = row.maybe("ActionGeo_FullName")
        if not full:
            return ()
        kind, precision = row.one_of("ActionGeo_Type", PLACES, ("area", "unknown"))
        parts = [part.strip() for part in full.split(",") if part.strip()] or [full]
        size = {"country": len(parts), "region": max(1, len(parts) - 1)}.get(kind, 1)
        mention = Mention(
            name=", ".join(parts[:size]),
            kind=kind,
            regions=tuple(parts[size:]),
            at=at,
            precision=precision,
        )
        key = self._places.key(row, "ActionGeo_FullName", mention)
        return (key,) if key else ()

    def _first(self, row: Row, shard: str, told: list[_Told]) -> Iterator[_Told]:
        """Yield the report that SOURCEURL tells of, unless it is among the mentions."""
        source = row.maybe("SOURCEURL")
        if not source:
            return
        document = self._article(shard, "1", site(source) or cut(source), source)
        if document.id in {each.document.id for each in told}:
            return
        report = Report(
            id="source",
            reporter=document.publisher,
            speech="unseen",
            evidence=(Evidence(document=document.id),),
            published=moment(row, "DATEADDED", "../"),
        )
        yield _Told(report, row.text("DATEADDED"), document)

    def _mention(self, row: Row, shard: str, number: int) -> _Told | None:
        """Return what a mention tells; None, with faults, where it is not understood."""
        row.one_of("MentionType", COLLECTIONS, ("", ""))
        source = row.text("MentionSourceName")
        identifier = row.text("MentionIdentifier")
        published = moment(row, "MentionTimeDate", "../")
        confidence = row.whole("Confidence", 0, 100)
        info = row.maybe("MentionDocTranslationInfo")
        tongue = tag(row, "MentionDocTranslationInfo", _source(info)) if info else None
        places = ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")
        offsets = [row.whole(name, -1) for name in places if row.has(name)]
        found = [] if info else [at for at in offsets if at >= 0]
        if row.faults:
            return None
        document = self._article(shard, row.text("MentionType"), source, identifier, tongue)
        where = Evidence(
            document=document.id,
            start=min(found) if found else None,
            end=max(found) + 1 if found else None,
        )
        report = Report(
            id=str(number),
            reporter=document.publisher,
            speech="unseen",
            evidence=(where,),
            published=published,
            confidence=confidence,
        )
        return _Told(report, row.text("MentionTimeDate"), document)

    def _article(
        self, shard: str, collection: str, source: str, identifier: str, tongue: str | None = None
    ) -> Document:
        """Return what a mention is in, named by its identifier."""
        publisher, kind = COLLECTIONS[collection]
        url = address(identifier)
        return Document(
            id=f"{shard}-{sha256(identifier.encode()).hexdigest()[:12]}",
            record=shard,
            publisher=self._actors.key(source, kind=publisher),
            kind=kind,
            url=url,
            title=None if url else cut(identifier),
            language=tongue,
        )


def _again(row: Row, first: Row) -> Outcome:
    """Return what becomes of another row of an event that has one."""
    if not row.faults and dict(row.fields) == dict(first.fields):
        return Ignored("the same row again")
    if not row.faults:
        number = row.text("GLOBALEVENTID")
        row.fault("GLOBALEVENTID", f"{number} stands at {first.at} already, and reads otherwise")
    return Refused(tuple(row.faults), row)


def _codings(row: Row, shard: str, told: list[_Told]) -> Iterator[Report]:
    """Yield GDELT's own reports: that of the update which brought the event, and one for each
    later update that found it mentioned."""
    first = row.text("DATEADDED")
    updates: dict[str, list[_Told]] = {first: []}
    for each in told:
        updates.setdefault(each.update, []).append(each)
    for update, found in updates.items():
        yield Report(
            id="gdelt" if update == first else f"gdelt-{update}",
            reporter=_GDELT.id,
            speech="indirect",
            of=tuple(each.report.id for each in found),
            document=shard,
            published=row.instant("DATEADDED", edtf(update)),
        )


def _document(shard: str, event: Row) -> Document:
    part = shard.rpartition("-")[2]
    return Document(
        id=shard,
        record=shard,
        publisher=_GDELT.id,
        kind="dataset",
        title=f"GDELT events added {event.text('DATEADDED')}, numbers from {part}000",
        url=SOURCE.link,
        published=moment(event, "DATEADDED"),
        rights=SOURCE.licence,
        extracted_by="GDELT, by machine, as CAMEO codes",
    )


def _source(info: str) -> str:
    """Return the code of the language that a text was translated from."""
    parts = (part.strip() for part in info.split(";"))
    return next((part[6:].strip() for part in parts if part.startswith("srclc:")), info)
