"""A cellist and a pianist on the stage of a full hall."""

from __future__ import annotations

from newsroom.demo_pictures import scenery
from newsroom.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo_pictures.shapes import Point, box, curve, moved, oval, ribbon, trace

STAGE = 610
EDGE = 716
INK, NIGHT, GOLD, AMBER, SKIN = "#1c0d1f", "#140a18", "#e9b75a", "#ffdf9c", "#b06d50"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    canvas.blend(box(0, 0, WIDTH, HEIGHT), "#2a1030", "#5a1c3c", "#3a1230")
    _shell(canvas)
    canvas.blend([(130, STAGE), (1470, STAGE), (1600, EDGE), (0, EDGE)], "#d98f4e", "#a85a35")
    for number in range(-9, 10):
        canvas.line([(800 + number * 78, STAGE), (800 + number * 98, EDGE)], 2, "#7d3f2b", 0.5)
    canvas.glow((800, 660), (560, 90), AMBER, 0.8)
    _spotlights(canvas)
    _piano(canvas)
    _pianist(canvas)
    _cellist(canvas)
    _curtains(canvas)
    canvas.blend(box(0, EDGE, WIDTH, 800), "#5c2230", "#2a0f22")
    canvas.fill(box(0, EDGE, WIDTH, EDGE + 8), GOLD)
    _audience(canvas)


def _shell(canvas: Canvas) -> None:
    """Draw the back of the stage as a nest of arches that grow lighter inwards."""
    for reach, height, colour in (
        (690, 610, "#6b2340"),
        (590, 530, "#842f43"),
        (490, 450, "#a34545"),
        (390, 370, "#c1624b"),
        (290, 290, "#d98356"),
    ):
        arch = [*oval((800, STAGE), reach, height, start=180), (800 + reach, STAGE)]
        canvas.fill(arch, colour)
        canvas.line(oval((800, STAGE), reach, height, start=180), 4, GOLD, 0.7)
    canvas.glow((800, STAGE), (520, 420), AMBER, 0.55)


def _spotlights(canvas: Canvas) -> None:
    for x, foot in ((330, 520), (1270, 980), (800, 760)):
        beam = [(x - 18, -20), (x + 18, -20), (foot + 250, 690), (foot - 250, 690)]
        canvas.glow((x, -20), (1000, 900), "#fff0c4", 0.5, within=beam)


def _piano(canvas: Canvas) -> None:
    """Draw a grand piano with its lid up, seen from the hall."""
    canvas.fill(oval((1040, 690), 270, 14), "#6b2f25", 0.6)
    lid = trace("800,500 850,400 960,318 1120,262 1230,270 1268,318 1262,498")
    canvas.fill(curve(lid), INK)
    canvas.fill(curve(trace("828,496 868,416 968,340 1120,286 1216,290 1246,326 1240,496")), "#3d1c33")
    canvas.fill(curve(trace("940,496 980,400 1090,330 1160,312 1100,400 1080,496")), "#63304a", 0.6)
    canvas.line([(1160, 506), (1196, 300)], 6, GOLD)
    canvas.fill(box(786, 494, 1280, 520), GOLD)
    canvas.blend(box(790, 506, 1284, 576), "#2e1530", INK)
    canvas.fill(box(790, 506, 1284, 512), "#6b3a55")
    canvas.fill([(736, 536), (800, 530), (800, 576), (736, 576)], INK)
    canvas.fill([(738, 532), (800, 528), (800, 537), (738, 541)], "#fff5df")
    for x in (820, 1050, 1246):
        canvas.fill([(x, 576), (x + 26, 576), (x + 18, 680), (x + 8, 680)], INK)
        canvas.circle((x + 13, 684), 7, GOLD)
    canvas.line([(930, 576), (936, 672)], 5, INK)
    canvas.line([(920, 674), (954, 674)], 6, GOLD)
    canvas.fill([(812, 500), (824, 444), (882, 440), (878, 500)], "#fff5df")


def _pianist(canvas: Canvas) -> None:
    """Draw the pianist from the side, hands on the keys."""
    canvas.fill(box(604, 602, 706, 618), "#7d2b3f")
    for x in (614, 686):
        canvas.fill(box(x, 618, x + 12, 692), INK)
    dress = "#1f3f4f"
    canvas.fill(
        curve(trace("618,606 636,560 700,572 762,592 770,620 776,684 744,688 728,628 650,616"), closed=True),
        dress,
    )
    canvas.fill(
        curve(trace("618,608 612,540 628,468 650,440 684,444 698,484 690,550 700,600"), closed=True),
        "#2c5a68",
    )
    canvas.fill(curve(trace("618,608 612,540 628,468 646,446 640,520 652,606"), closed=True), dress)
    canvas.fill(ribbon([(664, 446), (676, 424)], 24, 22), SKIN)
    canvas.fill(oval((688, 398), 29, 33), SKIN)
    hair = trace("706,372 684,360 656,372 648,404 640,430 662,430 678,408 686,388")
    canvas.fill(curve(hair, closed=True), "#5b2a22")
    canvas.circle((646, 414), 17, "#5b2a22")
    canvas.line([(696, 532), (756, 526)], 15, SKIN)
    canvas.fill(ribbon([(656, 468), (694, 528)], 40, 26), "#3a6d7a")
    for centre, reach in (((656, 468), 20), ((694, 528), 13)):
        canvas.circle(centre, reach, "#3a6d7a")
    canvas.fill(curve([(742, 676), (772, 674), (806, 690), (742, 692)], closed=True), NIGHT)
    canvas.fill(oval((764, 526), 11, 7), SKIN)


def _cellist(canvas: Canvas) -> None:
    """Draw the cellist, seated and turned to the hall, with the bow on the strings."""
    canvas.fill(oval((430, 694), 150, 12), "#6b2f25", 0.6)
    for x in (372, 470):
        canvas.line([(x, 590), (x - 8, 690)], 8, INK)
    canvas.fill(box(362, 580, 484, 598), "#7d2b3f")
    suit, lit = "#2a1a33", "#43294a"
    for side, knee, shoe in ((-1, 344, 330), (1, 516, 530)):
        canvas.fill(ribbon(curve([(424 + side * 22, 580), (knee, 590), (shoe, 684)]), 52, 26), suit)
        canvas.fill(oval((shoe + side * 12, 688), 28, 9), NIGHT)
    canvas.fill(curve(trace("376,596 370,500 382,424 424,404 468,424 480,500 474,596")), suit)
    canvas.fill([(410, 408), (424, 470), (440, 408)], "#fff5df")
    canvas.fill(ribbon([(424, 416), (426, 384)], 24, 24), "#b9785a")
    canvas.fill(oval((428, 358), 31, 37), "#c98a66")
    canvas.fill(curve(trace("396,356 398,326 424,312 452,322 462,350 448,338 418,336"), closed=True), NIGHT)
    _cello(canvas, (438, 560))
    for start, elbow, hand in (((458, 432), (514, 500), (478, 440)), ((388, 434), (338, 506), (356, 566))):
        canvas.line([start, elbow], 32, lit)
        canvas.line([elbow, hand], 25, lit)
    canvas.fill(oval((472, 432), 14, 11), "#c98a66")
    canvas.fill(oval((358, 570), 14, 12), "#c98a66")
    canvas.line([(344, 566), (560, 548)], 5, "#f3d9a3")
    canvas.line([(344, 574), (560, 554)], 2, "#fff5df")


def _cello(canvas: Canvas, centre: Point) -> None:
    def put(points: list[Point], colour: str, alpha: float = 1) -> None:
        canvas.fill(moved(points, centre, turned=12, scale=1.05), colour, alpha)

    half = trace("0,-92 34,-88 52,-62 46,-34 30,-14 34,8 60,32 62,72 34,98 0,102")
    body = curve([*half, *[(-x, y) for x, y in half[-2:0:-1]]], closed=True)
    put(body, "#7d3420")
    put([(x * 0.9 + 2, y * 0.94) for x, y in body], "#c4642d")
    put(curve(trace("0,-86 -32,-78 -44,-56 -30,-14 -50,38 -50,70 -20,92 -16,0"), closed=True), "#e08a3f", 0.6)
    for side in (-1, 1):
        put(ribbon(curve([(side * 22, -8), (side * 27, 14), (side * 21, 36)]), 4, 4), NIGHT)
    put(box(-7, -200, 7, 6), NIGHT)
    put([(-16, 22), (16, 22), (13, 30), (-13, 30)], "#f0c98a")
    put([(-8, 44), (8, 44), (4, 92), (-4, 92)], NIGHT)
    put(oval((0, -208), 12, 14), "#7d3420")
    for x in (-4, 0, 4):
        put(ribbon([(x, -196), (x * 1.6, 46)], 1.6, 1.6), "#fff5df", 0.8)
    put(ribbon([(0, 100), (0, 130)], 4, 3), INK)


def _curtains(canvas: Canvas) -> None:
    """Draw the drawn-back curtain on both sides and the pelmet above."""
    for fold in range(9):
        tone = ("#8c2338", "#a83244", "#6f1a31")[fold % 3]
        left = fold * 30 - 14
        hem = left * 0.72
        strip = curve([(left, 0), (left * 0.98, 300), (hem * 0.62, 520), (hem, EDGE + 6)])
        other = curve(
            [(left + 32, 0), (left * 0.98 + 32, 300), ((hem + 32) * 0.62, 520), (hem + 27, EDGE + 6)]
        )
        shape = [*strip, *other[::-1]]
        for points in (shape, [(WIDTH - x, y) for x, y in shape]):
            canvas.blend(points, tone, "#4a1029")
    for side in (0, 1):
        tie = trace("0,506 70,512 128,500 130,518 70,532 0,526")
        canvas.fill([(abs(side * WIDTH - x), y) for x, y in tie], GOLD)
    for scallop in range(9):
        middle = 88 + scallop * 178
        canvas.blend(
            [(middle - 89, -4), (middle + 89, -4), *oval((middle, 40), 89, 58, end=180)], "#5a142c", "#a02c40"
        )
        canvas.line(oval((middle, 40), 89, 57, end=180), 4, GOLD)


def _audience(canvas: Canvas) -> None:
    """Draw three rows of heads and shoulders against the light."""
    chance = scenery.dice(52)
    for level, size, colour, lit in (
        (800, 0.8, "#3a1530", "#7d3a45"),
        (850, 1.0, "#28102a", "#5f2a40"),
        (898, 1.3, NIGHT, "#3d1a33"),
    ):
        x = -40 + chance.uniform(0, 60)
        while x < WIDTH + 60:
            y = level + chance.uniform(-10, 10)
            for shift, tone in ((-5, lit), (0, colour)):
                shoulders = trace("-62,96 -54,52 -22,36 22,36 54,52 62,96 60,150 -60,150")
                canvas.fill(moved(curve(shoulders, closed=True), (x, y + shift), scale=size), tone)
                canvas.fill(moved(oval((0, 4), 30, 36), (x, y + shift), scale=size), tone)
                canvas.fill(moved(box(-12, 30, 12, 50), (x, y + shift), scale=size), tone)
            if chance.random() < 0.35:
                canvas.circle((x, y - 36 * size), 16 * size, colour)
            x += 126 * size * chance.uniform(0.92, 1.1)
