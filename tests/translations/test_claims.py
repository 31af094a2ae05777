from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from articles import workflow
from articles.models import Article, Event, ImageUse, Original, Status
from articles.originals.own import original_of
from tests.factories import (
    add_snapshot,
    bring_to,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_section,
    make_translator,
)
from tests.translations.builders import make_image, taken
from translations import claims
from translations.models import Assignment, Segment

pytestmark = pytest.mark.django_db


def refusal(original, language, **names):
    before = (Article.objects.count(), Assignment.objects.count(), Event.objects.count())
    with pytest.raises(claims.ClaimRefusedError) as refused:
        claims.take(original, language, **names)
    assert (Article.objects.count(), Assignment.objects.count(), Event.objects.count()) == before
    return refused.value.problems


def test_take_makes_article_segments_assignment_credits_and_event():
    original = make_original("One.", "Two.")
    newest = add_snapshot(original, "One.", "Two.", "Three.")
    translator = make_translator("sv")
    due = timezone.now()

    article = claims.take(original, "sv", by=translator, due_at=due)

    assert (article.language, article.status, article.original, article.root, article.based_on) == (
        "sv",
        Status.DRAFT,
        original,
        original,
        newest,
    )
    assert (article.created_by, article.section, article.headline) == (translator, None, "")
    assert [row.source for row in article.segments.needed()] == [original.headline, "One.", "Two.", "Three."]
    assert (article.assignment.translator, article.assignment.due_at) == (translator, due)
    assert [(row.person.name, row.role) for row in article.credits.all()] == [("Elin Marsh", "author")]
    event = article.events.get()
    assert (event.name, event.by, event.from_status, event.to_status) == ("take", translator, "", "draft")


def test_a_second_take_opens_the_same_article():
    article, translator = taken()

    again = claims.take(article.original, "sv", by=translator)

    assert again == article
    assert (Article.objects.count(), Assignment.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_take_uses_the_assignment_that_waits_for_somebody():
    original = make_original()
    waiting = Assignment.objects.create(original=original, language="sv", is_urgent=True)
    translator = make_translator("sv")

    article = claims.take(original, "sv", by=translator)

    waiting.refresh_from_db()
    assert (waiting.translator, waiting.article, waiting.is_urgent) == (translator, article, True)


def test_take_is_refused_when_somebody_else_translates():
    article, holder = taken()

    problems = refusal(article.original, "sv", by=make_translator("sv"))

    assert problems == (f"{holder.get_full_name()} translates this into Swedish.",)


def test_work_that_was_given_back_can_be_taken_by_another():
    article, _translator = taken()
    Assignment.objects.update(translator=None)
    other = make_translator("sv")

    assert claims.take(article.original, "sv", by=other) == article
    assert article.assignment.__class__.objects.get().translator == other
    assert [event.by for event in article.events.filter(name="take")][-1] == other


def test_an_editor_hands_work_to_a_translator_of_the_desk():
    editor, translator = make_editor("sv"), make_translator("sv")

    article = claims.take(make_original(), "sv", by=editor, translator=translator)

    assert (article.assignment.translator, article.created_by) == (translator, editor)
    assert article.events.get().reason == translator.get_full_name()


@pytest.mark.parametrize(
    ("by", "translator", "language", "problem"),
    [
        ("de", None, "sv", "You do not work on the desk of this language."),
        ("sv", None, "en", "You do not work on the desk of this language."),
        ("en", None, "en", "The original is in this language already."),
        ("sv", None, "pt-br", "The newsroom does not publish in this language."),
        ("sv", "sv", "sv", "Only an editor of the desk hands work to somebody else."),
    ],
)
def test_take_is_refused(by, translator, language, problem):
    names = {"by": make_translator(by)}
    if translator:
        names["translator"] = make_translator(translator)

    assert refusal(make_original(), language, **names) == (problem,)


def test_work_is_not_handed_to_somebody_of_another_desk():
    stranger = make_translator("de")

    problems = refusal(make_original(), "sv", by=make_editor("sv"), translator=stranger)

    assert problems == (f"{stranger.get_full_name()} does not work on the desk of this language.",)


def test_take_is_refused_when_an_edition_is_published():
    article = make_article(status=Status.PUBLISHED)

    assert refusal(article.original, "sv", by=make_translator("sv")) == (
        "There is an edition in this language already.",
    )


def test_a_retracted_edition_can_be_translated_anew():
    article = make_article(status=Status.RETRACTED)

    again = claims.take(article.original, "sv", by=make_translator("sv"))

    assert again != article


class TestOurOwnEditions:
    def test_an_own_piece_is_taken_like_any_original(self):
        piece = make_own_piece(status=Status.PUBLISHED)
        piece.tags.add("Ferries")

        article = claims.take(original_of(piece), "sv", by=make_translator("sv"))

        assert (article.root, article.section) == (piece.root, piece.section)
        assert [tag.pk for tag in article.tags.all()] == [tag.pk for tag in piece.tags.all()]
        assert [row.source for row in article.segments.needed()] == ["We built a ferry", "It floats."]
        assert [row.person.user for row in article.credits.all()] == [piece.created_by]

    def test_a_relay_keeps_the_first_original_as_root(self):
        middle = make_article(status=Status.PUBLISHED, language="sv")

        relay = claims.take(original_of(middle), "fi", by=make_translator("fi"))

        assert (relay.root, relay.original.own_article) == (middle.root, middle)
        assert [row.person.name for row in relay.credits.filter(role="author")] == ["Elin Marsh"]

    def test_a_relay_does_not_go_back_into_the_first_language(self):
        middle = make_article(status=Status.PUBLISHED, language="sv")

        problems = refusal(original_of(middle), "en", by=make_translator("en"))

        assert problems == (
            "The first original of this piece is in English; there is nothing to translate back.",
        )

    def test_a_second_way_into_one_language_is_refused(self):
        middle = make_article(status=Status.PUBLISHED, language="sv")
        translator = make_translator("fi")
        claims.take(middle.root, "fi", by=translator)

        assert refusal(original_of(middle), "fi", by=translator) == (
            "There is an edition in this language already.",
        )

    def test_a_retracted_edition_is_not_translated_further(self):
        middle = make_article(status=Status.PUBLISHED, language="sv")
        original = original_of(middle)
        workflow.retract(
            middle, by=make_editor("sv"), revision=middle.revision, reason="Wrong", statement="It was wrong."
        )

        assert refusal(original, "fi", by=make_translator("fi")) == (
            "Readers cannot see that edition now, so it cannot be translated.",
        )

    def test_a_version_that_waits_for_its_time_is_not_translated_yet(self):
        editor, author = make_editor("en"), make_translator("en")
        piece = make_own_piece(status=Status.PUBLISHED, author=author, editor=editor)
        original = original_of(piece)
        workflow.take_step(piece, "revise", by=author, revision=piece.revision)
        piece.headline = "Tomorrow's ferry"
        piece.save()
        workflow.take_step(piece, "submit", by=author, revision=piece.revision)
        later = timezone.now() + timedelta(days=1)
        workflow.publish(piece, by=editor, revision=piece.revision, order=workflow.PublishOrder(at=later))

        article = claims.take(original, "sv", by=make_translator("sv"))

        assert original.snapshots.count() == 2
        assert article.based_on.number == 1

    def test_decorative_pictures_come_along_and_the_others_wait_for_their_words(self):
        piece = make_own_piece()
        seen, waves = make_image("Ferry"), make_image("Waves")
        ImageUse.objects.create(article=piece, image=seen, position=0, alternative_text="A ferry")
        ImageUse.objects.create(article=piece, image=waves, position=1, is_decorative=True)
        bring_to(piece, Status.PUBLISHED, translator=piece.created_by)

        article = claims.take(original_of(piece), "sv", by=make_translator("sv"))

        assert [(use.image, use.position) for use in article.image_uses.all()] == [(waves, 1)]
        assert article.segments.get(kind=Segment.Kind.ALTERNATIVE_TEXT).image == seen


@pytest.mark.django_db(transaction=True)
def test_two_who_take_at_once_get_one_article():
    original = make_original()
    people = [make_translator("sv") for _ in range(6)]
    make_section()
    start = Barrier(len(people))

    def take(translator):
        try:
            piece = Original.objects.get(pk=original.pk)
            start.wait(timeout=20)
            return claims.take(piece, "sv", by=translator).pk
        except claims.ClaimRefusedError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(take, people))

    assert [answer for answer in answers if answer] == [Article.objects.get().pk]
    assert (Assignment.objects.count(), Event.objects.count()) == (1, 1)
    assert Segment.objects.needed().count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_takes_of_one_person_at_once_open_one_article():
    original = make_original()
    translator = make_translator("sv")
    start = Barrier(4)

    def take(_number):
        try:
            start.wait(timeout=20)
            return claims.take(original, "sv", by=translator).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(take, range(4)))

    assert answers == {Article.objects.get().pk}
    assert Event.objects.count() == 1
