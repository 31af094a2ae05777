"""A handful of small pictures that all seeded articles share."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageDraw, ImageOps

from articles.models import Image, Rendition
from articles.models.pictures import SHARED
from articles.renditions import FORMATS, WIDTHS
from newsroom.seeding.vocabulary import SOURCE_LANGUAGE, vocabulary_of

WIDTH, HEIGHT = 1200, 800
# Sky, ground and what stands between them, for each caption of the vocabulary.
COLOURS = (
    ("#cfe3ee", "#2f5d76", "#f4f1e8"),
    ("#e9d8c4", "#45525e", "#b5432f"),
    ("#3d3a36", "#7a5a3a", "#3f7d5a"),
    ("#dbe7d3", "#8c6d4f", "#c98a2b"),
    ("#2b3350", "#141a2b", "#d9a441"),
    ("#e6ebef", "#5c7148", "#4a3b2c"),
)


def store_pictures(seed: int) -> list[Image]:
    """Write the files and the rows of one seed's pictures, one for each caption."""
    titles = vocabulary_of(SOURCE_LANGUAGE).captions
    return [
        _store(seed, number, title, COLOURS[number % len(COLOURS)]) for number, title in enumerate(titles)
    ]


def _store(seed: int, number: int, title: str, colours: tuple[str, str, str]) -> Image:
    name = hashlib.blake2b(f"{seed}/picture/{number}".encode(), digest_size=12).hexdigest()
    image = Image.objects.create(
        title=title,
        file=_write(f"pictures/{name}.jpeg", _paint(WIDTH, *colours), "jpeg"),
        width=WIDTH,
        height=HEIGHT,
        credit="Newsroom",
        shared=_write(
            f"renditions/{name}-{SHARED[1]}.jpeg", ImageOps.fit(_paint(WIDTH, *colours), SHARED), "jpeg"
        ),
    )
    Rendition.objects.bulk_create(
        Rendition(
            image=image,
            width=painted.width,
            height=painted.height,
            format=form,
            file=_write(f"renditions/{name}-{painted.width}.{form}", painted, form),
        )
        for painted in (_paint(width, *colours) for width in WIDTHS)
        for form in FORMATS
    )
    return image


def pictures_in(language: str, images: list[Image]) -> list[dict[str, Any]]:
    """Describe each picture as `articles.versions` freezes it, with its words in a language."""
    words = vocabulary_of(language)
    return [
        {
            "image": image.pk,
            "caption": words.captions[number],
            "alternative_text": words.alternatives[number],
            "credit": image.credit,
            "width": image.width,
            "height": image.height,
            "focal_x": image.focal_x,
            "focal_y": image.focal_y,
            "shared": image.shared.name,
            "renditions": [
                {
                    "format": rendition.format,
                    "width": rendition.width,
                    "height": rendition.height,
                    "name": rendition.file.name,
                }
                for rendition in image.renditions.all()
            ],
        }
        for number, image in enumerate(images)
    ]


def _paint(width: int, sky: str, ground: str, thing: str) -> Pillow.Image:
    height = width * HEIGHT // WIDTH
    picture = Pillow.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 5 // 8, width, height), fill=ground)
    draw.rectangle((width * 5 // 12, height // 4, width * 7 // 12, height * 11 // 16), fill=thing)
    return picture


def _write(name: str, picture: Pillow.Image, form: str) -> str:
    """Write a file under exactly this name; one that is there already came from the same seed."""
    if not default_storage.exists(name):
        content = io.BytesIO()
        picture.save(content, form.upper(), **FORMATS[form])
        default_storage.save(name, ContentFile(content.getvalue()))
    return name
