"""Four eyes that were set aside: who may be the second editor, what readers see before and after."""

from datetime import timedelta

import pytest
from django.db.utils import IntegrityError
from django.utils import timezone

from articles import second_approval, workflow
from articles.models import Event, PublishedVersion, Status, VersionCredit
from articles.workflow import PublishOrder, StepRefusedError
from newsroom.models import Delivery
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_own_piece,
    make_section,
    make_translator,
)

pytestmark = pytest.mark.django_db


def overridden(*, by=None, at=None, make=make_article, **fields):
    """Give a version that one person translated and published."""
    administrator = by or make_administrator()
    whose = {"author": administrator} if make is make_own_piece else {"translator": administrator}
    article = make(language="sv", status=Status.TRANSLATED, **whose, **fields)
    order = PublishOrder(at=at, override_reason="Ensam i natt.")
    workflow.publish(article, by=administrator, revision=article.revision, order=order)
    return article.versions.select_related("article").get()


def waiting():
    return list(PublishedVersion.objects.without_second_eyes())


def named(client, version):
    return client.get(f"{version.get_absolute_url()}index.txt").content.decode().count("Granskning")


def test_reader_sees_no_reviewer_until_a_second_editor_approves(client):
    version = overridden()
    editor = make_editor("sv")

    before = named(client, version)
    event = second_approval.approve(version, by=editor)
    page = client.get(f"{version.get_absolute_url()}index.txt").content.decode()

    assert (before, "Granskning: Editor sv" in page) == (0, True)
    assert (event.name, event.version, event.by) == ("second_approval", version, editor)
    assert (event.from_status, event.to_status) == (Status.PUBLISHED, Status.PUBLISHED)


def test_version_waits_until_then_and_not_longer():
    version = overridden()
    make_article(status=Status.PUBLISHED)

    assert waiting() == [version]
    second_approval.approve(version, by=make_editor("sv"))
    assert waiting() == []


def test_scheduled_version_waits_too_and_a_cancelled_one_does_not():
    version = overridden(at=timezone.now() + timedelta(days=1))

    assert waiting() == [version]
    article = version.article
    workflow.take_step(article, "cancel_schedule", by=make_editor("sv"), revision=article.revision)
    assert waiting() == []


def test_version_that_another_one_has_replaced_does_not_wait():
    version = overridden()
    article, editor = version.article, make_editor("sv")
    for step in ("revise", "submit"):
        workflow.take_step(article, step, by=editor, revision=article.revision)
    workflow.publish(article, by=editor, revision=article.revision)

    assert waiting() == []
    with pytest.raises(StepRefusedError):
        second_approval.approve(version, by=make_editor("sv"))


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        ("publisher", "You published it yourself, so somebody else must approve it."),
        ("translator", "You worked on this text yourself, so somebody else must approve it."),
        ("colleague", "You may not do this with this article."),
        ("other_desk", "You may not do this with this article."),
    ],
)
def test_second_editor_is_neither_of_those_who_made_it(who, problem):
    translator = make_editor("sv")
    publisher = make_administrator()
    article = make_article(status=Status.TRANSLATED, translator=translator)
    order = PublishOrder(override_reason="Ensam i natt.")
    version = workflow.publish(article, by=publisher, revision=article.revision, order=order).version
    people = {
        "publisher": publisher,
        "translator": translator,
        "colleague": make_translator("sv"),
        "other_desk": make_editor("fi"),
    }

    with pytest.raises(StepRefusedError) as refusal:
        second_approval.approve(version, by=people[who])

    assert refusal.value.problems == (problem,)
    assert (waiting(), Event.objects.filter(name="second_approval").count()) == ([version], 0)


def test_second_approval_is_given_once():
    version = overridden()
    second_approval.approve(version, by=make_editor("sv"))

    with pytest.raises(StepRefusedError) as refusal:
        second_approval.approve(version, by=make_editor("sv"))

    assert refusal.value.problems == ("This version does not wait for a second editor.",)
    assert VersionCredit.objects.filter(version=version, role="reviewer").count() == 1


def test_version_that_four_eyes_saw_needs_none():
    article = make_article(status=Status.PUBLISHED)

    with pytest.raises(StepRefusedError):
        second_approval.approve(article.versions.get(), by=make_editor("sv"))


def test_author_of_an_own_piece_is_bound_likewise():
    version = overridden(make=make_own_piece)

    assert list(second_approval.why_not(version, make_editor("sv"))) == []
    second_approval.approve(version, by=make_editor("sv"))
    assert waiting() == []


def test_outside_is_told_of_the_other_byline():
    version = overridden(section=make_section())
    before = Delivery.objects.count()

    event = second_approval.approve(version, by=make_editor("sv"))

    assert Delivery.objects.count() == before + 1
    assert Delivery.objects.get(key=f"event:{event.pk}").kind == "announce"


def test_database_still_refuses_an_approver_who_translated_without_a_reason():
    version = overridden()
    credit = version.credits.get(user=version.approved_by)

    with pytest.raises(IntegrityError):
        VersionCredit.objects.create(
            version=version,
            person=credit.person,
            name="x",
            role="photographer",
            user=version.approved_by,
            approved_by=version.approved_by,
        )
