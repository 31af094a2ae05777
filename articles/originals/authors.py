"""Who wrote a piece, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.originals.bylines import Mark
from articles.originals.document import Document
from articles.originals.linked_data import names_at
from articles.originals.passages import folded, words_of
from articles.originals.piece import Confidence, Found, Kind, Source

MOST_AUTHORS = 10
_AUTHORS = (
    *("author", "article:author", "article:author_name", "dc.creator", "dc:creator", "dcterms.creator"),
    *("parsely-author", "sailthru.author", "byl", "citation_author", "cxenseparse:author", "article.author"),
)
_BY = re.compile(
    r"^\W*(?:(?:(?:written|posted|published|text|words|story|reported|article|beitrag|artikel|geschrieben"
    r"|verfasst|blog beitrag|pressemitteilung|gastbeitrag|kommentar|interview|analyse|essay|reportage"
    r"|veröffentlicht|publié|écrit|escrito|publicado|scritto|skriven|ein beitrag|un article)\s+)?"
    r"(?:by|von|par|por|av|af|di|door|od|przez)|autor(?:in|en)?|auth?ors?|auteurs?|text|story|words|reporter"
    r"|über|about|redakteur(?:in)?|verfasser(?:in)?|writer|(?:zeige )?alle (?:beiträge|artikel) von"
    r"|(?:view )?(?:all|more) (?:posts|articles|stories|by)(?: by| from)?|plus (?:par|de))\b[:\s]+",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*[;,|/&•·]\s*|\s+(?:and|und|et|och|og|y|e|en|ja)\s+")
_AFTER_NAME = re.compile(
    r"\s*:.*|\s+[-–—](?:\s+.*|$)|\s*[(\[].*|\s+(?:on|am|le|el|den|vom)\s+\d.*", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"https?:|www|(?:foto|photo|bild|image|illustration)s?:|©\.|@|\d"
    r"|^(?:admin|administrator|editor|root|unknown|anonymous|an[oó]nimo|anonyme?|guest|gast|staff|none|null|n/a"
    r"|author|autor|foto|photo|bild|image|share|follow|e-?mail|twitter|facebook|contact|kontakt|mehr|more)$"
    r"|^\S*(?:redaktion|redaktionen|toimitus|r[eé]daction|redacci[oó]n|redazione|reda[cç][aã]o|redactie"
    r"|newsroom|webmaster|webredaktion|onlineredaktion)$|(?:news|editorial|web) (?:staff|team|desk)$",
    re.IGNORECASE,
)
_WRITTEN_BY = re.compile(
    r"^(?:written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|skriven av|skrevet av"
    r"|skrevet af|geschreven door|napisane przez|autor|author|kirjoittanut|yazan|написано автором|автор)$",
    re.IGNORECASE,
)
# What people sign in with; no byline is written so.
_LOGIN = re.compile(r"[a-zß-ÿ_.-]+")
_LONGEST_NAME, _MOST_WORDS = 60, 5


def authors_of(document: Document, marks: list[Mark]) -> Found[tuple[str, ...]] | None:
    """Name the authors: as the data says, else the head, else the byline."""
    for texts, source in (
        (names_at(document.data, "author") or names_at(document.data, "creator"), Source(Kind.JSON_LD)),
        (next((document.metas[name] for name in _AUTHORS if name in document.metas), []), Source(Kind.META)),
        (_labelled(document), Source(Kind.META)),
    ):
        if names := _names(document, texts):
            return Found(names, source)
    for number in range(len(marks)):
        if names := _names(document, _box(marks[number:])):
            return Found(names, Source(Kind.MARKUP, Confidence.LIKELY))
    return None


def _labelled(document: Document) -> list[str]:
    """Give what the head says under a label of its own: `twitter:label1`, "Written by"."""
    return [
        document.meta(f"twitter:data{number}")
        for number in (1, 2)
        if _WRITTEN_BY.match(document.meta(f"twitter:label{number}"))
    ]


def names_in(text: str) -> list[str]:
    """Part a byline into names."""
    text = folded(text)
    while (shorter := _BY.sub("", text)) != text:
        text = shorter
    parts = [] if "://" in text else _BETWEEN_NAMES.split(_AFTER_NAME.sub("", text))
    return [name for part in parts if (name := part.strip(" .,:–-")) and not _NO_NAME.search(name)]


def _names(document: Document, texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        for name in names_in(text):
            is_name = len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
            if is_name and words_of(name) and not (_LOGIN.fullmatch(name) or _is_owner(document, name)):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:MOST_AUTHORS]


def _is_owner(document: Document, name: str) -> bool:
    """Say whether a name is that of the publication, or of whom its head calls the owner of it all."""
    owner = words_of(document.meta("copyright", "dcterms.rightsholder")).casefold()
    return document.is_site(name) or words_of(name).casefold() == owner


def _box(marks: list[Mark]) -> list[str]:
    """Give the texts of the first mark and of those in the same small box, each as narrow as it is marked."""
    box = marks[0].element
    for parent, _ in zip(box.iterancestors(), range(3), strict=False):
        if len(folded(parent.text_content())) > 200:
            break
        box = parent
    inside = set(box.iter())
    marked = [mark for mark in marks if mark.element in inside]
    outer = {parent for mark in marked for parent in mark.element.iterancestors()}
    return [mark.text for mark in marked if mark.element not in outer] or [marks[0].text]
