"""What is quoted of a hit: the place where most of the query's words stand, the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.search.queries import Clause
from articles.search.stems import base_for_stems
from articles.search.words import NEEDS_A_CLOSER_LOOK, TOGETHER, Run, fold, forms_of, runs_in, spans_in

LENGTH = 220
BEFORE = 50
ELLIPSIS = "…"


@dataclass(frozen=True)
class Piece:
    """A part of a quotation, one of the words that were searched for or what stands between them."""

    text: str
    is_marked: bool = False


class Marker:
    """Finds the words of one query in texts of its language."""

    def __init__(self, clauses: Iterable[Clause], code: str) -> None:
        """Take what was searched for."""
        self._code = code
        self._base = base_for_stems(code)
        sequences = [sequence for clause in clauses for sequence in clause.sequences]
        self._words = {word for sequence in sequences for word in sequence.words}
        self._beginnings = tuple(sequence.words[-1] for sequence in sequences if sequence.is_beginning)
        # Stems are dear; most words of a text are told apart by two letters.
        self._signs = tuple({word[:2] for word in self._words} | {word[:2] for word in self._beginnings})
        self._verdicts: dict[str, bool] = {}

    def marked(self, text: str) -> list[Piece]:
        """Mark the words in a whole text, such as a headline."""
        return list(_pieces(text, self._places(text), 0, len(text)))

    def quoted(self, text: str) -> list[Piece]:
        """Quote the place where most of the words stand, else the beginning."""
        places = self._places(text)
        start = _start_of_best(places)
        start = _after_a_space(text, start) if start else 0
        end = _before_a_space(text, start + LENGTH) if start + LENGTH < len(text) else len(text)
        inside = [place for place in places if place[0] >= start and place[1] <= end]
        pieces = list(_pieces(text, inside, start, end))
        if start:
            pieces.insert(0, Piece(ELLIPSIS))
        if end < len(text):
            pieces.append(Piece(ELLIPSIS))
        return pieces

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Find where the words stand, neighbouring pairs of a run as one place."""
        places: list[tuple[int, int]] = []
        start = 0
        for line in text.splitlines(keepends=True):
            for begin, end in self._places_on(line):
                if places and start + begin < places[-1][1]:
                    places[-1] = (places[-1][0], start + end)
                else:
                    places.append((start + begin, start + end))
            start += len(line)
        return places

    def _places_on(self, line: str) -> Iterator[tuple[int, int]]:
        """Look through one line; most need no look at what stands around a word."""
        if NEEDS_A_CLOSER_LOOK.search(line):
            for run in runs_in(line, self._base):
                yield from self._places_in(run, line)
            return
        for match in TOGETHER.finditer(line):
            if self._is_searched_for(match[0]):
                yield match.span()

    def _places_in(self, run: Run, text: str) -> Iterator[tuple[int, int]]:
        if run.script != "word":
            for start, end, form in spans_in(run, text):
                if form in self._words or form.startswith(self._beginnings):
                    yield start, end
            return
        if self._is_searched_for(text[run.start : run.end]):
            yield run.start, run.end

    def _is_searched_for(self, word: str) -> bool:
        """Say whether a word is one of those; remembers, for texts use few words often."""
        verdict = self._verdicts.get(word)
        if verdict is None:
            plain = fold(word)
            verdict = any(sign in plain for sign in self._signs) and self._fits(
                (plain, *forms_of(word, self._base))
            )
            self._verdicts[word] = verdict
        return verdict

    def _fits(self, forms: Iterable[str]) -> bool:
        return any(form in self._words or form.startswith(self._beginnings) for form in forms)


def _start_of_best(places: list[tuple[int, int]]) -> int:
    """Choose the first window that holds the most places, a little before its first one."""
    best, most = 0, 0
    for number, (start, _end) in enumerate(places):
        count = sum(1 for other in places[number : number + 12] if other[1] <= start - BEFORE + LENGTH)
        if count > most:
            best, most = start, count
    return max(best - BEFORE, 0)


def _after_a_space(text: str, start: int) -> int:
    """Begin with a whole word where one begins soon."""
    space = text.find(" ", start, start + BEFORE)
    return space + 1 if space >= 0 else start


def _before_a_space(text: str, end: int) -> int:
    """End with a whole word where one ends soon before."""
    space = text.rfind(" ", end - BEFORE, end)
    return space if space >= 0 else end


def _pieces(text: str, places: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    for place, its_end in places:
        if start < place:
            yield Piece(text[start:place])
        yield Piece(text[place:its_end], is_marked=True)
        start = its_end
    if start < end:
        yield Piece(text[start:end])
