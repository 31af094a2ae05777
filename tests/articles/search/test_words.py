"""Words as the search compares them: never an error, the same twice, in every script."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.models.search import vector
from articles.search.index import words_of
from articles.search.words import LONGEST_WORD, fold, forms_in, lowered, words_in

LANGUAGES = ("sv", "en", "de", "fi", "fr", "tr", "ru", "uk", "el", "ar", "fa", "he", "hi")
LANGUAGES += ("zh-hans", "ja", "ko", "th", "und")
ODD = "aÅİıßﬁ½㎏ﷺéе́й٢๙ー々ｶﾞ가ก็าက္क़ّ\u200c\u200d\u00ad’'\"*\\\x00\ue000\U0001f600𝔘ͅΣς \n"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(ODD)), max_size=60)


def forms(text, language):
    return [word.forms for word in words_in(text, language)]


@given(TEXTS)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@example("桥·", "zh-hans")
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_words_hold_letters_digits_and_marks_alone(text, language):
    for word in words_in(text, language):
        assert 0 <= word.start < word.end <= len(text)
        for form in word.forms:
            assert 0 < len(form) <= LONGEST_WORD
            assert all(each.isalnum() or unicodedata.category(each)[0] == "M" for each in form)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_words_stand_in_the_order_of_the_text(text, language):
    starts = [word.start for word in words_in(text, language)]

    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("Ångström", "angstrom"),
        ("ＡＢＣ１２", "abc12"),
        ("ﬁlm", "film"),
        ("٢٠٢٦", "2026"),
        ("๒๕๖๙", "2569"),
        ("Ёлка", "елка"),
        ("Αθήνα", "αθηνα"),
        ("كتاب", "کتاب"),
        ("مُحَمَّد", "محمد"),
        ("फ़िल्म", "फिल्म"),
        ("Łódź", "lodz"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_what_is_written_in_two_ways_is_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("か", "が"), ("กา", "ก"), ("कि", "क")])
def test_what_are_different_letters_stay_different(one, other):
    assert fold(one) != fold(other)


def test_turkish_has_two_letters_i():
    assert [lowered("IŞIK", base) for base in ("tr", "en")] == ["ışık", "işik"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "l’école d'Anne", [("ecol",), ("anne",)]),
        ("en", "Anna's boat isn't", [("anna",), ("boat",), ("isn",)]),
        ("tr", "İstanbul'dan", [("istanbul",)]),
        ("sv", "50 000 kr", [("50",), ("000",), ("kr",)]),
        ("zh-hans", "上海桥", [("上海",), ("海桥",), ("桥",)]),
        ("th", "น้ำ", [("น้ํา",), ("ํา",)]),
        ("en", "…!?", []),
    ],
)
def test_a_text_is_cut_into_words(language, text, expected):
    assert forms(text, language) == expected


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_an_entry_begins_with_its_language_and_is_written_for_postgresql(text, language):
    words = words_of(language, text)

    assert words.split()[0] == f"\ue000{language}"
    assert vector(words).count("'") == 2 * len(set(words.split()))


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_fast_way_finds_the_same_forms(text, language):
    line = " ".join(text.splitlines())

    assert list(forms_in(line, language)) == forms(line, language)
