"""Every link and address of the source is in the translation, once, as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit
from translations.quality.texts import ADDRESS

LINK = re.compile(r"\]\((\d{1,4})\)")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


class Links(Check):
    """Link numbers of the workbench, addresses of pages and of mail."""

    code = "links"
    blocking = True

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if not unit.source.strip():
            return
        source, target = _links(unit.source), _links(unit.target)
        for link in source - target:
            yield self.finding(_("The link %(link)s of the original is missing. Add it."), link=link)
        for link in target - source:
            yield self.finding(
                _("The link %(link)s is not in the original, or stands here too often. Remove it."), link=link
            )


def _links(text: str) -> Counter[str]:
    found = Counter(f"[…]({number})" for number in LINK.findall(text))
    found.update(address.rstrip(".,;:!?。、，") for address in ADDRESS.findall(text))
    if "@" in text:
        found.update(MAIL.findall(text))
    return found
