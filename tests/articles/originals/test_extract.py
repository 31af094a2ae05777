"""From a page to a piece: what the page says, all of it in order, and nothing that it does not say."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.originals import body
from articles.originals.extract import extract
from articles.originals.piece import UnreadableError
from tests.articles.originals.pages import LONG, URL, busy_page, folded, kinds, ld, plain_page, texts

DOCUMENTS = Path(__file__).resolve().parents[4] / "shared/data/dev/ntrex.jsonl"
WORDS = st.text(st.sampled_from("abc é&<>\"'\u00a0漢字 e\u0301-–"), min_size=1, max_size=40).filter(
    lambda text: any(character.isalnum() for character in text)
)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_plain_page_gives_every_paragraph_in_order(paragraphs):
    piece = extract(plain_page("A plain page of the newsroom", paragraphs), URL)

    assert texts(piece) == [folded(paragraph) for paragraph in paragraphs]
    assert set(kinds(piece)) == {"paragraph"}


def test_plain_page_keeps_short_and_repeated_paragraphs():
    paragraphs = ["Why?", LONG, "No.", "No.", LONG, "Harbour closed", "1."]

    piece = extract(plain_page("Harbour closed", paragraphs), URL)

    assert texts(piece) == [folded(paragraph) for paragraph in paragraphs]
    assert (piece.headline, piece.standfirst, piece.authors) == ("Harbour closed", "", ())
    assert (piece.first_published_at, piece.language, piece.canonical_url) == (None, "en", URL)


def test_every_document_of_real_news_comes_back_whole():
    if not DOCUMENTS.exists():
        pytest.skip("needs ../shared (real news documents), which is not part of the product")

    for line in DOCUMENTS.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        segments = document["segments"]
        paragraphs = [" ".join(segments[number] for number in numbers) for numbers in document["paragraphs"]]

        piece = extract(plain_page(document["title"], paragraphs), URL)

        assert (folded(piece.headline), piece.language) == (folded(document["title"]), "en")
        assert texts(piece) == [folded(paragraph) for paragraph in paragraphs]


def test_plain_article_keeps_kinds_links_and_emphasis():
    piece = extract(
        "<html><head><title>Harbour closed</title></head><body><nav><a href='/'>Home</a></nav><article>"
        "<h1>Harbour closed</h1><p>See <a href='../a b?x=1#y'>the <b>plan</b></a> and "
        "<a href='javascript:alert(1)'>this</a>, <i>now</i>.<br>Then.</p>"
        "<h2>Later</h2><h4>Evening</h4><blockquote><p>One.</p><p>Two.</p></blockquote>"
        "<ul><li>First</li><li>Second</li></ul><ol><li>Third</li></ol><hr><div>Loose text"
        "<p>Last.</p></div></article></body></html>",
        URL,
    )

    link = 'See <a href="https://news.example/n2/content/view/a%20b?x=1#y">the <strong>plan</strong></a>'
    assert [(block["kind"], block["html"]) for block in piece.blocks] == [
        ("paragraph", f"{link} and this, <em>now</em>.<br>Then."),
        ("heading2", "Later"),
        ("heading3", "Evening"),
        ("quote", "One."),
        ("quote", "Two."),
        ("list_item", "First"),
        ("list_item", "Second"),
        ("numbered_item", "Third"),
        ("rule", ""),
        ("paragraph", "Loose text"),
        ("paragraph", "Last."),
    ]


def test_busy_page_gives_the_article_alone():
    paragraphs = [f"{LONG * 2}{number}" for number in range(5)]
    article = "<h1>Harbour closed</h1>" + "<p>Short.</p>".join(f"<p>{text}</p>" for text in paragraphs)

    piece = extract(busy_page(article), URL)

    assert [text for text in texts(piece) if text != "Short."] == [folded(text) for text in paragraphs]
    assert texts(piece).count("Short.") == 4
    assert piece.headline == "Harbour closed"


def test_old_page_is_parted_by_its_line_breaks():
    text = f"{LONG}<br><br>{LONG}One.<br>{LONG}Two."
    menu = '<table class="menu"><tr><td><a href="/">Home</a></td></tr></table>'

    piece = extract(f"<html><body>{menu}<div class='text'>{text}</div></body></html>", URL)

    assert texts(piece) == [folded(LONG), folded(f"{LONG}One. {LONG}Two.")]


def test_fields_come_from_data_first():
    piece = extract(
        busy_page(
            f"<h1>Harbour closed after storm</h1><p>{LONG}</p><p>{LONG * 2}</p>",
            head=ld(
                headline="Harbour closed after storm",
                author=[{"@type": "Person", "name": "Ann Writer"}, {"name": "Bo &amp; Reporter"}],
                datePublished="2026-11-19T10:00:00+01:00",
                publisher={"name": "The Bay News"},
            )
            + '<meta name="author" content="Somebody Else"><link rel="canonical" href="/story">',
        ),
        URL,
    )

    assert (piece.headline, piece.site_name) == ("Harbour closed after storm", "The Bay News")
    assert piece.authors == ("Ann Writer", "Bo", "Reporter")
    assert piece.first_published_at == datetime(2026, 11, 19, 9, tzinfo=UTC)
    assert piece.canonical_url == "https://news.example/story"
    assert piece.language == "en"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Broken</script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        ld(headline={"x": 1}, author=[[None, 3], {"name": ["Ann Writer"]}], datePublished="soon"),
    ],
)
def test_broken_data_is_passed_over(head):
    piece = extract(
        busy_page(
            f"<h1>Harbour closed</h1><p>{LONG}</p><p>{LONG * 2}</p>",
            head=head + '<meta name="author" content="By Ann Writer">'
            '<meta property="article:published_time" content="2026-11-20T08:00:00Z">',
        ),
        URL,
    )

    assert (piece.headline, piece.authors) == ("Harbour closed", ("Ann Writer",))
    assert piece.first_published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_nothing_is_invented():
    piece = extract(busy_page(f"<h1>Harbour closed</h1><p>On 3 May 2020 {LONG}</p><p>{LONG * 2}</p>"), URL)

    assert (piece.standfirst, piece.authors, piece.first_published_at) == ("", (), None)


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("By Ann Writer and Bo Reporter", ("Ann Writer", "Bo Reporter")),
        ("Von Anna Schreiber, Bo Müller", ("Anna Schreiber", "Bo Müller")),
        ("ann@news.example", ()),
        ("https://news.example/staff/ann", ()),
        ("admin", ()),
        ("The Bay News", ()),
    ],
)
def test_authors_are_named_one_by_one(names, authors):
    head = f'<meta name="author" content="{names}"><meta property="og:site_name" content="The Bay News">'

    assert extract(busy_page(f"<h1>Harbour closed</h1><p>{LONG * 3}</p>", head=head), URL).authors == authors


def test_opening_is_not_repeated_in_the_text():
    piece = extract(
        busy_page(
            '<h1>Harbour closed</h1><p class="standfirst">Two cranes fell in the night of the storm.</p>'
            '<p>By <a rel="author" href="/ann">Ann Writer</a></p><p><time datetime="2026-11-20T08:00Z">'
            f"20 November 2026</time></p><div><p>{LONG}</p><p>{LONG * 2}</p><p>{LONG * 3}</p></div>",
            head='<meta name="author" content="Ann Writer">',
        ),
        URL,
    )

    assert texts(piece) == [folded(LONG), folded(LONG * 2), folded(LONG * 3)]
    assert piece.standfirst == "Two cranes fell in the night of the storm."
    assert piece.first_published_at == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_standfirst_is_what_the_page_describes_and_shows_apart():
    described = "Two cranes fell in the night of the storm."
    head = f'<meta name="description" content="{described}">'
    apart = extract(
        f"<html><head><title>Harbour closed</title>{head}</head><body><header><h1>Harbour closed</h1>"
        f"<p>{described}</p></header><p>{LONG}</p></body></html>",
        URL,
    )
    first_paragraph = extract(
        f"<html><head><title>Harbour closed</title>{head}</head><body><h1>Harbour closed</h1>"
        f"<p>{described}</p><p>{LONG}</p></body></html>",
        URL,
    )

    assert (apart.standfirst, texts(apart)) == (described, [folded(LONG)])
    assert (first_paragraph.standfirst, texts(first_paragraph)) == ("", [described, folded(LONG)])


@pytest.mark.parametrize(
    ("canonical", "address"),
    [
        ("https://news.example/story", "https://news.example/story"),
        ("//other.example/story", "https://other.example/story"),
        ("javascript:alert(1)", URL),
        ("ftp://news.example/story", URL),
        ("http://ann@news.example/", URL),
        ("https://news.example/", URL),
        ("", URL),
    ],
)
def test_canonical_address_is_one_of_the_web(canonical, address):
    head = f'<link rel="canonical" href="{canonical}">'

    assert extract(busy_page(f"<p>{LONG * 3}</p>", head=head), URL).canonical_url == address


def test_links_follow_the_base_of_the_page():
    head = "<head><base href='https://other.example/x/'></head>"
    page = f"<html>{head}<body><p>{LONG}<a href='y'>z</a></p></body></html>"

    assert extract(page, URL).blocks[0]["html"].endswith('<a href="https://other.example/x/y">z</a>')


def test_relative_links_of_a_page_without_address_are_no_links():
    page = f"<html><body><p>{LONG}<a href='/admin/'>z</a></p></body></html>"

    assert extract(page).blocks[0]["html"].endswith("rails. z")


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        ("Hamnen stängdes på måndagen efter att stormen hade slitit loss två kranar. " * 3, "en", "sv"),
        (
            "O porto da cidade foi fechado na segunda-feira depois que a tempestade passou. " * 3,
            "pt-BR",
            "pt-br",
        ),
        ("Ja.", "fi-FI", "fi"),
        ("Ja.", "", ""),
        (
            "城市的港口在星期一因为风暴而关闭，两台起重机从轨道上被吹倒，没有人受伤。这里的人们说，" * 4,
            "",
            "zh-hans",
        ),
        (
            "城市的港口在星期一因為風暴而關閉，兩台起重機從軌道上被吹倒，沒有人受傷。這裡的人們說，" * 4,
            "zh",
            "zh-hant",
        ),
    ],
)
def test_language_is_the_pages_word_checked_against_the_text(text, stated, language):
    page = f'<html lang="{stated}"><head><title>x</title></head><body><p>{text}</p></body></html>'

    assert extract(page, URL).language == language


@pytest.mark.parametrize(
    "page",
    [
        "",
        "   ",
        "<html></html>",
        "<html><body></body></html>",
        "<html><body><ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul></body></html>",
        "<html><body><div class='menu'><a href='/a'>News</a> <a href='/b'>Sport</a></div></body></html>",
        "<html><body><script>var text = 'A long text';</script></body></html>",
    ],
)
def test_page_without_an_article_is_refused_with_a_sentence(page):
    with pytest.raises(UnreadableError, match=r"^(The page is empty|There is no article on this page.*)\.$"):
        extract(page, URL)


def test_page_is_decoded_and_kept():
    content = plain_page("Räksmörgås", ["Går det bra?"]).encode("latin-1")

    piece = extract(content, URL, "text/html; charset=iso-8859-1")

    assert (piece.headline, texts(piece), piece.page) == ("Räksmörgås", ["Går det bra?"], content)


def test_plain_text_is_read_as_text():
    piece = extract(b"Harbour closed\n\nTwo <b>cranes</b> fell.", URL, "text/plain; charset=utf-8")

    assert (piece.headline, texts(piece)) == ("Harbour closed", ["Two <b>cranes</b> fell."])


def test_hostile_markup_arrives_clean():
    piece = extract(
        f"<html><head><title>Title</title></head><body><h1><script>alert(1)</script>Title</h1><p>{LONG}</p>"
        "<p onclick='alert(1)'>Click <a href='data:text/html,x'>here</a><img src=x onerror=alert(3)>"
        "<svg onload=alert(4)><text>drawn</text></svg><iframe src='http://127.0.0.1:1/'></iframe>"
        "<script>document.write('evil')</script></p><p>&lt;script&gt;alert(5)&lt;/script&gt; stays.</p>"
        "<p>a\u202eb\u2066c&#x202e;d\x00e</p></body></html>",
        URL,
    )

    assert piece.headline == "Title"
    assert [block["html"] for block in piece.blocks[1:]] == [
        "Click here",
        "&lt;script&gt;alert(5)&lt;/script&gt; stays.",
        "abcde",
    ]


def test_deep_and_long_pages_lose_nothing():
    deep = extract("<html><body>" + "<div>" * 50_000 + f"<p>{LONG}</p><h1>Deep</h1><p>End.</p>", URL)
    long = extract(plain_page("T" * 100_000, [LONG]), URL)

    assert texts(deep)[-1] == "End."
    assert (len(long.headline), long.headline[-1], texts(long)) == (300, "…", [folded(LONG)])


@pytest.mark.parametrize(
    "element", ["Line<br>", "<p>Line</p>", "<a href=/x>Line</a> ", "<div class=a>Line</div>"]
)
def test_page_of_more_elements_than_any_article_is_refused_at_once(element):
    with pytest.raises(UnreadableError, match="more elements than any article"):
        extract(f"<body><p>{LONG}</p>{element * 80_000}</body>", URL)


def test_code_of_a_page_is_no_element():
    code = f"<script>{'a<b;' * 80_000}</script>"

    assert texts(extract(plain_page("Harbour", [LONG]).replace("<h1>", f"{code}<h1>"), URL)) == [folded(LONG)]


def test_failure_of_the_foreign_parser_is_survived(monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(body, "bare_extraction", fail)

    with pytest.raises(UnreadableError):
        extract(busy_page(f"<p>{LONG * 3}</p>"), URL)
