"""The blocks of a translation as the workbench shows them: words, signs and counts, no HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.languages import language
from articles.models import Article
from articles.pictures import FALLBACK
from translations import comments, marks
from translations.glossary import Glossary, glossary_of
from translations.labels import is_counted, label_of
from translations.models import Objection, Segment
from translations.segments import FROZEN_ADDRESS
from translations.workbench import terms

Kind, State = Segment.Kind, Segment.State

# A sign beside the word, so that nobody depends on colour.
SIGNS = {
    State.EMPTY: "○",
    State.DRAFT: "◐",
    State.CONFIRMED: "●",
    State.CHANGED: "↻",
    State.LEFT_OUT: "⊘",
    State.MERGED: "⇡",
}
CLASSES = {State.CONFIRMED: "ok", State.CHANGED: "changed", State.LEFT_OUT: "out", State.MERGED: "out"}
# What short texts should keep to, and what they must keep to, in characters; 0 for no such rule.
LIMITS = {
    Kind.HEADLINE: (70, 110),
    Kind.STANDFIRST: (200, 300),
    Kind.SEO_TITLE: (60, 120),
    Kind.SEO_DESCRIPTION: (155, 300),
    Kind.ALTERNATIVE_TEXT: (150, 500),
}
NO_TRANSLATION = gettext_lazy("Not translated")


@dataclass(frozen=True)
class Languages:
    """The pair of languages of one translation: codes."""

    source: str
    target: str


@dataclass(frozen=True)
class Beside:
    """What is known beside the blocks of one article, asked of the database when it is first shown."""

    article: Article

    @cached_property
    def glossary(self) -> Glossary:
        """Give the glossary of the article's pair of languages."""
        return glossary_of(self.article)

    @cached_property
    def comments(self) -> dict[int, int]:
        """Give how many remarks of each block wait, by its primary key."""
        return comments.open_counts(self.article)


@dataclass(frozen=True)
class Row:
    """One block: `number` counts the paragraphs that are translated, 0 for headline, captions and rules."""

    segment: Segment
    number: int
    languages: Languages
    beside: Beside
    # What is used while the text is empty, and why it cannot be changed any more.
    fallback: str = ""
    frozen: str = ""
    # What an editor said of it when the piece was sent back, while that is the last step.
    objection: Objection | None = None

    @property
    def label(self) -> str:
        """Name the block, as everything that speaks of it does."""
        return label_of(self.segment, self.number)

    @property
    def source(self) -> list[list[marks.Run]]:
        """Give the original as runs of words; of merged blocks paragraph by paragraph."""
        parts = (_runs(self.segment, part) for part in marks.paragraphs(self.segment.source))
        return [terms.underlined(runs, self.beside.glossary) for runs in parts]

    @property
    def talk(self) -> str:
        """Say how many remarks wait; nothing for none."""
        count = self.beside.comments.get(self.segment.pk, 0)
        return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count} if count else ""

    @property
    def target(self) -> list[list[marks.Run]]:
        """Give the translation as runs of words, paragraph by paragraph."""
        return [_runs(self.segment, part) for part in marks.paragraphs(self.segment.target)]

    @cached_property
    def source_size(self) -> int:
        """Give the length of the original in words, or in characters."""
        return size_of(_words(self.segment, self.segment.source), self.languages.source)

    @property
    def size_text(self) -> str:
        """Say how long the translation is, and the original."""
        size = size_of(_words(self.segment, self.segment.target), self.languages.target)
        return _("%(size)s, original %(original)s") % {
            "size": size_text(size, self.languages.target),
            "original": self.original_size,
        }

    @property
    def original_size(self) -> str:
        """Say how long the original is, with the unit where it is another one."""
        is_alike = counts_characters(self.languages.source) == counts_characters(self.languages.target)
        return str(self.source_size) if is_alike else size_text(self.source_size, self.languages.source)

    @property
    def sign(self) -> str:
        """Give the sign of the state; a locked block has none."""
        if self.is_too_long:
            return "!"
        return "" if self._stays else SIGNS[State(self.segment.state)]

    @property
    def state(self) -> str:
        """Name the state."""
        if self.is_too_long:
            return _("Must be shorter")
        if self._stays:
            return _("Stays as it is")
        if self.segment.is_decorative:
            return _("Decorative")
        if self.segment.is_meta and not self.segment.target:
            return _("Made by itself")
        return str(State(self.segment.state).label)

    @property
    def css(self) -> str:
        """Give the class of the state."""
        return "failed" if self.is_too_long else CLASSES.get(State(self.segment.state), "")

    @property
    def kind(self) -> str:
        """Name the kind, unless it is a plain paragraph."""
        return "" if self.segment.kind == Kind.PARAGRAPH else str(Kind(self.segment.kind).label)

    @property
    def is_added(self) -> bool:
        """Say whether the newsroom added this, so that there is no original."""
        return not (self.segment.is_plain or self.segment.source_numbers)

    @property
    def picture(self) -> str:
        """Give the address of a small copy of the picture that an alternative text describes."""
        if self.segment.image is None or self.segment.kind != Kind.ALTERNATIVE_TEXT:
            return ""
        copies = [copy for copy in self.segment.image.renditions.all() if copy.format in FALLBACK]
        return str(min(copies, key=lambda copy: copy.width).file.url) if copies else ""

    @property
    def anchor(self) -> str:
        """Give the id of the block on the page."""
        return f"block-{self.segment.position}"

    @property
    def soft_limit(self) -> int:
        """Give the number of characters that the text should keep to, 0 for none."""
        return LIMITS.get(Kind(self.segment.kind), (0, 0))[0]

    @property
    def hard_limit(self) -> int:
        """Give the number of characters that the text must keep to, 0 for none."""
        return LIMITS.get(Kind(self.segment.kind), (0, 0))[1]

    @property
    def is_too_long(self) -> bool:
        """Say whether the text must be made shorter."""
        return 0 < self.hard_limit < len(self.segment.target) and not self.segment.is_out

    @property
    def _stays(self) -> bool:
        return bool(self.frozen) or (self.segment.is_locked and not self.segment.is_out)

    @property
    def limit_text(self) -> str:
        """Say how much of the room is taken."""
        return limit_text(len(self.segment.target), self.soft_limit) if self.soft_limit else ""

    def as_data(self) -> dict[str, Any]:
        """Give what the page's script needs to know."""
        segment = self.segment
        return {
            "id": segment.pk,
            "position": segment.position,
            "kind": segment.kind,
            "label": self.label,
            "revision": segment.revision,
            "state": segment.state,
            "stateWord": self.state,
            "sign": self.sign,
            "css": self.css,
            "source": segment.source,
            "target": segment.target,
            "originalSize": self.original_size,
            "softLimit": self.soft_limit,
            "hardLimit": self.hard_limit,
            "fallback": self.fallback,
            "isMeta": segment.is_meta,
            "isPlain": segment.is_plain,
            "isOut": segment.is_out,
            "isLocked": segment.is_locked,
            "isFinished": segment.is_finished,
        }


def rows_of(
    segments: Iterable[Segment], article: Article, source: str, objections: Iterable[Objection] = ()
) -> list[Row]:
    """Give the rows of all blocks in order; `source` is the code of the original's language."""
    said = {each.segment_id: each for each in objections}
    languages, beside = Languages(source, article.language), Beside(article)
    fallbacks = {
        Kind.SLUG: article.slug,
        Kind.SEO_TITLE: article.headline,
        Kind.SEO_DESCRIPTION: article.standfirst,
    }
    frozen = str(FROZEN_ADDRESS) if article.versions.exists() else ""
    rows = []
    number = 0
    for segment in segments:
        number += is_counted(segment)
        kind = Kind(segment.kind)
        rows.append(
            Row(
                segment,
                number if is_counted(segment) else 0,
                languages,
                beside,
                fallback=fallbacks.get(kind, ""),
                frozen=frozen if kind == Kind.SLUG else "",
                objection=said.get(segment.pk),
            )
        )
    return rows


def counts_characters(code: str) -> bool:
    """Say whether a text's length is told in characters: where nothing stands between words."""
    return not language(code).has_spaces


def size_of(text: str, code: str) -> int:
    """Count words, or characters where nothing stands between words."""
    words = text.split()
    return len("".join(words)) if counts_characters(code) else len(words)


def limit_text(length: int, limit: int) -> str:
    """Say how much of the room of a headline is taken."""
    return _("%(length)d of %(limit)d characters") % {"length": length, "limit": limit}


def size_text(size: int, code: str) -> str:
    """Say a length in the unit of a language."""
    if counts_characters(code):
        return ngettext("%(count)d character", "%(count)d characters", size) % {"count": size}
    return ngettext("%(count)d word", "%(count)d words", size) % {"count": size}


def _words(segment: Segment, text: str) -> str:
    if segment.is_plain:
        return text
    return marks.plain(text, len(segment.source_links), segment.source_placeholders)


def _runs(segment: Segment, text: str) -> list[marks.Run]:
    if segment.is_plain:
        return [marks.Run(text)] if text else []
    return marks.runs(text, len(segment.source_links), segment.source_placeholders)
