"""The lists of the admin's first page."""

from __future__ import annotations

from typing import Any

from django import template

from articles.admin.languages import language_name
from translations.admin.overview import Overview, overview_of

register = template.Library()
register.filter("language_name", language_name)


@register.simple_tag
def first_desk(user: Any) -> Overview:
    """Give what waits for this person."""
    return overview_of(user)
