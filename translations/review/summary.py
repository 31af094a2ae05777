"""What a decision will do, in sentences: nothing happens that does not stand here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.languages import language_name
from articles.admin.moments import zone_of_editions
from articles.admin.standing import windows_of
from articles.admin.step_forms import PublishForm
from articles.admin.steps import address_of, other_editions
from articles.languages import Language, language
from articles.models import Article, PublishedVersion
from translations.colleagues import name_of
from translations.labels import labels_of
from translations.models import Comment, Objection, Segment
from translations.objections import Objected
from translations.review.typed import Typed
from translations.waivers import waivers_of


@dataclass(frozen=True)
class Line:
    """One fact: what it is about, and what it says; `language` when it is in the edition's."""

    name: str
    text: str
    language: Language | None = None


@dataclass(frozen=True)
class Summary:
    """The first sentence says what will happen; `warnings` are what one may have overlooked."""

    sentence: str
    button: str
    lines: list[Line] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def summary_of(article: Article, user: Any, typed: Typed, form: PublishForm | None) -> Summary:
    """Say what the decision in the posted form will do."""
    match typed.fields["decision"]:
        case "publish" if form is not None:
            return _of_publishing(article, user, typed, form)
        case "send_back":
            return _of_sending_back(article, typed)
    return _of_cancelling(article)


def in_the_zone(moment: datetime) -> str:
    """Write a moment as the clocks of the edition show it, with what tells two like hours apart."""
    local = timezone.localtime(moment, zone_of_editions())
    offset = f"{local:%z}"
    day = f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')}"
    return f"{day} {local:%Z} (UTC{offset[:3]}:{offset[3:]})"


def _of_publishing(article: Article, user: Any, typed: Typed, form: PublishForm) -> Summary:
    values = form.cleaned_data
    at, edition = values["at"], language(article.language)
    lines = [
        Line(_("Headline"), article.headline, edition),
        Line(_("Address"), address_of(article) or "–"),
        Line(_("Byline"), _byline(article)),
        Line(_("Review"), _review(user, values.get("override_reason", ""))),
        Line(_("Links to the editions in"), ", ".join(each.name for each in other_editions(article)) or "–"),
        Line(
            _("Feeds"),
            _("%(language)s, and its section") % {"language": language_name(article.language)},
        ),
    ]
    if values.get("kind") == PublishedVersion.Kind.CORRECTION:
        lines.append(Line(_("Correction that readers see"), values["right"], edition))
    lines += [
        Line(_("Must fix, overridden:"), f"{waiver.message} – {waiver.reason}")
        for waiver in waivers_of(article)
        if waiver.is_override
    ]
    return Summary(
        sentence=_when(article, at),
        button=_("Publish now") if at is None else _("Publish at %(moment)s") % {"moment": in_the_zone(at)},
        lines=lines,
        warnings=list(_warnings(article, user, typed)),
    )


def _when(article: Article, at: datetime | None) -> str:
    live = windows_of(article).live
    if at is None and live:
        return _("Readers see this text at once, instead of version %(number)d.") % {"number": live.number}
    if at is None:
        return _("Readers see this text at once.")
    moment = {"moment": in_the_zone(at)}
    if live:
        return _("Readers see this text from %(moment)s on, and version %(number)d until then.") % {
            **moment,
            "number": live.number,
        }
    return _("Readers see this text from %(moment)s on, and nothing of it until then.") % moment


def _byline(article: Article) -> str:
    rows = article.credits.select_related("person")
    return ", ".join(f"{row.printed_name()} ({row.get_role_display()})" for row in rows) or "–"


def _review(user: Any, override_reason: str) -> str:
    if not override_reason:
        return _("%(name)s, named as reviewer") % {"name": name_of(user)}
    return _("nobody is named until a second editor approves. Reason: %(reason)s") % {
        "reason": override_reason
    }


def _warnings(article: Article, user: Any, typed: Typed) -> Iterator[str]:
    talk = Comment.objects.filter(segment__article=article, answers=None, resolved_at=None).count()
    if talk:
        yield ngettext("%(count)d comment is not resolved.", "%(count)d comments are not resolved.", talk) % {
            "count": talk
        }
    if typed.has_words:
        yield _("What you wrote for the translator is not sent: it goes along when you send the piece back.")


def _of_sending_back(article: Article, typed: Typed) -> Summary:
    segments = list(Segment.objects.filter(article=article).order_by("position"))
    labels = labels_of(article)
    lines = [
        Line(
            f"{_called(each, labels)} · {Objection.Kind(each.kind).label}",
            each.text,
        )
        for each in typed.objected(segments)
    ]
    assignment = getattr(article, "assignment", None)
    holder = assignment.translator if assignment else None
    name = name_of(holder) if holder else _("Whoever translates it")
    return Summary(
        sentence=_("%(name)s gets the piece back as a draft and reads this:") % {"name": name},
        button=_("Send back"),
        lines=lines,
    )


def _called(objected: Objected, labels: dict[int, str]) -> str:
    return labels[objected.segment.pk] if objected.segment else _("The whole piece")


def _of_cancelling(article: Article) -> Summary:
    windows = windows_of(article)
    waiting, live = windows.waiting, windows.live
    at = in_the_zone(waiting.visible_from) if waiting else "–"
    after = (
        _("Readers go on seeing version %(number)d.") % {"number": live.number}
        if live
        else _("Readers see nothing of it.")
    )
    sentence = _("The text does not go out on %(moment)s; it waits for review again.") % {"moment": at}
    return Summary(sentence=f"{sentence} {after}", button=_("Cancel the schedule"))
