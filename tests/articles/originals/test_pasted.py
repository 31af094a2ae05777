"""Pasted text: paragraphs, speech, lists and headline as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import richtext
from articles.originals.pasted import looks_like_html, read_text
from articles.originals.piece import UnreadableError


def read(text, **options):
    piece = read_text(text, "https://news.example/a", **options)
    return [(block["kind"], block["html"]) for block in piece.blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("One\nline.\n\nTwo.", [("paragraph", "One line."), ("paragraph", "Two.")]),
        ("One.\n\nTwo.\nThree.", [("paragraph", "One."), ("paragraph", "Two."), ("paragraph", "Three.")]),
        (
            "One\n\n" + "x " * 60 + "\ny",
            [("paragraph", "One"), ("paragraph", "x " * 59 + "x"), ("paragraph", "y")],
        ),
        (
            "One\n\n– Two,\nshe said\n– No",
            [("paragraph", "One"), ("paragraph", "– Two, she said"), ("paragraph", "– No")],
        ),
        ("\n\n  One.\r\nTwo.  \r\n\r\n", [("paragraph", "One."), ("paragraph", "Two.")]),
        (
            "One.\n\u00a0\nTwo.\n\u00a0\n\u200e\nThree.",
            [("paragraph", "One."), ("paragraph", "Two."), ("paragraph", "Three.")],
        ),
        ("– Nej, sade hon.\n– Jo.", [("paragraph", "– Nej, sade hon."), ("paragraph", "– Jo.")]),
        ("— No, dijo.\n\n—Sí.", [("paragraph", "— No, dijo."), ("paragraph", "—Sí.")]),
        (
            "They want:\n- peace\n• bread\n* land\n\nEnd.",
            [
                ("paragraph", "They want:"),
                ("list_item", "peace"),
                ("list_item", "bread"),
                ("list_item", "land"),
                ("paragraph", "End."),
            ],
        ),
        ("- Nej, sade hon.\n- Jo!", [("paragraph", "- Nej, sade hon."), ("paragraph", "- Jo!")]),
        (
            "He said so.\n\n-- Never,\nsaid she\n-- Now",
            [("paragraph", "He said so."), ("paragraph", "-- Never, said she"), ("paragraph", "-- Now")],
        ),
        (
            "It takes:\n- One boat.\n- Two oars.",
            [("paragraph", "It takes:"), ("list_item", "One boat."), ("list_item", "Two oars.")],
        ),
        ("1. One\n2) Two", [("numbered_item", "One"), ("numbered_item", "Two")]),
        ("2026 was dry.\n-5 degrees", [("paragraph", "2026 was dry."), ("paragraph", "-5 degrees")]),
        ("a < b & <b>c</b>", [("paragraph", "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;")]),
        ("a\u202eb e\u0301", [("paragraph", "ab é")]),
    ],
)
def test_read_text(text, blocks):
    assert read(text) == blocks


def test_first_paragraph_is_the_headline_when_told_so():
    piece = read_text("Harbour\nclosed\n\nTwo cranes fell.", "https://news.example/a", has_headline=True)

    assert (piece.headline, richtext.plain_text(piece.blocks)) == ("Harbour closed", "Two cranes fell.")
    assert piece.canonical_url == "https://news.example/a"
    assert read("One.\n\nTwo.", headline="Given") == [("paragraph", "One."), ("paragraph", "Two.")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" \n\u00a0\n", "There is no text here."), ("Headline", "There is no text here beside the headline.")],
)
def test_text_without_text_is_refused(text, sentence):
    with pytest.raises(UnreadableError, match=f"^{sentence}$"):
        read_text(text, has_headline=True)


@given(st.text(st.sampled_from("ab \n-–•1.\u00a0<&é"), max_size=60))
def test_no_word_is_lost(text):
    try:
        read_words = richtext.plain_text(read_text(text).blocks)
    except UnreadableError:
        read_words = ""

    assert sum(map(read_words.count, "abé<&")) == sum(map(text.count, "abé<&"))


def test_looks_like_html():
    assert looks_like_html("<!DOCTYPE html><p>One")
    assert looks_like_html("Text <P class='x'>One")
    assert not looks_like_html("a < b and c > d, <b>so</b>")
