"""Outlines: functions that return the points of a shape and draw nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Shape: TypeAlias = "Sequence[Point]"

SMOOTHNESS = 14


def trace(text: str) -> list[Point]:
    """Read an outline that is written as in SVG: "0,10 25,40 60,10"."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Outline a rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def oval(centre: Point, across: float, down: float, *, start: float = 0, end: float = 360) -> list[Point]:
    """Outline an ellipse, or the part of it between two angles (clockwise from the right)."""
    steps = max(6, round(abs(end - start) / 360 * (20 + 0.8 * max(abs(across), abs(down)))))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(centre[0] + across * math.cos(angle), centre[1] + down * math.sin(angle)) for angle in angles]


def curve(points: Shape, *, closed: bool = False) -> list[Point]:
    """Lead a smooth line through all points (Catmull-Rom)."""
    ring = [points[-1], *points, points[0], points[1]]
    knots = ring if closed else [points[0], *points, points[-1]]
    smooth: list[Point] = []
    for index in range(1, len(knots) - 2):
        before, start, end, after = knots[index - 1 : index + 3]
        smooth += [_between(before, start, end, after, step / SMOOTHNESS) for step in range(SMOOTHNESS)]
    return smooth if closed else [*smooth, points[-1]]


def ribbon(points: Shape, first: float, last: float) -> list[Point]:
    """Outline a band along a line, whose width changes evenly from one end to the other."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        ahead, behind = points[min(index + 1, len(points) - 1)], points[max(index - 1, 0)]
        length = math.dist(ahead, behind) or 1.0
        half = (first + (last - first) * index / (len(points) - 1)) / 2
        across = (half * (behind[1] - ahead[1]) / length, half * (ahead[0] - behind[0]) / length)
        left.append((x + across[0], y + across[1]))
        right.append((x - across[0], y - across[1]))
    return left + right[::-1]


def along(points: Shape, share: float) -> Point:
    """Find the point that lies a share of the way along a line."""
    lengths = [math.dist(start, end) for start, end in pairwise(points)]
    rest = share * sum(lengths)
    for (start, end), length in zip(pairwise(points), lengths, strict=True):
        if rest <= length and length > 0:
            return mix(start, end, rest / length)
        rest -= length
    return points[-1]


def mix(start: Point, end: Point, share: float) -> Point:
    """Find the point between two others."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def moved(
    points: Shape, by: Point, *, turned: float = 0, scale: float = 1, flipped: bool = False
) -> list[Point]:
    """Scale a shape around its origin, mirror it, turn it clockwise by degrees and move it."""
    sine, cosine = math.sin(math.radians(turned)), math.cos(math.radians(turned))
    sign = -scale if flipped else scale
    return [
        (by[0] + sign * x * cosine - scale * y * sine, by[1] + sign * x * sine + scale * y * cosine)
        for x, y in points
    ]


def _between(before: Point, start: Point, end: Point, after: Point, share: float) -> Point:
    first = _spline(before[0], start[0], end[0], after[0], share)
    return first, _spline(before[1], start[1], end[1], after[1], share)


def _spline(before: float, start: float, end: float, after: float, share: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * share
        + (2 * before - 5 * start + 4 * end - after) * share**2
        + (3 * start - before - 3 * end + after) * share**3
    )
