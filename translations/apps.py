"""The package of the work of translating."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Desks, assignments, segments and the workbench."""

    name = "translations"
    verbose_name = _("Translating")
