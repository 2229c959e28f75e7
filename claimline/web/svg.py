"""The parts of which pictures of time are made: bars, arrows, an axis, a legend, as SVG.

Every part carries its colours in attributes, and classes for those who have a style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from claimline.web.tongue import Tongue

WIDTH, NAMES, RIGHT = 1000, 200, 24
"""The picture's width, that of the names on its left, and what is left free on its right."""

AXIS, ROW, GAP, PAD = 26, 18, 4, 7
"""Heights: of the axis, a bar, the gap between bars, and the free space around a lane."""

OPEN = 34
"""The length of a fade towards an end that nobody dates."""

COLOURS = ("#b3390f", "#0b62a4", "#00735a", "#8d3f76", "#6b5b00", "#4a4a9c")
GREY = "#666666"
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""How many months may lie between two marks of the axis."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""The months as the axis names them, whatever the locale."""

CHARACTER = 6.1
"""The width of a character of the small text, on average."""

_PEAK = 0.82
"""How opaque a fade is where it meets what is certain."""

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """From moments to places along the picture."""

    first: datetime
    last: datetime

    def __call__(self, moment: datetime) -> float:
        """Return how far right a moment lies, between the names and the right edge."""
        share = (moment - self.first) / (self.last - self.first)
        return NAMES + max(-0.02, min(1.02, share)) * (WIDTH - NAMES - RIGHT)


def rect(left: float, right: float, top: float, fill: str, classes: str) -> str:
    """Return a filled rectangle as high as a bar."""
    return (
        f'<rect class="{classes}" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}"'
        f' height="{ROW}" fill="{fill}"/>'
    )


def arrows(ends: tuple[float | None, float | None], top: float, colour: str, key: str) -> str:
    """Return arrows that point left and right from where ends lie that nobody dates."""
    middle = top + ROW / 2
    return "".join(
        f'<path class="t{key} arrow" d="M{x - by:.1f} {middle - 5:.1f}L{x:.1f} {middle:.1f}'
        f'L{x - by:.1f} {middle + 5:.1f}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        for x, by in zip(ends, (-5, 5), strict=True)
        if x is not None
    )


def definitions(tints: dict[str, int], name: str) -> str:
    """Return the fades of each colour, and the hatching."""
    keys = [("n", GREY), *((str(n), COLOURS[n % len(COLOURS)]) for n in tints.values())]
    fades = "".join(
        f'<linearGradient id="{name}-{way}-{key}"><stop class="s{key}" offset="0"'
        f' stop-color="{colour}" stop-opacity="{start}"/><stop class="s{key}" offset="1"'
        f' stop-color="{colour}" stop-opacity="{stop}"/></linearGradient>'
        for key, colour in keys
        for way, start, stop in (("in", 0.06, _PEAK), ("out", _PEAK, 0.06))
    )
    return (
        f'<defs>{fades}<pattern id="{name}-hatch" width="6" height="6"'
        f' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect class="tn" width="2.4" height="6" fill="{GREY}"/></pattern></defs>'
    )


def axis(scale: Scale, bottom: float, say: Tongue) -> str:
    """Return the marks of the months or years, with lines down to the bottom."""
    months = (scale.last - scale.first).days / 30.4
    step = next((step for step in STEPS if months <= step * 13), STEPS[-1])
    year, month = scale.first.year, scale.first.month
    marks: list[str] = []
    while (mark := datetime(year, month, 1, tzinfo=UTC)) <= scale.last:
        if mark >= scale.first and (month - 1 + 12 * year) % step == 0:
            x = scale(mark)
            text = str(year) if month == 1 or step >= _MONTHS else say(MONTHS[month - 1])
            if not marks and text != str(year):
                text = f"{text} {year}"
            marks.append(
                f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{AXIS - 6}" y2="{bottom:.0f}"'
                f' stroke="#000000" stroke-opacity="0.1"/><text class="axis" x="{x + 3:.1f}"'
                f' y="{AXIS - 10}" font-size="11">{text}</text>'
            )
        year, month = (year, month + 1) if month < _MONTHS else (year + 1, 1)
    return f'<g aria-hidden="true">{"".join(marks)}</g>'


def legend(tints: dict[str, int], name: str, top: float, say: Tongue) -> tuple[str, float]:
    """Return what colours and signs mean, and how high that is."""
    samples: list[tuple[str, str]] = []
    for holder, number in tints.items():
        colour = COLOURS[number % len(COLOURS)]
        samples.append((holder, rect(0, 22, 0, colour, f"t{number}")))
    fade_in = rect(0, 11, 0, f"url(#{name}-in-n)", "fn")
    fade_out = rect(11, 22, 0, f"url(#{name}-out-n)", "fn")
    dashes = (
        '<rect class="tn edge" x="0" y="1" width="22" height="16" fill="none"'
        f' stroke="{GREY}" stroke-dasharray="{{}}"/>'
    )
    samples += [
        (say("fades: possibly"), fade_in + fade_out),
        (say("contested"), rect(0, 22, 0, f"url(#{name}-hatch)", "core")),
        (say("denied"), dashes.format("6 3")),
        (say("only intended"), dashes.format("1.5 3")),
        (say("an end nobody dates"), arrows((None, 22), 0, GREY, "n")),
    ]
    x, y = 4.0, top
    parts = []
    for text, shape in samples:
        width = 30 + CHARACTER * len(text) + 18
        if x + width > WIDTH:
            x, y = 4.0, y + ROW + 6
        parts.append(
            f'<g transform="translate({x:.0f} {y:.0f})">{shape}'
            f'<text class="key" x="28" y="13" font-size="11">{escape(text)}</text></g>'
        )
        x += width
    return f'<g class="legend" aria-hidden="true">{"".join(parts)}</g>', y - top + ROW + 10


def nothing(label: str) -> str:
    """Return a picture that only says so."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lanes" role="img"'
        f' aria-label="{escape(label)}" viewBox="0 0 {WIDTH} 40"><text x="4" y="24"'
        f' font-family="system-ui, sans-serif" font-size="13">{escape(label)}</text></svg>'
    )


def ms(moment: datetime) -> int:
    """Return a moment as scripts count them: milliseconds since 1970 in UTC."""
    return round(moment.timestamp() * 1000)
