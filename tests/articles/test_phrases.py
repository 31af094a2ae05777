"""The phrases and labels of an attribution, and how they fall back."""

import json
import re
from pathlib import Path

import pytest
from django.test import override_settings

from articles import checks
from articles.languages import TABLE, base_of
from articles.phrases import (
    ATTRIBUTION,
    LABELS,
    Part,
    Words,
    closed,
    colon,
    exact_phrase,
    full_stop,
    label,
    phrase,
    relay_phrase,
    sentence,
)

DESIGN = Path(__file__).parents[3] / "shared" / "design" / "phrases"
needs_design = pytest.mark.skipif(not DESIGN.exists(), reason="needs ../shared (the design's phrase table)")
CELLS = [(target, source) for target, row in ATTRIBUTION["phrases"].items() for source in row]
FIELDS = re.compile(r"\{(\w*)\}")
NEWSROOM = ("en", "sv", "ar", "de", "fi", "fr", "es", "ru", "zh-hans")


def fields_of(text):
    return sorted(FIELDS.findall(text))


def test_every_phrase_is_finished():
    for target, source in CELLS:
        text = ATTRIBUTION["phrases"][target][source]
        assert text == text.strip(), (target, source)
        assert not re.search(r"[{}%?_<>:：]|\s\s|\.$", text), (target, source, text)
        assert base_of(target) != base_of(source) or {target, source} <= {"zh-hans", "zh-hant"}


def test_every_language_of_phrases_is_known_and_complete():
    targets = set(ATTRIBUTION["phrases"])

    assert targets <= set(TABLE["languages"])
    assert {source for _target, source in CELLS} <= set(TABLE["languages"])
    for part in ("language_label", "relay", "colon", "stop"):
        assert set(ATTRIBUTION[part]) == targets
    assert {tuple(fields_of(text)) for text in ATTRIBUTION["relay"].values()} == {("language", "phrase")}
    assert {tuple(fields_of(text)) for text in ATTRIBUTION["language_label"].values()} == {("language",)}


def test_doubtful_phrases_are_marked_in_the_tables_own_words():
    for cell, reason in ATTRIBUTION["doubtful"].items():
        target, source = cell.split(":")
        assert target in ATTRIBUTION["phrases"]
        assert source == "*" or source in ATTRIBUTION["phrases"][target]
        assert reason


def test_every_language_of_labels_has_every_label_with_the_same_places():
    for reader, words in LABELS.items():
        assert reader in TABLE["languages"]
        assert list(words) == list(LABELS["en"])
        for key, text in words.items():
            assert text.strip() == text != "", (reader, key)
            if key != "withdrawn":
                assert fields_of(text) == fields_of(LABELS["en"][key]), (reader, key)
            else:
                assert fields_of(text) == ["publication"]


def test_byline_labels_are_a_noun_a_colon_and_names():
    for reader, words in LABELS.items():
        for key in ("author", "translation", "review", "photo"):
            assert re.fullmatch(r"[^:：{}]+(: |\u00a0: |：)\{name\}", words[key]), (reader, key)


def test_french_colons_have_their_space_that_does_not_break():
    french = [*LABELS["fr"].values(), ATTRIBUTION["relay"]["fr"], ATTRIBUTION["language_label"]["fr"]]

    assert [text for text in french if re.search(r"(?<!\u00a0)[:;!?]", text)] == []
    assert colon("fr") == colon("fr-ca") == "\u00a0:"


@pytest.mark.parametrize("target", NEWSROOM)
@pytest.mark.parametrize("source", NEWSROOM)
def test_every_pair_of_the_newsrooms_languages_has_its_own_phrase(target, source):
    assert (exact_phrase(target, source) is None) == (target == source)


@needs_design
def test_nothing_of_the_designs_table_was_lost():
    designed = json.loads((DESIGN / "attribution.json").read_text(encoding="utf-8"))["phrases"]

    for target, row in designed.items():
        assert row.items() <= ATTRIBUTION["phrases"][target.lower()].items()


@pytest.mark.parametrize(
    ("target", "source", "text", "language"),
    [
        ("sv", "en", "Översatt från engelska", "sv"),
        ("sv", "en-gb", "Översatt från engelska", "sv"),
        ("sv", "nb", "Översatt från norska", "sv"),
        ("sv", "no", "Översatt från norska", "sv"),
        ("sv", "da", "Översatt från danska", "sv"),
        ("sv", "zh-hant", "Översatt från kinesiska", "sv"),
        ("de", "en", "Aus dem Englischen übersetzt", "de"),
        ("fi", "en", "Käännetty englannista", "fi"),
        ("ru", "sv", "Перевод со шведского", "ru"),
        ("ar", "en", "ترجمة عن الإنجليزية", "ar"),
        ("zh-hans", "en", "译自英语", "zh-hans"),
        ("zh-tw", "en", "譯自英文", "zh-hant"),
        ("pt-br", "pl", "Traduzido do polonês", "pt"),
        ("pt-pt", "pl", "Traduzido do polaco", "pt-pt"),
        # No phrase: the label form, in the target language where it is known, else in English.
        ("sv", "gd", "Originalspråk: skotsk gaeliska", "sv"),
        ("fi", "cy", "Alkukieli: kymri", "fi"),
        ("sr-latn", "en", "Original language: English", "en"),
        ("ga", "fa", "Original language: Persian", "en"),
        ("qaa", "qab", "Original language: qab", "en"),
        ("", "", "Original language: Unknown language", "en"),
    ],
)
def test_phrase_is_whole_or_a_label(target, source, text, language):
    assert phrase(target, source) == Words(text, language)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("fi", "Käännetty ruotsista (alkukieli: englanti)"),
        ("de", "Aus dem Schwedischen übersetzt (Original: Englisch)"),
        ("fr", "Traduit du suédois (original\u00a0: anglais)"),
        ("zh-hans", "译自瑞典语（原文：英语）"),
        ("ga", "Original language: Swedish (original: English)"),
    ],
)
def test_relay_phrase_names_the_first_language_in_the_nominative(target, text):
    assert relay_phrase(target, "sv", "en-us").text == text


@pytest.mark.parametrize(
    ("target", "text", "language"),
    [
        ("sv", "Om översättningen", "sv"),
        ("sv-fi", "Om översättningen", "sv"),
        ("pt-br", "Sobre esta tradução", "pt-br"),
        ("zh-tw", "關於本譯文", "zh-hant"),
        ("nn", "Om oversettelsen", "nb"),
        ("sr", "About this translation", "en"),
    ],
)
def test_labels_fall_back_to_the_base_language_then_to_english(target, text, language):
    assert label("about", target) == Words(text, language)


def test_marks_belong_to_the_language_of_the_words():
    assert [colon(code) for code in ("sv", "zh-hans", "ja", "ga")] == [":", "：", "：", ":"]
    assert [full_stop(code) for code in ("sv", "hi", "ur", "zh-hant", "th")] == [".", "।", "۔", "。", ""]


def test_sentence_takes_parts_and_says_in_which_language_its_words_are():
    name = Part("{Odd} Name", "publication", language="en", direction="ltr")

    own = sentence(Words("Publicerad i {publication}", "sv"), "sv", publication=name)
    foreign = sentence(Words("Published in {publication}", "en"), "ar", publication=name)

    assert (str(own), own.language, own.direction) == ("Publicerad i {Odd} Name", "", "")
    assert own.parts == (Part("Publicerad i "), name)
    assert (str(foreign), foreign.language, foreign.direction) == ("Published in {Odd} Name", "en", "ltr")


def test_sentence_never_ends_with_two_full_stops():
    dated = sentence(Words("Дата: {date}. Конец", "ru"), "ru", date=Part("14 марта 2026 г."))
    at_the_end = closed(sentence(Words("Дата: {date}", "ru"), "ru", date=Part("14 марта 2026 г.")), "ru")

    assert (str(dated), str(at_the_end)) == ("Дата: 14 марта 2026 г. Конец", "Дата: 14 марта 2026 г.")
    assert str(closed(sentence(Words("译自英语", "zh-hans"), "zh-hans"), "zh-hans")) == "译自英语。"
    assert str(closed(sentence(Words("แปล", "th"), "th"), "th")) == "แปล"


@override_settings(NEWSROOM_LANGUAGES=NEWSROOM)
def test_check_is_silent_for_the_newsrooms_languages():
    assert checks.phrases_are_known(None) == []


@override_settings(NEWSROOM_LANGUAGES=("sv", "en", "gd", "pt", "pt-br"))
def test_check_names_each_pair_without_a_phrase_and_languages_without_labels():
    found = [(warning.id, warning.msg) for warning in checks.phrases_are_known(None)]

    assert found == [
        ("articles.W001", "“Translated from …” is not known in “sv” for: gd."),
        ("articles.W001", "“Translated from …” is not known in “en” for: gd."),
        ("articles.W001", "“Translated from …” is not known in “gd” for: sv, en, pt, pt-br."),
        ("articles.W001", "“Translated from …” is not known in “pt” for: gd."),
        ("articles.W001", "“Translated from …” is not known in “pt-br” for: gd."),
        ("articles.W002", "The words of an attribution are not known in “gd”; English ones stand there."),
    ]
