"""Fetching: what comes through, and that each trap has its own sentence."""

import gzip
import ipaddress
import socket
import threading
import time
import zlib

import brotli
import httpcore2
import pytest

from articles.originals import connection, fetch
from articles.originals.failures import FetchError, Reason
from tests.articles.originals.loopback import html, serving

PAGE = "<html><body><p>Räksmörgås.</p></body></html>"


def reason_of(url):
    with pytest.raises(FetchError) as failure:
        fetch.fetch(url)
    assert str(failure.value).endswith((".", ")."))
    return failure.value.reason


def redirect(location):
    return 302, {"Location": location}, b""


def packed(body, encoding):
    return html(body, **{"Content-Encoding": encoding})


def bomb():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>" + b"x" * 65536)


def dripping(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X: y\r\n")
        time.sleep(0.05)


def broken_off(handler):
    handler.answer(200, {"Content-Type": "text/html", "Content-Length": "9999"}, b"<p>Half")


def test_fetch_gives_the_page_and_says_who_asks(settings):
    settings.NEWSROOM_USER_AGENT = "TestBot/1.0"
    with serving(settings, {"/old": redirect("/new page"), "/new%20page": html(PAGE)}) as server:
        page = fetch.fetch(f" {server.url}/old ")

    assert (page.url, page.requested) == (f"{server.url}/new%20page", f"{server.url}/old")
    assert (page.content.decode(), page.content_type) == (PAGE, "text/html; charset=utf-8")
    assert page.fetched_at.tzinfo is not None
    assert [headers["User-Agent"] for _, headers in server.asked] == ["TestBot/1.0", "TestBot/1.0"]


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ('<meta http-equiv="refresh" content="0; url=/story">', "/story"),
        ("<META content='3;URL=\"/story\"' HTTP-EQUIV=Refresh>", "/story"),
        ('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">', None),
        ('<meta http-equiv="refresh" content="600; url=/story">', "/"),
        ('<meta http-equiv="refresh" content="0">', "/"),
        ('<noscript><meta http-equiv="refresh" content="0; url=/story"></noscript>', "/"),
    ],
)
def test_fetch_follows_a_page_that_sends_its_readers_on_at_once(settings, head, path):
    with serving(settings, {"/": html(f"<html><head>{head}</head></html>"), "/story": html(PAGE)}) as server:
        if path is None:
            assert reason_of(f"{server.url}/") == Reason.FORBIDDEN_TARGET
        else:
            assert fetch.fetch(f"{server.url}/").url == f"{server.url}{path}"
            assert [asked for asked, _ in server.asked] == list(dict.fromkeys(["/", path]))


def test_fetch_keeps_a_cookie_for_the_way(settings):
    def demanding(handler):
        if "c=1" in handler.headers.get("Cookie", ""):
            handler.answer(*html(PAGE))
        else:
            handler.answer(302, {"Location": "/", "Set-Cookie": "c=1"}, b"")

    with serving(settings, {"/": demanding}) as server:
        assert fetch.fetch(f"{server.url}/").content.decode() == PAGE


@pytest.mark.parametrize(
    "answer",
    [
        html(PAGE, **{"Content-Type": "application/xhtml+xml"}),
        html(PAGE, **{"Content-Type": "application/xml"}),
        packed(gzip.compress(PAGE.encode()), "gzip"),
        packed(gzip.compress(PAGE[:20].encode()) + gzip.compress(PAGE[20:].encode()), "gzip"),
        packed(gzip.compress(gzip.compress(PAGE.encode())), "gzip, gzip"),
        packed(brotli.compress(PAGE.encode()), "br"),
        packed(gzip.compress(brotli.compress(PAGE.encode())), "br, gzip"),
        packed(zlib.compress(PAGE.encode()), "deflate"),
        packed(zlib.compress(PAGE.encode())[2:-4], "deflate"),
        (200, {}, PAGE.encode()),
    ],
)
def test_fetch_reads(settings, answer):
    with serving(settings, {"/": answer}) as server:
        assert fetch.fetch(server.url).content.decode() == PAGE


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, {}, b""), Reason.NOT_FOUND),
        ((410, {}, b""), Reason.GONE),
        ((451, {}, b""), Reason.LEGAL),
        ((401, {}, b""), Reason.FORBIDDEN),
        ((403, {}, b""), Reason.FORBIDDEN),
        ((429, {"Retry-After": "120"}, b""), Reason.TRY_LATER),
        ((500, {}, b""), Reason.TRY_LATER),
        ((503, {}, b""), Reason.TRY_LATER),
        ((418, {}, b""), Reason.ODD_ANSWER),
        ((304, {}, b""), Reason.ODD_ANSWER),
        ((204, {}, b""), Reason.EMPTY),
        (html(" \n"), Reason.EMPTY),
        (html(b"%PDF-1.4"), Reason.NOT_HTML),
        (html(b"\x89PNG\x00\x00"), Reason.NOT_HTML),
        (html("{}", **{"Content-Type": "application/json"}), Reason.NOT_HTML),
        (html("<rss/>", **{"Content-Type": "application/xml"}), Reason.NOT_HTML),
        (html(PAGE, **{"Content-Length": str(5 * 10**9)}), Reason.TOO_LARGE),
        (endless, Reason.TOO_LARGE),
        (packed(bomb(), "gzip"), Reason.TOO_LARGE),
        (packed(gzip.compress(bomb()), "gzip, gzip"), Reason.TOO_LARGE),
        (packed(gzip.compress(PAGE.encode())[:-20], "gzip"), Reason.BROKEN_COMPRESSION),
        (packed(PAGE, "gzip"), Reason.BROKEN_COMPRESSION),
        (packed(PAGE, "br"), Reason.BROKEN_COMPRESSION),
        (packed(brotli.compress(PAGE.encode())[:-5], "br"), Reason.BROKEN_COMPRESSION),
        (packed(brotli.compress(bytes(200_000_000), quality=2), "br"), Reason.TOO_LARGE),
        (packed(b"\x28\xb5\x2f\xfd" + bytes(1000), "zstd"), Reason.BROKEN_COMPRESSION),
        (packed(PAGE, "gzip, gzip, gzip"), Reason.BROKEN_COMPRESSION),
        (broken_off, Reason.INCOMPLETE),
        (lambda handler: handler.wfile.write(PAGE.encode()), Reason.NOT_HTTP),
        (redirect("/"), Reason.REDIRECT_LOOP),
        (redirect("file:///etc/passwd"), Reason.FORBIDDEN_TARGET),
        (redirect("javascript:alert(1)"), Reason.FORBIDDEN_TARGET),
        (redirect("ftp://news.example/"), Reason.FORBIDDEN_TARGET),
        (redirect("http://ann@news.example/"), Reason.FORBIDDEN_TARGET),
        (redirect("http://10.0.0.1/"), Reason.FORBIDDEN_TARGET),
        (redirect("http://169.254.169.254/latest/meta-data/"), Reason.FORBIDDEN_TARGET),
        (redirect("http://[::1]/"), Reason.FORBIDDEN_TARGET),
        (redirect("http://2130706433/"), Reason.FORBIDDEN_TARGET),
        (redirect("http://0177.0.0.1/"), Reason.FORBIDDEN_TARGET),
        (redirect("http://127.0.0.1:22/"), Reason.FORBIDDEN_TARGET),
    ],
)
def test_fetch_says_why_there_is_no_page(settings, answer, reason):
    with serving(settings, {"/": answer}) as server:
        assert reason_of(f"{server.url}/") == reason


@pytest.mark.parametrize("answer", [dripping, lambda _handler: time.sleep(2)])
def test_fetch_keeps_one_time_limit(settings, monkeypatch, answer):
    monkeypatch.setattr(fetch, "MOST_SECONDS", 0.5)
    with serving(settings, {"/": answer}) as server:
        started = time.monotonic()

        assert reason_of(server.url) == Reason.TOO_SLOW
        assert time.monotonic() - started < 1.5


def test_fetch_takes_five_redirects_and_no_more(settings):
    answers = {f"/{number}": redirect(f"/{number + 1}") for number in range(6)} | {"/6": html(PAGE)}
    with serving(settings, answers) as server:
        assert fetch.fetch(f"{server.url}/1").content.decode() == PAGE
        assert reason_of(f"{server.url}/0") == Reason.REDIRECT_LOOP


def test_fetch_needs_the_exact_host_and_port(settings):
    with serving(settings, {"/": html(PAGE)}) as server:
        port = server.server_port
        settings.NEWSROOM_FETCH_ALLOW = frozenset({f"127.0.0.1:{port}0", f"localhost:{port}"})

        assert reason_of(server.url) == Reason.FORBIDDEN_TARGET
        assert server.asked == []


def test_fetch_finds_no_server(settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        settings.NEWSROOM_FETCH_ALLOW = frozenset({address})

        assert reason_of(f"http://{address}/") == Reason.NO_ANSWER


def test_fetch_refuses_what_is_no_address():
    with pytest.raises(FetchError) as failure:
        fetch.fetch("news.example")

    assert failure.value.reason == Reason.ADDRESS
    assert failure.value.message == "The address must begin with http:// or https://."


def test_each_reason_has_a_sentence_of_its_own():
    assert len({str(reason.label) for reason in Reason}) == len(Reason)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("::7f00:1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("2001::1", False),
    ],
)
def test_is_public_looks_through_what_wraps_an_address(address, expected):
    assert connection.is_public(address) is expected


def connect(monkeypatch, answers, allow=frozenset()):
    """Ask the guard for a host whose name answers so; give the addresses it connected to."""
    tried = []

    def pretend(self, host, *_args):
        tried.append(host)
        raise httpcore2.ConnectError

    infos = [(0, 0, 0, "", (answer, 80)) for answer in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: infos)
    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", pretend)
    guard = connection.GuardedBackend(allow, connection.Deadline(1))
    with pytest.raises((httpcore2.ConnectError, connection.ForbiddenTargetError)) as refusal:
        guard.connect_tcp("news.example", 80)
    return tried, refusal.type


def test_guard_refuses_a_host_when_one_of_its_addresses_is_private(monkeypatch):
    tried, refusal = connect(monkeypatch, ["93.184.215.14", "10.0.0.1"])

    assert (tried, refusal) == ([], connection.ForbiddenTargetError)


def test_guard_connects_to_the_addresses_it_checked(monkeypatch):
    tried, refusal = connect(monkeypatch, ["2606:2800:21f::1", "93.184.215.14"])

    assert (tried, refusal) == (["2606:2800:21f::1", "93.184.215.14"], httpcore2.ConnectError)
    assert all(ipaddress.ip_address(address) for address in tried)


def test_guard_refuses_other_ports_and_unix_sockets():
    guard = connection.GuardedBackend(frozenset(), connection.Deadline(1))

    with pytest.raises(connection.ForbiddenTargetError):
        guard.connect_tcp("93.184.215.14", 22)
    with pytest.raises(connection.ForbiddenTargetError):
        guard.connect_unix_socket("/var/run/docker.sock")


def test_resolve_does_not_wait_for_a_silent_resolver(monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: release.wait(5) and [])
    started = time.monotonic()

    with pytest.raises(httpcore2.ConnectError):
        connection.resolve("news.example", 80, 0.1)

    release.set()
    assert time.monotonic() - started < 1


def test_client_reads_no_setting_of_the_machine_and_uses_the_guard(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")

    with connection.client(frozenset(), connection.Deadline(1), {}) as client:
        assert client.trust_env is False
        assert client._mounts == {}
        assert isinstance(client._transport._pool._network_backend, connection.GuardedBackend)
