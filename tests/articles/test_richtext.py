"""One allow-list: what comes out of it, and that words survive the way to blocks and back."""

import json
import re
import unicodedata
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles import richtext
from articles.richtext import (
    blocks_of,
    clean,
    clean_inline,
    html_of,
    normalise_text,
    plain_text,
    safe_url,
)

VECTORS = Path(__file__).resolve().parents[3] / "shared/data/attack/xss_vectors.jsonl"

WORDS = st.text(
    st.one_of(
        st.sampled_from("ab é e\u0301 \u0338 \u00a0\u200d\u200c\u202e\ufeff<>&\"'\n\t\x00漢ضक्"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
TAGS = sorted(
    richtext.ALLOWED_TAGS | {"b", "i", "h1", "h4", "div", "td", "table", "tr", "script", "svg", "q", "u"}
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' href="https://news.example/a?b=1&amp;c=2"',
        ' href="javascript:alert(1)"',
        ' href="//evil.example"',
        ' src="/media/x.png" alt="A &quot;bridge&quot; &lt;here&gt;"',
        ' src="x" onerror="alert(1)"',
        ' lang="fr" dir="RTL" style="color:red"',
        ' class="x" id="y"',
    ]
)
MARKUP = st.lists(
    st.one_of(
        WORDS.map(escape),
        WORDS,
        st.builds("<{}{}>".format, st.sampled_from(TAGS), ATTRIBUTES),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.sampled_from(["<br>", "<br><br>", "<hr>", "<!-- x -->", "<p>", "</p>"]),
    ),
    max_size=30,
).map("".join)
INLINE = st.recursive(
    st.text(st.sampled_from("abc \u00a0é&<>"), min_size=1, max_size=8).map(escape),
    lambda inner: st.one_of(
        st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["em", "strong", "sub", "sup", "cite"]), inner),
        st.builds('<a href="https://news.example/{}">{}</a>'.format, st.integers(0, 9), inner),
        st.builds('<span lang="{}">{}</span>'.format, st.sampled_from(["fr", "zh-Hans"]), inner),
        st.lists(inner, min_size=2, max_size=3).map("<br>".join),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=6,
)
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


class Tags(HTMLParser):
    """Collects every tag and attribute, and the text outside of block elements."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.bare = ""
        self._open = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in {"br", "hr", "img"}:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if not self._open:
            self.bare += data


def assert_only_what_is_allowed(html):
    tags = Tags(html)
    assert tags.bare.strip() == ""
    for tag, attributes in tags.found:
        assert tag in richtext.ALLOWED_TAGS
        assert set(attributes) <= richtext.ALLOWED_ATTRIBUTES.get(tag, set())
        for name in {"href", "src"} & attributes.keys():
            assert safe_url(attributes[name])


def folded(text):
    return " ".join(text.split())


@given(MARKUP)
@example('<a lang="fr" title="x">0')
@example("<p>x<sub>1</sub></p>" * 3)
@example("<figure><a href='/x'><img src='/a.png'></a><figcaption><p>One</p><p>Two</p></figcaption></figure>")
def test_clean_gives_nothing_outside_the_allow_list_and_is_final(html):
    cleaned = clean(html)

    assert_only_what_is_allowed(cleaned)
    assert clean(cleaned) == cleaned
    assert html_of(blocks_of(cleaned)) == cleaned


@given(MARKUP)
def test_blocks_survive_the_way_to_html_and_back(html):
    blocks = blocks_of(html)

    assert blocks_of(html_of(blocks)) == blocks
    assert {block["kind"] for block in blocks} <= set(richtext.KINDS)


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "h3", "li", "blockquote"]), INLINE), max_size=6))
def test_blocks_of_loses_no_word(parts):
    html = "".join(f"<{tag}>{inline}</{tag}>" for tag, inline in parts)

    read = plain_text(blocks_of(html))

    words = unescape(re.sub(r"</?[a-z][^<>]*>", "", html))
    assert "".join(read.split()) == "".join(words.split())


@given(st.text())
def test_normalise_text_is_final_and_loses_only_what_is_refused(text):
    normal = normalise_text(text)

    assert normalise_text(normal) == normal
    assert unicodedata.is_normalized("NFC", normal)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", normal
    )


def test_normalise_text_keeps_the_marks_that_scripts_need():
    marks = "\u200e\u200f\u061c\u200d\u200c"

    assert normalise_text(f"a{marks}\u202eb\u2066c\ufeff\x00\x85d\U000e0041") == f"a{marks}bcd"
    assert normalise_text("e\u0301 1\r\n2\r3\u20284\t5") == "é 1\n2\n3\n4\t5"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("Bare text", [("paragraph", "Bare text")]),
        ("<h1>One</h1>Two<h4>Three</h4>", [("heading2", "One"), ("paragraph", "Two"), ("heading3", "Three")]),
        ("<p><b>Bold</b> <i>it</i></p>", [("paragraph", "<strong>Bold</strong> <em>it</em>")]),
        ("<div>One</div><div>Two</div>", [("paragraph", "One"), ("paragraph", "Two")]),
        ("<p>One<br>two<br><br>three</p>", [("paragraph", "One<br>two"), ("paragraph", "three")]),
        ("<p><em>One<br><br>two</em></p>", [("paragraph", "<em>One</em>"), ("paragraph", "<em>two</em>")]),
        ("<p>a<em> b </em>c</p>", [("paragraph", "a <em>b</em> c")]),
        ("<p>\u00a0</p><p> </p><p><strong>\u200d</strong></p><p>\u00a0 x\u00a0</p>", [("paragraph", "x")]),
        (
            "<blockquote><p>One</p><p>Two</p><cite>Ann</cite></blockquote>",
            [("quote", "One"), ("quote", "Two"), ("quote", "<cite>Ann</cite>")],
        ),
        (
            "<ul><li>One<ol><li><p>Two</p></li></ol></li><li>Three</li></ul>",
            [("list_item", "One"), ("numbered_item", "Two"), ("list_item", "Three")],
        ),
        (
            '<p>One <img src="/a.png" alt=\'"A"\'> two</p>',
            [("paragraph", "One"), ("image", '<img src="/a.png" alt="&quot;A&quot;">'), ("paragraph", "two")],
        ),
        (
            "<figure><img src='https://x.example/a.png'><figcaption><b>Cap</b></figcaption></figure>",
            [
                (
                    "image",
                    '<img src="https://x.example/a.png" alt=""><figcaption><strong>Cap</strong></figcaption>',
                )
            ],
        ),
        (
            "<figure><blockquote>Said</blockquote><figcaption>Ann</figcaption></figure>",
            [("quote", "Said"), ("paragraph", "Ann")],
        ),
        (
            '<figure><a href="https://v.example/1">Film</a></figure>',
            [("embed", '<a href="https://v.example/1">Film</a>')],
        ),
        ("<p>One<hr>two", [("paragraph", "One"), ("rule", ""), ("paragraph", "two")]),
        ("<script>alert(1)</script><p>&lt;script&gt;</p>", [("paragraph", "&lt;script&gt;")]),
        (
            '<p><a href="/x">a</a> <a href="//e.example">b</a> <a>c</a></p>',
            [("paragraph", '<a href="/x">a</a> b c')],
        ),
        (
            '<p><span lang="fr">mot</span> <span style="x">b</span></p>',
            [("paragraph", '<span lang="fr">mot</span> b')],
        ),
    ],
)
def test_blocks_of_reads(html, blocks):
    assert [(block["kind"], block["html"]) for block in blocks_of(html)] == blocks


def test_html_of_groups_neighbours_and_leaves_out_what_was_left_out():
    blocks = [
        {"kind": "list_item", "html": "One"},
        {"kind": "list_item", "html": "Two"},
        {"kind": "paragraph", "html": "Gone", "left_out": True},
        {"kind": "quote", "html": "Said"},
        {"kind": "quote", "html": "again"},
        {"kind": "rule", "html": ""},
        {"kind": "paragraph", "html": ""},
        {"kind": "paragraph", "html": 'Mind <a href="javascript:x">this</a><script>x</script>'},
    ]

    assert html_of(blocks) == (
        "<ul><li>One</li><li>Two</li></ul>\n<blockquote><p>Said</p><p>again</p></blockquote>\n<hr>\n"
        "<p>Mind <a>this</a></p>"
    )


def test_clean_inline_gives_one_line():
    assert clean_inline("<h1>One <b>two</b></h1><p>three</p><hr>") == "One <strong>two</strong> three"


def test_plain_text_has_one_block_a_line():
    blocks = blocks_of("<p>One<br>&amp; two</p><figure><img src='/a'></figure><ul><li>three</li></ul>")

    assert plain_text(blocks) == "One & two\nthree"


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://news.example/n2/content/view/16765/", True),
        ("http://news.example", True),
        ("mailto:desk@news.example", True),
        ("#note", True),
        ("/sv/nyheter/", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("\\\\evil.example", False),
        ("https:\\\\evil.example", False),
        ("https://user:word@evil.example/", False),
        ("https:///evil.example", False),
        ("https:evil.example", False),
        ("mailto:", False),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("\u200bjavascript:alert(1)", False),
        ("/\u00a0/evil.example", False),
        (" https://news.example", False),
        ("https://[::1", False),
        ("data:text/html,x", False),
        ("page.html", False),
        ("", False),
    ],
)
def test_safe_url_lets_through_only_known_ways(url, is_safe):
    assert safe_url(url) is is_safe


def test_hostile_vectors_come_out_harmless():
    if not VECTORS.exists():
        pytest.skip("needs ../shared (attack data), which is not part of the product")

    for line in VECTORS.read_text(encoding="utf-8").splitlines():
        vector = json.loads(line)["v"]
        cleaned = clean(vector)
        assert_only_what_is_allowed(cleaned)
        assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("body", "elsewhere"),
    [
        ('<p><a href="/sv/">x</a></p>', '<p><a href="https://x.example/sv/">x</a></p>'),
        ('<p><a href="https://y.example/">x</a></p>', '<p><a href="https://y.example/">x</a></p>'),
        ('<p><a href="#n">x</a></p>', '<p><a href="#n">x</a></p>'),
        ('<p>href="/sv/" &lt;a href="/sv/"&gt;</p>', '<p>href="/sv/" &lt;a href="/sv/"&gt;</p>'),
        (
            '<figure><img src="/m/a.png" alt="a &gt; b src="></figure>',
            '<figure><img src="https://x.example/m/a.png" alt="a &gt; b src="></figure>',
        ),
    ],
)
def test_links_for_reading_elsewhere_are_absolute(body, elsewhere):
    assert richtext.with_absolute_links(body, "https://x.example") == elsewhere
