"""One line of a glossary file: what it says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles import languages
from articles.richtext import normalise_text
from translations.exchange.base import ExchangeError

MOST_ROWS = 20_000
LONGEST_WORD = 200
LONGEST_NOTE = 500
MOST_FORMS = 50


@dataclass(frozen=True)
class GlossaryRow:
    """One word for one term of one pair of languages (codes).

    `line` is where the file says it, `unclear` what it says where only yes or no have a meaning.
    """

    source_language: str
    source: str
    target_language: str
    target: str
    is_forbidden: bool = False
    is_case_sensitive: bool = False
    forms: tuple[str, ...] = ()
    note: str = ""
    line: int = field(default=0, compare=False)
    unclear: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Give what is one row in the glossary."""
        return (self.source_language, self.source, self.target_language, self.target)


def one_line(text: str) -> str:
    """Give a word as the glossary stores it: normalised, its spaces single."""
    return " ".join(normalise_text(text).split())


def accepted(rows: Iterable[GlossaryRow]) -> list[GlossaryRow]:
    """Give all rows, or raise ExchangeError with a sentence for every bad one."""
    found: list[GlossaryRow] = []
    problems: list[str] = []
    lines: dict[tuple[str, str, str, str], int] = {}
    for row in rows:
        if len(found) >= MOST_ROWS:
            problems.append(_("A file may have at most %(count)d entries.") % {"count": MOST_ROWS})
            break
        found.append(row)
        wrong = [*problems_of(row)]
        if row.key in lines:
            wrong.append(_("the same entry stands in line %(line)d") % {"line": lines[row.key]})
        lines.setdefault(row.key, row.line)
        problems += [at_line(row.line, sentence) for sentence in wrong]
    if problems:
        raise ExchangeError(problems)
    return found


def at_line(line: int, problem: str) -> str:
    """Say where in the file something is wrong."""
    return _("Line %(line)d: %(problem)s.") % {"line": line, "problem": problem}


def problems_of(row: GlossaryRow) -> Iterator[str]:
    """Say what is wrong with one row, without its line and full stop."""
    for code in (row.source_language, row.target_language):
        if not languages.is_known(code):
            yield _("“%(code)s” is not the code of a language") % {"code": code}
    if languages.base_of(row.source_language) == languages.base_of(row.target_language):
        yield _("both languages are the same")
    if not row.source:
        yield _("the term is missing")
    if not row.target:
        yield _("the translation is missing")
    if any(len(word) > LONGEST_WORD for word in (row.source, row.target, *row.forms)):
        yield _("a word is longer than %(count)d characters") % {"count": LONGEST_WORD}
    for word in row.unclear:
        yield _("“%(word)s” is neither yes nor no") % {"word": word}
    if len(row.forms) > MOST_FORMS:
        yield _("there are more than %(count)d forms") % {"count": MOST_FORMS}
    if len(row.note) > LONGEST_NOTE:
        yield _("the note is longer than %(count)d characters") % {"count": LONGEST_NOTE}
