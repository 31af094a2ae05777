"""What machines read about a piece, in their own words (schema.org and the feeds' extensions)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from articles.attribution import Attribution
from articles.models import PublishedVersion
from articles.models.people import Role


def translation_facts(version: PublishedVersion, attribution: Attribution) -> dict[str, Any]:
    """Say in names and values where a translation comes from; nothing for a piece in its own language."""
    if not version.is_translation:
        return {}
    captured_at = version.source_captured_at
    return {
        "from": attribution.source_language,
        "original_title": version.source_headline,
        "original_url": attribution.last_line_url,
        "outlet": version.source_outlet,
        "authors": names_of(attribution, Role.AUTHOR),
        "translators": names_of(attribution, Role.TRANSLATOR),
        "version": timezone.localtime(captured_at).isoformat(timespec="seconds") if captured_at else "",
        "statement": attribution.last_line,
    }


def names_of(attribution: Attribution, role: Role) -> list[str]:
    """Name those who did something, as the edition prints them."""
    return [name.printed for entry in attribution.byline if entry.role == role for name in entry.names]
