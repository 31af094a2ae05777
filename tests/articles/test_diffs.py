"""Differences are found by paragraph, then by word, in linear time."""

import time

import pytest

from articles import diffs
from articles.diffs import ADDED, CHANGED, MARKS, REMOVED, SAME


def shown(parts):
    signs = {SAME: "{}", ADDED: "[+{}]", REMOVED: "[-{}]"}
    return "".join(signs[part.kind].format(part.text) for part in parts)


def paragraphs(*texts, kind="paragraph"):
    return [{"kind": kind, "html": text} for text in texts]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("The bridge shuts.", "The bridge shuts.", "The bridge shuts."),
        ("ten years and can tell", "eleven years and can tell", "[-ten][+eleven] years and can tell"),
        ("It shuts.", "It shuts on Monday.", "It shuts[+ on Monday]."),
        ("It shuts on Monday.", "It shuts.", "It shuts[- on Monday]."),
        ("a b c", "x y z", "[-a b c][+x y z]"),
        ("two  spaces", "two spaces", "two spaces"),
        ("Färjan går", "Färjan gick", "Färjan[- går][+ gick]"),
        ("大桥星期一关闭", "大桥星期二关闭", "大桥星期[-一][+二]关闭"),
        ("إغلاق الجسر يوم الاثنين", "إغلاق الجسر يوم الأحد", "إغلاق الجسر يوم[- الاثنين][+ الأحد]"),
        ("हिन्दी में", "हिन्दी पर", "हिन्दी[- में][+ पर]"),
    ],
)
def test_words_show_what_was_added_and_removed(old, new, expected):
    assert shown(diffs.of_words(old, new)) == expected


def test_words_give_back_both_texts():
    old = "The ferry sails every twenty minutes; the trip is free, for anyone on foot."
    new = "The ferry Lotsen sails every ten minutes. For anyone on foot, the trip is free."

    parts = diffs.of_words(old, new)

    assert "".join(part.text for part in parts if part.kind != ADDED) == old
    assert "".join(part.text for part in parts if part.kind != REMOVED) == new


def test_blocks_set_a_rewritten_paragraph_beside_the_old_one():
    old = paragraphs("One stays.", "The bridge shuts on Monday at noon.", "Gone with the wind.", "Last.")
    new = paragraphs("One stays.", "The bridge shuts on Tuesday at noon.", "Last.", "Brand new here.")

    found = diffs.of_blocks(old, new)

    assert [paragraph.kind for paragraph in found] == [SAME, CHANGED, REMOVED, SAME, ADDED]
    assert shown(found[1].parts) == "The bridge shuts on[- Monday][+ Tuesday] at noon."


def test_blocks_say_when_only_marks_differ():
    old = paragraphs("See <a href='https://a.example'>this</a>.")
    new = paragraphs("See <a href='https://b.example'>this</a>.")

    assert [paragraph.kind for paragraph in diffs.of_blocks(old, new)] == [MARKS]
    assert diffs.is_different(diffs.of_blocks(old, new))


def test_blocks_leave_out_what_a_translation_leaves_out():
    old = paragraphs("One.")
    new = [*paragraphs("One."), {"kind": "paragraph", "html": "", "left_out": True}]

    assert not diffs.is_different(diffs.of_blocks(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a", "b"),
        ("aa bb ", "bb aa "),
        ("ab ", "ab cd "),
        ("ord om ord i rad ", "rad i ord om ord "),
        ("文字", "字文"),
    ],
)
def test_words_take_linear_time(old, new):
    def seconds(times):
        best = 9.0
        for _round in range(3):
            start = time.perf_counter()
            diffs.of_words(old * times, new * times)
            best = min(best, time.perf_counter() - start)
        return best

    small, large = seconds(4000), seconds(16000)

    assert large < 10 * small + 0.1


def test_paragraphs_take_linear_time():
    old = [f"Paragraph {number} says nothing new." for number in range(1500)]
    new = [f"Something else altogether, number {number}." for number in range(1500)]

    start = time.perf_counter()
    diffs.of_lines("\n".join(old), "\n".join(new))

    assert time.perf_counter() - start < 3
