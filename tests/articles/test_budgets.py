"""What a page may weigh: bytes and requests, counted without a clock."""

import re

import pytest
from django.conf import settings
from lxml import html

from articles import workflow
from articles.models import ImageUse, Status, Tag
from articles.renditions import store_picture
from tests.articles.test_renditions import encoded
from tests.factories import make_article, make_editor, make_original, make_section, make_translator

pytestmark = pytest.mark.django_db
STATIC = settings.BASE_DIR / "static"
STYLE_SHEET, SCRIPTS, PAGE = 15_000, 6 * 1024, 30_000


def rich_article():
    """A piece with all that surrounds a text: editions, pictures, subjects, names, neighbours."""
    original, section = make_original(authors=["Ann Ek", "Bo Ek", "Cia Ek"]), make_section()
    for code in settings.NEWSROOM_LANGUAGES:
        if code != "sv":
            translator = make_translator(code)
            make_article(original=original, language=code, status=Status.PUBLISHED, translator=translator)
    for _number in range(4):
        make_article(section=section, status=Status.PUBLISHED)
    article = make_article(original=original, section=section, status=Status.TRANSLATED)
    for number in range(6):
        article.tags.add(Tag.objects.create(name_sv=f"Ämne {number}", slug_sv=f"amne-{number}"))
        picture = store_picture(encoded("PNG", (1300 + number, 700)), title="Bro", credit="Jon Abara")
        words = {"caption": "Bron en grå morgon", "alternative_text": "En bro"}
        ImageUse.objects.create(article=article, image=picture, position=number, **words)
    workflow.publish(article, by=make_editor(), revision=article.revision)
    return article.versions.get()


def test_article_is_small_without_its_text_whatever_surrounds_it(client):
    version = rich_article()

    page = client.get(version.get_absolute_url()).content

    assert len(html.fromstring(page.decode()).cssselect("figure, .langs li, .tags li, .more li")) > 25
    assert len(page) - len(version.body.encode()) <= PAGE


def test_style_sheet_is_one_and_small_and_asks_for_nothing_more():
    sheet = (STATIC / "css" / "site.css").read_text(encoding="utf-8")

    assert len(sheet.encode()) <= STYLE_SHEET
    assert re.findall(r"@import|url\(|@font-face", sheet) == []


def test_scripts_of_the_public_site_are_small():
    scripts = list((STATIC / "js" / "site").iterdir())

    assert [path.name for path in scripts] == ["copy.js"]
    assert sum(path.stat().st_size for path in scripts) <= SCRIPTS


def before_first_paint(page):
    """The addresses that a browser waits for before it draws: style sheets, and scripts but modules."""
    waited_for = [
        element.get("href") or element.get("src")
        for element in page.cssselect('link[rel="stylesheet"], link[rel="preload"], script[src]')
        if element.get("type") != "module"
    ]
    return [path.rpartition("/")[2] for path in waited_for]


def test_readers_wait_for_the_page_and_one_style_sheet(client):
    version = rich_article()
    here = version.get_absolute_url()
    section, record = here.rsplit("/", 2)[0], version.root.get_absolute_url("sv")
    paths = ["/sv/", f"{section}/", here, f"{here}original/", f"{here}report/", f"{here}republish/", record]
    paths += ["/sv/search/", "/sv/archive/", "/sv/about/translation/", "/sv/nix/nix/"]

    pages = {path: html.fromstring(client.get(path).content.decode()) for path in paths}

    assert {path: before_first_paint(page) for path, page in pages.items()} == {
        path: ["site.css"] for path in paths
    }
    scripts = {path: page.xpath("count(//script[@src or not(@type)])") for path, page in pages.items()}
    assert scripts == {**dict.fromkeys(paths, 0), f"{here}republish/": 1}


def test_pictures_take_their_place_before_they_come_and_only_the_first_at_once(client):
    version = rich_article()

    page = html.fromstring(client.get(version.get_absolute_url()).content.decode())
    pictures = page.cssselect("figure img")

    assert len(pictures) == 6
    assert [bool(each.get("width") and each.get("height")) for each in pictures] == [True] * 6
    assert [each.get("loading") for each in pictures] == [None, *["lazy"] * 5]
