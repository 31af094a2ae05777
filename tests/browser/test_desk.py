"""Who does what by when, in a real browser: work given, taken, handed over, left behind and taken over."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Event, Original, Person, PublishedVersion, Status
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_translator,
)
from tests.translations.builders import taken
from translations import claims, mail_wishes
from translations.models import Assignment, Membership, Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def of(name, *arguments):
    return reverse(f"admin:{name}", args=arguments)


def named(user, first, last):
    user.first_name, user.last_name = first, last
    user.save()
    return user


def overflows(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def desk_of(new_page, sign_in, user, **options):
    """Open the first page for somebody in a browser of their own."""
    page = new_page(**options)
    sign_in(page, user)
    page.goto(of("index"))
    return page


def test_work_is_given_begun_handed_over_left_behind_and_taken_over(new_page, sign_in, axe):
    editor = named(make_editor("sv"), "Henrik", "Å")
    karin, elsa = (
        named(make_translator("sv"), "Karin", "L"),
        named(make_translator("sv"), "Elsa", "N"),
    )
    original = make_original(headline="Herring is back")

    # The editor gives it to Karin, who finds it on her desk and begins.
    page = desk_of(new_page, sign_in, editor)
    page.goto(f"{of('translations_assignment_add')}?original={original.pk}")
    page.get_by_label("Language").select_option("sv")
    page.get_by_label("Translator").select_option(label="Karin L")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/assignment/")
    hers = desk_of(new_page, sign_in, karin)
    expect(hers.get_by_role("link", name="1 new notice")).to_be_visible()
    hers.locator("#my-work").get_by_role("link", name="Herring is back").click()
    expect(hers.get_by_role("button", name="Confirm and next")).to_be_visible()

    # The editor hands it over from Karin's page; for her it is then to be read only.
    page.get_by_role("link", name="Karin L").click()
    page.get_by_label("To", exact=True).select_option(label="Elsa N")
    axe(page)
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text("1 piece was handed over.")).to_be_visible()
    hers.reload()
    expect(hers.get_by_text("Elsa N translates this piece.")).to_be_visible()
    expect(hers.get_by_role("button", name="Confirm and next")).to_be_hidden()

    # Elsa leaves: two clicks, and the editor has it.
    Membership.objects.filter(user=elsa).delete()
    page.goto(of("index"))
    page.get_by_role("link", name="Take over the work of Elsa N …").click()
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator("#my-work").get_by_role("link", name="Herring is back")).to_be_visible()
    expect(page.locator("#left-work")).to_be_hidden()
    holders = list(
        Event.objects.filter(name__in=["take", "assign"]).order_by("pk").values_list("reason", flat=True)
    )
    assert holders == ["Karin L", "Elsa N", "Henrik Å"]
    assert Assignment.objects.get().translator == editor


def test_an_editor_opens_a_colleagues_draft_to_read_and_takes_it_over(new_page, sign_in, axe):
    article, _translator = taken(translator=named(make_translator("sv"), "Karin", "L"))
    page = desk_of(new_page, sign_in, make_editor("sv"), width=360)
    page.goto(of("translations_workbench", article.pk))

    expect(page.get_by_text("Karin L translates this piece.")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm and next")).to_be_hidden()
    axe(page)
    assert not overflows(page)
    page.get_by_role("button", name="Take it over").click()

    expect(page.get_by_text("It is your work now.")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm and next")).to_be_visible()


def test_a_translator_finds_every_door_that_is_not_theirs_shut(new_page, sign_in):
    me, colleague, editor = make_translator("sv"), make_translator("sv"), make_editor("sv", "fi")
    theirs, _holder = taken(translator=colleague)
    foreign, _finn = taken(language="fi")
    waiting = make_article(status=Status.TRANSLATED)
    live = make_article(status=Status.PUBLISHED, editor=editor)
    assignment, original = Assignment.objects.get(article=theirs), theirs.original
    before = everything()
    page = desk_of(new_page, sign_in, me)

    for address in (
        of("translations_assignment_add"),
        of("translations_work_of", colleague.pk),
        of("translations_workbench", foreign.pk),
        of("articles_article_change", foreign.pk),
        of("articles_article_step", waiting.pk, "publish"),
        of("articles_article_step", waiting.pk, "send_back"),
        of("articles_article_step", live.pk, "retract"),
        of("articles_original_add"),
        of("auth_user_changelist"),
        of("auth_user_change", editor.pk),
        of("translations_desk_changelist"),
        of("newsroom_delivery_changelist"),
    ):
        assert page.goto(address).status in (403, 404), address

    # The forms behind them, with a valid token.
    page.goto(of("index"))
    token = page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value")
    for address, fields in (
        (of("translations_work_of", colleague.pk), {"work": str(assignment.pk), "to": str(me.pk)}),
        (of("translations_assignment_change", assignment.pk), {"translator": str(me.pk)}),
        (
            of("translations_assignment_add"),
            {"original": str(original.pk), "language": "sv", "translator": str(me.pk)},
        ),
        (of("articles_original_change", original.pk), {"headline": "Mine", "priority": "4"}),
        (
            of("articles_article_step", waiting.pk, "publish"),
            {"revision": str(waiting.revision), "when": "now"},
        ),
        (
            of("articles_article_step", live.pk, "retract"),
            {"revision": str(live.revision), "reason": "x", "statement": "x"},
        ),
        (of("translations_workbench_take_over", foreign.pk), {}),
    ):
        answer = page.request.post(
            address,
            form={"csrfmiddlewaretoken": token, **fields},
            headers={"Referer": page.url},
            max_redirects=0,
        )
        assert answer.status in (403, 404), address
    # These lead back to the page, and say why not.
    for address in (
        of("translations_workbench_take_over", theirs.pk),
        of("translations_workbench_mend", theirs.pk),
    ):
        page.request.post(address, form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url})
    assert everything() == before


def everything():
    """Give what a translator might change that is not theirs."""
    return (
        list(Assignment.objects.order_by("pk").values_list("pk", "translator", "closed_at")),
        list(Article.objects.order_by("pk").values_list("pk", "status", "revision")),
        list(Original.objects.order_by("pk").values_list("headline", "priority")),
        Event.objects.count(),
        Notice.objects.count(),
        PublishedVersion.objects.count(),
    )


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (1440, True)])
def test_pages_of_the_desk_are_without_fault(new_page, sign_in, axe, width, dark):
    administrator, editor = make_administrator(), make_editor("sv")
    leaver = make_translator("sv")
    claims.take(make_original(headline="En mycket lång rubrik " * 5), "sv", by=leaver)
    Person.objects.filter(user=leaver).update(name="A")
    Membership.objects.filter(user=leaver).delete()
    article = make_article(status=Status.TRANSLATED)
    workflow.take_step(article, "send_back", by=editor, revision=article.revision, reason="Kortare.")
    make_article(status=Status.PUBLISHED)
    make_article(status=Status.TRANSLATED)
    page = new_page(width=width, dark=dark)
    sign_in(page, administrator)

    for address in (
        of("index"),
        of("translations_coverage"),
        of("translations_work_of", leaver.pk),
        of("translations_notice_changelist"),
        of("translations_notice_mail"),
        of("auth_user_change", leaver.pk),
        reverse("mail-stop", args=[mail_wishes.stop_token(leaver, "comment")]),
    ):
        assert page.goto(address).status == 200, address
        axe(page)
        assert not overflows(page), address


def test_the_matrix_is_filtered_and_started_from(page, sign_in):
    make_original(headline="Herring is back")
    make_article(original=make_original(headline="Bridge"), status=Status.PUBLISHED)
    sign_in(page, make_editor("sv"))
    page.goto(of("index"))

    page.get_by_role("link", name="Filters and CSV").click()
    page.get_by_label("State").select_option("missing")
    page.get_by_label("Desk").select_option("sv")
    page.get_by_role("button", name="Show").click()

    rows = page.get_by_role("rowheader")
    expect(rows).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Start ?: Herring is back, Swedish")).click()
    page.wait_for_url("**/workbench/")
    assert Assignment.objects.get().language == "sv"


def test_mail_is_stopped_by_the_button_on_the_page(new_page):
    translator = make_translator("sv")
    mail_wishes.store(translator, rhythms={}, language="en")
    page = new_page(width=360, javascript=False)
    page.goto(reverse("mail-stop", args=[mail_wishes.stop_token(translator, "comment")]))

    page.get_by_role("button", name="No more mail about “comment”").click()

    expect(page.get_by_role("status")).to_contain_text("You get no more mail about “comment”.")
    wishes = mail_wishes.wishes_of([translator.pk])[translator.pk]
    assert mail_wishes.rhythm_of(wishes, "comment") == "never"
