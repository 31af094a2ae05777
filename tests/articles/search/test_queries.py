"""What readers type: read as words, phrases and beginnings, and never as an operator of the database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import SearchEntry, Status
from articles.search.databases import keys_of
from articles.search.index import words_of
from articles.search.queries import LONGEST_QUERY, clauses_of
from articles.search.words import words_in
from tests.factories import make_own_piece

# Languages that the newsroom of the tests lacks.
INFLECTED = [
    ("th", "รัฐบาลเปิดสะพานพระรามเก้า", ["สะพาน", "รัฐบาล", "พระราม"]),
    ("ko", "시장이 다리를 열었다", ["다리", "다리가", "시장은"]),
    ("uk", "Рибалки повернулися до мостів", ["рибалка", "мости"]),
    ("pl", "Zamknięto stare mosty w Łodzi", ["most", "mostów", "lodzi"]),
    ("el", "Οι γέφυρες της Αθήνας", ["γέφυρα", "γεφυρα", "ΓΕΦΥΡΕΣ"]),
    ("pt", "As canções dos pescadores", ["canção", "cancao", "pescador"]),
    ("da", "Broerne lukkes", ["bro", "broen"]),
    ("my", "မြန်မာနိုင်ငံ", ["မြန်မာ"]),
    ("zh-hant", "臺北的新橋", ["新橋", "橋", "臺北"]),
]


def is_found(query, text, language):
    """Look without a database: every clause must stand in the text."""
    words = [word.forms for word in words_in(text, language)]

    def stands(sequence):
        *before, last = sequence.words
        for start in range(len(words) - len(before)):
            fits = all(word in words[start + place] for place, word in enumerate(before))
            ends = words[start + len(before)]
            if fits and any(
                form.startswith(last) if sequence.is_beginning else form == last for form in ends
            ):
                return True
        return False

    clauses = clauses_of(query, language)
    return bool(clauses) and all(any(map(stands, clause.sequences)) for clause in clauses)


@pytest.mark.parametrize(("language", "text", "queries"), INFLECTED, ids=[row[0] for row in INFLECTED])
def test_other_forms_of_a_word_are_found(language, text, queries):
    assert {query: is_found(query, text, language) for query in queries} == dict.fromkeys(queries, True)


@pytest.mark.django_db
def test_other_forms_are_found_in_the_database_too():
    entries = SearchEntry.objects.filter(version__article=make_own_piece(status=Status.PUBLISHED))

    for language, text, asked in INFLECTED:
        entries.update(words=words_of(language, text))
        for query in asked:
            keys = keys_of(SearchEntry, [(language, clauses_of(query, language))], newest=5)
            assert entries.filter(pk__in=keys.as_expression()).exists(), (language, query)


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [
        ("th", "สะพาน", "พาสะนาน"),
        ("zh-hans", "新桥", "桥新"),
        ("sv", "bro", "broder"),
        ("ko", "다리", "다른 리본"),
    ],
)
def test_what_is_only_alike_is_not_found(language, query, text):
    assert not is_found(query, text, language)


@pytest.mark.parametrize("query", ["", " ", "!?", '"', '""', "*", '"*"', "…", "“”", "-", "\u200c"])
def test_a_query_without_a_word_asks_for_nothing(query):
    assert clauses_of(query, "en") == []


def test_words_phrases_and_beginnings_are_told_apart():
    def written(sequence):
        return " ".join(sequence.words) + "*" * sequence.is_beginning

    clauses = clauses_of("ferries “night ferry” «old port» lib* open", "en")
    read = ["|".join(map(written, clause.sequences)) for clause in clauses]

    assert read == ["ferri", "night ferri", "old port", "lib*|lib", "open"]


ODD = "\"'*()^:-+{}|&!<>\\ \n%_~@#$;,./?ab的がกé\x00\ue000ANDORNOTNEAR"
QUERIES = st.text(st.one_of(st.characters(), st.sampled_from(ODD)), max_size=LONGEST_QUERY)


class AnyQuery(TestCase):
    """No query of a reader makes an error in the database, on either one."""

    @given(QUERIES, st.sampled_from(["en", "fi", "ar", "zh-hans", "ja", "ko", "th"]))
    @settings(deadline=None)
    def test_is_no_error_in_the_database(self, query, language):
        if clauses := clauses_of(query, language):
            wanted = [(language, clauses), ("sv", clauses)]
            for column in ("headline", "words"):
                keys = keys_of(SearchEntry, wanted, column=column, newest=5)
                found = SearchEntry.objects.filter(pk__in=keys.as_expression())
                assert list(found.values_list("pk")) == []


LONG = ["字" * 200, "a " * 100, f'"{"b " * 99}"', "ก" * 200, "x* " * 66, "ﷺ" * 200]


@pytest.mark.parametrize("query", LONG)
@pytest.mark.django_db
def test_the_longest_queries_are_no_error_in_the_database(query):
    wanted = [(code, clauses_of(query, code)) for code in ("en", "zh-hans", "fi")]

    found = SearchEntry.objects.filter(pk__in=keys_of(SearchEntry, wanted).as_expression())
    assert list(found.values_list("pk")) == []
