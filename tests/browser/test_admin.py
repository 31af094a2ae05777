"""The admin in a real browser: nothing against the content policy, nothing wrong for axe, nothing lost."""

import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Pillow
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Clearance, Status
from articles.renditions import store_picture
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_section,
)
from translations import claims
from translations.models import Absence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def check(page):
    """Ask axe, without letting it load style sheets a second time, which the policy forbids."""
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def overflows(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def newsroom(editor):
    """One article of every kind, and the addresses of the pages about them."""
    section = make_section()
    live = make_article(status=Status.PUBLISHED, editor=editor, section=section)
    workflow.take_step(live, "revise", by=editor, revision=live.revision)
    Article.objects.filter(pk=live.pk).update(headline="Bron stängs igen")
    waiting = make_article(status=Status.TRANSLATED, section=section)
    back = make_article(status=Status.TRANSLATED, section=section)
    workflow.take_step(back, "send_back", by=editor, revision=back.revision, reason="Kortare.")
    piece = make_own_piece(language="ar", author=editor, section=section)
    claims.take(make_original(), "sv", by=editor)
    today = timezone.localdate()
    entry = Clearance.objects.create(outlet=live.original.outlet, text="All pieces.", ends_on=today)
    Absence.objects.create(user=editor, starts_on=today, ends_on=today)

    def of(name, *arguments):
        return reverse(f"admin:{name}", args=arguments)

    return [
        of("index"),
        of("articles_article_changelist"),
        of("articles_article_add"),
        of("articles_article_change", back.pk),
        of("articles_article_change", piece.pk),
        of("articles_article_step", waiting.pk, "publish"),
        of("articles_article_step", waiting.pk, "send_back"),
        of("articles_article_history", live.pk),
        of("articles_article_compare", live.pk) + "?old=1&new=work",
        of("articles_original_add"),
        of("articles_original_change", live.original.pk),
        of("articles_outlet_change", live.original.outlet.pk),
        of("articles_section_change", section.pk),
        of("articles_image_add"),
        of("translations_assignment_changelist"),
        of("translations_assignment_add"),
        of("translations_desk_change", editor.memberships.first().desk.pk),
        of("auth_user_change", editor.pk),
        of("newsroom_delivery_changelist"),
        *(of("articles_article_step", live.pk, name) for name in ("legal_order", "retract")),
        of("articles_original_family", live.original.pk),
        *(of(f"articles_clearance_{page}") for page in ("changelist", "add", "ending")),
        of("articles_clearance_change", entry.pk),
        of("articles_event_changelist"),
        of("auth_user_invite"),
        of("auth_user_protect", editor.pk),
        of("translations_absence_changelist"),
        of("translations_absence_add"),
        reverse("newsroom-credits"),
    ]


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1440, True)])
def test_pages_are_without_fault(new_page, sign_in, width, dark):
    editor = make_editor("sv", "ar")
    administrator = make_administrator()
    addresses = newsroom(editor)
    page = new_page(width=width, dark=dark)
    sign_in(page, administrator)

    for address in addresses:
        assert page.goto(address).status == 200, address
        check(page)
        assert not overflows(page), address


def test_own_piece_is_written_in_the_rich_text_editor(page, sign_in):
    piece = make_own_piece(language="ar", headline="عبارة", body="<p>إنها تطفو.</p>")
    sign_in(page, piece.created_by)
    page.goto(reverse("admin:articles_article_change", args=[piece.pk]))
    body = page.get_by_role("textbox", name="Body")

    expect(body).to_have_text("إنها تطفو.")
    assert body.evaluate("element => getComputedStyle(element).direction") == "rtl"
    body.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+b")
    page.keyboard.type(" حقًا")
    page.get_by_role("button", name="Save").click()

    page.wait_for_load_state()
    piece.refresh_from_db()
    assert piece.body == "<p>إنها تطفو. <strong>حقًا</strong></p>"


def test_leaving_with_unsaved_text_asks_first(page, sign_in):
    piece = make_own_piece(language="sv")
    sign_in(page, piece.created_by)
    page.goto(reverse("admin:articles_article_change", args=[piece.pk]))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_role("textbox", name="Headline").fill("Något annat")
    page.get_by_role("link", name="History and versions").click()

    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    assert asked == ["beforeunload"]


def test_two_editors_save_the_same_piece_and_both_texts_are_shown(new_page):
    piece = make_own_piece(language="sv", body="<p>Färjan flyter bra.</p>")
    address = reverse("admin:articles_article_change", args=[piece.pk])
    first, second = new_page(), new_page()
    for page, user in ((first, piece.created_by), (second, make_editor("sv"))):
        # Each their own session; `sign_in` has one.
        page.goto(f"{reverse('admin:login')}?next={address}")
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill("secret")
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(address)

    second.get_by_role("textbox", name="Headline").fill("Deras rubrik")
    second.get_by_role("button", name="Save").click()
    expect(second.locator(".messagelist")).to_be_visible()
    first.get_by_role("textbox", name="Headline").fill("Min rubrik")
    first.get_by_role("button", name="Save").click()

    expect(first.get_by_role("heading", name="Somebody else saved meanwhile")).to_be_visible()
    expect(first.get_by_role("textbox", name="Headline")).to_have_value("Min rubrik")
    assert (
        re.sub(r"\s+", " ", first.locator(".diff").first.inner_text()) == "removed: Deras added: Min rubrik"
    )
    check(first)
    piece.refresh_from_db()
    assert piece.headline == "Deras rubrik"

    first.get_by_role("button", name="Save").click()
    expect(first.locator(".messagelist")).to_be_visible()
    piece.refresh_from_db()
    assert piece.headline == "Min rubrik"


def test_publishing_at_a_time_asks_for_it_only_then(page, sign_in):
    article = make_article(status=Status.TRANSLATED)
    sign_in(page, make_editor("sv"))
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.get_by_role("link", name="Publish …").click()

    expect(page.get_by_label("Date")).to_be_hidden()
    page.get_by_label("At a time").check()
    page.get_by_label("Date").fill("2030-10-27")
    page.locator("[name=time]").fill("02:30")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Say which of the two you mean.")).to_be_visible()
    check(page)
    page.get_by_label("The second time").check()
    page.get_by_role("button", name="Publish").click()

    expect(page.get_by_text("Version 1 goes out on 27 October 2030, 02:30.")).to_be_visible()
    assert article.versions.get().visible_from.isoformat() == "2030-10-27T01:30:00+00:00"


def test_taking_an_original_works_without_javascript(new_page, sign_in):
    make_original(headline="Herring is back")
    editor = make_editor("sv")
    page = new_page(width=360, javascript=False)
    sign_in(page, editor)
    page.goto(reverse("admin:index"))

    page.get_by_role("button", name="Take into Swedish").click()

    article = Article.objects.get()
    expect(page).to_have_url(re.compile(reverse("admin:translations_workbench", args=[article.pk])))


def test_text_survives_the_end_of_a_session(page, sign_in):
    piece = make_own_piece(language="sv")
    sign_in(page, piece.created_by)
    address = reverse("admin:articles_article_change", args=[piece.pk])
    page.goto(address)
    page.get_by_role("textbox", name="Headline").fill("Min långa rubrik")
    page.get_by_role("textbox", name="Body").fill("Min långa text.")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Save").click()
    page.get_by_label("Username").fill(piece.created_by.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_text("What you sent before was not saved.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Headline")).to_have_value("Min långa rubrik")
    expect(page.get_by_role("textbox", name="Body")).to_have_text("Min långa text.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.get_by_text("What you sent before was not saved.")).to_be_hidden()
    piece.refresh_from_db()
    assert (piece.headline, piece.body) == ("Min långa rubrik", "<p>Min långa text.</p>")


def test_new_piece_does_not_start_with_the_words_of_the_last_one(page, sign_in):
    sign_in(page, make_editor("sv"))
    page.goto(reverse("admin:articles_article_add"))
    page.get_by_role("textbox", name="Headline").fill("Den första")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    page.goto(reverse("admin:articles_article_add"))

    expect(page.get_by_role("textbox", name="Headline")).to_have_value("")
    expect(page.get_by_text("What you sent before was not saved.")).to_be_hidden()


def test_focal_point_is_moved_by_a_click_and_shows_what_will_be_cut(page, sign_in):
    buffer = io.BytesIO()
    Pillow.new("RGB", (1600, 630), "#8fb0b8").save(buffer, "PNG")
    image = store_picture(buffer, title="Bridge")
    sign_in(page, make_administrator())
    page.goto(reverse("admin:articles_image_change", args=[image.pk]))

    box = page.locator(".focal").bounding_box()
    page.locator(".focal").click(position={"x": box["width"] - 1, "y": box["height"] / 2})

    assert page.locator("#id_focal_x").input_value() == "1.00"
    assert float(page.locator(".focal-cut").get_attribute("x")) == 400
    page.locator("#id_focal_x").fill("0")
    assert float(page.locator(".focal-cut").get_attribute("x")) == 0
    check(page)
