"""After publication, in a browser: a correction with its note, a family taken away, doors that stay shut."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Event, Original, Status
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_own_piece,
    make_section,
    make_translator,
)
from translations.models import Assignment, Membership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "Färjan byggdes 1932."


def of(name, *arguments):
    return reverse(f"admin:{name}", args=arguments)


def test_correction_is_opened_mended_and_shown_to_readers(new_page, sign_in, axe):
    writer, approver = make_editor("sv"), make_editor("sv")
    piece = make_own_piece(
        language="sv",
        author=writer,
        editor=approver,
        status=Status.PUBLISHED,
        headline="Färjan fyller år",
        body="<p>Den byggdes 1931.</p>",
    )
    address = piece.versions.get().get_absolute_url()
    page, reader = new_page(), new_page(width=360)
    sign_in(page, approver)
    page.goto(of("articles_article_change", piece.pk))

    page.get_by_role("link", name="Correct …").click()
    axe(page)
    page.get_by_label("What is wrong").fill("Färjan byggdes inte 1931.")
    page.get_by_role("button", name="Correct").click()
    page.get_by_role("textbox", name="Body").fill("Den byggdes 1932.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Hand in for review").click()
    page.get_by_role("link", name="Publish …").click()
    expect(page.get_by_label("A correction: something was wrong")).to_be_checked()
    expect(page.get_by_label("What was wrong")).to_have_value("Färjan byggdes inte 1931.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Write the correction that readers will see.").first).to_be_visible()
    page.get_by_label("What is right").fill(NOTE)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".state-now")).to_contain_text("Published")

    reader.goto(address)
    expect(reader.locator(".notice")).to_contain_text(NOTE)
    expect(reader.locator(".text")).to_contain_text("Den byggdes 1932.")
    axe(reader)
    reader.goto("/sv/about/corrections/")
    expect(reader.locator("main")).to_contain_text(NOTE)


def test_whole_piece_is_taken_away_in_two_clicks_and_a_reason(new_page, sign_in, axe):
    editor = make_editor("sv", "fi")
    root, section = make_original(headline="The bridge that was not"), make_section()
    for code in ("sv", "fi"):
        make_article(original=root, language=code, section=section, status=Status.PUBLISHED, editor=editor)
    swedish = root.family.get(language="sv")
    addresses = {each.language: each.addresses.get().get_absolute_url() for each in root.family.all()}
    page, reader = new_page(width=360, dark=True), new_page()
    sign_in(page, editor)
    page.goto(of("articles_article_change", swedish.pk))

    page.get_by_role("link", name="Retract in every language …").click()
    axe(page)
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    for address in addresses.values():
        expect(page.locator(".editions")).to_contain_text(address)
    page.locator("[name=reason]").fill("Källan drog tillbaka den.")
    page.get_by_role("button", name="Take away 2 editions").click()
    expect(page.get_by_text("2 editions were taken away or stopped.")).to_be_visible()
    axe(page)

    for code, address in addresses.items():
        assert reader.goto(address).status == 410
        expect(reader.locator("html")).to_have_attribute("lang", code)
    page.get_by_label("Why it may go out again").fill("De lade ut den igen.")
    page.get_by_role("button", name="Allow it again").click()
    expect(page.get_by_text("Editions of this original may go out again.")).to_be_visible()
    assert Original.objects.get(pk=root.pk).stopped_at is None


def doors():
    """Every page of the admin that is not a Swedish translator's, and every button."""
    editor, section = make_editor("sv"), make_section()
    live = make_article(status=Status.PUBLISHED, editor=editor, section=section)
    waiting = make_article(status=Status.TRANSLATED, section=section)
    foreign = make_article(language="fi", status=Status.PUBLISHED, section=section)
    outlet, desk = make_outlet(), Membership.objects.filter(user=editor).get().desk
    Assignment.objects.create(original=make_original(), language="sv", translator=editor)
    event = Event.objects.order_by("pk").last()
    steps = [
        (live, "correct"),
        (live, "retract"),
        (live, "legal_order"),
        (waiting, "publish"),
        (waiting, "send_back"),
    ]
    return [
        *(of("articles_article_step", article.pk, name) for article, name in steps),
        *(of(f"articles_article_{name}", foreign.pk) for name in ("change", "history", "preview")),
        of("articles_article_compare", foreign.pk) + "?old=1&new=work",
        of("articles_article_step", foreign.pk, "retract"),
        *(of(f"articles_original_{name}", live.root_id) for name in ("family", "reopen")),
        of("articles_original_add"),
        of("articles_outlet_add"),
        of("articles_outlet_delete", outlet.pk),
        *(of(f"articles_clearance_{name}") for name in ("changelist", "add", "table", "ending")),
        of("articles_event_changelist"),
        of("articles_event_change", event.pk),
        *(of("articles_event_export", form) for form in ("csv", "jsonl")),
        *(of(f"auth_user_{name}") for name in ("changelist", "add", "invite")),
        *(of(f"auth_user_{name}", editor.pk) for name in ("change", "link", "protect", "password_change")),
        reverse("newsroom-credits"),
        of("newsroom_delivery_changelist"),
        of("translations_desk_changelist"),
        of("translations_desk_change", desk.pk),
        of("translations_assignment_add"),
        of("translations_work_of", editor.pk),
        of("articles_section_add"),
        of("articles_person_add"),
    ]


def test_translator_finds_every_door_shut_that_is_not_theirs(new_page, sign_in):
    addresses = doors()
    before = list(Article.objects.order_by("pk").values_list("status", "revision"))
    page = new_page()
    sign_in(page, make_translator("sv"))
    page.goto(of("index"))
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    base = re.match(r"https?://[^/]+", page.url)[0]

    for address in addresses:
        shown = page.request.get(base + address, max_redirects=0)
        posted = page.request.post(
            base + address,
            form={
                "csrfmiddlewaretoken": token,
                "revision": "1",
                "reason": "x",
                "statement": "x",
                "kind": "decision",
            },
            headers={"Referer": base + address},
            max_redirects=0,
        )
        assert shown.status in {403, 404, 405}, address
        assert posted.status in {403, 404, 405}, address

    assert list(Article.objects.order_by("pk").values_list("status", "revision")) == before
    links = {
        link.get_attribute("href").partition("?")[0] for link in page.locator("a[href^='/admin/']").all()
    }
    assert links & {address.partition("?")[0] for address in addresses} == set()


def test_same_doors_open_for_an_administrator(new_page, sign_in):
    addresses = [address for address in doors() if "/delete/" not in address]
    page = new_page()
    sign_in(page, make_administrator())
    page.goto(of("index"))
    base = re.match(r"https?://[^/]+", page.url)[0]

    for address in addresses:
        assert page.request.get(base + address, max_redirects=0).status in {200, 302, 405}, address
