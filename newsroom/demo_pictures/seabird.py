"""Puffins on a cliff among flowering thrift."""

from __future__ import annotations

from newsroom.demo_pictures import scenery
from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.shapes import Point, curve, moved, oval, ribbon, trace

HORIZON = 392
TURF = trace("-20,690 160,720 330,760 520,776 720,752 900,706 1060,696 1170,724 1230,780")
BLACK, GREY, WHITE, ORANGE, BILL = "#1e2730", "#39454e", "#fdfaf1", "#ee7a2d", "#e2532f"


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    scenery.sky(canvas, HORIZON, "#a9cfc9", "#cfe3d4", "#f1eed8")
    for x, y, width in ((1180, 90, 620), (1420, 160, 420), (520, 120, 420), (860, 230, 520)):
        scenery.streak(canvas, (x, y), width, 20, "#fbf8e8", 0.7)
    scenery.water(canvas, HORIZON, "#cfe2d6", "#82b9b8", "#3f8791", "#2a6a78")
    with canvas.reflection(470, 0.4, sway=3):
        _stacks(canvas)
    _stacks(canvas)
    scenery.glints(canvas, (500, 410, 1600, 860), "#f3f8ec", 70, seed=3, alpha=0.55)
    _flock(canvas)
    _cliff(canvas)
    _puffin(canvas, (1012, 704), 0.56, is_facing_left=True)
    _puffin(canvas, (520, 776), 1.32, is_facing_left=False)
    _flowers(canvas)


def _stacks(canvas: Canvas) -> None:
    """Draw the headland and the rocks in the sea, whitened by birds."""
    scenery.hills(
        canvas, [(960, HORIZON), (1120, 372), (1300, 352), (1460, 356), (1600, 330)], HORIZON, "#a8c6bf"
    )
    far = trace("1120,470 1150,360 1172,282 1210,262 1262,268 1284,330 1312,402 1336,470")
    canvas.blend(far, "#93a9a4", "#6d8c8d")
    canvas.fill(trace("1168,296 1176,276 1210,262 1262,268 1273,296 1240,288 1206,296"), "#8fb184")
    canvas.fill(trace("1273,296 1284,330 1312,402 1336,470 1276,470 1250,380"), "#58797d", 0.7)
    near = trace("1400,470 1424,330 1450,196 1500,168 1560,178 1620,214 1620,470")
    canvas.blend(near, "#7f9995", "#4f7479")
    canvas.fill(trace("1447,208 1454,190 1500,168 1560,178 1620,214 1620,232 1556,204 1494,202"), "#7da377")
    canvas.fill(trace("1494,202 1556,204 1620,232 1620,470 1500,470 1538,350"), "#3f656c", 0.7)
    chance = scenery.dice(8)
    for left, right, top in ((1186, 1260, 300), (1450, 1580, 220)):
        for _ in range(26):
            canvas.circle((chance.uniform(left, right), top + 24 * chance.randrange(6)), 2.4, WHITE, 0.9)
    for x, y, width in ((1228, 474, 280), (1510, 474, 300)):
        scenery.streak(canvas, (x, y), width, 9, WHITE, 0.8)


def _flock(canvas: Canvas) -> None:
    chance = scenery.dice(31)
    for _ in range(26):
        x, y = 1080 + chance.gauss(180, 190), 150 + chance.gauss(40, 62)
        scenery.gull(canvas, (x, y), chance.uniform(14, 34), "#4a6669", tilt=chance.uniform(-20, 20))
    for x, y, span, tilt in ((880, 330, 92, -10), (1010, 268, 64, 8)):
        scenery.gull(canvas, (x, y), span, WHITE, tilt=tilt)


def _cliff(canvas: Canvas) -> None:
    face = [*curve(TURF), (1262, 910), (-20, 910)]
    canvas.blend(face, "#8fae6a", "#5d8a5c", "#3f6b50")
    rock = trace("560,910 620,846 760,826 880,786 1040,770 1150,790 1230,780 1262,910")
    canvas.blend(rock, "#8b8a80", "#5c6566")
    canvas.fill([(1150, 790), (1230, 780), (1262, 910), (1180, 910)], "#4c5759")
    canvas.fill([(760, 826), (880, 786), (900, 840), (820, 910), (700, 910)], "#a3a095")
    chance = scenery.dice(14)
    for _ in range(240):
        x = chance.uniform(-20, 1160)
        y = _ground(x) + chance.uniform(0, 14)
        lean = chance.uniform(-10, 12)
        blade = ribbon([(x, y + 10), (x + lean * 0.4, y - 8), (x + lean, y - chance.uniform(14, 34))], 4, 0.8)
        canvas.fill(blade, chance.choice(("#6f9a5e", "#87ab68", "#527f56")))


def _ground(x: float) -> float:
    """Tell how high the turf stands at a place."""
    return next(y for place, y in curve(TURF) if place >= x)


def _puffin(canvas: Canvas, foot: Point, size: float, *, is_facing_left: bool) -> None:
    """Draw a puffin from feet to bill; it measures 330 units at size 1."""

    def put(points: list[Point], colour: str, alpha: float = 1) -> None:
        canvas.fill(moved(points, foot, scale=size, flipped=is_facing_left), colour, alpha)

    put(oval((0, 4), 92, 10), "#2f5545", 0.5)
    for x in (-22, 20):
        put(ribbon([(x, -44), (x + 2, -8)], 13, 11), ORANGE)
        put(
            curve(
                [(x - 8, -10), (x + 16, -12), (x + 42, 2), (x + 20, 4), (x - 4, 5), (x - 14, 2)], closed=True
            ),
            ORANGE,
        )
    put([(-66, -78), (-112, -30), (-92, -26), (-46, -52)], BLACK)
    belly = trace("-50,-52 -6,-32 44,-46 74,-96 78,-150 58,-204 10,-216 -40,-180 -66,-110")
    put(curve(belly, closed=True), WHITE)
    put(curve(trace("-50,-52 -6,-32 44,-46 66,-80 30,-62 -12,-60"), closed=True), "#d7ddd3")
    back = trace("-84,-52 -92,-96 -78,-150 -46,-200 0,-236 56,-230 66,-196 34,-176 4,-152")
    put(curve([*back, (-8, -110), (-30, -66), (-62, -46)], closed=True), BLACK)
    wing = trace("-96,-40 -86,-96 -56,-150 -22,-162 -14,-130 -28,-84 -62,-48")
    put(curve(wing, closed=True), GREY)
    put(curve([(-92, -48), (-76, -96), (-50, -132), (-34, -134), (-58, -88)], closed=True), "#4d5a63")
    _head(canvas, foot, size, is_facing_left=is_facing_left)


def _head(canvas: Canvas, foot: Point, size: float, *, is_facing_left: bool) -> None:
    neck = (foot[0] + (6 if is_facing_left else -6) * size, foot[1] + 24 * size)

    def put(points: list[Point], colour: str, alpha: float = 1) -> None:
        canvas.fill(moved(points, neck, scale=size, flipped=is_facing_left), colour, alpha)

    skull = trace("-18,-226 -24,-268 -6,-308 32,-326 70,-314 90,-282 84,-244 56,-216 14,-208")
    put(curve(skull, closed=True), BLACK)
    cheek = trace("6,-262 26,-294 60,-300 88,-282 90,-254 74,-230 44,-222 16,-234")
    put(curve(cheek, closed=True), "#f1efe6")
    put(curve(trace("6,-262 20,-256 48,-232 70,-230 44,-222 16,-234"), closed=True), "#d3d8d2")
    bill = curve(trace("80,-296 108,-300 134,-284 152,-254 156,-238 130,-238 96,-234 82,-240"))
    put(bill, BILL)
    put(curve(trace("80,-296 100,-299 106,-268 100,-236 82,-240 86,-268"), closed=True), "#53646f")
    put(ribbon(curve([(102, -300), (110, -268), (103, -235)]), 6, 6), "#f6c64a")
    for shift in (0, 15):
        put(
            ribbon(
                curve([(120 + shift, -290 + shift * 0.9), (125 + shift, -266), (121 + shift, -240)]), 3.4, 2
            ),
            "#b83b22",
        )
    put(ribbon([(86, -260), (150, -246)], 3, 1.6), "#7d2a1f")
    put(oval((84, -242), 8, 8), "#f6c64a")
    put([(46, -286), (60, -294), (72, -284), (60, -270)], "#53646f")
    put(oval((60, -281), 8.5, 8.5), BILL)
    put(oval((60, -281), 5.6, 5.6), BLACK)
    put(oval((62, -283), 1.8, 1.8), WHITE)
    put(ribbon([(48, -280), (22, -272)], 3, 1), "#a9b2af")


def _flowers(canvas: Canvas) -> None:
    """Draw cushions of thrift in the foreground, pink on thin stalks."""
    chance = scenery.dice(44)
    spots = trace("70,0.9 200,0.7 330,0.5 760,0.6 880,0.5 130,1.3 300,1.2 20,1.2 740,1.0")
    for middle, size in spots:
        for _ in range(9):
            x = middle + chance.gauss(0, 44) * size
            foot = 800 + 90 * (size - 0.5) + chance.uniform(-12, 16)
            top = (x + chance.uniform(-14, 14), foot - chance.uniform(50, 96) * size)
            canvas.fill(
                ribbon(curve([(x, foot), (x, (foot + top[1]) / 2), top]), 4 * size, 2.6 * size), "#44724f"
            )
            bloom = chance.choice(("#e58aa6", "#d96c92", "#f0a9ba"))
            for dx, dy in ((-7, 1), (7, 1), (0, -6), (0, 3)):
                canvas.circle((top[0] + dx * size, top[1] + dy * size), 8.5 * size, bloom)
            canvas.circle((top[0] - 2 * size, top[1] - 3 * size), 4.5 * size, "#f9d0d6")
