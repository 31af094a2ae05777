"""Comments, terms and findings beside the text in a real browser, with a script and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_workbench import field, visit
from tests.factories import make_editor
from tests.translations.builders import body_of, taken
from tests.translations.test_workbench_aside import make_entry
from translations import comments
from translations.models import TermTranslation

pytestmark = pytest.mark.browser


def opened(page, sign_in, *paragraphs):
    article, translator = taken(*paragraphs)
    sign_in(page, translator)
    visit(page, article, block=body_of(article)[0].position)
    return article


def aside(page, name):
    return page.locator(f"#{name}")


def test_a_comment_is_written_without_leaving_the_text(page, sign_in):
    article = opened(page, sign_in, "One.", "Two.")
    one = body_of(article)[0]
    field(page).fill("Ett")

    aside(page, "comments").get_by_text("Comment", exact=True).click()
    page.locator("textarea[name='text say']").fill("Really?")
    page.get_by_role("button", name="Send", exact=True).click()

    expect(aside(page, "comments")).to_contain_text("Really?")
    expect(page.locator("#help-comments")).to_be_focused()
    expect(field(page)).to_have_value("Ett")
    one.refresh_from_db()
    assert (one.target, [row.text for row in one.comments.all()]) == ("Ett", ["Really?"])


def test_a_comment_that_was_not_sent_waits_at_its_paragraph(page, sign_in):
    opened(page, sign_in, "One.", "Two.")
    aside(page, "comments").get_by_text("Comment", exact=True).click()
    page.locator("textarea[name='text say']").fill("Half a thought")

    field(page).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#help h2").first).to_contain_text("Paragraph 2")
    expect(page.locator("textarea[name='text say']")).to_have_value("")
    field(page).focus()
    page.keyboard.press("Alt+ArrowUp")

    expect(page.locator("textarea[name='text say']")).to_be_visible()
    expect(page.locator("textarea[name='text say']")).to_have_value("Half a thought")


def test_a_form_that_is_fine_is_learned_and_a_wrong_one_is_explained(page, sign_in):
    make_entry("ferry", "färja")
    opened(page, sign_in, "The ferry sails.")
    field(page).fill("Lotsen seglar.")
    page.get_by_text("Another form is fine").click()
    form = page.locator("input[name^='text learn']")

    form.fill("Tärnan")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(aside(page, "terms").get_by_role("alert")).to_contain_text(
        "does not stand in the saved translation"
    )
    form.fill("Lotsen")
    page.get_by_role("button", name="Send", exact=True).click()

    expect(page.locator("#help-terms")).to_be_focused()
    assert TermTranslation.objects.get().forms == ["Lotsen"]


def test_without_a_script_the_text_comes_along(new_page, sign_in):
    page = new_page(javascript=False)
    article = opened(page, sign_in, "One.", "Two.")
    one = body_of(article)[0]
    field(page).fill("Ett")

    aside(page, "comments").get_by_text("Comment", exact=True).click()
    page.locator("textarea[name='text say']").fill("Really?")
    page.get_by_role("button", name="Send", exact=True).click()

    expect(aside(page, "comments")).to_contain_text("Really?")
    one.refresh_from_db()
    assert one.target == "Ett"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_terms_and_comments_are_accessible(new_page, sign_in, axe, width, dark):
    make_entry("ferry", "färja", note="Feminine.")
    make_entry("ferry", "båt", is_forbidden=True)
    page = new_page(width=width, dark=dark)
    article = opened(page, sign_in, "The ferry sails.", "Two.")
    remark = comments.write(body_of(article)[0], by=make_editor("sv"), text="Really?")
    comments.write(body_of(article)[0], by=article.assignment.translator, text="Yes", answers=remark)
    visit(page, article, block=body_of(article)[0].position)

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
