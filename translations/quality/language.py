"""The translation is in the language it should be in, all of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles import languages
from translations.quality import identity
from translations.quality.base import Check, Finding, Unit
from translations.quality.texts import TAG, letters_by_script, words

# Fewer words may be a name, or a title that stays as it is.
LEAST_WORDS = 5
LEAST_IN_SENTENCE = 4
# Names, brands and titles are written in Latin letters in many languages.
LEAST_SHARE = 0.35
KANA = frozenset({"HIRAGANA", "KATAKANA"})


class Untranslated(Check):
    """The translation says what the source says, in its words; capitalised ones alone may be names."""

    code = "untranslated"
    blocking = True

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if unit.source_language.base == unit.target_language.base:
            return
        source = [word.lower() for word in unit.source_words]
        if len(source) >= LEAST_WORDS and source == [word.lower() for word in unit.target_words]:
            sentence = _("The text is still that of the original. Translate it.")
            is_blocking = any(not word[:1].isupper() for word in unit.source_words if word.isalpha())
            yield Finding(self.code, sentence, blocking=is_blocking)


class WrongLanguage(Check):
    """Another script, or the small words of another language."""

    code = "language"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        language = unit.target_language
        if len(unit.target_prose) < 12:
            return
        if identity.share_in_script(unit.target_prose, language.script) < LEAST_SHARE:
            yield self.finding(_("The text is not in the script of this language. Translate it."))
        elif rival := _rival(unit):
            yield self.finding(
                _("The text seems to be in another language (%(language)s). Translate it."),
                language=languages.bcp47(rival),
            )


def _rival(unit: Unit) -> str:
    base = unit.target_language.base
    letters = letters_by_script(unit.target_prose)
    kana = sum(letters.get(script, 0) for script in KANA)
    if base == "zh" and kana > 0.1 * sum(letters.values()):
        return "ja"
    if base == "ja" and not kana and letters.get("CJK", 0) > 10:
        return "zh"
    return identity.neighbour_of(base, unit.target_prose) or identity.rival_of(base, unit.target_words)


class LeftInSource(Check):
    """A sentence in the middle of a translation that nobody translated."""

    code = "sentence_in_source"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if unit.source_language.base == unit.target_language.base:
            return
        source = f" {' '.join(_folded(words(unit.source_prose)))} "
        link_texts = len(TAG.findall(unit.target_text))
        for sentence in unit.target_sentences:
            told = words(sentence)
            if len(told) < LEAST_IN_SENTENCE or (link_texts and len(unit.target_sentences) == 1):
                continue
            if _is_source(told, source, unit):
                yield self.finding(
                    _("The sentence “%(sentence)s” is still in the language of the original. Translate it."),
                    sentence=sentence,
                )


def _folded(told: list[str]) -> list[str]:
    return [word.lower() for word in told]


def _is_source(told: list[str], source: str, unit: Unit) -> bool:
    """Say whether most of a sentence is in the source, in a row, with words that are no names."""
    folded = _folded(told)
    small = identity.small_words(folded)
    theirs, ours = small[unit.source_language.base], small[unit.target_language.base]
    if f" {' '.join(folded)} " in source:
        return theirs > ours or (theirs == ours > 0 and sum(word[:1].islower() for word in told) >= 3)
    return theirs >= LEAST_IN_SENTENCE and theirs > 2 * ours + 1
