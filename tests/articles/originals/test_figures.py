"""Figures between paragraphs: blocks with picture, alternative text, caption and credit, and never text."""

import pytest

from articles import richtext
from articles.originals.extract import extract
from articles.originals.snapshots import hash_of
from tests.articles.originals.pages import LONG, URL, busy_page, kinds, plain_page

BEFORE, AFTER = f"<p>{LONG * 2}</p>", f"<p>{LONG * 3}</p>"
CAPTION = '<figcaption>The cranes on Monday. <span class="credit">Photo: Bo Photo</span></figcaption>'
PICTURE = '<img src="/img/cranes.jpg" alt="Two &quot;cranes&quot;">'
LATE = PICTURE.replace("src=", 'src="data:image/gif;base64,x" data-src=')
BLOCK = {
    "kind": "image",
    "html": '<img src="https://news.example/img/cranes.jpg" alt="Two &quot;cranes&quot;">'
    "<figcaption>The cranes on Monday. Photo: Bo Photo</figcaption>",
}


def read(between):
    return extract(busy_page(f"<h1>Harbour closed</h1>{BEFORE}{between}{AFTER}"), URL)


@pytest.mark.parametrize(
    "figure",
    [
        f"<figure>{PICTURE}{CAPTION}</figure>",
        f'<div class="picture"><div><figure>{PICTURE}{CAPTION}</figure></div></div>',
        f'<figure><a href="/img/cranes-big.jpg">{PICTURE}</a>{CAPTION}</figure>',
        f"<figure>{LATE}{CAPTION}</figure>",
    ],
)
def test_figure_becomes_a_block_where_the_page_shows_it(figure):
    piece = read(figure)

    assert kinds(piece) == ["paragraph", "image", "paragraph"]
    assert piece.blocks[1] == BLOCK
    assert richtext.plain_text(piece.blocks) == richtext.plain_text(read("").blocks)
    assert richtext.blocks_of(richtext.html_of(piece.blocks)) == piece.blocks


def test_figure_of_a_plain_page_is_a_block():
    page = plain_page("Harbour closed", [LONG, LONG * 2]).replace(
        "</p><p>", f"</p><figure>{PICTURE}</figure><p>"
    )

    assert kinds(extract(page, URL)) == ["paragraph", "image", "paragraph"]


@pytest.mark.parametrize(
    "figure",
    [
        '<figure><img src="data:image/png;base64,x"><figcaption>Caption</figcaption></figure>',
        '<figure><img src="javascript:alert(1)"></figure>',
        '<figure><img src="mailto:ann@news.example"></figure>',
        '<figure><img src="/img/logo.png"></figure>',
        "<figure><figcaption>Caption</figcaption></figure>",
        f'<div class="teaser"><figure>{PICTURE}</figure><p><a href="/x">Storm takes two cranes</a></p></div>',
        f"<aside><figure>{PICTURE}</figure></aside>",
        f'<figure class="hidden" hidden>{PICTURE}</figure>',
    ],
)
def test_figure_without_a_picture_of_the_story_is_left_out(figure):
    assert "image" not in kinds(read(figure))


def test_another_picture_is_no_change_of_the_text():
    assert hash_of(read(f"<figure>{PICTURE}{CAPTION}</figure>")) == hash_of(read(""))
