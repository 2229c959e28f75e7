"""A timeline as a picture: a lane for each claimant, a bar for each claim, in plain SVG.

A bar is solid where the claim, if it is right, certainly holds; it fades in from the earliest
begin and fades out to the latest end. An end that nobody dates ends in an arrow. What is
contested is hatched, what is denied dashed and empty, what is only intended dotted. Colours
stand for who holds the place, and so do the words and letters on the bars. All that a reader
sees is in attributes, so the picture needs no style sheet and no script; classes are there for
those who have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from claimline.model import UNATTRIBUTED
from claimline.views.spells import TAKINGS, TRUTH_APT
from claimline.views.timeline import CONTESTED, Entry, Lane, Timeline
from claimline.web.svg import (
    AXIS,
    CHARACTER,
    COLOURS,
    GAP,
    GREY,
    NAMES,
    OPEN,
    PAD,
    RIGHT,
    ROW,
    WIDTH,
    Scale,
    arrows,
    axis,
    definitions,
    legend,
    ms,
    nothing,
    rect,
)
from claimline.web.tongue import ENGLISH, Tongue

THIN = 4
"""The width of what lasted a moment, or is certain of none."""

Href = Callable[[Entry], str | None]


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a claim's time lies: possible from ``a`` to ``d``, certain from ``b`` to ``c``.

    ``open_begin`` and ``open_end`` are ends that nobody dates. Where no moment is certain,
    ``b`` equals ``c``.
    """

    a: float
    b: float
    c: float
    d: float
    open_begin: bool
    open_end: bool

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Where the ends lie that nobody dates."""
        return self.a if self.open_begin else None, self.d if self.open_end else None


def svg(
    found: Timeline,
    *,
    href: Href = lambda _: None,
    public: Callable[[Entry], str] = lambda _: "",
    label: str = "",
    name: str = "lanes",
    say: Tongue = ENGLISH,
) -> str:
    """Return a timeline as one SVG element.

    ``href`` gives where a bar links to; ``public`` what a script needs to know of when its
    claim was public; ``label`` says what the picture shows, to those who cannot see it;
    ``name`` keeps the picture's own identifiers apart from those of others on a page; ``say``
    is the language of its words. A timeline of which nothing is dated is a picture that says so.
    """
    lanes = [(lane.name, _shown(lane)) for lane in found.lanes]
    lanes = [(who, entries) for who, entries in lanes if entries]
    moments = [moment for _, entries in lanes for entry in entries for moment in _moments(entry)]
    if not moments:
        place = found.place.label
        return nothing(label or say("{place}: no dated claims of who held it", place=place))
    scale = _scale(moments)
    tints = _tints(entry.controller_label for _, entries in lanes for entry in entries)
    draw = _Drawing(scale, tints, href, public, name, say)
    parts: list[str] = []
    top = float(AXIS)
    for who, entries in lanes:
        lane, height = draw.lane(who, entries, top)
        parts.append(lane)
        top += height
    bottom = top
    keys, height = legend(tints, name, bottom + 10, say)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lanes" role="group"'
        f' aria-label="{escape(label or found.place.label)}"'
        f' viewBox="0 0 {WIDTH} {bottom + height + 14:.0f}" font-family="system-ui, sans-serif"'
        f' font-size="12" data-first="{ms(scale.first)}" data-last="{ms(scale.last)}"'
        f' data-left="{NAMES}" data-right="{WIDTH - RIGHT}" data-bottom="{bottom:.0f}">'
        f"{definitions(tints, name)}{axis(scale, bottom, say)}{''.join(parts)}{keys}</svg>"
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    scale: Scale
    tints: dict[str, int]
    href: Href
    public: Callable[[Entry], str]
    name: str
    say: Tongue

    def lane(self, who: str, entries: Sequence[Entry], top: float) -> tuple[str, float]:
        """Return a lane that begins so far down, and its height."""
        rows: list[float] = []
        drawn: list[str] = []
        for entry in sorted(entries, key=lambda entry: (_bar(entry, self.scale).a, entry.iri)):
            bar, text = _bar(entry, self.scale), _said(entry, self.say)
            left, right = _reach(entry, bar, text)
            free = (row for row, taken in enumerate(rows) if taken + 6 <= left)
            row = next(free, len(rows))
            rows[row : row + 1] = [right]
            drawn.append(self._bar(entry, bar, text, top + PAD + row * (ROW + GAP)))
        height = 2 * PAD + len(rows) * (ROW + GAP) - GAP
        short = (
            who if len(who) <= NAMES / CHARACTER - 2 else who[: int(NAMES / CHARACTER) - 3] + "…"
        )
        return (
            f'<g class="lane"><line class="rule" x1="0" x2="{WIDTH}" y1="{top:.0f}"'
            f' y2="{top:.0f}" stroke="#000000" stroke-opacity="0.12"/>'
            f'<text class="who" x="4" y="{top + PAD + 13:.0f}"><title>{escape(who)}</title>'
            f"{escape(short)}</text>{''.join(drawn)}</g>",
            height,
        )

    def _bar(self, entry: Entry, bar: Bar, text: str, top: float) -> str:
        tint = self.tints.get(entry.controller_label or "")
        told = escape(_told(entry, self.say))
        href = self.href(entry)
        shape, word = self._shape(entry, bar, top, tint), _word(entry, bar, text, top)
        inner = f"<title>{told}</title>{shape}{word}"
        marks = (
            f' class="bar {_manner(entry)}" data-claim="{escape(entry.iri)}"{self.public(entry)}'
        )
        if href is None:
            return f'<g{marks} role="img" aria-label="{told}">{inner}</g>'
        return f'<a{marks} href="{escape(href)}" aria-label="{told}">{inner}</a>'

    def _shape(self, entry: Entry, bar: Bar, top: float, tint: int | None) -> str:
        colour = GREY if tint is None else COLOURS[tint % len(COLOURS)]
        key = "n" if tint is None else str(tint)
        manner = _manner(entry)
        if manner in {"denied", "intended"}:
            dash = "6 3" if manner == "denied" else "1.5 3"
            return (
                f'<rect class="t{key} edge" x="{bar.a:.1f}" y="{top + 1:.1f}"'
                f' width="{max(bar.d - bar.a, 6):.1f}" height="{ROW - 2}" rx="2" fill="#ffffff"'
                f' fill-opacity="0.01" stroke="{colour}" stroke-width="1.6"'
                f' stroke-dasharray="{dash}"/>{arrows(bar.ends, top, colour, key)}'
            )
        solid = f"url(#{self.name}-hatch)" if manner == "contested" else colour
        width = bar.c - bar.b
        left, right = bar.b, bar.c
        if width < THIN and manner != "contested":  # a moment, or none that is certain
            left, right, width = bar.b - THIN / 2, bar.b + THIN / 2, THIN
        parts = []
        if left > bar.a:
            parts.append(rect(bar.a, left, top, f"url(#{self.name}-in-{key})", f"f{key}"))
        if right < bar.d:
            parts.append(rect(right, bar.d, top, f"url(#{self.name}-out-{key})", f"f{key}"))
        if width:
            parts.append(rect(left, right, top, solid, f"t{key} core"))
            if manner == "contested":
                parts.append(
                    f'<rect class="tn edge" x="{left:.1f}" y="{top + 0.5:.1f}" width="{width:.1f}"'
                    f' height="{ROW - 1}" fill="none" stroke="{GREY}"/>'
                )
        return "".join(parts) + arrows(bar.ends, top, colour, key)


def _shown(lane: Lane) -> list[Entry]:
    """Return the entries of a lane that have any date."""
    return [entry for entry in lane.entries if any(_moments(entry))]


def _moments(entry: Entry) -> list[datetime]:
    time = entry.time
    bounds = (time.begin.earliest, time.begin.latest, time.end.earliest, time.end.latest)
    return [moment for moment in bounds if moment]


def _scale(moments: Sequence[datetime]) -> Scale:
    first, last = min(moments), max(moments)
    spare = max((last - first) * 0.03, timedelta(days=2))
    return Scale(first - spare, last + spare)


def _bar(entry: Entry, scale: Scale) -> Bar:
    begin, end = entry.time.begin, entry.time.end
    known = [scale(moment) for moment in _moments(entry)]
    a = scale(begin.earliest) if begin.earliest else min(known) - OPEN
    d = scale(end.latest) if end.latest else max(known) + OPEN
    b = scale(begin.latest) if begin.latest else None
    c = scale(end.earliest) if end.earliest else None
    if b is not None and c is not None and b > c:
        b = c = (b + c) / 2  # no moment is certain
    elif b is None or c is None:
        middle = b if b is not None else c if c is not None else (a + d) / 2
        b = c = middle
    return Bar(a, b, c, d, begin.earliest is None, end.latest is None)


def _tints(names: Iterable[str | None]) -> dict[str, int]:
    """Return a number of its own for each controller, in the order of their names."""
    return {name: number for number, name in enumerate(sorted({n for n in names if n}))}


def _manner(entry: Entry) -> str:
    if entry.polarity == "denied":
        return "denied"
    if entry.modality not in TRUTH_APT:
        return "intended"
    return "contested" if entry.type == CONTESTED else "held"


def _said(entry: Entry, say: Tongue) -> str:
    """Return the words on a bar."""
    holder = entry.controller_label or say("contested")
    if entry.type in TAKINGS:
        holder = say("taken by {holder}", holder=holder)
    if entry.polarity == "denied":
        return say("not {holder}", holder=holder)
    return f"{holder}?" if entry.modality not in TRUTH_APT else holder


def _told(entry: Entry, say: Tongue) -> str:
    """Return all that a bar says, in words."""
    denied = entry.polarity == "denied"
    what = f"{entry.summary} ({say.when(entry.time, entry.zone or 'UTC')})"
    if entry.claimant == UNATTRIBUTED:
        return f"{say('it is denied') if denied else say('it is said')}: {what}"
    return f"{entry.claimant_label} {say('denies') if denied else say('says')}: {what}"


def _fits(entry: Entry, bar: Bar, text: str) -> bool:
    """Tell whether the words fit on what of a bar is solid enough to carry them."""
    left, right = (bar.b, bar.c) if _manner(entry) == "held" else (bar.a, bar.d)
    return right - left >= CHARACTER * len(text) + 8


def _reach(entry: Entry, bar: Bar, text: str) -> tuple[float, float]:
    """Return how far a bar and its words reach to the left and to the right."""
    if _fits(entry, bar, text):
        return bar.a, bar.d
    width = CHARACTER * len(text) + 6
    return (bar.a, bar.d + width) if bar.d + width <= WIDTH else (bar.a - width, bar.d)


def _word(entry: Entry, bar: Bar, said: str, top: float) -> str:
    text, manner = escape(said), _manner(entry)
    baseline = f'y="{top + 13:.1f}"'
    if not _fits(entry, bar, said):
        left = _reach(entry, bar, said)[0] < bar.a
        x, anchor = (bar.a - 5, ' text-anchor="end"') if left else (bar.d + 5, "")
        return f'<text class="beside" x="{x:.1f}" {baseline} font-size="11"{anchor}>{text}</text>'
    if manner == "held":
        return (
            f'<text class="on" x="{(bar.b + bar.c) / 2:.1f}" {baseline} font-size="11"'
            f' text-anchor="middle" fill="#ffffff">{text}</text>'
        )
    halo = (
        ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' if manner == "contested" else ""
    )
    return (
        f'<text class="over" x="{(bar.a + bar.d) / 2:.1f}" {baseline} font-size="11"'
        f' text-anchor="middle"{halo}>{text}</text>'
    )
