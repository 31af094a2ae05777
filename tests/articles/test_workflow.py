"""Steps of an article, as editors and translators take them."""

from datetime import timedelta
from itertools import chain, repeat

import pytest
from django.utils import timezone

from articles import gates, people, workflow
from articles.models import Address, Article, Correction, Event, PublishedVersion, Status, VersionCredit
from articles.models.people import Role
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_own_piece,
    make_section,
    make_translator,
)
from translations.models import Segment

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def state_of(article):
    article.refresh_from_db()
    windows = [(v.number, v.is_live(), v.is_waiting()) for v in article.versions.order_by("number")]
    return article.status, [event.name for event in article.events.all()], windows


def test_translation_goes_from_draft_to_readers_through_two_people():
    translator, editor = make_translator("sv"), make_editor("sv")
    article = make_article(translator=translator)

    workflow.take_step(article, "submit", by=translator, revision=article.revision)
    event = workflow.publish(article, by=editor, revision=article.revision)

    assert state_of(article) == (Status.PUBLISHED, ["submit", "publish"], [(1, True, False)])
    assert (event.from_status, event.to_status, event.by, event.version.kind) == (
        "translated",
        "published",
        editor,
        "first",
    )


def test_version_freezes_text_credits_and_where_it_came_from():
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    original = article.original

    version = article.versions.get()

    assert (version.headline, version.body, version.section_slug) == (
        article.headline,
        article.body,
        article.section.slug_in("sv"),
    )
    assert (version.source_headline, version.source_authors, version.source_outlet) == (
        original.headline,
        ["Elin Marsh"],
        original.outlet.name,
    )
    assert (version.source_url, version.source_language) == (original.url, "en")
    assert [(c.role, c.name) for c in version.credits.all()] == [
        (Role.AUTHOR, "Elin Marsh"),
        (Role.REVIEWER, "Editor sv"),
        (Role.TRANSLATOR, "Translator sv"),
    ]
    assert Address.objects.filter(article=article).count() == 1


def test_working_text_that_changes_later_leaves_the_version_alone():
    article = make_article(status=Status.PUBLISHED)
    Article.objects.filter(pk=article.pk).update(headline="Something else")

    assert article.versions.get().headline == "Bron stängs"


@pytest.mark.parametrize("name", ["send_back", "cancel_schedule", "revise"])
def test_step_from_the_wrong_status_is_refused_and_changes_nothing(name):
    article = make_article()
    before = state_of(article)

    with pytest.raises(workflow.StepRefusedError):
        workflow.take_step(article, name, by=make_editor("sv"), revision=article.revision, reason="Why")

    assert state_of(article) == before


def test_step_from_a_revision_that_is_not_the_newest_is_refused():
    article = make_article()
    editor = make_editor("sv")
    Article.objects.filter(pk=article.pk).update(revision=7)

    with pytest.raises(workflow.StaleRevisionError):
        workflow.take_step(article, "submit", by=editor, revision=article.revision)

    assert state_of(article) == (Status.DRAFT, [], [])


def test_send_back_needs_a_reason_and_keeps_it():
    article = make_article(status=Status.TRANSLATED)
    editor = make_editor("sv")

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.take_step(article, "send_back", by=editor, revision=article.revision, reason="  ")
    workflow.take_step(article, "send_back", by=editor, revision=article.revision, reason="Names")

    assert refusal.value.problems == ("Write a reason.",)
    assert state_of(article)[0] == Status.DRAFT
    assert article.events.last().reason == "Names"


def test_translator_cannot_publish_even_with_an_editors_colleagues_help():
    translator = make_translator("sv")
    article = make_article(status=Status.TRANSLATED, translator=translator)

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=translator, revision=article.revision)

    assert refusal.value.problems == ("You may not do this with this article.",)
    assert PublishedVersion.objects.count() == 0


def test_editor_who_translated_the_piece_cannot_approve_it():
    editor = make_editor("sv")
    article = make_article(status=Status.TRANSLATED, translator=editor)

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=editor, revision=article.revision)

    assert refusal.value.problems == ("You translated this piece, so somebody else must approve it.",)
    assert state_of(article) == (Status.TRANSLATED, ["submit"], [])


def test_editor_who_first_filled_a_block_cannot_approve_even_without_a_credit():
    editor = make_editor("sv")
    article = make_article(status=Status.TRANSLATED)
    Segment.objects.create(
        article=article, position=1, source="Hello", target="Hej", state="confirmed", first_filled_by=editor
    )

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=editor, revision=article.revision)

    assert refusal.value.problems == ("You translated this piece, so somebody else must approve it.",)


def test_editor_who_began_a_piece_cannot_approve_it_under_another_name():
    editor = make_editor("en")
    article = make_own_piece(status=Status.TRANSLATED, author=editor)
    article.credits.all().delete()
    people.credit(article, people.person_named("Elin Marsh"), Role.AUTHOR)

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=editor, revision=article.revision)

    assert refusal.value.problems == ("You wrote this piece, so somebody else must approve it.",)


def test_override_needs_the_named_permission():
    editor = make_editor("sv")
    article = make_article(status=Status.TRANSLATED, translator=editor)
    order = workflow.PublishOrder(override_reason="Nobody else is awake")

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=editor, revision=article.revision, order=order)

    assert refusal.value.problems == ("You may not set four eyes aside.",)


def test_administrator_overrides_four_eyes_with_a_reason_and_no_review_is_claimed():
    administrator = make_administrator()
    article = make_article(status=Status.TRANSLATED, translator=administrator)
    order = workflow.PublishOrder(override_reason="Nobody else is awake")

    event = workflow.publish(article, by=administrator, revision=article.revision, order=order)

    assert event.reason == "Nobody else is awake"
    version = article.versions.get()
    assert version.override_reason == "Nobody else is awake"
    assert not version.credits.filter(role=Role.REVIEWER).exists()


def test_publish_is_refused_while_a_segment_has_no_translation():
    article = make_article(status=Status.TRANSLATED)
    Segment.objects.create(article=article, position=1, source="Hello")

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=make_editor("sv"), revision=article.revision)

    assert refusal.value.problems == ("1 paragraph has no translation.",)
    assert state_of(article) == (Status.TRANSLATED, ["submit"], [])


def test_publish_names_everything_that_readers_would_miss():
    article = make_article(status=Status.TRANSLATED, headline="", section=None)
    article.credits.all().delete()
    article.original.permission = "unknown"
    article.original.outlet = None
    article.original.save()
    Article.objects.filter(pk=article.pk).update(section=None)

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=make_editor("sv"), revision=article.revision)

    assert refusal.value.problems == (
        "The headline is missing.",
        "Choose a section.",
        "Say which publication the original comes from.",
        "Say why the original may be published in translation: a licence, a permission, or none needed.",
        "Say who translated the piece.",
    )


def test_scheduled_first_version_is_not_live_and_can_be_cancelled():
    article = make_article(status=Status.TRANSLATED)
    editor = make_editor("sv")
    order = workflow.PublishOrder(at=timezone.now() + TOMORROW)
    workflow.publish(article, by=editor, revision=article.revision, order=order)
    scheduled = state_of(article)

    workflow.take_step(article, "cancel_schedule", by=editor, revision=article.revision)

    assert scheduled == (Status.PUBLISHED, ["submit", "publish"], [(1, False, True)])
    assert state_of(article) == (
        Status.TRANSLATED,
        ["submit", "publish", "cancel_schedule"],
        [(1, False, False)],
    )


def test_second_version_waits_while_readers_see_the_first_and_takes_over_on_time():
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    moment = timezone.now() + TOMORROW

    workflow.publish(article, by=editor, revision=article.revision, order=workflow.PublishOrder(at=moment))

    live = PublishedVersion.objects.live
    assert [v.number for v in live()] == [1]
    assert [v.number for v in live(at=moment)] == [2]
    first, second = article.versions.order_by("number")
    assert (first.visible_until, second.visible_until) == (moment, None)
    assert second.first_published_at == first.first_published_at


def test_cancelling_the_second_version_reopens_the_first():
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = workflow.PublishOrder(at=timezone.now() + TOMORROW)
    workflow.publish(article, by=editor, revision=article.revision, order=order)

    workflow.take_step(article, "cancel_schedule", by=editor, revision=article.revision)

    assert state_of(article)[2] == [(1, True, False), (2, False, False)]
    assert article.versions.get(number=1).visible_until is None


def test_cancelling_at_the_very_moment_is_decided_by_one_look_at_the_clock(monkeypatch):
    editor = make_editor("sv")
    article = make_article(status=Status.TRANSLATED)
    moment = timezone.now() + TOMORROW
    workflow.publish(article, by=editor, revision=article.revision, order=workflow.PublishOrder(at=moment))
    clock = chain([moment - timedelta(microseconds=1)], repeat(moment + timedelta(microseconds=1)))
    monkeypatch.setattr(timezone, "now", lambda: next(clock))

    workflow.take_step(article, "cancel_schedule", by=editor, revision=article.revision)

    assert state_of(article)[2] == [(1, False, False)]


def test_two_articles_never_get_one_address(monkeypatch):
    editor, section = make_editor("sv"), make_section()
    first, second = (
        make_article(status=Status.TRANSLATED, slug="bron", section=section) for _number in range(2)
    )

    def nothing_in_the_way(_publication):
        """Stand for the gates of the second, asked before the first had its address."""
        return []

    workflow.publish(first, by=editor, revision=first.revision)
    monkeypatch.setattr(gates, "problems_with", nothing_in_the_way)
    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(second, by=editor, revision=second.revision)

    assert refusal.value.problems == ("Another article has this address. Change the slug.",)
    assert state_of(second) == (Status.TRANSLATED, ["submit"], [])


def revise(article, **asked):
    return workflow.take_step(article, "revise", **asked)


@pytest.mark.parametrize("take", [revise, workflow.publish])
def test_nothing_else_happens_while_a_version_waits(take):
    editor = make_editor("sv")
    article = make_article(status=Status.TRANSLATED)
    order = workflow.PublishOrder(at=timezone.now() + TOMORROW)
    workflow.publish(article, by=editor, revision=article.revision, order=order)
    before = state_of(article)

    with pytest.raises(workflow.StepRefusedError):
        take(article, by=editor, revision=article.revision)

    assert state_of(article) == before


def test_correction_needs_a_note_and_leaves_one_for_ever():
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)

    with pytest.raises(workflow.StepRefusedError):
        workflow.publish(
            article, by=editor, revision=article.revision, order=workflow.PublishOrder(kind="correction")
        )
    workflow.publish(
        article,
        by=editor,
        revision=article.revision,
        order=workflow.PublishOrder(kind="correction", wrong="1931", right="1932"),
    )

    correction = Correction.objects.get()
    assert (correction.wrong, correction.right, correction.version.number) == ("1931", "1932", 2)
    assert state_of(article)[2] == [(1, False, False), (2, True, False)]


def test_retract_ends_the_live_version_and_empties_the_waiting_one():
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = workflow.PublishOrder(at=timezone.now() + TOMORROW)
    workflow.publish(article, by=editor, revision=article.revision, order=order)

    workflow.retract(article, by=editor, revision=article.revision, reason="False", statement="It was false.")

    assert state_of(article)[0] == Status.RETRACTED
    assert list(PublishedVersion.objects.live(at=timezone.now() + 2 * TOMORROW)) == []
    assert (article.withdrawal.statement, article.withdrawal.kind) == ("It was false.", "decision")


@pytest.mark.parametrize(("reason", "statement"), [("", "For readers"), ("Because", " ")])
def test_retract_needs_a_reason_and_a_statement(reason, statement):
    editor = make_editor("sv")
    article = make_article(status=Status.PUBLISHED, editor=editor)

    with pytest.raises(workflow.StepRefusedError):
        workflow.retract(article, by=editor, revision=article.revision, reason=reason, statement=statement)

    assert state_of(article)[0] == Status.PUBLISHED


def test_retract_is_refused_for_what_readers_never_saw():
    editor = make_editor("sv")
    article = make_article(status=Status.TRANSLATED)

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.retract(article, by=editor, revision=article.revision, reason="No", statement="No")

    assert refusal.value.problems == ("Readers have never seen this article; there is nothing to retract.",)


def test_after_retraction_the_language_is_free_for_a_new_edition():
    article = make_article(status=Status.RETRACTED)

    again = make_article(original=article.original, status=Status.PUBLISHED)

    assert (again.root, again.status) == (article.root, Status.PUBLISHED)


def test_editor_of_another_desk_may_take_no_step():
    article = make_article(status=Status.TRANSLATED)
    stranger = make_editor("de")

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=stranger, revision=article.revision)

    assert refusal.value.problems == ("You may not do this with this article.",)
    assert workflow.steps_open_to(article, stranger) == []


def test_own_piece_is_approved_by_somebody_else_than_its_author():
    author = make_editor("en")
    article = make_own_piece(author=author, status=Status.TRANSLATED)

    with pytest.raises(workflow.StepRefusedError) as refusal:
        workflow.publish(article, by=author, revision=article.revision)
    workflow.publish(article, by=make_editor("en"), revision=article.revision)

    assert refusal.value.problems == ("You wrote this piece, so somebody else must approve it.",)
    version = article.versions.get()
    assert (version.original, version.source_url, version.root) == (None, "", article.root)
    assert article.root.snapshots.get().version == version


def test_every_step_leaves_exactly_one_event_with_the_new_revision():
    article = make_article(status=Status.PUBLISHED)

    rows = list(Event.objects.filter(article=article).values_list("name", "revision"))

    assert rows == [("submit", 2), ("publish", 3)]
    assert article.revision == 3


def test_binding_credits_carry_the_account_and_others_do_not():
    article = make_article(status=Status.PUBLISHED)

    bound = VersionCredit.objects.filter(version__article=article, user__isnull=False)

    assert [credit.role for credit in bound] == [Role.TRANSLATOR]
