"""What stands beside an article's form: where it stands, what readers see, and the steps open now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles import rights, workflow
from articles.admin.standing import SIGNS, Standing, Windows, standing_of, windows_of
from articles.admin.step_forms import WORDS, Words
from articles.languages import Language, language
from articles.models import Article, Event
from articles.richtext import html_of

# Steps that need no more than a click; the others have a page that asks.
AT_ONCE = frozenset({"submit", "revise", "cancel_schedule"})


@dataclass(frozen=True)
class OpenStep:
    """One step that the user may take now."""

    name: str
    words: Words
    is_at_once: bool


@dataclass(frozen=True)
class Panel:
    """Everything that the template shows beside the form."""

    article: Article
    standing: Standing
    sign: str
    windows: Windows
    steps: list[OpenStep]
    last: Event | None
    language: Language
    source_language: Language | None
    body: str
    may_retract_family: bool


def _has_others(article: Any) -> bool:
    family = Article.objects.not_retracted().filter(root=article.root_id)
    return family.exclude(pk=article.pk).exists()


def panel_of(article: Any, user: Any) -> Panel:
    """Gather it for one article that came from `with_standing`."""
    standing = standing_of(article)
    windows = windows_of(article)
    return Panel(
        article=article,
        standing=standing,
        sign=SIGNS[standing],
        windows=windows,
        steps=[
            OpenStep(name, WORDS[name], name in AT_ONCE) for name in workflow.steps_open_to(article, user)
        ],
        last=article.events.filter(name__in=workflow.STEPS).select_related("by").order_by("-pk").first(),
        language=language(article.language),
        source_language=language(article.original.language) if article.original else None,
        body=html_of(article.blocks),
        may_retract_family=_has_others(article) and rights.may(user, "retract_family", article.root),
    )
