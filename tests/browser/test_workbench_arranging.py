"""Structure, history, checks and company at the workbench, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_workbench import field, states, visit
from tests.factories import make_editor
from tests.translations.builders import body_of, taken
from translations import segments
from translations.models import Segment, Waiver

pytestmark = pytest.mark.browser
State = Segment.State


@pytest.fixture
def bench(page, sign_in):
    def open_bench(*paragraphs, block=2, at=page, **names):
        article, translator = taken(*paragraphs, **names)
        sign_in(at, translator)
        visit(at, article, block)
        return article, translator

    return open_bench


def texts(article):
    rows = Segment.objects.filter(article=article, kind="paragraph").order_by("position")
    return [(row.target, row.state) for row in rows]


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_a_paragraph_is_split_and_merged_again(page, bench):
    article, _translator = bench("One. Two.", "Three.")
    page.keyboard.type("Ett. Två.")

    button(page, "Split").click()
    expect(page.get_by_label("Paragraph 1 in Swedish")).to_have_value("Ett.")
    assert [target for target, _state in texts(article)] == ["Ett.", "Två.", ""]
    button(page, "Merge with the next").click()

    expect(page.get_by_label("Paragraph 1 in Swedish")).to_have_value("Ett. Två.")
    expect(page.locator("#block-3 .st")).to_contain_text("Merged into previous")
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.locator("#block-3 .edit")).to_have_text("Två.")


def mend(page, article, block):
    """Open a colleague's draft to write in it."""
    visit(page, article)
    page.get_by_role("button", name=re.compile("^Mend something")).click()
    page.wait_for_load_state()
    visit(page, article, block)


def test_a_paragraph_is_added_and_an_editor_moves_it(page, new_page, sign_in, bench):
    article, _translator = bench("One.", "Two.")
    page.keyboard.type("Ett.")
    button(page, "Add").click()
    expect(page.locator("#block-3")).to_contain_text("Added by the newsroom")
    expect(field(page)).to_be_focused()
    page.keyboard.type("Bakgrund.")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
    editor = new_page()
    sign_in(editor, make_editor("sv"))
    mend(editor, article, 3)

    button(editor, "Move up").click()

    expect(editor.get_by_label("Paragraph 1 in Swedish")).to_have_value("Bakgrund.")
    assert [target for target, _state in texts(article)] == ["Bakgrund.", "Ett.", ""]


def test_an_earlier_text_is_restored(page, bench):
    article, translator = bench("One.")
    one = body_of(article)[0]
    segments.save(one, by=translator, target="Först", base=0)
    segments.save(one, by=translator, target="Sedan", base=1)
    visit(page, article, 2)
    page.keyboard.press("Control+a")
    page.keyboard.type("Sist")

    page.locator("#help").get_by_role("button", name=re.compile("^Restore")).first.click()

    expect(field(page)).to_have_value("Först")
    kept = one.versions.order_by("revision").values_list("target", flat=True)
    assert list(kept) == ["Först", "Sedan", "Sist"]


def test_the_column_follows_the_field(page, bench):
    article, translator = bench("One.", "Two.")
    two = body_of(article)[1]
    segments.save(two, by=translator, target="Tidigare", base=0)
    segments.save(two, by=translator, target="Nu", base=1)
    expect(page.locator("#help")).not_to_contain_text("Tidigare")

    visit(page, article, 2)
    page.keyboard.press("Alt+ArrowDown")

    expect(page.locator("#help")).to_contain_text("Tidigare")


def test_numbers_are_checked_while_typing_and_counted(page, bench):
    bench("The detour is 14 kilometres long.")

    page.keyboard.type("Omvägen är 40 kilometer lång.")

    found = page.locator("#checks .bad").first
    expect(found).to_contain_text("14", timeout=8000)
    expect(page.locator("#to-fix")).to_have_text("1 to fix")
    page.keyboard.press("Control+a")
    page.keyboard.type("Omvägen är 14 kilometer lång.")
    expect(page.locator("#checks .bad")).to_have_count(0, timeout=8000)
    expect(page.locator("#to-fix")).to_be_hidden()


def test_a_warning_is_dismissed_with_a_reason(page, bench):
    bench("The ferry sails every ten minutes.")
    page.keyboard.type("Färjan går var var tionde minut.")
    warning = page.locator("#checks li").filter(has_text="var").first
    expect(warning).to_be_visible(timeout=8000)

    warning.get_by_text("Dismiss", exact=True).click()
    warning.get_by_label("Why may it stand?").fill("It is a quotation")
    warning.get_by_role("button", name="Send").click()

    expect(page.locator("#checks .settled")).to_contain_text("It is a quotation", timeout=8000)
    assert Waiver.objects.get().reason == "It is a quotation"


def test_colleagues_see_where_each_other_is(page, new_page, sign_in, bench):
    article, translator = bench("One.", "Two.")
    editor = make_editor("sv")
    other = new_page()
    sign_in(other, editor)

    with page.expect_response("**/presence/"):
        visit(page, article, 3)
    mend(other, article, 2)

    who = f"{translator.get_full_name()} is here"
    expect(other.locator("#block-3 .who")).to_have_text(who)


class TestKeys:
    def test_fourteen_blocks_take_no_more_than_sixteen_chords_and_no_mouse(self, page, bench):
        article, _translator = bench(*(f"Sentence {letter}." for letter in "abcdefghijklm"), block=None)
        chords = 0

        for letter in "xabcdefghijklm":
            page.keyboard.type(f"Mening {letter}.")
            page.keyboard.press("Control+Enter")
            chords += 1
        expect(page.locator("#confirmed")).to_have_text("14 of 14 confirmed")
        page.keyboard.press("Enter")
        chords += 1

        expect(page.locator(".messagelist")).to_contain_text("Sent for review.")
        assert chords <= 16
        assert {state for _text, state in states(article)} == {State.CONFIRMED}

    def test_letters_that_altgr_types_arrive(self, page, bench):
        bench("One.")

        page.keyboard.insert_text("ąć„”@")
        kept = page.evaluate(
            """() => document.querySelector("#editor textarea").dispatchEvent(new KeyboardEvent("keydown",
                { key: "s", ctrlKey: true, modifierAltGraph: true, bubbles: true, cancelable: true }))"""
        )

        expect(field(page)).to_have_value("ąć„”@")
        assert kept

    def test_escape_leads_back_to_the_field_and_loses_nothing(self, page, bench):
        bench("One.")
        page.keyboard.type("Ett")
        page.get_by_text("Leave out", exact=True).click()
        page.get_by_label("Why is it left out?").focus()

        page.keyboard.press("Escape")

        expect(field(page)).to_be_focused()
        page.keyboard.press("Escape")
        expect(field(page)).to_have_value("Ett")

    def test_one_switch_turns_all_off(self, page, bench):
        article, _translator = bench("One.")
        page.get_by_text("Keyboard help", exact=True).click()
        button(page, "Turn keyboard commands off").click()
        expect(page.locator("body.no-keys")).to_have_count(1)
        visit(page, article, 2)
        page.keyboard.type("Ett")

        page.keyboard.press("Control+Enter")

        expect(page.get_by_label("Paragraph 1 in Swedish")).to_be_focused()
        button(page, "Confirm and next").click()
        expect(page.locator("#block-2 .st")).to_contain_text("Confirmed")

    def test_a_confirmed_text_is_emptied_after_one_question(self, page, bench):
        article, translator = bench("One.")
        segments.save(body_of(article)[0], by=translator, target="Ett", base=0, state=State.CONFIRMED)
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
        visit(page, article, 2)
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.press("Control+s")
        page.keyboard.press("Control+s")

        expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
        assert len(asked) == 1
        assert texts(article) == [("", State.EMPTY)]


class TestWithoutScript:
    def test_structure_and_history_are_forms(self, new_page, bench):
        plain = new_page(javascript=False)
        article, _translator = bench("One. Two.", at=plain)

        field(plain).fill("Ett. Två.")
        button(plain, "Split").click()
        expect(field(plain)).to_have_value("Ett.")
        field(plain).fill("Ett!")
        button(plain, "Merge with the next").click()
        expect(field(plain)).to_have_value("Ett! Två.")
        plain.get_by_text("more of the same sitting").click()
        plain.locator("#help").get_by_role("button", name=re.compile("^Restore")).last.click()

        expect(field(plain)).to_have_value("Ett. Två.")
        assert texts(article)[1][1] == State.MERGED
