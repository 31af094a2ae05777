"""What readers of eight languages type: words that `manage.py seed` sows, and one that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Words(NamedTuple):
    """Words of one language; forms that stand in the texts, and others."""

    common: str
    second: str
    place: str
    phrase: str
    beginning: str
    missing: str
    name: str


WORDS = {
    "en": Words(
        "lighthouses", "council", "Ellerby", '"the harbour master"', "volunt*", "parachute", "Maud Ferring"
    ),
    "sv": Words(
        "fyr", "kommunfullmäktige", "Ellerby", '"väntat på den här bron"', "frivil*", "fallskärm",
        "Ingela Strandholm",
    ),
    "ar": Words("منارة", "مجلس", "إيلربي", '"مدير الميناء"', "متطوع*", "مظلة", "هالة المرساوي"),
    "de": Words(
        "Leuchttürme", "Gemeinderat", "Ellerby", '"auf diese Brücke"', "Freiwill*", "Fallschirm",
        "Gesine Harmsdorf",
    ),
    "fi": Words(
        "majakat", "valtuusto", "Ellerby", '"odottaneet tätä siltaa"', "vapaaehtoi*", "laskuvarjo",
        "Tuulikki Rantasalo",
    ),
    "fr": Words(
        "phares", "conseil", "Ellerby", '"le capitaine du port"', "bénévol*", "parachute", "Solange Perricard"
    ),
    "ru": Words("маяк", "совет", "Эллерби", '"этот мост"', "доброво*", "парашют", "Маргарита Озерцова"),
    "zh-hans": Words("灯塔", "议会", "埃勒比", '"这座桥我们等了"', "志愿*", "降落伞", "苏映澜"),
}  # fmt: skip


class Query(NamedTuple):
    """One query: what is typed, in which language, and which of the form's filters is set."""

    kind: str
    language: str
    text: str
    chosen: str = ""


def queries() -> Iterator[Query]:
    """List them, kind by kind."""
    for code, words in WORDS.items():
        yield Query("a common word", code, words.common)
        yield Query("a place", code, words.place)
        yield Query("a year", code, "1987")
        yield Query("two common words", code, f"{words.common} {words.second}")
        yield Query("a place and a word", code, f"{words.place} {words.common}")
        yield Query("a phrase", code, words.phrase)
        yield Query("a beginning", code, words.beginning)
        yield Query("in a section", code, words.common, "section")
        yield Query("since a day", code, words.common, "since")
        yield Query("by a person", code, words.common, "person")
        yield Query("found nowhere", code, words.missing)
