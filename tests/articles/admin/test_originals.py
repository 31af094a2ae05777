"""Originals in the admin: imported from an address or as text, put right by editors."""

import pytest
from django.urls import reverse

from articles.models import Original, Status
from tests.factories import (
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_own_piece,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_editor("sv")
    client.force_login(user)
    return user


def address_of(original):
    return reverse("admin:articles_original_change", args=[original.pk])


def posted(client, original, **changes):
    form = client.get(address_of(original)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | changes
    if changes.get("first_published_at") is None:
        data["first_published_at"] = original.first_published_at.strftime("%Y-%m-%dT%H:%M:%S")
    return {name: "" if value is None else value for name, value in data.items()}


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


@pytest.mark.parametrize("is_protected", [True, False])
def test_protected_sources_are_marked_wherever_somebody_works_on_the_piece(client, editor, is_protected):
    original = make_original(protect_sources=is_protected)
    article = make_article(original=original, translator=editor)
    pages = [
        address_of(original),
        reverse("admin:articles_article_change", args=[article.pk]),
        reverse("admin:translations_workbench", args=[article.pk]),
        reverse("admin:articles_original_changelist"),
    ]

    contents = [client.get(page).content.decode() for page in pages]

    assert ['<span aria-hidden="true">▲</span>' in content for content in contents[:3]] == [is_protected] * 3
    assert ("▲ protected" in contents[3]) is is_protected
    assert [f'href="{original.url}"' in content for content in contents[:3]] == [
        not is_protected,
        False,
        not is_protected,
    ]


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
