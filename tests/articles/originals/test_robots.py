"""What a site asks of programs: which group, which rule, and that no file makes it slow."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.originals import robots

AGENT = "NewsroomBot/0.1 (reads originals)"
FILE = """\ufeff# for all
User-agent: *
Disallow: /private
Allow: /private/open
Crawl-delay: 3

Sitemap: https://news.example/sitemap.xml
User-agent: OtherBot
User-Agent: newsroombot
disallow: /drafts/   # not yet
Disallow: /*?print=
Disallow: /*.pdf$
Disallow: /a%2fb
Allow: /drafts/ready
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", True),
        ("/private", True),
        ("/drafts/1", False),
        ("/drafts", True),
        ("/drafts/ready/1", True),
        ("/story?print=1", False),
        ("/story?x=1&print=1", True),
        ("/paper.pdf", False),
        ("/paper.pdf.html", True),
        ("/a%2fb", False),
    ],
)
def test_the_group_with_our_name_and_its_longest_rule_count(path, expected):
    assert robots.read(FILE, AGENT).allow(f"https://news.example{path}") is expected


def test_others_follow_the_group_for_all():
    rules = robots.read(FILE, "Somebody/1")

    paths = ("/private/1", "/private/open", "/drafts/1")
    assert [rules.allow(f"https://news.example{path}") for path in paths] == [False, True, True]
    assert rules.delay == 3.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("Disallow: /", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /", True),
        ("User-agent: *\nUser-agent: x\nDisallow: /", False),
        ("User-agent: *\r\nDisallow: /sjö\r\n", True),
        ("<html>User-agent</html>", True),
        ("User-agent: *\nDisallow: *", False),
        ("User-agent: *\nDisallow: /$", False),
        ("User-agent: *\nCrawl-delay: x\nDisallow: /", False),
    ],
)
def test_odd_files(text, expected):
    assert robots.read(text, AGENT).allow("https://news.example") is expected


def test_path_in_letters_is_the_same_as_in_escapes():
    rules = robots.read("User-agent: *\nDisallow: /sjö", AGENT)

    assert not rules.allow("https://news.example/sj%C3%B6")
    assert not rules.allow("https://news.example/sjö")


def test_delay_is_bounded():
    assert robots.read("User-agent: *\nCrawl-delay: 9999", AGENT).delay == robots.LONGEST_DELAY


@given(st.text(alphabet="User-agent: *\nDisallow/$#x", max_size=200))
def test_any_text_is_read(text):
    assert robots.read(text, AGENT).allow("https://news.example/x") in {True, False}


def test_many_wildcards_take_no_time():
    rules = robots.read("User-agent: *\n" + f"Disallow: /{'a*' * 2000}b$\n" * 100, AGENT)
    started = time.monotonic()

    assert rules.allow("https://news.example/" + "a" * 1900)
    assert time.monotonic() - started < 2
