"""The characters of a language that keyboards hide."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.languages import language

APOSTROPHE, EN_DASH, EM_DASH, ELLIPSIS = "’", "–", "—", "…"
NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"
LEFT_TO_RIGHT, RIGHT_TO_LEFT, NON_JOINER = "\u200e", "\u200f", "\u200c"
# Characters of single languages, by base code.
OWN = {"ar": "،؛؟", "fa": "،؛؟", "ur": "،؛؟", "es": "¿¡", "de": "ß", "fr": "«»"}


class Character(NamedTuple):
    """One button: what it inserts, what stands on it, what it is called."""

    text: str
    shown: str
    name: str | Promise


NAMED = {
    NO_BREAK: Character(NO_BREAK, "␣", _("space that does not break")),
    NARROW_NO_BREAK: Character(NARROW_NO_BREAK, "·", _("narrow space that does not break")),
    LEFT_TO_RIGHT: Character(LEFT_TO_RIGHT, "LRM", _("left-to-right mark")),
    RIGHT_TO_LEFT: Character(RIGHT_TO_LEFT, "RLM", _("right-to-left mark")),
    NON_JOINER: Character(NON_JOINER, "ZWNJ", _("zero-width non-joiner")),
    EN_DASH: Character(EN_DASH, EN_DASH, _("en dash")),
    EM_DASH: Character(EM_DASH, EM_DASH, _("em dash")),
    ELLIPSIS: Character(ELLIPSIS, ELLIPSIS, _("ellipsis")),
    APOSTROPHE: Character(APOSTROPHE, APOSTROPHE, _("apostrophe")),
}


def characters_of(code: str) -> list[Character]:
    """Give quotes, dashes, spaces and the language's own characters, none twice."""
    entry = language(code)
    marks = [*entry.quotes, *entry.inner_quotes, APOSTROPHE, EN_DASH, EM_DASH, ELLIPSIS]
    own = list(OWN.get(entry.base, ""))
    spaces = [NO_BREAK, *([NARROW_NO_BREAK] if entry.base == "fr" else [])]
    directions = [LEFT_TO_RIGHT, RIGHT_TO_LEFT] if entry.direction == "rtl" else []
    joiners = [NON_JOINER] if entry.base == "fa" else []
    wanted = dict.fromkeys(mark.strip() for mark in [*marks, *own])
    return [
        NAMED.get(text, Character(text, text, ""))
        for text in [*wanted, *spaces, *directions, *joiners]
        if text
    ]
