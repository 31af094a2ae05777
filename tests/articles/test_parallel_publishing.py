"""Twenty people press the button at once: one version, one event."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from articles import workflow
from articles.models import Article, Event, PublishedVersion, Status
from tests.factories import make_article, make_editor

PEOPLE = 20


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_publishes_make_one_version_and_one_event():
    article = make_article(status=Status.TRANSLATED)
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
