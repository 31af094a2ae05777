"""Storing a piece: one original for one address, with its outlet, terms and first snapshot."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from articles.models import Original, Outlet, Permission, Snapshot
from articles.originals.capture import CaptureError, address_for, capture
from articles.originals.piece import Piece
from articles.originals.snapshots import text_hash

pytestmark = pytest.mark.django_db

URL = "http://News.example/n2/content/view/16765/?utm_source=x"
PIECE = Piece(
    headline="Harbour closed",
    standfirst="Two cranes fell.",
    authors=("Ann Writer",),
    first_published_at=datetime(2026, 11, 19, 9, tzinfo=UTC),
    language="en",
    canonical_url=URL,
    blocks=[{"kind": "paragraph", "html": "It was <em>windy</em>."}],
    page=b"<p>It was <em>windy</em>.</p>",
    site_name="The Bay News",
)


def count():
    return Outlet.objects.count(), Original.objects.count(), Snapshot.objects.count()


def test_capture_stores_the_original_and_its_snapshot():
    moment = datetime(2026, 11, 20, tzinfo=UTC)

    captured = capture(PIECE, url=URL, captured_at=moment)

    original, snapshot = Original.objects.get(), Snapshot.objects.get()
    assert captured == (original, snapshot, True)
    assert (original.url, original.url_key) == (URL, "https://news.example/n2/content/view/16765/")
    assert (original.headline, original.authors, original.language) == (
        "Harbour closed",
        ["Ann Writer"],
        "en",
    )
    assert original.first_published_at == PIECE.first_published_at
    assert (original.outlet.name, original.outlet.home_page) == ("The Bay News", "https://news.example/")
    assert (original.permission, original.status) == (Permission.UNKNOWN, Original.Status.LIVE)
    assert (snapshot.number, snapshot.captured_at, snapshot.previous_hash) == (1, moment, "")
    assert snapshot.text_hash == text_hash(PIECE.headline, PIECE.standfirst, PIECE.blocks)
    assert (snapshot.standfirst, snapshot.blocks) == (PIECE.standfirst, PIECE.blocks)
    assert gzip.decompress(snapshot.page) == PIECE.page


def test_second_capture_opens_the_first_and_changes_nothing():
    first = capture(PIECE, url=URL)
    changed = replace(PIECE, headline="Other", blocks=[{"kind": "paragraph", "html": "Other."}])

    second = capture(
        changed, url="https://news.example/n2/content/view/16765/#top", outlet="Other", language="sv"
    )

    assert second == (first.original, first.snapshot, False)
    assert count() == (1, 1, 1)
    assert Original.objects.get().headline == "Harbour closed"


@pytest.mark.parametrize(
    ("piece", "url", "sentence"),
    [
        (PIECE, "ftp://news.example/", "The address must begin with http:// or https://."),
        (PIECE, "", "The address must begin with http:// or https://."),
        (replace(PIECE, language=""), URL, "The language of the piece is not known. Say which it is."),
        (replace(PIECE, headline=""), URL, "The piece has no headline."),
    ],
)
def test_capture_refuses_what_lacks_something_and_stores_nothing(piece, url, sentence):
    with pytest.raises(CaptureError) as refusal:
        capture(piece, url=url)

    assert str(refusal.value) == sentence
    assert count() == (0, 0, 0)


def test_outlet_is_found_by_its_host_and_gives_its_terms():
    outlet = Outlet.objects.create(
        name="Bay", home_page="https://www.news.example", permission=Permission.LICENCE, licence="CC BY 4.0"
    )

    original = capture(PIECE, url=URL).original

    assert (original.outlet, original.permission, original.licence) == (outlet, "licence", "CC BY 4.0")
    assert Outlet.objects.count() == 1


def test_name_that_only_the_page_claims_brings_no_permission():
    trusted = Outlet.objects.create(
        name="The Bay News", home_page="https://bay.example/", permission=Permission.GRANTED
    )

    original = capture(PIECE, url=URL).original

    assert original.outlet != trusted
    assert (original.outlet.name, original.permission) == ("The Bay News (news.example)", Permission.UNKNOWN)


def test_outlet_and_terms_of_a_person_count():
    outlet = Outlet.objects.create(name="The Bay News", permission=Permission.LICENCE, licence="CC BY 4.0")

    original = capture(
        PIECE, url=URL, outlet="The Bay News", permission=Permission.GRANTED, permission_note="By mail"
    ).original

    assert original.outlet == outlet
    assert (original.permission, original.permission_note, original.licence) == ("granted", "By mail", "")


def test_outlet_without_a_name_is_called_by_its_host():
    assert capture(replace(PIECE, site_name=""), url=URL).original.outlet.name == "news.example"


@pytest.mark.parametrize(
    ("canonical", "fetched", "address"),
    [
        ("https://www.news.example/a", "https://m.news.example/a?x=1", "https://www.news.example/a"),
        ("https://other.example/a", "https://news.example/a", "https://news.example/a"),
        ("", "https://news.example/a", "https://news.example/a"),
    ],
)
def test_address_for_believes_a_page_only_about_its_own_site(canonical, fetched, address):
    assert address_for(replace(PIECE, canonical_url=canonical), fetched) == address
