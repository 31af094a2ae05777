"""How the blocks of a translation are called, wherever one is spoken of."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.models import Article
from translations.models import Segment


def is_counted(segment: Segment) -> bool:
    """Say whether a block has a number: the headline, captions and rules have none."""
    return not (segment.is_plain or segment.is_locked)


def label_of(segment: Segment, number: int) -> str:
    """Name a block; `number` counts the paragraphs that are translated, 0 for a block without one."""
    kind = str(Segment.Kind(segment.kind).label)
    if number and segment.kind == Segment.Kind.PARAGRAPH:
        return _("Paragraph %(number)d") % {"number": number}
    if number:
        return _("Paragraph %(number)d (%(kind)s)") % {"number": number, "kind": kind.lower()}
    if segment.image:
        return f"{kind}: {segment.image}"
    return kind


def labels_of(article: Article) -> dict[int, str]:
    """Name every block of a piece, by its primary key; one query."""
    labels = {}
    number = 0
    for segment in Segment.objects.filter(article=article).select_related("image").order_by("position"):
        number += is_counted(segment)
        labels[segment.pk] = label_of(segment, number if is_counted(segment) else 0)
    return labels
