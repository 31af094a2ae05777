"""Markup beyond the limits loses structure, never words, and takes no time."""

import re
import time
import tracemalloc

import pytest

from articles.markup_limits import is_too_deep, within_limits, without
from articles.richtext import blocks_of, clean


@pytest.mark.parametrize(
    "html",
    [
        "<p>One<p>Two" * 500,
        "<div><p>One</p></div>" * 500,
        "<p><b>One</b> <i>two</i></p>" * 500,
        "<script>" + "'<div>' + " * 500 + "</script><p>One</p>",
    ],
)
def test_within_limits_leaves_ordinary_markup_alone(html):
    assert within_limits(html) == html


def test_within_limits_takes_containers_first():
    html = "<div>" * 300 + "<h2>Two</h2><blockquote>Three</blockquote>" + "</div>" * 300

    assert clean(html) == "<h2>Two</h2>\n<blockquote><p>Three</p></blockquote>"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60_000 + "deep" + "</div>" * 60_000,
        "<ul><li>" * 60_000 + "deep",
        "".join(f"<p><b a={number}>x" for number in range(5_000)) + "deep",
        "<p " + " ".join(f'a{number}="x"' for number in range(100_000)) + ">deep</p>",
        "<p " + "a" * 100_000 + ">deep</p>",
        "<p>" + "&amp;&#x41;&nbsp;" * 300_000 + "deep</p>",
        "<p>" + "&#" * 500_000 + "deep</p>",
        "<p>" + "x\u00a0" * 500_000 + "deep</p>",
    ],
)
def test_clean_reads_excessive_markup_in_reasonable_time(html):
    started = time.process_time()

    assert re.sub("<[^>]*>", "", clean(html)).endswith("deep")
    assert time.process_time() - started < 10


def test_is_too_deep_is_not_fooled_by_closing_tags_of_nothing():
    assert is_too_deep("<div></b>" * 300)
    assert not is_too_deep("<div></div>" * 300)


def test_without_cuts_whole_elements():
    assert without("svg", "a<SVG x><path></svg>b<svg></svg>c<svg>d") == "abc<svg>d"
    assert without("svg", "İ<svg>x</svg>b") == "İb"


def test_within_limits_keeps_few_of_tables_in_tables():
    found = within_limits("<h1>Story</h1>" + "<table><tr><td>" * 60_000 + "deep")

    assert found.startswith("<h1>Story</h1><table>")
    assert found.endswith("deep")
    assert found.count("<table") == 100


def test_long_text_takes_a_few_times_its_own_memory():
    text = "word " * 200_000
    tracemalloc.start()
    try:
        assert blocks_of(f"<p>{text}</p>") == [{"kind": "paragraph", "html": text.strip()}]
        assert tracemalloc.get_traced_memory()[1] < 10 * len(text)
    finally:
        tracemalloc.stop()
