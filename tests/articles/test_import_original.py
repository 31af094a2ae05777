"""The command, through its door: an address, a file, standard input; what it prints, stores and refuses."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from articles.models import Original, Outlet, Snapshot
from tests.articles.originals.loopback import html, serving

pytestmark = pytest.mark.django_db

URL = "https://news.example/n2/content/view/16765/"
TEXT = "The harbour was closed on Monday after the storm had torn two cranes from their rails."
PAGE = (
    '<html lang="en"><head><title>Harbour closed</title><meta name="author" content="Ann Writer">'
    '<meta property="article:published_time" content="2026-11-20T08:00:00Z"></head>'
    f'<body><h1>Harbour closed</h1><p>{TEXT}</p><p>It <a href="/x">was</a> windy.</p></body></html>'
)
CANONICAL_PAGE = PAGE.replace("</head>", f'<link rel="canonical" href="{URL}"></head>')


def run(*arguments):
    out = io.StringIO()
    call_command("import_original", *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments):
    with pytest.raises(CommandError) as error:
        run(*arguments)
    assert (Outlet.objects.count(), Original.objects.count(), Snapshot.objects.count()) == (0, 0, 0)
    assert error.value.returncode == 1
    return str(error.value)


def feed(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))


def test_import_of_an_address_stores_it(settings):
    with serving(
        settings, {"/old": (301, {"Location": "/new/?utm_source=x"}, b""), "/new/?utm_source=x": html(PAGE)}
    ) as server:
        said = run(f"{server.url}/old")
        again = run(f"{server.url}/new/?utm_source=x")

    original = Original.objects.get()
    assert said == f"Imported: Harbour closed ({server.url}/new/?utm_source=x)\n"
    assert again == f"Known already: Harbour closed ({server.url}/new/?utm_source=x)\n"
    assert original.url_key == f"https://127.0.0.1:{server.server_port}/new/"
    assert [block["kind"] for block in original.latest_snapshot().blocks] == ["paragraph", "paragraph"]


def test_import_takes_address_language_and_outlet_of_a_person(settings):
    with serving(settings, {"/": html(CANONICAL_PAGE)}) as server:
        run(server.url, "--url", "https://news.example/mine", "--language", "SV", "--outlet", "Bay")

    original = Original.objects.get()
    assert (original.url, original.language, original.outlet.name) == (
        "https://news.example/mine",
        "sv",
        "Bay",
    )


def test_json_is_exactly_what_was_read(settings):
    with serving(settings, {"/": html(CANONICAL_PAGE)}) as server:
        found = json.loads(run(server.url, "--json", "--dry-run"))
        link = f'It <a href="{server.url}/x">was</a> windy.'

    assert found == {
        "title": "Harbour closed",
        "author": ["Ann Writer"],
        "published": "2026-11-20T08:00:00+00:00",
        "language": "en",
        "text": f"{TEXT}\nIt was windy.",
        "canonical_url": URL,
        "blocks": [{"kind": "paragraph", "html": TEXT}, {"kind": "paragraph", "html": link}],
        "modified": None,
        "standfirst": "",
        "site_name": "",
        "picture": None,
        "licence": "",
        "licence_url": "",
        "sources": {
            "title": {"kind": "markup", "confidence": "certain"},
            "author": {"kind": "meta", "confidence": "certain"},
            "published": {"kind": "meta", "confidence": "certain"},
            "language": {"kind": "markup", "confidence": "certain"},
            "canonical_url": {"kind": "meta", "confidence": "certain"},
        },
    }
    assert Original.objects.count() == 0


def test_json_begins_with_the_standfirst(tmp_path):
    path = tmp_path / "page.html"
    lead = '<header><p class="standfirst">Two cranes &amp; a mast fell.</p></header>'
    path.write_text(PAGE.replace("</h1>", f"</h1>{lead}"), encoding="utf-8")

    found = json.loads(run(str(path), "--json", "--dry-run"))

    assert found["text"].split("\n") == ["Two cranes & a mast fell.", TEXT, "It was windy."]
    assert found["blocks"][0] == {"kind": "paragraph", "html": "Two cranes &amp; a mast fell."}


def test_json_is_printed_when_it_is_stored_too(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(CANONICAL_PAGE, encoding="utf-8")

    found = json.loads(run(str(path), "--json"))

    assert (found["canonical_url"], Original.objects.get().url) == (URL, URL)


def test_import_of_a_text_file(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(f"Harbour closed\n\n{TEXT}\n\n– Yes, she said. <p>", encoding="utf-8")

    run(str(path), "--url", URL, "--language", "en")

    snapshot = Snapshot.objects.get()
    assert (snapshot.headline, snapshot.original.url) == ("Harbour closed", URL)
    assert [block["html"] for block in snapshot.blocks] == [TEXT, "– Yes, she said. &lt;p&gt;"]


@pytest.mark.parametrize("text", [PAGE, f"Harbour closed\n{TEXT}\nIt was windy."])
def test_import_of_standard_input_tells_html_from_text(monkeypatch, text):
    feed(monkeypatch, text)

    found = json.loads(run("-", "--json", "--dry-run", "--language", "en"))

    assert (found["title"], found["text"]) == ("Harbour closed", f"{TEXT}\nIt was windy.")


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_page_without_an_address_is_not_stored(monkeypatch, options):
    feed(monkeypatch, PAGE)

    assert refusal("-", *options) == "The address of the original is not known. Give it with --url."


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((404, {}, b""), "There is no page at this address (404)."),
        ((410, {}, b""), "The page is gone for good (410): the publisher has withdrawn it."),
        (
            html("{}", **{"Content-Type": "application/json"}),
            "There is no web page at this address, but a file of another kind.",
        ),
        (
            html("<html><body><h1>Sorry</h1></body></html>"),
            "There is no article on this page: no paragraph of text could be found.",
        ),
        (
            html("<html><body><h1>Ja</h1><p>Ja.</p></body></html>"),
            "The language of the piece is not known. Say which it is.",
        ),
        (html(f"<html><body><p>{TEXT * 2}</p></body></html>"), "The piece has no headline."),
    ],
)
def test_page_that_cannot_be_read_is_refused_with_one_sentence(settings, answer, sentence):
    with serving(settings, {"/": answer}) as server:
        assert refusal(server.url) == sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("http://127.0.0.1:9/",),
            "This address, or the one it sends us on to, is not one of the public web.",
        ),
        (("http://ann@news.example/",), "The address must not contain a user name."),
        (("/no/such/file.html",), "/no/such/file.html is neither an address nor a file that can be read."),
        (("-", "--language", "klingon"), "klingon is not the code of a language."),
        (("-", "--url", "ftp://news.example/"), "The address must begin with http:// or https://."),
    ],
)
def test_wrong_arguments_are_refused_with_one_sentence(monkeypatch, arguments, sentence):
    feed(monkeypatch, PAGE)

    assert refusal(*arguments) == sentence


def test_file_that_is_too_large_is_refused(tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * (5 * 1024 * 1024 + 1))

    assert refusal(str(path), "--url", URL) == "The file is larger than five megabytes."


def test_network_is_never_used_inside_a_transaction(settings, django_assert_num_queries):
    # The one query looks whether the address is known.
    with serving(settings, {"/": (500, {}, b"")}) as server, django_assert_num_queries(1):
        refused = pytest.raises(CommandError)
        with refused:
            run(server.url)
