"""What differs between two texts: paragraph by paragraph, then word by word.

Every step is linear or nearly so in the length of the texts, whatever they hold: words that stand
once in both texts are anchors (patience), the gaps between them are compared in full only where
they are small.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from articles.richtext import Block, text_of

SAME, ADDED, REMOVED, CHANGED, MARKS = "same", "added", "removed", "changed", "marks"

# A gap is compared in full when its area is at most this many times its circumference.
AREA_PER_WORD = 32
DEEPEST = 12
# Two paragraphs are one that was rewritten when they share this part of their words.
ALIKE = 0.35
MOST_PAIRS = 2500

Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Part:
    """A run of words: `same`, `added` or `removed`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the comparison.

    `same`, `added`, `removed`, `changed`, or `marks` when the words are the same but links, emphasis
    or the kind of block are not.
    """

    kind: str
    parts: tuple[Part, ...]


def of_words(old: str, new: str) -> tuple[Part, ...]:
    """Compare two paragraphs word by word; white space alone is no difference."""
    old_words, new_words = list(_words(old)), list(_words(new))
    pairs = _pairs([word.strip() for word in old_words], [word.strip() for word in new_words])
    parts: list[Part] = []
    i = j = 0
    for i_next, j_next in [*pairs, (len(old_words), len(new_words))]:
        _append(parts, REMOVED, "".join(old_words[i:i_next]))
        _append(parts, ADDED, "".join(new_words[j:j_next]))
        _append(parts, SAME, "".join(new_words[j_next : j_next + 1]))
        i, j = i_next + 1, j_next + 1
    return tuple(parts)


def of_lines(old: str, new: str) -> list[Paragraph]:
    """Compare two plain texts, one paragraph a line."""
    return _compare(old.splitlines(), new.splitlines())


def of_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[Paragraph]:
    """Compare two bodies; what was left out of a translation is not part of its text."""
    old_shown = [block for block in old if not block.get("left_out")]
    new_shown = [block for block in new if not block.get("left_out")]
    return _compare(
        [text_of(block["html"]) for block in old_shown],
        [text_of(block["html"]) for block in new_shown],
        [f"{block['kind']} {block['html']}" for block in old_shown],
        [f"{block['kind']} {block['html']}" for block in new_shown],
    )


def count_changed(old: Sequence[Block], new: Sequence[Block]) -> int:
    """Count the paragraphs that are not the same, without looking at their words one by one.

    One that was rewritten counts once, as one that was added or removed does; links and emphasis count.
    """
    before, after = (
        [f"{block['kind']} {block['html']}" for block in side if not block.get("left_out")]
        for side in (old, new)
    )
    number = i = j = 0
    for i_next, j_next in [*_pairs(before, after), (len(before), len(after))]:
        number += max(i_next - i, j_next - j)
        i, j = i_next + 1, j_next + 1
    return number


class Fold(NamedTuple):
    """Paragraphs that follow each other and are all the same on both sides, or all different."""

    is_same: bool
    paragraphs: list[Paragraph]


def folded(paragraphs: Sequence[Paragraph]) -> list[Fold]:
    """Group a comparison, so that what did not change can be folded away."""
    groups = groupby(paragraphs, key=lambda paragraph: paragraph.kind == SAME)
    return [Fold(is_same, list(group)) for is_same, group in groups]


def is_different(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether a comparison found anything."""
    return any(paragraph.kind != SAME for paragraph in paragraphs)


def _compare(
    old: list[str],
    new: list[str],
    old_marked: list[str] | None = None,
    new_marked: list[str] | None = None,
) -> list[Paragraph]:
    found: list[Paragraph] = []
    i = j = 0
    for i_next, j_next in [*_pairs(old, new), (len(old), len(new))]:
        found.extend(_rewritten(old[i:i_next], new[j:j_next]))
        if i_next < len(old):
            is_same = not (old_marked and new_marked) or old_marked[i_next] == new_marked[j_next]
            found.append(Paragraph(SAME if is_same else MARKS, (Part(SAME, new[j_next]),)))
        i, j = i_next + 1, j_next + 1
    return found


def _rewritten(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    """Set paragraphs that were rewritten beside each other; the rest was removed or added."""
    i = j = 0
    for i_next, j_next in [*_alike(old, new), (len(old), len(new))]:
        yield from (Paragraph(REMOVED, (Part(REMOVED, text),)) for text in old[i:i_next])
        yield from (Paragraph(ADDED, (Part(ADDED, text),)) for text in new[j:j_next])
        if i_next < len(old):
            yield Paragraph(CHANGED, of_words(old[i_next], new[j_next]))
        i, j = i_next + 1, j_next + 1


def _alike(old: list[str], new: list[str]) -> Pairs:
    """Pair paragraphs that share many words, in order; by their place alone when there are too many."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(place, place) for place in range(min(len(old), len(new)))]
    old_counts, new_counts = [[Counter(map(str.strip, _words(text))) for text in side] for side in (old, new)]
    pairs: Pairs = []
    start = 0
    for j, wanted in enumerate(new_counts):
        likeness = [(_likeness(old_counts[i], wanted), -i) for i in range(start, len(old))]
        best, place = max(likeness, default=(0.0, 0))
        if best >= ALIKE:
            pairs.append((-place, j))
            start = -place + 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _append(parts: list[Part], kind: str, text: str) -> None:
    if text and parts and parts[-1].kind == kind:
        parts[-1] = Part(kind, parts[-1].text + text)
    elif text:
        parts.append(Part(kind, text))


def _words(text: str) -> Iterator[str]:
    """Cut a text into words, each with the white space before it; scripts without spaces into characters."""
    word, kind = "", ""
    for character in text:
        new_kind = _kind(character)
        if new_kind == "mark":
            new_kind = kind
        elif word and kind != "space" and (new_kind == "alone" or new_kind != kind):
            yield word
            word = ""
        word += character
        kind = new_kind
    if word:
        yield word


def _kind(character: str) -> str:
    if character.isspace():
        return "space"
    category = unicodedata.category(character)
    if category[0] == "M" or character in "'’\u200c\u200d":
        return "mark"
    if category == "Lo" and ("\u0e00" <= character <= "\u0fff" or "\u1780" <= character <= "\u17ff"):
        return "alone"  # Thai, Lao, Tibetan, Khmer
    if category in ("Lo", "Lm") and ("\u3040" <= character <= "\u9fff" or character >= "\U00020000"):
        return "alone"  # Chinese characters and kana
    return "word" if category[0] in "LN" else "alone"


def _pairs(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Find words that both have, in the same order: (place in old, place in new)."""
    found: Pairs = []
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        i, i_end, j, j_end, depth = waiting.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            found.append((i_end, j_end))
        wide, high = i_end - i, j_end - j
        if wide * high <= AREA_PER_WORD * (wide + high):
            found.extend(_longest_common(old[i:i_end], new[j:j_end], i, j))
        elif depth < DEEPEST and (anchors := _anchors(old[i:i_end], new[j:j_end], i, j)):
            edges = [(i, j), *anchors, (i_end, j_end)]
            waiting.extend((a, b, c, d, depth + 1) for (a, c), (b, d) in pairwise(edges))
    return sorted(found)


def _anchors(old: Sequence[str], new: Sequence[str], i: int, j: int) -> Pairs:
    """Find the longest run of words that stand once on each side and come in the same order."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {word: place for place, word in enumerate(new) if new_counts[word] == 1}
    candidates = [(a, places[word]) for a, word in enumerate(old) if old_counts[word] == 1 and word in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_a, b) in enumerate(candidates):
        length = bisect_left(ends, b)
        ends[length : length + 1] = [b]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    chain: Pairs = []
    number = last[-1] if last else -1
    while number >= 0:
        a, b = candidates[number]
        chain.append((i + a, j + b))
        number = before[number]
    return chain[::-1]


def _longest_common(old: Sequence[str], new: Sequence[str], i: int, j: int) -> Pairs:
    """Compare a small gap in full."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            table[a][b] = (
                table[a + 1][b + 1] + 1 if old[a] == new[b] else max(table[a + 1][b], table[a][b + 1])
            )
    pairs: Pairs = []
    a = b = 0
    while a < len(old) and b < len(new):
        if old[a] == new[b]:
            pairs.append((i + a, j + b))
            a, b = a + 1, b + 1
        elif table[a + 1][b] >= table[a][b + 1]:
            a += 1
        else:
            b += 1
    return pairs
