"""The first page of the admin: panels, each from a function that `settings.FIRST_DESK` names.

A panel function takes the `Visit` and yields no panel, one, or more. All of them together ask the
database fifteen times at most, however many rows there are, so each has one query to spend.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from articles import rights


@dataclass(frozen=True)
class Row:
    """One line of a plain panel: a headline in its language that leads somewhere, and facts about it.

    `warning` is a word that stands before the facts, such as "late".
    """

    headline: str
    language: str
    address: str
    facts: Sequence[str] = ()
    warning: str = ""


@dataclass(frozen=True)
class Panel:
    """One section of the first page: `name` for its addresses, `template` for what stands in it.

    The plain template shows a list of `Row`; a template of one's own finds the panel as `panel`.
    `nothing` is the sentence for an empty list.
    """

    name: str
    title: str
    rows: Sequence[Any]
    template: str = "admin/_rows.html"
    nothing: str = ""
    further: Any = None


class Visit:
    """One person who looks at the first page now."""

    def __init__(self, user: Any) -> None:
        """Remember who, and when."""
        self.user = user
        self.now: datetime = timezone.now()

    def languages(self, verb: str) -> list[str]:
        """Name the newsroom's languages in which this person may do something."""
        return [code for code in settings.NEWSROOM_LANGUAGES if rights.may(self.user, verb, code)]

    @cached_property
    def seen(self) -> list[str]:
        """Name the languages whose work this person sees."""
        return self.languages("view")


def panels_of(user: Any) -> list[Panel]:
    """Gather the panels of one person, in the order of the setting."""
    visit = Visit(user)
    if not visit.seen:
        return []
    found: list[Panel] = []
    for name in settings.FIRST_DESK:
        panels: Iterable[Panel] = import_string(name)(visit)
        found += panels
    return found
