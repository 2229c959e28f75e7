"""TimelineJS: one JSON file for TimelineJS 3, an event for each claim, a row for each claimant.

An event stands where its time may be, from the first bound to the last, and its date is told in
words: about, between, from, or earlier. A claim that gives no time of the event stands at the
time it was said, and says so. Eras are who held a place, each as one claimant tells it; one
without an end is drawn until it was said.

Examples:
  claimline export timelinejs --place Izium -o izium.json
  claimline export timelinejs --as-of 2022-04-02 --title "Known by then" -o then.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from urllib.parse import quote

from claimline.export.accounts import Account, Named, accounts
from claimline.export.nodes import Content
from claimline.export.safe import html, isolated, paragraphs
from claimline.export.selected import Chosen, File
from claimline.export.worded import bounds, known, last_day, span, worded
from claimline.model import Instant, Interval, Option
from claimline.views.spells import TRUTH_APT
from claimline.when.zones import local, zone_called

SUFFIX = ".json"
MEDIA_TYPE = "application/json"
OPTIONS = (Option("title", "What stands on the first slide.", default="Who said what, and when"),)

Json = dict[str, object]
Time = Instant | Interval


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    found = list(accounts(Content(chosen.store)))
    shown = [account for account in found if _time(account)]
    words = [
        chosen.description or "All claims.",
        "Each is what somebody says; none is asserted here to be so.",
    ]
    if len(shown) < len(found):
        words.append(f"Claims without any time, which are not shown: {len(found) - len(shown)}.")
    text = {"headline": html(told["title"]), "text": paragraphs(words)}
    timeline = {
        "title": {"unique_id": "title", "text": text, "autolink": False},
        "events": [_event(account) for account in shown],
        "eras": [*_eras(shown)],
    }
    written = json.dumps(timeline, ensure_ascii=False, indent=1)
    yield File("timeline.json", [f"{written}\n".encode()])


def _time(account: Account) -> Time | None:
    """Return the time of the event, or else of the saying, or else None."""
    if account.timed:
        return account.time
    return account.said if span(account.said) != (None, None) else None


def _event(account: Account) -> Json:
    time = _time(account) or account.time
    said = worded(account.said, account.zone)
    return {
        "unique_id": f"claim-{quote(account.key, safe='/')}",
        **_dates(time, account.zone),
        "display_date": account.when if account.timed else f"{account.when}; said {said}",
        "group": _twice(account.claimant.label),
        "autolink": False,
        "text": {
            "headline": html(account.summary),
            "text": paragraphs(_words(account, said)) + "".join(_sources(account)),
        },
    }


def _words(account: Account, said: str) -> list[str]:
    where = ", ".join(isolated(place.label) for place in account.places)
    return [
        f"{isolated(account.claimant.label)}: {account.manner}. Said: {said}.",
        f"{account.kind}: {where}" if where else account.kind,
        f"Dates are days of {known(account.zone)}.",
    ]


def _sources(account: Account) -> Iterator[str]:
    for hop in account.hops:
        if paper := hop.document:
            name = html(f"{hop.chain}: {paper.label}")
            yield (
                f'<p><a href="{escape(paper.url)}">{name}</a></p>'
                if paper.url
                else f"<p>{name}</p>"
            )


def _twice(text: str) -> str:
    """Return a text as what TimelineJS shows as a row's name: it reads that as HTML, takes the
    text out, and then puts that text into the page as HTML once more."""
    return escape(escape(isolated(text), quote=False), quote=False)


def _eras(shown: Iterable[Account]) -> Iterator[Json]:
    """Yield who held a place, as told by each claimant: until its end, or where none is given,
    until it was said."""
    seen: set[str] = set()
    for account in shown:
        begin, end = span(account.time)
        until = end or span(account.said)[1] or span(account.published)[0]
        if account.type != "control" or not account.controller or not _stands(account):
            continue
        if begin is None or until is None or until <= begin:
            continue
        dates = _dates(Interval(account.time.begin, Instant(until, until)), account.zone)
        for place in account.places:
            name = _era(account, account.controller, place)
            if name not in seen and "end_date" in dates:
                seen.add(name)
                yield {**dates, "text": {"headline": html(name)}}


def _era(account: Account, controller: Named, place: Named) -> str:
    who, held, where = (isolated(it.label) for it in (account.claimant, controller, place))
    return f"{where}: {held}, says {who} ({account.when}; {account.manner})"


def _stands(account: Account) -> bool:
    return account.polarity == "affirmed" and account.modality in TRUTH_APT


def _dates(time: Time, zone: str | None) -> Json:
    """Return from when to when something may have been, as TimelineJS has dates."""
    begin, end = span(time)
    if begin is None:
        return {"start_date": _date(end, zone, closes=True)}
    found: Json = {"start_date": _date(begin, zone, closes=bounds(time)[0] is None)}
    last = _date(end, zone, closes=True)
    if last and last != found["start_date"]:
        found["end_date"] = last
    return found


def _date(moment: datetime | None, zone: str | None, *, closes: bool = False) -> dict[str, int]:
    """Return what the clocks of a zone show; a day that begins, or has closed, has no time."""
    if moment is None:
        return {}
    clock = local(moment, zone_called(known(zone)))
    day, whole = last_day(moment, zone)
    if closes and whole:
        return {"year": day.year, "month": day.month, "day": day.day}
    found = {"year": clock.year, "month": clock.month, "day": clock.day}
    time = {"hour": clock.hour, "minute": clock.minute, "second": clock.second}
    return found | time if any(time.values()) else found
