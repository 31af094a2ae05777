"""Inline markup as a translator types it, and back: text with marks ↔ clean inline HTML.

`**strong**`, `_em_`, `[text](n)` where n counts the source's links from 1, and placeholders
⟦1⟧…⟦/1⟧ for every other inline element (a line break is ⟦1⟧ alone). A backslash before one of
these signs makes it a letter. Text is never HTML here: what a translator types reaches the page
escaped, and no mark gives an element or an address that the source does not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple, TypedDict

from articles.richtext import clean_inline

TEXT, OPEN, CLOSE, VOID = "text", "open", "close", "void"
STRONG, EM, LINK, PLACEHOLDER = "strong", "em", "link", "placeholder"
SIGNS = {STRONG: "**", EM: "_"}

# A page reads the same texts again with every save of one of them: so many are kept, up to this length.
KEPT = 2048
LONGEST_KEPT = 3000

_TO_ESCAPE = re.compile(r"([\\*_\[\]⟦⟧])")
_TOKEN = re.compile(
    r"(?P<escaped>\\[\\*_\[\]⟦⟧])|(?P<strong>\*\*)|(?P<em>_)|(?P<bracket>\[)"
    r"|\]\((?P<link>\d{1,4})\)|⟦(?P<ends>/?)(?P<number>\d{1,4})⟧"
    r"|(?P<text>[^\\*_\[\]⟦]+|.)",
    re.DOTALL,
)
_PARAGRAPH_END = re.compile(r"[ \t]*\n[ \t]*\n\s*")


class Placeholder(TypedDict):
    """The tags that one protected placeholder stands for; `close` is empty for a line break."""

    open: str
    close: str


@dataclass(frozen=True)
class Marked:
    """A text with marks, and the links and placeholders that its numbers count."""

    text: str
    links: tuple[str, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()


class Event(NamedTuple):
    """One piece of a text that was read: words, or the begin or end of an element."""

    what: str
    text: str
    kind: str = ""
    number: int = 0


@dataclass(frozen=True)
class Run:
    """Words that look alike, for showing a text without writing HTML."""

    text: str
    is_strong: bool = False
    is_em: bool = False
    link: int = 0
    ends_link: bool = False
    is_placeholder: bool = False
    term: str = ""


def marked(html: str) -> Marked:
    """Write clean inline HTML (`articles.richtext.clean_inline`) as text with marks."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return Marked("".join(writer.parts), tuple(writer.links), tuple(writer.placeholders))


def html_of(text: str, links: Sequence[str] = (), placeholders: Sequence[Placeholder] = ()) -> str:
    """Write text with marks as clean inline HTML; marks that lead nowhere stay as they were typed."""
    html = _html_of(text, links, placeholders)
    return _cleaned(html) if len(html) <= LONGEST_KEPT else clean_inline(html)


_cleaned = lru_cache(maxsize=KEPT)(clean_inline)


def _html_of(text: str, links: Sequence[str], placeholders: Sequence[Placeholder]) -> str:
    parts = []
    for event in read(text, len(links), placeholders):
        if event.what == TEXT:
            parts.append(escape(event.text, quote=False))
        elif event.kind == LINK:
            parts.append(f'<a href="{escape(links[event.number - 1])}">' if event.what == OPEN else "</a>")
        elif event.kind == PLACEHOLDER:
            tags = placeholders[event.number - 1]
            parts.append(tags["close"] if event.what == CLOSE else tags["open"])
        else:
            parts.append(f"<{event.kind}>" if event.what == OPEN else f"</{event.kind}>")
    return "".join(parts)


def paragraphs(text: str) -> list[str]:
    """Cut a text at its empty lines."""
    return [part for part in _PARAGRAPH_END.split(text.strip()) if part]


def plain(text: str, links: int = 0, placeholders: Sequence[Placeholder] = ()) -> str:
    """Give the words alone; a line break is a newline."""
    events = read(text, links, placeholders)
    return "".join(
        "\n" if event.what == VOID else event.text for event in events if event.what in (TEXT, VOID)
    )


def shifted(text: str, own: tuple[int, int], by: tuple[int, int]) -> str:
    """Count the numbers of links and of placeholders up; `own` says how many of each the text's block has."""

    def count_up(token: re.Match[str]) -> str:
        link, number = int(token["link"] or 0), int(token["number"] or 0)
        if 0 < link <= own[0]:
            return f"]({link + by[0]})"
        if 0 < number <= own[1]:
            return f"⟦{token['ends']}{number + by[1]}⟧"
        return token[0]

    return _TOKEN.sub(count_up, text)


def runs(text: str, links: int = 0, placeholders: Sequence[Placeholder] = ()) -> list[Run]:
    """Give the text as runs of words that look alike; placeholders are shown as they are typed."""
    found: list[Run] = []
    is_open: dict[str, int] = {}
    for event in read(text, links, placeholders):
        if event.what in (OPEN, CLOSE) and event.kind != PLACEHOLDER:
            is_open[event.kind] = (event.number or 1) if event.what == OPEN else 0
            if event.what == CLOSE and event.kind == LINK:
                found[-1] = replace(found[-1], ends_link=True)
            continue
        run = Run(
            event.text,
            is_strong=bool(is_open.get(STRONG)),
            is_em=bool(is_open.get(EM)),
            link=is_open.get(LINK, 0),
            is_placeholder=event.what != TEXT,
        )
        if found and replace(found[-1], text=run.text) == run:
            run = replace(run, text=found.pop().text + run.text)
        found.append(run)
    return found


def read(text: str, links: int, placeholders: Sequence[Placeholder]) -> tuple[Event, ...]:
    """Read marks in one pass: every element that is opened here is closed here, in order.

    A mark opens before a letter and closes behind one; what finds no partner is text.
    """
    reader = _read if len(text) <= LONGEST_KEPT else _read.__wrapped__
    return reader(text, links, tuple(bool(tags["close"]) for tags in placeholders))


@lru_cache(maxsize=KEPT)
def _read(text: str, links: int, pairs: tuple[bool, ...]) -> tuple[Event, ...]:
    """Read marks; `pairs` says of each placeholder whether it has an end."""
    reader = _Reader(links, pairs)
    for token in _TOKEN.finditer(text):
        before = text[token.start() - 1 : token.start()]
        after = text[token.end() : token.end() + 1]
        reader.take(token, opens=bool(after.strip()), closes=bool(before.strip()))
    return tuple(reader.events)


class _Reader:
    """Keeps the marks that wait for their partner."""

    def __init__(self, links: int, pairs: tuple[bool, ...]) -> None:
        self.events: list[Event] = []
        self._links = links
        self._pairs = pairs
        # Marks that may still find a partner: (what must close them, place in `events`).
        self._waiting: list[tuple[tuple[str, int], int]] = []

    def take(self, token: re.Match[str], *, opens: bool, closes: bool) -> None:
        """Add one token as what it turns out to be."""
        found = token.groupdict()
        if found["escaped"]:
            self._add_text(found["escaped"][1])
        elif found["strong"] or found["em"]:
            kind = STRONG if found["strong"] else EM
            if not (closes and self._close(kind)):
                self._add_text(token[0], waits_as=(kind, 0) if opens else None)
        elif found["bracket"]:
            self._add_text(token[0], waits_as=(LINK, 0))
        elif found["link"]:
            if not self._close_link(int(found["link"])):
                self._add_text(token[0])
        elif found["number"]:
            self._take_placeholder(int(found["number"]), token[0], ends=bool(found["ends"]))
        else:
            self._add_text(token[0])

    def _take_placeholder(self, number: int, typed: str, *, ends: bool) -> None:
        is_known = 0 < number <= len(self._pairs)
        is_pair = is_known and self._pairs[number - 1]
        if not is_known or (ends and not is_pair):
            self._add_text(typed)
        elif not is_pair:
            self.events.append(Event(VOID, typed, PLACEHOLDER, number))
        elif not ends:
            self._add_text(typed, waits_as=(PLACEHOLDER, number))
        elif not self._close(PLACEHOLDER, number, typed):
            self._add_text(typed)

    def _add_text(self, text: str, *, waits_as: tuple[str, int] | None = None) -> None:
        """Add what may yet turn out to open an element; of two that wait alike the later one does."""
        if waits_as:
            self._waiting = [mark for mark in self._waiting if mark[0] != waits_as]
            self._waiting.append((waits_as, len(self.events)))
        self.events.append(Event(TEXT, text))

    def _place(self, kind: str, number: int = 0) -> int | None:
        """Find a waiting mark. Each waits once, so the list is never longer than its kinds are many."""
        places = (place for place, (mark, _) in enumerate(self._waiting) if mark == (kind, number))
        return next(places, None)

    def _close(self, kind: str, number: int = 0, typed: str = "") -> bool:
        place = self._place(kind, number)
        if place is None or self._waiting[place][1] == len(self.events) - 1:
            return False
        start = self._waiting[place][1]
        del self._waiting[place:]
        self.events[start] = Event(OPEN, self.events[start].text, kind, number)
        self.events.append(Event(CLOSE, typed, kind, number))
        return True

    def _close_link(self, number: int) -> bool:
        place = self._place(LINK)
        if place is None:
            return False
        start = self._waiting[place][1]
        if not 0 < number <= self._links or start == len(self.events) - 1:
            del self._waiting[place]
            return False
        del self._waiting[place:]
        self.events[start] = Event(OPEN, "", LINK, number)
        self.events.append(Event(CLOSE, "", LINK, number))
        return True


class _Writer(HTMLParser):
    """Writes clean inline HTML as marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.placeholders: list[Placeholder] = []
        self._open: list[tuple[str, str]] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(_TO_ESCAPE.sub(r"\\\1", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in SIGNS:
            self.parts.append(SIGNS[tag])
            self._open.append((tag, SIGNS[tag]))
        elif tag == "a":
            self.links.append(attributes.get("href", ""))
            self.parts.append("[")
            self._open.append((tag, f"]({len(self.links)})"))
        else:
            self._protect(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self.parts.append(self._open.pop()[1])

    def _protect(self, tag: str, attributes: dict[str, str]) -> None:
        written = "".join(f' {name}="{escape(value)}"' for name, value in sorted(attributes.items()))
        is_void = tag == "br"
        close = "" if is_void else f"</{tag}>"
        self.placeholders.append({"open": f"<{tag}{written}>", "close": close})
        number = len(self.placeholders)
        self.parts.append(f"⟦{number}⟧")
        if not is_void:
            self._open.append((tag, f"⟦/{number}⟧"))
