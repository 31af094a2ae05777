"""What the work of translating must have reached before a piece goes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import people
from articles.gates import Publication
from articles.models import Article
from articles.models.people import Role
from translations.checking import check_article
from translations.glossary import glossary_of
from translations.labels import labels_of
from translations.models import Segment
from translations.quality import Finding
from translations.waivers import unwaived


class MustFix(NamedTuple):
    """One finding that keeps a piece from going on, and the block it is about."""

    segment: Segment
    finding: Finding


def every_segment_is_settled(publication: Publication) -> Iterator[str]:
    """Ask that every block is translated, merged or left out with a reason."""
    missing = Segment.objects.filter(article=publication.article).unsettled().count()
    if missing:
        yield ngettext(
            "%(count)d paragraph has no translation.",
            "%(count)d paragraphs have no translation.",
            missing,
        ) % {"count": missing}


def nothing_must_be_mended(publication: Publication) -> Iterator[str]:
    """Ask that what the checks call a must-fix is mended, or that an editor lets it stand with a reason."""
    found = must_fixes_of(publication.article)
    labels = labels_of(publication.article) if found else {}
    for each in found:
        yield _("%(block)s: %(problem)s") % {
            "block": labels[each.segment.pk],
            "problem": each.finding.message,
        }


def must_fixes_of(article: Article) -> list[MustFix]:
    """Give what must be mended and nobody lets stand; blocks without a text are told elsewhere."""
    if article.is_own_piece:
        return []
    checked = unwaived(article, check_article(article, glossary_of(article).for_checks()))
    return [
        MustFix(segment, finding)
        for segment, found in checked
        for finding in found
        if finding.blocking and finding.code != "empty"
    ]


def approver_is_no_translator(publication: Publication) -> Iterator[str]:
    """Ask for four eyes: whoever is credited as translator or first filled a block does not approve."""
    article = publication.article
    if publication.override_reason or article.is_own_piece:
        return
    translators = people.credited_users(article, Role.TRANSLATOR)
    translators |= set(
        Segment.objects.filter(article=article, first_filled_by__isnull=False).values_list(
            "first_filled_by", flat=True
        )
    )
    if publication.by.pk in translators:
        yield _("You translated this piece, so somebody else must approve it.")
