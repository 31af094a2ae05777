"""What readers get: front, section, tag, person, article, and the ways to them."""

import re
import unicodedata
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from lxml import html

from articles import people, workflow
from articles.languages import bcp47
from articles.models import Address, PublishedVersion, Section, Status, Tag
from articles.models.people import Role
from articles.workflow import PublishOrder
from tests.factories import (
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_section,
    make_translator,
)

pytestmark = pytest.mark.django_db
CODES = settings.NEWSROOM_LANGUAGES


def live(article):
    return PublishedVersion.objects.live().get(article=article)


def page_of(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return html.fromstring(response.content.decode())


def texts(page, selector):
    return [" ".join(element.text_content().split()) for element in page.cssselect(selector)]


def make_tag(name, *languages):
    columns = {f"name_{code}": f"{name} {code}" for code in languages}
    return Tag.objects.create(**columns, **{f"slug_{code}": f"{name}-{code}" for code in languages})


@pytest.fixture
def article():
    return make_article(status=Status.PUBLISHED)


# The way in


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("sv-SE,sv;q=0.8,en;q=0.5", "sv"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("zh-TW, fi;q=0.4", "fi"),
        ("sv;q=0, ar", "ar"),
        ("tlh", "en"),
        ("*", "en"),
        ("", "en"),
        (", ;q=x,\x00" * 9, "en"),
    ],
)
def test_root_sends_readers_to_the_edition_in_their_browsers_language(client, accepted, code):
    response = client.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response["Location"]) == (302, f"/{code}/")
    assert response["Vary"] == "Accept-Language"


def test_deeper_pages_do_not_look_at_the_browsers_language(client, article):
    plain, asked = (
        client.get(live(article).get_absolute_url(), headers={"accept-language": accepted})
        for accepted in ("en", "ar")
    )

    assert plain.content == asked.content
    assert plain["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/xx/", "/nb/", "/SV/", "/sv-se/", "/xx/feed.atom", "/xx/a/b/"])
def test_a_language_that_is_not_enabled_is_not_found(client, path):
    assert client.get(path).status_code == 404


# Front


@pytest.mark.parametrize("code", CODES)
def test_front_lists_one_language_in_its_own_language_and_direction(client, code):
    article = make_article(
        language=code, status=Status.PUBLISHED, translator=make_translator(code), slug=f"story-{code}"
    )
    make_article(language="sv" if code != "sv" else "fi", status=Status.PUBLISHED, headline="Annat")

    page = page_of(client, f"/{code}/")

    is_rtl = code in {"ar", "fa", "he", "ur"}
    assert (page.get("lang"), page.get("dir")) == (bcp47(code), "rtl" if is_rtl else "ltr")
    assert [link.get("href") for link in page.cssselect("main h2 a")] == [live(article).get_absolute_url()]
    assert len(page.cssselect("h1")) == 1
    assert page_of(client, live(article).get_absolute_url()).get("lang") == bcp47(code)


@pytest.mark.parametrize(("path", "tag"), [("/zh-hans/", "zh-Hans"), ("/ar/feed.atom", "ar"), ("/", "en")])
def test_answer_says_its_language(client, path, tag):
    assert client.get(path)["Content-Language"] == tag


def test_front_leads_with_the_newest_and_says_where_each_comes_from(client):
    old = make_article(status=Status.PUBLISHED, headline="Gammal")
    new = make_article(original=make_original(language="de"), status=Status.PUBLISHED, headline="Ny")

    page = page_of(client, "/sv/")

    assert texts(page, ".lead-story h2") == ["Ny"]
    assert texts(page, ".stories h2") == ["Gammal"]
    assert texts(page, ".kicker") == [new.section.name_in("sv"), old.section.name_in("sv")]
    assert texts(page, ".standfirst") == ["Färjan tar över."]
    assert re.fullmatch(r"Översatt från tyska · \d+ \w+", texts(page, ".lead-story .line")[0])
    assert re.fullmatch(r"Översatt från engelska · \d+ \w+", texts(page, ".story .line")[0])


def test_front_keeps_the_order_when_a_piece_is_corrected(client):
    old = make_article(status=Status.PUBLISHED, headline="Gammal")
    make_article(status=Status.PUBLISHED, headline="Ny")
    publish_again(old, kind="correction", right="Bron öppnade 1932.")

    assert texts(page_of(client, "/sv/"), "main h2") == ["Ny", "Gammal"]


def test_front_of_a_language_without_stories_says_so(client):
    assert len(page_of(client, "/fr/").cssselect(".empty")) == 1


def publish_again(article, *, at=None, slug=None, **order):
    editor, other = make_editor(article.language), make_editor(article.language)
    article.refresh_from_db()
    workflow.take_step(article, "revise", by=other, revision=article.revision)
    if slug:
        article.slug = slug
        article.save(update_fields=["slug"])
    workflow.take_step(article, "submit", by=other, revision=article.revision)
    workflow.publish(article, by=editor, revision=article.revision, order=PublishOrder(at=at, **order))


# Sections and tags


def test_section_says_what_it_is_and_lists_its_stories(client, article):
    section = article.section
    Section.objects.rewrite(mode=False).filter(pk=section.pk).update(description_sv="Allt om staden.")
    make_article(status=Status.PUBLISHED, headline="Annan avdelning")

    page = page_of(client, f"/sv/{section.slug_in('sv')}/")

    assert texts(page, "h1") == [section.name_in("sv")]
    assert texts(page, ".lead") == ["Allt om staden."]
    assert texts(page, ".story h2") == ["Bron stängs"]
    assert [link.text for link in page.cssselect(".sections [aria-current]")] == [section.name_in("sv")]


def test_section_page_two_of_three_links_to_its_neighbours(client):
    section, translator, editor = make_section(), make_translator(), make_editor()
    for _number in range(41):
        make_article(section=section, status=Status.PUBLISHED, translator=translator, editor=editor)
    path = f"/sv/{section.slug_in('sv')}/"

    first, second, third = (page_of(client, f"{path}{query}") for query in ("", "?page=2", "?page=3"))

    assert [len(page.cssselect(".story")) for page in (first, second, third)] == [20, 20, 1]
    assert len(texts(second, ".pages span")) == 1
    assert second.cssselect(".pages [rel=prev]")[0].get("href") == path
    assert second.cssselect(".pages [rel=next]")[0].get("href") == f"{path}?page=3"
    assert second.cssselect("link[rel=canonical]")[0].get("href").endswith(f"{path}?page=2")
    assert third.cssselect(".pages [rel=next]") == []


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "1e3", "", "99999999999999999999", "\x00", "１"])
def test_page_numbers_are_bounded(client, article, number):
    path = f"/sv/{article.section.slug_in('sv')}/"

    assert client.get(path, {"page": number}).status_code == 404


def test_section_without_a_name_or_anything_live_in_a_language_is_not_there(client, article):
    empty = make_section()
    slug = article.section.slug_in("sv")
    Section.objects.rewrite(mode=False).filter(pk=article.section.pk).update(name_sv=None)

    assert client.get(f"/sv/{empty.slug_in('sv')}/").status_code == 404
    assert client.get(f"/sv/{slug}/").status_code == 404
    page = page_of(client, live(article).get_absolute_url())
    assert (texts(page, ".sections"), texts(page, ".kicker")) == ([], [])


def test_tag_lists_its_stories_in_one_language(client):
    tag = make_tag("bridges", "sv", "de")
    tagged = make_article(status=Status.TRANSLATED)
    tagged.tags.add(tag)
    publish(tagged)
    make_article(status=Status.PUBLISHED, headline="Utan ämne")

    page = page_of(client, "/sv/tag/bridges-sv/")

    assert (texts(page, "h1"), texts(page, ".story h2")) == (["bridges sv"], ["Bron stängs"])
    assert page.cssselect("meta[name=robots]") == []
    assert client.get("/de/tag/bridges-de/").status_code == 404


def test_untranslated_tag_shows_its_own_name_and_is_kept_from_search_engines(client):
    tag = make_tag("bridges", "en")
    tagged = make_article(language="ar", status=Status.TRANSLATED, translator=make_translator("ar"))
    tagged.tags.add(tag)
    publish(tagged)

    page = page_of(client, "/ar/tag/bridges-en/")
    story = page_of(client, live(tagged).get_absolute_url())

    name = page.cssselect("h1 bdi")[0]
    assert (name.text, name.get("lang"), name.get("dir")) == ("bridges en", "en", "ltr")
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert story.cssselect(".tags a")[0].get("href") == "/ar/tag/bridges-en/"
    assert story.cssselect(".tags bdi")[0].get("lang") == "en"


def test_tag_has_one_address_in_each_language(client):
    tag = make_tag("bridges", "sv", "en")
    tagged = make_article(status=Status.TRANSLATED)
    tagged.tags.add(tag)
    publish(tagged)

    response = client.get("/sv/tag/bridges-en/")

    assert (response.status_code, response["Location"]) == (301, "/sv/tag/bridges-sv/")


def publish(article):
    workflow.publish(article, by=make_editor(article.language), revision=article.revision)


# People


def test_person_has_one_page_with_a_list_for_each_role(client):
    translator, editor = make_translator(), make_editor()
    person = people.person_of(translator)
    make_article(status=Status.PUBLISHED, translator=translator, editor=editor, headline="Översatt")
    make_own_piece(language="sv", status=Status.PUBLISHED, author=translator, editor=editor)
    reviewed = make_article(status=Status.DRAFT, headline="Granskad")
    people.credit(reviewed, person, Role.REVIEWER)
    for step in ("submit",):
        workflow.take_step(reviewed, step, by=editor, revision=reviewed.revision)
    publish(reviewed)

    page = page_of(client, person.get_absolute_url("sv"))

    assert texts(page, "h1") == [person.name]
    assert texts(page, ".role h2") == ["Text", "Översättning", "Granskning"]
    assert texts(page, ".role a") == ["We built a ferry", "Översatt", "Granskad"]
    assert texts(page, ".pairs bdi") == ["engelska – svenska"]


def test_person_without_anything_live_in_a_language_has_no_page_there(client, article):
    drafting = people.person_of(make_translator())
    make_article(translator=drafting.user)
    shown = article.credits.get(role=Role.TRANSLATOR).person

    assert client.get(drafting.get_absolute_url("sv")).status_code == 404
    assert client.get(shown.get_absolute_url("sv")).status_code == 200
    assert client.get(shown.get_absolute_url("de")).status_code == 404


def test_person_is_named_as_the_edition_prints_it_and_in_their_own_script(client):
    arabic = make_article(language="ar", status=Status.TRANSLATED, translator=make_translator("ar", "sv"))
    person = arabic.created_by.person
    person.name, person.slug = "نور الخطيب", "nour"
    person.save()
    swedish = make_article(status=Status.TRANSLATED, translator=arabic.created_by)
    swedish.credits.filter(person=person).update(name="Nour al-Khatib")
    for each in (arabic, swedish):
        publish(each)

    page, at_home = (page_of(client, person.get_absolute_url(code)) for code in ("sv", "ar"))

    assert (texts(page, "h1"), texts(page, ".list-head .line")) == (["Nour al-Khatib"], ["نور الخطيب"])
    assert (texts(at_home, "h1"), texts(at_home, ".list-head .line")) == (["نور الخطيب"], [])
    assert page.cssselect("title")[0].text.startswith("Nour al-Khatib")


@pytest.mark.parametrize(
    ("written", "shown", "marks"),
    [
        ({"sv": "Översätter om havet.", "en": "On the sea."}, "Översätter om havet.", (None, None)),
        ({"ar": "عن البحر.", "en": "On the sea."}, "On the sea.", ("en", "ltr")),
        ({"ar": "عن البحر."}, "عن البحر.", ("ar", "rtl")),
    ],
)
def test_biography_is_in_this_language_or_says_in_which(client, article, written, shown, marks):
    person = article.credits.get(role=Role.TRANSLATOR).person
    for code, words in written.items():
        setattr(person, f"biography_{code}", words)
    person.save()

    (words,) = page_of(client, person.get_absolute_url("sv")).cssselect(".list-head .lead bdi")

    assert (words.text, (words.get("lang"), words.get("dir"))) == (shown, marks)


# Addresses


def test_former_address_leads_to_the_primary_one(client, article):
    former = live(article).get_absolute_url()
    publish_again(article, slug="ny-adress")
    primary = live(article).get_absolute_url()

    assert client.get(primary).status_code == 200
    for suffix in ("", "index.txt"):
        response = client.get(former + suffix)
        assert (response.status_code, response["Location"]) == (301, primary + suffix)


def test_address_of_a_scheduled_version_is_unknown_before_its_time(client, article):
    primary = live(article).get_absolute_url()
    publish_again(article, slug="kommer-senare", at=timezone.now() + timedelta(days=1))
    later = Address.objects.get(slug="kommer-senare").get_absolute_url()

    assert client.get(later).status_code == 404
    assert client.get(primary).status_code == 200


def test_decomposed_path_means_the_same_page(client):
    make_article(status=Status.PUBLISHED, slug="åäö-é")
    path = live(PublishedVersion.objects.get().article).get_absolute_url()
    section = PublishedVersion.objects.get().section_slug
    decomposed = unicodedata.normalize("NFD", f"/sv/{section}/åäö-é/")

    response = client.get(decomposed)

    assert decomposed != unicodedata.normalize("NFC", decomposed)
    assert response.status_code == 200
    assert html.fromstring(response.content).cssselect("link[rel=canonical]")[0].get("href").endswith(path)


def test_slug_alone_does_not_open_an_article_in_another_section_or_language(client, article):
    version = live(article)

    assert client.get(f"/sv/annan/{version.slug}/").status_code == 404
    assert client.get(f"/de/{version.section_slug}/{version.slug}/").status_code == 404


@pytest.mark.parametrize("path", ["/sv/a%00b/", "/sv/%ed%a0%80/x/", "/sv/..%2f/x/", "/sv/-/-/", "/sv/a b/c/"])
def test_odd_paths_are_not_found(client, path):
    assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_only_read(client, article, method):
    assert getattr(client, method)(live(article).get_absolute_url()).status_code == 405
