"""What is offered while somebody types is what they may see."""

import pytest
from django.urls import reverse

from tests.factories import make_administrator, make_article, make_editor, make_translator, make_user

pytestmark = pytest.mark.django_db


def ask(client, model, field, term=""):
    app, name = model.split(".")
    return client.get(
        reverse("admin:autocomplete"),
        {"app_label": app, "model_name": name, "field_name": field, "term": term},
    )


@pytest.mark.parametrize(
    ("model", "field", "codes"),
    [
        # by translator, editor, administrator
        ("articles.credit", "person", (200, 200, 200)),
        ("articles.imageuse", "image", (200, 200, 200)),
        ("articles.original", "outlet", (200, 200, 200)),
        ("translations.assignment", "original", (200, 200, 200)),
        ("translations.membership", "user", (403, 403, 200)),
        ("articles.person", "user", (403, 403, 200)),
        ("articles.article", "created_by", (403, 403, 200)),
    ],
)
def test_autocomplete_answers_by_role(client, model, field, codes):
    for user, code in zip(
        (make_translator("sv"), make_editor("sv"), make_administrator()), codes, strict=True
    ):
        client.force_login(user)
        assert ask(client, model, field).status_code == code


def test_autocomplete_finds_nothing_for_somebody_without_a_desk(client):
    make_article()
    client.force_login(make_user("nobody", group="Editor"))

    assert ask(client, "translations.assignment", "original").json()["results"] == []


def test_autocomplete_never_offers_articles_of_another_desk(client):
    article = make_article()

    for user, found in ((make_editor("sv"), [str(article.pk)]), (make_editor("fi"), [])):
        client.force_login(user)
        results = ask(client, "articles.event", "article").json()["results"]
        assert [result["id"] for result in results] == found
