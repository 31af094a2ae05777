"""Fetching that nobody waits for: robots.txt, and one page after another."""

import time

import pytest

from articles.originals import politeness
from articles.originals.failures import FetchError, Reason
from articles.originals.fetch import fetch
from tests.articles.originals.loopback import html, serving

PAGE = "<html><body><p>Räksmörgås.</p></body></html>"
ROBOTS = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /closed\n")


@pytest.fixture(autouse=True)
def _no_waiting(settings, cold_cache):
    settings.NEWSROOM_FETCH_DELAY = 0
    from django.core.cache import cache

    cache.clear()


def reason_of(url, **options):
    with pytest.raises(FetchError) as failure:
        fetch(url, **options)
    return failure.value.reason


def test_robots_txt_is_for_programs_and_not_for_people(settings):
    answers = {"/robots.txt": ROBOTS, "/closed/1": html(PAGE), "/open": html(PAGE)}
    with serving(settings, answers) as server:
        assert fetch(f"{server.url}/closed/1").content.decode() == PAGE
        assert fetch(f"{server.url}/open", automatic=True).content.decode() == PAGE
        assert reason_of(f"{server.url}/closed/1", automatic=True) == Reason.ROBOTS

    # It was asked for once, and the closed page by the person alone.
    assert [path for path, _headers in server.asked] == ["/closed/1", "/robots.txt", "/open"]


def test_redirect_to_a_closed_page_is_not_followed(settings):
    answers = {
        "/robots.txt": ROBOTS,
        "/open": (302, {"Location": "/closed/1"}, b""),
        "/closed/1": html(PAGE),
    }
    with serving(settings, answers) as server:
        assert reason_of(f"{server.url}/open", automatic=True) == Reason.ROBOTS


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, {}, b""), None),
        ((403, {}, b""), None),
        (html(b""), None),
        ((302, {"Location": "/robots.txt"}, b""), None),
        ((302, {"Location": "/rules.txt"}, b""), Reason.ROBOTS),
        ((500, {}, b""), Reason.ROBOTS),
        ((302, {"Location": "http://10.0.0.1/"}, b""), Reason.ROBOTS),
        (html(b"x", **{"Content-Encoding": "gzip"}), Reason.ROBOTS),
    ],
)
def test_robots_txt_that_is_absent_allows_all_and_one_that_is_broken_nothing(settings, answer, reason):
    rules = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")
    with serving(settings, {"/robots.txt": answer, "/rules.txt": rules, "/": html(PAGE)}) as server:
        if reason is None:
            assert fetch(f"{server.url}/", automatic=True).content.decode() == PAGE
        else:
            assert reason_of(f"{server.url}/", automatic=True) == reason


def test_pages_of_one_host_come_one_after_another(settings):
    settings.NEWSROOM_FETCH_DELAY = 0.5
    with serving(settings, {"/": html(PAGE)}) as server:
        started = time.monotonic()
        for _number in range(3):
            fetch(f"{server.url}/", automatic=True)

        assert 1.0 <= time.monotonic() - started < 5


def test_queue_that_is_too_long_is_left(monkeypatch):
    monkeypatch.setattr(politeness, "LONGEST_TURN", 0.2)
    politeness.wait_for_turn("news.example", 30)

    with pytest.raises(FetchError) as failure:
        politeness.wait_for_turn("news.example", 30)
    assert failure.value.reason == Reason.TRY_LATER
