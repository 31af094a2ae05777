"""Words of several languages on one page: marked with their language, isolated in their direction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import template as templates
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from articles.attribution import origin_of
from articles.dates import date_in, moment_in, number_in, short_date_in
from articles.languages import language as language_of
from articles.listings import section_of, web_address
from articles.models import PublishedVersion
from articles.paragraphs import with_places
from articles.phrases import Part, Sentence, foreign
from articles.search.snippets import Piece

register = templates.Library()
register.filter("digits", number_in)
register.filter("section_of", section_of)
register.filter("web_address", web_address)
register.filter("with_places", with_places)


@register.simple_tag(takes_context=True)
def say(context: Context, sentence: Sentence, *, links: bool = True) -> SafeString:
    """Write a sentence with its names, titles and dates marked up; `links=False` writes no link."""
    words = format_html_join("", "{}", ((_marked(part, context, links=links),) for part in sentence.parts))
    if sentence.language:
        return format_html('<span lang="{}" dir="{}">{}</span>', sentence.language, sentence.direction, words)
    return words


@register.simple_tag
def gap(sentence: Sentence) -> str:
    """Write the space before the next sentence; Chinese and Japanese leave none."""
    return "" if str(sentence).endswith(("。", "：")) else " "


def _marked(part: Part, context: Context, *, links: bool) -> SafeString:
    words = _isolated(part)
    if part.kind == "date":
        words = format_html('<time datetime="{}">{}</time>', part.machine, words)
    if not links:
        return words
    if part.person:
        path = reverse("articles:person", args=[context["page_language"].code, part.person])
        return format_html('<a href="{}{}">{}</a>', context.get("site_address", ""), path, words)
    if address := web_address(part.url):
        template = '<a href="{}" rel="license">{}</a>' if part.kind == "licence" else '<a href="{}">{}</a>'
        return format_html(template, address, words)
    return words


def _isolated(part: Part) -> SafeString:
    """Put names and foreign words into an element of their own; a title is cited."""
    is_named = part.language or part.kind in {"name", "publication"}
    element = "cite" if part.kind == "title" else "bdi" if is_named else ""
    if not element:
        return escape(part.text)
    if not part.language:
        return format_html("<{}>{}</{}>", element, part.text, element)
    return format_html(
        '<{} lang="{}" dir="{}">{}</{}>', element, part.language, part.direction, part.text, element
    )


@register.simple_tag(takes_context=True)
def origin(context: Context, story: PublishedVersion) -> SafeString:
    """Say where a story of a list comes from: "translated from X", or the newsroom itself."""
    where_from = origin_of(story)
    if where_from is None:
        return format_html("<bdi>{}</bdi>", settings.SITE_NAME)
    return say(context, where_from)


@register.simple_tag
def day(moment: datetime, code: str) -> SafeString:
    """Write the day in full."""
    return _time(_local(moment).date().isoformat(), date_in(moment, code))


@register.simple_tag
def short_day(moment: datetime, code: str) -> SafeString:
    """Write the day, with the year where it is not this one."""
    is_this_year = _local(moment).year == _local(timezone.now()).year
    words = short_date_in(moment, code) if is_this_year else date_in(moment, code)
    return _time(_local(moment).date().isoformat(), words)


@register.simple_tag
def day_and_time(moment: datetime, code: str) -> SafeString:
    """Write the day and the time."""
    return _time(_local(moment).isoformat(timespec="minutes"), moment_in(moment, code))


def _time(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


@register.simple_tag
def foreign_words(text: str, code: str, around: str, element: str = "bdi") -> SafeString:
    """Write words of a language among those of another: headlines of originals, names of papers."""
    marks = foreign(code, around)
    if not marks:
        return format_html("<{}>{}</{}>", element, text, element)
    tag, direction = marks["language"], marks["direction"]
    return format_html('<{} lang="{}" dir="{}">{}</{}>', element, tag, direction, text, element)


@register.simple_tag
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Write a text with the words marked that were searched for."""
    words = (format_html("<mark>{}</mark>", each.text) if each.is_marked else each.text for each in pieces)
    return format_html_join("", "{}", ((each,) for each in words))


@register.simple_tag
def own_language_name(code: str) -> SafeString:
    """Write a language's own name, in that language."""
    entry = language_of(code)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', entry.tag, entry.direction, entry.name)
