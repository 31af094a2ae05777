"""A biography for each language; what is there becomes that of the newsroom's own language."""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import F
from modeltranslation.utils import build_localized_fieldname

import articles.translation_columns


def keep(apps: Any, schema_editor: Any) -> None:
    """Copy what stands in the column without a language."""
    people = apps.get_model("articles", "Person").objects.using(schema_editor.connection.alias)
    column = build_localized_fieldname("biography", settings.LANGUAGE_CODE)
    people.exclude(biography="").update(**{column: F("biography")})


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_set_aside_four_eyes_found_quickly"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="name",
            field=models.CharField(
                help_text="In the person's own script; a byline may print another.",
                max_length=160,
                verbose_name="name",
            ),
        ),
        articles.translation_columns.SyncTranslationColumns(
            model_name="person",
            fields=["biography"],
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
