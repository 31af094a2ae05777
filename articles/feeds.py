"""The Atom feed of each language: whole texts, and with each where it comes from."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from articles.attribution import Attribution, attribution_of
from articles.languages import bcp47, language
from articles.listings import SectionLink, section_of, sections_in
from articles.models import PublishedVersion
from articles.models.people import Role
from articles.pages import byline_of, complete, load_corrections
from articles.pictures import pictures_of
from articles.richtext import normalise_text

ENTRIES = 30
NAMESPACE = uuid.UUID("6f0b9a52-7c55-5d0e-9d5b-0f4b8f0a3c61")
BEFORE_ANYTHING = datetime(2026, 1, 1, tzinfo=UTC)


class Printer(SimplerXMLGenerator):
    """Writes XML without control characters."""

    def characters(self, content: str) -> None:
        super().characters(normalise_text(content))


class Atom(Atom1Feed):
    """Django's generator with languages: of the feed, of each link, of the original."""

    def root_attributes(self) -> dict[str, str]:
        """Say in which language the feed is, and what its relative links start from."""
        return {**super().root_attributes(), "xml:lang": self.feed["tag"], "xml:base": self.feed["link"]}

    def latest_post_date(self) -> datetime:
        """Give the moment of the last change, also of one that took an entry away."""
        return self.feed["updated"]

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed without the characters that XML cannot hold: one title must not break all."""
        clean = Printer(outfile, encoding, short_empty_elements=True)
        clean.startDocument()
        clean.startElement("feed", AttributesImpl(self.root_attributes()))
        self.add_root_elements(clean)
        self.write_items(clean)
        clean.endElement("feed")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write one entry."""
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        for role in ("author", "contributor"):
            for name in item[f"{role}s"]:
                handler.startElement(role, AttributesImpl({}))
                handler.addQuickElement("name", name)
                handler.endElement(role)
        handler.addQuickElement(
            "link",
            "",
            {"rel": "alternate", "type": "text/html", "hreflang": item["hreflang"], "href": item["link"]},
        )
        if item["via"]:
            handler.addQuickElement("link", "", {"rel": "via", **item["via"]})
        if item["section"]:
            handler.addQuickElement(
                "category", "", {"term": item["section"].slug, "label": item["section"].name}
            )
        if item["rights"]:
            handler.addQuickElement("rights", item["rights"])
        if item["description"]:
            handler.addQuickElement("summary", item["description"])
        handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True)
class Edition:
    """One language's feed, and what its entries need."""

    code: str
    request: HttpRequest

    @property
    def path(self) -> str:
        return reverse("articles:front", args=[self.code])


@dataclass(frozen=True)
class Entry:
    """One story in a feed."""

    version: PublishedVersion
    attribution: Attribution
    section: SectionLink | None
    link: str
    content: str

    def people(self, role: Role) -> list[str]:
        """Name those who did something."""
        return [
            name.printed for entry in self.attribution.byline if entry.role == role for name in entry.names
        ]

    def updated_at(self) -> datetime:
        """Give the moment when the text or what stands above it last changed."""
        changed_at = self.version.root.changed_at if self.attribution.notice else None
        return max(self.version.visible_from, changed_at or self.version.visible_from)

    def rights(self) -> str:
        """Say under which licence or with whose permission the piece is published."""
        rows = (row for row in self.attribution.rows if row.key in {"licence", "permission"})
        return " ".join(str(value) for row in rows for value in row.values)

    def via(self) -> dict[str, str]:
        """Give the link to the original; nothing for a piece in its own language."""
        if not self.attribution.last_line_url:
            return {}
        return {"hreflang": self.attribution.source_language, "href": self.attribution.last_line_url}


class EditionFeed(Feed):
    """One language's newest stories. Fresh by ETag alone: no date of theirs tells that an entry is gone."""

    feed_type = Atom

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer without a date of last change."""
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        return response

    def get_object(self, request: HttpRequest, language: str) -> Edition:
        return Edition(language, request)

    def title(self, edition: Edition) -> str:
        return f"{settings.SITE_NAME} · {language(edition.code).name}"

    def link(self, edition: Edition) -> str:
        return edition.path

    def feed_guid(self, edition: Edition) -> str:
        return edition.request.build_absolute_uri(edition.request.path)

    def feed_extra_kwargs(self, edition: Edition) -> dict[str, Any]:
        return {"tag": bcp47(edition.code), "updated": _last_change(edition.code)}

    def items(self, edition: Edition) -> list[Entry]:
        """Load the newest stories with all that their texts and attributions need."""
        live = complete(PublishedVersion.objects.live()).in_language(edition.code)
        versions = list(live.newest_first()[:ENTRIES])
        load_corrections(versions)
        sections = sections_in(edition.code)
        return [_entry(version, sections, edition.request) for version in versions]

    def item_title(self, item: Entry) -> str:
        return item.version.headline

    def item_description(self, item: Entry) -> str:
        return item.version.standfirst

    def item_link(self, item: Entry) -> str:
        return item.link

    def item_guid(self, item: Entry) -> str:
        """Name the story for ever, whatever its address and version; random, like its original's name."""
        version = item.version
        name = f"{version.root.public_id} {version.language} {version.first_published_at.isoformat()}"
        return uuid.uuid5(NAMESPACE, name).urn

    def item_pubdate(self, item: Entry) -> datetime:
        return item.version.first_published_at

    def item_updateddate(self, item: Entry) -> datetime:
        return item.updated_at()

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        return {
            "authors": item.people(Role.AUTHOR),
            "contributors": item.people(Role.TRANSLATOR),
            "hreflang": bcp47(item.version.language),
            "via": item.via(),
            "section": item.section,
            "rights": item.rights(),
            "content": item.content,
        }


def _entry(version: PublishedVersion, sections: list[SectionLink], request: HttpRequest) -> Entry:
    absolute = request.build_absolute_uri
    attribution = attribution_of(version, absolute=absolute)
    context = {
        "version": version,
        "attribution": attribution,
        "byline": byline_of(attribution),
        "pictures": [(absolute(picture.path), picture) for picture in pictures_of(version)],
        "page_language": language(version.language),
        "site_address": absolute("/").rstrip("/"),
    }
    return Entry(
        version=version,
        attribution=attribution,
        section=section_of(sections, version),
        link=version.get_absolute_url(),
        content=render_to_string("articles/feed_entry.html", context),
    )


def _last_change(code: str) -> datetime:
    """Give the moment when a story last came, changed or went in a language."""
    now = timezone.now()
    moments = (
        PublishedVersion.objects.in_language(code)
        .has_been_live(now)
        .aggregate(came=Max("visible_from"), went=Max("visible_until", filter=Q(visible_until__lte=now)))
    )
    return max((moment for moment in moments.values() if moment), default=BEFORE_ANYTHING)
