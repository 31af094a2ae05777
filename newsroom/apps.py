"""The package of the running site."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    """Groups are made by every `migrate`, so that a new site can give rights at once."""

    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Connect Django's migrate signal."""
        from newsroom import roles  # noqa: PLC0415 - models must be loaded first

        post_migrate.connect(roles.set_up_after_migrate, sender=self, dispatch_uid="newsroom.roles")
