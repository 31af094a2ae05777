"""A feed as RSS 2.0.

RSS has no tombstones: what was taken away comes once more under the same guid, with the statement
in place of its text, so that whoever kept a copy replaces it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from operator import itemgetter

from articles.feeds.channel import Channel, Entry, Gone
from articles.models.people import Role
from articles.xml import Element, Namespaces, add, document, root

NAMESPACES: Namespaces = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
MEDIA_TYPE = "application/rss+xml"


def write(channel: Channel) -> bytes:
    """Write the whole feed, newest first."""
    top = root("rss", NAMESPACES, {"version": "2.0"})
    element = add(top, "channel")
    add(element, "title", channel.title)
    add(element, "link", channel.page)
    add(element, "description", channel.description)
    add(element, "language", channel.language)
    add(element, "lastBuildDate", _moment(channel.updated_at))
    add(element, "atom:link", rel="self", type=MEDIA_TYPE, href=channel.address)
    if channel.hub:
        add(element, "atom:link", rel="hub", href=channel.hub)
    dated: list[tuple[datetime, Entry | Gone]] = [
        *((entry.version.first_published_at, entry) for entry in channel.entries),
        *((gone.at, gone) for gone in channel.gone),
    ]
    for _at, item in sorted(dated, key=itemgetter(0), reverse=True):
        if isinstance(item, Gone):
            _add_gone(element, item)
        else:
            _add_item(element, item)
    return document(top)


def _add_gone(channel: Element, gone: Gone) -> None:
    item = add(channel, "item")
    add(item, "title", gone.title)
    add(item, "link", gone.record)
    add(item, "guid", gone.guid, isPermaLink="false")
    add(item, "pubDate", _moment(gone.at))
    add(item, "description", gone.statement)


def _add_item(channel: Element, entry: Entry) -> None:
    version, attribution = entry.version, entry.attribution
    item = add(channel, "item")
    add(item, "title", version.headline)
    add(item, "link", entry.address)
    add(item, "guid", entry.guid, isPermaLink="false")
    add(item, "pubDate", _moment(version.first_published_at))
    for name in entry.people(Role.AUTHOR):
        add(item, "dc:creator", name)
    for name in entry.people(Role.TRANSLATOR):
        add(item, "dc:contributor", name)
    if attribution.last_line_url:
        add(item, "source", version.source_outlet, url=attribution.last_line_url)
        add(item, "dc:source", version.source_headline)
    if entry.section:
        add(item, "category", entry.section.name)
    for tag in entry.tags:
        add(item, "category", tag.name)
    if rights := entry.rights():
        add(item, "dc:rights", rights)
    add(item, "description", version.standfirst or version.headline)
    add(item, "content:encoded", entry.content)


def _moment(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
