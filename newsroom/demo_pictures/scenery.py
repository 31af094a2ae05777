"""What several pictures share: hills, clouds, water, trees, stars and birds."""

from __future__ import annotations

import math
from random import Random
from typing import TypeAlias

from newsroom.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo_pictures.shapes import Point, Shape, box, curve, moved, oval, trace

Region: TypeAlias = tuple[float, float, float, float]


def dice(seed: int) -> Random:
    """Give the same chances every time, so that a picture is drawn the same twice."""
    return Random(seed)  # noqa: S311 - no secret


def sky(canvas: Canvas, horizon: float, *colours: str) -> None:
    """Fill the sheet down to the horizon."""
    canvas.blend(box(0, 0, WIDTH, horizon), *colours)


def water(canvas: Canvas, horizon: float, *colours: str) -> None:
    """Fill the sheet from the horizon down."""
    canvas.blend(box(0, horizon, WIDTH, HEIGHT), *colours)


def hills(canvas: Canvas, ridge: Shape, base: float, *colours: str) -> None:
    """Draw a range of hills with a smooth ridge that stands on a level base."""
    line = curve(ridge)
    outline = [*line, (line[-1][0], base), (line[0][0], base)]
    if len(colours) == 1:
        canvas.fill(outline, colours[0])
    else:
        canvas.blend(outline, *colours)


def cloud(canvas: Canvas, centre: Point, width: float, colour: str, alpha: float = 1.0) -> None:
    """Draw a long cloud with a flat foot."""
    x, y = centre
    bumps = trace("-0.5,0.0 -0.42,-0.05 -0.3,-0.07 -0.2,-0.16 -0.04,-0.2 0.1,-0.13 0.2,-0.12")
    bumps += trace("0.3,-0.06 0.44,-0.045 0.5,0.0 0.4,0.022 0.0,0.03 -0.4,0.022")
    canvas.fill(curve([(x + width * u, y + width * v) for u, v in bumps], closed=True), colour, alpha)


def streak(
    canvas: Canvas, centre: Point, width: float, height: float, colour: str, alpha: float = 1.0
) -> None:
    """Draw a thin lens: a far cloud, or light on water."""
    x, y = centre
    upper = [(x + width * (share - 0.5), y - height / 2 * math.sin(math.pi * share)) for share in _tenths()]
    lower = [(x + width * (share - 0.5), y + height / 2 * math.sin(math.pi * share)) for share in _tenths()]
    canvas.fill(upper + lower[::-1], colour, alpha)


def _tenths() -> list[float]:
    return [step / 16 for step in range(17)]


def glints(
    canvas: Canvas, region: Region, colour: str, count: int, *, seed: int = 1, alpha: float = 0.5
) -> None:
    """Scatter short streaks over water, longer and wider apart towards the viewer."""
    left, top, right, bottom = region
    chance = dice(seed)
    for number in range(count):
        near = ((number + chance.random()) / count) ** 1.5
        y = top + (bottom - top) * near
        x = left + (right - left) * chance.random()
        width = (28 + 130 * near) * chance.uniform(0.5, 1.3)
        streak(canvas, (x, y), width, 2.2 + 4 * near, colour, alpha * chance.uniform(0.5, 1))


def light_path(
    canvas: Canvas, x: float, top: float, colour: str, *, spread: float = 40, alpha: float = 0.6
) -> None:
    """Draw the broken path that a low sun or a lamp throws on the water towards the viewer."""
    chance = dice(round(x))
    y, step = top + 4, 7.0
    while y < HEIGHT:
        near = (y - top) / (HEIGHT - top)
        width = spread * (1 + 2.2 * near) * chance.uniform(0.6, 1.5)
        shift = spread * (0.4 + near) * chance.uniform(-1, 1)
        streak(canvas, (x + shift, y), width * 2, 3 + 6 * near, colour, alpha * (1 - 0.75 * near))
        y += step * chance.uniform(0.7, 1.3)
        step += 1.1


def stars(canvas: Canvas, region: Region, count: int, colour: str, *, seed: int = 1) -> None:
    """Scatter stars, a few of them bright."""
    left, top, right, bottom = region
    chance = dice(seed)
    for _ in range(count):
        x, y = chance.uniform(left, right), chance.uniform(top, bottom)
        fade = 1 - 0.75 * (y - top) / (bottom - top)
        size = 0.8 + 1.5 * chance.random() ** 4
        canvas.circle((x, y), size, colour, fade * chance.uniform(0.35, 1))


def pine(canvas: Canvas, foot: Point, height: float, colour: str, *, lean: float = 0) -> None:
    """Draw a spruce with ragged branches."""
    x, y = foot
    left: list[Point] = []
    right: list[Point] = []
    tiers = 7
    for tier in range(tiers):
        share = (tier + 1) / tiers
        reach = height * (0.03 + 0.19 * share)
        level = y - height * (1 - 0.93 * share)
        left += [(x - reach, level), (x - reach * 0.5, level - height * 0.025)]
        right += [(x + reach * 0.94, level + 2), (x + reach * 0.45, level - height * 0.02)]
    outline: list[Point] = [(x + lean, y - height), *right, (x + 4, y), (x - 4, y), *left[::-1]]
    canvas.fill(outline, colour)


def treeline(canvas: Canvas, region: Region, colour: str, *, seed: int = 1) -> None:
    """Draw a wood of spruces standing along the foot of a region, as tall as the region at most."""
    left, top, right, bottom = region
    chance = dice(seed)
    x = left
    while x < right:
        height = (bottom - top) * chance.uniform(0.5, 1)
        pine(canvas, (x, bottom), height, colour)
        x += height * chance.uniform(0.12, 0.34)


def gull(canvas: Canvas, centre: Point, span: float, colour: str, *, tilt: float = 0) -> None:
    """Draw a far bird with bent wings."""
    upper = curve(trace("-0.5,-0.04 -0.27,-0.2 -0.05,-0.02 0.05,-0.02 0.27,-0.2 0.5,-0.04"))
    lower = curve(trace("0.5,-0.04 0.27,-0.13 0.04,0.06 -0.04,0.06 -0.27,-0.13 -0.5,-0.04"))
    canvas.fill(moved(upper + lower, centre, turned=tilt, scale=span), colour)


def disc(
    canvas: Canvas, centre: Point, radius: float, colour: str, *, halo: str, strength: float = 0.6
) -> None:
    """Draw a sun or moon with light around it."""
    canvas.glow(centre, (radius * 7, radius * 5), halo, strength)
    canvas.fill(oval(centre, radius, radius), colour)
