"""The search page: what readers type, what they are shown, and what is never shown."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from articles import workflow
from articles.models import PublishedVersion, Status
from articles.workflow import PublishOrder
from tests.factories import make_article, make_editor, make_own_piece, make_section, make_translator

pytestmark = pytest.mark.django_db


def publish(headline, language="en", body="<p>It floats.</p>", **fields):
    return make_own_piece(language=language, status=Status.PUBLISHED, headline=headline, body=body, **fields)


def words_of(response):
    return " ".join(strip_tags(response.content.decode()).split())


def test_hits_are_shown_with_the_words_marked(client):
    publish("Bridges & <b>", body="<p>Nobody closed the bridge &amp; the port.</p>")

    page = client.get("/en/search/?q=bridge")

    assert page.status_code == 200
    assert "<mark>Bridges</mark> &amp; &lt;b&gt;</a>" in page.text
    assert "Nobody closed the <mark>bridge</mark> &amp; the port." in page.text
    assert "1 hit " in words_of(page)
    assert page.context["form"]["q"].value() == "bridge"


@pytest.mark.parametrize(
    ("language", "hits", "pages", "minutes"),
    [
        ("en", "21 hits", "Page 2 of 2", "3 minutes to read"),
        ("sv", "21 träffar", "Sida 2 av 2", "3 minuters läsning"),
        ("fa", "۲۱ نتیجه", "صفحهٔ ۲ از ۲", "زمان خواندن: ۳ دقیقه"),
    ],
)
def test_numbers_are_written_in_the_digits_of_the_edition(client, language, hits, pages, minutes):
    for number in range(21):
        publish(f"Smirr {number}", language=language, body=f"<p>{'Smirr ' * 500}</p>")

    page = words_of(client.get(f"/{language}/search/?q=smirr&page=2"))
    article = words_of(client.get(PublishedVersion.objects.first().get_absolute_url()))

    assert (hits in page, pages in page, minutes in article) == (True, True, True)


def test_the_page_is_for_readers_and_not_for_search_engines(client):
    page = client.get("/en/search/")

    assert '<meta name="robots" content="noindex">' in page.text
    assert "canonical" not in page.text
    assert "set-cookie" not in page.headers


def test_hits_in_other_languages_stand_apart_and_say_so(client):
    for language, headline in (("en", "Marstrom"), ("sv", "Marstrom stänger"), ("ar", "مارستروم Marstrom")):
        publish(headline, language=language)

    page = client.get("/en/search/?q=marstrom")

    assert [hit.story.headline for hit in page.context["hits"]] == ["Marstrom"]
    assert [group.link.language.code for group in page.context["others"]] == ["sv", "ar"]
    assert '<section class="role" lang="ar" dir="rtl">' in page.text
    assert '<a href="/sv/search/?q=marstrom" hreflang="sv">Svenska</a>' in page.text


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("q=" + "x" * 201, "This is too long. Write 200 characters at most."),
        ("q=a%00b", "There is a character that no text may contain. Type the words anew."),
        ("q=bridge&person=%00", "There is a character that no text may contain. Type the words anew."),
        ("q=bridge&since=yesterday", "This is no date. Write the year, the month and the day: 2026-03-14."),
        ("q=bridge&until=2026-02-30", "This is no date. Write the year, the month and the day: 2026-03-14."),
        ("q=bridge&section=nowhere", "There is no such section here. Choose one from the list."),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence_and_nothing_typed_is_lost(client, query, problem):
    publish("Bridge")

    page = client.get(f"/en/search/?{query}")

    assert page.status_code == 400
    assert problem in words_of(page)
    assert "hits" not in page.context
    typed = query.partition("&")[0].removeprefix("q=").replace("%00", "\x00")
    assert page.context["form"]["q"].value() == typed


def test_two_hundred_characters_are_not_too_many(client):
    assert client.get("/en/search/?q=" + "x" * 200).status_code == 200


ODD = ["%22", "*", "%22bridge", "a%20OR", "NEAR(a b)", "%F0%9F%8C%89", "%ED%A0%80", "-", "%5C"]


@pytest.mark.parametrize("query", ODD)
def test_no_query_is_an_error(client, query):
    publish("Bridge")

    assert client.get(f"/en/search/?q={query}").status_code == 200


def test_a_query_without_a_word_is_told_so(client):
    assert "There is no word in this." in words_of(client.get("/en/search/?q=%21%3F"))


def test_nothing_found_offers_the_sections(client):
    section = make_section()
    publish("Bridge", section=section)

    page = client.get("/en/search/?q=canary")

    assert "Nothing was found in this language." in words_of(page)
    assert page.text.count(f'href="/en/{section.slug_in("en")}/"') == 2


def test_hits_are_filtered_by_section_day_and_name(client):
    wanted = make_section("wanted")
    writer = make_translator("en")
    writer.first_name, writer.last_name = "Åsa", "Holm"
    writer.save()
    publish("Bridge", section=wanted, author=writer)
    publish("Bridge again")
    today = timezone.localdate()

    def headlines(query):
        return [hit.story.headline for hit in client.get(f"/en/search/?q=bridge&{query}").context["hits"]]

    both = ["Bridge again", "Bridge"]
    assert headlines(f"section={wanted.slug_in('en')}") == ["Bridge"]
    assert headlines("person=åsa holm") == headlines("person=asa-holm") == ["Bridge"]
    assert headlines(f"since={today}&until={today}") == both
    assert headlines(f"since={today + timedelta(days=1)}") == []
    assert headlines(f"until={today - timedelta(days=1)}") == []
    assert headlines("until=9999-12-31&since=0001-01-02") == both


def test_a_name_in_no_byline_is_told_so(client):
    publish("Bridge")

    page = client.get("/en/search/?q=bridge&person=Nobody")

    assert "Nobody of that name stands in a byline." in words_of(page)


def test_long_lists_have_pages_that_keep_what_was_asked(client):
    section, editor, author = make_section(), make_editor("en"), make_translator("en")
    for number in range(21):
        publish(f"Bridge {number}", section=section, editor=editor, author=author)
    query = f"q=bridge&section={section.slug_in('en')}"

    first, second = client.get(f"/en/search/?{query}"), client.get(f"/en/search/?{query}&page=2")

    assert len(first.context["hits"]) == 20
    assert [hit.story.headline for hit in second.context["hits"]] == ["Bridge 0"]
    assert f'<a rel="next" href="/en/search/?{query.replace("&", "&amp;")}&amp;page=2">' in first.text
    assert f'<a rel="prev" href="/en/search/?{query.replace("&", "&amp;")}">' in second.text


@pytest.mark.parametrize("page", ["0", "3", "-1", "x", "999999999999", "%00", ""])
def test_there_are_no_pages_but_those_of_the_list(client, page):
    publish("Bridge")

    assert client.get(f"/en/search/?q=bridge&page={page}").status_code == 404


def test_nothing_but_what_readers_may_read_is_ever_shown(client):
    canary = {"headline": "Canary", "body": "<p>Canary.</p>"}
    make_own_piece(status=Status.DRAFT, **canary)
    make_own_piece(status=Status.TRANSLATED, **canary)
    make_own_piece(status=Status.RETRACTED, **canary)
    waiting = make_own_piece(status=Status.TRANSLATED, **canary)
    at = timezone.now() + timedelta(hours=1)
    workflow.publish(waiting, by=make_editor("en"), revision=waiting.revision, order=PublishOrder(at=at))

    for path in ("/en/search/?q=canary", "/sv/search/?q=canary", "/en/search/?q=canar*"):
        page = client.get(path)
        assert (page.context["hits"], page.context["others"]) == ([], [])
        assert "Canary" not in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries, number):
    editor, translator = make_editor("en", "sv"), make_translator("en", "sv")
    common = {"status": Status.PUBLISHED, "editor": editor}
    for _each in range(number):
        make_article(language="sv", headline="Bridge", translator=translator, **common)
        publish("Bridge", editor=editor, author=translator)

    with django_assert_num_queries(4):
        client.get("/en/search/?q=bridge")


def test_every_page_leads_to_the_search(client):
    assert '<a href="/sv/search/">Sök</a>' in client.get("/sv/").text


@pytest.mark.parametrize(("asked", "is_open"), [("q=bridge", False), ("q=bridge&since=2026-03-14", True)])
def test_what_narrows_a_search_is_folded_away_until_it_is_used(client, asked, is_open):
    page = client.get(f"/en/search/?{asked}").text

    assert ("<details open>" in page.partition('role="search"')[2]) == is_open
    assert page.index('name="since"') > page.index("Narrow the search")
