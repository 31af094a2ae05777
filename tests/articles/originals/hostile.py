"""Pages and servers that want to hurt an importer, of every kind that we know."""

import gzip
import json
import time
import zlib

import brotli

from articles.originals.failures import Reason
from tests.articles.originals.loopback import html

TEXT = "<p>The harbour was closed on Monday after the storm had torn two cranes from their rails.</p>" * 8
MANY = 100_000
TOO_MANY = "This page is built of more elements than any article. Copy the text and paste it instead."


def page(body="", head="", attributes=""):
    return (
        f"<html{attributes}><head><title>Harbour closed</title>{head}</head><body><h1>Harbour closed</h1>"
        f"{TEXT}{body}</body></html>"
    )


def redirect(location):
    return 302, {"Location": location.encode().decode("latin-1")}, b""


def packed(body, encoding):
    return html(body, **{"Content-Encoding": encoding})


def bomb(wbits=31):
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()


def endless(start, repeated, delay=0.0):
    def answer(handler):
        handler.wfile.write(start)
        while True:
            handler.wfile.write(repeated)
            handler.wfile.flush()
            time.sleep(delay)

    return answer


def once(raw):
    return lambda handler: handler.wfile.write(raw)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
# Read in spite of everything. Each is made when it is asked for: together they are large.
READ = {
    "nested-divs": lambda: html(
        "<html><body>" + "<div>" * MANY + "deep" + "</div>" * MANY + TEXT + "</body></html>"
    ),
    "nested-bold": lambda: html(page("<b>" * MANY + "deep")),
    "nested-unknown": lambda: html(page("<x-y>" * MANY + "deep")),
    "nested-lists": lambda: html(page("<ul><li>" * MANY + "deep")),
    "nested-quotes": lambda: html(page("<blockquote>" * MANY + "deep")),
    "many-attributes": lambda: html(page("<p " + " ".join(f'a{i}="x"' for i in range(200_000)) + ">x</p>")),
    "huge-attribute": lambda: html(page(f'<p class="{"x " * 1_000_000}">x</p>')),
    "million-entities": lambda: html(page("<p>" + "&amp;&#x41;&nbsp;" * 300_000 + "</p>")),
    "unclosed-entities": lambda: html(page("<p>" + "&#" * 1_000_000)),
    "nuls": lambda: html(page("<p>" + "A\x00B " * 5000 + "</p>")),
    "spaces": lambda: html(page("<p>" + " " * 2_000_000 + "x</p>")),
    "capitals": lambda: html(page("<p>By " + "Ann B. " * 100_000 + "</p>")),
    "digits": lambda: html(page("<p>" + "2026-11-20 " * 200_000 + "</p>")),
    "refresh-trap": lambda: html(page(head='<meta http-equiv="refresh" content="' + "0;" * 5000 + '">')),
    "scripts": lambda: html(page("<script>" * MANY)),
    "noscripts": lambda: html(page("<noscript>" * MANY)),
    "linked-data-deep": lambda: html(
        page(head=f'<script type="application/ld+json">{"[" * 1_000_000}</script>')
    ),
    "linked-data-large": lambda: html(
        page(
            head='<script type="application/ld+json">'
            + json.dumps([{"@type": "Thing", "name": "x" * 50}] * 50_000)
            + "</script>"
        )
    ),
    "linked-data-graph": lambda: html(
        page(head='<script type="application/ld+json">' + '{"@graph":[' * 300 + "]}" * 300 + "</script>")
    ),
    "xml-bomb": lambda: html(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "'
        + "&a;" * 100
        + '"><!ENTITY c "'
        + "&b;" * 100
        + '"><!ENTITY d "'
        + "&c;" * 100
        + f'">]>{page("<p>&d;</p>")}',
        **{"Content-Type": "application/xhtml+xml"},
    ),
    "xml-file": lambda: html(
        f'<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>{page("<p>&f;</p>")}',
        **{"Content-Type": "application/xhtml+xml"},
    ),
    "long-line": lambda: html(page("<p>" + "word " * 1_000_000 + "</p>")),
    "long-title": lambda: html(page(head=f"<title>{'T' * MANY}</title>")),
    "wrong-charset": lambda: html(page(), **{"Content-Type": "text/html; charset=punycode"}),
    "escape-charset": lambda: html(page(), **{"Content-Type": "text/html; charset=unicode_escape"}),
    "utf-7": lambda: html(page("<p>+ADw-script+AD4-</p>"), **{"Content-Type": "text/html; charset=utf-7"}),
    "two-types": lambda: html(page(), **{"Content-Type": "text/html, text/html; charset=utf-8"}),
    "many-headers": lambda: (
        200,
        {f"X-{i}": "v" for i in range(500)} | {"Content-Type": "text/html"},
        page().encode(),
    ),
    "hints": lambda: once(
        b"HTTP/1.1 103 Early Hints\r\n\r\n" * 5
        + OK
        + f"Content-Length: {len(page())}\r\n\r\n{page()}".encode()
    ),
}
REFUSED = {
    "nested-tables": (lambda: html(page("<table><tr><td>" * MANY + "deep")), TOO_MANY),
    "metas": (lambda: html(page(head="<meta " * 100_000)), TOO_MANY),
    "many-classes": (
        lambda: html(page("".join(f'<div class="c{i} paywall-{i}">x</div>' for i in range(50_000)))),
        TOO_MANY,
    ),
    "many-paragraphs": (lambda: html(page("<p>x" * 1_000_000)), TOO_MANY),
    "many-breaks": (lambda: html(page("<br>x" * 1_000_000)), TOO_MANY),
    "many-links": (lambda: html(page("<a href=/x>x</a> " * 250_000)), TOO_MANY),
    "many-items": (lambda: html(page("<ul>" + "<li>x" * 800_000)), TOO_MANY),
    "many-cells": (lambda: html(page("<table>" + "<tr><td>x" * 400_000)), TOO_MANY),
    "angles": (lambda: html(page("<" * 1_000_000)), TOO_MANY),
    "unclosed-tags": (lambda: html(page("<a " * 500_000)), TOO_MANY),
    "unclosed-comments": (lambda: html(page("<!--" * 500_000)), TOO_MANY),
    "bomb-gzip": (lambda: packed(bomb(), "gzip"), Reason.TOO_LARGE),
    "bomb-deflate": (lambda: packed(bomb(15), "deflate"), Reason.TOO_LARGE),
    "bomb-raw-deflate": (lambda: packed(bomb(-15), "deflate"), Reason.TOO_LARGE),
    "bomb-twice": (lambda: packed(gzip.compress(bomb()), "gzip, gzip"), Reason.TOO_LARGE),
    "bomb-brotli": (lambda: packed(brotli.compress(bytes(200_000_000), quality=2), "br"), Reason.TOO_LARGE),
    "broken-brotli": (lambda: packed(b"\x1b\xff\xff\xff" + bytes(1000), "br"), Reason.BROKEN_COMPRESSION),
    "zstandard": (lambda: packed(b"\x28\xb5\x2f\xfd" + bytes(1000), "zstd"), Reason.BROKEN_COMPRESSION),
    "endless-chunks": (
        lambda: endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        Reason.TOO_LARGE,
    ),
    "endless-body": (lambda: endless(OK + b"\r\n", b"<p>" + b"x" * 65536), Reason.TOO_LARGE),
    "endless-headers": (lambda: endless(OK, b"X-A: " + b"y" * 1000 + b"\r\n"), Reason.NOT_HTTP),
    "huge-header": (lambda: once(OK + b"X-A: " + b"y" * 1_000_000 + b"\r\n\r\n"), Reason.NOT_HTTP),
    "bad-chunks": (lambda: once(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>"), Reason.INCOMPLETE),
    "negative-length": (lambda: once(OK + b"Content-Length: -5\r\n\r\n<p>"), Reason.NOT_HTTP),
    "two-lengths": (
        lambda: once(OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>x</p>"),
        Reason.NOT_HTTP,
    ),
    "declared-huge": (lambda: html(b"", **{"Content-Length": str(5 * 10**9)}), Reason.TOO_LARGE),
    "cut-off": (lambda: html(b"<p>Half", **{"Content-Length": "9999"}), Reason.INCOMPLETE),
    "no-status": (lambda: once(page().encode()), Reason.NOT_HTTP),
    "tls": (lambda: once(b"\x15\x03\x01\x00\x02\x02\x46"), Reason.NOT_HTTP),
    "image-as-html": (lambda: html(b"\x89PNG\r\n\x1a\n" + bytes(64)), Reason.NOT_HTML),
    "archive-as-html": (lambda: html(b"PK\x03\x04" + b"x" * 64), Reason.NOT_HTML),
    "wrong-type": (lambda: html(page(), **{"Content-Type": "application/octet-stream"}), Reason.NOT_HTML),
    "refresh-private": (
        lambda: html('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">'),
        Reason.FORBIDDEN_TARGET,
    ),
    "refresh-loop": (lambda: html('<meta http-equiv="refresh" content="0; url=/">'), Reason.NO_ARTICLE),
    "soft-404": (
        lambda: html("<title>404 - Page not found</title><h1>Sorry, page not found</h1>"),
        Reason.SOFT_404,
    ),
    "paywall": (
        lambda: html("<h1>Story</h1><p>It begins.</p><div class=paywall>Subscribe to read on</div>"),
        Reason.PAYWALL,
    ),
}
FORBIDDEN_TARGETS = [
    "file:///etc/passwd",
    "ftp://news.example/",
    "javascript:alert(1)",
    "gopher://127.0.0.1/",
    "data:text/html,x",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/",
    "http://100.64.0.1/",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:1/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/",
    "http://0.0.0.0/",
    "http://0/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fc00::1]/",
    "http://[2002:7f00:1::]/",
    "http://[::1",
    "http://ann@127.0.0.1/",
    "http://news.example@10.0.0.1/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "//10.0.0.1/",
    "http://10.0.0.1\\@news.example/",
]
SLOW = {
    "drip": endless(OK + b"\r\n", b"x", 0.05),
    "slow-headers": endless(OK, b"X: y\r\n", 0.05),
    "hints-for-ever": endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.01),
    "hang": lambda _handler: time.sleep(3),
    "drip-of-chunks": endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05),
}
