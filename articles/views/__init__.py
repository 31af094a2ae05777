"""Public pages."""

from articles.views.archive import archive, archive_day, archive_month
from articles.views.beside import beside
from articles.views.cards import embedded_article, oembed
from articles.views.editions import choose_language, front, section, tag
from articles.views.error_reports import report_error
from articles.views.feeds import (
    edition_feed,
    feeds_of_edition,
    feeds_of_site,
    person_feed,
    section_feed,
    tag_feed,
)
from articles.views.files import picture_file
from articles.views.people import person
from articles.views.policies import about_translation, corrections
from articles.views.records import original
from articles.views.refusals import not_found
from articles.views.republishing import republish
from articles.views.search import search
from articles.views.sitemaps import (
    robots,
    sitemap_index,
    sitemap_of_lists,
    sitemap_of_news,
    sitemap_of_stories,
)
from articles.views.stories import article, article_text
from articles.views.well_known import icon, manifest, security

__all__ = [
    "about_translation",
    "archive",
    "archive_day",
    "archive_month",
    "article",
    "article_text",
    "beside",
    "choose_language",
    "corrections",
    "edition_feed",
    "embedded_article",
    "feeds_of_edition",
    "feeds_of_site",
    "front",
    "icon",
    "manifest",
    "not_found",
    "oembed",
    "original",
    "person",
    "person_feed",
    "picture_file",
    "report_error",
    "republish",
    "robots",
    "search",
    "section",
    "section_feed",
    "security",
    "sitemap_index",
    "sitemap_of_lists",
    "sitemap_of_news",
    "sitemap_of_stories",
    "tag",
    "tag_feed",
]
