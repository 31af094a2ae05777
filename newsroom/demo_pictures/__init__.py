"""Pictures for the demo newsroom, drawn on the spot so that none has to be shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PIL import Image

from newsroom.demo_pictures import (
    bridge,
    concert,
    ferry,
    icebreaker,
    library,
    lighthouse,
    market,
    rowing,
    school,
    seabird,
    storm,
    telescope,
)
from newsroom.demo_pictures.canvas import HEIGHT, WIDTH, Canvas

PAINTERS: Mapping[str, Callable[[Canvas], None]] = {
    "bridge": bridge.draw,
    "storm": storm.draw,
    "lighthouse": lighthouse.draw,
    "telescope": telescope.draw,
    "library": library.draw,
    "ferry": ferry.draw,
    "market": market.draw,
    "seabird": seabird.draw,
    "rowing": rowing.draw,
    "school": school.draw,
    "icebreaker": icebreaker.draw,
    "concert": concert.draw,
}

KEYS: tuple[str, ...] = tuple(PAINTERS)


def draw(key: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """Draw one picture, the same every time; a size of another shape cuts off its edges evenly."""
    if key not in PAINTERS:
        message = f"There is no picture called {key!r}; there are {', '.join(KEYS)}."
        raise KeyError(message)
    canvas = Canvas(size)
    PAINTERS[key](canvas)
    return canvas.finished()
