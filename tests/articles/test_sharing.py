"""What search engines, link previews and other sites are told of an article."""

import json

import pytest
from lxml import html

from articles import workflow
from articles.models import ImageUse, PublishedVersion, Status
from articles.renditions import store_picture
from articles.sharing import locale_tag
from tests.articles.test_renditions import encoded
from tests.factories import make_article, make_editor, make_original, make_own_piece, make_translator

pytestmark = pytest.mark.django_db
ADDRESS = "https://news.example/n2/content/view/16765/"


def live(article):
    return PublishedVersion.objects.live().get(article=article)


def page_of(client, article):
    return html.fromstring(client.get(live(article).get_absolute_url()).content.decode())


def data_of(page):
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(block)


def meta(page, name):
    return page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")


def card_of(client, address, **options):
    return client.get("/oembed", {"url": address, **options})


@pytest.fixture
def illustrated():
    picture = store_picture(encoded("PNG", (1000, 500)), title="Bro", credit="Jon Abara")
    article = make_article(original=make_original(url=ADDRESS), status=Status.TRANSLATED)
    ImageUse.objects.create(article=article, image=picture, caption="Bron", alternative_text="En bro")
    workflow.publish(article, by=make_editor(), revision=article.revision)
    return article


def test_linked_data_names_the_work_that_was_translated(client, illustrated):
    said = data_of(page_of(client, illustrated))

    version = live(illustrated)
    here = f"http://testserver{version.get_absolute_url()}"
    translator, author = (
        version.credits.get(role=role).person.get_absolute_url("sv") for role in ("translator", "author")
    )
    assert (said["@context"], said["@type"], said["inLanguage"]) == (
        "https://schema.org",
        "NewsArticle",
        "sv",
    )
    assert (said["url"], said["mainEntityOfPage"], said["headline"]) == (here, here, "Bron stängs")
    assert said["dateModified"] >= said["datePublished"]
    assert [person["url"] for person in said["translator"]] == [f"http://testserver{translator}"]
    work = said["translationOfWork"]
    assert (work["@type"], work["headline"]) == ("NewsArticle", "Harbour bridge to shut")
    assert (work["url"], said["isBasedOn"], work["inLanguage"]) == (ADDRESS, ADDRESS, "en")
    assert work["publisher"]["url"] == "https://news.example/"
    assert work["author"] == [{"@type": "Person", "name": "Elin Marsh", "url": f"http://testserver{author}"}]
    (image,) = said["image"]
    assert (image["width"], image["height"], image["creditText"]) == (1200, 630, "Jon Abara")


def test_linked_data_lists_corrections(client):
    article, editor = make_article(status=Status.PUBLISHED), make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = workflow.PublishOrder(kind="correction", right="Bron öppnade 1932.")
    workflow.publish(article, by=make_editor(), revision=article.revision, order=order)

    (correction,) = data_of(page_of(client, article))["correction"]

    assert correction["@type"] == "CorrectionComment"
    assert correction["text"].endswith("Bron öppnade 1932.")


def test_original_without_a_known_author_is_its_publications(client):
    article = make_article(original=make_original(url=ADDRESS, authors=[]), status=Status.PUBLISHED)

    (author,) = data_of(page_of(client, article))["author"]

    assert (author["@type"], author["name"]) == ("NewsMediaOrganization", live(article).source_outlet)


def test_no_headline_ends_the_block_of_linked_data(client):
    nasty = '</script><script>alert(1)</script>&"\u2028'
    article = make_own_piece(language="sv", headline=nasty, slug="elak", status=Status.PUBLISHED)

    response = client.get(live(article).get_absolute_url())

    assert b"<script>alert" not in response.content
    assert data_of(html.fromstring(response.content.decode()))["headline"] == nasty
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_link_preview_shows_the_lead_picture_cut_for_it(client, illustrated):
    page = page_of(client, illustrated)

    (address,) = meta(page, "og:image")
    assert address.startswith("http://testserver/media/renditions/")
    assert (meta(page, "og:image:width"), meta(page, "og:image:height")) == (["1200"], ["630"])
    assert meta(page, "og:image:alt") == ["En bro"]
    assert meta(page, "twitter:card") == ["summary_large_image"]
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert client.get(address)["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_link_preview_says_where_the_piece_comes_from(client, illustrated):
    page = page_of(client, illustrated)

    outlet = live(illustrated).source_outlet
    assert meta(page, "og:title") == ["Bron stängs"]
    assert meta(page, "og:description") == [f"Färjan tar över. Översatt från engelska ({outlet})"]
    assert meta(page, "og:see_also") == [ADDRESS]
    assert meta(page, "twitter:label1") + meta(page, "twitter:data1") == ["Översättning", "Translator sv"]
    assert meta(page, "article:modified_time") == meta(page, "article:published_time")


def test_piece_without_a_picture_has_a_small_card(client):
    page = page_of(client, make_article(status=Status.PUBLISHED))

    assert (meta(page, "og:image"), meta(page, "twitter:card")) == ([], ["summary"])


def test_front_page_says_whose_it_is(client):
    said = data_of(html.fromstring(client.get("/ar/").content.decode()))

    assert (said["@type"], said["inLanguage"], said["url"]) == ("WebSite", "ar", "http://testserver/ar/")
    assert said["publisher"]["@type"] == "NewsMediaOrganization"


@pytest.mark.parametrize(
    ("code", "tag"), [("sv", "sv_SE"), ("ar", "ar_EG"), ("zh-hans", "zh_CN"), ("pt-br", "pt_BR")]
)
def test_locale_of_a_link_preview_has_a_country(code, tag):
    assert locale_tag(code) == tag


# Pages that others embed


def test_any_page_may_frame_the_card_and_no_other_page(client, illustrated):
    path = live(illustrated).get_absolute_url()

    card, page = client.get(f"{path}embed/"), client.get(path)

    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "default-src 'none'" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    shown = html.fromstring(card.content.decode())
    assert shown.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert shown.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{path}"]
    assert "Set-Cookie" not in card


def test_card_of_a_former_address_leads_to_the_new_one(client, illustrated):
    former, editor = live(illustrated).get_absolute_url(), make_editor()
    workflow.take_step(illustrated, "revise", by=editor, revision=illustrated.revision)
    illustrated.slug = "ny"
    illustrated.save()
    workflow.take_step(illustrated, "submit", by=editor, revision=illustrated.revision)
    workflow.publish(illustrated, by=make_editor(), revision=illustrated.revision)

    response = client.get(f"{former}embed/")

    assert (response.status_code, response["Location"]) == (
        301,
        f"{live(illustrated).get_absolute_url()}embed/",
    )


def test_oembed_is_found_from_the_page_and_names_the_card(client, illustrated):
    (discovery,) = page_of(client, illustrated).xpath("//link[@type='application/json+oembed']/@href")

    card = json.loads(client.get(discovery).content)

    address = f"http://testserver{live(illustrated).get_absolute_url()}embed/"
    assert (card["version"], card["type"], card["title"]) == ("1.0", "rich", "Bron stängs")
    assert html.fromstring(card["html"]).get("src") == address
    assert (card["thumbnail_width"], card["thumbnail_height"]) == (1200, 630)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({}, (600, 700)),
        ({"maxwidth": "400", "maxheight": "350"}, (400, 350)),
        ({"maxwidth": "9999"}, (600, 700)),
        ({"maxwidth": "1", "maxheight": "0"}, (260, 300)),
        ({"maxwidth": "-4", "maxheight": "x"}, (600, 700)),
        ({"maxwidth": "9" * 5000, "maxheight": "４"}, (600, 700)),
    ],
)
def test_oembed_keeps_to_the_limits_that_it_is_given(client, illustrated, options, size):
    address = f"http://testserver{live(illustrated).get_absolute_url()}"

    card = json.loads(card_of(client, address, **options).content)

    assert (card["width"], card["height"]) == size


def test_oembed_knows_live_articles_of_this_site_alone(client, illustrated):
    path = live(illustrated).get_absolute_url()
    draft = make_article(slug="utkast")
    nowhere = [
        "",
        "http://[",
        "http://testserver/sv/",
        f"http://elsewhere.example{path}",
        f"http://testserver/sv/{draft.section.slug_in('sv')}/utkast/",
        f"http://testserver{path}index.txt",
        "http://testserver/sv/a%00/b/",
    ]

    assert [card_of(client, address).status_code for address in nowhere] == [404] * len(nowhere)
    assert card_of(client, f"http://testserver{path}", format="xml").status_code == 501


def test_oembed_understands_an_address_in_any_script(client):
    article = make_article(
        language="ar", slug="الجسر", status=Status.PUBLISHED, translator=make_translator("ar")
    )
    path = live(article).get_absolute_url()

    assert "%" in path
    for address in (
        f"http://testserver{path}",
        f"http://testserver/ar/{article.section.slug_in('ar')}/الجسر/",
    ):
        assert json.loads(card_of(client, address).content)["title"] == "Bron stängs"
