import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.richtext import clean_inline
from translations import marks

SIGNS = st.sampled_from([*"*_[]()\\⟦⟧/12 ", "**", "](1)", "](9)", "⟦1⟧", "⟦/1⟧", "\n", "<b>", "&amp;", '"'])
LETTERS = st.text(st.characters(codec="utf-8"), max_size=6)
WORDS = st.lists(st.one_of(SIGNS, LETTERS, st.sampled_from(["å", "é", "و", "语"])), max_size=6).map("".join)
ADDRESSES = st.sampled_from(["https://a.example/?q=1&r='2'", "/sv/news/bro/", "mailto:ed@a.example", "#x"])


def elements(children):
    tag = st.sampled_from(["strong", "em", "sub", "sup", "cite"])
    plain = st.builds(lambda name, inner: f"<{name}>{inner}</{name}>", tag, children)
    link = st.builds(
        lambda url, inner: f'<a href="{url.replace("&", "&amp;")}">{inner}</a>', ADDRESSES, children
    )
    span = st.builds(
        lambda code, inner: f'<span lang="{code}" dir="rtl">{inner}</span>',
        st.sampled_from(["ar", "fr"]),
        children,
    )
    return st.lists(st.one_of(plain, link, span, st.just("<br>"), children), max_size=4).map("".join)


ESCAPED = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
INLINE = st.recursive(ESCAPED, elements, max_leaves=8).map(clean_inline)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(attrs)))


def tags_of(html):
    return set(Tags(html).seen)


@settings(max_examples=400, deadline=None)
@given(INLINE)
def test_html_comes_back_from_marks_as_it_was(html):
    source = marks.marked(html)

    assert marks.html_of(source.text, source.links, source.placeholders) == html


@settings(max_examples=400, deadline=None)
@given(INLINE, st.lists(st.one_of(SIGNS, LETTERS), max_size=25).map("".join))
def test_whatever_is_typed_gives_no_element_or_address_that_the_source_lacks(html, typed):
    source = marks.marked(html)
    allowed = tags_of(html) | {("strong", ()), ("em", ())}

    written = marks.html_of(typed, source.links, source.placeholders)

    assert tags_of(written) <= allowed
    assert clean_inline(written) == written
    marks.runs(typed, len(source.links), source.placeholders)
    marks.plain(typed, len(source.links), source.placeholders)
    marks.paragraphs(typed)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(SIGNS, LETTERS), max_size=25).map("".join))
def test_elements_open_and_close_in_order(typed):
    placeholders = [{"open": "<sub>", "close": "</sub>"}, {"open": "<br>", "close": ""}]
    waiting = []
    for event in marks.read(typed, 2, placeholders):
        if event.what == marks.OPEN:
            waiting.append((event.kind, event.number))
        elif event.what == marks.CLOSE:
            assert waiting.pop() == (event.kind, event.number)

    assert waiting == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("<strong>Stopp</strong> sa <em>hon</em>", "**Stopp** sa _hon_"),
        ('se <a href="https://a.example/">kartan</a>.', "se [kartan](1)."),
        ('<a href="/a/">a</a> <a href="/b/">b</a>', "[a](1) [b](2)"),
        ("H<sub>2</sub>O<br>is", "H⟦1⟧2⟦/1⟧O⟦2⟧is"),
        ("a_b * [c] \\", r"a\_b \* \[c\] \\"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("<em>a</em><em>b</em>", "_a__b_"),
        ("<strong>a <em>b</em></strong>", "**a _b_**"),
    ],
)
def test_marks_are_written_and_read(html, text):
    source = marks.marked(html)

    assert source.text == text
    assert marks.html_of(text, source.links, source.placeholders) == html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("[kartan](2)", "[kartan](2)"),
        ("[kartan](0)", "[kartan](0)"),
        ("[kartan](١)", '<a href="/a/">kartan</a>'),
        ("[](1)", "[](1)"),
        ("[a [b](1) c](1)", '[a <a href="/a/">b</a> c](1)'),
        ("**kvar", "**kvar"),
        ("2 * 3 ** 4", "2 * 3 ** 4"),
        ("_a **b_ c**", "<em>a **b</em> c**"),
        ("____", "____"),
        ("⟦9⟧x⟦/9⟧", "⟦9⟧x⟦/9⟧"),
        ("<b onclick=x>", "&lt;b onclick=x&gt;"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("rad\nrad", "rad rad"),
    ],
)
def test_marks_that_lead_nowhere_stay_as_they_were_typed(typed, html):
    assert marks.html_of(typed, ["/a/"]) == html


def test_a_link_can_be_moved_but_keeps_its_address():
    source = marks.marked('see <a href="https://a.example/?a=1&amp;b=2">the map</a>')

    moved = marks.html_of("[Kartan](1) visar", source.links)

    assert moved == '<a href="https://a.example/?a=1&amp;b=2">Kartan</a> visar'


def test_empty_lines_part_paragraphs():
    assert marks.paragraphs(" a\nb \n \n\n c\r\n") == ["a\nb", "c"]
    assert marks.paragraphs(" \n ") == []


def test_runs_show_marks_without_html():
    found = marks.runs("**a** [_b_ c](1) ⟦1⟧d⟦/1⟧ x", 1, [{"open": "<sub>", "close": "</sub>"}])

    assert found == [
        marks.Run("a", is_strong=True),
        marks.Run(" "),
        marks.Run("b", is_em=True, link=1),
        marks.Run(" c", link=1, ends_link=True),
        marks.Run(" "),
        marks.Run("⟦1⟧", is_placeholder=True),
        marks.Run("d"),
        marks.Run("⟦/1⟧", is_placeholder=True),
        marks.Run(" x"),
    ]


def test_reading_takes_time_by_length_alone():
    for piece in ("[", "_", "**", "](1)", "\\", "⟦1⟧", "[a](1)", "*_["):
        typed = piece * 20_000
        assert len(marks.read(typed, 1, [{"open": "<sub>", "close": "</sub>"}])) <= 2 * len(typed)


def test_words_alone():
    source = marks.marked('<strong>Hej</strong><br><a href="/a/">du</a>\\_')

    assert marks.plain(source.text, len(source.links), source.placeholders) == "Hej\ndu\\_"
    assert re.search(r"\\\\", source.text)
