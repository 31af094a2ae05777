"""Whom a step concerns is told once, whoever else took it at the same moment."""

import pytest
from django.utils import translation

from articles import workflow
from articles.models import Event, Status
from articles.workflow import PublishOrder
from tests.factories import (
    bring_to,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_translator,
)
from tests.translations.builders import taken
from translations import claims, handovers, notices
from translations.models import Assignment, Notice

pytestmark = pytest.mark.django_db
Kind = Notice.Kind


def told(user):
    """Give what somebody was told, in English, the oldest first."""
    with translation.override("en"):
        return [notices.sentence_of(each) for each in Notice.objects.filter(user=user).order_by("pk")]


def step(article, name, by, reason=""):
    workflow.take_step(article, name, by=by, revision=article.revision, reason=reason)


def test_handing_in_tells_the_editors_of_the_desk_and_sending_back_the_translator():
    editor, other, away = make_editor("sv"), make_editor("sv"), make_editor("sv")
    foreign = make_editor("fi")
    away.is_active = False
    away.save()
    article, translator = taken()

    step(article, "submit", translator)
    step(article, "send_back", editor, reason="Shorter, please.")

    name = translator.get_full_name()
    assert told(editor) == told(other) == [f"{name} handed this in for review."]
    assert told(translator) == [f"{editor.get_full_name()} sent this back: Shorter, please."]
    assert told(away) == told(foreign) == []


def test_publishing_and_retracting_tell_whoever_made_the_piece():
    editor = make_editor("sv")
    piece = make_own_piece(language="sv", status=Status.PUBLISHED, editor=editor)

    workflow.retract(piece, by=editor, revision=piece.revision, reason="Wrong.", statement="It was wrong.")

    name = editor.get_full_name()
    assert told(piece.created_by) == [
        f"{name} published this.",
        f"{name} took this away from readers: Wrong.",
    ]


def test_scheduling_says_when(settings):
    from datetime import UTC, datetime

    article = make_article(status=Status.TRANSLATED)
    translator = article.created_by
    Assignment.objects.create(
        original=article.original, language="sv", article=article, translator=translator
    )
    editor = make_editor("sv")
    order = PublishOrder(at=datetime(2031, 3, 1, 5, 30, tzinfo=UTC))

    workflow.publish(article, by=editor, revision=article.revision, order=order)

    assert told(translator) == [f"{editor.get_full_name()} scheduled this for 2031-03-01 06:30."]


def test_handing_over_tells_both_and_nobody_of_what_they_did_themselves():
    first, second, editor = make_translator("sv"), make_translator("sv"), make_editor("sv")
    original = make_original()
    claims.take(original, "sv", by=editor, translator=first)
    assignment = Assignment.objects.get()

    handovers.hand_over(assignment, by=editor, translator=second, due_at=None, is_urgent=False)
    handovers.take_over([assignment.pk], of=second, by=editor, to=editor)

    name = editor.get_full_name()
    gave, took = f"{name} gave you this to translate.", f"{name} handed this on; it is not yours any more."
    assert told(first) == told(second) == [gave, took]
    assert told(editor) == []


def test_a_change_of_the_original_tells_the_translator_and_the_editors():
    editor = make_editor("sv")
    article, translator = taken()
    event = Event.objects.create(article=article, name="original_changed", by=None, revision=1)

    notices.follow_step(event)

    assert told(translator) == told(editor) == ["The original says something else than before, or is gone."]


def test_other_steps_tell_nobody():
    article = bring_to(make_article(), Status.PUBLISHED, translator=make_translator("sv"))
    Notice.objects.all().delete()

    step(article, "revise", make_editor("sv"))

    assert Notice.objects.count() == 0


@pytest.mark.parametrize("editors", [1, 3])
def test_telling_takes_a_fixed_number_of_queries(editors, django_assert_num_queries):
    for _editor in range(editors):
        make_editor("sv")
    article, translator = taken()
    event = Event.objects.create(article=article, name="submit", by=translator, revision=1)

    with django_assert_num_queries(2):
        notices.follow_step(event)

    assert Notice.objects.count() == editors
