"""What the fragments beside the text need: names of colleagues, and names of what a button does."""

from __future__ import annotations

from typing import NamedTuple

from django import template

from translations.colleagues import name_of
from translations.notices import sentence_of, unread_count
from translations.waivers import waivers_of

register = template.Library()
register.filter("colleague", name_of)
register.filter("sentence", sentence_of)
register.simple_tag(unread_count, name="unread_notices")
register.simple_tag(waivers_of, name="waivers_of")


class Act(NamedTuple):
    """What a button sends (`value`), and the name of the field with the words for it."""

    value: str
    field: str


@register.filter
def about(verb: str, key: object) -> Act:
    """Name what is done with one row, as `translations.workbench.aside` reads it."""
    value = f"{verb} {key}".strip()
    return Act(value, f"text {value}")
