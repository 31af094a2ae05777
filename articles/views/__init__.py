"""Public pages."""

from articles.views.editions import choose_language, front, section, tag
from articles.views.files import picture_file
from articles.views.people import person
from articles.views.records import original
from articles.views.refusals import not_found
from articles.views.stories import article, article_text

__all__ = [
    "article",
    "article_text",
    "choose_language",
    "front",
    "not_found",
    "original",
    "person",
    "picture_file",
    "section",
    "tag",
]
