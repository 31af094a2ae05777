"""A reading room with tall windows and a late reader."""

from __future__ import annotations

from newsroom.demo_pictures import figures, scenery
from newsroom.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from newsroom.demo_pictures.shapes import Point, box, curve, oval, trace

# The room in metres: x to the right, y up from the floor, z away from the eye.
EYE = 2.1
VANISHING = (930, 430)
FOCUS = 1150
LEFT, RIGHT, CEILING, NEAR, FAR = -4.2, 3.6, 6.4, 2.6, 16.0
WOOD, WOOD_DARK, WOOD_LIT = "#5a3323", "#2e1a17", "#8a5433"
SPINES = ("#b5472f", "#d48a3c", "#e3c58a", "#3f6b5d", "#2c4a50", "#7f3030", "#c9a66b", "#58766a", "#efe0bd")


def draw(canvas: Canvas) -> None:
    """Draw the picture."""
    canvas.blend(box(0, 0, WIDTH, HEIGHT), "#6e4a33", "#9a6d45")
    _shell(canvas)
    for bay in reversed(range(7)):
        _window(canvas, 3.0 + bay * 1.9)
        _bookcase(canvas, NEAR + bay * 1.9)
    _light(canvas)
    for z in (11.0, 8.2, 5.6):
        _table(canvas, z)
    _front_table(canvas)


def at(x: float, y: float, z: float) -> Point:
    """Place a point of the room on the sheet."""
    return VANISHING[0] + FOCUS * x / z, VANISHING[1] + FOCUS * (EYE - y) / z


def _shell(canvas: Canvas) -> None:
    """Draw floor, ceiling and the end wall with its great arch."""
    floor = [at(LEFT, 0, 2), at(RIGHT, 0, 2), at(RIGHT, 0, FAR), at(LEFT, 0, FAR)]
    canvas.blend(floor, "#c08a54", "#7b4a2f", "#4a2a20")
    ceiling = [at(LEFT, CEILING, 2), at(RIGHT, CEILING, 2), at(RIGHT, CEILING, FAR), at(LEFT, CEILING, FAR)]
    canvas.blend(ceiling, "#4b2f25", "#8d6440")
    for z in range(3, 16, 2):
        beam = [
            at(LEFT, CEILING, z),
            at(RIGHT, CEILING, z),
            at(RIGHT, CEILING, z + 0.35),
            at(LEFT, CEILING, z + 0.35),
        ]
        canvas.fill(beam, "#3c241d")
    end = [at(LEFT, 0, FAR), at(RIGHT, 0, FAR), at(RIGHT, CEILING, FAR), at(LEFT, CEILING, FAR)]
    canvas.blend(end, "#a5794c", "#7d5636")
    middle, spring = at(-0.3, 0, FAR)[0], at(0, 4.2, FAR)[1]
    sill = at(0, 1.2, FAR)[1]
    arch = [*oval((middle, spring), 110, 110, start=180), (middle + 110, sill), (middle - 110, sill)]
    canvas.blend(arch, "#fff6d9", "#ffe3a3", "#f7c77d")
    for step in (-55, 0, 55):
        canvas.line([(middle + step, spring - 96), (middle + step, sill)], 3, WOOD)
    canvas.line([(middle - 110, spring), (middle + 110, spring)], 3, WOOD)
    canvas.line([(middle - 110, (spring + sill) / 2), (middle + 110, (spring + sill) / 2)], 3, WOOD)
    canvas.glow((middle, spring + 40), (420, 360), "#ffe2a4", 0.55)


def _window(canvas: Canvas, z: float) -> None:
    """Draw one bay of the wall on the right: a tall window between two pillars."""
    wall = [at(RIGHT, 0, z), at(RIGHT, CEILING, z), at(RIGHT, CEILING, z + 1.9), at(RIGHT, 0, z + 1.9)]
    canvas.fill(wall, "#8d6240")
    pillar = [at(RIGHT, 0, z), at(RIGHT, CEILING, z), at(RIGHT, CEILING, z + 0.35), at(RIGHT, 0, z + 0.35)]
    canvas.fill(pillar, "#6f4930")
    canvas.blend(_arch(z, 0), "#fffbe6", "#ffedbb", "#fbd592")
    bars = [(at(RIGHT, 1.3, z + s), at(RIGHT, 5.3, z + s)) for s in (0.78, 1.12, 1.47)]
    bars += [(at(RIGHT, y, z + 0.45), at(RIGHT, y, z + 1.8)) for y in (2.3, 3.3, 4.3)]
    for start, end in bars:
        canvas.line([start, end], max(1.2, 15 / z), WOOD)
    canvas.line(_arch(z, 0), max(1.5, 26 / z), WOOD)


def _arch(z: float, _: int) -> list[Point]:
    profile = trace("0.45,1.2 0.45,4.4 0.62,5.0 0.9,5.4 1.12,5.5 1.35,5.4 1.63,5.0 1.8,4.4")
    return [at(RIGHT, y, z + s) for s, y in [*profile, (1.8, 1.2), (0.45, 1.2)]]


def _bookcase(canvas: Canvas, z: float) -> None:
    """Draw one case of the wall on the left and fill its shelves."""
    chance = scenery.dice(round(z * 10))
    top = 4.9
    canvas.fill(
        [at(LEFT, 0, z), at(LEFT, CEILING, z), at(LEFT, CEILING, z + 1.9), at(LEFT, 0, z + 1.9)], WOOD
    )
    canvas.fill(
        [at(LEFT, 0.3, z + 0.12), at(LEFT, top, z + 0.12), at(LEFT, top, z + 1.78), at(LEFT, 0.3, z + 1.78)],
        WOOD_DARK,
    )
    for shelf in range(9):
        floor = 0.35 + shelf * 0.5
        place = z + 0.14
        while place < z + 1.68:
            thick, tall = chance.uniform(0.05, 0.11), chance.uniform(0.27, 0.41)
            if chance.random() > 0.07:
                book = [at(LEFT, floor, place), at(LEFT, floor + tall, place)]
                book += [at(LEFT, floor + tall, place + thick), at(LEFT, floor, place + thick)]
                canvas.fill(book, chance.choice(SPINES))
            place += thick + 0.006
        canvas.line([at(LEFT, floor, z + 0.1), at(LEFT, floor, z + 1.8)], max(1.2, 22 / z), WOOD_LIT)
    for post in (0.0, 1.82):
        case = [at(LEFT, 0, z + post), at(LEFT, top + 0.3, z + post)]
        case += [at(LEFT, top + 0.3, z + post + 0.14), at(LEFT, 0, z + post + 0.14)]
        canvas.fill(case, WOOD_LIT)
    canvas.fill(
        [at(LEFT, top, z), at(LEFT, top + 0.3, z), at(LEFT, top + 0.3, z + 1.9), at(LEFT, top, z + 1.9)],
        WOOD_LIT,
    )


def _light(canvas: Canvas) -> None:
    """Let shafts of light fall from the windows to the floor."""
    for bay in range(6):
        z = 3.0 + bay * 1.9
        patch = [at(0.2, 0, z + 0.3), at(0.2, 0, z + 1.5), at(2.6, 0, z + 1.8), at(2.6, 0, z + 0.6)]
        canvas.fill(patch, "#ffdc9a", 0.42)
        shaft = [at(RIGHT, 5.4, z + 0.6), at(RIGHT, 5.4, z + 1.7), at(RIGHT, 1.3, z + 1.7)]
        shaft += [at(2.6, 0, z + 1.8), at(0.2, 0, z + 1.5), at(0.2, 0, z + 0.3)]
        canvas.blend(shaft, "#fff0c4", "#ffe2a6", alpha=0.13)


def _table(canvas: Canvas, z: float) -> None:
    """Draw a reading table with a lamp and a reader."""
    left, right, top = -1.9, 0.0, 0.78
    for x in (left + 0.1, right - 0.2):
        canvas.fill([at(x, 0, z), at(x, top, z), at(x + 0.12, top, z), at(x + 0.12, 0, z)], WOOD_DARK)
    canvas.fill([at(left, top, z), at(right, top, z), at(right, top, z + 1), at(left, top, z + 1)], "#a4673c")
    canvas.fill([at(left, top, z), at(right, top, z), at(right, top - 0.1, z), at(left, top - 0.1, z)], WOOD)
    _lamp(canvas, at(-1.0, top, z + 0.4), FOCUS / z)


def _lamp(canvas: Canvas, foot: Point, metre: float) -> None:
    x, y = foot
    canvas.glow((x, y - 0.2 * metre), (1.1 * metre, 0.7 * metre), "#ffe6a6", 0.6)
    canvas.fill(oval((x, y), 0.13 * metre, 0.03 * metre), "#d9a441")
    canvas.line([(x, y), (x, y - 0.4 * metre)], 0.03 * metre, "#d9a441")
    shade = [(-0.26, -0.34), (-0.2, -0.47), (0.2, -0.47), (0.26, -0.34)]
    canvas.blend([(x + u * metre, y + v * metre) for u, v in shade], "#5fa37e", "#1f6a50")
    canvas.fill(oval((x, y - 0.34 * metre), 0.25 * metre, 0.025 * metre), "#fff2c9")


def _front_table(canvas: Canvas) -> None:
    """Draw the nearest table, its reader seen from behind, a lamp and piles of books."""
    canvas.fill([(120, 792), (980, 792), (1120, 910), (20, 910)], "#7c4528")
    canvas.fill([(120, 792), (980, 792), (990, 800), (112, 800)], "#c07d48")
    _lamp(canvas, (330, 806), 420)
    for number, (width, colour) in enumerate(
        ((190, "#2c4a50"), (170, "#b5472f"), (180, "#e3c58a"), (140, "#3f6b5d"))
    ):
        y = 812 - number * 24
        canvas.fill(box(800 - width / 2 + number * 5, y - 22, 800 + width / 2 + number * 5, y), colour)
        canvas.fill(
            box(800 + width / 2 + number * 5 - 40, y - 22, 800 + width / 2 + number * 5 - 30, y), "#efe0bd"
        )
    _reader(canvas)


def _reader(canvas: Canvas) -> None:
    coat = "#274b52"
    body = trace("440,910 452,800 484,744 540,716 600,716 652,746 686,806 700,910")
    canvas.fill(curve(body), coat)
    canvas.fill(curve(trace("600,716 652,746 686,806 700,910 664,910 650,820 622,760")), figures.shade(coat))
    canvas.fill(box(552, 686, 590, 726), "#c98d66")
    canvas.fill(oval((571, 650), 45, 54), "#c98d66")
    hair = trace("522,664 520,620 546,590 586,586 616,608 622,650 612,682 580,698 542,692")
    canvas.fill(curve(hair, closed=True), "#2b1714")
    canvas.circle((570, 588), 24, "#2b1714")
