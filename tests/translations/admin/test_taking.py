"""Taking an original into a language, from its page, from the first page, or further from an edition."""

import pytest
from django.urls import reverse

from articles.models import Article, Status
from tests.factories import make_article, make_editor, make_original, make_own_piece, make_translator
from translations.models import Assignment

pytestmark = pytest.mark.django_db


def take(client, original, language):
    return client.post(
        reverse("admin:translations_original_take", args=[original.pk]), {"language": language}
    )


def test_take_leads_to_the_workbench(client):
    original = make_original()
    translator = make_translator("sv")
    client.force_login(translator)

    response = take(client, original, "sv")

    article = Article.objects.get(original=original)
    assert response["Location"] == reverse("admin:translations_workbench", args=[article.pk])
    assert Assignment.objects.get(article=article).translator == translator


@pytest.mark.parametrize("language", ["fi", "en", "xx", ""])
def test_take_into_a_language_that_is_not_theirs_says_why(client, language):
    original = make_original()
    client.force_login(make_translator("sv"))

    response = client.post(
        reverse("admin:translations_original_take", args=[original.pk]), {"language": language}, follow=True
    )

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Article.objects.exists()


def test_take_is_no_link(client):
    original = make_original()
    client.force_login(make_translator("sv"))

    response = client.get(reverse("admin:translations_original_take", args=[original.pk]))

    assert response.status_code == 405


def test_take_of_an_unknown_original_is_not_found(client):
    client.force_login(make_translator("sv"))

    response = client.post(reverse("admin:translations_original_take", args=[9999]), {"language": "sv"})

    assert response.status_code == 404


def test_page_of_the_original_offers_what_is_missing(client):
    article = make_article()
    client.force_login(make_translator("sv", "ar"))

    response = client.get(reverse("admin:articles_original_change", args=[article.original.pk]))

    assert [code for code, _name in response.context["missing"]] == ["ar"]
    assert [edition for edition, *_rest in response.context["editions"]] == [article]


def test_edition_is_translated_further_once_readers_see_it(client):
    article = make_article(status=Status.PUBLISHED)
    client.force_login(make_translator("sv", "fi"))
    page = reverse("admin:articles_article_change", args=[article.pk])

    offered = client.get(page).context["further"]
    response = client.post(
        reverse("admin:translations_article_translate", args=[article.pk]), {"language": "fi"}
    )

    relay = Article.objects.get(language="fi")
    assert [code for code, _name in offered] == ["fi"]
    assert response["Location"] == reverse("admin:translations_workbench", args=[relay.pk])
    assert (relay.original.own_article, relay.root) == (article, article.original)


def test_draft_is_not_translated_further(client):
    article = make_article()
    client.force_login(make_translator("sv", "fi"))

    response = client.post(
        reverse("admin:translations_article_translate", args=[article.pk]), {"language": "fi"}, follow=True
    )

    assert "Publish the piece first" in response.content.decode()
    assert not Article.objects.filter(language="fi").exists()


def test_edition_of_another_desk_is_not_translated_further(client):
    article = make_article(status=Status.PUBLISHED)
    client.force_login(make_editor("fi"))

    response = client.post(
        reverse("admin:translations_article_translate", args=[article.pk]), {"language": "fi"}
    )

    assert response.status_code == 404


def test_article_page_leads_to_the_workbench_of_a_translation_only(client):
    translation, piece = make_article(), make_own_piece(language="sv")
    client.force_login(make_editor("sv"))
    bench = reverse("admin:translations_workbench", args=[translation.pk])

    for article, has_bench in ((translation, True), (piece, False)):
        response = client.get(reverse("admin:articles_article_change", args=[article.pk]))
        assert (f'href="{bench}"' in response.content.decode()) is has_bench
