"""Pages that answer as if they were the article and are not: walls, empty rooms, signs on the door.

Judged by what is general: data for search engines, names of elements, and what such pages say in many
languages (`data/wall_phrases.json`). A page that shows an article of some length is never refused.
"""

from __future__ import annotations

import json
import re

from lxml import etree
from lxml.html import HtmlElement

from articles.languages import DATA
from articles.originals.document import Document
from articles.originals.failures import NoArticleError, Reason, TeaserError
from articles.originals.linked_data import listed
from articles.originals.passages import visible_text
from articles.originals.piece import Piece
from articles.richtext import plain_text

# Lengths in letters and digits. News in brief may be as short as a sign on the door, so a sign counts only
# where it says so in its title; a teaser only where the page says that there is more.
_TEASER = 900
_SIGN = 600
_SCRAP = 250
# Of the page as a whole so much is looked at.
_LOOKED_AT = 6000
_END = 300
_MOST_ELEMENTS = 20_000
_LONGEST_NAME = 300

_PHRASES: dict[str, list[str]] = json.loads((DATA / "wall_phrases.json").read_text(encoding="utf-8"))
_NOT_FOUND, _FOR_SUBSCRIBERS, _CONSENT, _NEEDS_SCRIPT = (
    re.compile("|".join(_PHRASES[key]).replace(" ", r"\s"), re.IGNORECASE)
    for key in ("not_found", "for_subscribers", "consent", "needs_script")
)
_PAYWALL_ELEMENTS = re.compile(
    r"(?<![a-z])(?:paywall(?:ed)?|pay-wall|regwall|piano-(?:inline|container|offer|paywall)|tp-container"
    r"|subscri(?:be|ption|ber)-?(?:wall|gate|prompt|barrier|only|offer)|premium-?(?:wall|gate|lock|barrier)"
    r"|locked-?(?:content|article)|content-?(?:gate|lock)|article-?(?:gate|locked|barrier)|metered?-?wall"
    r"|plus-?wall|aboshop|abo-?wall|salesposter)(?![a-z])",
    re.IGNORECASE,
)
_CONSENT_ELEMENTS = re.compile(
    r"(?<![a-z])(?:sp_message|onetrust|didomi|usercentrics|cmp(?:box|-)|quantcast"
    r"|consent-?(?:wall|page|form|manager)|cookie-?(?:wall|consent|banner)|gdpr)",
    re.IGNORECASE,
)


def refuse(document: Document, piece: Piece) -> None:
    """Raise NoArticleError when what was read of a page is no article, TeaserError for a part of one."""
    text = plain_text(piece.blocks)
    if text and piece.standfirst:
        text = f"{piece.standfirst}\n{text}"
    length = letters(text)
    if length >= _TEASER:
        return
    shown = visible_text(document.tree)[:_LOOKED_AT]
    if _is_for_subscribers(document, text, shown):
        raise NoArticleError(Reason.PAYWALL) if length < _SCRAP else TeaserError(piece)
    if length < _SIGN and _NOT_FOUND.search(f"{document.title}\n{_heading(document.tree)}"):
        raise NoArticleError(Reason.SOFT_404)
    if _asks_for_consent(text or shown):
        raise NoArticleError(Reason.COOKIE_WALL)
    if length < _SCRAP and _NEEDS_SCRIPT.search(text):
        raise NoArticleError(Reason.SCRIPT)
    if not text:
        raise NoArticleError(_why_empty(document.tree))


def letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_for_subscribers(document: Document, text: str, shown: str) -> bool:
    """Weigh what the page says for search engines, in its words, and by the names of its elements."""
    said = [str(each).rpartition("/")[2].lower() for each in listed(document.data.get("isAccessibleForFree"))]
    if "false" in said or document.meta("article:content_tier") in {"locked", "metered"}:
        return True
    if said or not text:
        return False
    if _FOR_SUBSCRIBERS.search(text[-_END:]):
        return True
    signs = _is_marked(document.tree, _PAYWALL_ELEMENTS) + bool(_FOR_SUBSCRIBERS.search(shown))
    return signs == 2 or (signs == 1 and letters(text) < _SCRAP)


def _asks_for_consent(text: str) -> bool:
    """Say whether little but a question about cookies is left of a page."""
    lines = text.splitlines()
    asking = sum(letters(line) for line in lines if _CONSENT.search(line))
    return asking > 0 and (letters(text) - asking < _SCRAP or asking > letters(text) / 3)


def _why_empty(tree: HtmlElement) -> Reason:
    if next(tree.iter("frameset"), None) is not None:
        return Reason.FRAMES
    if _is_marked(tree, _CONSENT_ELEMENTS):
        return Reason.COOKIE_WALL
    texts = "\n".join(
        element.text_content()[:_LOOKED_AT] for element in tree.iter("noscript", "title", "h1", "p")
    )
    return Reason.SCRIPT if _NEEDS_SCRIPT.search(texts[:_LOOKED_AT]) else Reason.NO_ARTICLE


def _is_marked(tree: HtmlElement, pattern: re.Pattern[str]) -> bool:
    """Say whether an element bears a name that says what it is."""
    for number, element in enumerate(tree.iter(etree.Element)):
        if number > _MOST_ELEMENTS:
            break
        if pattern.search(
            f"{element.get('class', '')[:_LONGEST_NAME]} {element.get('id', '')[:_LONGEST_NAME]}"
        ):
            return True
    return False


def _heading(tree: HtmlElement) -> str:
    heading = next(tree.iter("h1"), None)
    return "" if heading is None else visible_text(heading)[:_END]
