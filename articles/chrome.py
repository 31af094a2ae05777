"""The readers' chrome: what the public site says around the texts, and what a language lacks of it.

The sentences stand in `locale/`; the English catalogue lists all of them with the places where they are said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from articles.languages import base_of, from_exact_to_base

# Where readers' sentences are said.
PUBLIC = (
    "templates/base.html",
    "templates/articles/",
    "templates/404.html",
    "templates/500.html",
    "newsroom/maintenance.py",
    "articles/attribution.py",
    "articles/context.py",
    "articles/dates.py",
    "articles/error_reports.py",
    "articles/feeds/",
    "articles/listings.py",
    "articles/originals/log.py",
    "articles/pages.py",
    "articles/pictures.py",
    "articles/report_form.py",
    "articles/search/forms.py",
    "articles/templatetags/",
    "articles/views/",
    "articles/withdrawals.py",
)


def missing_sentences(code: str) -> list[str]:
    """List the sentences, in English, that readers of a language are not told in it."""
    if base_of(code) == "en":
        return []
    catalogues = list(_catalogues(code))
    return [
        _english(message)
        for message in _catalogue("en")
        if message.id and _is_public(message) and not any(_says(each, message) for each in catalogues)
    ]


def _catalogues(code: str) -> Iterator[Catalog]:
    """Give what is looked into, best first: a language without words of its own speaks with its base's."""
    for candidate in from_exact_to_base(code):
        if _path(candidate).is_file():
            yield _catalogue(candidate)


def _catalogue(code: str) -> Catalog:
    with _path(code).open("rb") as file:
        return read_po(file, locale=to_locale(code))


def _path(code: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES" / "django.po"


def _is_public(message: Message) -> bool:
    return any(place.startswith(PUBLIC) for place, _line in message.locations)


def _says(catalogue: Catalog, asked: Message) -> bool:
    message = catalogue.get(asked.id, asked.context)
    if message is None or message.fuzzy or not message.string:
        return False
    return isinstance(message.string, str) or all(message.string)


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
