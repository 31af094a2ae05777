"""A feed as JSON Feed 1.1.

Where a story comes from stands in `_translation`. What was taken away comes once more under the same
id, with the statement in place of its text and the moment in `_withdrawn`.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from articles.feeds.channel import Channel, Entry, Gone
from articles.models.people import Role
from articles.structured_data import translation_facts

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"


def write(channel: Channel) -> bytes:
    """Write the whole feed, newest first."""
    items = [
        *(_item(entry, channel.language) for entry in channel.entries),
        *(_gone(gone, channel.language) for gone in channel.gone),
    ]
    feed = {
        "version": VERSION,
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "language": channel.language,
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
        "items": sorted(items, key=itemgetter("date_published"), reverse=True),
    }
    return json.dumps(_without_empty(feed), ensure_ascii=False).encode()


def _item(entry: Entry, language: str) -> dict[str, Any]:
    version, attribution = entry.version, entry.attribution
    item = {
        "id": entry.guid,
        "url": entry.address,
        "external_url": attribution.last_line_url,
        "title": version.headline,
        "summary": version.standfirst,
        "content_html": entry.content,
        "date_published": _moment(version.first_published_at),
        "date_modified": _moment(entry.updated_at()),
        "authors": [{"name": name} for name in entry.people(Role.AUTHOR)],
        "tags": [each.name for each in (entry.section, *entry.tags) if each],
        "language": language,
        "image": entry.picture_address,
        "_translation": translation_facts(version, attribution),
    }
    return _without_empty(item)


def _gone(gone: Gone, language: str) -> dict[str, Any]:
    return {
        "id": gone.guid,
        "url": gone.record,
        "title": gone.title,
        "content_text": gone.statement,
        "date_published": _moment(gone.at),
        "language": language,
        "_withdrawn": {"at": _moment(gone.at)},
    }


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or name == "items"}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
