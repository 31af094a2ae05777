"""What a check of a translated block is given, what it answers, and the shape all checks share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from articles import languages
from translations import marks
from translations.quality import texts
from translations.quality.sentences import sentences

NOWHERE = (0, 0)


@dataclass(frozen=True)
class GlossaryEntry:
    """One term for one pair of languages.

    `target` is the word to use (empty where the entry only forbids), `forbidden` the words that must
    not stand for it, `forms` the inflected forms that translators have called fine. With
    `is_case_sensitive` the term is another word without its capitals: "Turkey", "turkey".
    """

    source: str
    target: str = ""
    forbidden: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    is_case_sensitive: bool = False


@dataclass(frozen=True)
class Unit:
    """One block of the source and its translation, as the workbench stores them (`translations.marks`).

    `kind` is a kind of `Segment`; `links` and `placeholders` are what the marks of the source count;
    `machine` is what a machine proposed for this block, if anything. Everything else is worked out
    from these, once.
    """

    source: str
    target: str
    source_lang: str
    target_lang: str
    kind: str = "paragraph"
    links: int = 0
    placeholders: Sequence[marks.Placeholder] = ()
    glossary: Sequence[GlossaryEntry] = ()
    machine: str = ""

    @cached_property
    def source_text(self) -> str:
        """The source without marks."""
        return marks.plain(self.source, self.links, self.placeholders)

    @cached_property
    def target_text(self) -> str:
        """The translation without marks; `Finding.start` and `end` count in it."""
        return marks.plain(self.target, self.links, self.placeholders)

    @cached_property
    def source_prose(self) -> str:
        """The source's words: tags and addresses are blanked, every other letter keeps its place."""
        return texts.without_code(self.source_text)

    @cached_property
    def target_prose(self) -> str:
        """The translation's words, likewise."""
        return texts.without_code(self.target_text)

    @cached_property
    def source_words(self) -> list[str]:
        """The source's words in order, as they are written."""
        return texts.words(self.source_prose)

    @cached_property
    def target_words(self) -> list[str]:
        """The translation's words; in scripts without spaces, runs between punctuation."""
        return texts.words(self.target_prose)

    @cached_property
    def source_sentences(self) -> list[str]:
        """The source's sentences."""
        return sentences(self.source_prose)

    @cached_property
    def target_sentences(self) -> list[str]:
        """The translation's sentences."""
        return sentences(self.target_prose)

    @cached_property
    def source_language(self) -> languages.Language:
        """What the table of languages says about the source's."""
        return languages.language(self.source_lang)

    @cached_property
    def target_language(self) -> languages.Language:
        """What the table of languages says about the target's."""
        return languages.language(self.target_lang)


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a translation, or may be.

    `blocking` must be mended, or waived by an editor with a reason, before the piece goes on.
    `start` and `end` are places in the translation without marks; both 0 where there is no place.
    """

    code: str
    sentence: Any  # a lazy sentence of gettext, with named places for `values`
    values: dict[str, object] = field(default_factory=dict)
    blocking: bool = False
    start: int = 0
    end: int = 0

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the language that is active now."""
        return str(self.sentence % self.values)


class Check:
    """One kind of mistake. A check never raises, whatever the texts are."""

    code: ClassVar[str]
    blocking: ClassVar[bool] = False

    def findings(self, unit: Unit) -> Iterator[Finding]:
        """Yield what is wrong; nothing where the languages are not known well enough."""
        raise NotImplementedError

    def finding(self, sentence: Any, at: tuple[int, int] = NOWHERE, /, **values: object) -> Finding:
        """Make a finding of this check."""
        return Finding(self.code, sentence, values, self.blocking, *at)
