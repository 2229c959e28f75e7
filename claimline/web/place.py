"""The page of a place: its lanes, its claims, what contradicts what, and where it lies."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from claimline import catalogue
from claimline.answers import Plain
from claimline.find import Thing
from claimline.model import Instant, Interval
from claimline.views.cells import moment
from claimline.views.contradictions import contradictions
from claimline.views.spells import TRUTH_APT
from claimline.views.timeline import Entry, timeline
from claimline.web.lanes import Href, svg
from claimline.web.locator import located
from claimline.web.svg import ms
from claimline.web.templates import Values
from claimline.web.tongue import Tongue

if TYPE_CHECKING:
    from claimline.web.site import Site

Bounds = tuple[datetime | None, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as a page shows it, with what a script needs to know of it."""

    entry: Entry
    anchor: str
    path: str | None
    zone: str
    when: Interval | None
    said: Instant | None
    published: Instant | None
    marks: str

    @property
    def manner(self) -> str:
        """In which way it is said: denied, only intended, or so."""
        if self.entry.polarity == "denied":
            return "denied"
        return "said" if self.entry.modality in TRUTH_APT else "intended"


def values(site: Site, place: Thing, on: str | None, known: str | None) -> Values:
    """Return what the page of a place shows; raises BadParameter for a day that is not EDTF."""
    if on is None and known is None:
        found = site.told.timeline(place)
    else:
        possibly = known is not None
        found = timeline(site.store, place, start=on, end=on, as_of=known, possibly=possibly)
    public = _public(site, place)
    cards = [_card(site, entry, public) for entry in found.entries]
    by_entry = {id(card.entry): card for card in cards}
    marks: Callable[[Entry], str] = lambda entry: by_entry[id(entry)].marks  # noqa: E731

    def picture(say: Tongue) -> str:
        label = say("Who held {place}, by each account", place=place.label)
        href: Href = lambda entry: f"#{by_entry[id(entry)].anchor}"  # noqa: E731
        return svg(found, href=href, public=marks, label=label, say=say)

    firsts = (one[0] or one[1] for bounds in public.values() for one in bounds)
    shown = [moment for moment in firsts if moment]
    return {
        "place": place,
        "iri": place.iri,
        "names": _names(site, place),
        "picture": picture,
        "cards": cards,
        "anchors": {card.entry.iri: card.anchor for card in cards},
        "accounts": len({card.entry.claimant for card in cards}),
        "documents": len({card.entry.document for card in cards} - {None}),
        "contradictions": contradictions(site.store, place=place, as_of=known),
        "map": located(site.told.statements(place)),
        "on": on or "",
        "known": known or "",
        "published": (min(shown), max(shown)) if shown else None,
        "ms": ms,
        "rdf": site.told.turtle(place),
    }


def _names(site: Site, place: Thing) -> list[tuple[str, str]]:
    """Return the names of a place with their languages."""
    found = {
        (row.object.language or "", row.object.value)  # type: ignore[union-attr] # labels are literals
        for row in site.told.statements(place)
        if row.predicate.value.endswith("rdf-schema#label")
    }
    return sorted(found)


def _public(site: Site, place: Thing) -> dict[str, list[Bounds]]:
    """Return of each claim about a place when its reports were published and withdrawn."""
    query = catalogue.get("publications").bind(place=place.iri)
    found: dict[str, list[Bounds]] = {}
    for row in site.store.select(query).plain():
        found.setdefault(str(row["claim"]), []).append(_bounds(row))
    return found


def _bounds(row: Mapping[str, Plain]) -> Bounds:
    names = ("earliestPublished", "latestPublished", "earliestWithdrawn", "latestWithdrawn")
    return tuple(moment(row[name]) for name in names)


def _card(site: Site, entry: Entry, public: Mapping[str, Iterable[Bounds]]) -> Card:
    time = entry.time
    bounds = (time.begin.earliest, time.begin.latest, time.end.earliest, time.end.latest)
    told = [_numbers(one) for one in public.get(entry.iri, ())]
    marks = (
        f' data-time="{escape(json.dumps(_numbers(bounds)))}"'
        f' data-public="{escape(json.dumps(told))}"'
    )
    return Card(
        entry=entry,
        anchor=f"claim-{entry.claim.replace('/', '--')}",
        path=site.path_of(entry.iri),
        zone=entry.zone or "UTC",
        when=time if any(bounds) else None,
        said=_known(entry.said),
        published=_known(entry.published),
        marks=marks,
    )


def _known(time: Instant) -> Instant | None:
    return time if time.earliest or time.latest else None


def _numbers(bounds: Bounds) -> list[int | None]:
    return [ms(bound) if bound else None for bound in bounds]
