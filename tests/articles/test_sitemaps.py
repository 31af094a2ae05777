"""Site maps and robots.txt, as search engines read them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from lxml import etree, html

from articles import sitemaps, workflow
from articles.languages import bcp47
from articles.models import PublishedVersion, Section, Status, Tag
from articles.models.people import Role
from articles.workflow import PublishOrder
from tests.articles.test_views_article import make_picture
from tests.factories import make_article, make_editor, make_original, make_translator

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
NAMES = {prefix or "s": address for prefix, address in sitemaps.NAMESPACES.items()}


def map_at(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(response.content)


def find(element, path):
    return element.xpath(path, namespaces=NAMES)


def addresses(client, path):
    return find(map_at(client, path), "//s:loc/text()")


def address_of(article):
    return f"{SITE}{PublishedVersion.objects.live().get(article=article).get_absolute_url()}"


def chunks(client):
    return [path for path in addresses(client, "/sitemap.xml") if path[-5].isdigit()]


def in_language(code, original, **fields):
    fields = {"translator": make_translator(code), "slug": f"story-{code}", **fields}
    return make_article(language=code, original=original, status=Status.PUBLISHED, **fields)


def test_index_names_maps_that_hold_every_live_story(client):
    articles = [make_article(status=Status.PUBLISHED) for _each in range(3)]
    make_article()

    listed = [address for chunk in chunks(client) for address in addresses(client, chunk)]

    assert sorted(listed) == sorted(address_of(article) for article in articles)
    index = map_at(client, "/sitemap.xml")
    assert find(index, "//s:loc/text()")[:2] == [f"{SITE}/sitemap-lists.xml", f"{SITE}/sitemap-news.xml"]
    assert len(find(index, "//s:lastmod")) == len(find(index, "//s:loc"))


def test_stories_are_parted_into_chunks_and_families_are_not(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "A_CHUNK", 2)
    for _each in range(3):
        original = make_original()
        in_language("sv", original, slug=f"a-{original.pk}")
        in_language("fi", original, slug=f"b-{original.pk}")

    found = [addresses(client, chunk) for chunk in chunks(client)]

    assert len(found) >= 2
    assert sum(len(each) for each in found) == 6
    assert all(len(each) % 2 == 0 for each in found)


@pytest.mark.parametrize("path", ["/sitemap-999.xml", f"/sitemap-{'9' * 40}.xml", "/sitemap--1.xml"])
def test_chunk_that_does_not_exist_is_not_found(client, path):
    make_article(status=Status.PUBLISHED)

    assert client.get(path).status_code == 404


def test_editions_name_each_other_as_their_pages_do(client):
    original = make_original()
    editions = [in_language(code, original) for code in ("sv", "ar", "zh-hans")]
    make_article(original=original, language="de")

    (chunk,) = chunks(client)
    sets = {
        find(url, "string(s:loc)"): {
            link.get("hreflang"): link.get("href") for link in find(url, "xhtml:link[@rel='alternate']")
        }
        for url in find(map_at(client, chunk), "s:url")
    }

    wanted = {bcp47(each.language): address_of(each) for each in editions}
    assert list(wanted) == ["sv", "ar", "zh-Hans"]
    wanted["x-default"] = wanted["sv"]
    assert sets == {address_of(each): wanted for each in editions}
    for each in editions:
        page = html.fromstring(client.get(address_of(each)).content.decode())
        links = page.xpath("//link[@rel='alternate'][@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == wanted


def test_story_names_its_pictures(client):
    article = make_article(status=Status.TRANSLATED)
    article.image_uses.create(image=make_picture(), caption="Bron", alternative_text="En bro")
    workflow.publish(article, by=make_editor(), revision=article.revision)

    (chunk,) = chunks(client)

    assert find(map_at(client, chunk), "//image:loc/text()") == [f"{SITE}/media/renditions/1200.jpeg"]


def test_story_is_dated_by_what_readers_see_now(client):
    article = make_article(status=Status.PUBLISHED)
    shown = PublishedVersion.objects.get().visible_from
    editor = make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    later = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(article, by=make_editor(), revision=article.revision, order=later)

    (chunk,) = chunks(client)

    assert find(map_at(client, chunk), "//s:lastmod/text()") == [f"{shown:%Y-%m-%dT%H:%M:%SZ}"]


def test_lists_have_a_map_of_their_own(client):
    article = make_article(status=Status.TRANSLATED)
    article.tags.add(Tag.objects.create(name_sv="Broar", slug_sv="broar"))
    workflow.publish(article, by=make_editor(), revision=article.revision)
    unnamed = make_article(status=Status.PUBLISHED)
    Section.objects.rewrite(mode=False).filter(pk=unnamed.section.pk).update(name_sv=None)

    listed = addresses(client, "/sitemap-lists.xml")

    person = article.credits.get(role=Role.TRANSLATOR).person.get_absolute_url("sv")
    fronts = {f"{SITE}/{code}/" for code in settings.NEWSROOM_LANGUAGES}
    lists = {f"{SITE}{path}" for path in (f"/sv/{article.section.slug_in('sv')}/", "/sv/tag/broar/", person)}
    assert fronts | lists <= set(listed)
    assert f"{SITE}/sv/{unnamed.section.slug_in('sv')}/" not in listed
    assert all(client.get(address).status_code == 200 for address in listed)


def test_front_pages_name_each_other_as_they_do_in_their_heads(client):
    fronts = {bcp47(code): f"{SITE}/{code}/" for code in settings.NEWSROOM_LANGUAGES}
    wanted = {**fronts, "x-default": f"{SITE}/en/"}

    urls = find(map_at(client, "/sitemap-lists.xml"), "s:url[xhtml:link]")
    page = html.fromstring(client.get("/sv/").content.decode())

    assert len(urls) == len(settings.NEWSROOM_LANGUAGES)
    for url in urls:
        assert {link.get("hreflang"): link.get("href") for link in find(url, "xhtml:link")} == wanted
    links = page.xpath("//link[@rel='alternate'][@hreflang]")
    assert {link.get("hreflang"): link.get("href") for link in links} == wanted


def test_index_names_the_map_of_news_while_there_are_any(client):
    old = make_article(status=Status.TRANSLATED)
    long_ago = PublishOrder(at=timezone.now() - timedelta(days=3), is_backdated=True)
    workflow.publish(old, by=make_editor(), revision=old.revision, order=long_ago)

    assert f"{SITE}/sitemap-news.xml" not in addresses(client, "/sitemap.xml")
    make_article(status=Status.PUBLISHED)
    assert f"{SITE}/sitemap-news.xml" in addresses(client, "/sitemap.xml")


def test_news_of_two_days_have_a_map_of_their_own(client):
    fresh = make_article(status=Status.PUBLISHED, headline="Ny & bra")
    chinese = in_language("zh-hans", make_original(), headline="桥")
    old = make_article(status=Status.TRANSLATED)
    long_ago = PublishOrder(at=timezone.now() - timedelta(days=3), is_backdated=True)
    workflow.publish(old, by=make_editor(), revision=old.revision, order=long_ago)

    found = map_at(client, "/sitemap-news.xml")

    assert find(found, "//s:loc/text()") == [address_of(chinese), address_of(fresh)]
    assert find(found, "//news:title/text()") == ["桥", "Ny & bra"]
    assert find(found, "//news:language/text()") == ["zh-cn", "sv"]
    assert find(found, "//news:name/text()") == [settings.SITE_NAME] * 2


def test_nothing_that_is_not_live_is_in_any_map(client):
    scheduled, gone = make_article(status=Status.TRANSLATED), make_article(status=Status.PUBLISHED)
    later = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(scheduled, by=make_editor(), revision=scheduled.revision, order=later)
    how = {"reason": "Fel", "statement": "Fel."}
    workflow.retract(gone, by=make_editor(), revision=gone.revision, **how)
    make_article()

    assert chunks(client) == []
    assert addresses(client, "/sitemap-news.xml") == []


def test_robots_are_shown_the_maps_and_kept_out_of_the_newsroom(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {SITE}/sitemap.xml",
        f"Sitemap: {SITE}/sitemap-news.xml",
    ]


@pytest.mark.parametrize("amount", [1, 3])
def test_maps_take_a_fixed_number_of_queries(client, django_assert_num_queries, amount):
    original = make_original()
    for code in ("sv", "fi", "ar")[:amount]:
        article = in_language(code, original)
        in_language(code, make_original(), slug=f"other-{code}", section=article.section)

    paths = {"/sitemap.xml": 1, "/sitemap-lists.xml": 7, "/sitemap-news.xml": 1, chunks(client)[0]: 1}

    for path, count in paths.items():
        with django_assert_num_queries(count):
            client.get(path)
