"""A feed as Atom (RFC 4287), with tombstones (RFC 6721) for what was taken away."""

from __future__ import annotations

from datetime import UTC, datetime

from articles.feeds.channel import Channel, Entry, Gone
from articles.models.people import Role
from articles.xml import Element, Namespaces, add, document, root

NAMESPACES: Namespaces = {None: "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
NAME = "atom"
MEDIA_TYPE = "application/atom+xml"


def write(channel: Channel) -> bytes:
    """Write the whole feed."""
    feed = root("feed", NAMESPACES, {"xml:lang": channel.language})
    add(feed, "title", channel.title)
    add(feed, "subtitle", channel.description)
    add(feed, "id", channel.address)
    add(feed, "updated", _moment(channel.updated_at))
    add(add(feed, "author"), "name", channel.title)
    add(feed, "link", rel="self", type=MEDIA_TYPE, href=channel.address)
    add(feed, "link", rel="alternate", type="text/html", hreflang=channel.language, href=channel.page)
    if channel.hub:
        add(feed, "link", rel="hub", href=channel.hub)
    for gone in channel.gone:
        _add_tombstone(feed, gone)
    for entry in channel.entries:
        _add_entry(feed, entry, channel.language)
    return document(feed)


def _add_tombstone(feed: Element, gone: Gone) -> None:
    tombstone = add(feed, "at:deleted-entry", ref=gone.guid, when=_moment(gone.at))
    add(tombstone, "at:comment", gone.statement)
    add(tombstone, "link", rel="related", type="text/html", href=gone.record)


def _add_entry(feed: Element, entry: Entry, language: str) -> None:
    version, attribution = entry.version, entry.attribution
    element = add(feed, "entry")
    add(element, "title", version.headline)
    add(element, "id", entry.guid)
    add(element, "published", _moment(version.first_published_at))
    add(element, "updated", _moment(entry.updated_at()))
    for role, name_of_element in ((Role.AUTHOR, "author"), (Role.TRANSLATOR, "contributor")):
        for name in entry.people(role):
            add(add(element, name_of_element), "name", name)
    add(element, "link", rel="alternate", type="text/html", hreflang=language, href=entry.address)
    if attribution.last_line_url:
        add(
            element,
            "link",
            rel="via",
            hreflang=attribution.source_language,
            title=version.source_headline,
            href=attribution.last_line_url,
        )
    if entry.section:
        add(element, "category", term=entry.section.slug, label=entry.section.name)
    for tag in entry.tags:
        add(element, "category", term=tag.name)
    if rights := entry.rights():
        add(element, "rights", rights)
    if version.standfirst:
        add(element, "summary", version.standfirst)
    add(element, "content", entry.content, type="html")


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
