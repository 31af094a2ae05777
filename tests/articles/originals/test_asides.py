"""What stands between and after the paragraphs of an article and is not its text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import richtext
from articles.originals.body import article_of, chosen
from articles.originals.extract import blocks_from, extract
from articles.originals.passages import parse, passages_of
from tests.articles.originals.pages import LONG, URL, busy_page, folded, texts

FIRST, SECOND = LONG * 2, LONG * 3
LINK = '<a href="/other">{}</a>'


def read(between="", after=""):
    return texts(
        extract(busy_page(f"<h1>Harbour closed</h1><p>{FIRST}</p>{between}<p>{SECOND}</p>{after}"), URL)
    )


@pytest.mark.parametrize(
    "between",
    [
        f"<p>{LINK.format('STORM SERIES: THE WORST OF THE LAST TEN YEARS')}</p>",
        f"<p>READ MORE: {LINK.format('Storm takes two cranes')}</p>",
        f"<p>Lesen Sie auch: {LINK.format('Sturm reißt Kräne um')}</p>",
        f"<p>Läs också {LINK.format('Stormen tog två kranar')}</p>",
        "<p>Advertisement</p>",
        "<p>Sign up for our daily newsletter</p>",
        "<p>© 2026 The Bay News. All rights reserved.</p>",
        "<p>Follow The Bay News on Twitter</p>",
    ],
)
def test_teasers_and_small_print_between_paragraphs_are_left_out(between):
    assert read(between) == [folded(FIRST), folded(SECOND)]


@pytest.mark.parametrize(
    "between",
    [
        f"<p>{LINK.format('The mayor wrote it in her diary.')}</p>",
        f"<p>More than a hundred people signed {LINK.format('the letter')} that the mayor read out.</p>",
        "<p>The advertisement was withdrawn the same day.</p>",
        "<p>She follows the harbour on Twitter and sees every ship.</p>",
    ],
)
def test_sentences_that_look_like_them_stay(between):
    assert len(read(between)) == 3


@pytest.mark.parametrize("label", ["Top stories", "Auch interessant:", "Comments (12)", "Läs också"])
def test_nothing_after_the_label_of_a_box_is_text(label):
    after = f"<h3>{label}</h3><p>{LONG}</p><p>{LONG}</p>"

    assert read(after=after) == [folded(FIRST), folded(SECOND)]


def test_label_at_the_beginning_ends_nothing():
    page = busy_page(f"<h1>Harbour closed</h1><h2>Comments</h2><p>{FIRST}</p><p>{SECOND}</p>")

    assert folded(SECOND) in texts(extract(page, URL))


def test_text_that_the_page_cuts_into_parts_is_read_on():
    part = '<div class="row"><div class="body article__text">{}</div></div>'
    advert = '<div class="row"><div class="advert"><a href="/x">Buy boats</a></div></div>'
    paragraphs = [f"{LONG}{number}." for number in range(9)]
    groups = ["".join(f"<p>{text}</p>" for text in paragraphs[start : start + 3]) for start in (0, 3, 6)]
    article = f'<div class="rows">{advert.join(part.format(group) for group in groups)}</div>'

    assert texts(extract(busy_page(f"<h1>Harbour closed</h1>{article}"), URL)) == [
        folded(text) for text in paragraphs
    ]


def test_line_with_only_a_date_above_the_text_is_no_text():
    article = f"<h1>Harbour closed</h1><p>November 20, 2026 - 11:28 AMT</p><p>{FIRST}</p><p>{SECOND}</p>"

    assert texts(extract(busy_page(article), URL)) == [folded(FIRST), folded(SECOND)]


INLINE = st.sampled_from(
    ["{}", "<b>{}</b>", "<a href='/x'>{}</a>", "<span class=x>{}</span>", "<em><i>{}</i></em>"]
)
WORD = st.text(st.sampled_from("abc&<>é漢ß٣"), min_size=1, max_size=8)
PARAGRAPH = st.lists(st.tuples(WORD, INLINE), min_size=1, max_size=12)
BLOCK = st.sampled_from(["p", "h2", "h4", "blockquote", "li", "div", "td", "pre", "section"])


def markup(words):
    escaped = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
    return " ".join(inline.format(word.translate(escaped)) for word, inline in words)


@given(st.lists(st.tuples(BLOCK, PARAGRAPH), min_size=1, max_size=8))
def test_kept_passages_lose_no_word_and_hold_only_allowed_tags(parts):
    page = "".join(f"<{tag}>{markup(words)}</{tag}>" for tag, words in parts)
    passages = passages_of(parse(f"<html><body>{page}</body></html>").find("body"), URL)

    blocks = blocks_from(passages)

    wanted = [word for _, words in parts for word, _ in words]
    assert " ".join(richtext.plain_text(blocks).split()) == richtext.normalise_text(" ".join(wanted))
    html = richtext.html_of(blocks)
    assert richtext.clean(html) == html


@settings(deadline=None)  # the first call loads the other parser
@given(st.text(st.sampled_from("<>/ =\"'abphldivscriptonx:&;!-\n"), max_size=300))
def test_any_markup_gives_only_allowed_tags(markup):
    tree = parse(f"<html><body><article>{markup}<p>{LONG}</p></article></body></html>")

    html = richtext.html_of(blocks_from(article_of(tree, URL)))

    assert richtext.clean(html) == html


def test_list_that_was_taken_for_the_most_part_is_taken_whole():
    items = [LONG, "Closed.", f"{LONG} Nobody was hurt.", "Open again on Friday."]
    listed = "".join(f"<li>{item}</li>" for item in items)
    tree = parse(
        f"<body><p>{FIRST}</p><ul>{listed}<li>{LINK.format('Ships')}</li></ul><p>{SECOND}</p></body>"
    )

    found = chosen(passages_of(tree, URL), [folded(FIRST), items[0], items[2], folded(SECOND)], tree)

    assert [folded(passage.text) for passage in found] == [folded(text) for text in (FIRST, *items, SECOND)]
