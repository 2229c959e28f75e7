"""TimeMap: a folder of events, sources and associations, as Bellingcat's TimeMap reads them.

An event for each claim at each of its places, on the first day of its time; description tells
the time in words, who claims it, and through whom. Filters are the claimant, what is claimed,
who is said to hold the place, and whether the day is certain. A claim that gives no time of the
event stands on the day it was said, and says so; one without any time is left out.

Examples:
  claimline export timemap -o map
  claimline export timemap --place Izium --redact coordinates=2 -o izium-map
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time

from claimline.export.accounts import Account, Paper, Spot, accounts
from claimline.export.nodes import Content
from claimline.export.safe import as_json, isolated
from claimline.export.selected import Chosen, File
from claimline.export.worded import certain, edges, known, worded
from claimline.intake import slug
from claimline.model import Option

SUFFIX = ""
MEDIA_TYPE = "application/json"
OPTIONS: tuple[Option, ...] = ()

Json = dict[str, object]
Filter = tuple[str, str]


class _Map:
    """What events name, gathered as they are made: sources and associations by their ids."""

    def __init__(self) -> None:
        self.sources: dict[str, Json] = {}
        self.associations: dict[Filter, Json] = {}
        self._ids: set[str] = set()

    def event(self, account: Account, place: Spot | None) -> Json | None:
        """Return a claim at a place as an event; None for one without any time."""
        first, _ = edges(account.time if account.timed else account.said, account.zone)
        if first is None:
            return None
        at = place.at if place else None
        return {
            "id": self._id(f"{account.key} at {place.key}" if place else account.key),
            "date": f"{first.day:%m/%d}/{first.day.year:04}",
            "time": _clock(first.time or time.min),
            "location": isolated(place.label) if place else "Unknown",
            "latitude": str(at[0]) if at else "",
            "longitude": str(at[1]) if at else "",
            "description": _told(account, place),
            "associations": [self._association(*each) for each in _filters(account)],
            "sources": [self._source(*each) for each in _papers(account).items()],
            "graphic": "FALSE",
        }

    def _id(self, wanted: str) -> str:
        """Return an id that stays another one when only its letters and digits are kept."""
        found, number = wanted, 1
        while slug(found) in self._ids:
            number += 1
            found = f"{wanted} {number}"
        self._ids.add(slug(found))
        return found

    def _association(self, kind: str, value: str) -> str:
        mode: Json = {"filter_paths": [kind, value], "title": value, "mode": "FILTER", "desc": ""}
        found: Json = {"id": f"{kind}: {value}", **mode}
        self.associations.setdefault((kind, value), found)
        return f"{kind}: {value}"

    def _source(self, address: str, paper: Paper) -> str:
        published = worded(paper.published, paper.zone)
        by = f"{isolated(paper.publisher.label)}, {published}" if paper.publisher else published
        title = isolated(paper.label)
        self.sources[address] = {
            "id": address,
            "title": title,
            "description": f"{title} ({by})",
            "paths": [address],
        }
        return address


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield the file of events, then those of what they name."""
    del told
    made = _Map()
    yield File("events.json", _events(chosen, made))
    sources = dict(sorted(made.sources.items()))
    associations = [found for _, found in sorted(made.associations.items())]
    yield File("sources.json", [f"{as_json(sources, indent=1)}\n".encode()])
    yield File("associations.json", [f"{as_json(associations, indent=1)}\n".encode()])


def _events(chosen: Chosen, made: _Map) -> Iterator[bytes]:
    before = "["
    for account in accounts(Content(chosen.store)):
        for place in account.places or (None,):
            event = made.event(account, place)
            if event:
                yield f"{before}\n{as_json(event)}".encode()
                before = ","
    yield b"\n]\n" if before == "," else b"[]\n"


def _told(account: Account, place: Spot | None) -> str:
    said = worded(account.said, account.zone)
    when = account.when if account.timed else f"{account.when}; said {said}"
    lines = [
        isolated(account.summary),
        f"When: {when} ({known(account.zone)})",
        f"{isolated(account.claimant.label)}: {account.manner}. Said: {said}.",
        *(f"Through: {isolated(hop.chain)}" for hop in account.hops),
    ]
    if place and place.precision:
        lines.append(f"Position: {place.precision}")
    return "\n".join(lines)


def _filters(account: Account) -> list[Filter]:
    found = [("Claimant", account.claimant.label), ("Claim", account.kind)]
    if account.controller:
        found.append(("Held by", account.controller.label))
    if account.polarity != "affirmed":
        found.append(("Stance", account.polarity))
    sure = certain(account.time.begin, account.zone) and not account.doubted
    return [*found, ("Day", "certain" if sure else "uncertain")]


def _clock(shown: time) -> str:
    return f"{shown:%H:%M:%S}" if shown.second else f"{shown:%H:%M}"


def _papers(account: Account) -> dict[str, Paper]:
    """Return the documents that can be opened, by their addresses, in order."""
    papers = (hop.document for hop in account.hops)
    return {paper.url: paper for paper in papers if paper and paper.url}
