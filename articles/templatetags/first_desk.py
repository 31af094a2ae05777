"""The panels of the admin's first page."""

from __future__ import annotations

from django import template

from articles.admin.first_desk import panels_of
from articles.admin.languages import language_name
from articles.languages import bcp47

register = template.Library()
# Not `language_name`: Django's own filter of that name, in `i18n`, speaks English to everybody.
register.filter("name_of_language", language_name)
register.filter("language_tag", bcp47)
register.simple_tag(panels_of, name="first_desk")
