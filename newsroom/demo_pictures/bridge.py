"""A bascule bridge that stands open for a tug in the early morning."""

from __future__ import annotations

import math

from newsroom.demo_pictures import scenery
from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.shapes import Point, box, curve, mix, moved, oval, trace

HORIZON = 548
WATERLINE = 640
DECK = 462
LEAF = 318
OPENING = 54
STEEL, STEEL_LIT, RUST, CREAM = "#1f3a44", "#35565f", "#b5482a", "#f5e6cb"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, HORIZON, "#86aab2", "#b9cfca", "#ecdcba", "#f7cf9c")
    scenery.disc(canvas, (1068, 470), 44, "#fdf1d4", halo="#ffe9bd", strength=0.75)
    for x, y, width in ((300, 170, 420), (520, 210, 260), (1330, 130, 380), (1450, 260, 300)):
        scenery.streak(canvas, (x, y), width, 13, "#f8e9cd", 0.55)
    scenery.water(canvas, HORIZON, "#e9c79b", "#8fb0b0", "#4d7a83", "#2b525d")
    with canvas.reflection(HORIZON, 0.55, sway=2):
        _shore(canvas)
    _shore(canvas)
    canvas.veil(430, HORIZON, "#f9dcb4", (0, 0.4))
    scenery.light_path(canvas, 1068, HORIZON, "#fff0d0", spread=30, alpha=0.75)
    with canvas.reflection(WATERLINE, 0.5, sway=5):
        _bridge(canvas)
        _tug(canvas, (955, WATERLINE + 12))
    _bridge(canvas)
    _tug(canvas, (955, WATERLINE + 12))
    scenery.glints(canvas, (0, 660, 1600, 890), "#d7e4de", 26, seed=4, alpha=0.35)
    _quay(canvas)


def _shore(canvas: Canvas) -> None:
    """Draw hills and the far side of the town."""
    scenery.hills(canvas, trace("0,470 190,425 400,470 640,440 900,500 1100,516"), HORIZON, "#b4c2b6")
    scenery.hills(
        canvas, [(840, HORIZON), (1060, 510), (1290, 440), (1480, 462), (1600, 430)], HORIZON, "#a5b7b0"
    )
    town = "#7d989a"
    roofs = trace("0,505 60,505 60,488 96,470 132,488 132,512 176,512 176,478 222,478")
    roofs += trace("222,516 262,516 262,500 290,486 318,500 318,520 400,520 400,500")
    roofs += [(470, 500), (470, 524), (560, 524), (560, 534), (700, 538), (760, HORIZON), (0, HORIZON)]
    canvas.fill(roofs, town)
    canvas.fill([(344, 520), (344, 440), (357, 372), (370, 440), (370, 520)], town)
    for x, height in ((500, 118), (572, 96)):
        _crane(canvas, x, height, town)
    scenery.hills(canvas, [(1180, 544), (1300, 520), (1430, 528), (1600, 506)], HORIZON, "#8aa3a1")


def _crane(canvas: Canvas, x: float, height: float, colour: str) -> None:
    top = HORIZON - height
    canvas.line([(x, HORIZON), (x, top)], 6, colour)
    canvas.line([(x - 26, top + 22), (x + 70, top - 16)], 5, colour)
    canvas.line([(x + 66, top - 14), (x + 66, top + 34)], 1.6, colour)


def _bridge(canvas: Canvas) -> None:
    for x in (96, 372):
        _pier(canvas, x)
    _pier(canvas, 1532)
    for left, right in ((-10, 690), (1214, 1610)):
        canvas.fill(box(left, DECK, right, DECK + 30), STEEL)
        canvas.fill(box(left, DECK, right, DECK + 6), STEEL_LIT)
        _railing(canvas, left, right)
    _leaf(canvas, (676, DECK + 6), is_left=True)
    _leaf(canvas, (1228, DECK + 6), is_left=False)
    _tower(canvas, 640)
    _tower(canvas, 1264)
    _cabin(canvas, 640)


def _railing(canvas: Canvas, left: float, right: float) -> None:
    canvas.line([(left, DECK - 26), (right, DECK - 26)], 3, STEEL)
    for step in range(int((right - left) / 28) + 1):
        canvas.line([(left + 28 * step, DECK - 26), (left + 28 * step, DECK)], 2.4, STEEL)


def _pier(canvas: Canvas, x: float) -> None:
    canvas.fill([(x - 20, DECK + 30), (x + 20, DECK + 30), (x + 26, WATERLINE), (x - 26, WATERLINE)], STEEL)
    canvas.fill(
        [(x + 6, DECK + 30), (x + 20, DECK + 30), (x + 26, WATERLINE), (x + 10, WATERLINE)], STEEL_LIT
    )
    canvas.fill(box(x - 48, WATERLINE - 24, x + 48, WATERLINE + 2), "#3b5a60")


def _tower(canvas: Canvas, x: float) -> None:
    """Draw a portal of steel with cross-bracing on a pier of stone."""
    top = 236
    canvas.fill([(x - 78, 560), (x + 78, 560), (x + 88, WATERLINE + 2), (x - 88, WATERLINE + 2)], "#46636a")
    canvas.fill([(x + 30, 560), (x + 78, 560), (x + 88, WATERLINE + 2), (x + 36, WATERLINE + 2)], "#64807f")
    canvas.fill(box(x - 84, 548, x + 84, 566), STEEL)
    for low in range(top + 16, DECK, 72):
        high = min(low + 72, DECK)
        canvas.line([(x - 34, low), (x + 34, high)], 6, STEEL_LIT)
        canvas.line([(x + 34, low), (x - 34, high)], 6, STEEL_LIT)
    for side in (-1, 1):
        canvas.fill(box(x + side * 38 - 10, top, x + side * 38 + 10, 556), STEEL)
    canvas.fill(box(x + 42, top, x + 48, 556), STEEL_LIT)
    canvas.fill(box(x - 62, top - 16, x + 62, top + 12), STEEL)
    canvas.fill(box(x - 62, top - 16, x + 62, top - 10), STEEL_LIT)


def _cabin(canvas: Canvas, x: float) -> None:
    """Draw the bridge keeper's house on top of the tower, with light in it."""
    canvas.fill(box(x - 50, 166, x + 50, 222), RUST)
    canvas.fill([(x - 64, 168), (x - 34, 134), (x + 34, 134), (x + 64, 168)], STEEL)
    for offset in (-38, -10, 18):
        canvas.fill(box(x + offset, 178, x + offset + 20, 204), "#ffe3a1")
    canvas.line([(x, 136), (x, 92)], 3, STEEL)


def _leaf(canvas: Canvas, hinge: Point, *, is_left: bool) -> None:
    """Draw one half of the roadway, raised, with its truss and the counterweight."""
    angle = math.radians(OPENING)
    way = 1 if is_left else -1

    def at(forward: float, up: float) -> Point:
        x = forward * math.cos(angle) - up * math.sin(angle)
        y = forward * math.sin(angle) + up * math.cos(angle)
        return hinge[0] + way * x, hinge[1] - y

    lower = [at(share * LEAF, 0) for share in (0, 1)]
    upper = [at(0, 84), at(LEAF * 0.94, 26)]
    panels = 6
    for panel in range(panels):
        near, far = panel / panels, (panel + 1) / panels
        canvas.line([mix(upper[0], upper[1], near), mix(lower[0], lower[1], far)], 5, STEEL)
        canvas.line([mix(upper[0], upper[1], far), mix(lower[0], lower[1], far)], 5, STEEL)
    canvas.line(upper, 9, STEEL)
    canvas.fill([at(-40, -13), at(LEAF, -9), at(LEAF, 7), at(-40, 13)], STEEL)
    canvas.fill([at(0, -13), at(LEAF, -9), at(LEAF, -4), at(0, -6)], RUST if is_left else "#d9683d")
    canvas.fill([at(-96, -6), at(-30, -16), at(-30, 84), at(-96, 70)], STEEL)


def _tug(canvas: Canvas, foot: Point) -> None:
    def at(points: list[Point]) -> list[Point]:
        return moved(points, foot, scale=1.16)

    hull = trace("-96,-40 -60,-30 40,-30 84,-44 104,-54 92,0 -84,0")
    canvas.fill(at(hull), RUST)
    canvas.fill(at([(-90, -12), (96, -12), (92, 0), (-84, 0)]), "#22343b")
    canvas.line(at([(-96, -40), (-60, -30), (40, -30), (84, -44), (104, -54)]), 5, CREAM)
    canvas.fill(at(box(-36, -66, 50, -30)), CREAM)
    canvas.fill(at(box(-8, -98, 44, -66)), CREAM)
    canvas.fill(at(box(-14, -104, 50, -96)), RUST)
    for x in (0, 16, 32):
        canvas.fill(at(box(x, -90, x + 10, -76)), "#33525b")
    for x in (-24, -2, 20):
        canvas.fill(at(oval((x + 4, -48), 6, 6)), "#33525b")
    canvas.fill(at([(-34, -66), (-32, -104), (-14, -104), (-12, -66)]), "#22343b")
    canvas.fill(at(box(-32, -94, -14, -86)), "#e2a04c")
    canvas.line(at([(22, -104), (22, -150)]), 3, STEEL)
    foam = trace("-150,4 -96,-5 0,-2 96,-6 128,2 96,8 -90,9")
    canvas.fill(at(curve(foam, closed=True)), "#f3efe2", 0.85)


def _quay(canvas: Canvas) -> None:
    """Draw the near edge of the harbour with a bollard and a gull."""
    dark = "#142930"
    canvas.fill([(0, 812), (470, 836), (520, 900), (0, 900)], dark)
    canvas.fill([(0, 812), (470, 836), (474, 842), (0, 820)], "#4a6a6d")
    bollard = trace("214,826 214,778 204,762 204,750 268,750 268,762 258,778 258,829")
    canvas.fill(bollard, dark)
    canvas.fill(box(204, 748, 268, 754), "#4a6a6d")
    bird = curve(trace("196,712 232,700 250,684 266,682 271,694 262,718 240,730 214,726"), closed=True)
    canvas.fill(bird, CREAM)
    canvas.fill(curve([(184, 722), (214, 706), (246, 706), (236, 722), (212, 726)], closed=True), "#6d8587")
    canvas.fill([(270, 688), (286, 694), (270, 696)], "#e2a04c")
    canvas.circle((262, 690), 2, dark)
    for x in (230, 240):
        canvas.line([(x, 728), (x, 750)], 2.4, "#e2a04c")
