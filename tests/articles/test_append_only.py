"""What was published or recorded is never changed, whoever asks and however."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles import append_only
from articles.models import Event, PublishedVersion, Snapshot, Status, VersionCredit
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_every_guarded_table_has_its_triggers_after_all_migrations():
    append_only.install(connection)

    assert append_only.triggers_of(connection) == append_only.expected_triggers()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("articles_publishedversion", "UPDATE articles_publishedversion SET headline = 'Forged'"),
        ("articles_publishedversion", "DELETE FROM articles_publishedversion"),
        ("articles_versioncredit", "UPDATE articles_versioncredit SET name = 'Forged'"),
        ("articles_versioncredit", "DELETE FROM articles_versioncredit"),
        ("articles_event", "UPDATE articles_event SET reason = 'Forged'"),
        ("articles_event", "DELETE FROM articles_event"),
        ("articles_snapshot", "UPDATE articles_snapshot SET headline = 'Forged'"),
    ],
)
def test_database_refuses_to_change_what_is_written_once(table, change):
    make_article(status=Status.PUBLISHED)
    append_only.install(connection)

    with (
        pytest.raises(IntegrityError, match=f"{table} is written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_a_versions_window_may_be_ended():
    article = make_article(status=Status.PUBLISHED)
    append_only.install(connection)
    version = article.versions.get()

    changed = PublishedVersion.objects.filter(pk=version.pk).update(visible_until=version.visible_from)

    assert changed == 1


@pytest.mark.parametrize("model", [PublishedVersion, VersionCredit, Event])
def test_querysets_refuse_deletion(model):
    make_article(status=Status.PUBLISHED)

    with pytest.raises(TypeError, match="written once and never deleted"):
        model.objects.all().delete()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (PublishedVersion, {"headline": "Forged"}),
        (VersionCredit, {"name": "Forged"}),
        (Event, {"reason": "Forged"}),
        (Snapshot, {"headline": "Forged"}),
    ],
)
def test_querysets_refuse_change(model, change):
    make_article(status=Status.PUBLISHED)

    with pytest.raises(TypeError):
        model.objects.update(**change)
