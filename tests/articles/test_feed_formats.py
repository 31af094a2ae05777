"""Feeds of an edition, a section, a subject and a person, in three formats; tombstones; lists of feeds."""

import json

import pytest
from django.conf import settings
from lxml import etree, html

from articles import people, workflow
from articles.models import Section, Status, Tag
from articles.models.people import Role
from articles.originals.own import original_of
from tests.articles.test_views_article import make_picture
from tests.factories import make_article, make_editor, make_original, make_own_piece, make_translator

pytestmark = pytest.mark.django_db
OLD_ADDRESS = "https://news.example/n2/content/view/16765/"
LAST_LINE = f"Översatt från engelska: {OLD_ADDRESS}"
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


def xml_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return etree.fromstring(response.content)


def json_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return json.loads(response.content)


def find(element, path):
    return element.xpath(path, namespaces=NAMES)


def headlines(client, path):
    """What a feed lists, whatever its format."""
    if path.endswith("json"):
        return [item["title"] for item in json_of(client, path)["items"]]
    feed = xml_of(client, path)
    return find(feed, "//item/title/text() | //a:entry/a:title/text()")


def retract(article, **how):
    how = {"reason": "Fel", "statement": "Uppgifterna var fel.", **how}
    workflow.retract(article, by=make_editor(article.language), revision=article.revision, **how)


@pytest.fixture
def article():
    """A translation with a subject, beside another of another section by other people."""
    make_article(status=Status.PUBLISHED, headline="Annat")
    article = make_article(
        original=make_original(url=OLD_ADDRESS, authors=["Ann Ek", "Bo Al"]), status=Status.TRANSLATED
    )
    article.tags.add(Tag.objects.create(name_sv="Broar", slug_sv="broar"))
    workflow.publish(article, by=make_editor(), revision=article.revision)
    return article


def pages_of(article):
    person = article.credits.get(role=Role.TRANSLATOR).person
    return [
        f"/sv/{article.section.slug_in('sv')}/",
        "/sv/tag/broar/",
        person.get_absolute_url("sv"),
    ]


@pytest.mark.parametrize("form", TYPES)
def test_section_subject_and_person_have_feeds_of_their_own(client, article, form):
    for path in pages_of(article):
        assert headlines(client, f"{path}feed.{form}") == ["Bron stängs"], path
    assert headlines(client, f"/sv/feed.{form}") == ["Bron stängs", "Annat"]


@pytest.mark.parametrize("form", TYPES)
def test_feed_has_its_own_media_type_and_is_open_to_other_sites(client, article, form):
    response = client.get(f"/sv/feed.{form}")

    assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_pages_name_their_feeds(client, article):
    for path in ["/sv/", *pages_of(article)]:
        page = html.fromstring(client.get(path).content.decode())
        found = {
            (link.get("type"), link.get("href"))
            for link in page.cssselect("link[rel=alternate][type]")
            if link.get("href").startswith(f"{path}feed.")
        }
        assert found == {(media_type, f"{path}feed.{form}") for form, media_type in TYPES.items()}


@pytest.mark.parametrize("form", TYPES)
def test_a_feed_is_there_where_its_page_is(client, article, form):
    drafting = people.person_of(make_translator())
    unknown = [
        f"/de/{article.section.slug_in('de')}/feed.{form}",
        f"/sv/nix/feed.{form}",
        f"/sv/tag/nix/feed.{form}",
        f"/de/tag/broar/feed.{form}",
        f"/sv/people/nix/feed.{form}",
        f"{drafting.get_absolute_url('sv')}feed.{form}",
        "/sv/feed.xml",
    ]

    assert [client.get(path).status_code for path in unknown] == [404] * len(unknown)


def test_person_with_two_roles_in_a_piece_has_it_once_in_their_feed(client):
    author = make_translator()
    own = make_own_piece(language="sv", author=author)
    people.credit(own, people.person_of(author), Role.PHOTOGRAPHER)
    workflow.take_step(own, "submit", by=author, revision=own.revision)
    workflow.publish(own, by=make_editor(), revision=own.revision)

    path = f"{people.person_of(author).get_absolute_url('sv')}feed.json"

    assert headlines(client, path) == ["We built a ferry"]


def test_rss_names_author_translator_original_and_holds_the_whole_text(client, article):
    (item,) = find(xml_of(client, "/sv/tag/broar/feed.rss"), "//item")

    assert find(item, "dc:creator/text()") == ["Ann Ek", "Bo Al"]
    assert find(item, "dc:contributor/text()") == [article.credits.get(role=Role.TRANSLATOR).person.name]
    (source,) = find(item, "source")
    assert (source.get("url"), source.text) == (OLD_ADDRESS, article.original.outlet.name)
    assert find(item, "dc:source/text()") == ["Harbour bridge to shut"]
    assert find(item, "category/text()") == [article.section.name_in("sv"), "Broar"]
    words = html.fromstring(find(item, "string(content:encoded)")).text_content()
    assert "Den öppnar igen i april." in words
    assert " ".join(words.split()).endswith(LAST_LINE)
    assert find(item, "guid/@isPermaLink") == ["false"]


def test_json_feed_says_where_a_piece_comes_from(client, article):
    feed = json_of(client, "/sv/tag/broar/feed.json")

    (item,) = feed["items"]
    captured_at = article.versions.get().source_captured_at
    assert (feed["version"], feed["language"]) == ("https://jsonfeed.org/version/1.1", "sv")
    assert feed["feed_url"] == "http://testserver/sv/tag/broar/feed.json"
    assert (item["external_url"], item["language"]) == (OLD_ADDRESS, "sv")
    assert item["authors"] == [{"name": "Ann Ek"}, {"name": "Bo Al"}]
    assert {**item["_translation"], "version": captured_at.replace(microsecond=0)} == {
        "from": "en",
        "original_title": "Harbour bridge to shut",
        "original_url": OLD_ADDRESS,
        "outlet": article.original.outlet.name,
        "authors": ["Ann Ek", "Bo Al"],
        "translators": [article.credits.get(role=Role.TRANSLATOR).person.name],
        "version": captured_at.replace(microsecond=0),
        "statement": LAST_LINE,
    }
    assert LAST_LINE in " ".join(html.fromstring(item["content_html"]).text_content().split())


def test_the_three_formats_give_a_piece_one_name(client, article):
    (atom,) = find(xml_of(client, "/sv/tag/broar/feed.atom"), "//a:entry/a:id/text()")
    (rss,) = find(xml_of(client, "/sv/tag/broar/feed.rss"), "//item/guid/text()")

    assert atom == rss == json_of(client, "/sv/tag/broar/feed.json")["items"][0]["id"]


def test_own_piece_has_no_original_in_any_format(client):
    make_own_piece(language="sv", status=Status.PUBLISHED)

    (item,) = find(xml_of(client, "/sv/feed.rss"), "//item")
    (entry,) = json_of(client, "/sv/feed.json")["items"]

    assert find(item, "source | dc:contributor | dc:source | dc:rights") == []
    assert {"external_url", "_translation"} & entry.keys() == set()


def test_addresses_in_a_text_lead_to_the_site_from_everywhere(client):
    own = make_own_piece(language="sv", status=Status.PUBLISHED)
    blocks = [{"kind": "paragraph", "html": f'<a href="/sv/">Här</a> och href="/x" {own.pk}', "sources": [1]}]
    make_article(original=original_of(own), language="fi", blocks=blocks, status=Status.PUBLISHED)

    for path in ("/fi/feed.rss", "/fi/feed.atom"):
        content = find(xml_of(client, path), "string(//content:encoded | //a:content)")
        assert '<a href="http://testserver/sv/">Här</a> och href="/x"' in content
    assert 'href="http://testserver/sv/"' in json_of(client, "/fi/feed.json")["items"][0]["content_html"]


def test_picture_of_a_piece_is_in_its_entry(client):
    article = make_article(status=Status.TRANSLATED)
    article.image_uses.create(image=make_picture(), caption="Bron", alternative_text="En bro")
    workflow.publish(article, by=make_editor(), revision=article.revision)

    (item,) = json_of(client, "/sv/feed.json")["items"]

    assert item["image"].startswith("http://testserver/media/renditions/")
    assert 'src="http://testserver/media/renditions/' in item["content_html"]


# What was taken away


def test_atom_has_a_tombstone_for_what_was_taken_away(client, article):
    (name,) = find(xml_of(client, "/sv/tag/broar/feed.atom"), "//a:entry/a:id/text()")
    retract(article, kind="source")

    feed = xml_of(client, "/sv/feed.atom")

    (tombstone,) = find(feed, "at:deleted-entry")
    assert tombstone.get("ref") == name
    assert tombstone.get("when") == find(feed, "string(a:updated)")
    assert find(tombstone, "at:comment/text()") == [
        "Borttagen: originalet drogs tillbaka. Uppgifterna var fel."
    ]
    assert find(tombstone, "a:link/@href") == [f"http://testserver{article.root.get_absolute_url('sv')}"]
    assert find(feed, "//a:entry/a:title/text()") == ["Annat"]


@pytest.mark.parametrize("form", ["rss", "json"])
def test_other_formats_replace_what_was_taken_away_by_the_statement(client, article, form):
    name = json_of(client, "/sv/tag/broar/feed.json")["items"][0]["id"]
    retract(article)

    assert headlines(client, f"/sv/feed.{form}") == ["Artikeln har tagits bort", "Annat"]
    if form == "json":
        gone = json_of(client, "/sv/feed.json")["items"][0]
        said = (gone["id"], gone["content_text"])
        assert list(gone["_withdrawn"]) == ["at"]
    else:
        gone = find(xml_of(client, "/sv/feed.rss"), "//item")[0]
        said = (gone.findtext("guid"), gone.findtext("description"))
    assert said == (name, "Borttagen: efter vårt eget beslut. Uppgifterna var fel.")


@pytest.mark.parametrize("form", TYPES)
def test_tombstone_stands_in_the_feeds_that_had_the_piece(client, article, form):
    section = article.section
    make_article(section=section, status=Status.PUBLISHED, headline="Kvar")
    retract(article)

    theirs = client.get(f"/sv/{section.slug_in('sv')}/feed.{form}").content.decode()
    others = client.get(f"/fi/feed.{form}").content.decode()

    assert ("Uppgifterna var fel." in theirs, "Uppgifterna var fel." in others) == (True, False)


# WebSub


@pytest.mark.parametrize("form", TYPES)
def test_hub_is_named_in_the_feed_and_in_its_headers(client, article, settings, form):
    assert "Link" not in client.get(f"/sv/feed.{form}")
    settings.NEWSROOM_WEBSUB_HUB = "https://hub.example/"

    response = client.get(f"/sv/feed.{form}")

    here = f"http://testserver/sv/feed.{form}"
    assert response["Link"] == f'<https://hub.example/>; rel="hub", <{here}>; rel="self"'
    if form == "json":
        assert json.loads(response.content)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    else:
        links = find(etree.fromstring(response.content), "//a:link[@rel='hub']/@href")
        assert links == ["https://hub.example/"]


# Lists of feeds


def feeds_in(client, path):
    return find(xml_of(client, path), "//outline[@xmlUrl]/@xmlUrl")


def test_list_of_feeds_names_those_of_every_edition(client, article):
    fronts = {f"http://testserver/{code}/feed.atom" for code in settings.NEWSROOM_LANGUAGES}
    lists = {f"http://testserver{path}feed.atom" for path in pages_of(article)}

    everywhere, swedish = feeds_in(client, "/feeds.opml"), feeds_in(client, "/sv/feeds.opml")

    assert fronts | lists <= set(everywhere)
    assert len(everywhere) == len(set(everywhere))
    assert [address for address in everywhere if "/sv/" in address] == swedish
    assert all(client.get(address).status_code == 200 for address in everywhere)


@pytest.mark.parametrize("amount", [1, 3])
def test_list_of_feeds_takes_a_fixed_number_of_queries(client, django_assert_num_queries, amount):
    for code in ("sv", "fi", "ar")[:amount]:
        article = make_article(language=code, status=Status.TRANSLATED, translator=make_translator(code))
        article.tags.add(Tag.objects.create(**{f"name_{code}": f"Om {code}", f"slug_{code}": f"om-{code}"}))
        workflow.publish(article, by=make_editor(code), revision=article.revision)

    with django_assert_num_queries(6):
        client.get("/feeds.opml")


def test_list_that_has_no_name_in_a_language_has_no_feed_there(client, article):
    Section.objects.rewrite(mode=False).filter(pk=article.section.pk).update(name_sv=None)

    assert f"http://testserver/sv/{article.section.slug_in('sv')}/feed.atom" not in feeds_in(
        client, "/feeds.opml"
    )
