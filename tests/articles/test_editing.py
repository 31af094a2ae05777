"""Working text is stored by whoever saw the newest, while the piece is at work."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from articles import editing
from articles.models import Article, Status
from articles.workflow import StaleRevisionError, StepRefusedError
from tests.factories import make_article, make_editor, make_translator

PEOPLE = 12


@pytest.mark.django_db
def test_store_writes_the_named_columns_and_counts_up():
    article = make_article(slug="")
    article.seo_title, article.standfirst = "New", "Not named"

    editing.store(article, by=make_editor("sv"), revision=1, columns={"seo_title"})

    stored = Article.objects.get()
    assert (stored.seo_title, stored.standfirst) == ("New", "Färjan tar över.")
    assert (stored.slug, stored.revision, article.revision) == ("bron-stangs", 2, 2)


@pytest.mark.django_db
def test_store_never_writes_a_status():
    article = make_article()
    article.status = Status.PUBLISHED

    editing.store(article, by=make_editor("sv"), revision=1, columns={"status", "revision", "seo_title"})

    stored = Article.objects.get()
    assert (stored.status, stored.revision) == (Status.DRAFT, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("revision", [0, 2])
def test_store_refuses_a_revision_that_is_not_the_newest(revision):
    article = make_article()
    article.seo_title = "New"

    with pytest.raises(StaleRevisionError):
        editing.store(article, by=make_editor("sv"), revision=revision, columns={"seo_title"})

    assert (Article.objects.get().seo_title, Article.objects.get().revision) == ("", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.RETRACTED])
def test_store_refuses_what_is_not_at_work(status):
    article = make_article(status=status)
    article.seo_title = "New"

    with pytest.raises(StepRefusedError):
        editing.store(article, by=make_editor("sv"), revision=article.revision, columns={"seo_title"})

    assert Article.objects.get().seo_title == ""


@pytest.mark.django_db
def test_store_refuses_whoever_may_not_edit():
    article = make_article(status=Status.TRANSLATED)

    for user in (article.created_by, make_translator("sv"), make_editor("fi")):
        with pytest.raises(StepRefusedError):
            editing.store(article, by=user, revision=article.revision, columns={"seo_title"})


@pytest.mark.django_db(transaction=True)
def test_people_who_save_at_once_do_not_overwrite_each_other():
    article = make_article()
    editor = make_editor("sv")
    start = Barrier(PEOPLE)

    def save(number):
        seen = Article.objects.get(pk=article.pk)
        seen.seo_title = f"Title {number}"
        connections.close_all()  # the pool is smaller than the crowd
        start.wait(timeout=20)
        try:
            editing.store(seen, by=editor, revision=seen.revision, columns={"seo_title"})
        except StaleRevisionError:
            return None
        else:
            return seen.seo_title
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        stored = [title for title in pool.map(save, range(PEOPLE)) if title]

    article.refresh_from_db()
    assert stored == [article.seo_title]
    assert article.revision == 2
