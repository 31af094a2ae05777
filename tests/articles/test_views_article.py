"""The article page and its plain text: every element, in few queries."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.shortcuts import render
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from lxml import html

from articles import people, workflow
from articles.languages import language
from articles.models import (
    Correction,
    Image,
    ImageUse,
    PublishedVersion,
    Rendition,
    Status,
    Tag,
    VersionCredit,
)
from articles.models.people import Role
from articles.originals.own import original_of
from articles.pages import article_context
from articles.versions import source_facts
from articles.workflow import PublishOrder
from tests.factories import (
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_own_piece,
    make_section,
    make_translator,
)

pytestmark = pytest.mark.django_db
OLD_ADDRESS = "https://news.example/n2/content/view/16765/"
LAST_LINE = f"Översatt från engelska: {OLD_ADDRESS}"


def live(article):
    return PublishedVersion.objects.live().get(article=article)


def path_of(article):
    return live(article).get_absolute_url()


def page_of(client, article):
    response = client.get(path_of(article))
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def texts(page, selector):
    return [" ".join(element.text_content().split()) for element in page.cssselect(selector)]


def in_language(code, original, **fields):
    fields = {"translator": make_translator(code), "slug": f"story-{code}", **fields}
    return make_article(language=code, original=original, status=Status.PUBLISHED, **fields)


def make_picture(**fields):
    image = Image.objects.create(
        title="Bridge", file="pictures/a.jpeg", width=1600, height=900, credit="Jon Abara", **fields
    )
    for width in (480, 800, 1200):
        for name in ("webp", "jpeg"):
            Rendition.objects.create(
                image=image, width=width, height=450, format=name, file=f"renditions/{width}.{name}"
            )
    return image


def test_every_output_ends_where_the_piece_came_from(client):
    article = make_article(original=make_original(url=OLD_ADDRESS), status=Status.PUBLISHED)

    page = page_of(client, article)
    text = client.get(f"{path_of(article)}index.txt")

    assert texts(page, ".about .src") == [LAST_LINE]
    link = page.cssselect(".about .src a")[0]
    assert (link.get("href"), link.get("hreflang"), link.get("rel")) == (OLD_ADDRESS, "en", "external")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text.content.decode().endswith(f"\n\n{LAST_LINE}\n")


def test_article_says_before_its_text_that_it_is_a_translation(client):
    outlet = make_outlet("Harbour Observer")
    translator = make_translator()
    person = people.person_of(translator)
    article = make_article(
        original=make_original(outlet=outlet), status=Status.PUBLISHED, translator=translator
    )

    page = page_of(client, article)

    head = page.cssselect("article > header")[0]
    assert texts(head, ".kicker") == [article.section.name_in("sv")]
    assert texts(head, "h1") == ["Bron stängs"]
    assert texts(head, ".lead") == ["Färjan tar över."]
    assert texts(head, ".meta b") == ["Text: Elin Marsh", f"Översättning: {person.name}"]
    assert texts(head, ".from")[0].startswith(
        "Översatt från engelska. Först publicerad i Harbour Observer den"
    )
    assert texts(head, ".from a") == ["Läs originalet (engelska)"]
    assert texts(page, ".text p") == ["Bron stängs på måndag.", "Den öppnar igen i april."]
    assert page.cssselect(".about cite")[0].get("lang") == "en"
    assert page.cssselect(f'.about a[href="{person.get_absolute_url("sv")}"]') != []


def test_plain_text_gives_headline_byline_and_each_block_as_a_paragraph(client):
    blocks = [
        {"kind": "heading2", "html": "Färjan &amp; bron", "sources": [1]},
        {"kind": "paragraph", "html": "En <em>rad</em>.", "sources": [2]},
        {"kind": "paragraph", "html": "", "sources": [3], "left_out": True},
        {"kind": "list_item", "html": "Ett", "sources": [4]},
    ]
    article = make_article(status=Status.PUBLISHED, blocks=blocks)
    translator = article.credits.get(role=Role.TRANSLATOR).person

    paragraphs = client.get(f"{path_of(article)}index.txt").content.decode().split("\n\n")

    assert len(paragraphs) == 8
    assert paragraphs[:6] == [
        "Bron stängs",
        f"Text: Elin Marsh   Översättning: {translator.name}",
        "Färjan tar över.",
        "Färjan & bron",
        "En rad.",
        "Ett",
    ]
    assert paragraphs[6].startswith(
        "Originalets rubrik: Harbour bridge to shut\nPublicerad i: Harbour Observer"
    )


def test_own_piece_speaks_of_no_original(client):
    article = make_own_piece(language="sv", status=Status.PUBLISHED)

    page = page_of(client, article)

    assert (texts(page, ".from"), texts(page, ".about")) == ([], [])
    text = client.get(f"{path_of(article)}index.txt").content.decode()
    assert text.endswith("\n\nIt floats.\n")


def test_translated_own_piece_ends_in_the_address_of_our_edition(client):
    own = make_own_piece(language="sv", status=Status.PUBLISHED)
    english = in_language("en", original_of(own))

    page = page_of(client, english)

    address = f"http://testserver{path_of(own)}"
    assert texts(page, ".src") == [f"Translated from Swedish: {address}"]
    assert page.cssselect(".src a")[0].get("rel") is None
    assert texts(page, ".langs a") == ["Svenska (original)"]


def test_relay_translation_says_both_steps_and_lists_our_edition(client):
    swedish = make_article(original=make_original(url=OLD_ADDRESS), status=Status.PUBLISHED)
    finnish = in_language("fi", original_of(swedish))

    page = page_of(client, finnish)

    assert texts(page, ".src") == [f"Käännetty ruotsista (alkukieli: englanti): {OLD_ADDRESS}"]
    assert page.cssselect(f'.about dd a[href="http://testserver{path_of(swedish)}"]') != []


def test_other_languages_are_the_live_editions_by_their_own_names_and_the_original(client):
    original = make_original(url=OLD_ADDRESS)
    article = make_article(original=original, status=Status.PUBLISHED)
    in_language("ar", original)
    in_language("fi", original)
    make_article(language="de", original=original)

    page = page_of(client, article)

    links = page.cssselect(".langs a")
    assert [link.text_content() for link in links] == ["English (original)", "Suomi", "العربية"]
    assert [link.get("hreflang") for link in links] == ["en", "fi", "ar"]
    assert [link.get("lang") for link in links[1:]] == ["fi", "ar"]
    assert (links[0].get("href"), links[0].get("rel")) == (OLD_ADDRESS, "external")


def test_more_than_eight_languages_are_folded_with_the_original_outside(client):
    original = make_original(language="uk", url=OLD_ADDRESS)
    codes = [code for code in settings.NEWSROOM_LANGUAGES if code != "sv"][:9]
    for code in codes:
        in_language(code, original)
    article = make_article(original=original, status=Status.PUBLISHED)

    page = page_of(client, article)

    assert len(page.cssselect(".langs > ul a")) == 8
    assert len(page.cssselect(".langs details a")) == 2
    assert page.cssselect('.langs > ul a[rel="external"]')[0].text_content() == "Українська (original)"


def test_edition_menu_goes_to_the_story_where_it_exists(client):
    original = make_original()
    article = make_article(original=original, status=Status.PUBLISHED)
    finnish = in_language("fi", original)

    menu = {link.get("lang"): link for link in page_of(client, article).cssselect(".editions a")}

    assert menu["fi"].get("href") == path_of(finnish)
    assert menu["de"].get("href") == "/de/"
    assert (menu["sv"].get("href"), menu["sv"].get("aria-current")) == (path_of(article), "true")
    assert len(menu) == len(settings.NEWSROOM_LANGUAGES)


def test_head_names_itself_and_the_same_alternates_on_every_edition(client):
    original = make_original(url=OLD_ADDRESS)
    editions = [
        make_article(original=original, status=Status.PUBLISHED),
        in_language("ar", original),
        in_language("zh-hans", original),
    ]

    heads = [page_of(client, edition) for edition in editions]

    alternates = [
        [(link.get("hreflang"), link.get("href")) for link in page.cssselect("link[hreflang]")]
        for page in heads
    ]
    assert alternates[0] == alternates[1] == alternates[2]
    assert [tag for tag, _address in alternates[0]] == ["ar", "sv", "zh-Hans", "x-default"]
    assert (
        heads[0].cssselect("link[rel=canonical]")[0].get("href") == f"http://testserver{path_of(editions[0])}"
    )
    assert texts(heads[0], "title") == [f"Bron stängs – {settings.SITE_NAME}"]
    metas = {
        meta.get("property") or meta.get("name"): meta.get("content") for meta in heads[0].cssselect("meta")
    }
    assert metas["description"] == "Färjan tar över."
    assert (metas["og:locale"], metas["article:author"]) == ("sv_SE", "Elin Marsh")
    assert metas["og:description"].startswith("Färjan tar över. Översatt från engelska (Harbour Observer")
    assert heads[0].cssselect('link[type="application/atom+xml"]')[0].get("href") == "/sv/feed.atom"


def test_pictures_need_no_query_and_keep_their_words(client):
    article = make_article(status=Status.TRANSLATED)
    use = {"article": article, "caption": "Bron i gryningen."}
    ImageUse.objects.create(image=make_picture(), alternative_text="En bro.", **use)
    ImageUse.objects.create(image=make_picture(), is_decorative=True, position=1, article=article)
    workflow.publish(article, by=make_editor(), revision=article.revision)

    page = page_of(client, article)
    front = html.fromstring(client.get("/sv/").content.decode())

    first, second = page.cssselect("article img")
    assert (first.get("alt"), second.get("alt")) == ("En bro.", "")
    assert (first.get("width"), first.get("height"), first.get("loading")) == ("1600", "900", None)
    assert second.get("loading") == "lazy"
    assert first.get("src") == "/media/renditions/800.jpeg"
    assert (
        page.cssselect("source[type='image/webp']")[0]
        .get("srcset")
        .startswith("/media/renditions/480.webp 480w")
    )
    assert texts(page, "figcaption")[0] == "Bron i gryningen. Jon Abara"
    assert len(front.cssselect(".lead-story img")) == 1
    assert (
        page.cssselect("meta[property='og:image']")[0].get("content").startswith("http://testserver/media/")
    )


def test_correction_stands_above_the_text_and_in_the_list(client):
    article = make_article(status=Status.PUBLISHED)
    correct(article, right="Bron öppnade 1932.")

    page = page_of(client, article)

    assert "Bron öppnade 1932." in texts(page, ".notice")[0]
    assert "Bron öppnade 1932." in texts(page, ".about")[0]
    assert len(page.cssselect(".meta time")) == 3  # first published there, published here, updated


def test_correction_of_a_version_that_waits_is_not_shown(client):
    article = make_article(status=Status.PUBLISHED)
    correct(article, right="Bron öppnade 1932.", at=timezone.now() + timedelta(hours=1))

    assert "1932" not in client.get(path_of(article)).content.decode()
    assert "1932" not in client.get("/sv/feed.atom").content.decode()


def correct(article, *, right, at=None):
    by, editor = make_editor(), make_editor()
    workflow.take_step(article, "revise", by=by, revision=article.revision)
    workflow.take_step(article, "submit", by=by, revision=article.revision)
    order = PublishOrder(kind="correction", wrong="Fel år.", right=right, at=at)
    workflow.publish(article, by=editor, revision=article.revision, order=order)


def test_notice_says_that_the_original_has_changed(client):
    original = make_original()
    article = make_article(original=original, status=Status.PUBLISHED)
    original.status, original.changed_at = "changed", timezone.now()
    original.save()

    assert texts(page_of(client, article), ".notice strong") == ["Originalet har ändrats."]


def test_foreign_words_say_their_language_and_never_turn_their_box(client):
    outlet = make_outlet("Harbour Observer")
    article = in_language("ar", make_original(outlet=outlet))

    page = page_of(client, article)

    turned = [element.tag for element in page.cssselect("body [dir]")]
    assert set(turned) <= {"bdi", "cite", "span", "a"}
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.cssselect(".from bdi")[0].get("lang") == "en"
    assert page.cssselect(".about cite")[0].get("dir") == "ltr"


@pytest.mark.parametrize("code", settings.NEWSROOM_LANGUAGES)
def test_article_is_shown_in_every_language(client, code):
    article = in_language(code, make_original(url=OLD_ADDRESS, language="da"))

    page = page_of(client, article)

    assert page.get("dir") == language(code).direction
    assert texts(page, ".src")[0].endswith(OLD_ADDRESS)


# Small pages, few queries, however much there is


@pytest.mark.parametrize("amount", [1, 3])
def test_article_page_takes_six_queries(client, django_assert_num_queries, amount):
    section, original = make_section(), make_original(authors=["Ann", "Bo", "Cia"][:amount])
    article = make_article(original=original, section=section, status=Status.TRANSLATED)
    for number in range(amount):
        people.credit(article, people.person_of(make_translator()), Role.TRANSLATOR)
        article.tags.add(Tag.objects.create(name_sv=f"ämne {number}", slug_sv=f"amne-{number}"))
        make_article(section=section, status=Status.PUBLISHED, headline=f"Annat {number}")
        in_language(["fi", "de", "ar"][number], original)
    workflow.publish(article, by=make_editor(), revision=article.revision)
    correct(article, right="Bron öppnade 1932.")
    path = path_of(article)

    with django_assert_num_queries(6):
        page = html.fromstring(client.get(path).content.decode())

    assert len(page.cssselect(".langs a")) == amount + 1
    assert len(page.cssselect(".more .tags a")) == len(page.cssselect(".more small")) == amount


def test_article_page_without_corrections_takes_five_queries(client, django_assert_num_queries):
    path = path_of(make_article(status=Status.PUBLISHED))

    with django_assert_num_queries(5):
        client.get(path)


TEXTS_OF_VERSIONS = {'"articles_publishedversion"."body"', '"articles_publishedversion"."blocks"'}
WORKING_TEXT = {f'"articles_article"."{column}"' for column in ("headline", "standfirst", "body", "blocks")}


def columns_read(client, path):
    """Name the columns of texts that a page selects."""
    with CaptureQueriesContext(connection) as context:
        client.get(path)
    statements = " ".join(query["sql"] for query in context.captured_queries)
    return {column for column in TEXTS_OF_VERSIONS | WORKING_TEXT if column in statements}


def test_lists_read_no_texts_and_pages_no_working_text(client):
    article = make_article(status=Status.PUBLISHED)
    person = article.credits.get(role=Role.TRANSLATOR).person
    lists = (
        "/sv/",
        f"/sv/{article.section.slug_in('sv')}/",
        person.get_absolute_url("sv"),
        article.root.get_absolute_url("sv"),
        "/sv/nix/",
    )

    assert [columns_read(client, path) for path in lists] == [set()] * 5
    assert columns_read(client, path_of(article)) == TEXTS_OF_VERSIONS
    assert columns_read(client, "/sv/feed.atom") == TEXTS_OF_VERSIONS


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), [("front", 3), ("section", 5), ("tag", 5), ("person", 6)])
def test_lists_take_a_fixed_number_of_queries(client, django_assert_num_queries, amount, kind, queries):
    section, translator, editor = make_section(), make_translator(), make_editor()
    tag = Tag.objects.create(name_sv="broar", slug_sv="broar")
    for _number in range(amount):
        article = make_article(section=section, status=Status.TRANSLATED, translator=translator)
        article.tags.add(tag)
        workflow.publish(article, by=editor, revision=article.revision)
    path = {
        "front": "/sv/",
        "section": f"/sv/{section.slug_in('sv')}/",
        "tag": "/sv/tag/broar/",
        "person": people.person_of(translator).get_absolute_url("sv"),
    }[kind]

    with django_assert_num_queries(queries):
        assert client.get(path).content.decode().count("Bron stängs") >= amount


# Preview


def test_preview_shows_working_text_without_address_or_alternates(rf):
    article = make_article(headline="Kanarie")
    article.tags.add(Tag.objects.create(name_sv="broar", slug_sv="broar"))
    Correction.objects.create(article=article, right="Gammal rättelse.", at=timezone.now())
    version = PublishedVersion(
        article=article,
        root=article.root,
        kind="first",
        **{
            field: getattr(article, field)
            for field in ("language", "headline", "slug", "standfirst", "body", "blocks", "section")
        },
        visible_from=timezone.now(),
        first_published_at=timezone.now(),
        **source_facts(article),
    )
    named = [
        VersionCredit(person=entry.person, name=entry.printed_name(), role=entry.role)
        for entry in article.credits.select_related("person")
    ]

    request = rf.get("/admin/preview/")
    request.LANGUAGE_CODE = "en"
    with translation.override("sv"):
        context = article_context(
            version, request=request, preview=True, credits=named, tags=list(article.tags.all())
        )
        page = html.fromstring(render(request, "articles/article.html", context).content.decode())

    assert (page.get("lang"), texts(page, "h1"), texts(page, ".tags a")) == ("sv", ["Kanarie"], ["broar"])
    assert texts(page, ".meta b")[0] == "Text: Elin Marsh"
    assert len(page.cssselect(".preview")) == 1
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert page.cssselect("link[rel=canonical], link[hreflang]") == []
    assert PublishedVersion.objects.count() == 0


def test_article_leads_to_the_record_of_its_original(client):
    article = make_article(status=Status.PUBLISHED)

    page = client.get(path_of(article)).content.decode()

    record = article.root.get_absolute_url("sv")
    assert f'<a href="{record}">' in page
    assert client.get(record).status_code == 200
