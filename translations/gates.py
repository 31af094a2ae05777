"""What the work of translating must have reached before a piece goes out."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import people
from articles.gates import Publication
from articles.models.people import Role
from translations.models import Segment


def every_segment_is_settled(publication: Publication) -> Iterator[str]:
    """Ask that every block is translated, merged or left out with a reason."""
    missing = Segment.objects.filter(article=publication.article).unsettled().count()
    if missing:
        yield ngettext(
            "%(count)d paragraph has no translation.",
            "%(count)d paragraphs have no translation.",
            missing,
        ) % {"count": missing}


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
