"""Limits for markup that no parser reads in reasonable time: it loses structure, never words.

Parsers of HTML take time by the square of the depth of elements and of the attributes of one element.
No article needs two hundred levels or a tag of fifty thousand characters.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 200
_MONSTROUS_TAG = re.compile(r"<([a-zA-Z][^\s/<>]*)[^<>]{50000,}>?")
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_CONTAINER = re.compile(r"</?(?:div|span|font|center|section|table|b|i|a)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
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
    if is_too_deep(html):
        html = _CONTAINER.sub("<p>", html)
    return _ANY_TAG.sub("<p>", html) if is_too_deep(html) else html


def is_too_deep(html: str) -> bool:
    """Count elements that are open at the same time."""
    waiting: Counter[str] = Counter()
    depth = 0
    for slash, written in _TAG_NAME.findall(without("style", without("script", html))):
        name = written.lower()
        if name in _NEVER_NESTED:
            continue
        if not slash:
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
