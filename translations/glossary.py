"""The glossary at work: the terms of a piece, where they stand, and forms that translators call fine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.languages import base_of, lookup_order
from articles.models import Article
from articles.richtext import normalise_text
from articles.rights import may
from translations import inflections, marks
from translations.models import Segment, TermTranslation
from translations.models.terms import LONGEST_TERM
from translations.quality import GlossaryEntry

MOST_FORMS = 50


class GlossaryRefusedError(Exception):
    """A change of the glossary that may not be made; the sentence says why."""


@dataclass
class Entry:
    """What the glossary says about one term of a pair: words to use, and words never to use."""

    pk: int
    source: str
    is_case_sensitive: bool = False
    words: list[TermTranslation] = field(default_factory=list)
    forbidden: list[TermTranslation] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """Give the rules that translators read, none twice."""
        return list(dict.fromkeys(row.note for row in [*self.words, *self.forbidden] if row.note))

    @property
    def accepted(self) -> list[str]:
        """Give every word and form that may stand for the term, the first word first."""
        forms = [form for row in self.words for form in row.forms]
        return list(dict.fromkeys([*(row.text for row in self.words), *forms]))

    def as_quality(self) -> GlossaryEntry:
        """Give the entry as the checks want it."""
        target, *others = self.accepted or [""]
        forbidden = tuple(row.text for row in self.forbidden)
        return GlossaryEntry(
            self.source,
            target=target,
            forbidden=forbidden,
            forms=tuple(others),
            is_case_sensitive=self.is_case_sensitive,
        )


@dataclass(frozen=True)
class Glossary:
    """The entries of one pair of languages, read once for a whole piece."""

    source_language: str
    entries: list[Entry]

    @cached_property
    def finder(self) -> inflections.Finder:
        """Give what finds the terms; their places are numbered like `entries`."""
        wanted = [inflections.Wanted(entry.source, entry.is_case_sensitive) for entry in self.entries]
        return inflections.Finder(wanted, self.source_language)

    def entries_in(self, segment: Segment) -> list[Entry]:
        """Give the entries whose term stands in a block, in reading order, each once."""
        places = self.finder.places(words_of(segment, segment.source)) if self.entries else []
        return [self.entries[number] for number in dict.fromkeys(place.number for place in places)]

    def for_checks(self) -> list[GlossaryEntry]:
        """Give the entries as the checks want them."""
        return [entry.as_quality() for entry in self.entries]


def glossary_of(article: Article) -> Glossary:
    """Load the glossary of an article's pair of languages in one query.

    A variant reads the terms of its base language too: a source in `en-gb` those of `en`.
    """
    source = article.source()[0].language
    codes = {source, base_of(source)}
    rows = TermTranslation.objects.filter(
        term__language__in=codes, language__in=lookup_order(article.language)
    )
    return Glossary(source, _grouped(rows.select_related("term").order_by("term__text", "pk")))


def _grouped(rows: Iterable[TermTranslation]) -> list[Entry]:
    entries: dict[str, Entry] = {}
    for row in rows:
        entry = entries.setdefault(row.term.text, Entry(row.term_id, row.term.text))
        entry.is_case_sensitive = entry.is_case_sensitive or row.is_case_sensitive
        (entry.forbidden if row.is_forbidden else entry.words).append(row)
    return list(entries.values())


def words_of(segment: Segment, text: str) -> str:
    """Give a text of a block without its marks."""
    if segment.is_plain:
        return text
    return marks.plain(text, len(segment.source_links), segment.source_placeholders)


@transaction.atomic
def learn(row: TermTranslation, *, segment: Segment, by: Any, form: str) -> None:
    """Take what a translator calls fine for a term into the forms of its word.

    `form` must stand in the saved translation of `segment`. Raises GlossaryRefusedError.
    """
    article = segment.article
    if not may(by, "translate", article):
        raise GlossaryRefusedError(_("Only who translates this piece can teach the glossary a form here."))
    locked = TermTranslation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    word = " ".join(normalise_text(form).split())
    problem = _why_no_form(locked, segment, word)
    if problem:
        raise GlossaryRefusedError(problem)
    if word not in locked.forms and word != locked.text:
        locked.forms = [*locked.forms, word]
        locked.updated_by = by
        locked.save(update_fields=["forms", "updated_by", "updated_at"])


def _why_no_form(row: TermTranslation, segment: Segment, form: str) -> str:
    if not form:
        return _("Write the word that stands for the term in your translation.")
    if row.is_forbidden:
        return _("“%(word)s” must never be used; only an editor can change that.") % {"word": row.text}
    if len(form) > LONGEST_TERM or len(row.forms) >= MOST_FORMS:
        return _(
            "The glossary takes no more than %(count)d forms of a word, of %(length)d characters each."
        ) % {
            "count": MOST_FORMS,
            "length": LONGEST_TERM,
        }
    if inflections.folded(form) not in inflections.folded(words_of(segment, segment.target)):
        return _("“%(form)s” does not stand in the saved translation of this paragraph.") % {"form": form}
    forbidden = TermTranslation.objects.filter(Q(text__iexact=form), term=row.term, language=row.language)
    if forbidden.filter(is_forbidden=True).exists():
        return _("“%(word)s” must never be used; only an editor can change that.") % {"word": form}
    return ""
