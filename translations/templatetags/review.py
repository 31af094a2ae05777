"""What the review page needs to show again what was typed."""

from __future__ import annotations

from django import template

from articles.models import Status
from translations.review.typed import Typed

register = template.Library()
register.filter("chosen", Typed.kind_of)


@register.filter
def remark(typed: Typed, key: object) -> str:
    """Give what was written to the translator about a block."""
    return typed.of("remark", key)


@register.filter
def say(typed: Typed, key: object) -> str:
    """Give a comment on a block that was not sent."""
    return typed.of("say", key)


@register.filter
def reply(typed: Typed, key: object) -> str:
    """Give an answer in a thread that was not sent."""
    return typed.of("reply", key)


@register.filter
def status_name(value: str) -> str:
    """Name a status as people call it."""
    return str(Status(value).label) if value in Status.values else value
