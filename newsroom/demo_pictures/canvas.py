"""A sheet for flat, poster-like pictures: drawn three times too large, then reduced."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw

from newsroom.demo_pictures.shapes import Point, Shape

# Every picture is composed on a sheet of this size, whatever size is asked for.
WIDTH = 1600
HEIGHT = 900

FINENESS = 3
OPAQUE = 255
RIM = 178  # the level of Pillow's radial gradient in the middle of its sides
RIPPLE_HEIGHT = 1.0


class Canvas:
    """A sheet of 1600 by 900 units on which later shapes cover earlier ones."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.scale = FINENESS * max(size[0] / WIDTH, size[1] / HEIGHT)
        sheet = (math.ceil(WIDTH * self.scale), math.ceil(HEIGHT * self.scale))
        self.image = Image.new("RGB", sheet)
        self._mirrored_at: float | None = None

    def fill(self, shape: Shape, colour: str, alpha: float = 1.0) -> None:
        """Fill a closed shape with one colour."""
        pen = ImageDraw.Draw(self.image, "RGBA")
        pen.polygon(self._placed(shape), fill=_ink(colour, alpha))

    def blend(self, shape: Shape, *colours: str, alpha: float = 1.0, across: bool = False) -> None:
        """Fill a shape with evenly spaced colours from its top to its bottom, or from left to right."""
        points = self._placed(shape)
        box = self._box_of(points)
        if box is None:
            return
        # The colours span the whole shape, also the part of it that lies outside the sheet.
        axis = 0 if across else 1
        start = math.floor(min(point[axis] for point in points))
        length = math.ceil(max(point[axis] for point in points)) - start + 2
        is_reversed = self._mirrored_at is not None and not across
        ramp = _ramp(colours[::-1] if is_reversed else colours, length)
        ramp = ramp.crop((0, box[axis] - start, 1, box[axis + 2] - start))
        if across:
            ramp = ramp.transpose(Image.Transpose.TRANSPOSE)
        ramp = ramp.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.NEAREST)
        self.image.paste(ramp, box, _mask(points, box, alpha))

    def line(self, points: Shape, width: float, colour: str, alpha: float = 1.0) -> None:
        """Draw a line with round ends and joints."""
        placed = self._placed(points)
        thick = max(1, round(width * self.scale))
        if alpha >= 1:
            _stroke(ImageDraw.Draw(self.image), placed, thick, _ink(colour, 1))
            return
        # Overlapping pieces of one line must not darken each other, hence a mask.
        box = self._box_of(placed, margin=thick)
        if box is None:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        moved = [(x - box[0], y - box[1]) for x, y in placed]
        _stroke(ImageDraw.Draw(mask), moved, thick, round(alpha * OPAQUE))
        self.image.paste(_ink(colour, 1)[:3], box, mask)

    def circle(self, centre: Point, radius: float, colour: str, alpha: float = 1.0) -> None:
        """Fill a circle."""
        (x, y), reach = self._placed([centre])[0], radius * self.scale
        pen = ImageDraw.Draw(self.image, "RGBA")
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=_ink(colour, alpha))

    def glow(
        self, centre: Point, reach: Point, colour: str, strength: float, *, within: Shape | None = None
    ) -> None:
        """Lay soft light, strongest in the middle of an ellipse, and cut it off outside a shape."""
        x, y = self._placed([centre])[0]
        width, height = reach[0] * self.scale, reach[1] * self.scale
        box = self._box_of([(x - width, y - height), (x + width, y + height)], margin=0)
        if box is None:
            return
        # Only the part on the sheet is worth making large.
        seen = [
            128 + 128 * (side - middle) / length
            for side, middle, length in zip(box, (x, y, x, y), (width, height, width, height), strict=True)
        ]
        seen = [min(256.0, max(0.0, side)) for side in seen]
        falloff = [round(strength * OPAQUE * max(0, 1 - step / RIM) ** 2) for step in range(OPAQUE + 1)]
        size = (box[2] - box[0], box[3] - box[1])
        light = Image.radial_gradient("L").point(falloff)
        mask = light.resize(size, Image.Resampling.BILINEAR, box=(seen[0], seen[1], seen[2], seen[3]))
        if within is not None:
            mask = ImageChops.multiply(mask, _mask(self._placed(within), box, 1))
        self.image.paste(_ink(colour, 1)[:3], box, mask)

    def veil(self, top: float, bottom: float, colour: str, alphas: tuple[float, float]) -> None:
        """Lay a band of mist over the full width, with one opacity above and one below."""
        upper, lower = (self._placed([(0, y)])[0][1] for y in (top, bottom))
        first, last = alphas if upper <= lower else alphas[::-1]
        upper, lower = sorted((round(upper), round(lower)))
        levels = [round(OPAQUE * (first + (last - first) * step / OPAQUE)) for step in range(OPAQUE + 1)]
        mask = Image.linear_gradient("L").point(levels)
        mask = mask.resize((self.image.width, max(1, lower - upper)), Image.Resampling.BILINEAR)
        self.image.paste(_ink(colour, 1)[:3], (0, upper), mask)

    @contextmanager
    def inside(self, *shapes: Shape) -> Iterator[None]:
        """Keep what is drawn in this context within the shapes."""
        before = self.image.copy()
        mask = Image.new("L", self.image.size, OPAQUE)
        pen = ImageDraw.Draw(mask)
        for shape in shapes:
            pen.polygon(self._placed(shape), fill=0)
        yield
        self.image.paste(before, (0, 0), mask)

    @contextmanager
    def faded(self, opacity: float) -> Iterator[None]:
        """Draw everything in this context as one translucent layer."""
        before = self.image.copy()
        yield
        self.image.paste(Image.blend(before, self.image, opacity))

    @contextmanager
    def reflection(self, waterline: float, strength: float, *, sway: float = 3.0) -> Iterator[None]:
        """Turn what is drawn in this context upside down in the water below a line."""
        before = self.image.copy()
        self._mirrored_at = waterline
        yield
        self._mirrored_at = None
        edge = round(waterline * self.scale)
        box = (0, edge, self.image.width, self.image.height)
        mirrored = _rippled(self.image.crop(box), self.scale, sway)
        self.image.paste(before)
        mask = Image.new("L", mirrored.size, round(strength * OPAQUE))
        self.image.paste(mirrored, box, mask)

    def finished(self) -> Image.Image:
        """Give the picture in the size asked for, cut evenly on both sides where it does not fit."""
        width, height = (length * FINENESS for length in self.size)
        left, top = (self.image.width - width) / 2, (self.image.height - height) / 2
        box = (
            max(0, left),
            max(0, top),
            min(left + width, self.image.width),
            min(top + height, self.image.height),
        )
        return _grained(self.image.resize(self.size, Image.Resampling.HAMMING, box=box))

    def _placed(self, points: Shape) -> list[Point]:
        if self._mirrored_at is not None:
            points = [(x, 2 * self._mirrored_at - y) for x, y in points]
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _box_of(self, points: Shape, margin: int = 1) -> tuple[int, int, int, int] | None:
        """Find the part of the sheet that holds the points, or None if they lie outside."""
        left = max(0, math.floor(min(x for x, _ in points)) - margin)
        top = max(0, math.floor(min(y for _, y in points)) - margin)
        right = min(self.image.width, math.ceil(max(x for x, _ in points)) + margin)
        bottom = min(self.image.height, math.ceil(max(y for _, y in points)) + margin)
        return (left, top, right, bottom) if left < right and top < bottom else None


def _ink(colour: str, alpha: float) -> tuple[int, int, int, int]:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return red, green, blue, round(alpha * OPAQUE)


def _ramp(colours: Sequence[str], length: int) -> Image.Image:
    """Make a column, one pixel wide, that runs evenly through the colours."""
    ramp = Image.new("RGB", (1, length))
    bands = len(colours) - 1
    for number, (first, last) in enumerate(pairwise(colours)):
        start, end = round(length * number / bands), round(length * (number + 1) / bands)
        band = (1, max(1, end - start))
        share = Image.linear_gradient("L").resize(band)
        mixed = Image.composite(Image.new("RGB", band, last), Image.new("RGB", band, first), share)
        ramp.paste(mixed, (0, start))
    return ramp


def _mask(points: Shape, box: tuple[int, int, int, int], alpha: float) -> Image.Image:
    mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    moved = [(x - box[0], y - box[1]) for x, y in points]
    ImageDraw.Draw(mask).polygon(moved, fill=round(alpha * OPAQUE))
    return mask


def _stroke(pen: ImageDraw.ImageDraw, points: Shape, width: int, ink: int | tuple[int, ...]) -> None:
    pen.line(points, fill=ink, width=width, joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=ink)


def _rippled(water: Image.Image, scale: float, sway: float) -> Image.Image:
    """Shift the rows of a mirrored scene sideways, more so the nearer they are."""
    rippled = water.copy()
    step = max(1, round(RIPPLE_HEIGHT * scale))
    for top in range(0, water.height, step):
        depth = top / scale
        swing = math.sin(depth * 0.42) + 0.7 * math.sin(depth * 0.17 + 1)
        shift = round(sway * swing * min(1.0, 0.2 + depth / 90) * scale)
        row = water.crop((0, top, water.width, min(top + step, water.height)))
        rippled.paste(row, (shift, top))
    return rippled


def _grained(picture: Image.Image) -> Image.Image:
    """Add the fine grain of printed paper, which also hides the steps in long gradients."""
    width, height = picture.size
    noise = Random(width).randbytes(width * height)  # noqa: S311 - grain is no secret
    grain = Image.frombytes("L", picture.size, noise).point(
        [round(level / 64) for level in range(OPAQUE + 1)]
    )
    return ImageChops.add(picture, Image.merge("RGB", [grain] * 3), offset=-2)
