"""TimelineJS: one JSON file for TimelineJS 3, an event for each claim, a row for each claimant.

An event stands where its time may be, from the first bound to the last, and its date is told in
words: about, between, from, or earlier. A claim that gives no time of the event stands at the
time it was said, and says so. Eras are who held a place, each as one claimant tells it; one
without an end is drawn until it was said. TimelineJS makes room for every row, were it more
than the page has: so the claimants who claim least share the last one.

Examples:
  claimline export timelinejs --place Izium -o izium.json
  claimline export timelinejs --as-of 2022-04-02 --title "Known by then" -o then.json
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import quote

from claimline.errors import BadParameter
from claimline.export.accounts import Account, Named, accounts
from claimline.export.nodes import Content
from claimline.export.safe import as_json, html, isolated, paragraphs
from claimline.export.selected import Chosen, File
from claimline.export.worded import Edge, bounds, edges, known, worded
from claimline.model import Instant, Interval, Option
from claimline.views.spells import TRUTH_APT

SUFFIX = ".json"
MEDIA_TYPE = "application/json"
OPTIONS = (
    Option("title", "What stands on the first slide.", default="Who said what, and when"),
    Option("rows", "At most so many rows; 0 is one for each claimant.", default="10"),
)

Json = dict[str, object]
Time = Instant | Interval
_OPEN = (None, None, None, None)


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
    named = _rows(shown, told["rows"])
    text = {"headline": html(told["title"]), "text": paragraphs(words)}
    timeline = {
        "title": {"unique_id": "title", "text": text, "autolink": False},
        "events": [_event(account, named) for account in shown],
        "eras": [*_eras(shown)],
    }
    yield File("timeline.json", [f"{as_json(timeline, indent=1)}\n".encode()])


def _time(account: Account) -> Time | None:
    """Return the time of the event, or else of the saying, or else None."""
    if account.timed:
        return account.time
    return account.said if bounds(account.said) != _OPEN else None


def _rows(shown: Iterable[Account], most: str) -> frozenset[str]:
    """Return the claimants that have a row of their own: those who claim most."""
    if not (most.isascii() and most.isdigit()):
        raise BadParameter(f"{most!r} is no number of rows; write digits, as in 10")
    counts = Counter(account.claimant.label for account in shown)
    ranked = sorted(counts, key=lambda label: (-counts[label], label))
    full = int(most) and len(ranked) > int(most)
    return frozenset(ranked[: int(most) - 1] if full else ranked)


def _event(account: Account, named: frozenset[str]) -> Json:
    row = account.claimant.label if account.claimant.label in named else "others"
    time = _time(account) or account.time
    said = worded(account.said, account.zone)
    return {
        "unique_id": f"claim-{quote(account.key, safe='/')}",
        **_dates(time, account.zone),
        "display_date": account.when if account.timed else f"{account.when}; said {said}",
        "group": _twice(row),
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
    """Yield who held a place, as told by each claimant: until its end, or, where none is given,
    until it was said."""
    seen: set[str] = set()
    for account in shown:
        if account.type != "control" or not account.controller or not _stands(account):
            continue
        dates = _dates(_drawn(account), account.zone)
        for place in account.places:
            name = _era(account, account.controller, place)
            if name not in seen and "end_date" in dates:
                seen.add(name)
                yield {**dates, "text": {"headline": html(name)}}


def _drawn(account: Account) -> Interval:
    """Return the time for which an era is drawn; one without a begin, or end, has none."""
    begin, end = account.time.begin, account.time.end
    if bounds(end) == _OPEN:
        end = account.said if bounds(account.said) != _OPEN else account.published
    after = max(filter(None, (end.latest, end.earliest)), default=None)
    first = begin.earliest or begin.latest
    return Interval(begin, end if first and after and after > first else Instant(None, None))


def _era(account: Account, controller: Named, place: Named) -> str:
    who, held, where = (isolated(it.label) for it in (account.claimant, controller, place))
    return f"{where}: {held}, says {who} ({account.when}; {account.manner})"


def _stands(account: Account) -> bool:
    return account.polarity == "affirmed" and account.modality in TRUTH_APT


def _dates(time: Time, zone: str | None) -> Json:
    """Return from when to when something may have been, as TimelineJS has dates."""
    first, last = edges(time, zone)
    found: Json = {"start_date": _date(first)} if first else {}
    # An end that only adds a time of day to a begin is no end to TimelineJS.
    if last and first and (last.day != first.day or (first.time and last != first)):
        found["end_date"] = _date(last)
    return found


def _date(edge: Edge) -> Json:
    found: Json = {"year": edge.day.year, "month": edge.day.month, "day": edge.day.day}
    if edge.time:
        found |= {name: getattr(edge.time, name) for name in ("hour", "minute", "second")}
    return found
