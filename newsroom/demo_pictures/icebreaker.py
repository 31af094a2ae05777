"""An icebreaker that opens a channel through the frozen sea."""

from __future__ import annotations

import math

from newsroom.demo_pictures import scenery
from newsroom.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo_pictures.shapes import Point, along, box, curve, moved, oval, ribbon, trace

# Metres: the ship lies at a distance and turns its bow to the left of the viewer.
HORIZON = 390
EYE = 15
FOCUS = 2050
DISTANCE = 190
ASIDE = 6
TURN = math.radians(34)
RED, RED_DARK, WHITE, SHADE, GLASS = "#d9482b", "#9c2f25", "#fbf6ec", "#b9c6d2", "#2b4a5e"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, HORIZON, "#7fa6c4", "#b9cfda", "#f3dcc6", "#ffe3b3")
    scenery.disc(canvas, (1330, 330), 34, "#fffbea", halo="#fff0c4", strength=0.9)
    for x, y, width in ((260, 130, 520), (1240, 200, 420), (620, 240, 360), (1490, 90, 360), (150, 300, 380)):
        scenery.streak(canvas, (x, y), width, 14, "#fdeede", 0.6)
    _ice(canvas)
    _channel(canvas)
    _cracks(canvas)
    _smoke(canvas)
    _hull(canvas)
    _house(canvas)
    _mast(canvas)
    _broken_ice(canvas)
    _foreground(canvas)


def at(forward: float, side: float, up: float) -> Point:
    """Place a point of the ship: metres towards the bow, to the lit side, and above the ice."""
    x = ASIDE - forward * math.sin(TURN) + side * math.cos(TURN)
    z = DISTANCE - forward * math.cos(TURN) - side * math.sin(TURN)
    return WIDTH / 2 + FOCUS * x / z, HORIZON + FOCUS * (EYE - up) / z


def _ice(canvas: Canvas) -> None:
    """Draw the frozen sea with its far ridges and wind-blown snow."""
    canvas.blend(box(0, HORIZON, WIDTH, HEIGHT), "#f4e2cf", "#e3e8ea", "#c6d9e4", "#a3c1d4")
    ridge = trace("0,384 120,378 260,386 430,376 560,386 760,380 1000,386 1600,382")
    scenery.hills(canvas, ridge, HORIZON + 4, "#c3cfd8")
    scenery.glints(canvas, (0, 404, 1600, 880), "#fdf8f0", 90, seed=7, alpha=0.7)
    scenery.glints(canvas, (0, 420, 1600, 880), "#9dbccf", 60, seed=13, alpha=0.45)


def _channel(canvas: Canvas) -> None:
    """Draw the open water behind the ship, with floes adrift in it."""
    water = [
        at(-30, 17, 0),
        at(-90, 16, 0),
        at(-700, 15, 0),
        at(-700, -15, 0),
        at(-90, -16, 0),
        at(-30, -17, 0),
    ]
    canvas.blend(water, "#7f93a3", "#3f6379", "#2b5068")
    chance = scenery.dice(19)
    for _ in range(60):
        forward, side = -48 - 150 * chance.random() ** 1.6, chance.uniform(-14, 14)
        canvas.fill(_floe(forward, side, chance.uniform(1.2, 3.4), chance.random() * 6), "#e9eef0", 0.9)
    x, y = at(-420, 0, 0)
    canvas.fill([(x - 52, y - 14), (x + 34, y - 14), (x + 30, y), (x - 44, y)], "#4c5f70")
    canvas.fill(box(x + 4, y - 36, x + 28, y - 14), "#e8dfd2")
    canvas.line([(x + 14, y - 36), (x + 14, y - 52)], 2, "#4c5f70")


def _floe(forward: float, side: float, reach: float, phase: float) -> list[Point]:
    corners = []
    for number in range(6):
        angle = phase + number * math.pi / 3
        stretch = reach * (1 + 0.3 * math.sin(phase * 7 + number * 2.3))
        corners.append(at(forward + stretch * math.cos(angle), side + stretch * math.sin(angle), 0))
    return corners


def _cracks(canvas: Canvas) -> None:
    """Let cracks run from the bow towards the viewer."""
    chance = scenery.dice(23)
    for end, width in (
        ((-80, 890), 24),
        ((500, 925), 24),
        ((-40, 622), 12),
        ((920, 925), 17),
        ((230, 540), 1),
    ):
        start = at(43, 0, 0)
        path = [start]
        for step in range(1, 8):
            share = step / 7
            wobble = chance.uniform(-22, 22) * share
            path.append(
                (
                    start[0] + (end[0] - start[0]) * share + wobble,
                    start[1] + (end[1] - start[1]) * share + wobble * 0.4,
                )
            )
        canvas.fill(ribbon(path, 5, width), "#4d7a94")
        canvas.fill(ribbon([(x + 3, y + 3) for x, y in path], 2, width * 0.45), "#2b5068")
        x, y = path[4]
        branch = [(x, y), (x + 46, y + 34), (x + 84, y + 40), (x + 150, y + 74), (x + 210, y + 82)]
        canvas.fill(ribbon(branch, width * 0.45, 0.5), "#4d7a94")


def _smoke(canvas: Canvas) -> None:
    start = at(-22, 0, 36.5)
    plume = [
        start,
        (start[0] + 90, start[1] - 54),
        (start[0] + 230, start[1] - 84),
        (start[0] + 430, start[1] - 96),
    ]
    with canvas.faded(0.55):
        for share in range(26):
            x, y = along(curve(plume), share / 25)
            canvas.fill(
                oval((x, y + 6 * math.sin(share * 1.9)), 12 + share * 2.4, 9 + share * 1.1), "#efe3d8"
            )


def _hull(canvas: Canvas) -> None:
    """Draw both sides of the hull between the rail and the ice."""
    deck = [
        (56, 0.4, 14.5),
        (51, 5.2, 14),
        (43, 9.8, 13),
        (30, 12.6, 12),
        (12, 13, 11),
        (-30, 13, 10.5),
        (-54, 11.5, 10.5),
    ]
    foot = [(44, 0, 0), (40, 4.4, 0), (32, 8.6, 0), (20, 11.4, 0), (8, 12.2, 0), (-30, 12.4, 0), (-52, 11, 0)]
    for sign, colours in ((-1, (RED_DARK, "#7d2620")), (1, ("#f06a3a", RED, "#b83a28"))):
        top = [at(u, sign * v, z) for u, v, z in deck]
        low = [at(u, sign * v, z) for u, v, z in foot]
        side = [*curve(top), *curve(low[::-1])]
        canvas.blend(side, *colours)
        belt = [at(u * 0.96 + v * 0.04, sign * v * 1.01, 2.4) for u, v, z in foot]
        canvas.blend([*curve(belt), *curve(low[::-1])], "#46343c", "#2b2a36")
        canvas.line(curve(top), 7, WHITE if sign > 0 else "#cbbfb8")
    canvas.line([at(56, 0.2, 14.5), at(50, 0, 7), at(44, 0, 0)], 4, "#f78a55")
    for last, alpha in ((3, 0.12), (2, 0.2), (1, 0.22)):
        bow = [at(*point) for point in (*deck[: last + 1], *foot[last::-1])]
        canvas.fill(bow, "#5f1626", alpha)
    for u in (2, -8, -18, -28, -38):
        canvas.circle(at(u, 12.9, 7), 4.6, "#5f2320")
    anchor = at(45, 8.2, 8.6)
    canvas.fill(oval(anchor, 9, 11), "#5f2320")
    canvas.line([anchor, (anchor[0] + 2, anchor[1] + 24)], 5, "#2b2a36")


def _block(canvas: Canvas, length: tuple[float, float], half: float, height: tuple[float, float]) -> None:
    """Draw one storey: its front towards the bow and its lit side."""
    (aft, fore), (low, high) = length, height
    front = [at(fore, -half, low), at(fore, half, low), at(fore, half, high), at(fore, -half, high)]
    side = [at(fore, half, low), at(aft, half, low), at(aft, half, high), at(fore, half, high)]
    canvas.fill(front, SHADE)
    canvas.blend(side, WHITE, "#f6e3cb")


def _house(canvas: Canvas) -> None:
    """Draw the storeys, the bridge with its windows, and the funnel."""
    storeys = (((-34, 18), 11.5, (10.5, 15)), ((-30, 16), 10.8, (15, 19)), ((-24, 14), 10.0, (19, 23)))
    for length, half, (low, high) in storeys:
        _block(canvas, length, half, (low, high))
        for step in range(int((length[1] - length[0]) / 5)):
            u = length[0] + 2.5 + step * 5
            glass = [
                at(u, half, low + 1.5),
                at(u + 2, half, low + 1.5),
                at(u + 2, half, high - 1),
                at(u, half, high - 1),
            ]
            canvas.fill(glass, GLASS)
        for step in range(4):
            v = -half + 2.2 + step * half / 2.1
            glass = [
                at(length[1], v + d, z)
                for d, z in ((0, low + 1.5), (2, low + 1.5), (2, high - 1), (0, high - 1))
            ]
            canvas.fill(glass, "#4a6578")
    for low, high, lit, dark in ((23, 36, "#f3b53a", "#b97a2b"), (32.5, 36, "#2b3f52", "#1f2f40")):
        canvas.fill([at(-16, v, z) for v, z in ((-4.5, low), (4.5, low), (4.5, high), (-4.5, high))], dark)
        canvas.fill([at(u, 4.5, z) for u, z in ((-16, low), (-27, low), (-27, high), (-16, high))], lit)
    _bridge(canvas)


def _bridge(canvas: Canvas) -> None:
    _block(canvas, (4, 15), 14.5, (23, 28.5))
    canvas.fill([at(15, v, z) for v, z in ((-14, 24.8), (14, 24.8), (14, 27.6), (-14, 27.6))], "#24405a")
    canvas.fill([at(u, 14.5, z) for u, z in ((14.4, 24.8), (5, 24.8), (5, 27.6), (14.4, 27.6))], GLASS)
    for step in range(1, 8):
        canvas.line([at(15, -14 + step * 3.5, 24.8), at(15, -14 + step * 3.5, 27.6)], 2.4, SHADE)
    top = [
        at(3, 15, 28.6),
        at(16, 15, 28.6),
        at(16, -15, 28.6),
        at(16, -15, 29.4),
        at(16, 15, 29.4),
        at(3, 15, 29.4),
    ]
    canvas.fill(top, RED)


def _mast(canvas: Canvas) -> None:
    for start, end, width in (
        (at(8, 0, 29), at(8, 0, 46), 7),
        (at(8, -5, 38), at(8, 5, 38), 5),
        (at(8, -3.4, 42), at(8, 3.4, 42), 4),
        (at(36, 0, 12), at(36, 0, 27), 6),
        (at(36, 0, 26), at(22, 0, 21), 3.4),
    ):
        canvas.line([start, end], width, "#3a4a58")
    canvas.circle(at(8, 0, 46.6), 5, "#f3b53a")
    canvas.fill([at(-50, 0, 22), at(-50, 0, 18), at(-57, 0, 20)], RED)
    canvas.line([at(-50, 0, 10), at(-50, 0, 22)], 3, "#3a4a58")


def _broken_ice(canvas: Canvas) -> None:
    """Pile up floes where the bow and the side meet the ice."""
    chance = scenery.dice(41)
    line = trace("46,-3.0 47,0.0 44,5.0 36,10.0 24,13.5 8,15 -12,15.5 -36,15.5 -54,15")
    for (u, v), reach in zip(line, (54, 64, 58, 50, 44, 36, 32, 26, 22), strict=True):
        x, y = at(u, v, 0)
        for _ in range(4):
            slab = (x + chance.gauss(0, reach * 0.5), y + chance.uniform(-4, reach * 0.34))
            _slab(canvas, slab, reach * chance.uniform(0.6, 1.15), chance.uniform(-24, 24))


def _slab(canvas: Canvas, centre: Point, reach: float, tilt: float) -> None:
    """Draw one slab of ice, tipped on edge."""
    top = trace("-0.9,0.05 -0.35,-0.36 0.42,-0.3 0.95,-0.02 0.3,0.2 -0.4,0.24")
    edge = trace("-0.9,0.05 -0.4,0.24 0.3,0.2 0.95,-0.02 0.92,0.16 0.3,0.42 -0.4,0.46 -0.86,0.24")
    canvas.blend(moved(edge, centre, turned=tilt, scale=reach), "#7fb6cc", "#4d86a3")
    canvas.fill(moved(top, centre, turned=tilt, scale=reach), "#f7f7f3")
    canvas.fill(
        moved([(-0.35, -0.36), (0.1, -0.06), (-0.4, 0.24), (-0.9, 0.05)], centre, turned=tilt, scale=reach),
        "#dde8ec",
    )


def _foreground(canvas: Canvas) -> None:
    """Draw near blocks of ice and a seal that watches the ship."""
    for x, y, reach, tilt in (
        (1440, 850, 250, -5),
        (1150, 890, 130, 6),
        (1590, 780, 120, -14),
        (60, 870, 190, 9),
        (330, 905, 90, -8),
    ):
        _slab(canvas, (x, y), reach, tilt)
    seal = trace("1330,812 1346,780 1372,762 1402,766 1420,786 1470,800 1540,806 1590,792")
    seal += trace("1606,800 1586,816 1600,830 1560,828 1490,838 1400,840 1350,834")
    canvas.fill(curve(seal, closed=True), "#56697a")
    canvas.fill(curve(trace("1346,834 1400,822 1490,822 1556,824 1490,838 1400,841"), closed=True), "#93a6b2")
    canvas.fill(curve([(1402, 824), (1418, 836), (1408, 858), (1388, 848)], closed=True), "#3f5060")
    canvas.circle((1364, 782), 4.4, "#16222c")
    canvas.circle((1331, 806), 5, "#16222c")
    for y in (808, 816):
        canvas.line([(1342, y), (1316, y + 8)], 1.4, "#e9eef0")
