"""Originals and their editions: what nobody has taken yet, and the matrix of originals by languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.languages import language_name
from articles.admin.standing import SIGNS, Standing, standing_of, with_standing
from articles.models import Article, Original, PublishedVersion
from translations.admin.progress import with_progress
from translations.colleagues import name_of

Editions = dict[int, dict[str, Any]]
# What waits is looked for among the originals of the last weeks; older ones stand in the matrix.
LOOKS_BACK = timedelta(days=60)
CANDIDATES = 100
# What a row shows of an original and its publication.
FIELDS = (
    "headline",
    "language",
    "url",
    "priority",
    "created_at",
    "first_published_at",
    "own_article_id",
    "outlet__name",
)
SHOWN = 10


class Untranslated(NamedTuple):
    """One original that lacks editions, and the languages (code, name) into which it may be taken."""

    original: Original
    languages: list[tuple[str, str]]


@dataclass(frozen=True)
class Cell:
    """One original in one language. `language` may be taken when `address` is where to post that."""

    language: str
    text: str
    sign: str = ""
    address: str = ""
    take_at: str = ""
    is_late: bool = False

    @property
    def name(self) -> str:
        """Name the language for a screen that has no room for columns, and for buttons."""
        return language_name(self.language)


class MatrixRow(NamedTuple):
    """One original with a cell for each language."""

    original: Original
    cells: list[Cell]


def first_originals() -> QuerySet[Original]:
    """Select what may be translated: pieces of others, and our own that readers see; no relay editions."""
    is_live = PublishedVersion.objects.live().filter(article=OuterRef("own_article"))
    return Original.objects.filter(Q(own_article=None) | Q(own_article__original=None) & Exists(is_live))


def lacking(originals: QuerySet[Original], languages: Sequence[str]) -> QuerySet[Original]:
    """Select originals that have no edition in at least one of the languages."""
    editions = Article.objects.not_retracted().filter(root=OuterRef("pk"), language__in=languages)
    count = editions.order_by().values("root").annotate(number=Count("pk")).values("number")
    in_its_own = Case(When(own_article=None, language__in=languages, then=Value(1)), default=Value(0))
    settled = Coalesce(Subquery(count), 0) + in_its_own
    return originals.alias(settled=settled).filter(settled__lt=len(languages))


def untranslated(languages: Sequence[str], now: datetime) -> list[Original]:
    """Give what has waited longest for translators of these languages, by priority times age."""
    recent = first_originals().filter(priority__gt=Original.Priority.NONE, created_at__gte=now - LOOKS_BACK)
    rows = lacking(recent, languages).select_related("outlet").only(*FIELDS)
    rows = rows.order_by("-priority", "-created_at", "-pk")
    found = sorted(rows[:CANDIDATES], key=lambda row: row.priority * (now - row.created_at), reverse=True)
    return found[:SHOWN]


def newest() -> QuerySet[Original]:
    """Give the rows of the matrix, the newest first."""
    return first_originals().select_related("outlet").only(*FIELDS).order_by("-created_at", "-pk")


def editions_of(originals: Iterable[Original]) -> Editions:
    """Give every edition of the originals by root and language; a retracted one only where no other is."""
    versions = PublishedVersion.objects.filter(article=OuterRef("pk"))
    rows = (
        with_progress(with_standing(Article.objects.all()), "pk")
        .filter(root__in={original.pk for original in originals})
        .select_related("assignment__translator")
        .defer("body", "blocks", "standfirst")
        .annotate(
            out_at=Subquery(versions.waiting().values("visible_from")[:1]),
            live_since=Subquery(versions.live().values("first_published_at")[:1]),
        )
        .order_by(Case(When(status__in=["retracted"], then=Value(0)), default=Value(1)), "pk")
    )
    found: Editions = {}
    for row in rows:
        found.setdefault(row.root_id, {})[row.language] = row
    return found


def missing_editions(
    original: Original, editions: dict[str, Any], languages: Sequence[str]
) -> list[tuple[str, str]]:
    """Name the languages into which a first original may still be taken."""
    taken = {code for code, edition in editions.items() if edition.status != "retracted"}
    taken.add(original.language)
    return [(code, language_name(code)) for code in languages if code not in taken]


@dataclass(frozen=True)
class Looker:
    """Who looks at the matrix: which languages' work they see, which they take, and when."""

    sees: Sequence[str]
    takes: Sequence[str]
    now: datetime


def matrix(
    originals: Iterable[Original], editions: Editions, columns: Sequence[str], looker: Looker
) -> list[MatrixRow]:
    """Fill the cells. Of desks that the person does not see they learn what readers know."""
    return [
        MatrixRow(
            original, [_cell(original, editions.get(original.pk, {}), code, looker) for code in columns]
        )
        for original in originals
    ]


def _cell(original: Original, editions: dict[str, Any], code: str, looker: Looker) -> Cell:
    edition = editions.get(code)
    if edition is None or code not in looker.sees:
        if edition is not None and edition.live_since:
            return Cell(code, _published(edition, looker), SIGNS[Standing.PUBLISHED])
        return _empty(original, code, looker)
    text, standing = _words(edition, looker)
    page = "translations_workbench" if edition.status == "draft" and edition.original_id else None
    return Cell(
        code,
        text,
        SIGNS[standing],
        reverse(f"admin:{page or 'articles_article_change'}", args=[edition.pk]),
        take_at=_take_address(original) if standing == Standing.RETRACTED and code in looker.takes else "",
        is_late=_is_late(edition, looker.now),
    )


def _empty(original: Original, code: str, looker: Looker) -> Cell:
    if code == original.language:
        return Cell(code, _("the original"))
    return Cell(code, "–", take_at=_take_address(original) if code in looker.takes else "")


def _take_address(original: Original) -> str:
    return reverse("admin:translations_original_take", args=[original.pk])


def _words(edition: Any, looker: Looker) -> tuple[str, Standing]:
    """Say what people call the state, with the time or the person that goes with it."""
    standing = standing_of(edition)
    label = str(standing.label)
    if standing == Standing.PUBLISHED and edition.live_since:
        return _published(edition, looker), standing
    if standing == Standing.SCHEDULED:
        return f"{label} {_day(edition.out_at, looker)}", standing
    if standing == Standing.RETRACTED:
        return label, standing
    assignment = getattr(edition, "assignment", None)
    if assignment is not None and assignment.translator:
        label = f"{label}, {name_of(assignment.translator)}"
    if standing != Standing.WAITING and edition.blocks_to_translate:
        label = f"{label} {100 * edition.blocks_finished // edition.blocks_to_translate} %"
    return label, standing


def _published(edition: Any, looker: Looker) -> str:
    return f"{Standing.PUBLISHED.label} {_day(edition.live_since, looker)}"


def _day(moment: datetime, looker: Looker) -> str:
    day = timezone.localtime(moment)
    return date_format(day, "j M" if day.year == looker.now.year else "j M Y")


def _is_late(edition: Any, now: datetime) -> bool:
    assignment = getattr(edition, "assignment", None)
    return bool(assignment and assignment.closed_at is None and assignment.due_at and assignment.due_at < now)
