"""Characters that nobody meant to write: invisible, broken, wrongly decoded, or of another script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality import identity
from translations.quality.base import Check, Finding, Unit
from translations.quality.texts import script_of

BROKEN = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060-\u2064\ufeff\u00ad\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Joiners belong inside words of these scripts, and between the parts of an emoji.
JOINERS = re.compile("[\u200c\u200d]")
JOINING = frozenset(
    [
        "ARABIC",
        "SYRIAC",
        "MONGOLIAN",
        "DEVANAGARI",
        "BENGALI",
        "GURMUKHI",
        "GUJARATI",
        "ORIYA",
        "TAMIL",
        "TELUGU",
        "KANNADA",
        "MALAYALAM",
        "SINHALA",
        "KHMER",
        "MYANMAR",
        "THAANA",
        "TIBETAN",
    ]
)
# What UTF-8 looks like when it was read as Windows-1252 or Latin-1.
MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
QUOTING = frozenset("«»“”‘’„‹›–—")
LOOKALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
MIXED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]{2,}")


class Characters(Check):
    """Invisible and broken characters."""

    code = "characters"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        text = unit.target_text
        for found in BROKEN.finditer(text):
            yield self.finding(_("A character is broken here. Write it again."), found.span())
        for found in INVISIBLE.finditer(text):
            yield self._invisible(found)
        for found in JOINERS.finditer(text):
            neighbours = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
            if any(letter.isalpha() and script_of(letter) not in JOINING for letter in neighbours):
                yield self._invisible(found)

    def _invisible(self, found: re.Match[str]) -> Finding:
        code = f"U+{ord(found[0]):04X}"
        return self.finding(
            _("A character that nobody can see (%(code)s) stands here. Remove it."), found.span(), code=code
        )


class Misread(Check):
    """Text that was decoded wrongly: Ã¤ for ä."""

    code = "encoding"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        scripts = identity.SCRIPTS.get(unit.target_language.script, set())
        found = [match for match in MISREAD.finditer(unit.target_text) if _meant(match[0], scripts)]
        if len(found) == 1 and found[0][0][1] in QUOTING:
            return
        for match in found[:1]:
            yield self.finding(
                _("“%(text)s” seems to be “%(meant)s”, read in a wrong encoding. Paste the text again."),
                match.span(),
                text=match[0],
                meant=_meant(match[0], scripts),
            )


def _meant(text: str, scripts: set[str]) -> str:
    """Give the character that a misread one was, nothing where it was not misread."""
    for length in range(len(text), 1, -1):
        encoded = b"".join(_byte(letter) for letter in text[:length])
        try:
            meant = encoded.decode()
        except UnicodeDecodeError:
            continue
        if len(meant) == 1 and (
            meant < "\u0180" or "\u2010" <= meant <= "\u203a" or script_of(meant) in scripts
        ):
            return meant
    return ""


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


class MixedScripts(Check):
    """A word with letters of two alphabets that look alike."""

    code = "mixed_scripts"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        for word in MIXED.finditer(unit.target_prose):
            if (
                len({script_of(letter) for letter in word[0]} & LOOKALIKE) > 1
                and word[0] not in unit.source_text
            ):
                yield self.finding(
                    _("“%(word)s” mixes letters of two alphabets. Type it again."), word.span(), word=word[0]
                )
