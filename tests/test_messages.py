"""The interface speaks English and Swedish completely; readers' chrome speaks every edition's language."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import to_locale

from articles.chrome import missing_sentences

ROOT = Path(__file__).resolve().parent.parent
EDITIONS = ("sv", "ar", "de", "fi", "fr", "es", "ru", "zh-hans", "uk", "fa", "pt", "tr", "pl")


def catalogue(language):
    path = ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def is_translated(message):
    texts = [message.string] if isinstance(message.string, str) else message.string
    return all(texts) and not message.fuzzy


def test_interface_speaks_swedish_completely():
    silent = [message.id for message in catalogue("sv") if message.id and not is_translated(message)]

    assert silent == []


@pytest.mark.parametrize("language", EDITIONS)
def test_readers_chrome_speaks_every_default_language(language):
    assert missing_sentences(language) == []


def test_every_edition_that_a_new_newsroom_has_is_asked_for_above():
    settings = (ROOT / "newsroom" / "settings.py").read_text("utf-8")
    default = re.search(r'"NEWSROOM_LANGUAGES", "([^"]+)"', settings)[1].split(",")

    assert [code for code in default if code not in ("en", *EDITIONS)] == []


@pytest.mark.parametrize("language", EDITIONS)
def test_translations_keep_every_placeholder(language):
    broken = [
        (message.id, [str(error) for error in message.check()])
        for message in catalogue(language)
        if message.id and is_translated(message) and list(message.check())
    ]

    assert broken == []
