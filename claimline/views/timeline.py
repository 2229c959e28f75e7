"""What each claimant says happened to a place, and when: rows in, lanes and entries out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimline.answers import Plain
from claimline.find import Thing
from claimline.model import Instant, Interval
from claimline.store import Quads
from claimline.views import public
from claimline.views.cells import instant, key, text

GROUPS = ("claimant", "side", "source")
"""What a lane may stand for: who says it, for which side, or which outlet printed it."""

CONTESTED = "contested-control"
"""The one state of a place that has no controller."""

Row = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim, as one chain of reports brings it; things are named by their keys.

    ``certain`` is false for what was only possibly public on the day asked for. Durations
    are days between two bounds. ``zone`` is the one whose days the claimant speaks of.
    """

    iri: str
    claim: str
    claimant: str
    claimant_label: str
    side: str | None
    polarity: str
    modality: str
    type: str
    controller: str | None
    controller_label: str | None
    place: str
    place_label: str
    time: Interval
    duration: str | None
    days: tuple[int, int] | None
    said: Instant
    published: Instant
    chain: tuple[str, ...]
    document: str | None
    source: str | None
    url: str | None
    summary: str
    zone: str | None
    certain: bool

    @property
    def edtf(self) -> str | None:
        """The time as written, where one EDTF text says it: not so if begin or end is a
        span or a set of its own, which EDTF cannot put into an interval."""
        if self.time.text:
            return self.time.text
        begin, end = self.time.begin.text or "", self.time.end.text or ""
        simple = not set("/[{") & set(begin + end)
        return f"{begin}/{end}" if simple and (begin or end) else None

    @property
    def holds(self) -> bool:
        """Whether the claim says who held the place, or that it was contested."""
        return self.controller is not None or self.type == CONTESTED


@dataclass(frozen=True, slots=True)
class Lane:
    """All that one claimant, side or source says of who held the place."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The accounts of one place side by side: who held it in lanes, and every claim."""

    place: Thing
    as_of: str | None
    lanes: tuple[Lane, ...]
    entries: tuple[Entry, ...]


def timeline(
    store: Quads,
    place: Thing,
    *,
    start: str | None = None,
    end: str | None = None,
    as_of: str | None = None,
    possibly: bool = False,
    by: str = "claimant",
) -> Timeline:
    """Return every claim about a place and its parts in order of event time.

    ``start`` and ``end`` keep what possibly overlaps them, ``as_of`` keeps what was
    certainly public by then; all three are EDTF. ``possibly`` adds what was only possibly
    public by then. Raises BadParameter for a text that is not EDTF.
    """
    asked = {"place": place.iri} | {
        name: value for name, value in (("start", start), ("end", end)) if value is not None
    }
    rows = public.rows(store, "timeline", asked, as_of=as_of, possibly=possibly)
    entries = tuple(map(_entry, rows))
    return Timeline(place, as_of, _lanes(entries, by), entries)


def _lanes(entries: Iterable[Entry], by: str) -> tuple[Lane, ...]:
    """Return the lanes in the order in which their first claim begins."""
    lanes: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.holds:
            lanes.setdefault(_lane_of(entry, by), []).append(entry)
    return tuple(Lane(name, tuple(said)) for name, said in lanes.items())


def _lane_of(entry: Entry, by: str) -> str:
    match by:
        case "side":
            return entry.side or "no side"
        case "source":
            return entry.source or "no source"
        case _:
            return entry.claimant_label


def _entry(row: Row) -> Entry:
    low, high = row["durationMinDays"], row["durationMaxDays"]
    return Entry(
        iri=str(row["claim"]),
        claim=str(row["claim"]).partition("/claim/")[2],
        claimant=key(row["claimant"]) or "",
        claimant_label=str(row["claimantLabel"]),
        side=key(row["side"]),
        polarity=key(row["polarity"]) or "",
        modality=key(row["modality"]) or "",
        type=key(row["eventType"]) or "",
        controller=key(row["controller"]),
        controller_label=text(row["controllerLabel"]),
        place=key(row["part"]) or "",
        place_label=str(row["partLabel"]),
        time=Interval(
            instant(row, "earliestBegin", "latestBegin", "beginText"),
            instant(row, "earliestEnd", "latestEnd", "endText"),
            text(row["time"]),
        ),
        duration=text(row["durationPhrase"]),
        days=(low, high) if isinstance(low, int) and isinstance(high, int) else None,
        said=instant(row, "earliestSaid", "latestSaid", "said"),
        published=instant(row, "earliestPublished", "latestPublished", "published"),
        chain=_chain(str(row["chain"])),
        document=key(row["document"]),
        source=text(row["publisherLabel"]),
        url=text(row["url"]),
        summary=str(row["summary"]),
        zone=text(row["timeZone"]),
        certain=bool(row["certainlyPublic"]),
    )


def _chain(label: str) -> tuple[str, ...]:
    """Return a chain hop by hop; one that branches stays in one piece."""
    return (label,) if "(" in label else tuple(label.split(" → "))
