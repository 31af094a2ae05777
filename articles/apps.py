"""The package of what is published."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Connects what must happen around migrations; there are no other signals."""

    name = "articles"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        """Connect Django's migrate signals and register the system checks."""
        from articles import append_only, checks, translation_columns  # noqa: F401, PLC0415 - models must be loaded first
        from articles.search import databases  # noqa: PLC0415 - the same

        pre_migrate.connect(append_only.remove_before_migrate, dispatch_uid="articles.append_only.remove")
        pre_migrate.connect(databases.remove_before_migrate, dispatch_uid="articles.search.remove")
        pre_migrate.connect(translation_columns.reconcile, dispatch_uid="articles.translation_columns")
        post_migrate.connect(append_only.install_after_migrate, dispatch_uid="articles.append_only.install")
        post_migrate.connect(databases.install_after_migrate, dispatch_uid="articles.search.install")
