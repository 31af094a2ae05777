"""A market square on a warm morning."""

from __future__ import annotations

import math

from newsroom.demo_pictures import figures, scenery
from newsroom.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo_pictures.figures import Look, Pose
from newsroom.demo_pictures.shapes import Point, along, box, curve, moved, oval, ribbon

SQUARE = 560
CREAM, WOOD, WOOD_DARK, INK = "#fff5df", "#b98552", "#7c5236", "#4a3030"
FRUIT = ("#d9452f", "#f0a32e", "#7f9f3d", "#8a3357", "#f2cf4a", "#e8743a")


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, SQUARE, "#9cc9cf", "#d8e3d0", "#fbe9c6")
    canvas.glow((1240, 200), (900, 520), "#fff3cf", 0.6)
    for x, y, width in ((330, 110, 380), (980, 70, 300)):
        scenery.cloud(canvas, (x, y), width, "#fff6e2", 0.85)
    _church(canvas)
    _houses(canvas)
    canvas.blend(box(0, SQUARE, WIDTH, HEIGHT), "#ecd3a6", "#d8b183", "#b7865c")
    _paving(canvas)
    _bunting(canvas)
    _stall(canvas, (690, 420), 250, ("#5b8c86", CREAM))
    _far_people(canvas)
    _stall(canvas, (40, 318), 530, ("#c8452f", CREAM))
    _stall(canvas, (1080, 352), 450, ("#e2a12f", CREAM))
    _people(canvas)
    _flowers(canvas)


def _church(canvas: Canvas) -> None:
    canvas.fill(box(980, 190, 1064, SQUARE), "#cdb79a")
    canvas.fill(box(1030, 190, 1064, SQUARE), "#b79f86")
    canvas.fill([(968, 196), (1022, 44), (1076, 196)], "#6f9a8d")
    canvas.fill([(1022, 44), (1076, 196), (1034, 196)], "#5a8479")
    canvas.circle((1022, 236), 22, CREAM)
    canvas.line([(1022, 236), (1022, 222)], 3, INK)
    canvas.line([(1022, 236), (1032, 240)], 3, INK)


def _houses(canvas: Canvas) -> None:
    """Draw the row of gabled houses behind the square."""
    walls = (
        "#d98a63",
        "#e8c074",
        "#a9b48c",
        "#e3b09a",
        "#c96f50",
        "#f0d9a8",
        "#8fa9a3",
        "#dfa05c",
        "#c98b7a",
        "#e8cf9e",
    )
    widths = (150, 172, 140, 160, 180, 150, 168, 150, 176, 170)
    left = -12.0
    for number, (wall, width) in enumerate(zip(walls, widths, strict=True)):
        top = 268 + 34 * math.sin(number * 2.1) + (18 if number % 2 else 0)
        _house(canvas, box(left, top, left + width, SQUARE), wall, number % 3)
        left += width


def _house(canvas: Canvas, front: list[Point], wall: str, kind: int) -> None:
    (left, top), (right, _) = front[0], front[1]
    middle, width = (left + right) / 2, right - left
    steps = [(left, top), (left, top - 24), (left + width * 0.18, top - 24), (left + width * 0.18, top - 56)]
    steps += [(left + width * 0.36, top - 56), (left + width * 0.36, top - 88)]
    bell = [(left, top), (left + 8, top - 30), (left + width * 0.3, top - 48), (left + width * 0.4, top - 88)]
    half = ([(left, top), (middle - 2, top - 92)], steps, curve(bell))[kind]
    other = [(2 * middle - x, y) for x, y in half[::-1]]
    canvas.fill([*half, *other, (right, SQUARE), (left, SQUARE)], wall)
    canvas.fill(box(right - 14, top, right, SQUARE), figures.shade(wall), 0.6)
    canvas.line([*half, *other], 5, CREAM)
    columns = 3 if width > 155 else 2
    for row in range(4):
        for column in range(columns):
            x = left + width * (column + 1) / (columns + 1)
            y = top + 18 + row * 62
            canvas.fill(box(x - 15, y, x + 15, y + 40), CREAM)
            canvas.fill(box(x - 11, y + 4, x + 11, y + 40), "#5d7f86" if (row + column) % 3 else "#456870")
            canvas.line([(x, y + 4), (x, y + 40)], 2, CREAM)
    canvas.fill(
        [*oval((middle, top - 36), 11, 11, start=180), (middle + 11, top - 18), (middle - 11, top - 18)],
        "#456870",
    )


def _paving(canvas: Canvas) -> None:
    chance = scenery.dice(9)
    for _ in range(260):
        near = chance.random()
        y = SQUARE + 14 + (HEIGHT - SQUARE) * near**1.3
        width = 16 + 50 * near
        scenery.streak(canvas, (chance.uniform(0, WIDTH), y), width, 3 + 5 * near, "#a5764f", 0.28)


def _bunting(canvas: Canvas) -> None:
    canvas.line([(900, 122), (900, 620)], 8, INK)
    canvas.circle((900, 118), 9, "#e2a12f")
    for start, sag, end in (((-20, 150), (420, 300), (900, 130)), ((900, 130), (1280, 290), (1640, 110))):
        rope = curve([start, sag, end])
        canvas.line(rope, 2.4, INK)
        for number in range(17):
            x, y = along(rope, (number + 0.5) / 17)
            colour = ("#c8452f", "#e2a12f", "#5b8c86", CREAM)[number % 4]
            canvas.fill([(x - 13, y), (x + 13, y + 1), (x + 1, y + 34)], colour)


def _stall(canvas: Canvas, corner: Point, width: float, colours: tuple[str, str]) -> None:
    """Draw a stall with its seller, crates of fruit and a striped awning; all sizes follow the width."""
    (left, top), right = corner, corner[0] + width
    unit = width / 100
    counter, foot = top + 58 * unit, top + 82 * unit
    canvas.fill(oval(((left + right) / 2, foot), width * 0.56, unit * 4), "#7c5236", 0.4)
    canvas.blend(box(left + 4 * unit, top + 14 * unit, right - 4 * unit, counter), "#5d3c34", "#946043")
    look = Look(colours[0], INK, "#c98a64", "#3b2723")
    figures.person(
        canvas, (left + 62 * unit, counter + 24 * unit), 53 * unit, look, Pose(0.03, hand=(0.2, -0.5))
    )
    canvas.fill(box(left + 58 * unit, counter - 12 * unit, left + 66 * unit, counter), CREAM)
    canvas.blend(box(left + 2 * unit, counter, right - 2 * unit, foot), WOOD, WOOD_DARK)
    for plank in range(1, 7):
        x = left + 2 * unit + plank * 96 * unit / 7
        canvas.line([(x, counter + 14 * unit), (x, foot)], 0.5 * unit, WOOD_DARK)
    _crates(canvas, (left, counter - 3 * unit), unit)
    for x in (left + 3 * unit, right - 3 * unit):
        canvas.line([(x, top + 10 * unit), (x, foot + unit)], 1.8 * unit, WOOD_DARK)
    _awning(canvas, corner, unit, colours)


def _crates(canvas: Canvas, corner: Point, unit: float) -> None:
    """Lay out four sloping crates, each full of one kind of fruit."""
    left, top = corner
    chance = scenery.dice(round(left + 50))
    for crate in range(4):
        start = left + (2 + crate * 24) * unit
        colour = FRUIT[(crate + round(left)) % len(FRUIT)]
        canvas.fill(
            [
                (start + unit, top),
                (start + 23 * unit, top),
                (start + 24 * unit, top + 17 * unit),
                (start, top + 17 * unit),
            ],
            WOOD_DARK,
        )
        for row in range(4):
            for fruit in range(6):
                x = start + (3.2 + fruit * 3.5 + row % 2 * 0.9) * unit
                y = top + (1.2 + row * 3.7 + chance.uniform(-0.4, 0.4)) * unit
                canvas.circle((x, y), 2.15 * unit, figures.shade(colour))
                canvas.circle((x - 0.2 * unit, y - 0.3 * unit), 1.85 * unit, colour)
                canvas.circle((x - 0.7 * unit, y - 0.9 * unit), 0.5 * unit, CREAM, 0.6)
        canvas.fill(box(start, top + 14.5 * unit, start + 24 * unit, top + 18.5 * unit), "#d9a76a")
        canvas.fill(box(start, top + 17.6 * unit, start + 24 * unit, top + 18.5 * unit), WOOD)


def _awning(canvas: Canvas, corner: Point, unit: float, colours: tuple[str, str]) -> None:
    left, top = corner
    stripes = 9
    for number in range(stripes):
        colour = colours[number % 2]
        upper = [left + (6 + 88 * (number + end) / stripes) * unit for end in (0, 1)]
        lower = [left + (-6 + 112 * (number + end) / stripes) * unit for end in (0, 1)]
        edge = top + 18 * unit
        canvas.fill([(upper[0], top), (upper[1], top), (lower[1], edge), (lower[0], edge)], colour)
        middle, reach = (lower[0] + lower[1]) / 2, (lower[1] - lower[0]) / 2
        flap = [
            (lower[0], edge),
            (lower[1], edge),
            *oval((middle, edge + 3.4 * unit), reach, reach * 0.6, end=180),
        ]
        canvas.fill(flap, figures.shade(colour))
    canvas.fill(box(left + 5 * unit, top - 1.5 * unit, left + 95 * unit, top + unit), WOOD_DARK)


def _far_people(canvas: Canvas) -> None:
    for x, y, height, coat, is_left in (
        (628, 650, 128, "#d98a4a", False),
        (980, 640, 120, "#7a5a6b", True),
        (1026, 646, 124, "#42706f", True),
        (660, 648, 92, "#c8452f", False),
    ):
        figures.person(canvas, (x, y), height, Look(coat, INK), Pose(0.09, is_facing_left=is_left))


def _people(canvas: Canvas) -> None:
    """Draw the shoppers in the middle of the square."""
    for x, y in ((720, 800), (800, 804), (980, 820)):
        canvas.fill(oval((x, y), 74, 9), "#7c5236", 0.4)
    figures.person(
        canvas,
        (716, 798),
        286,
        Look("#3f6f73", "#2f3644", hair="#7a4a2a"),
        Pose(0.1, (0.12, -0.4), is_facing_left=True),
    )
    figures.person(
        canvas,
        (800, 802),
        172,
        Look("#e2a12f", "#41566b", hair="#b9793f"),
        Pose(0.1, (0.1, -0.5), is_facing_left=True),
    )
    figures.person(
        canvas, (984, 818), 304, Look("#b5473f", "#3b2f3d", "#a86d4c", "#2b1d1b"), Pose(0.11, (0.09, -0.38))
    )
    _basket(canvas, (680, 690), 1.0)
    _basket(canvas, (1012, 712), 1.1)


def _basket(canvas: Canvas, handle: Point, size: float) -> None:
    def at(points: list[Point]) -> list[Point]:
        return moved(points, handle, scale=size)

    canvas.line(at(oval((0, 28), 26, 30, start=180)), 4, WOOD_DARK)
    for x, colour in ((-18, "#7f9f3d"), (0, "#d9452f"), (16, "#f0a32e")):
        canvas.fill(at(oval((x, 28), 12, 14)), colour)
    canvas.fill(at(ribbon([(20, 24), (34, -14)], 9, 6)), "#e6bf7c")
    canvas.fill(at([(-36, 28), (36, 28), (26, 62), (-26, 62)]), "#d9a76a")
    canvas.line(at([(-33, 40), (33, 40)]), 3, WOOD)
    canvas.line(at([(-29, 51), (29, 51)]), 3, WOOD)


def _flowers(canvas: Canvas) -> None:
    """Draw buckets of flowers in the near corner."""
    chance = scenery.dice(33)
    for x, top, colours in (
        (1300, 800, ("#f2cf4a", "#f0a32e")),
        (1420, 786, ("#d96a7d", "#f0b5b0")),
        (1540, 800, ("#fff5df", "#e9d3f0")),
    ):
        for _ in range(34):
            bloom = (x + chance.gauss(0, 36), top - abs(chance.gauss(46, 26)))
            canvas.line([(x, top + 14), bloom], 3, "#5f7f3d")
            canvas.circle(bloom, chance.uniform(9, 14), chance.choice(colours))
            canvas.circle(bloom, 3.6, "#a3562f")
        canvas.blend(
            [(x - 52, top), (x + 52, top), (x + 40, 910), (x - 40, 910)],
            "#7f9ea1",
            "#a9c3c1",
            "#5d7f86",
            across=True,
        )
        canvas.fill(oval((x, top), 52, 8), "#4d6b70")
