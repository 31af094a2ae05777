"""Slugs in every script."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.slugs import LONGEST, SlugConverter, is_slug, make_slug, validate_section_slug, validate_slug


@pytest.mark.parametrize(
    ("language", "text", "slug"),
    [
        ("sv", "Hamnbron stängs i sex veckor – på måndag!", "hamnbron-stangs-i-sex-veckor-pa-mandag"),
        ("de", "Brücke für Fußgänger geöffnet", "bruecke-fuer-fussgaenger-geoeffnet"),
        ("fi", "Älä mene järvelle yöllä", "ala-mene-jarvelle-yolla"),
        ("ru", "Мост закрыт", "most-zakryt"),
        ("ar", "إغلاق جسر الميناء", "إغلاق-جسر-الميناء"),
        ("hi", "हिन्दी समाचार", "हिन्दी-समाचार"),
        ("zh-hans", "港口大桥关闭六周", "港口大桥关闭六周"),
        ("fa", "می‌خواهم", "می‌خواهم"),
        ("en", "Don’t panic", "dont-panic"),
        ("en", "… !?", ""),
    ],
)
def test_make_slug_writes_what_readers_of_the_language_expect(language, text, slug):
    assert make_slug(text, language) == slug


def test_make_slug_cuts_between_words():
    slug = make_slug("word " * 40, "en")

    assert len(slug) <= LONGEST
    assert set(slug.split("-")) == {"word"}


@given(st.text(max_size=200), st.sampled_from(["en", "sv", "ar", "hi", "th", "zh-hans", "de", "el"]))
def test_make_slug_always_gives_a_slug_or_nothing(text, language):
    slug = make_slug(text, language)

    assert slug == "" or (is_slug(slug) and len(slug) <= LONGEST)


@pytest.mark.parametrize(
    "text",
    ["Capital", "two--hyphens", "-a", "a-", "a b", "a/b", "a.b", "å".encode().decode("latin-1"), "\u200cab"],
)
def test_validate_slug_refuses(text):
    with pytest.raises(ValidationError):
        validate_slug(text)


@pytest.mark.parametrize(
    "text", ["tag", "people", "originals", "about", "search", "feed", "embed", "archive", "2026"]
)
def test_sections_may_not_take_addresses_of_the_site(text):
    with pytest.raises(ValidationError):
        validate_section_slug(text)


def test_converter_reads_a_decomposed_path_as_the_composed_one():
    assert SlugConverter().to_python(unicodedata.normalize("NFD", "ström")) == "ström"


def test_converter_refuses_capitals():
    with pytest.raises(ValueError, match="not a slug"):
        SlugConverter().to_python("Bridge")
