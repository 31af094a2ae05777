"""Django's `makemigrations`, overlooking the columns that settings' languages bring."""

from django.core.management.commands.makemigrations import Command as DjangoCommand

from articles.translation_columns import NeutralAutodetector


class Command(DjangoCommand):
    """Compare the models with the migrations without naming a language."""

    autodetector = NeutralAutodetector
