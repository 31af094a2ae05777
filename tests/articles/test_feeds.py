"""The Atom feeds, read with an XML parser; what feeds of every format have in common."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.http import http_date
from lxml import etree, html

from articles import people, workflow
from articles.languages import bcp47
from articles.models import Status
from articles.models.people import Role
from articles.originals.own import original_of
from articles.workflow import PublishOrder
from tests.factories import make_article, make_editor, make_original, make_own_piece, make_translator

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML = "{http://www.w3.org/XML/1998/namespace}"
OLD_ADDRESS = "https://news.example/n2/content/view/16765/"
LAST_LINE = f"Översatt från engelska: {OLD_ADDRESS}"


def feed_of(client, code="sv"):
    response = client.get(f"/{code}/feed.atom")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def find(element, path):
    return element.xpath(path, namespaces=ATOM)


def freeze_time_at(moment):
    return mock.patch("django.utils.timezone.now", return_value=moment)


def content_of(entry):
    return html.fromstring(find(entry, "string(a:content)"))


@pytest.mark.parametrize("code", settings.NEWSROOM_LANGUAGES)
def test_feed_says_its_language_and_holds_that_language_alone(client, code):
    article = make_article(
        language=code, status=Status.PUBLISHED, translator=make_translator(code), slug=f"story-{code}"
    )
    make_article(language="sv" if code != "sv" else "fi", status=Status.PUBLISHED, headline="Annat")

    feed = feed_of(client, code)

    path = article.addresses.get().get_absolute_url()
    assert feed.get(f"{XML}lang") == bcp47(code)
    assert find(feed, "//a:entry/a:link[@rel='alternate']/@href") == [f"http://testserver{path}"]
    assert find(feed, "//a:entry/a:link[@rel='alternate']/@hreflang") == [bcp47(code)]


def test_entry_names_author_translator_original_and_rights(client):
    translator = make_translator()
    original = make_original(url=OLD_ADDRESS, authors=["Ann Ek", "Bo Al"])
    article = make_article(original=original, status=Status.PUBLISHED, translator=translator)

    (entry,) = find(feed_of(client), "//a:entry")

    assert find(entry, "a:title/text()") == ["Bron stängs"]
    assert find(entry, "a:author/a:name/text()") == ["Ann Ek", "Bo Al"]
    assert find(entry, "a:contributor/a:name/text()") == [people.person_of(translator).name]
    (via,) = find(entry, "a:link[@rel='via']")
    assert (via.get("href"), via.get("hreflang")) == (OLD_ADDRESS, "en")
    assert find(entry, "string(a:rights)").startswith("Publiceras med tillstånd av Harbour Observer")
    assert find(entry, "a:summary/text()") == ["Färjan tar över."]
    assert find(entry, "a:category/@label") == [article.section.name_in("sv")]


def test_entry_holds_notice_text_attribution_and_last_line(client):
    original = make_original(url=OLD_ADDRESS)
    make_article(original=original, status=Status.PUBLISHED)
    original.status, original.changed_at = "withdrawn", timezone.now()
    original.save()

    (entry,) = find(feed_of(client), "//a:entry")
    content = content_of(entry)

    words = [" ".join(each.text_content().split()) for each in content.iter("p", "dd", "h2")]
    assert words[1].startswith("Originalet har dragits tillbaka av Harbour Observer")
    assert words[2:4] == ["Bron stängs på måndag.", "Den öppnar igen i april."]
    assert words[4] == "Om översättningen"
    assert words[-1] == LAST_LINE
    for link in content.iter("a"):
        assert link.get("href").startswith("http")


def test_own_piece_names_its_writer_and_no_original(client):
    make_own_piece(language="sv", status=Status.PUBLISHED)

    (entry,) = find(feed_of(client), "//a:entry")

    assert len(find(entry, "a:author")) == 1
    assert find(entry, "a:link[@rel='via'] | a:contributor | a:rights") == []


def test_translated_own_piece_points_to_our_own_edition(client):
    own = make_own_piece(language="en", status=Status.PUBLISHED)
    make_article(original=original_of(own), status=Status.PUBLISHED)

    (via,) = find(feed_of(client), "//a:link[@rel='via']")

    assert via.get("href") == f"http://testserver{own.addresses.get().get_absolute_url()}"


def test_ids_are_stable_and_newest_comes_first(client):
    old = make_article(status=Status.PUBLISHED, headline="Gammal")
    make_article(status=Status.PUBLISHED, headline="Ny")
    before = find(feed_of(client), "//a:entry/a:id/text()")
    editor = make_editor()
    workflow.take_step(old, "revise", by=editor, revision=old.revision)
    old.slug, old.headline = "helt-annan", "Ändrad"
    old.save()
    workflow.take_step(old, "submit", by=editor, revision=old.revision)
    workflow.publish(old, by=make_editor(), revision=old.revision)

    feed = feed_of(client)

    assert find(feed, "//a:entry/a:title/text()") == ["Ny", "Ändrad"]
    assert find(feed, "//a:entry/a:id/text()") == before
    assert len(set(before)) == 2
    (updated,) = find(feed, "//a:entry[2]/a:updated/text()")
    assert updated > find(feed, "//a:entry[2]/a:published/text()")[0]
    assert find(feed, "/a:feed/a:updated/text()") == [updated]


def test_scheduled_and_retracted_stories_are_not_in_it(client):
    gone = make_article(status=Status.PUBLISHED, headline="Borta")
    scheduled = make_article(status=Status.TRANSLATED, headline="Kommer")
    order = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(scheduled, by=make_editor(), revision=scheduled.revision, order=order)
    full = feed_of(client)
    workflow.retract(gone, by=make_editor(), revision=gone.revision, reason="Fel", statement="Fel.")

    empty = feed_of(client)

    assert find(full, "//a:entry/a:title/text()") == ["Borta"]
    assert find(empty, "//a:entry") == []
    assert find(empty, "string(a:updated)") > find(full, "string(a:updated)")


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_unchanged_feed_is_not_sent_again_and_a_retraction_is(client, form):
    article = make_article(status=Status.PUBLISHED)
    path = f"/sv/feed.{form}"
    first = client.get(path)
    unchanged = client.get(path, headers={"if-none-match": first["ETag"]})
    workflow.retract(article, by=make_editor(), revision=article.revision, reason="Fel", statement="Fel.")

    changed = client.get(path, headers={"if-none-match": first["ETag"]})

    assert (unchanged.status_code, changed.status_code) == (304, 200)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_feed_is_dated_once_the_second_of_its_last_change_is_over(client):
    make_article(status=Status.PUBLISHED)
    fresh = client.get("/sv/feed.atom")
    changed_at = find(etree.fromstring(fresh.content), "string(a:updated)")

    with freeze_time_at(timezone.now() + timedelta(seconds=5)):
        settled = client.get("/sv/feed.atom")
        again = client.get("/sv/feed.atom", headers={"if-modified-since": settled["Last-Modified"]})

    assert "Last-Modified" not in fresh
    assert settled["Last-Modified"] == http_date(datetime.fromisoformat(changed_at).timestamp())
    assert again.status_code == 304


@pytest.mark.parametrize("amount", [1, 3])
def test_feed_takes_a_fixed_number_of_queries(client, django_assert_num_queries, amount):
    for _number in range(amount):
        article = make_article(status=Status.PUBLISHED)
        editor = make_editor()
        workflow.take_step(article, "revise", by=editor, revision=article.revision)
        workflow.take_step(article, "submit", by=editor, revision=article.revision)
        order = PublishOrder(kind="correction", right="Bron öppnade 1932.")
        workflow.publish(article, by=make_editor(), revision=article.revision, order=order)

    with django_assert_num_queries(6):
        feed = feed_of(client)

    assert len(find(feed, "//a:entry")) == amount


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(client):
    make_article(status=Status.PUBLISHED, headline="Bron\x0b stängs\x1b", standfirst="\x1fFärjan")

    (entry,) = find(feed_of(client), "//a:entry")

    assert find(entry, "a:title/text() | a:summary/text()") == ["Bron stängs", "Färjan"]


def test_original_without_a_known_author_names_the_publication(client):
    article = make_article(original=make_original(authors=[]), status=Status.PUBLISHED)

    (entry,) = find(feed_of(client), "//a:entry")

    assert article.credits.filter(role=Role.AUTHOR).count() == 0
    assert find(entry, "string(a:author/a:name)").startswith("Harbour Observer")
