"""Pictures: what is taken in, what is refused, and what comes out."""

import errno
import io
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image as Pillow

from articles import renditions
from articles.models import Image, Rendition
from articles.renditions import PictureError, store_picture

pytestmark = pytest.mark.django_db
ATTACKS = Path(__file__).resolve().parents[3] / "shared" / "data" / "attack" / "pictures"
ORIENTATION = 0x0112
GPS = 0x8825


def encoded(name, size=(1600, 900), colour="#8fb0b8", mode="RGB", **options):
    buffer = io.BytesIO()
    Pillow.new(mode, size, colour).save(buffer, name, **options)
    buffer.seek(0)
    return buffer


def animation(name, frames, **options):
    colours = [(number * 4, 255 - number * 4, number % 2 * 255) for number in range(frames)]
    pictures = [Pillow.new("RGB", (20, 10), colour) for colour in colours]
    buffer = io.BytesIO()
    pictures[0].save(buffer, name, save_all=True, append_images=pictures[1:], **options)
    buffer.seek(0)
    return buffer


def opened(file):
    return Pillow.open(default_storage.open(file.name))


def stored_files():
    found = []
    for folder in ("pictures", "renditions"):
        if default_storage.exists(folder):
            found += [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    return sorted(found)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_picture_is_stored_with_its_renditions_and_never_enlarged(name):
    image = store_picture(encoded(name, (1000, 500)), title="Bro", credit="Jon Abara")

    rows = {(row.format, row.width, row.height) for row in image.renditions.all()}
    sizes = ((480, 240), (800, 400), (1000, 500))
    assert rows == {(kind, *size) for kind in ("avif", "webp", "jpeg") for size in sizes}
    assert (image.title, image.credit, image.width, image.height) == ("Bro", "Jon Abara", 1000, 500)
    for row in image.renditions.all():
        assert (opened(row.file).format.lower(), opened(row.file).size) == (
            row.format,
            (row.width, row.height),
        )


@pytest.mark.parametrize(
    ("focal_x", "focal_y", "seen"), [(0.5, 0.5, "#00ff00"), (0.0, 0.0, "#ff0000"), (1.0, 1.0, "#0000ff")]
)
@pytest.mark.parametrize("shape", [(3000, 630), (1200, 3000)])
def test_picture_for_link_previews_is_cut_around_the_focal_point(focal_x, focal_y, seen, shape):
    picture = Pillow.new("RGB", shape, "#00ff00")
    third = (shape[0] // 3, shape[1]) if shape[0] > shape[1] else (shape[0], shape[1] // 3)
    picture.paste("#ff0000", (0, 0, *third))
    picture.paste("#0000ff", (shape[0] - third[0], shape[1] - third[1], *shape))
    file = io.BytesIO()
    picture.save(file, "PNG")

    image = store_picture(file, title="Bro", focal_x=focal_x, focal_y=focal_y)

    shared = opened(image.shared)
    assert (shared.format, shared.size) == ("JPEG", (1200, 630))
    corner = {0.0: (0, 0), 0.5: (600, 315), 1.0: (1199, 629)}[focal_x]
    wanted = Pillow.new("RGB", (1, 1), seen).getpixel((0, 0))
    assert all(abs(a - b) < 12 for a, b in zip(shared.getpixel(corner), wanted, strict=True))


def test_picture_for_link_previews_follows_a_focal_point_that_moves():
    image = store_picture(encoded("PNG", (1000, 500)), title="Bro")
    before = image.shared.name
    image.focal_x = 0.1

    renditions.share_anew(image)

    image.refresh_from_db()
    assert image.shared.name != before
    assert opened(image.shared).size == (1200, 630)
    assert default_storage.exists(before)


def test_small_picture_keeps_its_own_size():
    image = store_picture(encoded("PNG", (300, 200)), title="Liten")

    assert {(row.width, row.height) for row in image.renditions.all()} == {(300, 200)}


def test_names_cannot_be_guessed_and_differ_each_time():
    first, second = (store_picture(encoded("PNG", (50, 50)), title="Samma") for _time in range(2))

    assert first.file.name != second.file.name
    assert len(Path(first.file.name).stem) == 24
    assert len(stored_files()) >= 8


def test_orientation_is_applied_and_everything_else_of_the_camera_is_gone():
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    image = store_picture(encoded("JPEG", (1000, 500), exif=exif, comment=b"secret"), title="Vriden")

    assert (image.width, image.height) == (500, 1000)
    for file in [image.file, *(row.file for row in image.renditions.all())]:
        picture = opened(file)
        assert picture.size[1] == 2 * picture.size[0]
        assert dict(picture.getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "xmp"} & picture.info.keys()


def test_transparency_is_kept_where_the_format_can():
    image = store_picture(encoded("PNG", (100, 100), (255, 0, 0, 0), mode="RGBA"), title="Glas")

    assert Path(image.file.name).suffix == ".png"
    assert opened(image.file).mode == "RGBA"
    jpeg = opened(image.renditions.get(format="jpeg").file)
    assert jpeg.getpixel((50, 50)) == (255, 255, 255)
    assert opened(image.renditions.get(format="webp").file).convert("RGBA").getpixel((50, 50))[3] == 0


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "I;16"])
def test_pictures_of_every_colour_model_come_out_in_rgb(mode):
    name = "JPEG" if mode == "CMYK" else "PNG"
    colour = {"CMYK": (0, 0, 0, 0), "LA": (255, 255), "I;16": 65535, "P": 0, "1": 1, "L": 255}[mode]
    image = store_picture(encoded(name, (60, 40), colour, mode=mode), title=mode)

    pixel = opened(image.renditions.get(format="jpeg").file).convert("RGB").getpixel((30, 20))
    assert min(pixel) > 245 or mode == "P"


def test_animation_is_kept_as_its_first_frame():
    image = store_picture(animation("GIF", 60), title="Rörlig")

    assert getattr(opened(image.renditions.get(format="webp").file), "n_frames", 1) == 1


@pytest.mark.parametrize("name", ["GIF", "WEBP", "PNG", "AVIF"])
def test_animation_of_more_than_sixty_frames_is_refused(name):
    with pytest.raises(PictureError, match="60 frames"):
        store_picture(animation(name, 61), title="Lång")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"GIF",
        b"%PDF-1.7",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"BM\x00\x00",
        b"\x00\x00\x00\x1cftypheic",
    ],
)
def test_what_is_no_picture_of_these_formats_is_refused(content):
    with pytest.raises(PictureError, match="Only JPEG"):
        store_picture(io.BytesIO(content), title="Annat")


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"\x00\x00\x00\x1cftypavif",
    ],
)
def test_damaged_picture_is_refused_in_one_sentence(content):
    with pytest.raises(PictureError, match="damaged"):
        store_picture(io.BytesIO(content), title="Trasig")


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_cut_off_picture_is_refused(name):
    noise = Pillow.effect_noise((400, 300), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, name)

    with pytest.raises(PictureError):
        store_picture(io.BytesIO(buffer.getvalue()[: buffer.tell() // 2]), title="Halv")


def test_too_large_files_and_pictures_are_refused_before_they_are_decoded(monkeypatch):
    monkeypatch.setattr(renditions, "MAX_BYTES", 1000)
    with pytest.raises(PictureError, match="20 MB"):
        store_picture(io.BytesIO(b"\xff\xd8\xff" + bytes(1000)), title="Tung")

    monkeypatch.undo()
    monkeypatch.setattr(renditions, "MAX_PIXELS", 9999)
    files = [encoded(name, (100, 100)) for name in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")]
    monkeypatch.setattr(Pillow.Image, "load", None)
    for file in files:
        with pytest.raises(PictureError, match="million pixels"):
            store_picture(file, title="Stor")


def test_refused_or_failed_picture_leaves_nothing_behind(monkeypatch):
    before = stored_files()
    with pytest.raises(PictureError):
        store_picture(io.BytesIO(b"nothing"), title="Inget")

    def fail(_rows):
        message = "the disk is full"
        raise OSError(message)

    monkeypatch.setattr(Rendition.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="disk is full"):
        store_picture(encoded("PNG", (50, 50)), title="Halvvägs")

    assert stored_files() == before
    assert Image.objects.count() == 0


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.skipif(not ATTACKS.is_dir(), reason="needs ../shared")
def test_full_disk_is_said_in_one_sentence_and_leaves_nothing_behind(monkeypatch):
    before = stored_files()
    save = FileSystemStorage._save

    def half(storage, name, content):
        save(storage, name, content)
        if len(stored_files()) == len(before) + 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return name

    monkeypatch.setattr(FileSystemStorage, "_save", half)

    with pytest.raises(PictureError, match="The picture could not be stored"):
        store_picture(encoded("PNG", (900, 500)), title="Bro")

    assert stored_files() == before
    assert not Image.objects.exists()


def test_attack_pictures_are_refused_or_made_harmless():
    taken, sentences = {}, []
    for path in sorted(ATTACKS.iterdir()):
        with path.open("rb") as file:
            try:
                taken[path.name] = store_picture(file, title=path.name)
            except PictureError as refusal:
                sentences.append(str(refusal))

    assert list(taken) == ["polyglot_html.gif"]
    assert all(sentence.endswith(".") for sentence in sentences)
    with default_storage.open(taken["polyglot_html.gif"].file.name) as file:
        assert b"<" not in file.read()[:200].split(b"\xff\xda")[0]


# The way to the reader


def test_picture_is_handed_out_for_ever(client):
    image = store_picture(encoded("PNG", (50, 50)), title="Bro")

    for file in [image.file, *(row.file for row in image.renditions.all())]:
        response = client.get(file.url)
        assert response.status_code == 200
        assert response["Content-Type"] == f"image/{Path(file.name).suffix[1:]}"
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response.streaming_content) == default_storage.open(file.name).read()
        assert not response.cookies


@pytest.mark.parametrize(
    "name",
    [
        "",
        "secret.txt",
        "pictures/secret.txt",
        "pictures/../secret.txt",
        "pictures/%2e%2e/secret.txt",
        "../settings.py",
        "/etc/passwd",
        f"pictures/{'a' * 24}.svg",
        f"pictures/{'a' * 24}.html",
        f"pictures/{'a' * 24}.png%00.html",
        f"pictures/{'a' * 24}.png",
        "renditions/",
    ],
)
def test_nothing_but_pictures_is_handed_out(client, name):
    default_storage.save("pictures/secret.txt", io.BytesIO(b"secret"))
    default_storage.save("secret.txt", io.BytesIO(b"secret"))

    assert client.get(f"/media/{name}").status_code == 404
