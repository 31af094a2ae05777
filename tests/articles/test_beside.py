"""An article beside its original: paragraph by paragraph where that may be shown, else the way to it."""

import pytest
from lxml import html

from articles import workflow
from articles.models import Original, Permission, Status
from articles.models.versions import PublishedVersion
from tests.factories import make_article, make_editor, make_original, make_own_piece

pytestmark = pytest.mark.django_db
LICENSED = {"permission": Permission.LICENCE, "licence": "CC BY 4.0"}


def address_of(article):
    return PublishedVersion.objects.live().get(article=article).get_absolute_url()


def page_of(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return html.fromstring(response.content.decode())


def pairs(page):
    return [tuple(" ".join(side.text_content().split()) for side in pair) for pair in page.cssselect(".pair")]


def test_reader_sees_each_paragraph_beside_the_one_it_translates(client):
    path = address_of(make_article(original=make_original(**LICENSED), status=Status.PUBLISHED))

    page = page_of(client, f"{path}original/")

    assert pairs(page) == [
        ("The bridge shuts on Monday.", "Bron stängs på måndag."),
        ("It opens again in April.", "Den öppnar igen i april."),
    ]
    first = page.cssselect(".pair")[0]
    assert (first.get("aria-label"), first[0].get("lang"), first[0].get("dir")) == ("Stycke 1", "en", "ltr")
    assert page.cssselect("link[rel=canonical]")[0].get("href") == f"http://testserver{path}original/"
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert f"{path}original/" in [link.get("href") for link in page_of(client, path).cssselect(".from a")]


@pytest.mark.parametrize(
    "fields",
    [
        {"permission": Permission.GRANTED},
        {"permission": Permission.NOT_NEEDED, "permission_note": "A press release."},
        {**LICENSED, "status": Original.Status.WITHDRAWN},
        {**LICENSED, "status": Original.Status.GONE},
    ],
)
def test_original_that_may_not_be_shown_is_named_and_linked_without_its_text(client, fields):
    original = make_original("Nobody but its readers.", **fields)
    path = address_of(make_article(original=original, status=Status.PUBLISHED))

    page = page_of(client, f"{path}original/")

    assert pairs(page) == []
    assert "Nobody but its readers." not in page.text_content()
    assert page.cssselect(".lead")[0].text_content() == "Harbour bridge to shut"
    assert original.url in [link.get("href") for link in page.cssselect(".line a")]


def test_what_was_left_out_stands_alone_and_a_merged_paragraph_beside_both(client):
    blocks = [
        {"kind": "paragraph", "html": "Ett och två.", "sources": [1, 2], "origin": "human"},
        {"kind": "paragraph", "html": "", "sources": [3], "left_out": True},
        {"kind": "paragraph", "html": "Vårt eget.", "sources": [], "added": True, "origin": "human"},
    ]
    original = make_original("One.", "Two.", "Three.", **LICENSED)
    path = address_of(make_article(original=original, blocks=blocks, status=Status.PUBLISHED))

    assert pairs(page_of(client, f"{path}original/")) == [
        ("One. Two.", "Ett och två."),
        ("Three.", ""),
        ("", "Vårt eget."),
    ]


def test_own_piece_has_no_page_beside_an_original_and_a_withdrawn_one_is_gone(client):
    own = address_of(make_own_piece(status=Status.PUBLISHED))
    article = make_article(original=make_original(**LICENSED), status=Status.PUBLISHED)
    path = address_of(article)
    workflow.retract(
        article, by=make_editor("sv"), revision=article.revision, reason="Fel", statement="Det var fel."
    )

    page_of(client, f"{own}original/", status=404)
    page_of(client, f"{path}original/", status=410)
    page_of(client, path.replace("/sv/", "/fi/") + "original/", status=404)


@pytest.mark.parametrize("amount", [1, 3])
def test_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries, amount):
    path = address_of(
        make_article(original=make_original(*["A."] * amount, **LICENSED), status=Status.PUBLISHED)
    )

    with django_assert_num_queries(6):
        client.get(f"{path}original/")
