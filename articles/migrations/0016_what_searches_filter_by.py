from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps: Any, schema_editor: Any) -> None:
    """Copy section and first publication from the versions, in one statement.

    Without PostgreSQL's indexes, which would sort in every word again; they are made anew after the migration.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET LOCAL statement_timeout = 0")
        schema_editor.execute(
            "DROP INDEX IF EXISTS articles_searchentry_headline, articles_searchentry_words"
        )
    version = apps.get_model("articles", "PublishedVersion").objects.filter(pk=OuterRef("pk"))
    apps.get_model("articles", "SearchEntry").objects.update(
        section_id=Subquery(version.values("section_id")),
        first_published_at=Subquery(version.values("first_published_at")),
    )


def section(**options: Any) -> Any:
    """Describe the column of the section, without a constraint: the version has one."""
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        editable=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to="articles.section",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_biographies_per_language")]

    operations = [
        migrations.AddField("searchentry", "section", section(null=True)),
        migrations.AddField(
            "searchentry", "first_published_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("searchentry", "section", section()),
        migrations.AlterField("searchentry", "first_published_at", models.DateTimeField(editable=False)),
        migrations.RemoveIndex("versioncredit", "version_credit_of_person"),
        migrations.AddIndex(
            "versioncredit",
            models.Index(fields=["person", "role", "version"], name="version_credit_of_person"),
        ),
    ]
