"""A timeline as text: a lane for each claimant, a character for a span of days, then the claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle
from shutil import get_terminal_size

import click

from claimline.model import Instant
from claimline.views.spells import TRUTH_APT
from claimline.views.timeline import Entry, Lane, Timeline
from claimline.when import words

NOTHING, MANY, DISPUTED, DENIED, OPEN_BEGIN, OPEN_END = "·*?x<>"
"""No claim, two accounts of one claimant, contested, denied, and ends nobody has dated."""

STEPS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 61, 91, 183, 365)
"""How many days a character may stand for."""

COLOURS = ("red", "blue", "green", "magenta", "cyan", "yellow")
NAME_WIDTH = 24


def drawn(found: Timeline) -> str:
    """Return a timeline as text for a terminal: the lanes, a legend, and every claim."""
    head = f"{found.place.label}: {len(found.entries)} claims"
    if found.as_of:
        head += f", as public by {found.as_of}"
    if not found.entries:
        return f"{head}\n"
    return "\n".join([head, "", *_lanes(found.lanes), *_claims(found.entries), ""])


def _lanes(lanes: Sequence[Lane]) -> Iterator[str]:
    held = [entry for lane in lanes for entry in lane.entries if entry.modality in TRUTH_APT]
    moments = [moment for entry in held for moment in _moments(entry)]
    if not moments:
        return
    letters = _letters(entry.controller_label for entry in held)
    width = max(20, min(get_terminal_size((100, 24)).columns, 160) - NAME_WIDTH - 2)
    first = min(moments).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    days = (max(moments) - first).days + 1
    step = next((step for step in STEPS if days <= step * width), days // width + 1)
    cells = [first + timedelta(days=day) for day in range(0, days, step)]
    yield f"{'who says it':<{NAME_WIDTH}}  {_months(cells)}"
    for lane in lanes:
        said = [entry for entry in lane.entries if entry.modality in TRUTH_APT]
        if said:
            line = "".join(_cell(said, cell, timedelta(days=step), letters) for cell in cells)
            yield f"{_cut(lane.name, NAME_WIDTH):<{NAME_WIDTH}}  {_coloured(line, letters)}"
    yield from _legend(letters, step)


def _legend(letters: dict[str, str], step: int) -> list[str]:
    held = "  ".join(f"{letter} {name}" for name, letter in letters.items())
    span = "a day" if step == 1 else f"{step} days"
    return [
        "",
        f"{held}  (small letters: possibly)  {DISPUTED} contested  {DENIED} denied",
        f"{MANY} two accounts at once  {NOTHING} no claim  "
        f"{OPEN_BEGIN}{OPEN_END} an end nobody dates  (a character is {span}, in UTC)",
        "",
    ]


def _moments(entry: Entry) -> list[datetime]:
    bounds = (
        entry.time.begin.earliest,
        entry.time.begin.latest,
        entry.time.end.earliest,
        entry.time.end.latest,
    )
    return [moment for moment in bounds if moment]


def _cell(said: Iterable[Entry], start: datetime, step: timedelta, letters: dict[str, str]) -> str:
    """Return what one claimant says of one span of days: the surest account of it."""
    signs = {_sign(entry, start, start + step, letters) for entry in said} - {None}
    for choice in (
        [sign for sign in signs if sign and (sign.isupper() or sign == DISPUTED)],
        [sign for sign in signs if sign and sign.islower() and sign != DENIED],
        [sign for sign in signs if sign == DENIED],
        [sign for sign in signs if sign],
    ):
        if choice:
            return choice[0] if len(choice) == 1 else MANY
    return NOTHING


def _sign(entry: Entry, start: datetime, stop: datetime, letters: dict[str, str]) -> str | None:
    moments = _moments(entry)
    if not moments:
        return None
    begin, end = entry.time.begin, entry.time.end
    first, last = begin.earliest or min(moments), end.latest or max(moments)
    if first >= stop or last < start or (last == start and first < last):
        return None
    if entry.polarity == "denied":
        return DENIED
    if begin.earliest is None and start <= first < stop:
        return OPEN_BEGIN
    if end.latest is None and start <= last < stop and not _certainly(entry, start, stop):
        return OPEN_END
    sign = letters[entry.controller_label] if entry.controller_label else DISPUTED
    return sign if _certainly(entry, start, stop) else sign.lower()


def _certainly(entry: Entry, start: datetime, stop: datetime) -> bool:
    """Whether the state, if the claim is right, held at some moment of a span of days."""
    begun = entry.time.begin.latest
    ended = entry.time.end.earliest or begun
    return begun is not None and ended is not None and begun < stop and start < ended


def _letters(names: Iterable[str | None]) -> dict[str, str]:
    """Return a letter of its own for each controller, from its name where that is free."""
    letters: dict[str, str] = {}
    for name in sorted({name for name in names if name}):
        free = [c for c in f"{name}ABCDEFGHIJKLMNOPQRSTUVWXYZ".upper() if c.isalpha()]
        letters[name] = next((c for c in free if c not in letters.values()), "#")
    return letters


def _months(cells: Sequence[datetime]) -> str:
    """Return the line of month names over the lanes, each where its month begins."""
    line = ""
    month = 0
    for place, cell in enumerate(cells):
        if cell.month != month and len(line) <= place:
            name = f"{cell:%b}" if month and cell.month != 1 else f"{cell:%b %y}"
            line = line.ljust(place) + name + " "
            month = cell.month
    return line.rstrip()


def _coloured(line: str, letters: dict[str, str]) -> str:
    if "NO_COLOR" in os.environ or not sys.stdout.isatty():
        return line
    colours = dict(zip(letters.values(), cycle(COLOURS), strict=False))
    return "".join(
        click.style(sign, fg=colours[sign.upper()]) if sign.upper() in colours else sign
        for sign in line
    )


def _claims(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        zone = entry.zone or "UTC"
        sure = "" if entry.certain else "  [possibly public]"
        yield f"{words(entry.time, zone)}{sure}"
        yield f"    {_stance(entry)} {entry.summary}"
        details = [entry.type, entry.modality, " → ".join(entry.chain)]
        if entry.days:
            low, high = entry.days
            details.insert(1, f"“{entry.duration}”: {low}–{high} days")
        yield f"    {' · '.join(details)}"
        yield f"    {entry.claim}{_published(entry.published, zone)}"


def _stance(entry: Entry) -> str:
    return f"{entry.claimant_label} {'denies' if entry.polarity == 'denied' else 'says'}:"


def _published(published: Instant, zone: str) -> str:
    known = published.earliest or published.latest
    return f", published {words(published, zone)}" if known else ""


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else name[: width - 1] + "…"
