"""The history: every step, every version, and what differs."""

import pytest
from django.urls import reverse

from articles import people, workflow
from articles.models import Article, Status
from articles.models.people import Role
from articles.richtext import html_of
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(client):
    editor = make_editor("sv")
    client.force_login(editor)
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    blocks = [{"kind": "paragraph", "html": "Bron stängs på <em>tisdag</em>."}, *article.blocks[1:]]
    Article.objects.filter(pk=article.pk).update(
        headline="Bron stängs igen", blocks=blocks, body=html_of(blocks)
    )
    article.refresh_from_db()
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    workflow.take_step(article, "send_back", by=editor, revision=article.revision, reason="<b>Shorter</b>")
    return article


def test_history_lists_steps_and_versions(client, article):
    response = client.get(reverse("admin:articles_article_history", args=[article.pk]))

    assert [str(row.name) for row in response.context["rows"]] == [
        "Sent back",
        "Handed in",
        "Opened for revision",
        "Published",
        "Handed in",
    ]
    assert [version.number for version in response.context["versions"]] == [1]
    assert "&lt;b&gt;Shorter&lt;/b&gt;" in response.content.decode()


@pytest.mark.parametrize("rounds", [1, 3])
def test_history_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rounds):
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    for _round in range(rounds - 1):
        for step in ("revise", "submit"):
            workflow.take_step(article, step, by=editor, revision=article.revision)
        workflow.publish(article, by=editor, revision=article.revision)
    client.force_login(editor)

    with django_assert_num_queries(11):
        client.get(reverse("admin:articles_article_history", args=[article.pk]))


def test_compare_shows_the_words_that_differ(client, article):
    response = client.get(
        reverse("admin:articles_article_compare", args=[article.pk]), {"old": "1", "new": "work"}
    )

    content = response.content.decode()
    assert [label for label, _folds in response.context["fields"]] == ["Headline", "Body"]
    assert '<ins><span class="visually-hidden">added:</span> igen</ins>' in content
    assert '<del><span class="visually-hidden">removed:</span> måndag</del>' in content
    assert 'lang="sv" dir="ltr"' in content


def test_compare_says_when_nothing_differs(client, article):
    response = client.get(
        reverse("admin:articles_article_compare", args=[article.pk]), {"old": "1", "new": "1"}
    )

    assert "The two texts are the same." in response.content.decode()


@pytest.mark.parametrize("query", [{}, {"old": "1"}, {"old": "1", "new": "2"}, {"old": "1", "new": "x"}])
def test_compare_of_unknown_versions_is_not_found(client, article, query):
    response = client.get(reverse("admin:articles_article_compare", args=[article.pk]), query)

    assert response.status_code == 404


def test_compare_knows_no_version_of_another_article(client, article):
    other = make_article(status=Status.PUBLISHED)
    workflow.take_step(other, "revise", by=make_editor("sv"), revision=other.revision)

    response = client.get(
        reverse("admin:articles_article_compare", args=[other.pk]),
        {"old": str(article.versions.get().pk + 1000), "new": "work"},
    )

    assert response.status_code == 404


def test_compare_shows_what_differs_beside_the_text(client):
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    people.credit(article, people.person_named("Mona Lind"), Role.TRANSLATOR)
    Article.objects.filter(pk=article.pk).update(slug="bron-oppnas")
    client.force_login(editor)

    response = client.get(
        reverse("admin:articles_article_compare", args=[article.pk]), {"old": "1", "new": "work"}
    )

    assert [label for label, _folds in response.context["fields"]] == ["Byline", "Address"]
    assert "Mona Lind (translator)" in response.content.decode()
