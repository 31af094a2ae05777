"""Four rowers on a lake while the mist lifts."""

from __future__ import annotations

from newsroom.demo_pictures import scenery
from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.shapes import Point, box, curve, moved, oval, ribbon, trace

HORIZON = 430
WATERLINE = 650
SEATS = (520, 705, 890, 1075)
SIZE = 1.42
HULL, SKIN, SHIRT, TRIM = "#3a2746", "#c98767", "#fdf3e6", "#d9503f"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, HORIZON, "#8d9cc4", "#bdb2d0", "#efc3c0", "#fbd9b4", "#ffe9bf")
    scenery.disc(canvas, (1160, 318), 62, "#fff4d6", halo="#ffe8b0", strength=0.85)
    for x, y, width in ((330, 120, 560), (640, 176, 380), (1330, 150, 420), (200, 220, 320)):
        scenery.streak(canvas, (x, y), width, 14, "#f7d3cb", 0.6)
    scenery.water(canvas, HORIZON, "#ffe3bd", "#eeb9b8", "#9c8fb8", "#565486")
    with canvas.reflection(HORIZON, 0.6, sway=2.5):
        _shore(canvas)
    _shore(canvas)
    canvas.veil(330, HORIZON + 4, "#ffeccd", (0, 0.75))
    canvas.veil(HORIZON + 4, 540, "#ffeccd", (0.75, 0))
    scenery.light_path(canvas, 1160, 452, "#fff6dd", spread=46, alpha=0.8)
    with canvas.reflection(WATERLINE, 0.5, sway=4):
        _crew(canvas)
    _puddles(canvas)
    _crew(canvas)
    scenery.glints(canvas, (0, 690, 1600, 890), "#f6d7cf", 30, seed=6, alpha=0.45)
    _reeds(canvas)


def _shore(canvas: Canvas) -> None:
    far = trace("0,330 170,296 380,330 600,300 850,352 1100,372 1350,330 1600,290")
    scenery.hills(canvas, far, HORIZON, "#c3abc4", "#eac4bf")
    middle = trace("0,374 220,352 480,384 760,400 1000,410 1280,386 1600,350")
    scenery.hills(canvas, middle, HORIZON, "#9a87ad", "#d8adb3")
    scenery.treeline(canvas, (-20, 330, 480, 424), "#7a6a98", seed=5)
    scenery.treeline(canvas, (1330, 316, 1640, 424), "#7a6a98", seed=8)
    scenery.treeline(canvas, (480, 384, 900, 426), "#9a87ad", seed=2)


def _crew(canvas: Canvas) -> None:
    """Draw the boat, moving right, and its crew at the catch of the stroke."""
    for x in SEATS:
        _oar(canvas, x, is_near=False)
    for x in SEATS:
        _rower(canvas, (x, WATERLINE - 12))
    hull = trace("270,632 420,634 900,632 1240,626 1392,612 1240,648 900,660 460,656")
    canvas.fill(curve(hull, closed=True), HULL)
    canvas.line([(276, 632), (420, 633), (900, 631), (1240, 626), (1388, 613)], 4, TRIM)
    canvas.circle((1392, 612), 7, SHIRT)
    for x in SEATS:
        _oar(canvas, x, is_near=True)


def _oar(canvas: Canvas, x: float, *, is_near: bool) -> None:
    """Draw a scull from the hands over the rowlock to the blade in the water."""
    hands = (x - 104, WATERLINE - 82)
    lock = (x + 16, WATERLINE - 26) if is_near else (x + 2, WATERLINE - 46)
    blade = (x + 176, WATERLINE + 46) if is_near else (x + 150, WATERLINE - 10)
    canvas.line([hands, blade], 5.5 if is_near else 4, "#f3dcc0" if is_near else "#b59aa6")
    if is_near:
        canvas.line([(x - 24, WATERLINE - 20), lock, (x + 44, WATERLINE - 18)], 3.4, HULL)
    paddle = trace("-10,-5 22,-13 52,-12 54,9 22,10 -10,5")
    canvas.fill(moved(paddle, blade, turned=24), TRIM if is_near else "#a9617a")


def _rower(canvas: Canvas, seat: Point) -> None:
    """Draw one rower who leans forward over bent knees, facing left."""

    def put(points: list[Point], colour: str) -> None:
        canvas.fill(moved(points, seat, scale=SIZE), colour)

    put(ribbon(curve([(14, -14), (-26, -46), (-30, -44), (-62, -8)]), 24, 13), "#a86a55")
    put(ribbon([(18, -14), (-22, -44)], 28, 21), HULL)
    put(ribbon(curve([(-20, -44), (-36, -36), (-58, -8)]), 17, 12), SKIN)
    torso = trace("32,-4 4,-4 -8,-30 -20,-58 -30,-78 -20,-90 -4,-88 14,-68 28,-36")
    put(curve(torso, closed=True), SHIRT)
    put(curve(trace("30,-5 16,-5 14,-34 2,-66 -8,-86 6,-76 14,-66 26,-36"), closed=True), "#e2c3bd")
    put([(23, -42), (-9, -34), (-15, -48), (18, -56)], TRIM)
    put(ribbon(curve([(-12, -80), (-44, -70), (-74, -50)]), 14, 9), SKIN)
    put(oval((-12, -80), 10, 9.5), SHIRT)
    put(oval((-75, -49), 6, 6), SKIN)
    put(ribbon([(-14, -84), (-23, -96)], 13, 13), "#a86a55")
    put(oval((-26, -103), 14, 16), SKIN)
    put(curve(trace("-39,-110 -33,-120 -19,-121 -11,-109 -14,-96 -23,-105"), closed=True), HULL)


def _puddles(canvas: Canvas) -> None:
    """Draw rings where the blades left the water before, and the wave along the hull."""
    for x in SEATS:
        for reach, alpha in ((54, 0.4), (34, 0.6)):
            canvas.line(oval((x - 170, 718), reach, reach * 0.2), 2.6, "#fdeadb", alpha)
    for x in SEATS:
        scenery.streak(canvas, (x + 204, WATERLINE + 62), 110, 9, "#fff6e8", 0.9)
        for dx, dy in ((190, 34), (214, 28), (232, 40), (206, 16)):
            canvas.circle((x + dx, WATERLINE + dy), 2.6, "#fff6e8")
    for x, y, width in ((300, 664, 420), (700, 666, 520), (1180, 656, 380), (130, 676, 300)):
        scenery.streak(canvas, (x, y), width, 5, "#fff0de", 0.6)


def _reeds(canvas: Canvas) -> None:
    """Draw reeds in both near corners."""
    chance = scenery.dice(17)
    dark = "#2b2146"
    for left, right, tallest in ((1330, 1620, 330), (-20, 190, 210)):
        for _ in range(46):
            x = chance.uniform(left, right)
            edge = (x - left) / (right - left) if left > 0 else (right - x) / (right - left)
            height = tallest * (0.25 + 0.75 * edge) * chance.uniform(0.6, 1)
            lean = chance.uniform(-0.22, 0.12) * height
            canvas.fill(
                ribbon(
                    curve([(x, 910), (x + lean * 0.3, 910 - height * 0.6), (x + lean, 910 - height)]), 7, 1
                ),
                dark,
            )
            if chance.random() < 0.22:
                top = (x + lean * 0.55, 910 - height * 0.78)
                canvas.fill(moved(oval((0, 0), 5.5, 26), top, turned=lean / height * 60), "#4a2f45")
    canvas.fill([(1400, 910), (1620, 850), (1620, 910)], dark)
    canvas.fill(box(0, 890, 150, 910), dark)
