"""Twenty people press the button at once: one version, one event, one notice, one mail."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from articles import workflow
from articles.models import Article, Event, PublishedVersion, Status
from newsroom.models import Delivery
from tests.factories import make_article, make_editor
from translations.models import Assignment, MailWishes, Notice

PEOPLE = 20


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_publishes_make_one_version_one_event_and_one_notice(settings):
    settings.NEWSROOM_SENDS_MAIL = True
    article = make_article(status=Status.TRANSLATED)
    translator = article.created_by
    translator.email = "karin@newsroom.example"
    translator.save()
    Assignment.objects.create(
        original=article.original, language="sv", article=article, translator=translator
    )
    at_once = {Notice.Kind.PUBLISHED.value: MailWishes.Rhythm.AT_ONCE.value}
    MailWishes.objects.create(user=translator, rhythms=at_once)
    editors = [make_editor("sv") for _ in range(PEOPLE)]
    start = Barrier(PEOPLE)

    def publish(editor):
        try:
            seen = Article.objects.get(pk=article.pk)
            connections.close_all()  # the pool is smaller than the crowd
            start.wait(timeout=20)
            workflow.publish(seen, by=editor, revision=seen.revision)
        except workflow.StaleRevisionError:
            return "refused"
        else:
            return "published"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = sorted(pool.map(publish, editors))

    assert answers == ["published"] + ["refused"] * (PEOPLE - 1)
    assert PublishedVersion.objects.count() == 1
    assert Event.objects.filter(name="publish").count() == 1
    assert [(each.user, each.kind) for each in Notice.objects.filter(kind="published")] == [
        (translator, Notice.Kind.PUBLISHED)
    ]
    assert Delivery.objects.filter(kind="mail").count() == 1
