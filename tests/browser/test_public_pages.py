"""Every public page type in a real browser: axe, both directions, small screens, no script."""

import io

import pytest
from PIL import Image as Pillow

from articles import people, workflow
from articles.models import ImageUse, PublishedVersion, Status, Tag
from articles.renditions import store_picture
from articles.workflow import PublishOrder
from tests.factories import (
    make_article,
    make_editor,
    make_original,
    make_section,
    make_translator,
    take_away,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {"sv": ("Bron stängs", "bron"), "ar": ("إغلاق الجسر", "الجسر")}
LOOKS = [(360, "dark"), (1440, "light"), (360, "light"), (1440, "dark")]


def photograph():
    buffer = io.BytesIO()
    Pillow.new("RGB", (600, 338), "#8fb0b8").save(buffer, "PNG")
    return buffer


def publish(article, **order):
    editor = make_editor(article.language)
    workflow.publish(article, by=editor, revision=article.revision, order=PublishOrder(**order))


def newsroom_of(code):
    """A small edition with every page type; give the paths by what they show."""
    headline, slug = WORDS[code]
    other = "ar" if code == "sv" else "sv"
    original, section = make_original(), make_section()
    translator, editor = make_translator(code, other), make_editor(code, other)
    common = {"section": section, "translator": translator, "headline": headline}
    article = make_article(original=original, language=code, status=Status.TRANSLATED, slug=slug, **common)
    article.tags.add(Tag.objects.create(name_en="bridges", slug_en="bridges"))
    picture = store_picture(photograph(), title="Bridge", credit="Jon Abara/Harbour Observer")
    words = {"caption": headline, "alternative_text": headline}
    ImageUse.objects.create(article=article, image=picture, **words)
    publish(article)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    publish(article, kind="correction", right=headline)
    make_article(original=original, language=other, status=Status.PUBLISHED, slug=f"{slug}-2", **common)
    only_there = make_article(language=other, status=Status.PUBLISHED, slug=f"{slug}-3", **common)
    for _number in range(21):
        make_article(language=code, status=Status.PUBLISHED, editor=editor, **common)
    gone, forbidden = (make_article(language=code, status=Status.PUBLISHED, **common) for _each in "ab")
    for each, kind in ((gone, "source"), (forbidden, "legal")):
        take_away(each, by=editor, kind=kind, statement=headline)
    newest = PublishedVersion.objects.live().get(article=article).get_absolute_url()
    shelf = f"/{code}/{section.slug_in(code)}/"
    return {
        "front": f"/{code}/",
        "section": shelf,
        "second page": f"{shelf}?page=2",
        "tag": f"/{code}/tag/bridges/",
        "person": people.person_of(translator).get_absolute_url(code),
        "article": newest,
        "report of an error": f"{newest}report/",
        "republish": f"{newest}republish/",
        "record": original.get_absolute_url(code),
        "not found": f"/{code}/nix/nix/",
        "not in this language": f"{shelf}{only_there.slug}/",
        "gone": gone.addresses.get().get_absolute_url(),
        "forbidden": forbidden.addresses.get().get_absolute_url(),
    }


@pytest.mark.parametrize("code", ["sv", "ar"])
def test_every_page_type_is_accessible_in_every_look_and_fits_the_screen(new_page, axe, code):
    paths = newsroom_of(code)
    page = new_page()

    for name, path in paths.items():
        page.goto(path)
        # Every page in both sizes and both moods, the article in all four ways to cross them.
        for width, scheme in LOOKS if name == "article" else LOOKS[:2]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            axe(page)
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("dir") == ("rtl" if code == "ar" else "ltr")


def test_arabic_is_laid_out_from_the_right(new_page):
    paths = newsroom_of("ar")
    page = new_page(width=1440)
    page.goto(paths["article"])

    def edges(selector):
        box = page.locator(selector).first.bounding_box()
        return box["x"], box["x"] + box["width"]

    assert edges(".brand")[0] > edges(".editions")[1]
    assert edges(".kicker a")[1] == pytest.approx(edges("h1")[1], abs=1)
    # An English headline among Arabic words starts at the right edge of its box, too.
    assert edges(".about dd cite")[1] == pytest.approx(edges(".about dd >> nth=0")[1], abs=1)


def test_site_reads_without_script_from_the_keyboard_alone(new_page):
    paths = newsroom_of("sv")
    page = new_page(javascript=False)
    wanted = []
    page.on("request", lambda request: wanted.append(request.resource_type))

    page.goto(paths["article"])
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.bounding_box()["x"] >= 0
    for _stop in ("the site's name", "the search", "the editions"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.locator(".editions a").first.is_visible()
    page.locator(".editions a[lang=ar]").click()
    assert page.locator("html").get_attribute("lang") == "ar"
    assert set(wanted) <= {"document", "stylesheet", "image", "other"}


def test_pictures_of_a_page_are_really_there(new_page):
    paths = newsroom_of("sv")
    page = new_page()
    page.goto(paths["article"])

    assert page.locator("figure img").evaluate("image => image.naturalWidth") > 0
    assert ".avif" in page.locator("figure img").evaluate("image => image.currentSrc")


def test_address_is_copied_with_a_click_and_the_button_is_not_there_without_script(new_page):
    path = newsroom_of("sv")["republish"]
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(path)
    button = page.locator("[data-copies=address]")

    button.click()

    page.wait_for_function("button => button.textContent === 'Kopierat'", arg=button.element_handle())
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#address").input_value()
    plain = new_page(javascript=False)
    plain.goto(path)
    assert plain.locator("[data-copies]").first.is_visible() is False
