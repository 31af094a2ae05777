"""The main job on real input: an English page becomes twelve editions that say where they came from."""

import unicodedata

import pytest
from django.test import Client
from django.utils.html import strip_tags

from articles import workflow
from articles.attribution import attribution_of
from articles.editing import store
from articles.languages import code_of
from articles.models import Original, PublishedVersion
from articles.originals.capture import capture
from articles.originals.extract import extract
from articles.originals.fetch import fetch
from tests.factories import make_editor, make_outlet, make_section, make_translator
from tests.loopback import serving
from tests.real_texts import DOCUMENTS, needs_real_texts, page_of, paragraphs_of
from tests.translations.builders import override
from translations import claims, segments
from translations.models import Segment

pytestmark = [pytest.mark.django_db, pytest.mark.once, needs_real_texts]


def nfc(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def escaped(text):
    """Write a text with marks so that every sign in it stays a letter."""
    for sign in "\\*_[]⟦⟧":
        text = text.replace(sign, f"\\{sign}")
    return text


def imported(document, settings):
    with serving({"/n2/content/view/16765/": page_of(document)}) as server:
        settings.NEWSROOM_FETCH_ALLOW = frozenset({server.removeprefix("http://")})
        address = f"{server}/n2/content/view/16765/"
        page = fetch(address)
        piece = extract(page.content, page.url, page.content_type)
        return capture(piece, url=address, outlet=make_outlet("News Example"), language="en").original


def translate(original, document, language, translator):
    texts = document["translations"][language]
    article = claims.take(original, code_of(language), by=translator)
    wanted = iter(paragraphs_of(document, texts["segments"]))
    for segment in Segment.objects.filter(article=article).needed().order_by("position"):
        text = texts["title"] if segment.kind == "headline" else next(wanted)
        segments.save(segment, by=translator, target=escaped(text), base=segment.revision, state="confirmed")
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document["id"] for document in DOCUMENTS])
def test_page_becomes_twelve_published_editions(document, settings):
    original = imported(document, settings)
    snapshot = original.latest_snapshot()
    assert [nfc(block["html"]) for block in snapshot.blocks] == [
        nfc(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for text in paragraphs_of(document, document["segments"])
    ]
    languages = [code_of(language) for language in document["translations"]]
    translator, editor, section = make_translator(*languages), make_editor(*languages), make_section()

    for language in document["translations"]:
        article = translate(original, document, language, translator)
        article.section = section
        store(article, by=translator, revision=article.revision, columns=["section"])
        override(article, by=editor, reason="Read against the original.")
        workflow.take_step(article, "submit", by=translator, revision=article.revision)
        workflow.publish(article, by=editor, revision=article.revision)

        version = article.versions.get()
        address = version.get_absolute_url()
        page = Client().get(address)
        text = Client().get(f"{address}index.txt").content.decode()
        last_line = attribution_of(version, absolute=str).last_line
        texts = document["translations"][language]
        wanted = [nfc(line) for line in paragraphs_of(document, texts["segments"])]
        lines = [nfc(line) for line in text.splitlines()]
        assert (page.status_code, nfc(version.headline)) == (200, nfc(texts["title"]))
        assert [line for line in lines if line in set(wanted)] == wanted
        assert text.rstrip("\n").rpartition("\n")[2] == last_line
        assert last_line.endswith(f" {original.url}")
        assert nfc(last_line) in nfc(strip_tags(page.content.decode()))
    assert swedish_last_line(original) == f"Översatt från engelska: {original.url}"
    assert Original.objects.count() == 1


def swedish_last_line(original):
    version = PublishedVersion.objects.live().get(root=original, language="sv")
    return attribution_of(version, absolute=str).last_line
