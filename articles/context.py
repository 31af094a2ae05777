"""What every public template knows about the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from articles.languages import language


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the site's name, the page's language and the editions to choose from."""
    code = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return {
        "site_name": settings.SITE_NAME,
        "page_language": language(code),
        "all_editions": sorted((language(c) for c in settings.NEWSROOM_LANGUAGES), key=lambda entry: entry.name),
    }
