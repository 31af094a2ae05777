"""Children on their way to a village school in autumn."""

from __future__ import annotations

import math
from random import Random

from newsroom.demo_pictures import figures, scenery
from newsroom.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo_pictures.figures import Look, Pose
from newsroom.demo_pictures.shapes import Point, box, curve, moved, oval, ribbon, trace

LAWN = 590
BRICK, BRICK_DARK, TRIM, ROOF = "#b9523a", "#98402f", "#fdf4e2", "#4c4650"
LEAVES = ("#e39a2d", "#d9722b", "#c2502c", "#efbf4a")


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, LAWN, "#8ebfd0", "#c5dcd6", "#f7ebcf")
    for x, y, width in ((420, 150, 420), (1440, 120, 360), (900, 80, 240)):
        scenery.cloud(canvas, (x, y), width, "#fdf6e6", 0.9)
    _hills(canvas)
    canvas.blend(box(0, LAWN, WIDTH, HEIGHT), "#b9bd6a", "#94a355", "#6f8446")
    _school(canvas)
    _path(canvas)
    _tree(canvas, (1500, 640), 1.0)
    _rack(canvas)
    _leaves(canvas, 150, is_falling=False)
    _leaves(canvas, 34, is_falling=True)
    _children(canvas)
    _tree(canvas, (170, 850), 1.85)


def _hills(canvas: Canvas) -> None:
    scenery.hills(canvas, trace("0,470 230,420 480,462 800,440 1200,470 1600,420"), LAWN, "#b8bf9a")
    scenery.hills(canvas, trace("0,520 200,510 420,524 640,506 1000,530 1600,500"), LAWN, "#a3a867")
    chance = scenery.dice(6)
    for number in range(44):
        x = number * 38 + chance.uniform(-16, 16)
        height = chance.uniform(34, 66)
        colour = chance.choice(("#c98d3f", "#b9703a", "#a3a04f", "#d3a852"))
        canvas.fill(oval((x, 572 - height * 0.5), height * 0.62, height * 0.66), colour)


def _school(canvas: Canvas) -> None:
    """Draw the long house, its gabled entrance and the bell turret."""
    canvas.fill(box(660, 372, 1410, LAWN + 24), BRICK)
    canvas.fill([(630, 378), (700, 268), (1370, 268), (1440, 378)], ROOF)
    canvas.fill([(630, 378), (636, 366), (1434, 366), (1440, 378)], "#38323d")
    for x in (742, 1310):
        canvas.fill(box(x, 226, x + 40, 300), BRICK_DARK)
        canvas.fill(box(x - 5, 220, x + 45, 232), ROOF)
    for x in (694, 790, 1198, 1294):
        _window(canvas, (x, 424), (78, 112))
    canvas.fill(box(660, LAWN - 2, 1410, LAWN + 26), "#8b8179")
    canvas.fill(box(908, 330, 1152, LAWN + 26), "#c65d42")
    canvas.fill([(884, 338), (1030, 214), (1176, 338)], TRIM)
    canvas.fill([(916, 336), (1030, 238), (1144, 336)], "#c65d42")
    canvas.circle((1030, 306), 24, TRIM)
    canvas.line([(1030, 306), (1030, 290)], 3.4, ROOF)
    canvas.line([(1030, 306), (1019, 312)], 3.4, ROOF)
    for x in (926, 1094):
        _window(canvas, (x, 404), (40, 112))
    _turret(canvas)
    _door(canvas)


def _window(canvas: Canvas, corner: Point, size: Point) -> None:
    (left, top), (width, height) = corner, size
    canvas.fill(box(left - 7, top - 7, left + width + 7, top + height + 7), TRIM)
    canvas.blend(box(left, top, left + width, top + height), "#5b8794", "#8fb3b3")
    canvas.fill(
        [(left, top + height * 0.7), (left + width * 0.7, top), (left + width, top), (left, top + height)],
        "#ffffff",
        0.15,
    )
    panes = 3 if width > 60 else 2
    for pane in range(1, panes):
        canvas.line(
            [(left + width * pane / panes, top), (left + width * pane / panes, top + height)], 3.6, TRIM
        )
    canvas.line([(left, top + height * 0.38), (left + width, top + height * 0.38)], 3.6, TRIM)


def _turret(canvas: Canvas) -> None:
    canvas.fill(box(1000, 152, 1060, 246), TRIM)
    canvas.fill(box(1040, 152, 1060, 240), "#dfcfb6")
    canvas.fill([*oval((1030, 190), 17, 18, start=180), (1047, 222), (1013, 222)], "#4f5f68")
    canvas.fill([(1018, 212), (1022, 192), (1030, 186), (1038, 192), (1042, 212)], "#e0a63a")
    canvas.circle((1030, 213), 4, "#a9742a")
    canvas.fill([(988, 156), (1030, 88), (1072, 156)], ROOF)
    canvas.line([(1030, 92), (1030, 58)], 3, ROOF)
    canvas.circle((1030, 56), 5, "#e0a63a")


def _door(canvas: Canvas) -> None:
    canvas.fill([*oval((1030, 462), 46, 46, start=180), (1076, 608), (984, 608)], TRIM)
    canvas.fill([*oval((1030, 464), 38, 38, start=180), (1068, 608), (992, 608)], "#2f6067")
    canvas.fill([*oval((1030, 464), 30, 30, start=180), (1060, 464), (1000, 464)], "#f5d98b")
    canvas.line([(1030, 464), (1030, 608)], 3, "#21474d")
    for x in (1020, 1040):
        canvas.circle((x, 546), 3.6, "#e0a63a")
    for number in range(3):
        canvas.fill(
            box(966 - 16 * number, 604 + 12 * number, 1094 + 16 * number, 618 + 12 * number),
            "#c9bda9" if number % 2 else "#d9cfbb",
        )


def _path(canvas: Canvas) -> None:
    left = curve([(950, 638), (900, 668), (780, 720), (600, 790), (420, 910)])
    right = curve([(900, 910), (960, 800), (1040, 722), (1092, 670), (1104, 638)])
    canvas.blend([*left, *right], "#ecd9b2", "#dcc196")
    canvas.fill([(450, 852), (640, 816), (930, 838), (900, 910), (420, 910)], "#b08f63", 0.3)


def _tree(canvas: Canvas, foot: Point, size: float) -> None:
    """Draw a maple in autumn colours."""

    def at(points: list[Point]) -> list[Point]:
        return moved(points, foot, scale=size)

    canvas.fill(oval((foot[0] + 30 * size, foot[1]), 130 * size, 12 * size), "#4d6038", 0.45)
    trunk = "#5b3b33"
    canvas.fill(at(ribbon(curve([(0, 2), (3, -70), (-2, -150), (6, -240)]), 34, 12)), trunk)
    for tip in ((-84, -206), (84, -214), (-46, -262), (52, -270)):
        canvas.fill(at(ribbon(curve([(0, -110), (tip[0] * 0.5, -160), tip]), 16, 5)), trunk)
    chance = scenery.dice(round(foot[0]))
    blobs = [_in_crown(chance) for _ in range(60)]
    for shade, lift, count in (
        ("#a8432a", 14, 60),
        ("#cc6128", 0, 60),
        ("#e0872b", -14, 40),
        ("#efae3f", -28, 22),
    ):
        for x, y in blobs[:count]:
            shift = -lift * 0.5
            inner = 1 + min(0, lift) * 0.009
            centre = (x * 0.95 * inner - shift, -250 + (y + 250) * inner + lift)
            canvas.fill(at(oval(centre, 36 - abs(lift) * 0.3, 32 - abs(lift) * 0.3)), shade)
    for _ in range(60):
        x, y = at([_in_crown(chance)])[0]
        canvas.circle((x, y), chance.uniform(2, 5) * size, chance.choice(LEAVES), 0.9)


def _in_crown(chance: Random) -> Point:
    """Choose a place in the crown of a tree that stands on the origin."""
    angle, reach = chance.uniform(0, 2 * math.pi), math.sqrt(chance.random())
    return 118 * reach * math.cos(angle), -250 + 82 * reach * math.sin(angle)


def _rack(canvas: Canvas) -> None:
    for x, colour in ((1210, "#2f6067"), (1276, "#d9a03a"), (1342, "#8c3b4a")):
        figures.bicycle(canvas, (x, 668), 56, colour)
    canvas.line([(1160, 668), (1400, 668)], 4, "#6f6a66")


def _children(canvas: Canvas) -> None:
    walking = Pose(0.12, (0.1, -0.42))
    for x, y, height, look, bag in (
        (900, 690, 92, Look("#3f7382", "#3b3a48", hair="#5b3a26"), "#e0a63a"),
        (956, 676, 84, Look("#d9a03a", "#6b4453", "#b57d57", "#2b1d1b"), "#8c3b4a"),
        (748, 784, 172, Look("#c2502c", "#2f4a5a", hair="#c78d45"), "#2f6067"),
        (660, 806, 190, Look("#2f6067", "#57414a", "#a8714e", "#2b1d1b"), "#e9b844"),
        (548, 838, 158, Look("#efbf4a", "#3b4f6b", hair="#7a4a2a"), "#c2502c"),
    ):
        canvas.fill(oval((x + height * 0.12, y), height * 0.3, height * 0.035), "#8a6d48", 0.5)
        figures.person(canvas, (x, y), height, look, walking)
        sack = curve([(-0.08, -0.79), (-0.2, -0.76), (-0.23, -0.6), (-0.2, -0.5), (-0.08, -0.5)], closed=True)
        canvas.fill(moved(sack, (x, y), scale=height), bag)
        flap = [(-0.21, -0.66), (-0.09, -0.68), (-0.09, -0.655), (-0.22, -0.635)]
        canvas.fill(moved(flap, (x, y), scale=height), figures.shade(bag))


def _leaves(canvas: Canvas, count: int, *, is_falling: bool) -> None:
    """Scatter leaves under the tree, or in the air beside it."""
    chance = scenery.dice(count)
    leaf = curve(trace("0,-1 0.5,-0.2 0.25,0.8 0,1 -0.25,0.8 -0.5,-0.2"), closed=True)
    for _ in range(count):
        if is_falling:
            x, y, size = chance.uniform(300, 760), chance.uniform(330, 780), chance.uniform(6, 10)
        else:
            x, y = abs(chance.gauss(60, 360)), 740 + 165 * chance.random() ** 0.7
            size = 4 + 9 * (y - 720) / 180
        canvas.fill(moved(leaf, (x, y), turned=chance.uniform(0, 360), scale=size), chance.choice(LEAVES))
