"""The review in a real browser: a piece with all its detours, two editors at once, keys, no script."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, PublishedVersion, Status
from tests.factories import make_administrator, make_editor, make_original, make_section, make_translator
from tests.translations.builders import body_of, fill, handed_in
from translations import comments, objections, segments, waivers
from translations.gates import must_fixes_of
from translations.models import Objection, Reading
from translations.objections import Objected

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def review_of(article):
    return reverse("admin:translations_review", args=[article.pk])


def block(page, name):
    return page.locator(f'#blocks > li[aria-label^="{name},"]')


def object_to(page, name, kind, text):
    place = block(page, name)
    place.get_by_text("Object", exact=False).click()
    place.get_by_label("What is it about?").select_option(label=kind)
    place.get_by_label("What should be changed?").fill(text)


def overflows(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.fixture
def people(new_page, sign_in):
    """An editor and a translator of the Swedish desk, each in a browser of their own."""
    editor, translator = new_page(), new_page()
    who = make_editor("sv"), make_translator("sv")
    sign_in(editor, who[0])
    sign_in(translator, who[1])
    return editor, translator, *who


def hand_out(editor, original, translator):
    editor.goto(f"{reverse('admin:translations_assignment_add')}?original={original.pk}")
    editor.get_by_label("Language:").select_option("sv")
    editor.get_by_label("Translator:").select_option(str(translator.pk))
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator(".messagelist")).to_be_visible()


def translate(translator, *texts):
    translator.goto("/admin/")
    translator.locator("#my-work").get_by_role("link", name="Harbour bridge to shut").click()
    translator.wait_for_url("**/workbench/?block=1")  # the script is there
    for text in texts:
        expect(translator.locator("textarea[name=target]:visible")).to_be_focused()
        translator.keyboard.insert_text(text)
        translator.keyboard.press("Control+Enter")
    expect(translator.locator("#left")).to_have_text("Everything is confirmed")


def hand_in(translator):
    translator.get_by_role("button", name="Send for review").click()
    expect(translator.locator(".messagelist")).to_contain_text("Sent for review.")


def open_review(editor, headline):
    editor.goto("/admin/")
    editor.locator("#waiting").get_by_role("link", name=headline).click()
    expect(editor.get_by_role("heading", level=1)).to_have_text(headline)


def schedule(editor, day, clock):
    editor.get_by_label("At a time").check()
    editor.get_by_label("Date:", exact=True).fill(day)
    editor.get_by_label("Time:", exact=True).fill(clock)
    editor.get_by_role("button", name="Publish …").click()


def test_piece_goes_back_is_mended_scheduled_over_a_night_of_clocks_cancelled_and_published(people):
    editor, translator, _editor, who = people
    original = make_original("The bridge shuts on Monday.", "It opens again in April.")
    hand_out(editor, original, who)
    translate(translator, "Bron stängs", "Bron stängs på måndag.", "Den öppnas i april.")
    hand_in(translator)
    Article.objects.update(section=make_section())

    open_review(editor, "Bron stängs")
    expect(editor.locator(".strip")).to_contain_text("the publication has granted permission")
    object_to(editor, "Paragraph 2", "Terminology", "Broar öppnar, de öppnas inte.")
    editor.get_by_role("button", name="Send back …").click()
    expect(editor.locator(".confirm dl")).to_contain_text("Paragraph 2 · Terminology")
    assert Article.objects.get().status == Status.TRANSLATED
    editor.get_by_role("button", name="Send back", exact=True).click()
    expect(editor.locator(".messagelist")).to_contain_text("Sent back.")

    translator.goto("/admin/")
    translator.locator("#my-work").get_by_role("link", name="Bron stängs").click()
    expect(translator.locator("#block-3 .objection")).to_contain_text("Broar öppnar, de öppnas inte.")
    translator.locator(".alert").get_by_role("link", name="Paragraph 2").click()
    translator.wait_for_url("**/workbench/?block=3")
    translator.locator("textarea[name=target]:visible").fill("Den öppnar igen i april.")
    translator.keyboard.press("Control+Enter")
    expect(translator.locator("#saved")).to_have_text(re.compile("^Saved"))
    hand_in(translator)

    open_review(editor, "Bron stängs")
    expect(editor.locator("#blocks > li")).to_have_count(1)
    expect(editor.locator("#blocks ins")).to_have_text(["added: öppnar igen"])
    expect(editor.locator("#blocks del")).to_have_text(["removed: öppnas"])
    expect(editor.locator("#blocks .mended")).to_be_visible()

    schedule(editor, "2028-03-26", "02:30")
    expect(editor.locator(".errorlist")).to_contain_text("this time does not exist")
    schedule(editor, "2027-10-31", "02:30")
    editor.get_by_label("The second time").check()
    editor.get_by_role("button", name="Publish …").click()
    expect(editor.locator(".sentence")).to_contain_text("CET (UTC+01:00)")
    editor.get_by_role("button", name=re.compile("^Publish at Sunday")).click()
    expect(editor.locator(".messagelist")).to_contain_text("Scheduled.")
    assert PublishedVersion.objects.get().visible_from.isoformat() == "2027-10-31T01:30:00+00:00"

    article = Article.objects.get()
    editor.goto(review_of(article))
    editor.get_by_role("button", name="Cancel the schedule …").click()
    expect(editor.locator(".sentence")).to_contain_text("Readers see nothing of it.")
    editor.get_by_role("button", name="Cancel the schedule", exact=True).click()
    expect(editor.locator(".messagelist")).to_contain_text("Cancelled.")

    editor.goto(review_of(article))
    editor.get_by_role("button", name="Publish …").click()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.locator(".messagelist")).to_contain_text("Published.")
    assert PublishedVersion.objects.live().get().headline == "Bron stängs"


def test_override_waits_for_a_second_editor_who_approves_later(new_page, sign_in, axe):
    administrator, editor = make_administrator(), make_editor("sv")
    article, _translator = handed_in(translator=administrator)
    first, second = new_page(), new_page()
    sign_in(first, administrator)
    sign_in(second, editor)

    first.goto(review_of(article))
    expect(first.locator("#decision")).to_contain_text("You translated this piece")
    first.get_by_label("Why nobody else can approve it").fill("Ensam i natt.")
    first.get_by_role("button", name="Publish …").click()
    expect(first.locator(".confirm dl")).to_contain_text("nobody is named until a second editor approves")
    first.get_by_role("button", name="Publish now").click()
    first.goto("/admin/")
    expect(first.locator("#second-look")).to_contain_text("somebody else must look at it")

    second.goto("/admin/")
    second.locator("#second-look").get_by_role("link").click()
    expect(second.locator(".banner")).to_contain_text("Ensam i natt.")
    axe(second)
    second.get_by_role("button", name="Approve as second editor").click()
    expect(second.locator(".messagelist")).to_contain_text("Approved.")
    second.goto("/admin/")
    expect(second.locator("#second-look")).to_have_count(0)
    text = second.request.get(f"{PublishedVersion.objects.get().get_absolute_url()}index.txt").text()
    assert "Granskning: Editor sv" in text


def test_two_editors_at_once_and_the_second_loses_nothing(new_page, sign_in, axe):
    article, _translator = handed_in()
    first, second = new_page(), new_page()
    for page in (first, second):
        sign_in(page, make_editor("sv"))
        page.goto(review_of(article))

    object_to(first, "Paragraph 1", "Style", "Stelt.")
    first.get_by_role("button", name="Send back …").click()
    first.get_by_role("button", name="Send back", exact=True).click()
    expect(first.locator(".messagelist")).to_be_visible()
    object_to(second, "Paragraph 2", "Meaning", "Fel årtal.")
    with second.expect_response(re.compile("/decide/")) as answer:
        second.get_by_role("button", name="Send back …").click()

    assert answer.value.status == 409
    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text("Paragraph 1 · Style: Stelt.")
    expect(conflict).to_contain_text("Paragraph 2 · Meaning: Fel årtal.")
    expect(block(second, "Paragraph 2").get_by_label("What should be changed?")).to_have_value("Fel årtal.")
    axe(second)
    assert [row.text for row in Objection.objects.all()] == ["Stelt."]


def test_keys_lead_through_what_changed_and_mark_it(page, sign_in):
    article, _translator = handed_in("One.", "Two.", "Three.")
    sign_in(page, make_editor("sv"))
    page.goto(review_of(article))
    done = page.locator("#read")
    expect(done).to_have_text("0 of 4 changed paragraphs read")

    page.keyboard.press("Alt+ArrowDown")
    expect(block(page, "Headline")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(done).to_have_text("1 of 4 changed paragraphs read")
    expect(block(page, "Paragraph 1")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    expect(block(page, "Paragraph 1")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(done).to_have_text("2 of 4 changed paragraphs read")

    block(page, "Paragraph 1").get_by_role("button", name="Read").click()
    expect(done).to_have_text("1 of 4 changed paragraphs read")
    object_to(page, "Paragraph 3", "Style", "Tungt")
    page.keyboard.press("Control+Enter")
    expect(done).to_have_text("1 of 4 changed paragraphs read")
    page.reload()
    expect(done).to_have_text("1 of 4 changed paragraphs read")
    assert Reading.objects.count() == 1


def test_all_of_it_works_without_a_script(new_page, sign_in):
    article, _translator = handed_in()
    page = new_page(javascript=False)
    sign_in(page, make_editor("sv"))
    page.goto(review_of(article))

    object_to(page, "Paragraph 2", "Style", "Tungt.")
    block(page, "Paragraph 1").get_by_role("button", name="Read").click()
    expect(page.locator("#read")).to_have_text("1 of 3 changed paragraphs read")
    expect(block(page, "Paragraph 2").get_by_label("What should be changed?")).to_have_value("Tungt.")
    page.get_by_role("button", name="Send back …").click()
    page.get_by_role("button", name="Back to the review").click()
    expect(block(page, "Paragraph 2").get_by_label("What should be changed?")).to_have_value("Tungt.")
    page.get_by_role("button", name="Send back …").click()
    page.get_by_role("button", name="Send back", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Sent back.")
    assert Objection.objects.get().text == "Tungt."


def test_what_was_typed_is_there_again_after_signing_in_anew(page, sign_in):
    article, _translator = handed_in()
    editor = make_editor("sv")
    sign_in(page, editor)
    page.goto(review_of(article))
    object_to(page, "Paragraph 2", "Style", "Tungt.")
    page.get_by_role("button", name="Publish …").click()
    page.get_by_role("button", name="Back to the review").click()

    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Send back …").click()
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Log in").click()

    expect(block(page, "Paragraph 2").get_by_label("What should be changed?")).to_have_value("Tungt.")
    expect(page.locator("#put-back")).to_be_visible()
    assert Objection.objects.count() == 0


def full(language):
    """A piece with everything that the page can show."""
    article, translator = handed_in("It took days.", "It shuts.", "It opens.", language=language)
    editor = make_editor(language)
    said = [Objected(segment, Objection.Kind.STYLE, "Tungt.") for segment in body_of(article)[:2]]
    objections.send_back(article, by=editor, revision=article.revision, objected=said)
    comments.write(body_of(article)[1], by=translator, text="Varför?")
    fill(article, translator, text="Ny text {}")
    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    for segment in body_of(article)[:2]:
        segments.save(segment, by=editor, target="Text 14", base=segment.revision)
    for segment, finding in must_fixes_of(article)[:1]:
        fingerprint = waivers.fingerprint_of(finding)
        waivers.waive(segment, by=editor, fingerprint=fingerprint, reason="Rundat.")
    return article, editor


@pytest.mark.parametrize(("width", "dark", "language"), [(360, False, "ar"), (1440, True, "sv")])
def test_pages_are_without_fault(new_page, sign_in, axe, width, dark, language):
    article, editor = full(language)
    page = new_page(width=width, dark=dark)
    sign_in(page, editor)

    for query in ("?view=original", "?view=since&show=all"):
        page.goto(review_of(article) + query)
        axe(page)
        assert not overflows(page)
    page.get_by_label("What should be changed?").last.fill("Nej.")
    page.get_by_role("button", name="Send back …").click()
    axe(page)
    assert not overflows(page)
