"""How a text ends, and brackets."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit

CLOSING = "\"'“”’‘»«›‹„」』〉》*_ \u00a0\u202f\u200b\u200e\u200f"
KINDS = {"?": "?？؟;⸮", "!": "!！", ".": ".。।॥۔．｡։။።…៖", ":": ":："}
KIND_OF = {sign: kind for kind, signs in KINDS.items() for sign in signs}
# Sentences end with a space there.
WITHOUT = frozenset({"th", "lo", "km", "my", "bo"})
BRACKETS = str.maketrans("（）［］｛｝", "()[]{}")
PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("【", "】"))


class EndPunctuation(Check):
    """A text ends with a full stop, a question or exclamation mark where the source does."""

    code = "end_punctuation"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if unit.target_language.base in WITHOUT or unit.source_language.base in WITHOUT:
            return
        wanted, found = _end(unit.source_prose), _end(unit.target_prose)
        if wanted and not found:
            yield self.finding(
                _("The original ends with “%(sign)s”, the translation with no punctuation mark. Add it."),
                sign=wanted,
            )


def _end(text: str) -> str:
    """Give the kind of mark that a text ends with."""
    return KIND_OF.get(text.rstrip().rstrip(CLOSING)[-1:], "")


class Brackets(Check):
    """Each bracket that opens closes."""

    code = "brackets"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        source, target = unit.source_text.translate(BRACKETS), unit.target_text.translate(BRACKETS)
        for opening, closing in PAIRS:
            if _is_balanced(source, opening, closing) and not _is_balanced(target, opening, closing):
                yield self.finding(
                    _("A bracket “%(opening)s” or “%(closing)s” lacks its partner. Add or remove one."),
                    opening=opening,
                    closing=closing,
                )


def _is_balanced(text: str, opening: str, closing: str) -> bool:
    if opening not in text and closing not in text:
        return True
    depth = 0
    for sign in text:
        depth += (sign == opening) - (sign == closing)
        if depth < 0:
            return False
    return depth == 0
