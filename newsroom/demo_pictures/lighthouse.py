"""A lighthouse on a skerry after sunset."""

from __future__ import annotations

import math

from newsroom.demo_pictures import scenery
from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.shapes import Point, Shape, box, curve, oval, trace

HORIZON = 600
TOWER = 530
LAMP = (TOWER, 190)
DARK, ROCK, ROCK_LIT, WHITE, RED = "#1b1838", "#2a2350", "#5b4474", "#f4e6e0", "#c33f4e"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, HORIZON, "#1f2452", "#3a3672", "#7a4f86", "#c9728a", "#f6ae86")
    scenery.stars(canvas, (0, 0, 1600, 380), 130, "#fff1df", seed=3)
    _far(canvas)
    scenery.water(canvas, HORIZON, "#d98f86", "#7a5685", "#342f63", "#1c1d45")
    with canvas.reflection(HORIZON, 0.5, sway=2):
        _far(canvas)
    _beams(canvas)
    scenery.light_path(canvas, TOWER + 40, 745, "#ffe2b0", spread=34, alpha=0.7)
    scenery.glints(canvas, (560, 620, 1600, 880), "#f7b79b", 40, seed=8, alpha=0.45)
    _skerry(canvas)
    _house(canvas)
    _tower(canvas)
    _lantern(canvas)
    _foreground(canvas)


def _far(canvas: Canvas) -> None:
    for x, y, width, alpha in (
        (1180, 470, 620, 0.35),
        (1420, 510, 460, 0.5),
        (120, 490, 420, 0.4),
        (900, 536, 380, 0.4),
    ):
        scenery.streak(canvas, (x, y), width, 16, "#f8c3a0", alpha)
    ridge = [(860, HORIZON), (960, 578), (1090, 560), (1220, 574), (1380, 540), (1510, 556), (1600, 536)]
    scenery.hills(canvas, ridge, HORIZON, "#8d5c86")
    scenery.hills(canvas, [(0, 566), (110, 578), (240, HORIZON)], HORIZON, "#8d5c86")
    scenery.hills(canvas, [(1210, HORIZON), (1330, 580), (1460, 584), (1600, 566)], HORIZON, "#5f4478")
    sail = [(1090, 594), (1090, 520), (1128, 588)]
    canvas.fill(sail, "#f9d9c0")
    canvas.fill([(1084, 590), (1084, 532), (1060, 588)], "#e9b7a8")
    canvas.fill([(1056, 594), (1134, 594), (1122, 606), (1066, 606)], DARK)


def _beams(canvas: Canvas) -> None:
    """Throw light from the lamp over the sea on both sides."""
    right = [LAMP, (1700, 80), (1700, 400)]
    left = [LAMP, (-200, 40), (-200, 260)]
    for beam in (right, left):
        canvas.glow(LAMP, (1180, 900), "#ffe9b8", 0.75, within=beam)
    canvas.glow(LAMP, (1180, 900), "#fff6dc", 0.6, within=[LAMP, (1700, 170), (1700, 310)])
    canvas.glow(LAMP, (300, 260), "#ffdf9f", 0.8)


def _skerry(canvas: Canvas) -> None:
    """Draw the rock in three planes, light from the west."""
    base = trace("130,760 190,700 300,676 360,628 450,612 640,606 720,640 800,662 880,720")
    canvas.fill([*base, (980, 764), (900, 782), (500, 792), (220, 784)], ROCK)
    lit = trace("640,606 720,640 800,662 880,720 980,764 860,768 760,716 690,690 660,646")
    canvas.fill(lit, ROCK_LIT)
    canvas.fill(trace("450,612 640,606 660,646 560,640 470,652 400,640"), "#7a5a86")
    canvas.fill(trace("300,676 360,628 400,640 372,690 290,730 220,740"), "#41335f")
    foam = trace("70,768 220,776 480,790 720,784 920,776 1060,758")
    for shift, width, alpha in ((0, 9, 0.85), (17, 5, 0.4)):
        canvas.fill(_lens([(x, y + shift) for x, y in foam], width), "#f6c9b4", alpha)


def _tower(canvas: Canvas) -> None:
    """Draw the tower, round through a shade that runs across it."""
    foot, top = 616, 232
    wide, narrow = 66, 40
    outline = [(TOWER - wide, foot), (TOWER - narrow, top), (TOWER + narrow, top), (TOWER + wide, foot)]
    canvas.blend(outline, "#8d7a9f", "#d9c3cb", WHITE, "#ffe3cf", across=True)
    with canvas.inside(outline):
        for upper, lower in ((282, 352), (424, 494), (566, 620)):
            canvas.blend(
                box(TOWER - 70, upper, TOWER + 70, lower), "#6d2450", "#a8324f", RED, "#e3654f", across=True
            )
    for x, y in ((TOWER + 8, 392), (TOWER + 8, 534), (TOWER + 6, 258)):
        canvas.fill([*oval((x, y), 8, 10, start=180), (x + 8, y + 16), (x - 8, y + 16)], "#ffd27d")
    canvas.fill([*oval((TOWER - 6, 584), 15, 18, start=180), (TOWER + 9, 617), (TOWER - 21, 617)], DARK)


def _lantern(canvas: Canvas) -> None:
    x = TOWER
    canvas.fill([(x - 60, 218), (x + 60, 218), (x + 44, 236), (x - 44, 236)], DARK)
    for step in range(-3, 4):
        canvas.line([(x + step * 18, 196), (x + step * 18, 218)], 2.4, DARK)
    canvas.line([(x - 58, 195), (x + 58, 195)], 3, DARK)
    canvas.blend(box(x - 30, 160, x + 30, 218), "#fff7d8", "#ffe6a0")
    canvas.glow((x, 190), (60, 50), "#ffffff", 0.9)
    for step in (-30, -10, 10, 30):
        canvas.line([(x + step, 160), (x + step, 218)], 3.4, DARK)
    canvas.fill([(x - 42, 162), *oval((x, 160), 36, 40, start=180), (x + 42, 162)], RED)
    canvas.fill([(x + 8, 162), *oval((x, 160), 36, 40, start=290), (x + 42, 162)], "#e3654f")
    canvas.circle((x, 116), 7, DARK)
    canvas.line([(x, 114), (x, 86)], 3, DARK)


def _house(canvas: Canvas) -> None:
    """Draw the keeper's house with a light in the window."""
    canvas.fill(box(330, 580, 470, 660), "#7b2c4c")
    canvas.fill([(470, 580), (470, 648), (448, 660), (330, 660), (330, 580)], "#8d3350")
    canvas.fill([(314, 584), (350, 534), (450, 534), (486, 584)], DARK)
    canvas.fill(box(352, 512, 372, 548), "#8d3350")
    for left in (352, 418):
        canvas.fill(box(left, 602, left + 30, 632), "#ffd27d")
        canvas.line([(left + 15, 602), (left + 15, 632)], 2.4, "#7b2c4c")
    canvas.glow((400, 620), (150, 80), "#ffcf8a", 0.4)


def _foreground(canvas: Canvas) -> None:
    near = trace("0,838 110,822 260,850 420,846 560,880 640,905 0,905")
    canvas.fill(curve(near), "#110f2b")
    canvas.fill(trace("1180,905 1290,862 1400,846 1500,816 1600,806 1600,905"), "#110f2b")
    canvas.fill([(1400, 846), (1500, 816), (1600, 806), (1600, 820), (1512, 832)], ROCK_LIT)


def _lens(points: Shape, width: float) -> list[Point]:
    """Outline a line that is thick in the middle and ends in points."""
    line = curve(points)
    last = len(line) - 1
    lower = [(x, y + width * math.sin(math.pi * n / last)) for n, (x, y) in enumerate(line)]
    return line + lower[::-1]
