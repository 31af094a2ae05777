"""An observatory under the Milky Way."""

from __future__ import annotations

import math

from newsroom.demo_pictures import figures, scenery
from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.shapes import Point, box, curve, moved, oval, trace

DOME = (1090, 560)
RADIUS = 190
NIGHT, PALE, LAMP = "#08141f", "#d5e2dd", "#ffc873"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, 900, "#071a33", "#0d3350", "#1c5d70", "#4f9a8f", "#b9cf9d")
    _milky_way(canvas)
    scenery.stars(canvas, (0, 0, 1600, 640), 380, "#eef5e6", seed=11)
    _mountains(canvas)
    canvas.glow((DOME[0] - 30, 700), (620, 260), "#e8c98d", 0.35)
    _ridge(canvas)
    _dome(canvas)
    _building(canvas)
    _foreground(canvas)


def _milky_way(canvas: Canvas) -> None:
    """Lay a band of soft light across the sky, with dark lanes and many faint stars."""
    chance = scenery.dice(21)
    for number in range(60):
        share = number / 59
        x, y = _on_band(share, chance.gauss(0, 26))
        reach = chance.uniform(90, 190) * (0.75 + 0.5 * math.sin(math.pi * share))
        colour = chance.choice(("#8fd0c4", "#bfe0cf", "#f1dfc0", "#7fb5c9"))
        canvas.glow((x, y), (reach, reach * 0.75), colour, 0.15)
    for number in range(34):
        x, y = _on_band(number / 33, chance.gauss(4, 13))
        canvas.glow((x, y), (chance.uniform(40, 95), chance.uniform(22, 44)), "#0b2c48", 0.3)
    for _ in range(900):
        x, y = _on_band(chance.random(), chance.gauss(0, 62))
        canvas.circle((x, y), 0.6 + 1.3 * chance.random() ** 5, "#fbf7e4", chance.uniform(0.25, 0.9))


def _on_band(share: float, aside: float) -> Point:
    x = -60 + 1180 * share + aside * 0.62
    return x, 690 - 760 * share + 90 * math.sin(math.pi * share) + aside * 0.78


def _mountains(canvas: Canvas) -> None:
    far = trace("0,640 130,610 250,646 410,586 560,640 720,604 900,650 1200,620 1600,660")
    scenery.hills(canvas, far, 900, "#3d7f80", "#7fb096")
    middle = trace("0,700 180,672 330,700 520,660 720,706 960,690 1300,700 1600,640")
    scenery.hills(canvas, middle, 900, "#225766", "#3f7c78")
    canvas.veil(640, 800, "#cfdcab", (0, 0.28))


def _ridge(canvas: Canvas) -> None:
    ridge = trace("0,846 240,812 480,780 700,742 900,716 1100,708 1320,716 1600,762")
    scenery.treeline(canvas, (1370, 640, 1640, 764), "#123646", seed=4)
    scenery.hills(canvas, ridge, 910, "#123646", "#0a2230")


def _dome(canvas: Canvas) -> None:
    """Draw the dome, its open slit and the telescope that looks out."""
    x, y = DOME
    shell = [*oval(DOME, RADIUS, RADIUS, start=180), (x + RADIUS, y + 6), (x - RADIUS, y + 6)]
    canvas.blend(shell, "#f2efdc", PALE, "#9dbab9", "#557d88", across=True)
    with canvas.inside(shell):
        for turn in (-0.86, -0.66, 0.22, 0.5, 0.74, 0.92):
            seam = oval(DOME, RADIUS * turn, RADIUS, start=270)
            canvas.line(seam, 1.6, "#3d6470", 0.5)
        slit = curve([(-36, 14), (-52, -70), (-84, -128), (-128, -176)])
        other = curve([(-178, -132), (-136, -92), (-112, -48), (-100, 14)])
        opening = [(x + u, y + v) for u, v in slit + other]
        canvas.blend(opening, "#0a1a28", "#3a2c2a", LAMP)
    canvas.line([(x - 40, y - 4), (x - 52, y - 70), (x - 84, y - 128), (x - 124, y - 166)], 6, "#f8f3df")
    _telescope(canvas, (x - 66, y - 52))
    canvas.fill(box(x - RADIUS - 10, y + 2, x + RADIUS + 10, y + 22), "#446e79")
    canvas.fill(box(x - RADIUS - 10, y + 2, x + RADIUS + 10, y + 7), PALE)


def _telescope(canvas: Canvas, pivot: Point) -> None:
    def put(points: list[Point], *colours: str) -> None:
        canvas.blend(moved(points, pivot, turned=-129), *colours)

    put(box(-22, -22, 160, 22), "#1c3a4a", "#44697a")
    put(box(150, -28, 214, 28), "#1c3a4a", "#44697a")
    put(box(206, -28, 216, 28), LAMP, "#ffe5b3")
    put(box(60, -25, 70, 25), "#c8793b", "#f0a860")


def _building(canvas: Canvas) -> None:
    x, y = DOME
    wall = box(x - RADIUS + 8, y + 22, x + RADIUS - 8, 726)
    canvas.blend(wall, "#c9d6cd", "#9fb9b5", "#5f8790", "#335c6b", across=True)
    canvas.fill([*oval((x - 60, 664), 24, 30, start=180), (x - 36, 726), (x - 84, 726)], LAMP)
    canvas.glow((x - 60, 690), (120, 90), LAMP, 0.6)
    canvas.fill([(x - 84, 726), (x - 36, 726), (x - 20, 772), (x - 150, 780)], LAMP, 0.35)
    for step in (30, 84, 128):
        canvas.fill(box(x + step, 632, x + step + 22, 664), "#1d4252")
    canvas.fill([(x + 174, 726), (x + 174, 650), (x + 300, 650), (x + 322, 672), (x + 322, 732)], "#2a5161")
    canvas.fill([(x + 166, 654), (x + 180, 632), (x + 300, 632), (x + 332, 670), (x + 322, 676)], "#163643")
    canvas.fill(box(x + 216, 674, x + 250, 700), LAMP)


def _foreground(canvas: Canvas) -> None:
    """Draw the near slope with spruces and two people who look up."""
    slope = trace("0,800 180,822 420,838 700,858 980,862 1300,838 1600,846")
    scenery.hills(canvas, slope, 910, NIGHT)
    for x, y, height in (
        (48, 850, 300),
        (150, 860, 210),
        (-6, 870, 240),
        (236, 850, 130),
        (1570, 880, 250),
        (1490, 880, 150),
    ):
        scenery.pine(canvas, (x, y), height, NIGHT)
    dark = figures.Look(NIGHT, NIGHT, NIGHT, NIGHT)
    pointing = figures.Pose(stride=0.04, is_facing_left=True, hand=(0.3, -0.98))
    figures.person(canvas, (566, 850), 118, dark, pointing)
    figures.person(canvas, (622, 853), 84, dark, figures.Pose(stride=0.03, is_facing_left=True))
    for leg in (-16, 0, 15):
        canvas.line([(500, 782), (500 + leg, 848)], 3.4, NIGHT)
    canvas.fill(moved(box(-30, -6, 34, 6), (500, 780), turned=-132), NIGHT)
