"""Inline marks, tags and placeholders of the source stand in the translation too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit
from translations.quality.texts import TAG

PLACEHOLDER = re.compile(r"⟦/?\d{1,4}⟧")
NAME = re.compile(r"</?[A-Za-z][\w-]*")


class Inline(Check):
    """Tags and placeholders are counted; `**` must come in pairs."""

    code = "inline"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        source, target = _marks(unit.source), _marks(unit.target)
        for mark in source - target:
            yield self.finding(_("%(mark)s of the original is missing. Add it."), mark=mark)
        for mark in target - source:
            yield self.finding(_("%(mark)s is not in the original. Remove it."), mark=mark)
        if unit.target.count("**") % 2 and not unit.source.count("**") % 2:
            yield self.finding(_("A ** is left without its partner. Add or remove one."))


def _marks(text: str) -> Counter[str]:
    found = Counter(PLACEHOLDER.findall(text))
    found.update(_name(tag) for tag in TAG.findall(text))
    return found


def _name(tag: str) -> str:
    """Give a tag without its attributes."""
    found = NAME.match(tag)
    return f"{found[0].lower() if found else tag}>"
