"""What must hold before anything is handed in or published.

`settings.HAND_IN_GATES` and `settings.PUBLICATION_GATES` list all gates; of the latter `FOUR_EYES_GATES`
are what an override sets aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles import people
from articles.models import Address, Article, Original, Permission
from articles.models.people import Role
from articles.slugs import is_slug


@dataclass(frozen=True)
class Publication:
    """What somebody asks to hand in or publish, and when (none means now).

    `override_reason` is why four eyes should not be asked for.
    """

    article: Article
    by: Any
    override_reason: str = ""
    at: datetime | None = None


def problems_with(publication: Publication) -> list[str]:
    """Ask every gate of publication; an empty list means that the piece may go out."""
    return _asked(settings.PUBLICATION_GATES, publication)


def problems_of_four_eyes(publication: Publication) -> list[str]:
    """Ask only whether the approver is somebody else: what an override sets aside."""
    return _asked(settings.FOUR_EYES_GATES, publication)


def problems_of_hand_in(publication: Publication) -> list[str]:
    """Ask what must hold before a piece is sent for review, whichever door it goes through."""
    return _asked(settings.HAND_IN_GATES, publication)


def _asked(names: Iterable[str], publication: Publication) -> list[str]:
    return [str(problem) for name in names for problem in import_string(name)(publication)]


def text_is_complete(publication: Publication) -> Iterator[str]:
    """Ask for headline, text, section and an address that is free."""
    article = publication.article
    if not article.headline:
        yield _("The headline is missing.")
    if not article.body:
        yield _("The text is empty.")
    if article.language not in settings.NEWSROOM_LANGUAGES:
        yield _("The newsroom does not publish in this language.")
    elif article.section is None:
        yield _("Choose a section.")
    elif not (article.section.name_in(article.language) and article.section.slug_in(article.language)):
        yield _("The section “%(section)s” has no name or no slug in this language.") % {
            "section": article.section
        }
    elif not is_slug(article.slug):
        yield _("The slug is missing: write one for the address.")
    elif _address_of_another(article, article.section.slug_in(article.language)):
        yield _("Another article has this address. Change the slug.")


def _address_of_another(article: Article, section: str) -> bool:
    taken = Address.objects.filter(language=article.language, section=section, slug=article.slug)
    return taken.exclude(article=article).exists()


def family_is_not_stopped(publication: Publication) -> Iterator[str]:
    """Refuse an edition of a piece that was taken away in every language, until that is lifted."""
    stopped_at = publication.article.first_original().stopped_at
    if stopped_at:
        yield _(
            "Every edition of this piece was taken away on %(date)s. Somebody who edits all its languages can"
            " allow it again, on the page of the original."
        ) % {"date": date_format(timezone.localtime(stopped_at), "DATE_FORMAT")}


def attribution_is_complete(publication: Publication) -> Iterator[str]:
    """Ask for everything that readers must be told about where a translation comes from."""
    article = publication.article
    if article.is_own_piece:
        if not article.credits.filter(role=Role.AUTHOR).exists():
            yield _("Say who wrote the piece.")
        return
    yield from _root_is_described(article.first_original())
    source, _snapshot = article.source()
    if not source.is_external and not source.own_edition().versions.has_been_live().exists():
        yield _("Our own edition that this was translated from has not been published yet.")
    if not article.credits.filter(role=Role.TRANSLATOR).exists():
        yield _("Say who translated the piece.")


def _root_is_described(root: Original) -> Iterator[str]:
    if not root.headline:
        yield _("The headline of the original is missing.")
    if not root.language:
        yield _("The language of the original is missing.")
    if not root.is_external:
        return
    if not root.outlet_id:
        yield _("Say which publication the original comes from.")
    if root.permission == Permission.UNKNOWN:
        yield _(
            "Say why the original may be published in translation: a licence, a permission, or none needed."
        )
    if root.permission == Permission.LICENCE and not root.licence:
        yield _("Name the licence of the original.")
    if root.permission == Permission.NOT_NEEDED and not root.permission_note:
        yield _("Say why no permission is needed for the original.")


def approver_is_no_author(publication: Publication) -> Iterator[str]:
    """Ask for four eyes on a piece of our own: whoever began it wrote it, whatever the byline says now."""
    article = publication.article
    if publication.override_reason or not article.is_own_piece:
        return
    if publication.by.pk in {article.created_by_id, *people.credited_users(article, Role.AUTHOR)}:
        yield _("You wrote this piece, so somebody else must approve it.")
