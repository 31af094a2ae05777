"""The public record of one original: what it is, how it stands now, and where we published it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.context import EditionLink, by_own_name
from articles.dates import date_in
from articles.languages import language as language_of
from articles.listings import live_stories, web_address
from articles.models import Original, Permission, PublishedVersion
from articles.models.versions import PublishedVersionQuerySet
from articles.originals.log import log_of
from articles.phrases import Part, Sentence, foreign, label, language_name, noun, sentence


@dataclass(frozen=True)
class Facts:
    """What readers may know of an original: frozen in an edition that they saw, never newer."""

    language: str
    headline: str
    outlet: str
    authors: list[str]
    first_published_at: datetime | None
    address: str
    state: str
    rights: tuple[Sentence, Sentence] | None = None


@require_safe
def original(request: HttpRequest, language: str, public_id: str) -> HttpResponse:
    """Show the record, which exists once readers have seen an edition; never the original's text."""
    record = get_object_or_404(Original, public_id=public_id)
    family = Q(root=record) | Q(original=record)
    seen = _newest(PublishedVersion.objects.has_been_live().filter(family).select_related("root"))
    if seen is None:
        raise Http404
    if seen.root_id != record.pk:
        return HttpResponsePermanentRedirect(seen.root.get_absolute_url(language))
    live = list(live_stories().editions_of(seen))
    facts = _facts(record, seen, language) if record.is_external else _own_facts(record, live)
    editions = [
        EditionLink(language_of(story.language), story.get_absolute_url(), story.language == language)
        for story in live
    ]
    read = label("read", language)
    context = {
        "record": record,
        "facts": facts,
        "read": sentence(read, language, language=Part(language_name(facts.language, read.language))),
        "published_in": sentence(noun("published_in", language), language),
        "published": _published(facts, language),
        "author": sentence(noun("author", language), language),
        "log": log_of(record),
        "archived": web_address(record.archived_url),
        "editions": sorted(editions, key=by_own_name),
        "path": record.get_absolute_url(language),
    }
    return render(request, "articles/original.html", context)


def _newest(versions: PublishedVersionQuerySet) -> PublishedVersion | None:
    return versions.defer("body", "blocks").order_by("-visible_from", "-pk").first()


def _facts(record: Original, seen: PublishedVersion, reader: str) -> Facts:
    return Facts(
        language=seen.source_language,
        headline=seen.source_headline,
        outlet=seen.source_outlet,
        authors=seen.source_authors,
        first_published_at=seen.source_first_published_at,
        address=seen.source_url,
        state=_state(record.status),
        rights=_rights(seen, reader),
    )


def _own_facts(record: Original, live: list[PublishedVersion]) -> Facts:
    """Take the words of a piece of our own from what is live: a withdrawn headline is gone too."""
    piece = next((story for story in live if story.article_id == record.own_article_id), None)
    known = next((story for story in live if story.source_headline), None)
    return Facts(
        language=record.language,
        headline=piece.headline if piece else known.source_headline if known else "",
        outlet=settings.SITE_NAME,
        authors=known.source_authors if known else [],
        first_published_at=piece.first_published_at if piece else None,
        address=piece.get_absolute_url() if piece else "",
        state=_("We publish it.") if piece else _("We have withdrawn it."),
    )


def _state(status: str) -> str:
    """Say how an original stands, in a sentence for readers."""
    match status:
        case Original.Status.CHANGED:
            return _("It has changed since it was first captured.")
        case Original.Status.CORRECTED:
            return _("It has been corrected.")
        case Original.Status.WITHDRAWN:
            return _("It has been withdrawn by its publication.")
        case Original.Status.UNREACHABLE:
            return _("It cannot be reached at the moment.")
        case Original.Status.GONE:
            return _("It is no longer available on the web.")
        case _other:
            return _("It stands as it was captured.")


def _published(facts: Facts, reader: str) -> Sentence:
    """Say where the original came out, and when if that is known."""
    outlet = Part(facts.outlet, "publication", **foreign(facts.language, reader))
    if facts.first_published_at is None:
        return Sentence((outlet,))
    local = timezone.localtime(facts.first_published_at, timezone.get_default_timezone())
    date = Part(date_in(local, reader), "date", machine=local.date().isoformat())
    return sentence(label("with_date", reader), reader, text=outlet, date=date)


def _rights(seen: PublishedVersion, reader: str) -> tuple[Sentence, Sentence] | None:
    """Say under which licence or with whose permission, where that is known."""
    if seen.source_permission == Permission.GRANTED:
        publication = Part(seen.source_outlet, "publication", **foreign(seen.source_language, reader))
        permitted = sentence(label("permitted", reader), reader, publication=publication)
        return sentence(noun("permission", reader), reader), permitted
    if seen.source_licence:
        licence = Part(seen.source_licence, "licence", url=seen.source_licence_url)
        return sentence(noun("licence", reader), reader), Sentence((licence,))
    return None
