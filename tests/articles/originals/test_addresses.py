"""The identity of an original: what counts as the same address, and what is none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.originals.addresses import host_of, url_key

TEXT = st.text(st.sampled_from("abcXYZ019-._~/%:;=&+é漢\u200c!$'()*,@|[]\"<>"), max_size=20)
HOSTS = st.sampled_from(
    [
        "news.example",
        "NEWS.example.",
        "räksmörgås.example",
        "Xn--rksmrgs-5wao1o.example",
        "127.0.0.1",
        "[2001:DB8::1]",
    ]
)
PARAMETERS = st.lists(
    st.one_of(st.just("utm_source=x"), st.just("id=1"), st.builds("{}={}".format, TEXT, TEXT)), max_size=4
).map("&".join)
ADDRESSES = st.builds(
    "{}://{}{}/{}?{}#{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080"]),
    TEXT,
    PARAMETERS,
    TEXT,
)


def key_or_none(url):
    try:
        return url_key(url)
    except ValueError:
        return None


@given(ADDRESSES)
def test_url_key_is_its_own_key(url):
    key = key_or_none(url)

    assert key is None or url_key(key) == key


@given(ADDRESSES, TEXT)
def test_url_key_does_not_depend_on_scheme_fragment_or_campaign(url, fragment):
    key = key_or_none(url)
    address = url.partition("#")[0]

    assert key_or_none(f"{address}&utm_campaign=x&fbclid=1#{fragment}") == key
    assert key_or_none(address.replace("http://", "https://")) == key


@given(st.text(max_size=60))
def test_url_key_answers_any_text_with_a_key_or_a_refusal(text):
    key = key_or_none(text)

    assert key is None or (key.startswith("https://") and key.isascii())


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://news.example/n2/content/view/16765/", "https://news.example/n2/content/view/16765/"),
        ("https://news.example/n2/content/view/16765", "https://news.example/n2/content/view/16765"),
        ("  HTTP://News.Example:80 ", "https://news.example/"),
        ("https://news.example:443/A/b#top", "https://news.example/A/b"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        (
            "http://news.example/index.php?id=7&utm_source=x&Lang=EN&fbclid=y",
            "https://news.example/index.php?id=7&Lang=EN",
        ),
        ("http://news.example/?utm_medium=mail", "https://news.example/"),
        ("http://news.example/a?b&c=", "https://news.example/a?b&c="),
        ("https://räksmörgås.example/é", "https://xn--rksmrgs-5wao1o.example/%C3%A9"),
        ("https://news.example/%c3%a9/%7euser/%2f", "https://news.example/%C3%A9/~user/%2F"),
        ("https://news.example/a/?q=%2541", "https://news.example/a/?q=%2541"),
        ("http://[2001:DB8:0::1]/x", "https://[2001:db8::1]/x"),
        ("https://news.example/a?igshid=1&mc_cid=2&gclid=3", "https://news.example/a"),
    ],
)
def test_url_key_knows_the_same_address(url, key):
    assert url_key(url) == key


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "The address must begin with http:// or https://."),
        ("news.example/a", "The address must begin with http:// or https://."),
        ("javascript:alert(1)", "The address must begin with http:// or https://."),
        ("file:///etc/passwd", "The address must begin with http:// or https://."),
        ("http:///a", "The address has no host that could exist."),
        ("http://news..example/", "The address has no host that could exist."),
        ("http://-news.example/", "The address has no host that could exist."),
        ("http://news.example:0/", "The address has no host that could exist."),
        ("http://ann@news.example/", "The address must not contain a user name."),
        ("http://ann:word@news.example/", "The address must not contain a user name."),
        ("http://news.example:99999/", "This is not an address."),
        ("http://[::1/", "This is not an address."),
        ("http://news.example/a b", "The address contains a character that no address may contain."),
        (
            "http://news.example\\@evil.example/",
            "The address contains a character that no address may contain.",
        ),
        ("http://news.example/\x00", "The address contains a character that no address may contain."),
        ("http://news.example/" + "a" * 2000, "The address is too long."),
        ("http://news.example/" + "é" * 1900, "The address is too long."),
    ],
)
def test_url_key_refuses_with_a_sentence(url, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        url_key(url)


def test_host_of_is_what_the_network_knows():
    assert host_of("https://Räksmörgås.example./a") == "xn--rksmrgs-5wao1o.example"
