"""The last part of a public address, in any script: made, checked and matched in URLs.

Django's own slug tools are not used: they break words of scripts with combining marks.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.languages import language as language_of

LONGEST = 80
RESERVED = frozenset({"tag", "people", "originals", "about", "search", "feed", "embed", "archive"})
JOINERS = "\u200c\u200d"
# Scripts that readers and editors can do without in an address; others keep their own letters.
ROMANISED = frozenset({"Latn", "Cyrl", "Grek"})
SPECIAL = {"de": {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}}


def is_slug_character(character: str) -> bool:
    """Allow letters, digits and combining marks, in lower case."""
    return unicodedata.category(character)[0] in "LNM"


def make_slug(text: str, language: str, *, longest: int = LONGEST) -> str:
    """Make a slug from a headline or a name; empty when no letter or digit is left.

    Latin, Cyrillic and Greek are written in a–z (German ä as ae); other scripts keep theirs.
    Longer than `longest` characters is cut between words.
    """
    entry = language_of(language)
    for letter, letters in SPECIAL.get(entry.base, {}).items():
        text = text.replace(letter, letters)
    if entry.script in ROMANISED:
        text = anyascii(unicodedata.normalize("NFC", text).replace("’", "").replace("'", ""))
    text = unicodedata.normalize("NFC", text.casefold())
    kept = "".join(c if is_slug_character(c) or c in JOINERS else "-" for c in text)
    kept = re.sub(rf"(^|-)[{JOINERS}]+|[{JOINERS}]+(?=-|$)", r"\1", kept)
    words = [word for word in kept.split("-") if word]
    return _fitting(words, longest)


def _fitting(words: list[str], longest: int) -> str:
    """Join as many whole words as fit; a single word that is too long is cut."""
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return unicodedata.normalize("NFC", slug)


def is_slug(text: str) -> bool:
    """Say whether a text may stand in an address as it is: NFC, no capitals, no double hyphen."""
    if not text or text != unicodedata.normalize("NFC", text) or text != text.lower():
        return False
    words = text.split("-")
    return all(
        word
        and word[0] not in JOINERS
        and word[-1] not in JOINERS
        and all(is_slug_character(c) or c in JOINERS for c in word)
        for word in words
    )


def validate_slug(value: str) -> None:
    """Refuse what cannot stand in an address."""
    if not is_slug(value):
        raise ValidationError(
            _("Use small letters, digits and single hyphens only, such as “harbour-bridge”."), code="slug"
        )


def validate_section_slug(value: str) -> None:
    """Refuse what other public pages use at that place of the address."""
    validate_slug(value)
    if value in RESERVED:
        raise ValidationError(
            _("“%(slug)s” is used by the site itself."), code="reserved", params={"slug": value}
        )
    if value[0].isdigit():
        raise ValidationError(_("A section's slug begins with a letter."), code="reserved")


class SlugConverter:
    """Match one slug in a public path, also a decomposed one, and give it in NFC."""

    regex = r"[^\s/.]+"

    def to_python(self, value: str) -> str:
        """Normalise the incoming path; raise ValueError (a 404) for what is no slug."""
        slug = unicodedata.normalize("NFC", value)
        if not is_slug(slug):
            message = "not a slug"
            raise ValueError(message)
        return slug

    def to_url(self, value: str) -> str:
        """Give the slug as it stands; Django quotes it."""
        return value
