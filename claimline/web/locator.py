"""Where a place lies: a small map of land and coast, with no border, for borders are claims.

The land is Natural Earth's (public domain) as the npm package world-atlas ships it: TopoJSON,
whose arcs are steps on a grid. It is cut to a window around the place, so that a page carries
only what it shows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from math import cos, radians

from pyoxigraph import Triple

from claimline import packaged
from claimline.terms import SCHEMA
from claimline.web.tongue import ENGLISH, Tongue

WIDTH, HEIGHT = 300, 200
TALL = 11.0
"""How many degrees of latitude the window shows."""

Point = tuple[float, float]
Inside = Callable[[Point], bool]
Cut = Callable[[Point, Point], Point]


def located(statements: Iterable[Triple]) -> Callable[[Tongue], str] | None:
    """Return what draws a map of where a place lies, by what is said of it; None where nobody
    says where it is."""
    found = {
        row.predicate.value: float(row.object.value)  # type: ignore[union-attr] # literals
        for row in statements
        if row.predicate.value in {SCHEMA + "latitude", SCHEMA + "longitude"}
    }
    if len(found) != len(("latitude", "longitude")):
        return None
    longitude, latitude = found[SCHEMA + "longitude"], found[SCHEMA + "latitude"]
    return partial(drawn, longitude, latitude)


def drawn(longitude: float, latitude: float, say: Tongue = ENGLISH) -> str:
    """Return a map with a ring at a point, in degrees, as SVG."""
    squeeze = max(cos(radians(latitude)), 0.1)
    tall = TALL
    wide = tall * WIDTH / HEIGHT / squeeze
    west, south = longitude - wide / 2, latitude - tall / 2
    window = (west, south, west + wide, south + tall)

    def at(point: Point) -> str:
        x = (point[0] - west) / wide * WIDTH
        y = HEIGHT - (point[1] - south) / tall * HEIGHT
        return f"{x:.1f} {y:.1f}"

    paths = "".join(f"M{'L'.join(map(at, ring))}Z" for ring in _cut_rings(window) if _area(ring))
    middle = f'cx="{WIDTH / 2:.0f}" cy="{HEIGHT / 2:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="locator" role="img"'
        f' aria-label="{say.number(abs(latitude), 2)}° {say("N" if latitude >= 0 else "S")},'
        f' {say.number(abs(longitude), 2)}° {say("E" if longitude >= 0 else "W")}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}"><rect class="sea" width="{WIDTH}" height="{HEIGHT}"'
        f' fill="#dbe7f0"/><path class="land" d="{paths}" fill="#f4f1ea" stroke="#8a8a80"'
        f' stroke-width="0.7" fill-rule="evenodd"/><circle class="here" {middle} r="6" fill="none"'
        f' stroke="#b3390f" stroke-width="2.5"/><circle class="here" {middle} r="1.5"'
        f' fill="#b3390f"/></svg>'
    )


def _cut_rings(window: tuple[float, float, float, float]) -> Iterator[list[Point]]:
    west, south, east, north = window
    for shift in (-360.0, 0.0, 360.0):
        for ring, (left, low, right, high) in _land():
            apart = right + shift < west or left + shift > east or high < south or low > north
            if not apart:
                yield _cut([(x + shift, y) for x, y in ring], window)


def _cut(ring: list[Point], window: tuple[float, float, float, float]) -> list[Point]:
    """Return a ring cut to a window, side by side (Sutherland and Hodgman 1974)."""
    west, south, east, north = window
    sides: tuple[tuple[Inside, Cut], ...] = (
        (lambda p: p[0] >= west, lambda p, q: _crossing(p, q, 0, west)),
        (lambda p: p[0] <= east, lambda p, q: _crossing(p, q, 0, east)),
        (lambda p: p[1] >= south, lambda p, q: _crossing(p, q, 1, south)),
        (lambda p: p[1] <= north, lambda p, q: _crossing(p, q, 1, north)),
    )
    for inside, crossing in sides:
        kept: list[Point] = []
        for before, point in zip([ring[-1], *ring] if ring else [], ring, strict=False):
            if inside(point) != inside(before):
                kept.append(crossing(before, point))
            if inside(point):
                kept.append(point)
        ring = kept
    return ring


def _area(ring: Sequence[Point]) -> float:
    """Return twice the area within a ring; 0 for what only runs along the window's edge."""
    around = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return round(abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in around)), 6)


def _crossing(one: Point, other: Point, axis: int, value: float) -> Point:
    share = (value - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (value, across) if axis == 0 else (across, value)


@cache
def _land() -> list[tuple[list[Point], tuple[float, float, float, float]]]:
    """Return the rings of all land in degrees, each with its bounds."""
    told = json.loads(packaged.text("web", "atlas", "land-50m.json"))
    (scale_x, scale_y), (move_x, move_y) = (
        told["transform"]["scale"],
        told["transform"]["translate"],
    )
    arcs: list[list[Point]] = []
    for arc in told["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    rings = [
        _ring(arcs, ring)
        for geometry in told["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
        for ring in polygon
    ]
    return [(ring, _bounds(ring)) for ring in rings]


def _ring(arcs: Sequence[list[Point]], numbers: Sequence[int]) -> list[Point]:
    """Return the points of arcs one after another; a number below zero is an arc backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _bounds(ring: Sequence[Point]) -> tuple[float, float, float, float]:
    across, up = zip(*ring, strict=True)
    return min(across), min(up), max(across), max(up)
