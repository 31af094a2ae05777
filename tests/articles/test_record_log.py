"""The log of an original's captures, its archived copy; sections and subjects in other languages."""

import pytest
from lxml import html

from articles import workflow
from articles.diffs import count_changed
from articles.models import Original, Status, Tag
from articles.originals.own import original_of
from tests.factories import (
    add_snapshot,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_section,
    make_translator,
)

pytestmark = pytest.mark.django_db
ARCHIVED = "https://archive.example/2026/harbour"


def page_at(client, path):
    return html.fromstring(client.get(path).content.decode())


def log_at(client, record, code="sv"):
    items = page_at(client, record.get_absolute_url(code)).cssselect(".log li")
    return [
        (item.get("value"), (item.cssselect("br")[0].tail if item.cssselect("br") else "")) for item in items
    ]


def test_log_says_how_many_paragraphs_each_capture_changed(client):
    original = make_original("Ett.", "Två.", "Tre.")
    make_article(original=original, status=Status.PUBLISHED)
    add_snapshot(original, "Ett.", "Två, men rättat.", "Tre.")
    add_snapshot(original, "Ett.", "Något annat.", "Nytt.", "Tre.", "Sist.")
    add_snapshot(original, "Ett.", "Något annat.", "Nytt.", "Tre.", "Sist.", standfirst="Ny ingress.")

    assert log_at(client, original) == [
        ("4", "Rubriken eller ingressen ändrades."),
        ("3", "3 stycken ändrades."),
        ("2", "1 stycke ändrades."),
        ("1", ""),
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [("ar", "تغيّرت فقرتان (2)."), ("ru", "Изменены 2 абзаца."), ("zh-hans", "有 2 段改动。")],
)
def test_log_counts_as_each_language_does(client, code, words):
    original = make_original("Ett.", "Två.")
    make_article(original=original, status=Status.PUBLISHED)
    add_snapshot(original, "Annat.", "Helt annat.")

    assert log_at(client, original, code)[0] == ("2", words)


def test_what_waits_of_an_own_piece_is_not_counted(client):
    own = make_own_piece(language="en", status=Status.PUBLISHED)
    original_of(own)
    make_article(original=original_of(own), status=Status.PUBLISHED)
    editor = make_editor("en")
    workflow.take_step(own, "revise", by=editor, revision=own.revision)

    assert log_at(client, own.root) == [("1", "")]


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("abc", "abc", 0),
        ("abc", "ac", 1),
        ("abc", "axc", 1),
        ("abc", "abxyc", 2),
        ("", "ab", 2),
        ("abcd", "dcba", 6),
    ],
)
def test_paragraphs_that_differ_are_counted_once(old, new, number):
    sides = [[{"kind": "paragraph", "html": each} for each in side] for side in (old, new)]

    assert count_changed(*sides) == number


def test_link_and_left_out_block_count_as_readers_see_them():
    plain, linked = [[{"kind": "paragraph", "html": each}] for each in ("Ord", '<a href="/">Ord</a>')]

    assert count_changed(plain, linked) == 1
    assert count_changed(plain, [*plain, {"kind": "paragraph", "html": "x", "left_out": True}]) == 0


def test_archived_copy_is_linked_on_the_record_and_in_the_notice(client):
    original = make_original()
    article = make_article(original=original, status=Status.PUBLISHED)
    record, path = original.get_absolute_url("sv"), article.versions.get().get_absolute_url()
    before = page_at(client, record).xpath("//a[text()='Arkiverad kopia']")
    Original.objects.filter(pk=original.pk).update(archived_url=ARCHIVED, status=Original.Status.GONE)

    (link,) = page_at(client, record).xpath("//a[text()='Arkiverad kopia']")
    notice = page_at(client, path).cssselect(".notice")[0]

    assert before == []
    assert (link.get("href"), link.get("rel")) == (ARCHIVED, "external")
    assert notice.text_content().strip() == f"Originalet är inte längre tillgängligt på webben. {ARCHIVED}"
    assert notice.cssselect("a")[0].get("href") == ARCHIVED
    assert f"webben. {ARCHIVED}\n" in client.get(f"{path}index.txt").content.decode()


def test_address_that_is_none_is_no_link(client):
    original = make_original()
    make_article(original=original, status=Status.PUBLISHED)
    Original.objects.filter(pk=original.pk).update(archived_url="javascript:alert(1)")

    assert b"javascript:" not in client.get(original.get_absolute_url("sv")).content


# Sections and subjects in other languages


def alternates_at(client, path):
    links = page_at(client, path).cssselect("link[rel=alternate][hreflang]")
    return {link.get("hreflang"): link.get("href").removeprefix("http://testserver") for link in links}


def publish_in(section, *codes, tag=None):
    for code in codes:
        translator = make_translator(code)
        article = make_article(
            language=code, section=section, translator=translator, status=Status.TRANSLATED
        )
        if tag:
            article.tags.add(tag)
        workflow.publish(article, by=make_editor(code), revision=article.revision)


def test_section_names_its_pages_where_something_is_live_the_same_on_each(client, django_assert_num_queries):
    section = make_section()
    publish_in(section, "sv", "ar", "zh-hans")
    paths = {code: f"/{code}/{section.slug_in(code)}/" for code in ("sv", "ar", "zh-hans")}
    expected = {"sv": paths["sv"], "ar": paths["ar"], "zh-Hans": paths["zh-hans"], "x-default": paths["sv"]}

    assert {code: alternates_at(client, path) for code, path in paths.items()} == dict.fromkeys(
        paths, expected
    )


def test_further_pages_of_a_section_name_no_other_language(client):
    section, translator, editor = make_section(), make_translator(), make_editor()
    for _number in range(21):
        make_article(section=section, status=Status.PUBLISHED, translator=translator, editor=editor)

    assert alternates_at(client, f"/sv/{section.slug_in('sv')}/?page=2") == {}


def test_subject_names_its_pages_only_where_it_has_a_name(client):
    names = {"name_sv": "broar", "slug_sv": "broar", "name_en": "bridges", "slug_en": "bridges"}
    tag = Tag.objects.create(**names)
    publish_in(make_section(), "sv", "en", "fi", tag=tag)
    expected = {"sv": "/sv/tag/broar/", "en": "/en/tag/bridges/", "x-default": "/en/tag/bridges/"}

    assert alternates_at(client, "/sv/tag/broar/") == expected
    assert alternates_at(client, "/en/tag/bridges/") == expected
    assert alternates_at(client, "/fi/tag/bridges/") == {}


@pytest.mark.parametrize("amount", [1, 3])
def test_section_takes_a_fixed_number_of_queries(client, django_assert_num_queries, amount):
    section = make_section()
    publish_in(section, *("sv", "fi", "ar")[:amount])

    with django_assert_num_queries(5):
        client.get(f"/sv/{section.slug_in('sv')}/")
