"""What every public template knows: the site, the page's language, the editions and the sections."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from articles.languages import Language, language
from articles.listings import sections_in
from articles.phrases import Sentence


@dataclass(frozen=True)
class EditionLink:
    """One language in a list of languages, and where it leads.

    `original_name` says what the original's link is called: "English (original)".
    """

    language: Language
    path: str
    is_current: bool = False
    is_original: bool = False
    original_name: Sentence | None = None
    is_external: bool = False


def site(request: HttpRequest) -> dict[str, Any]:
    """Give the site's name, the page's language, the editions to choose from and the sections.

    Editions and sections are asked for when a template shows them; a view that has them puts its own
    lists here.
    """
    code = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return {
        "site_name": settings.SITE_NAME,
        "site_language": language(settings.LANGUAGE_CODE),
        "page_language": language(code),
        "edition_menu": SimpleLazyObject(partial(edition_menu, code)),
        "site_sections": SimpleLazyObject(partial(sections_in, code)),
    }


def edition_menu(current: str, stories: Mapping[str, str] | None = None) -> list[EditionLink]:
    """List every edition by its own name: the story where it exists there, else the front page."""
    paths = stories or {}
    links = [
        EditionLink(
            language(code), paths.get(code) or reverse("articles:front", args=[code]), code == current
        )
        for code in settings.NEWSROOM_LANGUAGES
    ]
    return sorted(links, key=by_own_name)


def by_own_name(link: EditionLink) -> str:
    """Order languages by their own names: marks ignored, one script after the other."""
    decomposed = unicodedata.normalize("NFKD", link.language.name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
