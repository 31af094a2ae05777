"""The page that takes every edition of a piece away: who sees it, what it says, what it does."""

import pytest
from django.urls import reverse

from articles import families, workflow
from articles.models import Original, Status, Withdrawal
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db
WHO = {
    "translator": lambda: make_translator("sv", "fi"),
    "editor of one": lambda: make_editor("sv"),
    "editor of both": lambda: make_editor("sv", "fi"),
    "editor of another": lambda: make_editor("de"),
    "administrator": make_administrator,
    "no desk": lambda: make_user("nobody", group="Editor"),
}
MAY = {"editor of both", "administrator"}


@pytest.fixture
def root():
    editor = make_editor("sv", "fi")
    root = make_original()
    for code in ("sv", "fi"):
        make_article(original=root, language=code, status=Status.PUBLISHED, editor=editor)
    return root


def address(name, root):
    return reverse(f"admin:articles_original_{name}", args=[root.pk])


def sign_in(client, who):
    if who != "anonymous":
        client.force_login(WHO[who]())


def posted(client, root, **values):
    shown = client.get(address("family", root)).context["form"]
    statements = {name: shown[name].value() for name in shown.fields}
    return client.post(address("family", root), {**statements, "kind": "source", "reason": "Fel.", **values})


@pytest.mark.parametrize("who", WHO)
def test_page_answers_by_role(client, root, who):
    sign_in(client, who)

    assert client.get(address("family", root)).status_code == (200 if who in MAY else 404)


@pytest.mark.parametrize("who", [*WHO, "anonymous"])
def test_family_is_taken_away_by_role(client, root, who):
    sign_in(client, who)
    editions = families.editions_of(root)
    data = {f"statement_{each.article.pk}": "Borta." for each in editions}
    data["seen"] = ",".join(f"{each.article.pk}:{each.article.revision}" for each in editions)

    response = client.post(address("family", root), {**data, "kind": "source", "reason": "Fel."})

    done = 2 if who in MAY else 0
    assert response.status_code == (302 if done or who == "anonymous" else 404)
    assert (Withdrawal.objects.count(), bool(Original.objects.get().stopped_at)) == (done, bool(done))


@pytest.mark.parametrize("who", [*WHO, "anonymous"])
def test_stopped_piece_is_allowed_again_by_role(client, root, who):
    Original.objects.update(stopped_at="2026-03-02T10:00:00Z")
    sign_in(client, who)

    response = client.post(address("reopen", root), {"reason": "They put it back."})

    assert response.status_code == (302 if who in MAY or who == "anonymous" else 404)
    assert (Original.objects.get().stopped_at is None) == (who in MAY)


def test_page_says_what_disappears_with_a_statement_in_each_language(client, root):
    client.force_login(make_editor("sv", "fi"))

    page = client.get(address("family", root)).content.decode()

    for edition in families.editions_of(root):
        assert edition.live.get_absolute_url() in page
    assert "Vi har dragit tillbaka den här artikeln på alla språk." in page
    assert "Olemme poistaneet tämän jutun kaikilla kielillä." in page
    assert "Take away 2 editions" in page


def test_edition_that_moved_meanwhile_is_shown_before_anything_is_taken_away(client, root):
    editor = make_editor("sv", "fi")
    client.force_login(editor)
    seen = client.get(address("family", root)).context["form"]["seen"].value()
    moved = root.family.get(language="fi")
    workflow.take_step(moved, "revise", by=editor, revision=moved.revision)

    refused = posted(client, root, seen=seen, reason="Mitt skäl.")

    assert (refused.status_code, Withdrawal.objects.count()) == (409, 0)
    assert "Mitt skäl." in refused.content.decode()
    again = dict(refused.context["form"].data.items())
    assert client.post(address("family", root), again).status_code == 302
    assert Withdrawal.objects.count() == 2


@pytest.mark.parametrize(("languages", "is_led"), [(["sv", "fi"], True), (["sv"], False)])
def test_pages_lead_there_whoever_may(client, root, languages, is_led):
    client.force_login(make_editor(*languages))
    article = root.family.get(language="sv")

    for name, key in (("article", article.pk), ("original", root.pk)):
        page = client.get(reverse(f"admin:articles_{name}_change", args=[key])).content.decode()
        assert (address("family", root) in page) == is_led


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries, count):
    editor = make_editor("sv", "fi", "de")
    root = make_original()
    for code in ("sv", "fi", "de")[:count]:
        make_article(original=root, language=code, status=Status.PUBLISHED, editor=editor)
    client.force_login(editor)
    client.get(address("family", root))

    with django_assert_num_queries(10):
        client.get(address("family", root))
