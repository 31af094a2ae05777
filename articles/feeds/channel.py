"""One feed before it is written in a format: its stories, whole, and those that were taken away."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.attribution import Attribution, attribution_of
from articles.feeds.scopes import Scope
from articles.languages import bcp47, language
from articles.listings import SectionLink, TagLink, section_of, sections_in, tag_link
from articles.models import PublishedVersion
from articles.models.people import Role
from articles.pages import byline_of, complete, load_corrections
from articles.pictures import pictures_of
from articles.richtext import with_absolute_links
from articles.structured_data import names_of
from articles.withdrawals import lately_withdrawn, reason_of

ENTRIES = 30
NAMESPACE = uuid.UUID("6f0b9a52-7c55-5d0e-9d5b-0f4b8f0a3c61")
BEFORE_ANYTHING = datetime(2026, 1, 1, tzinfo=UTC)

Absolute = Callable[[str], str]


@dataclass(frozen=True)
class Entry:
    """One story in a feed; `content` is the whole of it as HTML, with where it comes from."""

    version: PublishedVersion
    attribution: Attribution
    section: SectionLink | None
    tags: tuple[TagLink, ...]
    picture_address: str
    address: str
    content: str

    @property
    def guid(self) -> str:
        return lasting_name(self.version)

    def people(self, role: Role) -> list[str]:
        return names_of(self.attribution, role)

    def updated_at(self) -> datetime:
        """Give the moment when the text or what stands above it last changed."""
        changed_at = self.version.root.changed_at if self.attribution.notice else None
        return max(self.version.visible_from, changed_at or self.version.visible_from)

    def rights(self) -> str:
        """Say under which licence or with whose permission the piece is published."""
        rows = (row for row in self.attribution.rows if row.key in {"licence", "permission"})
        return " ".join(str(value) for row in rows for value in row.values)


@dataclass(frozen=True)
class Gone:
    """One story that was taken away: the name it had in the feed, and what readers are told."""

    guid: str
    at: datetime
    title: str
    statement: str
    record: str


@dataclass(frozen=True)
class Channel:
    """One feed: `page` is the page that it belongs to, `address` its own, `hub` empty without WebSub."""

    code: str
    title: str
    description: str
    page: str
    address: str
    hub: str
    entries: tuple[Entry, ...]
    gone: tuple[Gone, ...]

    @property
    def language(self) -> str:
        return bcp47(self.code)

    @property
    def updated_at(self) -> datetime:
        """Give the moment of the last change, also of one that took an entry away."""
        moments = [*(entry.updated_at() for entry in self.entries), *(gone.at for gone in self.gone)]
        return max(moments, default=BEFORE_ANYTHING)


def channel_of(scope: Scope, *, absolute: Absolute, address: str) -> Channel:
    """Load the newest stories of a scope with all that their texts and attributions need."""
    live = complete(PublishedVersion.objects.live()).in_language(scope.code)
    versions = list(live.filter(scope.where).newest_first()[:ENTRIES])
    load_corrections(versions)
    sections = sections_in(scope.code)
    return Channel(
        code=scope.code,
        title=scope.title,
        description=scope.description or _("Every translation says where it comes from."),
        page=absolute(scope.path),
        address=address,
        hub=settings.NEWSROOM_WEBSUB_HUB,
        entries=tuple(_entry(version, sections, absolute) for version in versions),
        gone=tuple(_gone(version, absolute) for version in _taken_away(scope)),
    )


def lasting_name(version: PublishedVersion) -> str:
    """Name a story for ever, whatever its address and version; random, like its original's name."""
    name = f"{version.root.public_id} {version.language} {version.first_published_at.isoformat()}"
    return uuid.uuid5(NAMESPACE, name).urn


def _entry(version: PublishedVersion, sections: list[SectionLink], absolute: Absolute) -> Entry:
    attribution = attribution_of(version, absolute=absolute)
    pictures = pictures_of(version)
    site = absolute("/").rstrip("/")
    links = (tag_link(tag, version.language) for tag in version.tags.all())
    context: dict[str, Any] = {
        "version": version,
        "body": with_absolute_links(version.body, site),
        "attribution": attribution,
        "byline": byline_of(attribution),
        "pictures": [(absolute(picture.path), picture) for picture in pictures],
        "page_language": language(version.language),
        "site_address": site,
    }
    return Entry(
        version=version,
        attribution=attribution,
        section=section_of(sections, version),
        tags=tuple(link for link in links if link),
        picture_address=absolute(pictures[0].shared.path) if pictures else "",
        address=absolute(version.get_absolute_url()),
        content=render_to_string("articles/feed_entry.html", context),
    )


def _taken_away(scope: Scope) -> list[PublishedVersion]:
    return list(lately_withdrawn(scope.code, scope.where)[:ENTRIES])


def _gone(version: PublishedVersion, absolute: Absolute) -> Gone:
    withdrawal = version.article.withdrawal
    return Gone(
        guid=lasting_name(version),
        at=withdrawal.at,
        title=_("This article has been withdrawn"),
        statement=f"{reason_of(withdrawal)} {withdrawal.statement}",
        record=absolute(version.root.get_absolute_url(version.language)),
    )
