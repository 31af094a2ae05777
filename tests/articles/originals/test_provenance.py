"""Every value of a page says where it came from; what the page does not say has neither value nor source."""

from datetime import UTC, datetime

import pytest

from articles.originals.extract import extract
from articles.originals.piece import Confidence, Kind, Picture, Source
from tests.articles.originals.pages import LONG, URL, busy_page, ld

TEXT = f"<h1>Harbour closed</h1><p>{LONG}</p><p>{LONG * 2}</p>"


def read(head="", text=TEXT):
    return extract(busy_page(text, head=head), URL)


def test_values_of_a_bare_page_say_what_they_are():
    piece = read()

    assert piece.sources == {
        "headline": Source(Kind.MARKUP, Confidence.CERTAIN),
        "language": Source(Kind.MARKUP, Confidence.CERTAIN),
        "canonical_url": Source(Kind.ADDRESS, Confidence.CERTAIN),
    }
    assert (piece.modified_at, piece.picture, piece.licence, piece.licence_url) == (None, None, "", "")


def test_data_wins_over_the_head():
    piece = read(
        ld(
            headline="Harbour closed",
            author="Ann Writer",
            datePublished="2026-11-19T10:00:00+01:00",
            dateModified="2026-11-20T10:00:00+01:00",
            license="https://creativecommons.org/licenses/by-nd/4.0/",
            image={"url": "/lead.jpg", "caption": "The harbour", "creditText": "Bo Photo"},
        )
        + '<meta name="author" content="Somebody Else"><meta property="og:image" content="/other.jpg">'
    )

    assert {name for name, source in piece.sources.items() if source == Source(Kind.JSON_LD)} == {
        *("authors", "first_published_at", "modified_at", "licence", "licence_url", "picture"),
    }
    assert piece.first_published_at == datetime(2026, 11, 19, 9, tzinfo=UTC)
    assert piece.modified_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert piece.picture == Picture("https://news.example/lead.jpg", caption="The harbour", credit="Bo Photo")
    assert (piece.licence, piece.licence_url) == (
        "CC BY-ND 4.0",
        "https://creativecommons.org/licenses/by-nd/4.0/",
    )


def test_detected_language_is_a_guess():
    text = "<p>Hamnen stängdes på måndagen efter att stormen hade slitit loss två kranar.</p>" * 3

    piece = extract(f"<html lang=en><head><title>x</title></head><body>{text}</body></html>", URL)

    assert (piece.language, piece.sources["language"]) == ("sv", Source(Kind.GUESS, Confidence.LIKELY))


def test_what_a_person_gives_has_no_source():
    piece = read().with_given(language="sv")

    assert (piece.language, "language" in piece.sources) == ("sv", False)


def test_lead_picture_has_the_words_of_its_figure():
    figure = (
        '<figure><img src="/img/cranes-300x200.jpg" alt="Two cranes"><figcaption>The cranes on Monday. '
        '<span class="credit">Photo: Bo Photo</span></figcaption></figure>'
    )

    piece = read('<meta property="og:image" content="/img/cranes.jpg">', f"{TEXT}{figure}")

    assert piece.picture == Picture(
        "https://news.example/img/cranes.jpg", "Two cranes", "The cranes on Monday.", "Photo: Bo Photo"
    )
    assert piece.sources["picture"] == Source(Kind.META)


@pytest.mark.parametrize(
    "address", ["data:image/png;base64,x", "javascript:alert(1)", "/img/logo.png", "", "/placeholder.jpg"]
)
def test_what_is_no_picture_of_the_story_is_left_out(address):
    assert read(f'<meta property="og:image" content="{address}">').picture is None


@pytest.mark.parametrize(
    ("link", "licence", "address", "confidence"),
    [
        (
            '<a rel="license" href="http://creativecommons.org/licenses/by/4.0/deed.sv">x</a>',
            "CC BY 4.0",
            "http://creativecommons.org/licenses/by/4.0/deed.sv",
            Confidence.CERTAIN,
        ),
        (
            '<a rel="license" href="/terms">Our terms</a>',
            "Our terms",
            "https://news.example/terms",
            Confidence.CERTAIN,
        ),
        (
            '<a href="https://creativecommons.org/publicdomain/zero/1.0/">x</a>',
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            Confidence.DOUBTFUL,
        ),
    ],
)
def test_licence_is_what_the_page_declares(link, licence, address, confidence):
    piece = read(text=f"{TEXT}<p>{link}</p>")

    assert (piece.licence, piece.licence_url) == (licence, address)
    assert piece.sources["licence"] == Source(Kind.MARKUP, confidence)


@pytest.mark.parametrize(
    "link",
    [
        '<a rel="license" href="javascript:alert(1)">x</a>',
        '<a href="https://creativecommons.org/about/">x</a>',
        '<a href="https://evil.example/creativecommons.org/licenses/by/4.0/">x</a>',
    ],
)
def test_other_links_are_no_licence(link):
    piece = read(text=f"{TEXT}<p>{link}</p>")

    assert (piece.licence, piece.licence_url) == ("", "")


@pytest.mark.parametrize(
    "heading",
    [
        '<h1 class="topbar__logo__title">Bay News of the Harbour</h1>',
        '<h1 id="site-name">Bay News of the Harbour</h1>',
        '<h1><a href="/blog">Bay News of the Harbour</a></h1>',
    ],
)
def test_heading_that_names_the_site_is_no_headline(heading):
    text = f"{heading}<p>{LONG * 2}</p><p>{LONG}</p>"
    head = '<meta property="og:title" content="Harbour closed – Bay News of the Harbour">'

    assert extract(busy_page(text, head=head), URL).headline == "Harbour closed – Bay News of the Harbour"


def test_heading_that_links_to_its_own_article_is_the_headline():
    text = f'<h1><a href="/harbour-closed-after-storm">Harbour closed</a></h1><p>{LONG * 2}</p><p>{LONG}</p>'

    assert extract(busy_page(text), URL).headline == "Harbour closed"


def test_one_element_may_say_several_things():
    head = '<meta property="x:title dc:title" content="Harbour closed for a week">'
    text = f"<p>{LONG * 2}</p><p>{LONG}</p>"

    assert extract(busy_page(text, head=head), URL).headline == "Harbour closed for a week"
