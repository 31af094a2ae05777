"""What re-publishers get: the text with its attribution where a licence allows it, else whom to ask."""

import pytest
from django.conf import settings as site_settings
from django.utils import timezone
from lxml import html

from articles import workflow
from articles.languages import bcp47
from articles.models import Permission, Status
from tests.factories import (
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_own_piece,
    make_translator,
)

pytestmark = pytest.mark.django_db
LICENCE = {"permission": Permission.LICENCE, "licence": "CC BY 4.0", "licence_url": "https://cc.example/by"}
FACTS = ("Harbour bridge to shut", "Elin Marsh", "Harbour Observer", "CC BY 4.0", "https://cc.example/by")


def path_of(article):
    return article.versions.live().get().get_absolute_url()


def page_at(client, article):
    return html.fromstring(client.get(f"{path_of(article)}republish/").content.decode())


def licensed(language="sv", **fields):
    original = make_original(outlet=make_outlet("Harbour Observer"), **LICENCE)
    translator = make_translator(language)
    common = {"language": language, "status": Status.PUBLISHED, "translator": translator}
    return make_article(original=original, **common, **fields)


def box(page, name):
    return page.get_element_by_id(name).text.removeprefix("\n")


def test_reader_goes_from_the_article_to_the_page_and_takes_address_mail_and_message(client):
    article = licensed()
    link = html.fromstring(client.get(path_of(article)).content.decode()).cssselect('a[href$="/republish/"]')[
        0
    ]

    page = html.fromstring(client.get(link.get("href")).content.decode())

    address = f"http://testserver{path_of(article)}"
    assert link.text == "Dela och återpublicera"
    assert page.get_element_by_id("address").value == address
    assert [each.get("href").partition(":")[0] for each in page.cssselect(".share a")] == ["mailto", "sms"]
    assert page.cssselect('link[rel="canonical"]')[0].get("href") == f"{address}republish/"
    assert page.cssselect('meta[name="robots"]')[0].get("content") == "noindex"


def test_html_and_text_carry_attribution_licence_and_address(client):
    article = licensed()
    page = page_at(client, article)

    copied = html.fromstring(box(page, "html"))
    text = box(page, "text")

    address = f"http://testserver{path_of(article)}"
    translator = article.created_by.person.name
    said = f"{copied.text_content()} {' '.join(copied.xpath('.//@href'))}"
    for fact in (*FACTS, translator, address, article.root.url):
        assert fact in said, fact
        assert fact in text, fact
    assert (copied.tag, copied.get("lang"), copied.get("dir")) == ("article", "sv", "ltr")
    assert text.endswith(f"\n\nÖversatt från engelska: {article.root.url}\n")
    assert [each for each in copied.xpath(".//@href") if not each.startswith("http")] == []


def test_pictures_are_left_out_and_links_lead_back_here(client):
    blocks = [
        {"kind": "paragraph", "html": 'Se <a href="/sv/nyheter/">nyheter</a>.'},
        {"kind": "image", "html": '<img src="/media/renditions/1.jpeg" alt="En bro">'},
    ]
    page = page_at(client, licensed(blocks=blocks))

    copied = html.fromstring(box(page, "html"))

    assert copied.cssselect("img") == []
    assert copied.xpath(".//a[text()='nyheter']/@href") == ["http://testserver/sv/nyheter/"]


def test_notice_goes_with_the_text(client):
    article = licensed()
    root = article.root
    root.status, root.changed_at = "changed", timezone.now()
    root.save()

    page = page_at(client, article)

    assert "Originalet har ändrats." in box(page, "html")
    assert "Originalet har ändrats." in box(page, "text")


def make_withdrawn_at_its_source():
    article = licensed()
    article.root.status = "withdrawn"
    article.root.save()
    return article


def make_granted():
    return make_article(original=make_original(outlet=make_outlet("Granted")), status=Status.PUBLISHED)


@pytest.mark.parametrize(
    ("make", "owners"),
    [
        (make_withdrawn_at_its_source, ["Harbour Observer (originalet)", "Morgonkajen (översättningen)"]),
        (
            lambda: make_article(
                original=make_original(outlet=make_outlet("Granted")), status=Status.PUBLISHED
            ),
            ["Granted (originalet)", "Morgonkajen (översättningen)"],
        ),
        (lambda: make_own_piece(language="sv", status=Status.PUBLISHED), ["Morgonkajen"]),
    ],
)
def test_text_without_a_licence_is_not_handed_out_and_its_owners_are_named(client, make, owners):
    article = make()

    page = page_at(client, article)

    assert page.cssselect("textarea") == []
    assert article.blocks[0]["html"] not in page.text_content()
    named = [" ".join(each.text_content().split()) for each in page.cssselect(".newest li")]
    assert named == owners


def test_contact_is_named_where_the_newsroom_has_one(client, settings):
    settings.NEWSROOM_CONTACT = "mailto:desk@newsroom.example"
    page = page_at(client, make_article(status=Status.PUBLISHED))

    (link,) = page.cssselect(".newest li a")
    assert (link.get("href"), link.text) == ("mailto:desk@newsroom.example", "desk@newsroom.example")


@pytest.mark.parametrize("code", site_settings.NEWSROOM_LANGUAGES)
def test_page_is_ready_in_every_language(client, code):
    page = page_at(client, licensed(code))

    assert html.fromstring(box(page, "html")).get("lang") == bcp47(code)


def test_former_address_leads_on_and_a_withdrawn_piece_is_gone(client):
    article = licensed()
    former = f"{path_of(article)}republish/"
    editor = make_editor()
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    article.slug = "ny"
    article.save()
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    workflow.publish(article, by=make_editor(), revision=article.revision)
    moved = client.get(former)
    workflow.retract(article, by=editor, revision=article.revision, reason="Fel", statement="Fel.")

    assert (moved.status_code, moved["Location"].endswith("/ny/republish/")) == (301, True)
    assert client.get(former).status_code == 410
