"""Pieces that the newsroom writes itself, and editions that are translated further."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import people, workflow
from articles.models import Article, Status
from articles.models.people import Role
from articles.originals.own import NotPublishedError, original_of
from tests.factories import make_article, make_editor, make_own_piece, make_translator
from translations import claims

pytestmark = pytest.mark.django_db


def test_own_piece_has_its_original_from_the_first_minute():
    article = make_own_piece(headline="We built a ferry")

    original = article.root
    assert (original.own_article, original.language, original.headline) == (article, "en", "We built a ferry")
    assert (article.original, article.based_on, original.url_key) == (None, None, None)


def test_own_piece_is_cleaned_when_it_is_saved():
    article = make_own_piece(body='<p onclick="x()">It <b>floats</b>.</p><script>alert(1)</script>')

    assert article.body == "<p>It <strong>floats</strong>.</p>"
    assert [block["kind"] for block in article.blocks] == ["paragraph"]


def test_own_piece_that_was_never_published_is_not_translated():
    article = make_own_piece()

    with pytest.raises(NotPublishedError):
        original_of(article)

    assert article.root.snapshots.count() == 0


def test_edition_becomes_an_original_when_it_is_translated_further():
    edition = make_article(status=Status.PUBLISHED)

    original = original_of(edition)

    snapshot = original.latest_snapshot()
    assert (original.own_article, original.language, original.url) == (edition, "sv", "")
    assert (snapshot.version, snapshot.headline) == (edition.versions.get(), edition.headline)
    assert original_of(edition) == original


def test_update_of_an_own_piece_makes_a_new_snapshot_only_when_its_text_differs():
    editor = make_editor("en")
    article = make_own_piece(status=Status.PUBLISHED, editor=editor)

    def again(**changes):
        workflow.take_step(article, "revise", by=editor, revision=article.revision)
        Article.objects.filter(pk=article.pk).update(**changes)
        workflow.take_step(article, "submit", by=editor, revision=article.revision)
        workflow.publish(article, by=editor, revision=article.revision)
        return list(article.root.snapshots.values_list("number", "headline"))

    assert again(seo_title="Ferry") == [(1, "We built a ferry")]
    assert again(headline="We sank a ferry") == [(1, "We built a ferry"), (2, "We sank a ferry")]


def test_piece_that_was_cancelled_and_goes_out_unchanged_has_a_snapshot_of_what_readers_see():
    editor = make_editor("en")
    article = make_own_piece(status=Status.TRANSLATED)
    later = workflow.PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(article, by=editor, revision=article.revision, order=later)
    workflow.take_step(article, "cancel_schedule", by=editor, revision=article.revision)

    workflow.publish(article, by=editor, revision=article.revision)

    live = article.versions.get(number=2)
    assert live.is_live()
    assert live.as_snapshot.number == 2
    assert live.as_snapshot.text_hash == article.versions.get(number=1).as_snapshot.text_hash
    assert claims.take(article.root, "sv", by=make_translator("sv")).based_on == live.as_snapshot


def test_relay_names_our_edition_in_between_and_the_first_original():
    swedish = make_article(status=Status.PUBLISHED)
    relay = original_of(swedish)

    finnish = make_article(original=relay, language="fi", status=Status.PUBLISHED)

    version = finnish.versions.get()
    assert (version.root, version.source_url, version.source_language) == (
        swedish.root,
        swedish.root.url,
        "en",
    )
    assert version.relay == [
        {
            "language": "sv",
            "headline": swedish.headline,
            "path": swedish.versions.get().get_absolute_url(),
        }
    ]


def test_translation_of_an_own_piece_points_at_our_source_edition():
    english = make_own_piece(status=Status.PUBLISHED)

    swedish = make_article(original=english.root, language="sv", status=Status.PUBLISHED)

    version = swedish.versions.get()
    assert version.source_url == english.versions.get().get_absolute_url()
    assert (version.source_outlet, version.source_language, version.relay) == ("Morgonkajen", "en", [])


def test_nothing_of_a_version_that_waits_stands_in_an_edition_that_goes_out_before_it():
    english = make_own_piece(status=Status.PUBLISHED)
    byline, editor = english.root.authors, make_editor("en")
    workflow.take_step(english, "revise", by=editor, revision=english.revision)
    Article.objects.filter(pk=english.pk).update(headline="The minister is arrested")
    people.credit(english, people.person_named("Elin Marsh"), Role.AUTHOR)
    workflow.take_step(english, "submit", by=editor, revision=english.revision)
    later = workflow.PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(english, by=editor, revision=english.revision, order=later)
    english.root.refresh_from_db()

    swedish = make_article(original=english.root, language="sv", status=Status.PUBLISHED)
    finnish = claims.take(english.root, "fi", by=make_translator("fi"))

    version = swedish.versions.get()
    assert (version.source_headline, version.source_authors) == ("We built a ferry", byline)
    assert [entry.printed_name() for entry in finnish.credits.all()] == byline


def test_nothing_of_a_relay_that_waits_stands_in_an_edition_made_from_it():
    swedish, editor = make_article(status=Status.PUBLISHED), make_editor("sv")
    relay = original_of(swedish)
    workflow.take_step(swedish, "revise", by=editor, revision=swedish.revision)
    Article.objects.filter(pk=swedish.pk).update(headline="Ministern är gripen")
    workflow.take_step(swedish, "submit", by=editor, revision=swedish.revision)
    later = workflow.PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(swedish, by=editor, revision=swedish.revision, order=later)
    relay.refresh_from_db()

    finnish = make_article(original=relay, language="fi", status=Status.PUBLISHED)

    assert [entry["headline"] for entry in finnish.versions.get().relay] == ["Bron stängs"]
