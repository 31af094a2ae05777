"""Spaces that stand where none belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit

EDGE = re.compile(r"^\s+|\s+$")
DOUBLE = re.compile(r"(?<=\S)[ \u00a0\u202f\u3000]{2,}(?=\S)")
BEFORE = re.compile(r"(?<=\w)[ \u00a0]+(?=[,.;](?:\s|$))")


class Spaces(Check):
    """At an edge, twice in a row, before a comma or a full stop."""

    code = "spaces"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        text = unit.target_text
        for found in EDGE.finditer(text):
            yield self.finding(_("The text begins or ends with a space. Remove it."), found.span())
        for found in DOUBLE.finditer(text):
            yield self.finding(_("Two spaces stand in a row. Remove one."), found.span())
        if unit.target_language.base == "fr" or BEFORE.search(unit.source_text):
            return
        for found in BEFORE.finditer(text):
            yield self.finding(_("A space stands before a punctuation mark. Remove it."), found.span())
