"""The rights register at work: what may not go out, what ends soon, and what an entry changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import rights
from articles.gates import Publication
from articles.languages import name_in
from articles.models import (
    Article,
    Clearance,
    ClearanceDocument,
    Original,
    Outlet,
    Permission,
    PublishedVersion,
)
from articles.models.clearances import not_covered

# How long before the end editors are warned.
WARNING = timedelta(days=14)
MOST_BYTES = 10 * 1024 * 1024
# What a document may be, by its first bytes; a text is whatever is UTF-8 without control characters.
SIGNATURES = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class DocumentError(Exception):
    """A file that is not kept; its text is a sentence for the person who chose it."""


@dataclass(frozen=True)
class Document:
    """A file that may be kept."""

    name: str
    media_type: str
    content: bytes


def rights_are_cleared(publication: Publication) -> Iterator[str]:
    """Refuse what no licence and no permission covers in this language on the day it goes out."""
    article = publication.article
    day = timezone.localdate(publication.at)
    if article.is_own_piece or not not_covered(Article.objects.filter(pk=article.pk), day).exists():
        return
    yield _why_not(article.language, deciding(article.first_original()), day)


def deciding(root: Original) -> list[Clearance]:
    """Give the entries that decide for an original: its own, else those of its outlet; one query."""
    of_outlet = Q(outlet=root.outlet_id, outlet__isnull=False)
    entries = list(Clearance.objects.filter(Q(original=root) | of_outlet))
    return [entry for entry in entries if entry.original_id] or entries


def _why_not(code: str, entries: list[Clearance], day: date) -> str:
    """Say in one sentence what is missing."""
    usable = [entry for entry in entries if not entry.forbids_changes]
    if not usable:
        return _(
            "The licence of the original forbids changes (ND), and a translation is one. Enter the permission"
            " of the publication in the rights register."
        )
    in_language = [entry for entry in usable if not entry.codes() or code in entry.codes()]
    language = name_in(code, get_language() or code)
    if not in_language:
        return _("What the rights register knows of the original does not cover %(language)s.") % {
            "language": language
        }
    last = max(entry.ends_on for entry in in_language if entry.ends_on)
    return _("The permission to publish the original in %(language)s ends on %(date)s.") % {
        "language": language,
        "date": date_format(last, "DATE_FORMAT"),
    }


def ending_soon(user: Any) -> QuerySet[PublishedVersion]:
    """Select what readers see on this editor's desks without cover in 14 days, the first to end first.

    Each row has `ends_on`, the last day of the entry that ends last; what has ended already stands on top.
    """
    horizon = timezone.localdate() + WARNING
    live = PublishedVersion.objects.live().filter(language__in=rights.languages(user, "retract"))
    return _with_the_end(_without_cover(live, horizon)).order_by("ends_on", "language", "pk")


def without_cover_after(clearance: Clearance) -> QuerySet[PublishedVersion]:
    """Select what readers see under one entry and may not see any more when it ends."""
    if clearance.ends_on is None:
        return PublishedVersion.objects.none()
    live = PublishedVersion.objects.live().filter(
        Q(root=clearance.original_id) if clearance.original_id else Q(root__outlet=clearance.outlet_id)
    )
    return _without_cover(live, clearance.ends_on).order_by("language", "pk")


def _without_cover(live: QuerySet[PublishedVersion], last_day: date) -> QuerySet[PublishedVersion]:
    """Leave what is not covered the day after, among the pieces of which an entry ends by then."""
    ends = Clearance.objects.ending(last_day)
    concerned = Original.objects.filter(
        Q(pk__in=ends.exclude(original=None).values("original"))
        | Q(outlet__in=ends.exclude(outlet=None).values("outlet"))
    )
    rows = not_covered(live.filter(root__in=concerned.order_by()), last_day + timedelta(days=1))
    return rows.select_related("root__outlet").defer("body", "blocks")


def _with_the_end(rows: QuerySet[PublishedVersion]) -> QuerySet[PublishedVersion]:
    deciding = Clearance.objects.filter(Q(original=OuterRef("root")) | Q(outlet=OuterRef("root__outlet")))
    of_the_piece_first = F("original").asc(nulls_last=True)
    last = deciding.exclude(ends_on=None).in_language(OuterRef("language"))
    return rows.annotate(
        ends_on=Subquery(last.order_by(of_the_piece_first, "-ends_on").values("ends_on")[:1])
    )


@transaction.atomic
def enter(clearance: Clearance, *, by: Any, document: Document | None = None) -> None:
    """Store an entry and its document; what it is for counts as settled from now on.

    Whoever changes the last day is warned again.
    """
    before = Clearance.objects.filter(pk=clearance.pk).first()
    if before is None:
        clearance.entered_by = by
    elif before.ends_on != clearance.ends_on:
        clearance.warned_at = None
    clearance.save()
    if document:
        kept = {**asdict(document), "size": len(document.content), "added_by": by, "added_at": timezone.now()}
        ClearanceDocument.objects.update_or_create(clearance=clearance, defaults=kept)
    if not clearance.forbids_changes:
        _settle(clearance)


def _settle(clearance: Clearance) -> None:
    """Give what was not settled yet the word of the entry; what somebody said before stays."""
    unsettled = {"permission": Permission.UNKNOWN}
    originals = Original.objects.filter(own_article=None, **unsettled)
    if clearance.outlet_id:
        Outlet.objects.filter(pk=clearance.outlet_id, **unsettled).update(**_word(clearance))
        originals.filter(outlet=clearance.outlet_id).update(**_word(clearance))
    elif clearance.original_id:
        originals.filter(pk=clearance.original_id).update(**_word(clearance))


def _word(clearance: Clearance) -> dict[str, str]:
    if clearance.kind == Clearance.Kind.LICENCE:
        return {"permission": Permission.LICENCE, "licence": clearance.text.strip().splitlines()[0][:120]}
    return {"permission": Permission.GRANTED, "permission_note": clearance.granted_by[:300]}


def read_document(name: str, content: bytes) -> Document:
    """Look at what a file is, by its content; raises DocumentError with a sentence."""
    if len(content) > MOST_BYTES:
        raise DocumentError(_("The file is larger than %(number)d megabytes.") % {"number": MOST_BYTES >> 20})
    if not content:
        raise DocumentError(_("The file is empty."))
    known = next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")
    media_type = known or ("text/plain" if _is_text(content) else "")
    if not media_type:
        raise DocumentError(_("Only PDF, JPEG, PNG and plain text (also .eml in UTF-8) can be kept."))
    return Document(_plain_name(name), media_type, content)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(character < " " and character not in "\n\r\t" for character in text)


def _plain_name(name: str) -> str:
    """Keep of a file's name what no header and no file system takes for anything else."""
    kept = "".join(character if character.isalnum() or character in "-_. " else "_" for character in name)
    return kept.strip(". ")[-120:] or "document"
