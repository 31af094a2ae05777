"""What holds for every text: no check raises, equal numbers never alarm, time grows with length."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translations.quality import Unit, findings

LANGUAGES = [
    "en",
    "sv",
    "de",
    "fr",
    "ar",
    "fa",
    "zh-hans",
    "ja",
    "ru",
    "hi",
    "tr",
    "fi",
    "th",
    "ko",
    "he",
    "xx",
]
TEXTS = st.text(max_size=300) | st.text(alphabet="«»“”\"'()[]*_⟦⟧/<>a1 .,:٣万½\u202e\u200b", max_size=200)
NUMBERS = st.integers(0, 10**9) | st.decimals(0, 10**6, places=2).map(lambda value: f"{value:,}")


@settings(max_examples=150, deadline=None)
@given(source=TEXTS, target=TEXTS, one=st.sampled_from(LANGUAGES), other=st.sampled_from(LANGUAGES))
def test_no_text_makes_a_check_raise(source, target, one, other):
    for finding in findings(Unit(source, target, one, other)):
        assert finding.message
        assert 0 <= finding.start <= finding.end


@settings(max_examples=150, deadline=None)
@given(numbers=st.lists(NUMBERS, max_size=6), language=st.sampled_from(LANGUAGES))
def test_equal_numbers_never_alarm(numbers, language):
    text = " x ".join(map(str, numbers))

    assert "numbers" not in {finding.code for finding in findings(Unit(text, text, "en", language))}


@pytest.mark.alone
@pytest.mark.parametrize("piece", ["1,", "<a ", "“", "a ", "Ã", "1:11 ", "[a](1)", "No. ", "word. ", "**a_"])
def test_time_grows_with_the_length(piece):
    def seconds(length):
        unit = Unit(piece * length, piece * length, "en", "sv")
        start = time.process_time()
        findings(unit)
        return time.process_time() - start

    seconds(10)

    assert seconds(4000) < 12 * seconds(1000) + 0.5
