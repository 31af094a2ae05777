"""Finding terms whatever their endings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translations.inflections import Finder, Wanted, has


def found(language, text, *terms, **options):
    finder = Finder([Wanted(term, **options) for term in terms], language)
    return [text[place.start : place.end] for place in finder.places(text)]


@pytest.mark.parametrize(
    ("language", "term", "text", "expected"),
    [
        ("en", "ferry", "The ferries, and the Ferry’s crew.", ["ferries", "Ferry’s"]),
        ("en", "bascule bridge", "Bascule bridges are bridges.", ["Bascule bridges"]),
        ("sv", "färja", "Färjan går som färjorna.", ["Färjan", "färjorna"]),
        ("sv", "bro", "Min bror gick över broarna och bron.", ["broarna", "bron"]),
        ("fi", "silta", "Kaksi siltaa ja sillan pää.", ["siltaa", "sillan"]),
        ("de", "Fähre", "Die Fähren fahren.", ["Fähren"]),
        ("de", "Stadt", "Alle Städte.", ["Städte"]),
        ("fr", "île", "Sur l’île.", ["l’île"]),
        ("tr", "köprü", "Köprüler.", ["Köprüler"]),
        ("ru", "мост", "По мостам и мосту.", ["мостам", "мосту"]),
        ("uk", "вулиця", "На вулиці.", ["вулиці"]),
        ("ar", "جسر", "والجسر جسرًا", ["والجسر", "جسرًا"]),
        ("he", "גשר", "בגשר", ["בגשר"]),
        ("hi", "पुल", "पुलों पर", ["पुलों"]),
        ("ko", "다리", "다리는 길다", ["다리는"]),
        ("zh-hans", "渡轮", "这艘渡轮很大", ["渡轮"]),
        ("ja", "フェリー", "ﾌｪﾘｰが来る", ["ﾌｪﾘｰ"]),
        ("th", "เรือ", "ไปเรือข้ามฟาก", ["เรือ"]),
    ],
)
def test_a_term_is_found_whatever_its_endings(language, term, text, expected):
    assert found(language, text, term) == expected


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("en", "bridge", "An abridged text about bridal gowns"),
        ("de", "Fähre", "Sie fahren"),
        ("uk", "вулиця", "Вулкан"),
        ("en", "...", "Wait ..."),
        ("zh-hans", " ", "港口 渡轮"),
        ("en", "ferry boat", "A ferry"),
    ],
)
def test_another_word_is_not_found(language, term, text):
    assert found(language, text, term) == []


def test_of_terms_that_overlap_the_longest_is_found():
    text = "The motorway bridge, not the bridge."

    assert found("en", text, "bridge", "motorway bridge") == ["motorway bridge", "bridge"]


def test_a_capital_letter_is_another_letter_where_it_matters():
    assert found("en", "US firms told us", "US", is_case_sensitive=True) == ["US"]
    assert found("en", "US firms told us", "US") == ["US", "us"]


@pytest.mark.parametrize(
    ("language", "text", "term", "is_there"),
    [
        ("sv", "Färjetrafiken ställs in", "färja", True),
        ("de", "Zwei Klappbrücken", "Brücke", True),
        ("sv", "Min bror", "bro", False),
        ("en", "The ferryman", "ferry", False),
    ],
)
def test_a_term_may_be_a_part_of_a_compound_where_words_are_written_together(language, text, term, is_there):
    assert has(text, term, language) is is_there


@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from(["en", "sv", "ar", "zh-hans", "uk", "xx"]))
def test_no_text_breaks_it_and_places_lie_inside(text, term, language):
    places = Finder([Wanted(term), Wanted("a")], language).places(text)

    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(one.end <= other.start for one, other in pairwise(places))


@given(
    st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=3, max_size=20),
    st.sampled_from(["en", "sv", "de", "tr", "uk"]),
)
def test_a_word_is_found_as_it_stands(word, language):
    assert found(language, f"({word}), and", word) == [word]
