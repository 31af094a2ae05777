"""A page that was read as a tree, with its address and what its head says for machines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.originals import addresses
from articles.originals.linked_data import linked_data, text_at
from articles.originals.passages import absolute, base_of, folded, words_of

_BETWEEN_PARTS = re.compile(r"\s+[-–—|:]\s+")


@dataclass(frozen=True)
class Document:
    """A page as a tree, the address it was found at, and its JSON-LD on the article and on itself."""

    tree: HtmlElement
    url: str
    data: dict[str, Any] = field(default_factory=dict)
    page_data: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: HtmlElement, url: str) -> Document:
        return cls(tree, url, *linked_data(tree))

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """What the head says, by lower-case name."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = " ".join(element.get("content", "").split())
            for key in ("property", "name", "itemprop", "http-equiv"):
                for name in element.get(key, "").lower().split() if content else ():
                    found.setdefault(name, []).append(content)
        return found

    def meta(self, *names: str) -> str:
        """Give the first value under one of some names."""
        return next((values[0] for name in names if (values := self.metas.get(name))), "")

    @cached_property
    def host(self) -> str:
        """Give the host that the page was found at, empty when that is not known."""
        try:
            return addresses.host_of(self.url).removeprefix("www.")
        except ValueError:
            return ""

    @property
    def is_front_page(self) -> bool:
        """Say whether the page is the front of its site, which is dated for other reasons than an article."""
        return bool(self.url) and not urlsplit(self.url).path.strip("/")

    @cached_property
    def base(self) -> str:
        """Give the address that links are relative to."""
        return base_of(self.tree, self.url)

    @property
    def title(self) -> str:
        return folded(self.tree.findtext(".//title") or "")

    @cached_property
    def site_name(self) -> str:
        """Give the name of the publication, where the page says it."""
        return folded(
            self.meta("og:site_name") or text_at(self.data, "publisher") or self.meta("application-name")
        )[:160]

    def is_site(self, text: str) -> bool:
        """Say whether a text is only the name of the publication or of its host."""
        words = words_of(text).casefold()
        host = words_of(self.host).casefold()
        return bool(words) and (words in self._names | {host} or (len(words) > 3 and host.startswith(words)))

    @cached_property
    def _names(self) -> set[str]:
        """Names of the publication and of its parts, for comparing."""
        parts = [self.site_name, *_BETWEEN_PARTS.split(self.site_name)]
        return {words_of(part).casefold() for part in parts}

    def web_address(self, href: str) -> str:
        """Give an address on this page as an absolute one of the web (http or https), or nothing."""
        address = absolute(href, self.base)
        try:
            addresses.split(address)
        except ValueError:
            return ""
        return address
