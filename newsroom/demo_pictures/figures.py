"""Small people for streets and squares, seen from the side."""

from __future__ import annotations

from typing import NamedTuple

from newsroom.demo_pictures.canvas import Canvas
from newsroom.demo_pictures.shapes import Point, Shape, curve, moved, oval, ribbon, trace


class Look(NamedTuple):
    """The colours of one person."""

    coat: str
    trousers: str
    skin: str = "#d9a07a"
    hair: str = "#3a2a26"


class Pose(NamedTuple):
    """How one person stands: length of the step, where the hand is, and direction."""

    stride: float = 0.1
    hand: Point = (0.1, -0.4)
    is_facing_left: bool = False


STANDING = Pose(stride=0.03, hand=(0.05, -0.4))


def person(canvas: Canvas, foot: Point, height: float, look: Look, pose: Pose = STANDING) -> None:
    """Draw a person whose feet stand on a point."""

    def put(shape: Shape, colour: str) -> None:
        canvas.fill(moved(shape, foot, scale=height, flipped=pose.is_facing_left), colour)

    step = pose.stride
    for sign in (-1, 1):
        ankle = (sign * step, -0.02 if sign > 0 else -0.03)
        put(ribbon([(0, -0.5), (sign * step * 0.55, -0.26), ankle], 0.13, 0.06), look.trousers)
        put(
            [
                (ankle[0] - 0.035, 0),
                (ankle[0] - 0.03, -0.045),
                (ankle[0] + 0.03, -0.045),
                (ankle[0] + 0.085, 0),
            ],
            look.hair,
        )
    put(oval((0.005, -0.915), 0.066, 0.08), look.skin)
    hair = trace("0.06,-0.95 0.03,-1.0 -0.03,-1.005 -0.075,-0.96 -0.08,-0.88 -0.035,-0.86 -0.02,-0.93")
    put(curve(hair, closed=True), look.hair)
    coat = trace("-0.03,-0.84 0.04,-0.84 0.1,-0.79 0.1,-0.6 0.115,-0.42 -0.115,-0.42 -0.1,-0.6")
    put(curve([*coat, (-0.1, -0.79)], closed=True), look.coat)
    elbow = (pose.hand[0] * 0.3 - 0.05, (pose.hand[1] - 0.78) / 2)
    put(oval(pose.hand, 0.03, 0.03), look.skin)
    put(ribbon(curve([(0, -0.77), elbow, pose.hand]), 0.085, 0.055), shade(look.coat))


def shade(colour: str) -> str:
    """Give the colour as it looks away from the light."""
    parts = [round(int(colour[index : index + 2], 16) * 0.82) for index in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def bicycle(canvas: Canvas, foot: Point, size: float, colour: str) -> None:
    """Draw a bicycle that stands on a point and points to the right; size is the height of a wheel."""
    x, y = foot
    hub = y - size / 2
    back, front, pedals = (x - size * 0.78, hub), (x + size * 0.78, hub), (x - size * 0.08, hub + size * 0.05)
    saddle, head = (x - size * 0.28, y - size * 1.18), (x + size * 0.52, y - size * 1.14)
    for centre in (back, front):
        canvas.line(oval(centre, size * 0.47, size * 0.47), size * 0.055, "#22313a")
    for start, end in ((back, pedals), (back, saddle), (pedals, saddle), (pedals, head), (head, front)):
        canvas.line([start, end], size * 0.07, colour)
    canvas.line(
        [(saddle[0], saddle[1] + size * 0.2), (head[0] - size * 0.02, head[1] + size * 0.14)],
        size * 0.07,
        colour,
    )
    canvas.line(
        [(saddle[0] - size * 0.13, saddle[1]), (saddle[0] + size * 0.13, saddle[1])], size * 0.09, "#22313a"
    )
    grip = (head[0] - size * 0.2, head[1] - size * 0.16)
    canvas.line([head, (head[0], head[1] - size * 0.14), grip], size * 0.06, "#22313a")
