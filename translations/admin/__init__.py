"""Desks and assignments in the admin, and what translating adds to the pages of `articles`."""

from translations.admin import articles, assignments, desks, glossary, notices, originals

__all__ = ["articles", "assignments", "desks", "glossary", "notices", "originals"]
