"""What a page says about its article in JSON-LD; broken or hostile data says nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from lxml.html import HtmlElement

_ARTICLES = frozenset(
    {"article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle"}
    | {"backgroundnewsarticle", "reviewnewsarticle", "blogposting", "liveblogposting", "socialmediaposting"}
    | {"techarticle", "scholarlyarticle", "report", "advertisercontentarticle"}
)
_PAGES = frozenset({"webpage", "itempage", "videoobject"})
_MOST_NODES = 2000
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://)?\s*<!\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*;?\s*$")


class LinkedData(NamedTuple):
    """What a page says of its article, and of itself as a page; either may be empty."""

    article: dict[str, Any]
    page: dict[str, Any]


def linked_data(tree: HtmlElement) -> LinkedData:
    """Give the first objects that describe the article and the page, their authors with names."""
    nodes = [
        node
        for script in tree.iter("script")
        if "ld+json" in script.get("type", "").lower()
        for node in _nodes(_loaded(script.text or ""))
    ]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    article, page = (
        next((node for node in nodes if _types(node) & types), {}) for types in (_ARTICLES, _PAGES)
    )
    return LinkedData(_with_names(article, known), _with_names(page, known))


def _with_names(data: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Put in for authors that are only pointed at those that the page describes elsewhere."""
    authors = [
        known.get(str(value.get("@id")), value) if isinstance(value, dict) and "name" not in value else value
        for value in listed(data.get("author"))
    ]
    return data | {"author": authors} if authors else data


def text_at(data: dict[str, Any], *keys: str) -> str:
    """Give the first text at one of some keys, of an object there its name."""
    for key in keys:
        for value in listed(data.get(key)):
            found = value.get("name") if isinstance(value, dict) else value
            if isinstance(found, str) and found.strip():
                return " ".join(unescape(found).split())
    return ""


def address_at(data: dict[str, Any], key: str) -> str:
    """Give the first address at a key, of an object there its own."""
    for value in listed(data.get(key)):
        found = (value.get("url") or value.get("@id")) if isinstance(value, dict) else value
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""


def names_at(data: dict[str, Any], key: str) -> list[str]:
    """Give the names of everybody at a key."""
    found = [value.get("name") if isinstance(value, dict) else value for value in listed(data.get(key))]
    return [unescape(name) for entry in found for name in listed(entry) if isinstance(name, str)]


def _loaded(text: str) -> Any:
    try:
        return json.loads(_WRAPPING.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Walk through lists, graphs and what objects are about, nearest first."""
    waiting = [data]
    for _count in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _types(node: dict[str, Any]) -> set[str]:
    return {name.rpartition("/")[2].lower() for name in listed(node.get("@type")) if isinstance(name, str)}


def listed(value: Any) -> list[Any]:
    """Give what may be one value or a list of them as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
