"""The language table: codes, tags, directions, names."""

import pytest
import snowballstemmer
from babel.core import get_global
from django.conf import global_settings
from hypothesis import given
from hypothesis import strategies as st

from articles import languages
from articles.languages import base_of, bcp47, code_of, direction, language, lookup_order, name_in
from articles.phrases import ATTRIBUTION

DJANGO_CODES = [code for code, _name in global_settings.LANGUAGES]
TARGETS_OF_PHRASES = [*ATTRIBUTION["phrases"], "am", "so", "ps", "ku", "ckb", "zh", "no"]
SCRIPTS = {
    subtags.split("_")[1] for subtags in get_global("likely_subtags").values() if subtags.count("_") == 2
}
ANY_TEXT = st.text(max_size=60)
LOOKS_LIKE_A_CODE = st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}", fullmatch=True)


@pytest.mark.parametrize("code", [*DJANGO_CODES, *TARGETS_OF_PHRASES])
def test_table_has_every_code_that_django_knows_and_every_target(code):
    entry = languages.TABLE["languages"][code]

    assert (entry["name"].strip(), len(entry["quotes"]), len(entry["script"])) == (entry["name"], 4, 4)
    assert language(code).code == code


@pytest.mark.parametrize("code", languages.TABLE["languages"])
def test_every_row_of_the_table_is_whole(code):
    entry = language(code)
    words = (entry.name, entry.tag, entry.base, *entry.quotes, *entry.inner_quotes)

    assert [word for word in words if not word.strip()] == []
    assert (entry.code, entry.tag) == (code, bcp47(code))
    assert entry.direction == ("rtl" if entry.script in languages.RIGHT_TO_LEFT else "ltr")
    assert entry.script in SCRIPTS
    assert entry.dash.strip() in {"", "–", "—"}
    assert entry.calendar in languages.CALENDARS
    assert entry.numerals in languages.NUMERALS
    assert entry.reading_speed == (
        200 if entry.has_spaces else {"Hans": 400, "Hant": 400, "Jpan": 400}.get(entry.script, 500)
    )
    assert entry.stemmer in {"", "ukrainian", *snowballstemmer.algorithms()}


def test_table_has_sixty_languages_and_more():
    assert len({base_of(code) for code in languages.TABLE["languages"]}) >= 60


@pytest.mark.parametrize(
    ("code", "stemmer"),
    [
        ("sv", "swedish"),
        ("pt-br", "portuguese"),
        ("sr-latn", "serbian"),
        ("uk", "ukrainian"),
        ("ja", ""),
        ("is", ""),
    ],
)
def test_row_names_what_the_search_cuts_words_with(code, stemmer):
    assert language(code).stemmer == stemmer


@pytest.mark.parametrize(
    ("code", "calendar", "numerals"),
    [
        ("fa", "persian", "arabext"),
        ("prs", "persian", "arabext"),
        ("ps", "persian", "arabext"),
        ("th", "buddhist", "latn"),
        ("ar", "gregorian", "latn"),
        ("mr", "gregorian", "deva"),
        ("bn", "gregorian", "beng"),
        ("sv", "gregorian", "latn"),
    ],
)
def test_row_says_what_a_language_dates_and_counts_by(code, calendar, numerals):
    assert (language(code).calendar, language(code).numerals) == (calendar, numerals)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("sv", "Svenska"),
        ("fi", "Suomi"),
        ("de", "Deutsch"),
        ("ar", "العربية"),
        ("zh-hans", "中文（简体）"),
        ("zh-hant", "中文（繁體）"),
        ("pt-br", "Português (Brasil)"),
        ("sr-latn", "Srpski"),
        ("sr", "Српски"),
        ("id", "Bahasa Indonesia"),
        ("ka", "ქართული"),
        ("nb", "Norsk bokmål"),
    ],
)
def test_language_is_called_as_its_speakers_write_it_in_a_list(code, name):
    assert language(code).name == name


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("sv", "sv"),
        ("pt-br", "pt-BR"),
        ("sr-latn", "sr-Latn"),
        ("zh-hans", "zh-Hans"),
        ("es-419", "es-419"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("ZH_hans", "zh-Hans"),
        ("de-de-1996", "de-DE-1996"),
        ("iw", "he"),
        ("", "und"),
        ("not a code", "und"),
    ],
)
def test_bcp47_writes_the_canonical_tag(code, tag):
    assert bcp47(code) == tag
    assert language(code).tag == tag


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ar", "rtl"),
        ("ar-dz", "rtl"),
        ("fa", "rtl"),
        ("he", "rtl"),
        ("ur", "rtl"),
        ("ps", "rtl"),
        ("ckb", "rtl"),
        ("ug", "rtl"),
        ("dv", "rtl"),
        ("az", "ltr"),
        ("az-arab", "rtl"),
        ("ku", "ltr"),
        ("ku-arab", "rtl"),
        ("ks-deva", "ltr"),
        ("sv", "ltr"),
        ("am", "ltr"),
        ("tlh", "ltr"),
        ("arz", "rtl"),
    ],
)
def test_direction_follows_the_script(code, expected):
    assert direction(code) == expected


def test_azerbaijani_is_written_from_left_to_right_whatever_django_says():
    assert (language("az").direction, language("az").script) == ("ltr", "Latn")


def test_unknown_code_has_its_base_languages_entry_under_its_own_code():
    finland, sweden = language("sv-ax"), language("sv")

    assert (finland.code, finland.tag, finland.base) == ("sv-ax", "sv-AX", "sv")
    assert (finland.name, finland.dash, finland.quotes) == (sweden.name, sweden.dash, sweden.quotes)


def test_unknown_language_has_a_neutral_entry():
    entry = language("qaa")

    assert (entry.code, entry.tag, entry.name, entry.direction, entry.dash) == (
        "qaa",
        "qaa",
        "qaa",
        "ltr",
        "",
    )


def test_quotes_and_dash_are_those_of_the_press():
    assert (language("sv").quotes, language("sv").inner_quotes) == (("”", "”"), ("’", "’"))
    assert language("fr").quotes == ("«\u202f", "\u202f»")
    assert (language("sv").dash, language("es").dash, language("de").dash) == ("–\u00a0", "—", "")


@pytest.mark.parametrize(
    ("code", "display", "name"),
    [
        ("en", "sv", "engelska"),
        ("en", "de", "Englisch"),
        ("en", "ar", "الإنجليزية"),
        ("sv", "fi", "ruotsi"),
        ("pt-br", "sv", "brasiliansk portugisiska"),
        ("zh-hans", "sv", "förenklad kinesiska"),
        ("sr-latn", "sv", "serbiska"),
        ("ar-dz", "sv", "arabiska"),
        ("EN_us", "sv", "amerikansk engelska"),
        # Where CLDR writes for a list, not for a sentence.
        ("en", "vi", "tiếng Anh"),
        ("en", "el", "αγγλικά"),
        # CLDR's Portuguese is Brazil's; ours is that of its sentences.
        ("pl", "pt", "polaco"),
        # CLDR knows nothing in these languages, or nothing of this language.
        ("sv", "udm", "Swedish"),
        ("qaa", "sv", "qaa"),
        ("", "sv", "obestämt språk"),
    ],
)
def test_name_in_gives_the_nominative_of_cldr(code, display, name):
    assert name_in(code, display) == name


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("sv", ("sv",)),
        ("pt-br", ("pt-br", "pt")),
        ("zh", ("zh", "zh-hans")),
        ("zh-tw", ("zh-tw", "zh-hant")),
        ("zh-hant", ("zh-hant",)),
        ("sr-latn", ("sr-latn",)),
        ("nn", ("nn", "nb")),
    ],
)
def test_words_of_another_script_never_stand_in(code, order):
    assert lookup_order(code) == order


@given(code=ANY_TEXT | LOOKS_LIKE_A_CODE, display=ANY_TEXT | LOOKS_LIKE_A_CODE)
def test_no_text_is_too_strange_for_the_table(code, display):
    entry = language(code)

    assert entry.tag == bcp47(code)
    assert code_of(entry.tag) == entry.code == code_of(code)
    assert entry.base == base_of(code)
    assert entry.direction in {"ltr", "rtl"}
    assert name_in(code, display)
    assert lookup_order(code)[0] == entry.code
    languages.locale_of(code)
