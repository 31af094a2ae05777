"""The whole glossary to a file and back: all rows of a file or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.rights import may
from translations.exchange import glossary_csv, glossary_tbx
from translations.exchange.base import ExchangeError
from translations.exchange.glossary_rows import MOST_FORMS, GlossaryRow, at_line
from translations.models import Term, TermTranslation

FORMATS = ("csv", "tbx", "tbx2")
BATCH = 500


class Taken(NamedTuple):
    """How many words an import added, and how many it changed."""

    added: int
    changed: int


def export(form: str, *, source: str = "", languages: Collection[str] | None = None) -> bytes:
    """Write the glossary as `csv`, `tbx` (version 3) or `tbx2` (version 2, for older programs).

    `source` and `languages` leave only one source language, and only these target languages.
    """
    rows = TermTranslation.objects.select_related("term")
    if source:
        rows = rows.filter(term__language=source)
    if languages is not None:
        rows = rows.filter(language__in=languages)
    wanted = [
        GlossaryRow(
            source_language=row.term.language,
            source=row.term.text,
            target_language=row.language,
            target=row.text,
            is_forbidden=row.is_forbidden,
            is_case_sensitive=row.is_case_sensitive,
            forms=tuple(row.forms),
            note=row.note,
        )
        for row in rows
    ]
    if form == "csv":
        return glossary_csv.write(wanted)
    names = glossary_tbx.VERSION_2 if form == "tbx2" else glossary_tbx.VERSION_3
    return glossary_tbx.write(wanted, names)


def read(content: bytes, *, source: str = "") -> list[GlossaryRow]:
    """Read a file of either kind, told by its first sign. Raises ExchangeError."""
    is_xml = content.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<")
    return glossary_tbx.read(content, source_language=source) if is_xml else glossary_csv.read(content)


@transaction.atomic
def take(rows: list[GlossaryRow], *, by: Any = None) -> Taken:
    """Add and change what the rows say, or raise ExchangeError and change nothing.

    A word that is there already gets flags and note of the file, and keeps the forms it has
    learned. `by` must edit the glossary of every target language; nobody (None) is the command.
    """
    _refuse_foreign(rows, by)
    terms = _terms_of(rows)
    stored = {
        (row.term_id, row.language, row.text): row
        for row in TermTranslation.objects.select_for_update(of=("self",)).filter(
            language__in={row.target_language for row in rows}
        )
    }
    new: list[TermTranslation] = []
    changed: list[TermTranslation] = []
    for row in rows:
        term = terms[row.source_language, row.source]
        known = stored.get((term.pk, row.target_language, row.target))
        word = known or TermTranslation(term=term, language=row.target_language, text=row.target)
        if _fill(word, row):
            word.updated_by = by
            (changed if known else new).append(word)
    TermTranslation.objects.bulk_create(new, batch_size=BATCH)
    fields = ["is_forbidden", "is_case_sensitive", "forms", "note", "updated_by"]
    TermTranslation.objects.bulk_update(changed, fields, batch_size=BATCH)
    return Taken(len(new), len(changed))


def _fill(word: TermTranslation, row: GlossaryRow) -> bool:
    """Write what a row says into a word; give whether anything of it is news."""
    facts: dict[str, Any] = {
        "is_forbidden": row.is_forbidden,
        "is_case_sensitive": row.is_case_sensitive,
        "note": row.note,
        "forms": list(dict.fromkeys([*word.forms, *row.forms]))[:MOST_FORMS],
    }
    is_news = word.pk is None or any(getattr(word, name) != value for name, value in facts.items())
    for name, value in facts.items():
        setattr(word, name, value)
    return is_news


def _refuse_foreign(rows: Iterable[GlossaryRow], by: Any) -> None:
    """Refuse rows in languages that are not the newsroom's, or not this editor's."""
    languages = {row.target_language for row in rows}
    foreign = languages.difference(settings.NEWSROOM_LANGUAGES)
    forbidden = {
        code for code in languages - foreign if by is not None and not may(by, "edit_glossary", code)
    }
    problems = []
    for row in rows:
        if row.target_language in foreign:
            problem = _("the newsroom has no edition in “%(code)s”") % {"code": row.target_language}
            problems.append(at_line(row.line, problem))
        elif row.target_language in forbidden:
            problem = _("you are no editor of the desk for “%(code)s”") % {"code": row.target_language}
            problems.append(at_line(row.line, problem))
    if problems:
        raise ExchangeError(problems)


def _terms_of(rows: Iterable[GlossaryRow]) -> dict[tuple[str, str], Term]:
    wanted = {(row.source_language, row.source) for row in rows}
    Term.objects.bulk_create(
        (Term(language=language, text=text) for language, text in sorted(wanted)),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    stored = Term.objects.filter(language__in={language for language, _text in wanted})
    return {(term.language, term.text): term for term in stored}
