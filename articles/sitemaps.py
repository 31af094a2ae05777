"""What search engines may look for: every live story in chunks, every list, and the news of two days.

A family of editions is never parted: each story names its editions, which stand in the same chunk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F, Max
from django.urls import reverse
from django.utils import timezone

from articles.directory import list_pages
from articles.languages import base_of, bcp47, language
from articles.listings import alternates_of, live_stories
from articles.models import PublishedVersion
from articles.pictures import pictures_of
from articles.xml import Element, Namespaces, add, document, root

Absolute = Callable[[str], str]

# Originals whose editions share a chunk: sixty languages of each stay under the limit of 50,000 addresses.
A_CHUNK = 500
MOST_CHUNKS = 10**9
IS_NEWS_FOR = timedelta(days=2)
MOST_NEWS = 1000
NAMESPACES: Namespaces = {
    None: "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
# News search knows Chinese by country; of any other language it wants the base.
NEWS_LANGUAGES = {"Hans": "zh-cn", "Hant": "zh-tw"}


def index(absolute: Absolute) -> bytes:
    """Name every site map, and when something in it last came out."""
    chunks = live_stories().order_by().annotate(chunk=F("root_id") / A_CHUNK).values_list("chunk")
    latest = sorted(chunks.annotate(Max("visible_from")))
    newest = max((changed_at for _chunk, changed_at in latest), default=None)
    top = root("sitemapindex", {None: NAMESPACES[None]})
    _add_address(top, "sitemap", absolute(reverse("articles:sitemap-lists")), newest)
    if newest and newest > timezone.now() - IS_NEWS_FOR:
        _add_address(top, "sitemap", absolute(reverse("articles:sitemap-news")), newest)
    for chunk, changed_at in latest:
        _add_address(top, "sitemap", absolute(reverse("articles:sitemap-stories", args=[chunk])), changed_at)
    return document(top)


def stories(chunk: int, absolute: Absolute) -> bytes | None:
    """List the stories of one chunk with their editions and pictures; None where there are none."""
    if chunk > MOST_CHUNKS:
        return None
    first = chunk * A_CHUNK
    families: dict[int, list[PublishedVersion]] = defaultdict(list)
    for story in live_stories().filter(root__gte=first, root__lt=first + A_CHUNK):
        families[story.root_id].append(story)
    if not families:
        return None
    top = root("urlset", NAMESPACES)
    for family in families.values():
        addresses = {story.language: absolute(story.get_absolute_url()) for story in family}
        alternates = alternates_of(addresses)
        for story in family:
            url = _add_address(top, "url", addresses[story.language], story.visible_from)
            _add_editions(url, alternates)
            for picture in pictures_of(story):
                add(add(url, "image:image"), "image:loc", absolute(picture.largest))
    return document(top)


def lists(absolute: Absolute) -> bytes:
    """List the front pages with each other's addresses, then sections, subjects and people."""
    top = root("urlset", NAMESPACES)
    codes = settings.NEWSROOM_LANGUAGES
    latest = dict(live_stories().order_by().values_list("language").annotate(Max("visible_from")))
    newest = max(latest.values(), default=None)
    alternates = front_pages(absolute)
    for code in codes:
        url = _add_address(top, "url", alternates[bcp47(code)], latest.get(code, newest))
        _add_editions(url, alternates)
    for page in list_pages(codes):
        _add_address(top, "url", absolute(page.path), page.changed_at)
    return document(top)


def news(absolute: Absolute) -> bytes:
    """List what first came out in the last two days, newest first."""
    since = timezone.now() - IS_NEWS_FOR
    top = root("urlset", NAMESPACES)
    for story in live_stories().filter(first_published_at__gt=since)[:MOST_NEWS]:
        url = _add_address(top, "url", absolute(story.get_absolute_url()), story.visible_from)
        element = add(url, "news:news")
        publication = add(element, "news:publication")
        add(publication, "news:name", settings.SITE_NAME)
        add(publication, "news:language", _news_language(story.language))
        add(element, "news:publication_date", _moment(story.first_published_at))
        add(element, "news:title", story.headline)
    return document(top)


def front_pages(absolute: Absolute) -> dict[str, str]:
    """Give every edition's front page by its language, and which one serves all other readers."""
    codes = settings.NEWSROOM_LANGUAGES
    return alternates_of({code: absolute(reverse("articles:front", args=[code])) for code in codes})


def _add_address(top: Element, name: str, address: str, changed_at: datetime | None) -> Element:
    element = add(top, name)
    add(element, "loc", address)
    if changed_at:
        add(element, "lastmod", _moment(changed_at))
    return element


def _add_editions(url: Element, editions: Mapping[str, str]) -> None:
    for tag, address in sorted(editions.items()):
        add(url, "xhtml:link", rel="alternate", hreflang=tag, href=address)


def _news_language(code: str) -> str:
    return NEWS_LANGUAGES.get(language(code).script, base_of(code))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
