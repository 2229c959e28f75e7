"""iCalendar: an entry for each claim on the days of its time, for calendars of any kind.

An entry lasts all day from the first bound to the last, or is at a time of day where that is
exact; its title ends with the time in words. What is not certain of its day, or not affirmed, is
tentative, and no entry makes anybody busy. A claim that gives no time of the event stands on the
day it was said, and says so; one without any time is left out. DTSTAMP is when the claim became
public, so that the same claims give the same bytes.

Examples:
  claimline export ical --place Izium -o izium.ics
  claimline export ical --as-of 2022-04-02 -o known-by-then.ics
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from decimal import Decimal
from urllib.parse import quote

from claimline.export.accounts import Account, accounts
from claimline.export.nodes import Content
from claimline.export.safe import isolated
from claimline.export.selected import Chosen, File
from claimline.export.worded import Edge, bounds, certain, edges, known, worded
from claimline.model import Option
from claimline.pairs import number

SUFFIX = ".ics"
MEDIA_TYPE = "text/calendar"
OPTIONS: tuple[Option, ...] = ()

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The stamp of what nobody dates; one must be given."""

_WIDTH = 75
"""How many octets a line may have."""

Property = tuple[str, str]


def files(chosen: Chosen, told: Mapping[str, str]) -> Iterator[File]:
    """Yield one file."""
    del told
    yield File("claims.ics", _pieces(chosen))


def _pieces(chosen: Chosen) -> Iterator[bytes]:
    about = f"Who said what, and when. {chosen.description or 'All claims.'}"
    yield _component(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//claimline//export//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", text("Claims")),
        ("X-WR-CALDESC", text(about)),
    )
    empty = True
    for account in accounts(Content(chosen.store)):
        time = account.time if account.timed else account.said
        first, last = edges(time, account.zone)
        if first:
            empty = False
            yield _component(*_entry(account, first, last))
    if empty:
        # A calendar must have something in it.
        yield _component(
            ("BEGIN", "VJOURNAL"),
            ("UID", "nothing@claimline"),
            ("DTSTAMP", _stamp(_NEVER)),
            ("SUMMARY", text(f"Nothing to show. {about}")),
            ("END", "VJOURNAL"),
        )
    yield _component(("END", "VCALENDAR"))


def _entry(account: Account, first: Edge, last: Edge | None) -> Iterator[Property]:
    said = worded(account.said, account.zone)
    when = account.when if account.timed else f"{account.when}; said {said}"
    yield "BEGIN", "VEVENT"
    yield "UID", text(quote(account.iri, safe=":/#%"))
    yield "DTSTAMP", _stamp(_public(account))
    yield from _times(account, first, last)
    yield "SUMMARY", text(f"{isolated(account.summary)} [{when}]")
    yield "DESCRIPTION", text("\n".join(_words(account, when, said)))
    if account.places:
        yield "LOCATION", text(", ".join(isolated(place.label) for place in account.places))
    positions = {place.at for place in account.places}
    for at in positions if len(positions) == 1 else ():
        if at:
            # As many decimals as are known: zeros after them would look exact.
            yield "GEO", ";".join(number(Decimal(str(degrees))) for degrees in at)
    for address in account.addresses[:1]:
        yield "URL", quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")
    yield "CATEGORIES", text(account.kind or "claim")
    yield "STATUS", "CONFIRMED" if _certain(account) else "TENTATIVE"
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _words(account: Account, when: str, said: str) -> Iterator[str]:
    yield f"When: {when} ({known(account.zone)})"
    yield f"{isolated(account.claimant.label)}: {account.manner}. Said: {said}."
    for hop in account.hops:
        paper = hop.document
        where = f" ({paper.url or isolated(paper.label)})" if paper else ""
        yield f"Through: {isolated(hop.chain)}{where}"


def _certain(account: Account) -> bool:
    ends = (account.time.begin, account.time.end)
    sure = all(certain(each, account.zone) for each in ends) and not account.doubted
    return sure and account.manner == "affirmed"


def _public(account: Account) -> datetime:
    """Return when a claim was certainly public, or else possibly, or else when it was said."""
    public, said = account.published, account.said
    moments = (public.latest, public.earliest, said.latest, said.earliest)
    return next(filter(None, moments), _NEVER)


def _times(account: Account, first: Edge, last: Edge | None) -> Iterator[Property]:
    exact = account.time if account.timed else account.said
    early, late, early_end, late_end = bounds(exact)
    if (
        early
        and early == late
        and late_end
        and early_end == late_end
        and (first.time or early == late_end)
    ):
        yield "DTSTART", _stamp(early)
        if late_end > early:
            yield "DTEND", _stamp(late_end)
        return
    yield "DTSTART;VALUE=DATE", _day(first.day)
    after = (last or first).day
    if after < date(MAXYEAR, 12, 31):
        yield "DTEND;VALUE=DATE", _day(after + timedelta(days=1))


def _stamp(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%SZ}"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def text(value: str) -> str:
    r"""Return a text as a value of iCalendar.

    >>> text("a;b,c\\d\r\ne")
    'a\\;b\\,c\\\\d\\ne'
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    for letter in "\\;,":
        value = value.replace(letter, f"\\{letter}")
    return value.replace("\n", "\\n")


def _component(*properties: Property) -> bytes:
    return b"".join(folded(f"{name}:{value}") for name, value in properties)


def folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets that end between characters."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > _WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
