"""The main job, whole: an English page becomes a Swedish article that says where it came from."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, PublishedVersion
from tests.factories import make_editor, make_outlet, make_section, make_translator
from tests.loopback import serving

pytestmark = pytest.mark.browser

PATH = "/n2/content/view/16765/"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>The ferry learns to wait</title></head>
<body>
<nav><a href="/">Home</a> <a href="/weather">Weather</a></nav>
<article>
<h1>The ferry learns to wait</h1>
<p>On Monday the Marigold stayed at the quay for eleven minutes longer than the timetable allows.</p>
<p>“Somebody was running,” says skipper Winnie Adair, who has crossed the sound 40,000 times.</p>
<p>Tickets can be bought from the kiosk by the harbour office, which is closed on Mondays.</p>
</article>
</body>
</html>
"""
HEADLINE = "Färjan lär sig vänta"
FIRST = "I måndags låg Marigold kvar vid kajen elva minuter längre än tidtabellen tillåter."
SPEECH = (
    "–\u00a0Det var någon som sprang, säger skepparen Winnie Adair, som har korsat sundet 40\u00a0000 gånger."
)
BETTER = SPEECH.replace("korsat", "kört över")
STATEMENT = "Vi publicerade texten innan tillståndet var klart."


@pytest.fixture
def publication(settings):
    """A publication on loopback, which may be fetched from."""
    with serving({PATH: PAGE}) as address:
        settings.NEWSROOM_FETCH_ALLOW = frozenset({address.removeprefix("http://")})
        yield f"{address}{PATH}"


@pytest.fixture
def people(new_page, sign_in):
    """An editor and a translator of the Swedish desk, each in a browser of their own, and a reader."""
    editor, translator, reader = new_page(), new_page(), new_page()
    sign_in(editor, make_editor("sv"))
    sign_in(translator, make_translator("sv"))
    return editor, translator, reader


def import_original(editor, address):
    outlet = make_outlet("Harbour Observer")
    editor.goto("/admin/articles/original/add/")
    editor.get_by_label("Address:", exact=True).fill(address)
    editor.get_by_role("button", name="Read it").click()
    editor.get_by_label("Publication:", exact=True).select_option(str(outlet.pk))
    editor.get_by_role("button", name="Import").click()
    expect(editor.get_by_role("heading", level=1)).to_have_text("The ferry learns to wait")
    expect(editor.locator(".reading")).to_contain_text("Somebody was running")
    return editor.url


def translate(translator, original_page):
    translator.goto(original_page)
    translator.get_by_role("button", name="Take into Swedish").click()
    translator.wait_for_url("**/workbench/?block=1")  # the script is there
    for text in (HEADLINE, FIRST, SPEECH):
        expect(translator.locator("textarea[name=target]:visible")).to_be_focused()
        translator.keyboard.insert_text(text)
        translator.keyboard.press("Control+Enter")
    translator.get_by_text("Leave out", exact=True).click()
    translator.get_by_label("Why is it left out?").fill("Gäller bara den som bor där")
    translator.get_by_role("button", name="Leave it out").click()
    expect(translator.locator("#confirmed")).to_contain_text("3 of 3 confirmed")


def preview_shows(translator, *texts):
    with translator.context.expect_page() as opened:
        translator.get_by_role("link", name=re.compile("Preview")).click()
    preview = opened.value
    expect(preview.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    for text in texts:
        expect(preview.locator("main")).to_contain_text(text)
    preview.close()


def hand_in(translator):
    translator.get_by_role("button", name="Send for review").click()
    expect(translator.locator(".messagelist")).to_contain_text("Sent for review.")


def open_article(page):
    page.goto(f"/admin/articles/article/{Article.objects.get().pk}/change/")


def step(page, name):
    page.locator(".desk-side").get_by_role("link", name=re.compile(f"^{name}")).click()


def finish(page, name):
    page.locator("form.step-form").get_by_role("button", name=name).click()


def send_back(editor, reason):
    open_article(editor)
    step(editor, "Send back")
    editor.locator("#id_reason").fill(reason)
    finish(editor, "Send back")
    expect(editor.locator(".state-now")).to_contain_text("Sent back")


def mend(translator):
    translator.goto(f"/admin/articles/article/{Article.objects.get().pk}/workbench/?block=3")
    expect(translator.locator("body")).to_contain_text("Korsat är fel ord")
    translator.wait_for_url("**/workbench/?block=3")
    translator.locator("textarea[name=target]:visible").fill(BETTER)
    translator.keyboard.press("Control+Enter")
    expect(translator.locator("#saved")).to_have_text(re.compile("^Saved"))
    hand_in(translator)


def choose_section(editor, section):
    open_article(editor)
    editor.get_by_label("Section:").select_option(str(section.pk))
    editor.get_by_role("button", name="Save", exact=True).click()


def publish(editor, *, at=None):
    open_article(editor)
    step(editor, "Publish")
    if at:
        editor.locator("input[name=when][value=later]").check()
        editor.locator("#id_date").fill(at.strftime("%Y-%m-%d"))
        editor.locator("#id_time").fill(at.strftime("%H:%M"))
    finish(editor, "Publish")


def reads_the_article(reader, address):
    reader.goto("/sv/")
    reader.get_by_role("link", name=HEADLINE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(reader.locator("html")).to_have_attribute("lang", "sv")
    for text in (FIRST, BETTER, "Översättning: Translator sv", "Först publicerad i Harbour Observer"):
        expect(reader.locator("main")).to_contain_text(text)
    last_line = f"Översatt från engelska: {address}"
    expect(reader.locator(".src")).to_have_text(re.compile(rf"^\s*{re.escape(last_line)}\s*$"))
    plain = reader.request.get(f"{reader.url}index.txt").text()
    assert plain.rstrip("\n").rpartition("\n\n")[2] == last_line
    feed = reader.request.get("/sv/feed.atom").text()
    assert last_line.partition(":")[0] in feed
    assert address in feed
    return reader.url


def chrome_of(reader):
    """Everything on the page but the article's own text and what the original is called."""
    return reader.evaluate(
        """() => {
            const page = document.body.cloneNode(true);
            page.querySelectorAll('.text, h1, [lang]:not([lang=sv])').forEach(part => part.remove());
            return page.innerText;
        }"""
    )


def test_english_page_becomes_a_swedish_article(publication, people):
    editor, translator, reader = people
    section = make_section("nyheter")

    original_page = import_original(editor, publication)
    translate(translator, original_page)
    preview_shows(translator, FIRST, SPEECH)
    hand_in(translator)

    open_article(translator)
    expect(translator.locator(".desk-side .steps")).to_have_count(0)
    answer = translator.goto(f"/admin/articles/article/{Article.objects.get().pk}/step/publish/")
    assert (answer.status, PublishedVersion.objects.count()) == (404, 0)

    send_back(editor, "Korsat är fel ord om en färja.")
    mend(translator)
    choose_section(editor, section)
    publish(editor)

    address = reads_the_article(reader, publication)
    assert not re.search(
        r"\b(the|of|and|published|translation|translated|minutes|languages|sections|skip|feed)\b",
        chrome_of(reader),
        re.IGNORECASE,
    )
    languages = reader.locator("nav.langs a").all_inner_texts()
    assert [name.strip() for name in languages] == ["English (original)"]

    open_article(editor)
    editor.get_by_role("button", name="Revise").click()
    editor.goto(f"/admin/articles/article/{Article.objects.get().pk}/workbench/?block=1")
    editor.locator("textarea[name=target]:visible").fill("Färjan väntar igen")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator("#saved")).to_have_text(re.compile("^Saved"))
    hand_in(editor)
    publish(editor, at=timezone.localtime() + timedelta(days=1))
    expect(editor.locator(".banner:visible")).to_contain_text("Readers see version 1 until then.")

    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(reader.locator("main")).not_to_contain_text("Färjan väntar igen")

    open_article(editor)
    step(editor, "Retract")
    editor.locator("#id_reason").fill("Tillståndet saknades")
    editor.locator("#id_statement").fill(STATEMENT)
    finish(editor, "Retract")
    expect(editor.locator(".state-now")).to_contain_text("Retracted")

    gone = reader.goto(address)
    assert gone.status == 410
    expect(reader.locator("main")).to_contain_text(STATEMENT)
    reader.goto("/sv/")
    expect(reader.get_by_role("link", name=HEADLINE)).to_have_count(0)
