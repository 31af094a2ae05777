"""Pictures as a page shows them: the frozen description of a version, made into sources and sizes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage

from articles.models import PublishedVersion
from articles.models.pictures import SHARED

# In this order a browser takes the first that it knows; JPEG is for all others.
MODERN = ("avif", "webp")
FALLBACK = ("jpeg", "png")
USUAL_WIDTH = 800


@dataclass(frozen=True)
class Source:
    """The sizes of one format, as the `srcset` of a `source` element."""

    type: str
    sizes: str


@dataclass(frozen=True)
class Shared:
    """The picture that link previews show."""

    path: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """One picture with its words."""

    path: str
    sizes: str
    sources: tuple[Source, ...]
    width: int
    height: int
    alternative_text: str
    caption: str
    credit: str
    largest: str
    shared: Shared


def pictures_of(version: PublishedVersion) -> list[Picture]:
    """Describe a version's pictures, the lead first; one without any rendition is not shown."""
    return [shown for picture in version.pictures if (shown := _shown(picture))]


def lead_picture_of(version: PublishedVersion) -> Picture | None:
    """Describe the first picture alone."""
    return next(iter(pictures_of(version)), None)


def _shown(picture: dict[str, Any]) -> Picture | None:
    renditions = sorted(picture["renditions"], key=lambda rendition: rendition["width"])
    usual = [rendition for rendition in renditions if rendition["format"] in FALLBACK]
    if not usual:
        return None
    nearest = min(usual, key=lambda rendition: abs(rendition["width"] - USUAL_WIDTH))
    sources = (
        Source(f"image/{name}", _sizes(each for each in renditions if each["format"] == name))
        for name in MODERN
    )
    return Picture(
        path=default_storage.url(nearest["name"]),
        sizes=_sizes(usual),
        sources=tuple(source for source in sources if source.sizes),
        width=picture["width"],
        height=picture["height"],
        alternative_text=picture["alternative_text"],
        caption=picture["caption"],
        credit=picture["credit"],
        largest=default_storage.url(usual[-1]["name"]),
        shared=_shared(picture, usual[-1]),
    )


def _shared(picture: dict[str, Any], largest: dict[str, Any]) -> Shared:
    """Give the file that was cut for it, else, for a picture from before there was one, the largest."""
    if name := picture.get("shared"):
        return Shared(default_storage.url(name), *SHARED)
    return Shared(default_storage.url(largest["name"]), largest["width"], largest["height"])


def _sizes(renditions: Iterable[dict[str, Any]]) -> str:
    return ", ".join(f"{default_storage.url(each['name'])} {each['width']}w" for each in renditions)
