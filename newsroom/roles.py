"""The groups and what each may do in the admin. Rights per language come from the desks."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS

VIEW = ("view",)
WRITE = ("view", "add", "change")
ALL = ("view", "add", "change", "delete")

TRANSLATOR = {
    "articles.article": WRITE,
    "articles.credit": VIEW,
    "articles.image": VIEW,
    "articles.original": VIEW,
    "articles.outlet": VIEW,
    "articles.person": VIEW,
    "articles.publishedversion": VIEW,
    "articles.section": VIEW,
    "articles.tag": VIEW,
    "translations.absence": ALL,
    "translations.assignment": WRITE,
    "translations.termtranslation": VIEW,
}
EDITOR = {
    **TRANSLATOR,
    "articles.clearance": WRITE,
    "articles.credit": ALL,
    "articles.errorreport": VIEW,
    "articles.event": VIEW,
    "articles.image": WRITE,
    "articles.original": WRITE,
    "articles.outlet": WRITE,
    "articles.person": WRITE,
    "articles.tag": WRITE,
    "newsroom.delivery": VIEW,
    "translations.termtranslation": ALL,
}
ADMINISTRATOR = {
    **EDITOR,
    "articles.section": ALL,
    "articles.tag": ALL,
    "auth.user": WRITE,
    "translations.desk": ALL,
    "translations.membership": ALL,
}
GROUPS = {"Translator": TRANSLATOR, "Editor": EDITOR, "Administrator": ADMINISTRATOR}
# Permissions that are no add, change, delete or view of a model.
NAMED = {"Administrator": ("articles.override_four_eyes",)}


def set_up(using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the groups and give them exactly these permissions; safe to repeat."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for name, models in GROUPS.items():
        wanted = [
            f"{model.partition('.')[0]}.{action}_{model.partition('.')[2]}"
            for model, actions in models.items()
            for action in actions
        ]
        group, _is_new = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(known[code] for code in (*wanted, *NAMED.get(name, ())) if code in known)


def set_up_after_migrate(using: str, apps: Any = installed, **_kwargs: Any) -> None:
    """Answer Django's post_migrate signal, where the tables of the accounts stand."""
    try:
        apps.get_model("auth", "Permission")
    except LookupError:
        return
    from django.contrib.auth.management import create_permissions  # noqa: PLC0415 - needs loaded models

    for label in ("articles", "translations", "newsroom", "auth"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=installed)
    set_up(using)
