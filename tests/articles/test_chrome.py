"""The readers' chrome in a language in use: `manage.py check` lists what is missing."""

import re
from io import StringIO
from shutil import copytree

import pytest
from django.conf import settings as settings_of_django
from django.core.management import call_command

from articles.chrome import missing_sentences

COMPLETE = ("en", "sv", "ar", "de", "fi", "fr", "es", "ru", "zh-hans", "uk", "fa", "pt", "tr", "pl")
HINT = (
    "Translate them in locale/{}/LC_MESSAGES/django.po, then run `make messages`. "
    "Until then they stand there in the newsroom's own language."
)


@pytest.fixture
def locale(tmp_path, settings):
    """Catalogues that a test may spoil."""
    copytree(settings_of_django.LOCALE_PATHS[0], tmp_path, dirs_exist_ok=True)
    settings.LOCALE_PATHS = [tmp_path]
    return tmp_path


def told(settings, *languages):
    """Give what `manage.py check` says about the chrome, a line for each language."""
    settings.NEWSROOM_LANGUAGES = languages
    said = StringIO()
    call_command("check", tags=["translation"], stderr=said, stdout=said)
    return re.findall(r"\(articles\.W003\) (.*)\n\s+HINT: (.*)", said.getvalue())


def spoil(locale, language, old, new):
    path = locale / language / "LC_MESSAGES" / "django.po"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_check_is_silent_for_languages_that_say_everything(settings):
    assert told(settings, *COMPLETE) == []


def test_check_lists_what_is_missing_for_a_language_in_use(settings, locale):
    spoil(locale, "fa", 'msgstr "همهٔ خوراک‌ها"', 'msgstr ""')
    spoil(locale, "fa", 'msgid "Archive"', '#, fuzzy\nmsgid "Archive"')
    spoil(locale, "fa", 'msgstr[0] "%(number)s نتیجه"', 'msgstr[0] ""')
    spoil(locale, "pl", 'msgstr "Wszystkie kanały"', 'msgstr ""')

    first = "“%(number)s hit”, “All feeds”, “Archive”"
    assert told(settings, "en", "sv", "fa", "pl") == [
        (f"In “fa”, 3 sentences that readers see are not translated: {first}", HINT.format("fa")),
        ("In “pl”, 1 sentence that readers see is not translated: “All feeds”", HINT.format("pl")),
    ]


def test_check_shows_the_first_sentences_of_a_language_without_a_catalogue(settings):
    everything = missing_sentences("nl")
    first = ", ".join(f"“{text}”" for text in everything[:3])

    assert len(everything) > 90
    assert [line for line, _hint in told(settings, "sv", "nl")] == [
        f"In “nl”, {len(everything)} sentences that readers see are not translated: {first}, …"
    ]


def test_language_of_a_country_speaks_with_the_words_of_its_base(settings):
    assert told(settings, "pt-br", "fr-ca", "en-gb") == []


def test_sentence_that_only_the_desk_sees_is_not_asked_of_a_language():
    desk = "Protect sources"

    assert (desk in missing_sentences("nl"), "Archive" in missing_sentences("nl")) == (False, True)
