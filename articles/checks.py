"""System checks: what readers would see in a poorer form than they deserve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Notice
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, to_locale

from articles.chrome import missing_sentences
from articles.languages import base_of
from articles.phrases import exact_phrase, label

SHOWN = 3


@register(Tags.translation)
def phrases_are_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name enabled languages whose attribution falls back to the label form or to English words."""
    return [*_missing_phrases(), *_missing_labels()]


def _missing_phrases() -> Iterator[CheckMessage]:
    for target in settings.NEWSROOM_LANGUAGES:
        missing = [
            source
            for source in settings.NEWSROOM_LANGUAGES
            if base_of(source) != base_of(target) and exact_phrase(target, source) is None
        ]
        if missing:
            yield Notice(
                _("“Translated from …” is not known in “%(target)s” for: %(sources)s.")
                % {"target": target, "sources": ", ".join(missing)},
                hint=_("Add the phrases to articles/data/attribution.json. Until then a label stands there."),
                id="articles.W001",
            )


def _missing_labels() -> Iterator[CheckMessage]:
    for target in settings.NEWSROOM_LANGUAGES:
        if base_of(label("about", target).language) != base_of(target):
            yield Notice(
                _("The words of an attribution are not known in “%(target)s”; English ones stand there.")
                % {"target": target},
                hint=_("Add them to articles/data/labels.json."),
                id="articles.W002",
            )


@register(Tags.translation)
def chrome_is_complete(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name enabled languages in which readers meet sentences of another language, with the first of these."""
    lacking = ((code, missing_sentences(code)) for code in settings.NEWSROOM_LANGUAGES)
    return [_incomplete(code, missing) for code, missing in lacking if missing]


def _incomplete(code: str, missing: list[str]) -> CheckMessage:
    first = ", ".join(f"“{text}”" for text in missing[:SHOWN])
    return Notice(
        ngettext(
            "In “%(language)s”, %(count)s sentence that readers see is not translated: %(first)s",
            "In “%(language)s”, %(count)s sentences that readers see are not translated: %(first)s",
            len(missing),
        )
        % {"language": code, "count": len(missing), "first": f"{first}, …" if missing[SHOWN:] else first},
        hint=_(
            "Translate them in %(file)s, then run `make messages`. Until then they stand there in the "
            "newsroom's own language."
        )
        % {"file": f"locale/{to_locale(code)}/LC_MESSAGES/django.po"},
        id="articles.W003",
    )
