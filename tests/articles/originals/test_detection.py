"""Which language a text is in, by its words and by what its page says."""

import json
from pathlib import Path

import pytest

from articles.originals.detection import detected, language_of

DOCUMENTS = Path(__file__).resolve().parents[4] / "shared/data/dev/ntrex.jsonl"
SWEDISH = "Hamnen stängdes på måndagen efter att stormen hade slitit loss två kranar från deras räls. " * 2
NAMES = "Carmesin Cora, Schneider Ute, Unterkochen, Aalen, Heidenheim, Giengen, Steinheim, Bopfingen " * 3


@pytest.mark.skipif(not DOCUMENTS.exists(), reason="needs ../shared/data")
def test_translated_documents_are_told_apart():
    wrong = []
    for line in DOCUMENTS.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for tag, text in [("en", document), *document["translations"].items()]:
            found = detected(" ".join(text["segments"])).code
            if found != tag.partition("-")[0]:
                wrong.append((document["id"], tag, found))

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("항구는 월요일에 폐쇄되었다", "ko"),
        ("港は月曜日に閉鎖された", "ja"),
        ("港口星期一关闭", "zh"),
        ("ท่าเรือถูกปิดในวันจันทร์", "th"),
        ("Το λιμάνι έκλεισε τη Δευτέρα", "el"),
        ("הנמל נסגר ביום שני", "he"),
        ("बंदरगाह सोमवार को बंद कर दिया गया और लोगों ने कहा कि यह ठीक है", "hi"),
        ("", ""),
        ("12 345", ""),
    ],
)
def test_script_tells_the_language(text, code):
    assert detected(text).code == code


def test_list_of_names_is_in_the_language_that_the_page_says():
    assert language_of(NAMES, "de") == "de"


def test_words_win_over_a_page_that_says_something_else():
    assert language_of(SWEDISH, "en") == "sv"
