"""Translating in a real browser: by keyboard, without a script, in conflict, offline, right to left."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Status
from tests.factories import make_editor
from tests.translations.builders import body_of, fill, headline_of, taken
from translations import segments
from translations.models import Segment

pytestmark = pytest.mark.browser
State = Segment.State


@pytest.fixture
def bench(page, sign_in):
    """Open a piece of three paragraphs as its translator."""

    def open_bench(*paragraphs, at=page, block=None, **names):
        article, translator = taken(*(paragraphs or ("One.", "Two.", "Three.")), **names)
        sign_in(at, translator)
        visit(at, article, block)
        return article, translator

    return open_bench


def visit(page, article, block=None):
    question = f"?block={block}" if block else ""
    page.goto(f"/admin/articles/article/{article.pk}/workbench/{question}")


def states(article):
    needed = Segment.objects.filter(article=article).needed().order_by("pk")
    return [(segment.target, segment.state) for segment in needed]


def field(page):
    return page.locator("textarea[name=target]:visible")


def test_a_piece_is_translated_by_keyboard_alone(page, bench):
    article, _translator = bench()
    expect(field(page)).to_be_focused()

    for text in ("Bron stängs", "Ett.", "Två.", "Tre."):
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")

    expect(page.locator("#confirmed")).to_have_text("4 of 4 confirmed")
    expect(page.locator("#saved")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    expect(page.locator("#send")).to_be_focused()
    expect(page.locator("#says")).to_contain_text("Everything is confirmed.")
    assert states(article) == [(text, State.CONFIRMED) for text in ("Bron stängs", "Ett.", "Två.", "Tre.")]
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Sent for review.")
    article.refresh_from_db()
    assert (article.status, article.headline, article.body) == (
        Status.TRANSLATED,
        "Bron stängs",
        "<p>Ett.</p>\n<p>Två.</p>\n<p>Tre.</p>",
    )


def test_typing_saves_itself_and_says_so_after_the_server_did(page, bench):
    article, _translator = bench(block=2)

    page.keyboard.type("Ett")
    expect(page.locator("#saved")).to_have_text("Nothing saved yet")

    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"), timeout=6000)
    assert states(article)[1] == ("Ett", State.DRAFT)
    expect(page.locator("#count")).to_have_text("1 word, original 1")


def test_the_field_wanders_with_the_arrows_and_by_pressing_a_text(page, bench):
    article, _translator = bench()

    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.type("Ett")
    page.locator("#block-4 a.edit").click()
    expect(page.get_by_label("Paragraph 3 in Swedish")).to_be_focused()
    expect(page.locator("#block-2 .shown")).to_have_text("Ett")
    page.keyboard.press("Alt+ArrowUp")

    expect(page.get_by_label("Paragraph 2 in Swedish")).to_be_focused()
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
    assert states(article)[1] == ("Ett", State.DRAFT)


def test_a_paragraph_is_left_out_with_a_reason_and_put_back(page, bench):
    article, _translator = bench(block=2)
    page.keyboard.type("Ett")

    page.get_by_text("Leave out", exact=True).click()
    page.get_by_label("Why is it left out?").fill("Only local prices")
    page.get_by_role("button", name="Leave it out").click()

    expect(page.locator("#block-2")).to_contain_text("Left out: Only local prices")
    assert states(article)[1] == ("Ett", State.LEFT_OUT)
    page.get_by_role("button", name="Put back Paragraph 1").click()
    expect(page.get_by_label("Paragraph 1 in Swedish")).to_have_value("Ett")
    assert states(article)[1] == ("Ett", State.DRAFT)


def test_sending_too_early_lists_what_is_missing(page, bench):
    bench()
    page.keyboard.type("Bron stängs")
    page.keyboard.press("Control+Enter")

    page.get_by_role("button", name="Send for review").click()

    missing = page.locator("#missing")
    expect(missing).to_contain_text("Not sent yet.")
    expect(missing.get_by_role("link")).to_have_text(["Paragraph 1", "Paragraph 2", "Paragraph 3"])
    missing.get_by_role("link", name="Paragraph 2").click()
    expect(page.get_by_label("Paragraph 2 in Swedish")).to_be_focused()
    page.get_by_role("button", name="Send for review as it is").click()
    expect(page.locator(".messagelist")).to_contain_text("Sent for review.")


def test_confirming_an_empty_paragraph_says_what_is_needed(page, bench):
    article, _translator = bench(block=2)

    page.keyboard.press("Control+Enter")

    expect(page.locator("#problems")).to_contain_text("Write a translation first")
    expect(field(page)).to_be_focused()
    assert states(article)[1] == ("", State.EMPTY)


def test_an_input_method_that_ends_with_enter_confirms_nothing(page, bench):
    article, _translator = bench(block=2)
    page.keyboard.type("Ett")

    page.evaluate(
        """() => {
          const field = document.querySelector("#editor textarea");
          const press = (options) => field.dispatchEvent(new KeyboardEvent("keydown",
            { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, ...options }));
          press({ isComposing: true });
          press({ keyCode: 229 });
          press({ modifierAltGraph: true });
        }"""
    )

    expect(page.get_by_label("Paragraph 1 in Swedish")).to_be_focused()
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"), timeout=6000)
    assert states(article)[1] == ("Ett", State.DRAFT)


def test_special_characters_go_where_the_cursor_is_and_can_be_undone(page, bench):
    bench(block=2)
    page.keyboard.type("Ett")

    page.get_by_role("button", name="en dash").click()
    page.keyboard.type("två")
    expect(field(page)).to_have_value("Ett–två")
    page.get_by_role("button", name="Copy original").click()
    expect(field(page)).to_have_value("One.")
    page.keyboard.press("Control+z")

    expect(field(page)).to_have_value("Ett–två")


class TestConflict:
    @pytest.fixture
    def conflict(self, page, bench):
        article, translator = bench(block=2)
        segment = body_of(article)[0]
        segments.save(segment, by=translator, target="Före", base=0)
        page.reload()
        editor = make_editor("sv")
        segments.save(segment, by=editor, target="Deras <b>text</b>", base=1)
        page.keyboard.press("Control+a")
        page.keyboard.type("Min text")
        page.keyboard.press("Control+s")
        panel = page.locator(".conflict")
        expect(panel).to_contain_text("Somebody else changed this paragraph meanwhile.")
        expect(panel.locator(".theirs")).to_contain_text("Deras <b>text</b>")
        expect(panel.locator(".before")).to_have_text("Före")
        expect(panel).to_contain_text(editor.get_full_name())
        expect(field(page)).to_have_value("Min text")
        return segment

    def told(self, segment):
        segment.refresh_from_db()
        return segment.target, [version.target for version in segment.versions.order_by("revision")]

    def test_mine_replaces_theirs_which_goes_into_the_history(self, page, conflict):
        page.get_by_role("button", name="Use mine").click()

        expect(page.locator(".conflict")).to_have_count(0)
        expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
        assert self.told(conflict) == ("Min text", ["Före", "Deras <b>text</b>"])

    def test_theirs_stays_and_mine_goes_into_the_history(self, page, conflict):
        page.get_by_role("button", name="Use theirs").click()

        expect(field(page)).to_have_value("Deras <b>text</b>")
        expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
        assert self.told(conflict) == (
            "Deras <b>text</b>",
            ["Före", "Deras <b>text</b>", "Min text"],
        )

    def test_both_are_worked_together_with_theirs_in_sight(self, page, conflict):
        page.get_by_role("button", name="Edit together").click()
        expect(page.locator(".theirs")).to_be_visible()
        expect(field(page)).to_be_focused()
        page.keyboard.press("Control+End")
        page.keyboard.type(" och deras")
        page.keyboard.press("Control+Enter")

        expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
        assert self.told(conflict) == ("Min text och deras", ["Före", "Deras <b>text</b>"])


def test_a_conflict_behind_one_s_back_is_told_and_holds_the_sending_up(page, bench):
    article, _translator = bench(block=2)
    segments.save(body_of(article)[0], by=make_editor("sv"), target="Deras", base=0)

    page.keyboard.type("Mitt")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_label("Paragraph 2 in Swedish")).to_be_focused()
    expect(page.locator("#block-2")).to_contain_text("Somebody else changed Paragraph 1 meanwhile.")
    expect(page.locator("#block-2 .st")).to_contain_text("Not saved")
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator("#block-2 .conflict")).to_be_visible()
    expect(field(page)).to_have_value("Mitt")
    page.get_by_role("button", name="Use mine").click()
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
    assert states(article)[1] == ("Mitt", State.CONFIRMED)


def test_offline_text_waits_in_the_browser_and_is_sent_later(page, bench):
    article, _translator = bench(block=2)
    page.context.set_offline(True)
    page.keyboard.type("Ett")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Två")
    page.keyboard.press("Control+s")

    expect(page.locator("#saved")).to_have_text("Offline. Kept in this browser until you are back")
    expect(page.locator("#block-2 .shown")).to_have_text("Ett")
    page.context.set_offline(False)

    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"), timeout=6000)
    assert states(article)[1:3] == [("Ett", State.CONFIRMED), ("Två", State.DRAFT)]


def test_text_that_never_reached_the_server_is_offered_back(page, bench):
    article, _translator = bench(block=2)
    page.route("**/save/", lambda route: route.abort())
    page.keyboard.type("Ett")
    expect(page.locator("#saved")).to_have_text(re.compile("^Not saved. Trying again"), timeout=6000)
    # The tab is gone before the text could be sent.
    page.on("dialog", lambda dialog: dialog.accept())
    visit(page, article, 3)
    page.unroute("**/save/")

    expect(page.locator("#block-2 .offer")).to_contain_text("was not saved. Restore it?")
    page.get_by_role("button", name="Restore").click()

    expect(page.get_by_label("Paragraph 1 in Swedish")).to_have_value("Ett")
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"), timeout=6000)
    assert states(article)[1] == ("Ett", State.DRAFT)
    page.reload()
    expect(page.locator(".offer")).to_have_count(0)


def test_the_end_of_the_session_loses_nothing(page, bench, sign_in):
    article, translator = bench(block=2)
    page.context.clear_cookies()
    page.keyboard.type("Ett")
    page.keyboard.press("Control+s")

    expect(page.locator("#trouble")).to_contain_text("You are signed out.")
    expect(field(page)).to_have_value("Ett")
    sign_in(page, translator)
    page.evaluate("() => fetch('/admin/login/')")
    page.get_by_role("button", name="Try again").click()

    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))
    assert states(article)[1] == ("Ett", State.DRAFT)


def test_a_piece_that_was_handed_in_meanwhile_keeps_the_text_in_the_field(page, bench):
    article, _translator = bench(block=2)
    Article.objects.filter(pk=article.pk).update(status=Status.TRANSLATED)

    page.keyboard.type("Ett")
    page.keyboard.press("Control+s")

    expect(page.locator("#problems")).to_contain_text("This piece waits for review.")
    expect(field(page)).to_have_value("Ett")
    assert states(article)[1] == ("", State.EMPTY)


class TestWithoutScript:
    @pytest.fixture
    def plain(self, new_page):
        return new_page(javascript=False)

    def test_blocks_are_confirmed_one_after_the_other_and_sent(self, plain, bench):
        article, _translator = bench("One.", "Two.", at=plain)

        for text in ("Bron stängs", "Ett."):
            field(plain).fill(text)
            plain.get_by_role("button", name="Confirm and next").click()
        plain.get_by_text("Leave out", exact=True).click()
        plain.get_by_label("Why is it left out?").fill("No room")
        plain.get_by_role("button", name="Leave it out").click()
        expect(plain.locator("#confirmed")).to_have_text("2 of 2 confirmed")
        plain.get_by_role("button", name="Send for review").click()

        expect(plain.locator(".messagelist")).to_contain_text("Sent for review.")
        assert states(article) == [
            ("Bron stängs", State.CONFIRMED),
            ("Ett.", State.CONFIRMED),
            ("", State.LEFT_OUT),
        ]

    def test_what_is_missing_is_opened_from_the_list(self, plain, bench):
        bench(at=plain)
        plain.get_by_role("button", name="Send for review").click()
        expect(plain.locator("#missing")).to_contain_text("Not sent yet.")

        plain.locator("#missing").get_by_role("link", name="Paragraph 2").click()

        expect(plain.get_by_label("Paragraph 2 in Swedish")).to_be_visible()

    def test_a_text_is_opened_by_its_link(self, plain, bench):
        bench(at=plain)

        plain.locator("#block-3 a.edit").click()

        expect(plain.get_by_label("Paragraph 2 in Swedish")).to_be_visible()

    def test_a_conflict_shows_three_texts_and_loses_none(self, plain, bench):
        article, translator = bench(at=plain, block=2)
        segment = body_of(article)[0]
        segments.save(segment, by=make_editor("sv"), target="Deras", base=0)

        field(plain).fill("Min")
        plain.get_by_role("button", name="Save", exact=True).click()
        expect(plain.locator(".theirs")).to_have_text("Deras")
        expect(field(plain)).to_have_value("Min")
        plain.get_by_role("button", name="Use mine").click()

        expect(plain.get_by_label("Paragraph 1 in Swedish")).to_have_value("Min")
        segment.refresh_from_db()
        assert (segment.target, [row.target for row in segment.versions.all()]) == ("Min", ["Deras"])
        assert segment.updated_by == translator


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_axe_finds_nothing_at_any_width_by_day_and_by_night(page, bench, axe, language):
    article, translator = bench(
        'See <a href="https://a.example/">the <strong>map</strong></a>.',
        "H<sub>2</sub>O",
        "Three.",
        "Four.",
        language=language,
        standfirst="Ferry.",
    )
    fill(article, translator, text="النص {}" if language == "ar" else "Text {}")
    _one, two, three, four = body_of(article)
    segments.leave_out(two, by=translator, reason="No room", base=two.revision)
    segments.save(three, by=translator, target="", base=three.revision)
    segments.save(four, by=translator, target="[x](1)", base=four.revision)
    segments.save(headline_of(article), by=translator, target="Bron " * 20, base=1)
    visit(page, article)
    expect(field(page)).to_be_visible()
    page.get_by_text("Keyboard help", exact=True).click()

    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            axe(page)


def test_axe_finds_nothing_wrong_with_a_conflict_and_a_list_of_what_is_missing(page, bench, axe):
    article, _translator = bench(block=2)
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator("#missing")).to_be_visible()
    page.locator("[data-script]:not([hidden])").wait_for(state="attached")  # the script is there
    segments.save(body_of(article)[0], by=make_editor("sv"), target="Deras", base=0)
    page.locator("#missing").get_by_role("link", name="Paragraph 1").click()
    page.get_by_text("Leave out", exact=True).click()
    field(page).fill("Mitt")
    page.keyboard.press("Control+s")
    expect(page.locator(".conflict")).to_be_visible()

    axe(page)


def test_arabic_is_written_from_the_right_beside_an_original_from_the_left(page, bench):
    bench("1905 was the year.", language="ar", block=2)

    expect(field(page)).to_have_attribute("dir", "rtl")
    expect(field(page)).to_have_attribute("lang", "ar")
    assert field(page).evaluate("field => getComputedStyle(field).direction") == "rtl"
    source = page.locator("#block-2 .src")
    assert source.evaluate("text => getComputedStyle(text).direction") == "ltr"
    boxes = source.bounding_box(), field(page).bounding_box()
    assert boxes[0]["x"] < boxes[1]["x"]
    page.keyboard.type("1905 كان العام.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#block-2 .edit")).to_have_text("1905 كان العام.")
    expect(page.locator("#block-2 .edit")).to_have_css("direction", "rtl")


@pytest.mark.parametrize("width", [320, 768])
def test_the_field_is_not_covered_by_the_bar(new_page, bench, width):
    page = new_page(width=width, height=700)
    bench(*(f"Sentence {number} of the piece." for number in range(12)), at=page)

    for _number in range(9):
        page.keyboard.type("Text")
        page.keyboard.press("Control+Enter")

    box = field(page).bounding_box()
    bar = page.locator(".bar").bounding_box()
    assert box["y"] >= min(bar["y"] + bar["height"], 700) or bar["y"] + bar["height"] <= 0
    assert box["y"] + box["height"] <= 700
