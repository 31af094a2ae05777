"""A ferry in the archipelago on a bright summer day."""

from __future__ import annotations

from newsroom.demo_pictures import figures, scenery
from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.figures import Look, Pose
from newsroom.demo_pictures.shapes import Point, box, curve, moved, oval, trace

HORIZON = 452
WATERLINE = 640
SHIP = (960, WATERLINE)
NAVY, WHITE, SHADE, YELLOW, RED = "#1f4e79", "#fbf8ef", "#cfdde0", "#f2b632", "#c8402f"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, HORIZON, "#5fb0cc", "#9fd3d9", "#dcefe2")
    _clouds(canvas)
    scenery.water(canvas, HORIZON, "#bfe3df", "#5fb3bd", "#2b8799", "#16647c")
    with canvas.reflection(HORIZON, 0.35, sway=2):
        _far(canvas)
    _far(canvas)
    scenery.glints(canvas, (0, 470, 1600, 640), "#f2fbf4", 60, seed=2, alpha=0.5)
    with canvas.reflection(560, 0.5, sway=3):
        _island(canvas)
    _island(canvas)
    with canvas.reflection(WATERLINE, 0.42, sway=5):
        _ship(canvas)
    _wake(canvas)
    _ship(canvas)
    _bow_wave(canvas)
    scenery.glints(canvas, (0, 680, 1600, 890), "#e6f6f0", 34, seed=5, alpha=0.5)
    _gulls(canvas)
    _jetty(canvas)


def _clouds(canvas: Canvas) -> None:
    for x, y, width in ((300, 190, 460), (1390, 150, 420), (860, 98, 250)):
        scenery.cloud(canvas, (x + width * 0.01, y + width * 0.022), width * 0.93, "#b4dbe0")
        scenery.cloud(canvas, (x, y), width, "#fbfaf0")
    for x, y, width in ((640, 350, 520), (1250, 330, 460), (80, 380, 380)):
        scenery.streak(canvas, (x, y), width, 18, "#fbfaf0", 0.55)


def _far(canvas: Canvas) -> None:
    scenery.hills(
        canvas, [(640, HORIZON), (800, 424), (1000, 410), (1230, 428), (1600, 396)], HORIZON, "#9cc4bf"
    )
    scenery.hills(canvas, [(1180, HORIZON), (1290, 426), (1420, 414), (1600, 420)], HORIZON, "#6ba59f")
    scenery.treeline(canvas, (1270, 396, 1620, HORIZON - 14), "#6ba59f", seed=9)


def _island(canvas: Canvas) -> None:
    """Draw granite, spruces and a red cottage on the left."""
    base = 560
    scenery.treeline(canvas, (20, 340, 470, 500), "#2f6f66", seed=12)
    scenery.treeline(canvas, (-30, 330, 320, 520), "#1f5650", seed=3)
    scenery.hills(
        canvas,
        [(-20, 470), (120, 480), (260, 474), (420, 498), (560, 530), (640, base)],
        base,
        "#d9bfa3",
        "#b79a86",
    )
    scenery.hills(canvas, [(-20, 520), (160, 524), (330, 534), (470, 548), (540, base)], base, "#a78b7b")
    scenery.hills(canvas, trace("-20,478 90,486 210,484 300,506 220,512 -20,512"), 512, "#7ea65a")
    canvas.fill(box(296, 444, 400, 502), "#b5402f")
    canvas.fill(box(372, 444, 400, 502), "#93322a")
    canvas.fill([(284, 448), (316, 404), (384, 404), (412, 448)], "#4b3a3c")
    canvas.fill(box(352, 386, 368, 414), "#4b3a3c")
    for x in (310, 346):
        canvas.fill(box(x, 460, x + 20, 482), WHITE)
        canvas.fill(box(x + 3, 463, x + 17, 479), "#7fb6c4")
    canvas.line([(450, 500), (450, 420)], 4, WHITE)
    canvas.fill([(450, 421), (494, 430), (450, 439)], YELLOW)


def _ship(canvas: Canvas) -> None:
    """Draw the ferry from keel to mast, heading left."""

    def put(points: list[Point], *colours: str) -> None:
        shape = moved(points, SHIP, scale=1.06)
        if len(colours) == 1:
            canvas.fill(shape, colours[0])
        else:
            canvas.blend(shape, *colours)

    put([(-334, -64), (334, -64), (300, 2), (-300, 2)], "#2a6496", NAVY)
    put([(-312, -16), (312, -16), (302, 2), (-302, 2)], RED)
    for side in (-1, 1):
        put([(side * 322, -66), (side * 336, -66), (side * 372, -126), (side * 360, -128)], NAVY)
    put(box(-290, -132, 290, -64), WHITE, "#e6ebe6")
    cars = (RED, YELLOW, "#5f8f94", WHITE, "#2a6496", "#d98a4a")
    for number in range(6):
        left = -272 + number * 92
        put([*oval((left + 42, -102), 42, 20, start=180), (left + 84, -72), (left, -72)], "#20384a")
        put(
            [
                (left + 12, -72),
                (left + 14, -86),
                (left + 26, -98),
                (left + 56, -98),
                (left + 68, -86),
                (left + 74, -72),
            ],
            cars[number],
        )
        put([(left + 28, -86), (left + 31, -94), (left + 52, -94), (left + 58, -86)], "#9cc4cf")
    put(box(-290, -138, 290, -130), NAVY)
    put(box(-226, -190, 226, -138), WHITE, SHADE)
    for number in range(13):
        put(box(-212 + number * 33, -178, -190 + number * 33, -156), "#2d5f7c")
    put(box(-250, -196, 250, -188), WHITE)
    _upper_deck(canvas)


def _upper_deck(canvas: Canvas) -> None:
    def at(points: list[Point]) -> list[Point]:
        return moved(points, SHIP, scale=1.06)

    looks = (Look(RED, "#274a5c"), Look(YELLOW, NAVY), Look("#5f9a8a", "#3b3a48"), Look("#e9dcc4", NAVY))
    for number, x in enumerate((-214, -186, -130, 128, 196, 220)):
        figures.person(
            canvas, at([(x, -196)])[0], 46, looks[number % 4], Pose(0.03, is_facing_left=number % 2 == 0)
        )
    canvas.line(at([(-246, -216), (246, -216)]), 2.6, NAVY)
    for step in range(18):
        x = -246 + step * 29
        canvas.line(at([(x, -216), (x, -194)]), 1.8, NAVY)
    for side in (-1, 1):
        left = side * 92 - 22
        canvas.fill(at([(left, -194), (left + 6, -262), (left + 38, -262), (left + 44, -194)]), YELLOW)
        canvas.fill(at([(left + 5, -250), (left + 39, -250), (left + 38, -262), (left + 6, -262)]), NAVY)
    canvas.fill(at(box(-62, -226, 62, -194)), SHADE)
    canvas.fill(at([(-66, -226), (-78, -266), (78, -266), (66, -226)]), WHITE)
    canvas.fill(at([(-66, -234), (-73, -258), (73, -258), (66, -234)]), "#2d5f7c")
    for x in (-36, 0, 36):
        canvas.line(at([(x, -258), (x * 0.94, -234)]), 3, WHITE)
    canvas.fill(at(box(-84, -274, 84, -265)), NAVY)
    canvas.line(at([(0, -274), (0, -334)]), 5, WHITE)
    canvas.line(at([(-26, -306), (26, -306)]), 4, WHITE)
    canvas.fill(at([(2, -334), (58, -324), (2, -312)]), RED)


def _wake(canvas: Canvas) -> None:
    """Draw the broad white track behind the ship."""
    tail = trace("1250,634 1380,622 1500,616 1640,612 1640,650 1480,652 1340,654 1250,650")
    canvas.fill(curve(tail, closed=True), "#e9f7f2", 0.75)
    for y, width in ((628, 300), (644, 260), (664, 340)):
        scenery.streak(canvas, (1440, y), width, 7, "#ffffff", 0.8)


def _bow_wave(canvas: Canvas) -> None:
    foam = trace("612,650 628,632 654,622 690,634 800,640 1000,637 1200,640 1296,632 1310,648")
    canvas.fill(curve([*foam, (1180, 655), (900, 652), (720, 658)], closed=True), "#fdfefb", 0.95)
    for x, y, width in ((560, 668, 260), (500, 690, 210), (640, 684, 240)):
        scenery.streak(canvas, (x, y), width, 6, "#f4fbf6", 0.7)


def _gulls(canvas: Canvas) -> None:
    for x, y, span, tilt in (
        (1330, 300, 84, 10),
        (1420, 246, 58, 16),
        (1250, 222, 46, 4),
        (610, 250, 54, -12),
    ):
        scenery.gull(canvas, (x, y), span, "#fdfdf8" if y > 240 else "#3d6f80", tilt=tilt)


def _jetty(canvas: Canvas) -> None:
    """Draw the landing in the corner, where two people with a bicycle wait."""
    for x in (60, 250, 430):
        canvas.fill(box(x, 800, x + 26, 910), "#4f3a35")
    canvas.fill([(0, 786), (490, 800), (490, 822), (0, 822)], "#6b4e42")
    canvas.fill([(0, 778), (478, 792), (490, 802), (0, 794)], "#c79f78")
    figures.bicycle(canvas, (290, 792), 78, YELLOW)
    figures.person(
        canvas, (212, 788), 196, Look("#e8684a", "#21435a", hair="#5b3623"), Pose(0.04, hand=(0.26, -0.56))
    )
    figures.person(
        canvas, (112, 786), 128, Look(YELLOW, "#3d6f80", hair="#c58a4a"), Pose(0.05, hand=(0.24, -0.98))
    )
    canvas.line([(446, 796), (446, 690)], 7, "#4f3a35")
    canvas.fill([(446, 690), (446, 734), (390, 726), (390, 698)], WHITE)
    canvas.fill(box(400, 706, 436, 716), NAVY)
