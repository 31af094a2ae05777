"""The newsroom's own pages for what `articles` holds, on Django's stock admin."""

from articles.admin import (
    articles,
    audit,
    clearances,
    error_reports,
    front_page,
    originals,
    outlets,
    people,
    pictures,
    sections,
)

__all__ = [
    "articles",
    "audit",
    "clearances",
    "error_reports",
    "front_page",
    "originals",
    "outlets",
    "people",
    "pictures",
    "sections",
]
