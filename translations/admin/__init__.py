"""Desks and assignments in the admin, and what translating adds to the pages of `articles`."""

from translations.admin import absences, articles, assignments, desks, glossary, notices, originals

__all__ = ["absences", "articles", "assignments", "desks", "glossary", "notices", "originals"]
