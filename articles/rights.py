"""The one question about rights, asked in admin, querysets and actions.

The answer comes from the module that `settings.RIGHTS` names, because rights per language are the
business of the desks, which this package does not know.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from django.conf import settings
from django.db import models

Row = TypeVar("Row", bound=models.Model)


@cache
def _answers() -> ModuleType:
    return import_module(settings.RIGHTS)


def may(user: Any, verb: str, thing: object = None) -> bool:
    """Say whether this user may do this to this object, in the object's language.

    Verbs: view, import, write (an own piece), take, translate, revise, approve, retract, retract_family,
    override, manage. `thing` is an article, an original, a language code, or nothing for rights anywhere.
    """
    return bool(_answers().may(user, verb, thing))


def visible(user: Any, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Leave in a queryset only what this user may see."""
    return _answers().visible(user, rows)


def languages(user: Any, verb: str) -> list[str]:
    """Name the languages of the newsroom in which this user may do something."""
    return [code for code in settings.NEWSROOM_LANGUAGES if may(user, verb, code)]
