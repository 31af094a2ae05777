"""Originals in the admin: imported from an address or as text, put right by editors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from articles.models import Original, Outlet, Permission, Status
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_own_piece,
    make_translator,
    make_user,
)
from tests.loopback import serving
from tests.word_files import paragraph, word_file

pytestmark = pytest.mark.django_db

ADD = "admin:articles_original_add"
PAGE = """<!doctype html><html lang="en"><head><title>Bridge to shut</title>
<meta property="og:title" content="Bridge to shut"><meta name="author" content="Elin Marsh">
<link rel="canonical" href="{address}/story"></head><body><article><h1>Bridge to shut</h1>
<p>The harbour bridge shuts for six weeks while its hinge bearings are swapped one at a time.</p>
<p>During the works a ferry sails every ten minutes between half past five and midnight.</p>
<p>It will be crowded the first week, says the skipper, and then people find their own times.</p>
</article></body></html>"""
TEXT = """Bridge to shut

The harbour bridge shuts for six weeks while its hinge bearings are swapped one at a time.

During the works a ferry sails every ten minutes between half past five and midnight."""


@pytest.fixture
def editor(client):
    user = make_editor("sv")
    client.force_login(user)
    return user


@pytest.fixture
def publication(settings):
    pages = {}
    with serving(pages) as address:
        settings.NEWSROOM_FETCH_ALLOW = frozenset({address.removeprefix("http://")})
        story = PAGE.format(address=address)
        empty = "<html><body><nav>x</nav></body></html>"
        pages |= {"/story": story, "/story?utm_source=mail": story, "/empty": empty}
        yield address


def bring_in(client, url, **values):
    return client.post(reverse(ADD), {"url": url, "permission": "granted", **values})


def address_of(original):
    return reverse("admin:articles_original_change", args=[original.pk])


def posted(client, original, **changes):
    form = client.get(address_of(original)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | changes
    if changes.get("first_published_at") is None:
        data["first_published_at"] = original.first_published_at.strftime("%Y-%m-%dT%H:%M:%S")
    return {name: "" if value is None else value for name, value in data.items()}


# Importing


def test_address_is_fetched_and_read(client, editor, publication):
    response = bring_in(client, f"{publication}/story?utm_source=mail")

    original = Original.objects.get()
    snapshot = original.snapshots.get()
    assert response["Location"] == address_of(original)
    assert (original.url, original.headline) == (f"{publication}/story", "Bridge to shut")
    assert (original.language, original.permission) == ("en", Permission.GRANTED)
    assert len(snapshot.blocks) == 3


def test_network_is_used_outside_any_transaction(client, editor, publication, monkeypatch):
    from articles.admin import importing

    depth = len(transaction.get_connection().savepoint_ids)
    seen = []
    fetch = importing.fetch

    def watched(url):
        seen.append(len(transaction.get_connection().savepoint_ids))
        return fetch(url)

    monkeypatch.setattr(importing, "fetch", watched)

    bring_in(client, f"{publication}/story")

    assert seen == [depth]


def test_second_import_opens_the_first(client, editor, publication):
    bring_in(client, f"{publication}/story")
    original = Original.objects.get()

    for again in ("/story", "/story#top", "/story?utm_source=x"):
        response = client.post(
            reverse(ADD), {"url": publication + again, "permission": "unknown"}, follow=True
        )
        assert response.redirect_chain[0][0] == address_of(original)
        assert "imported before" in response.content.decode()
    assert Original.objects.count() == 1


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/empty", "There is no article on this page"), ("/missing", "There is no page at this address (404).")],
)
def test_page_that_cannot_be_read_leaves_one_sentence_and_what_was_typed(
    client, editor, publication, path, sentence
):
    response = bring_in(client, publication + path, permission_note="Asked by telephone")

    form = response.context["adminform"].form
    assert response.status_code == 200
    assert list(form.errors) == ["url"]
    assert sentence in str(form.errors["url"])
    assert form["url"].value() == publication + path
    assert form["permission_note"].value() == "Asked by telephone"
    assert not Original.objects.exists()
    assert not Outlet.objects.exists()


@pytest.mark.parametrize("url", ["", "harbour", "ftp://x.example/a", "https://user@x.example/", "http://"])
def test_what_is_no_address_is_refused(client, editor, url):
    response = bring_in(client, url)

    assert list(response.context["adminform"].form.errors) == ["url"]


def test_address_of_this_machine_is_not_fetched(client, editor):
    response = bring_in(client, "http://127.0.0.1:9/secret")

    assert "not one of the public web" in response.content.decode()


def test_pasted_text_is_stored_under_its_address(client, editor):
    url = "https://observer.example/n2/content/view/16765/"

    bring_in(client, url, text=TEXT, language="en")

    original = Original.objects.get()
    assert (original.url, original.headline, original.language) == (url, "Bridge to shut", "en")
    assert len(original.snapshots.get().blocks) == 2


def test_pasted_text_without_any_text_stays_on_the_form(client, editor):
    response = bring_in(client, "https://observer.example/a", text="Headline alone", language="en")

    form = response.context["adminform"].form
    assert list(form.errors) == ["text"]
    assert form["text"].value() == "Headline alone"
    assert not Original.objects.exists()


def test_file_is_stored_under_the_address_of_the_original(client, editor):
    url = "https://observer.example/n2/content/view/16765/"
    file = SimpleUploadedFile(
        "ferry.docx", word_file(paragraph("Ferry"), paragraph("It – waits."), paragraph("é"))
    )

    bring_in(client, url, file=file, language="en")

    original = Original.objects.get()
    assert (original.url, original.headline, original.language) == (url, "Ferry", "en")
    assert [block["html"] for block in original.snapshots.get().blocks] == ["It – waits.", "é"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ferry.pdf", b"%PDF-1.7", "Only .txt, .html and .docx files can be read."),
        ("ferry.docx", b"PK", "This Word file cannot be read."),
        ("ferry.html", b"<nav>x</nav>", "There is no article on this page"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_a_sentence(client, editor, name, content, sentence):
    file = SimpleUploadedFile(name, content)

    response = bring_in(client, "https://observer.example/a", file=file, language="en")

    errors = response.context["adminform"].form.errors
    assert list(errors) == ["file"]
    assert sentence in str(errors["file"])
    assert not Original.objects.exists()


def test_permission_is_taken_over_from_the_publication(client, editor):
    chosen = make_outlet("The Quay", permission=Permission.LICENCE, licence="CC BY 4.0")
    by_host = make_outlet("The Buoy", home_page="https://www.buoy.example/")

    bring_in(client, "https://quay.example/a", text=TEXT, language="en", permission="", outlet=chosen.pk)
    bring_in(client, "https://buoy.example/a", text=TEXT, language="en", permission="")

    second, first = Original.objects.order_by("-pk")
    assert (first.outlet, first.permission, first.licence) == (chosen, Permission.LICENCE, "CC BY 4.0")
    assert (second.outlet, second.permission) == (by_host, Permission.GRANTED)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"permission": ""}, "permission"),
        ({"permission": "licence"}, "licence"),
        ({"permission": "not_needed"}, "permission_note"),
        ({"permission": "made_up"}, "permission"),
    ],
)
def test_permission_must_be_said(client, editor, values, field):
    response = bring_in(client, "https://observer.example/a", text=TEXT, **values)

    assert field in response.context["adminform"].form.errors
    assert not Original.objects.exists()


@pytest.mark.parametrize(
    ("who", "code"), [("translator", 403), ("editor", 200), ("administrator", 200), ("no_desk", 403)]
)
def test_import_is_for_editors(client, who, code):
    people = {
        "translator": make_translator,
        "editor": make_editor,
        "administrator": make_administrator,
        "no_desk": lambda: make_user("nobody", group="Editor"),
    }
    client.force_login(people[who]())

    assert client.get(reverse(ADD)).status_code == code
    assert client.post(reverse(ADD), {"url": "x"}).status_code == code


# The original's page


def test_page_shows_the_captured_text_in_its_language(client):
    article = make_article()
    original = article.original
    make_article(original=original, language="fi")
    client.force_login(make_translator("sv"))

    response = client.get(address_of(original))

    content = response.content.decode()
    assert "<p>The bridge shuts on Monday.</p>" in content
    assert 'lang="en" dir="ltr"' in content
    assert [edition for edition, *_rest in response.context["editions"]] == [article]
    assert response.context["has_change_permission"] is False


def test_editor_puts_facts_right(client, editor):
    original = make_original()
    data = posted(
        client,
        original,
        headline="Bridge to close",
        authors="Elin Marsh\n\n  Tomas   Lind \nElin Marsh",
        url="https://evil.example/",
        first_published_at="2026-03-01T08:00:00",
    )

    response = client.post(address_of(original), data)

    before = original.url
    original.refresh_from_db()
    assert response.status_code == 302
    assert (original.headline, original.authors) == ("Bridge to close", ["Elin Marsh", "Tomas Lind"])
    assert (original.url, original.first_published_at.isoformat()) == (before, "2026-03-01T07:00:00+00:00")


def test_page_for_publishing_is_stale_once_the_facts_that_it_freezes_have_changed(client, editor):
    original = make_original()
    article = make_article(original=original, status=Status.TRANSLATED)
    publishing = reverse("admin:articles_article_step", args=[article.pk, "publish"])
    seen = client.get(publishing).context["form"]["revision"].value()

    saved = client.post(address_of(original), posted(client, original, authors="Nobody Else"))
    answer = client.post(publishing, {"revision": seen, "when": "now"})

    assert (saved.status_code, answer.status_code) == (302, 409)
    assert not article.versions.exists()


def test_original_that_somebody_else_changed_answers_with_both(client, editor):
    original = make_original()
    data = posted(client, original, authors="Elin Marsh\nMona Lind")
    Original.objects.filter(pk=original.pk).update(authors=["Elin Marsh", "Tomas Lind"])

    response = client.post(address_of(original), data)

    content = response.content.decode()
    original.refresh_from_db()
    assert (response.status_code, original.authors) == (409, ["Elin Marsh", "Tomas Lind"])
    assert "Tomas</del>" in content
    assert "Mona</ins>" in content


def test_language_is_fixed_once_an_edition_exists(client, editor):
    alone, translated = make_original(), make_article().original

    for original, fixed in ((alone, False), (translated, True)):
        form = client.get(address_of(original)).context["adminform"].form
        assert ("language" not in form.fields) is fixed


def test_our_own_edition_is_read_only(client, editor):
    piece = make_own_piece(language="sv")

    response = client.get(address_of(piece.root))

    assert response.context["has_change_permission"] is False
    assert client.post(address_of(piece.root), {"headline": "x"}).status_code == 403


def test_pictures_of_another_site_are_not_loaded(client, editor):
    original = make_original()
    snapshot = original.snapshots.get()
    block = {
        "kind": "image",
        "html": '<img src="https://x.example/a.jpg"><figcaption>A &lt;bridge&gt;</figcaption>',
    }
    type(snapshot)._default_manager.filter(pk=snapshot.pk)._raw_delete("default")
    original.snapshots.create(number=1, text_hash="a", headline="x", blocks=[block])

    content = client.get(address_of(original)).content.decode()

    assert "x.example/a.jpg" not in content
    assert "<p>A &lt;bridge&gt;</p>" in content


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_a_fixed_number_of_queries(client, django_assert_num_queries, editor, rows):
    outlet = make_outlet()
    for _row in range(rows):
        make_article(original=make_original(outlet=outlet))

    with django_assert_num_queries(11):
        response = client.get(reverse("admin:articles_original_changelist"))

    assert response.context["cl"].result_count == rows


@pytest.mark.parametrize("lookup", ["outlet__permission_note__startswith=a", "snapshots__page__gt=a"])
def test_list_refuses_lookups_that_are_no_filters(client, editor, lookup):
    assert client.get(f"{reverse('admin:articles_original_changelist')}?{lookup}").status_code == 400


def test_original_cannot_be_deleted(client):
    original = make_original()
    client.force_login(make_user("root", is_superuser=True))

    response = client.post(reverse("admin:articles_original_delete", args=[original.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Original.objects.filter(pk=original.pk).exists()
