"""What every answer passes on its way out."""

import gzip

import pytest
from django.test import Client

from articles.models import Status
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def fetched(path, **headers):
    return Client(headers={"Accept-Encoding": "gzip, br", **headers}).get(path)


@pytest.mark.parametrize("path", ["/sv/", "/sv/feed.atom", "/sv/feed.json", "/sitemap.xml"])
def test_readers_get_pages_and_feeds_compressed(path):
    make_article(language="sv", headline="Bron öppnar", status=Status.PUBLISHED)

    small, plain = fetched(path), Client().get(path)

    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert "Accept-Encoding" in small.headers["Vary"]
    assert "Content-Encoding" not in plain.headers


def test_a_compressed_page_that_has_not_changed_is_not_sent_again():
    make_article(language="sv", headline="Bron öppnar", status=Status.PUBLISHED)
    first = fetched("/sv/")

    again = fetched("/sv/", **{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_pages_of_the_newsroom_are_not_compressed():
    assert "Content-Encoding" not in fetched("/admin/login/").headers


def test_the_head_of_a_page_names_the_same_version_as_the_page():
    make_article(language="sv", headline="Bron öppnar", status=Status.PUBLISHED)

    head, page = Client().head("/sv/"), Client().get("/sv/")

    assert head.headers["ETag"] == page.headers["ETag"]
    assert head.content == b""


def test_a_page_that_is_not_there_is_no_version_of_anything():
    answer = Client().get("/sv/nix/nix/")

    assert answer.status_code == 404
    assert "ETag" not in answer.headers


def test_search_engines_keep_out_of_the_newsroom():
    sign_in = Client().get("/admin/login", {"next": "/admin/"})

    assert (sign_in.status_code, sign_in.headers["Location"]) == (301, "/admin/login/?next=%2Fadmin%2F")
    assert Client().get("/admin/login/").headers["X-Robots-Tag"] == "noindex, nofollow"
