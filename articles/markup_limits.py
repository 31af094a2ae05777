"""Limits for markup that no parser reads in reasonable time: it loses structure, never words.

Parsers of HTML take time by the square of the depth of elements and of the attributes of one element.
No article needs two hundred levels or a tag of fifty thousand characters. The
sanitiser takes time by the square of the entities and hard spaces in one run of text.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 200
# The longest articles of an encyclopaedia have twenty thousand; a tree of many more takes too much memory.
MOST_TAGS = 50_000
LONGEST_RUN = 5_000
MOST_PIECES = 200_000
_MONSTROUS_TAG = re.compile(r"<([a-zA-Z][^\s/<>]*)[^<>]{50000,}>?")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")
_IN_LINES = frozenset(
    ("a", "b", "strong", "i", "em", "u", "s", "span", "font", "small", "sub", "sup", "cite", "q")
)
_CONTAINERS = frozenset(("div", "center", "section", "article", "main", "table"))
_TAG_OR_PIECE = re.compile("<[^<>]*>|[&\u00a0]")
# They end where the next one begins, or have no content.
_NEVER_NESTED = frozenset(
    (
        "p",
        "li",
        "br",
        "hr",
        "img",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "input",
        "meta",
        "link",
        "wbr",
        "source",
    )
)


def within_limits(html: str) -> str:
    """Give the same markup, or, where it is beyond the limits, only as much of its structure as is safe."""
    html = _MONSTROUS_TAG.sub(r"<\1>", html.replace("\x00", ""))
    for names, deepest in ((_IN_LINES, 0), (_CONTAINERS, DEEPEST // 2), (None, DEEPEST)):
        if not is_too_deep(html):
            break
        html = _flattened(html, names, deepest)
    return _with_shorter_runs(html)


def _with_shorter_runs(html: str) -> str:
    """Begin a paragraph after so many entities and hard spaces without a tag between them.

    After more of them than any page has they are left out.
    """
    if html.count("&") + html.count("\u00a0") < LONGEST_RUN:
        return html
    kept: list[str] = []
    position = run = total = 0
    for found in _TAG_OR_PIECE.finditer(html):
        is_tag = found[0].startswith("<")
        run, total = (0, total) if is_tag else (run + 1, total + 1)
        if total == MOST_PIECES:
            rest = html[found.start() :].replace("&", " ").replace("\u00a0", " ")
            return "<p>".join([*kept, html[position : found.start()], rest])
        if run == LONGEST_RUN:
            kept.append(html[position : found.start()])
            position, run = found.start(), 0
    return "<p>".join([*kept, html[position:]])


def _flattened(html: str, names: frozenset[str] | None, deepest: int) -> str:
    """Leave out elements (of some names) that are nested too deep; a paragraph begins in their place."""
    kept: list[str] = []
    opened: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    position = depth = 0
    for tag in _TAG.finditer(html):
        text, position = html[position : tag.start()], tag.end()
        kept.append(text)
        name = tag[2].lower()
        if names is not None and name not in names:
            kept.append(tag[0])
            continue
        if left_out[name] and tag[1]:
            left_out[name] -= 1
        elif depth < deepest or (tag[1] and opened[name]):
            kept.append(tag[0])
            if name not in _NEVER_NESTED and (not tag[1] or opened[name]):
                opened[name] += -1 if tag[1] else 1
                depth += -1 if tag[1] else 1
            continue
        elif name not in _NEVER_NESTED and not tag[1]:
            left_out[name] += 1
        if name not in _IN_LINES and text.strip():
            kept.append("<p>")
    return "".join(kept) + html[position:]


def is_too_deep(html: str) -> bool:
    """Count elements that are open at the same time."""
    waiting: Counter[str] = Counter()
    depth = 0
    for tag in _TAG_NAME.finditer(without("style", without("script", html))):
        name = tag[2].lower()
        if name in _NEVER_NESTED:
            continue
        if not tag[1]:
            waiting[name] += 1
            depth += 1
        elif waiting[name]:
            waiting[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def without(name: str, html: str) -> str:
    """Cut elements of one name with all that is in them, such as drawings."""
    kept: list[str] = []
    folded = html.lower()
    if len(folded) != len(html):  # a few letters change their number; then positions would not fit
        folded = html
    position = 0
    while (start := folded.find(f"<{name}", position)) >= 0:
        end = folded.find(f"</{name}>", start)
        if end < 0:
            break
        kept.append(html[position:start])
        position = end + len(name) + 3
    return "".join(kept) + html[position:]
