"""Checks of a translation: small pure classes, without the database, one module for each family.

`findings` is the only way in: live in the workbench, at hand-in and publication, and from the command.
"""

from __future__ import annotations

from translations.quality.amounts import Currencies, Measures
from translations.quality.base import Check, Finding, GlossaryEntry, Unit
from translations.quality.characters import Characters, Misread, MixedScripts
from translations.quality.directions import Directions
from translations.quality.doubled import DoubledSentence, DoubledWord
from translations.quality.inline import Inline
from translations.quality.language import LeftInSource, Untranslated, WrongLanguage
from translations.quality.lengths import HardLength, SoftLength
from translations.quality.links import Links
from translations.quality.machine import Unedited
from translations.quality.names import NamesDropped, NamesMisspelt
from translations.quality.negation import Negation
from translations.quality.numbers import Numbers
from translations.quality.omissions import Empty
from translations.quality.order import Swapped
from translations.quality.proportion import Proportion
from translations.quality.punctuation import Brackets, EndPunctuation
from translations.quality.quotes import QuotesInPairs, QuoteStyle, SpeechDash
from translations.quality.spaces import Spaces
from translations.quality.terms import ForbiddenWords, Terms

__all__ = ["CHECKS", "Finding", "GlossaryEntry", "Unit", "findings"]

EMPTY = Empty()

# In the order in which a translator is told.
CHECKS: tuple[Check, ...] = (
    Untranslated(),
    WrongLanguage(),
    LeftInSource(),
    Numbers(),
    Measures(),
    Currencies(),
    Links(),
    Inline(),
    ForbiddenWords(),
    Terms(),
    Proportion(),
    DoubledSentence(),
    Swapped(),
    NamesMisspelt(),
    NamesDropped(),
    Negation(),
    DoubledWord(),
    Characters(),
    Misread(),
    MixedScripts(),
    Directions(),
    Spaces(),
    EndPunctuation(),
    Brackets(),
    QuotesInPairs(),
    QuoteStyle(),
    SpeechDash(),
    HardLength(),
    SoftLength(),
    Unedited(),
)


def findings(unit: Unit) -> list[Finding]:
    """Check one block; where nothing stands, that is all there is to say. Never raises."""
    if not unit.target.strip():
        return list(EMPTY.findings(unit))
    return [finding for check in CHECKS for finding in check.findings(unit)]
