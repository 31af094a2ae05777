"""The hostile cases of a server that others wrote: each ends as its list says."""

import json
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from articles.originals import fetch
from articles.originals.extract import extract
from articles.originals.failures import FetchError, NoArticleError, Reason

SERVER = Path(__file__).resolve().parents[4] / "shared/data/score/nasty_server.py"
STORY = "Harmless story"
ACCENTED = "Räksmörgås story"

REASONS = {
    Reason.REDIRECT_LOOP: "redirect-loop redirect-chain-30",
    Reason.FORBIDDEN_TARGET: "redirect-file redirect-private redirect-metadata redirect-v6-loopback"
    " redirect-decimal-ip redirect-octal-ip redirect-userinfo redirect-ftp redirect-javascript redirect-port",
    Reason.TOO_LARGE: "huge-declared huge-chunked gzip-bomb",
    Reason.TOO_SLOW: "slow-drip slow-headers hang",
    Reason.BROKEN_COMPRESSION: "gzip-truncated",
    Reason.INCOMPLETE: "bad-length",
    Reason.NOT_HTML: "non-html-pdf non-html-image non-html-octet non-html-json",
    Reason.NOT_FOUND: "404 header-injection",
    Reason.GONE: "410",
    Reason.LEGAL: "451",
    Reason.FORBIDDEN: "403",
    Reason.TRY_LATER: "429 500 503",
    Reason.EMPTY: "204 empty",
    Reason.SOFT_404: "soft-404",
    Reason.PAYWALL: "paywall",
    Reason.FRAMES: "frames",
    Reason.NOT_HTTP: "http09 tls-on-http",
}
HEADLINES = {
    STORY: "ok redirect-1 gzip-nested deflate-ok no-content-type xhtml etag last-modified changed"
    " changed-title canonical-elsewhere canonical-javascript meta-refresh noindex entities jsonld-broken"
    " jsonld-list base-href long-line cookies many-headers early-hints user-agent",
    ACCENTED: "charset-header-wins charset-meta-only charset-bom charset-utf16 charset-unknown invalid-utf8",
    "Новости дня": "charset-none",
    "Just text.": "plain-text",
    "Title": "xss",
    "Deep": "deep-nesting",
    "Attrs": "many-attrs",
    "T" * 299 + "…": "long-title",
    "Disallowed": "robots",
}
EXPECTED = {
    name: end for ends in (REASONS, HEADLINES) for end, names in ends.items() for name in names.split()
}

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not SERVER.exists(), reason="needs ../shared (its server of hostile cases)"),
]


@pytest.fixture(scope="module")
def address():
    """Give the address of the server, which runs as a process of its own."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(SERVER), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        server.kill()


@pytest.fixture(autouse=True)
def _fetching_from_there(settings, monkeypatch, address):
    settings.NEWSROOM_FETCH_ALLOW = frozenset({address.removeprefix("http://")})
    monkeypatch.setattr(fetch, "MOST_SECONDS", 2.0)


def read(url):
    page = fetch.fetch(url)
    return extract(page.content, page.url, page.content_type)


def test_every_case_of_the_list_is_expected_here(address):
    with urlopen(address) as listed:
        assert set(json.load(listed)) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_case_ends_as_its_list_says(address, name):
    started = time.monotonic()
    try:
        end = read(f"{address}/{name}").headline
    except (FetchError, NoArticleError) as error:
        end = error.reason

    assert end == EXPECTED[name]
    assert time.monotonic() - started < 12


@pytest.mark.parametrize("name", ["etag", "last-modified"])
def test_page_that_stayed_the_same_is_not_sent_again(address, name):
    known = fetch.fetch(f"{address}/{name}").validators

    assert fetch.fetch_if_changed(f"{address}/{name}", known) is None


def test_page_that_says_something_else_is_read_anew(address):
    first, second = (read(f"{address}/changed").blocks for _ in range(2))

    assert second[:8] == first[:8]
    assert second[8:] != first[8:]


def test_scripts_of_a_page_arrive_nowhere(address):
    text = "".join(block["html"] for block in read(f"{address}/xss").blocks)

    assert "&lt;script&gt;alert(5)&lt;/script&gt; stays text." in text
    assert not any(
        word in text for word in ("<script", "onclick", "onerror", "javascript:", "data:", "iframe")
    )


def test_address_of_another_scheme_is_no_address_of_the_page(address):
    assert read(f"{address}/canonical-javascript").canonical_url == f"{address}/canonical-javascript"


def test_page_that_robots_may_not_read_is_left_alone_by_itself(address):
    with pytest.raises(FetchError) as failure:
        fetch.fetch(f"{address}/robots", automatic=True)

    assert failure.value.reason == Reason.ROBOTS
