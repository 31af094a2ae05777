"""Taking in pictures: told by their content, re-encoded without metadata, in the sizes that are served.

Nothing is decoded before the limits were checked, and nothing is encoded or written to disk while a
transaction of this module is open. An animation is kept as its first frame.
"""

from __future__ import annotations

import io
import logging
import struct
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps, UnidentifiedImageError

from articles.models import Image, Rendition
from articles.models.pictures import SHARED, original_name, rendition_name, shared_name

logger = logging.getLogger(__name__)

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
# WebP can hold no more; nor is a longer strip a picture for an article.
MAX_SIDE = 16_383
MAX_FRAMES = 60
WIDTHS = (480, 800, 1200)
# Format, how Pillow saves it. AVIF at this speed takes about as long as WebP.
FORMATS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8},
    "webp": {"quality": 80, "method": 4},
    "jpeg": {"quality": 82, "progressive": True, "optimize": True},
}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError, struct.error, UnidentifiedImageError)


# The limits above are stricter than the one that Pillow warns of.
warnings.filterwarnings("ignore", category=Pillow.DecompressionBombWarning)


class PictureError(Exception):
    """A file that is not taken in; as a string it is the sentence for the person who sent it."""


class Encoded(NamedTuple):
    """One size and format, ready to be written."""

    format: str
    width: int
    height: int
    content: bytes


def store_picture(
    file: IO[bytes], *, title: str, credit: str = "", focal_x: float = 0.5, focal_y: float = 0.5
) -> Image:
    """Take in one picture and make its renditions; raise PictureError and keep nothing otherwise.

    JPEG, PNG, WebP, GIF and AVIF, told by their content. Call it outside a transaction: it takes
    about a second for a large photograph.
    """
    picture = _decoded(_read(file))
    kept = _kept(picture)
    sizes = list(_renditions(picture))
    shared = _shared(picture, focal_x, focal_y)
    image = Image(
        title=title, credit=credit, width=kept.width, height=kept.height, focal_x=focal_x, focal_y=focal_y
    )
    written: list[str] = []
    try:
        image.file.name = _write(original_name(image, f"x.{kept.format}"), kept, written)
        image.shared.name = _write(shared_name(image, ""), shared, written)
        renditions = [_rendition(image, size, written) for size in sizes]
        with transaction.atomic():
            image.save()
            Rendition.objects.bulk_create(renditions)
    except BaseException:
        for name in written:
            with suppress(OSError):
                default_storage.delete(name)
        raise
    return image


def share_anew(image: Image) -> None:
    """Cut the picture for link previews around a focal point that was moved; outside a transaction.

    The file before stays: versions that were approved with it show it. Raises PictureError.
    """
    with image.file.open() as file:
        shared = _shared(_decoded(_read(file)), image.focal_x, image.focal_y)
    image.shared.name = _write(shared_name(image, ""), shared, [])
    image.save(update_fields=["shared"])


def _rendition(image: Image, size: Encoded, written: list[str]) -> Rendition:
    rendition = Rendition(image=image, width=size.width, height=size.height, format=size.format)
    rendition.file.name = _write(rendition_name(rendition, ""), size, written)
    return rendition


def _write(name: str, encoded: Encoded, written: list[str]) -> str:
    """Write one file under a name that nothing else has; on a full disk half of it may be there."""
    written.append(name)
    try:
        return default_storage.save(name, ContentFile(encoded.content))
    except OSError as error:
        logger.exception("A picture could not be stored")
        message = _("The picture could not be stored: the disk does not take it. Tell whoever runs the site.")
        raise PictureError(message) from error


# What came in ------------------------------------------------------------------------------


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureError(_("The file is larger than 20 MB."))
    return data


def _decoded(data: bytes) -> Pillow.Image:
    """Open, check and decode: upright, in sRGB, with or without transparency, nothing else."""
    name = _format_of(data)
    try:
        if name == "WEBP":
            # Pillow makes room for all pixels of a WebP when it opens one.
            _refuse_pixels(*_webp_size(data))
        opened = Pillow.open(io.BytesIO(data), formats=[name])
        _refuse_pixels(*opened.size)
        _refuse_frames(opened, data)
        opened.seek(0)
        opened.load()
        return _plain(opened)
    except Pillow.DecompressionBombError as error:
        raise PictureError(_too_large()) from error
    except BROKEN as error:
        raise PictureError(_("The file is damaged and cannot be read as a picture.")) from error


def _format_of(data: bytes) -> str:
    """Tell the format by the first bytes; the name of the file says nothing."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and b"avif" in data[8 : min(int.from_bytes(data[:4], "big"), 128)]:
        return "AVIF"
    raise PictureError(_("Only JPEG, PNG, WebP, GIF and AVIF pictures are taken in."))


def _webp_size(data: bytes) -> tuple[int, int]:
    """Read width and height of the canvas from the first chunk."""
    match data[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case _:
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF


def _refuse_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PictureError(_too_large())
    if max(width, height) > MAX_SIDE:
        raise PictureError(_("The picture is more than 16,383 pixels wide or high."))


def _too_large() -> str:
    return _("The picture has more than 40 million pixels.")


def _refuse_frames(opened: Pillow.Image, data: bytes) -> None:
    count = _gif_frames(data) if opened.format == "GIF" else getattr(opened, "n_frames", 1)
    if count > MAX_FRAMES:
        raise PictureError(_("The animation has more than 60 frames."))


def _gif_frames(data: bytes) -> int:
    """Count frames block by block, as far as the limit: Pillow would read through all of them."""
    place = 13 + _palette_bytes(data[10])
    frames = 0
    while frames <= MAX_FRAMES and place < len(data):
        match data[place]:
            case 0x21:
                place = _after_sub_blocks(data, place + 2)
            case 0x2C:
                frames += 1
                place = _after_sub_blocks(data, place + 11 + _palette_bytes(data[place + 9]))
            case _:
                break
    return frames


def _palette_bytes(flags: int) -> int:
    return 3 * 2 ** (1 + (flags & 0x07)) if flags & 0x80 else 0


def _after_sub_blocks(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1


# What goes out -----------------------------------------------------------------------------


def _plain(opened: Pillow.Image) -> Pillow.Image:
    """Turn a picture upright and into RGB or RGBA, its colours moved to sRGB."""
    profile = opened.info.get("icc_profile")
    picture = ImageOps.exif_transpose(opened)
    if picture.mode.startswith(("I", "F")):
        # Sixteen bits a pixel; conversion alone would turn all but the darkest into white.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    if profile and picture.mode in {"RGB", "CMYK", "L"} and not has_alpha:
        picture = _in_srgb(picture, profile)
    plain = picture.convert("RGBA" if has_alpha else "RGB")
    plain.info = {}
    return plain


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        moved = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile that nobody can read is as good as none
    return moved or picture


def _kept(picture: Pillow.Image) -> Encoded:
    """Encode the picture itself: PNG where something shines through, else JPEG."""
    if picture.mode == "RGBA":
        return _encoded(picture, "png", {})
    return _encoded(picture, "jpeg", {"quality": 92})


def _renditions(picture: Pillow.Image) -> Iterator[Encoded]:
    """Encode every format in every width up to the picture's own, which stands in for larger ones."""
    for width in sorted({min(width, picture.width) for width in WIDTHS}):
        height = max(1, round(picture.height * width / picture.width))
        small = picture.resize((width, height), Pillow.Resampling.LANCZOS, reducing_gap=3.0)
        for name, options in FORMATS.items():
            yield _encoded(small, name, options)


def _shared(picture: Pillow.Image, focal_x: float, focal_y: float) -> Encoded:
    """Cut a picture to the shape of link previews; what lies at the focal point stays in it."""
    cut = ImageOps.fit(picture, SHARED, Pillow.Resampling.LANCZOS, centering=(focal_x, focal_y))
    return _encoded(cut, "jpeg", FORMATS["jpeg"])


class Cut(NamedTuple):
    """A part of a picture, in its pixels."""

    left: float
    top: float
    width: float
    height: float


def shared_cut(image: Image) -> Cut:
    """Say which part of a picture link previews show: the largest of their shape, at the focal point."""
    ratio = SHARED[0] / SHARED[1]
    width, height = min(image.width, image.height * ratio), min(image.height, image.width / ratio)
    return Cut((image.width - width) * image.focal_x, (image.height - height) * image.focal_y, width, height)


def _encoded(picture: Pillow.Image, name: str, options: dict[str, Any]) -> Encoded:
    if name == "jpeg" and picture.mode == "RGBA":
        ground = Pillow.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    buffer = io.BytesIO()
    picture.save(buffer, name.upper(), **options)
    return Encoded(name, picture.width, picture.height, buffer.getvalue())
