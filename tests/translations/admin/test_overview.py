"""The first page: what waits for this person."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Status
from articles.originals.own import original_of
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_translator,
)
from translations import claims, segments
from translations.admin.overview import overview_of
from translations.models import Segment

pytestmark = pytest.mark.django_db


def test_my_work_shows_progress_and_what_was_sent_back_first():
    translator, editor = make_translator("sv"), make_editor("sv")
    first = claims.take(make_original("One.", "Two."), "sv", by=translator)
    second = claims.take(make_original("One.", "Two."), "sv", by=translator)
    claims.take(make_original("One."), "sv", by=make_translator("sv"))
    segment = Segment.objects.filter(article=first, kind="headline").get()
    segments.save(segment, by=translator, target="Rubrik", base=segment.revision, state="confirmed")
    workflow.take_step(second, "submit", by=translator, revision=second.revision)
    workflow.take_step(second, "send_back", by=editor, revision=second.revision, reason="Shorter.")

    work = list(overview_of(translator).my_work)

    assert [row.article for row in work] == [second, first]
    assert [bool(row.is_sent_back) for row in work] == [True, False]
    assert [(row.blocks_finished, row.blocks_to_translate) for row in work] == [(0, 3), (1, 3)]


def test_waiting_for_review_shows_the_desks_that_the_user_edits():
    mine = make_article(status=Status.TRANSLATED)
    make_article(language="fi", status=Status.TRANSLATED)
    make_article()

    assert list(overview_of(make_editor("sv")).waiting) == [mine]
    assert list(overview_of(make_translator("sv")).waiting) == []


def test_untranslated_names_the_languages_that_are_missing():
    original = make_original()
    make_article(original=original, language="sv")
    make_article(language="sv")
    make_article(language="ar", original=make_article(language="sv").original)

    found = overview_of(make_translator("sv", "ar")).untranslated

    assert [[code for code, _name in languages] for _original, languages in found] == [["ar"], ["ar"]]
    assert found[-1][0] == original


def test_untranslated_offers_a_retracted_edition_again_and_own_pieces_that_are_live():
    retracted = make_article(status=Status.RETRACTED).original
    live = make_own_piece(language="en", status=Status.PUBLISHED)
    make_own_piece(language="en")

    found = overview_of(make_translator("sv")).untranslated

    assert {original for original, _languages in found} == {retracted, live.root}


def test_untranslated_leaves_relays_to_the_edition():
    edition = make_article(status=Status.PUBLISHED)
    original_of(edition)

    found = overview_of(make_translator("fi")).untranslated

    assert [original for original, _languages in found] == [edition.original]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["translator", "editor", "administrator"])
def test_first_page_takes_few_queries(client, django_assert_max_num_queries, rows, who):
    translator = make_translator("sv")
    for _row in range(rows):
        claims.take(make_original(), "sv", by=translator)
        make_article(status=Status.TRANSLATED)
        make_original()
    people = {"translator": translator, "editor": make_editor("sv"), "administrator": make_administrator()}
    client.force_login(people[who])

    with django_assert_max_num_queries(15):
        response = client.get(reverse("admin:index"))

    assert response.status_code == 200


def test_first_page_of_somebody_without_a_desk_is_empty(client):
    from tests.factories import make_user

    make_article(status=Status.TRANSLATED, headline="Secret headline")
    client.force_login(make_user("nobody", group="Editor"))

    content = client.get(reverse("admin:index")).content.decode()

    assert "Secret headline" not in content
    assert "Take into" not in content


def test_headlines_are_escaped_on_the_first_page(client):
    make_original(headline="<script>alert(1)</script>")
    client.force_login(make_translator("sv"))

    content = client.get(reverse("admin:index")).content.decode()

    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)" in content
