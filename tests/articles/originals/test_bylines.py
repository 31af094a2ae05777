"""Headline, authors and times of pages whose makers wrote them down in every way there is."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.originals.dates import moment_of
from articles.originals.extract import extract
from articles.originals.piece import Confidence, Kind, Source
from articles.originals.written_dates import date_in
from tests.articles.originals.pages import LONG, busy_page, ld

TEXT = f"<p>{LONG}</p><p>{LONG * 2}</p>"
HEADLINE = "<h1>Harbour closed</h1>"
YOAST = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#ann"}},'
    '{"@type": "Person", "@id": "#ann", "name": "Ann Writer"}]}</script>'
)
LABELLED = (
    '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ann Writer">'
)


def read(article, head="", url="https://news.example/harbour", title="Harbour closed"):
    return extract(busy_page(article, head=head, title=title), url)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ('<p class="byline">By Ann Writer and Bo Reporter</p>', ("Ann Writer", "Bo Reporter")),
        ('<div class="article__author"><span>Von: Ann Writer</span></div>', ("Ann Writer",)),
        ('<span class="authorname-txt">Ann Writer</span>', ("Ann Writer",)),
        ('<ul class="author"><li>Ann Writer</li></ul>', ("Ann Writer",)),
        ('<a rel="author" href="/ann">Zeige alle Beiträge von Ann Writer</a>', ("Ann Writer",)),
        ('<p class="author">Ann Writer <span class="sr-only">Ann Writer</span></p>', ("Ann Writer",)),
        ('<p class="author">Ann Writer, 3 May 2020</p>', ("Ann Writer",)),
        ('<p class="byline">Posted by Ann Writer - the safety team</p>', ("Ann Writer",)),
        (
            '<div class="by"><a class="author">Ann Writer</a> <a class="author">Bo Reporter</a></div>',
            ("Ann Writer", "Bo Reporter"),
        ),
        ("<p>Written by: Ann Writer</p>", ("Ann Writer",)),
        ('<p class="author">News team</p>', ()),
        ('<p class="author">webmaster</p>', ()),
        ('<figure><figcaption class="author">Ann Photo</figcaption></figure>', ()),
        ('<span class="photo-author">Ann Photo</span>', ()),
        ("", ()),
    ],
)
def test_authors_are_read_from_the_byline(byline, authors):
    piece = read(f"{HEADLINE}{byline}{TEXT}")

    assert piece.authors == authors
    assert piece.sources.get("authors") == (Source(Kind.MARKUP, Confidence.LIKELY) if authors else None)


def test_authors_of_other_pieces_and_of_comments_are_not_taken():
    boxes = (
        '<div class="related-stories"><p class="author">Bo Other</p></div>'
        '<div id="comments"><p class="author">Cy Reader</p></div>'
    )

    assert read(f"{HEADLINE}{TEXT}{boxes}").authors == ()


def test_byline_close_to_the_headline_wins():
    far = '<p class="author">Bo Other</p>'

    assert read(f'{far}<hr>{HEADLINE}<p class="author">Ann Writer</p>{TEXT}{far}').authors == ("Ann Writer",)


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (YOAST, ("Ann Writer",)),
        (LABELLED, ("Ann Writer",)),
        ('<meta name="author" content="annwriter">', ()),
        (
            '<meta name="author" content="Ann Writer"><meta name="copyright" content="Ann Writer">',
            (),
        ),
        ('<meta name="author" content="anónimo">', ()),
        (
            '<meta name="author" content="Bay Co"><meta property="og:site_name" content="News - Bay Co">',
            (),
        ),
    ],
)
def test_authors_in_the_head_are_people(head, authors):
    assert read(f"{HEADLINE}{TEXT}", head).authors == authors


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ('<span class="date">20 November 2026</span>', 20),
        ('<div class="post-meta">by Ann Writer | 20.11.2026 | News</div>', 20),
        ('<span itemprop="datePublished">Nov 20, 2026</span>', 20),
        ('<time datetime="2026-11-20 16:11">in the afternoon</time>', 20),
        ("<time>20/11/2026</time>", 20),
        ("<p>Published:</p><p>20 November 2026</p>", 20),
        ('<p class="date">Last updated on 20 Nov, 2026</p>', None),
        ('<div id="comments"><span class="date">20.11.2026</span></div>', None),
        ("<p>The storm of 20 November 2026 was the worst in years.</p>", None),
    ],
)
def test_time_of_publication_is_read_from_the_page(line, day):
    piece = read(f"{HEADLINE}{line}{TEXT}")

    published = piece.first_published_at
    assert (published and published.date()) == (day and date(2026, 11, day))


def test_time_in_the_address_counts_when_the_page_says_nothing():
    piece = read(f"{HEADLINE}{TEXT}", url="https://news.example/2020/05/19/harbour-closed")

    assert piece.first_published_at == datetime(2020, 5, 19, tzinfo=UTC)
    assert piece.sources["first_published_at"] == Source(Kind.ADDRESS, Confidence.LIKELY)


def test_page_around_the_article_is_dated_only_below_the_front():
    head = ld(**{"@type": "WebPage"}, datePublished="2026-11-20T08:00:00Z")

    assert read(f"{HEADLINE}{TEXT}", head).first_published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert read(f"{HEADLINE}{TEXT}", head, url="https://news.example/").first_published_at is None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Freitag, 5. Juni 2015", "de", (2015, 6, 5)),
        ("05 de mayo de 2022", "es", (2022, 5, 5)),
        ("le 1er août 2020", "fr", (2020, 8, 1)),
        ("14 янв. 2022", "ru", (2022, 1, 14)),
        ("2020年2月14日", "zh-hans", (2020, 2, 14)),
        ("5/4/2020", "en", (2020, 5, 4)),
        ("5/4/2020", "en-GB", (2020, 4, 5)),
        ("5/4/2020", "sv", (2020, 4, 5)),
        ("25/4/2020", "en", (2020, 4, 25)),
        ("31. Februar 2020", "de", None),
        ("May the 4th", "en", None),
    ],
)
def test_dates_are_read_in_the_language_of_the_page(text, language, day):
    assert date_in(text, language) == (day and datetime(*day, tzinfo=UTC))


@given(st.text(max_size=200), st.sampled_from(["", "en", "sv", "zh-hans", "x"]))
def test_any_text_is_a_time_with_a_zone_or_none(text, language):
    moment = moment_of(text, language)

    assert moment is None or moment.utcoffset() is not None


@pytest.mark.parametrize(
    ("title", "headings", "headline"),
    [
        ("Harbour closed – what now? | The Bay News", "", "Harbour closed – what now?"),
        ("Harbour closed for a week – Bay News", "", "Harbour closed for a week"),
        ("Harbour closed", "<h1>Lorem</h1>", "Harbour closed"),
        (
            "Harbour » storm",
            "<h1>The harbour is closed for the whole week</h1>",
            "The harbour is closed for the whole week",
        ),
        ("Harbour closed", "<h1>Bay News</h1><h1>Harbour closed</h1>", "Harbour closed"),
    ],
)
def test_headline_is_what_heading_and_head_agree_on(title, headings, headline):
    page = f"<html><head><title>{title}</title></head><body><div class=x>{headings}{TEXT}</div></body></html>"

    assert extract(page, "https://news.example/harbour").headline == headline
