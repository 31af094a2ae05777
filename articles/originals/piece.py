"""What a page or a pasted text says, before anybody has stored it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.richtext import Block

Value = TypeVar("Value")


class UnreadableError(Exception):
    """Raised with one sentence for people when there is no article in what was given."""


class Kind(TextChoices):
    """Where in a page a value was found."""

    JSON_LD = "json-ld", _("data for search engines (JSON-LD)")
    META = "meta", _("head of the page")
    MARKUP = "markup", _("what readers see")
    ADDRESS = "address", _("address of the page")
    GUESS = "guess", _("guessed from the words")


class Confidence(TextChoices):
    """How sure it is that a value is what its field says."""

    CERTAIN = "certain", pgettext_lazy("confidence", "certain")
    LIKELY = "likely", pgettext_lazy("confidence", "likely")
    DOUBTFUL = "doubtful", pgettext_lazy("confidence", "doubtful")


class Source(NamedTuple):
    """Where a value came from, and how sure it is."""

    kind: Kind
    confidence: Confidence = Confidence.CERTAIN


class Found(NamedTuple, Generic[Value]):
    """A value with its source."""

    value: Value
    source: Source


@dataclass(frozen=True)
class Picture:
    """The picture that a page puts first: an absolute http(s) address, and what the page says of it."""

    url: str
    alternative_text: str = ""
    caption: str = ""
    credit: str = ""


LONGEST_HEADLINE = 300


def shortened(headline: str) -> str:
    """Give a headline that fits; no real one is longer."""
    return headline if len(headline) <= LONGEST_HEADLINE else headline[: LONGEST_HEADLINE - 1] + "…"


@dataclass(frozen=True)
class Piece:
    """One article as its publisher shows it; what the page does not say is empty.

    `canonical_url` is empty only when neither the page nor whoever gave it named an address.
    `sources` says for the name of every field that was found in a page where that was; what a person
    gave has no entry.
    """

    headline: str
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    first_published_at: datetime | None = None
    language: str = ""
    canonical_url: str = ""
    blocks: list[Block] = field(default_factory=list)
    page: bytes = b""
    site_name: str = ""
    modified_at: datetime | None = None
    picture: Picture | None = None
    licence: str = ""
    licence_url: str = ""
    sources: dict[str, Source] = field(default_factory=dict)

    def with_given(self, **values: Any) -> Piece:
        """Give the piece with what a person says instead of the page."""
        sources = {name: source for name, source in self.sources.items() if name not in values}
        return replace(self, **values, sources=sources)
