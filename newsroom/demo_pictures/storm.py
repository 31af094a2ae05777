"""A gale that throws the sea over a breakwater."""

from __future__ import annotations

import math

from newsroom.demo_pictures import scenery
from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.shapes import Point, box, curve, mix, moved, oval, ribbon, trace

HORIZON = 486
FOAM, FOAM_SHADE, ROCK, RED = "#eef1e8", "#bccbc6", "#161f29", "#b53f2e"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, HORIZON, "#2b3947", "#3d4f5b", "#6f8283", "#d3cf9f", "#efe2ab")
    canvas.glow((520, HORIZON), (900, 220), "#fbf2c6", 0.9)
    for x, width, alpha in ((1010, 300, 0.5), (1360, 420, 0.6), (20, 190, 0.4)):
        shower = [(x, 200), (x + width, 200), (x + width - 110, HORIZON), (x - 110, HORIZON)]
        canvas.blend(shower, "#5d6e72", "#98a292", alpha=alpha)
    _clouds(canvas)
    scenery.water(canvas, HORIZON, "#a3ac95", "#3f5a62", "#1d3340")
    _waves(canvas, (504, 6, 110), ("#7d9088", "#5f7a7b"), 0.2)
    _waves(canvas, (530, 14, 190), ("#66837f", "#486a6f"), 1.4)
    _waves(canvas, (574, 24, 290), ("#54777a", "#33545f"), 2.9)
    _trawler(canvas, (446, 668))
    _mole(canvas)
    _waves(canvas, (672, 36, 430), ("#446a72", "#203f4c"), 5.1)
    _waves(canvas, (800, 50, 690), ("#2c4f5d", "#0f2231"), 3.3)
    _rain(canvas)
    _gulls(canvas)


def _clouds(canvas: Canvas) -> None:
    """Hang layers of cloud from the top, the nearest the darkest."""
    layers = [
        ("#8d9a90", 300, 1.0, 3),
        ("#6a7b7d", 262, 1.15, 4),
        ("#4e606a", 200, 1.3, 5),
        ("#384957", 128, 1.5, 6),
        ("#273543", 52, 1.7, 9),
    ]
    for colour, level, size, seed in layers:
        chance = scenery.dice(seed)
        left = -300.0
        while left < 1700:
            half = size * chance.choice((30, 45, 65, 95, 125)) * chance.uniform(0.85, 1.15)
            y = level + 26 * math.sin(left / 210 + seed) + chance.uniform(-12, 12)
            canvas.fill(oval((left + half, y), half * 1.06, half * chance.uniform(0.42, 0.62)), colour)
            canvas.fill(box(left, -10, left + 2 * half, y), colour)
            left += 2 * half


def _rain(canvas: Canvas) -> None:
    chance = scenery.dice(5)
    for _ in range(220):
        x, y = chance.uniform(-40, 1700), chance.uniform(80, 860)
        length = chance.uniform(30, 70)
        canvas.fill(ribbon([(x, y), (x - length * 0.45, y + length)], 1.8, 0.6), "#e4eadf", 0.32)


def _waves(canvas: Canvas, size: tuple[float, float, float], colours: tuple[str, str], phase: float) -> None:
    """Draw one row of waves with sharp crests; size is level, height and length."""
    level, height, length = size
    edge: list[Point] = []
    for step in range(-30, 260):
        angle = step * 8 * 2 * math.pi / length + phase
        swell = 1 + 0.35 * math.sin(angle * 0.31 + phase)
        x = step * 8 - height * 0.95 * math.sin(angle) - height * 0.3 * math.cos(angle)
        edge.append((x, level - height * swell * math.cos(angle)))
    canvas.blend([*edge, (1900, 910), (-300, 910)], *colours)
    reach = round(length / 26)
    for index in range(reach, len(edge) - 2 * reach):
        if edge[index - 1][1] > edge[index][1] <= edge[index + 1][1]:
            _crest(canvas, edge[index - reach : index + 2 * reach], height)


def _crest(canvas: Canvas, ridge: list[Point], height: float) -> None:
    """Lay foam on a crest, ragged below, and a few streaks down its face."""
    last = len(ridge) - 1
    for depth, shift, alpha in ((0.55, 0.0, 0.95), (0.1, 0.95, 0.4), (0.07, 1.45, 0.25)):
        upper = [(x + height * shift * 0.5, y + height * shift) for x, y in ridge]
        lower: list[Point] = []
        for number, (x, y) in enumerate(upper):
            drop = height * depth * math.sin(math.pi * number / last) * (1 if number % 3 else 0.55)
            lower.append((x + drop * 0.3, y + drop))
        canvas.fill([*upper, *curve(lower[::-1])], FOAM if shift == 0 else FOAM_SHADE, alpha)


def _trawler(canvas: Canvas, foot: Point) -> None:
    """Draw a fishing boat that climbs a wave, its lamp lit."""

    def at(points: list[Point]) -> list[Point]:
        return moved(points, foot, turned=-15, scale=1.25)

    canvas.fill(at(trace("-104,-52 -60,-34 40,-34 96,-62 84,30 -88,30")), "#1d2f3c")
    canvas.fill(at(trace("-104,-52 -60,-34 40,-34 96,-62 95,-50 42,-24 -62,-24 -102,-42")), RED)
    canvas.fill(at(box(-58, -88, -4, -34)), FOAM)
    canvas.fill(at(box(-64, -96, 2, -86)), RED)
    for x in (-50, -32, -16):
        canvas.fill(at(box(x, -80, x + 11, -66)), "#ffd98a")
    canvas.line(at([(-30, -96), (-30, -150)]), 4, ROCK)
    canvas.line(at([(48, -40), (48, -120), (-26, -128)]), 3.4, ROCK)
    canvas.line(at([(48, -118), (94, -60)]), 2, ROCK)
    lamp = at([(-30, -150)])[0]
    canvas.glow(lamp, (90, 80), "#ffe2a0", 0.9)
    canvas.circle(lamp, 6, "#fff3cf")


def _mole(canvas: Canvas) -> None:
    """Draw the breakwater with its beacon, and the sea that bursts against its head."""
    _burst(canvas, (985, 650), 400, FOAM_SHADE)
    canvas.blend(
        [(1168, 574), (1178, 372), (1222, 372), (1232, 574)], "#7f2823", "#b53f2e", "#d85c40", across=True
    )
    canvas.blend([(1172, 490), (1175, 436), (1225, 436), (1228, 490)], "#b9c2bd", FOAM, across=True)
    canvas.fill(box(1166, 364, 1234, 376), ROCK)
    canvas.glow((1200, 342), (190, 160), "#ffd98a", 0.9)
    canvas.fill(box(1184, 322, 1216, 364), "#ffefc0")
    canvas.fill([(1174, 324), (1200, 298), (1226, 324)], ROCK)
    canvas.blend(trace("985,660 1010,592 1050,572 1640,562 1640,780 960,780"), "#33424c", "#1a2731")
    canvas.fill([(1010, 592), (1050, 572), (1640, 562), (1640, 580), (1056, 592)], "#71807f")
    for x in range(1110, 1640, 90):
        canvas.line([(x, 588), (x - 8, 720)], 2, ROCK, 0.5)
    _burst(canvas, (958, 676), 270, FOAM)


def _burst(canvas: Canvas, foot: Point, height: float, colour: str) -> None:
    """Throw up a fan of spray that the wind bends to the left."""
    chance = scenery.dice(round(height))
    for jet in range(-7, 8):
        lean = jet / 7
        reach = height * (1 - 0.5 * abs(lean) ** 1.5) * chance.uniform(0.72, 1.1)
        tip = (foot[0] + lean * height * 0.72 - reach * 0.2, foot[1] - reach)
        bend = (foot[0] + lean * height * 0.5, foot[1] - reach * 0.6)
        path = curve([(foot[0] + lean * height * 0.16, foot[1]), bend, tip])
        canvas.fill(ribbon(path, height * 0.2, height * 0.035), colour)
        canvas.circle(tip, height * 0.02, colour)
        canvas.circle(mix(bend, tip, 0.5), height * chance.uniform(0.03, 0.06), colour)
    for step in range(-4, 5):
        canvas.circle(
            (foot[0] + step * height * 0.08, foot[1] + 14), height * chance.uniform(0.07, 0.13), colour
        )
    for _ in range(130):
        spread = chance.gauss(-0.12, 0.4)
        y = foot[1] - height * chance.uniform(0.45, 1.25) * (1 - 0.4 * abs(spread))
        canvas.circle((foot[0] + spread * height, y), chance.uniform(1.2, 5), colour, 0.9)


def _gulls(canvas: Canvas) -> None:
    for x, y, span, tilt in ((560, 392, 70, -14), (640, 346, 46, -20), (486, 420, 38, -8)):
        scenery.gull(canvas, (x, y), span, "#24323d", tilt=tilt)
