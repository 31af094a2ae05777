"""An import with corrections: read, looked over, put right, stored; by keyboard, phone, without script."""

import pytest
from playwright.sync_api import expect

from articles.models import Original, Outlet
from articles.originals import drafts
from tests.factories import make_editor
from tests.loopback import serving

pytestmark = pytest.mark.browser

PATH = "/n2/content/view/16765/"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>The ferry learns to wait | Harbor Observer</title>
<meta property="og:site_name" content="Harbor Observer">
<meta property="og:title" content="The ferry learns to wait">
<meta property="article:published_time" content="2026-03-01T08:00:00+00:00">
<meta property="og:image" content="{address}/marigold.jpg">
<meta property="og:image:alt" content="The Marigold at the quay">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "The ferry learns to wait",
"author": {{"@type": "Person", "name": "Tomas Lindd"}}}}</script>
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
</head>
<body>
<nav><a href="/">Home</a> <a href="/weather">Weather</a></nav>
<article>
<h1>The ferry learns to wait</h1>
<p>On Monday the Marigold stayed at the quay for eleven minutes longer than the timetable allows.</p>
<p>“Somebody was running,” says skipper Winnie Adair, who has crossed the sound 40,000 times.</p>
<p>Buy our calendar with twelve ferries, which is sold in the kiosk by the harbour office all year.</p>
</article>
</body>
</html>
"""
FIRST = "On Monday the Marigold stayed"
ADVERT = "Buy our calendar"


@pytest.fixture
def address(settings):
    pages = {}
    with serving(pages) as server:
        settings.NEWSROOM_FETCH_ALLOW = frozenset({server.removeprefix("http://")})
        pages[PATH] = PAGE.format(address=server)
        yield f"{server}{PATH}"


@pytest.fixture
def editor(db):
    return make_editor("sv")


def read(page, address):
    page.goto("/admin/articles/original/add/")
    page.get_by_label("Address:", exact=True).fill(address)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look over what was read")


def said_beside(page, label):
    field = page.get_by_label(label, exact=True)
    return page.locator(f"#{field.get_attribute('aria-describedby')}")


def put_right(page):
    page.get_by_label("Authors:").fill("Tomas Lind")
    page.get_by_label("Standfirst:").fill("A skipper looks back.")
    page.get_by_label("Name of the new publication:").fill("Harbour Observer")
    advert = page.locator(".import-block", has_text=ADVERT)
    advert.get_by_label("Leave out").check()


def finish(page):
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".messagelist")).to_contain_text("Imported.")
    expect(page.locator(".reading")).to_contain_text(FIRST)
    expect(page.locator(".reading")).not_to_contain_text(ADVERT)
    original = Original.objects.get()
    assert (original.authors, original.permission, original.licence) == (
        ["Tomas Lind"],
        "licence",
        "CC BY 4.0",
    )
    assert Outlet.objects.get().name == "Harbour Observer"
    assert original.snapshots.get().standfirst == "A skipper looks back."
    expect(page.locator(".desk-side")).to_contain_text("Tomas Lindd")


def test_page_is_read_put_right_and_imported(page, sign_in, editor, address):
    sign_in(page, editor)

    read(page, address)
    expect(page.locator(".import-preview")).to_contain_text(FIRST)
    expect(said_beside(page, "Authors:")).to_contain_text("JSON-LD")
    expect(said_beside(page, "Standfirst:")).to_contain_text("Not on the page.")
    expect(page.get_by_label("Publication:", exact=True)).to_have_value("")
    put_right(page)
    page.get_by_label("Permission:").select_option("not_needed")
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.get_by_label("Authors:")).to_have_value("Tomas Lind")
    expect(page.locator(".import-block", has_text=ADVERT).get_by_label("Leave out")).to_be_checked()
    page.get_by_label("Permission:").select_option("licence")
    finish(page)

    page.goto("/admin/articles/original/add/")
    expect(page.locator("#put-back")).to_be_hidden()
    page.get_by_label("Address:", exact=True).fill(f"{address}?utm_source=mail")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".messagelist")).to_contain_text("This original was imported before; here it is.")


def test_import_works_without_script(new_page, sign_in, editor, address):
    page = new_page(javascript=False)
    sign_in(page, editor)

    read(page, address)
    put_right(page)
    finish(page)


def test_import_works_by_keyboard_alone(page, sign_in, editor, address):
    sign_in(page, editor)
    page.goto("/admin/articles/original/add/")
    page.get_by_label("Address:", exact=True).focus()
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look over what was read")

    page.get_by_label("Headline:").focus()
    reached = []
    for _key in range(40):
        reached.append(page.evaluate("document.activeElement.name ?? ''"))
        page.keyboard.press("Tab")

    wanted = ["headline", "standfirst", "authors", "first_published_at", "modified_at", "language", "url"]
    wanted += ["outlet", "outlet_name", "outlet_home_page", "permission", "permission_note", "licence"]
    wanted += ["licence_url", "picture_url", "picture_alternative_text", "picture_caption", "picture_credit"]
    wanted += ["protect_sources", "_save", "_discard", "left_out"]
    assert list(dict.fromkeys(name for name in reached if name in wanted)) == wanted


def test_reading_goes_on_where_it_was_left(page, sign_in, editor, address):
    sign_in(page, editor)
    read(page, address)

    page.goto("/admin/articles/original/add/")
    page.get_by_role("link", name="The ferry learns to wait").click()
    expect(page.locator(".import-preview")).to_contain_text(FIRST)
    page.get_by_role("button", name="Throw away").click()

    expect(page.locator(".messagelist")).to_contain_text("Nothing was imported.")
    expect(page.get_by_text("Read and not yet imported")).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_pages_of_an_import_are_accessible_and_fit(new_page, sign_in, axe, editor, address, width, dark):
    page = new_page(width=width, dark=dark)
    sign_in(page, editor)
    drafts.from_text("The quay\n\nA text that waits.", "https://observer.example/a", by=editor)

    page.goto("/admin/articles/original/add/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    read(page, address)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Headline:").fill("")
    page.evaluate("document.querySelector('#original_form').noValidate = true")
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".errornote")).to_be_visible()
    axe(page)
