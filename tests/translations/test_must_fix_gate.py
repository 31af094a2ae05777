"""A must-fix keeps a piece from going out until it is mended or an editor overrides it with a reason."""

import pytest
from django.urls import reverse

from articles.models import Status
from tests.factories import bring_to, make_editor, make_section
from tests.translations.builders import body_of, fill, override, taken
from tests.translations.test_workbench import signed_in, text_of
from translations import segments
from translations.gates import must_fixes_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _handed_in_before_there_was_a_gate(settings):
    settings.HAND_IN_GATES = []


def handed_in(target, count=1):
    article, translator = taken(*["It cost 50 euros."] * count)
    fill(article, translator)
    for segment in body_of(article):
        segments.save(segment, by=translator, target=target, base=1, state=segment.State.CONFIRMED)
    article.refresh_from_db()
    article.section = make_section()
    article.save()
    return bring_to(article, Status.TRANSLATED, translator=translator)


def publishing(article):
    return reverse("admin:articles_article_step", args=[article.pk, "publish"])


def publish(client, article):
    return client.post(publishing(article), {"revision": article.revision, "when": "now"})


def test_publication_is_refused_with_a_sentence_for_each_finding():
    article = handed_in("Det kostade 60 euro.")

    answer = publish(signed_in(make_editor("sv")), article)

    article.refresh_from_db()
    page = text_of(answer)
    assert (answer.status_code, article.status) == (400, Status.TRANSLATED)
    assert "<li>Paragraph 1: The number 50 of the original is missing. Add it.</li>" in page
    assert "<li>Paragraph 1: The number 60 is not in the original. Correct it.</li>" in page
    assert not article.versions.exists()


def test_an_editor_overrides_it_with_a_reason_that_stands_where_it_is_published():
    article = handed_in("Det kostade några euro.")
    editor = make_editor("sv")
    client = signed_in(editor)
    override(article, by=editor, reason="The amount is rounded on purpose.")

    page = text_of(client.get(publishing(article)))
    answer = publish(client, article)

    article.refresh_from_db()
    history = text_of(client.get(reverse("admin:articles_article_history", args=[article.pk])))
    assert "Must fix, overridden:" in page
    assert "“The amount is rounded on purpose.”" in page
    assert (answer.status_code, article.status) == (302, Status.PUBLISHED)
    assert "Check overridden" in history


def test_a_text_without_a_must_fix_goes_out():
    article = handed_in("Det kostade 50 euro.")

    answer = publish(signed_in(make_editor("sv")), article)

    assert answer.status_code == 302


def test_the_page_of_a_piece_without_overrides_says_nothing_of_them():
    article = handed_in("Det kostade 50 euro.")

    assert "let-stand" not in text_of(signed_in(make_editor("sv")).get(publishing(article)))


@pytest.mark.parametrize("count", [1, 3])
def test_a_piece_is_asked_with_the_same_number_of_queries(count, django_assert_num_queries):
    article = handed_in("Det kostade några euro.", count)

    with django_assert_num_queries(5):
        found = must_fixes_of(article)

    assert len(found) == count


@pytest.mark.parametrize(("target", "status"), [("Det kostade 60 euro.", 400), ("Det kostade 50 euro.", 302)])
def test_the_article_s_own_page_asks_the_checks_when_a_piece_is_handed_in(settings, target, status):
    settings.HAND_IN_GATES = ["translations.gates.nothing_must_be_mended"]
    article, translator = taken("It cost 50 euros.")
    fill(article, translator)
    one = body_of(article)[0]
    segments.save(one, by=translator, target=target, base=1, state=one.State.CONFIRMED)
    article.refresh_from_db()
    page = reverse("admin:articles_article_step", args=[article.pk, "submit"])

    answer = signed_in(translator).post(page, {"revision": article.revision})

    article.refresh_from_db()
    assert answer.status_code == status
    assert article.status == (Status.DRAFT if status == 400 else Status.TRANSLATED)
    assert ("The number 60 is not in the original" in text_of(answer)) == (status == 400)
