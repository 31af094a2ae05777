"""The steps of an article: the only place that changes a status.

draft → translated → published, and retracted. Every step locks the row, compares the revision that
the person saw, changes status and revision in one conditional update, and records an `Event`, all
in one transaction. What follows after a step is listed in `settings.AFTER_STEP` and writes rows only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import events, gates, rights, versions
from articles.models import Article, Correction, Event, PublishedVersion, Status, Withdrawal

Effect = Callable[[Article], PublishedVersion | None]


class Step(NamedTuple):
    """One allowed change of status and what it takes."""

    sources: frozenset[Status]
    target: Status
    verb: str
    needs_reason: bool = False


ANY = frozenset({Status.DRAFT, Status.TRANSLATED, Status.PUBLISHED})
STEPS = {
    "submit": Step(frozenset({Status.DRAFT}), Status.TRANSLATED, "translate"),
    "send_back": Step(frozenset({Status.TRANSLATED}), Status.DRAFT, "approve", needs_reason=True),
    "publish": Step(frozenset({Status.TRANSLATED}), Status.PUBLISHED, "approve"),
    "cancel_schedule": Step(frozenset({Status.PUBLISHED}), Status.TRANSLATED, "approve"),
    "revise": Step(frozenset({Status.PUBLISHED}), Status.DRAFT, "revise"),
    "correct": Step(frozenset({Status.PUBLISHED}), Status.DRAFT, "approve", needs_reason=True),
    "retract": Step(ANY, Status.RETRACTED, "retract", needs_reason=True),
    "legal_order": Step(ANY, Status.RETRACTED, "retract", needs_reason=True),
}
# Steps that open a published text for work, and those that take it away from readers.
OPENING = frozenset({"revise", "correct"})
TAKING_AWAY = frozenset({"retract", "legal_order"})


class StepRefusedError(Exception):
    """A step that may not be taken now; `problems` are sentences for the person who tried."""

    def __init__(self, *problems: str) -> None:
        """Take one sentence for each reason."""
        super().__init__(*problems)
        self.problems = problems


class StaleRevisionError(StepRefusedError):
    """Somebody else changed the article after this person last saw it."""

    def __init__(self) -> None:
        """Say it in one sentence."""
        super().__init__(_("Somebody else changed this article meanwhile. Look at it again, then decide."))


@dataclass(frozen=True)
class LegalOrder:
    """Who ordered a piece away, in which country (two letters), when, and under which number."""

    authority: str
    country: str
    ordered_on: date
    reference: str


@dataclass(frozen=True)
class PublishOrder:
    """When and how a version goes out.

    `at` is an aware moment, none means now. `kind` is an update unless it is a correction, which
    needs `right`, the note that readers see (`wrong` may say what was wrong). `override_reason`
    sets four eyes aside and needs the right to do so. A time in the past means now, unless
    `is_backdated`: for pieces that were published before they came into this system.
    """

    at: datetime | None = None
    kind: str = PublishedVersion.Kind.UPDATE
    wrong: str = ""
    right: str = ""
    caused_by: str = Correction.Cause.US
    override_reason: str = ""
    is_backdated: bool = False


def take_step(article: Article, name: str, *, by: Any, revision: int, reason: str = "") -> Event:
    """Take a step that needs no more than a reason: submit, send_back, revise, correct, cancel_schedule.

    Raises StepRefusedError (StaleRevisionError when `revision` is not the newest) and changes
    nothing then. Publishing and retracting have functions of their own.
    """
    effects: dict[str, Effect] = {
        "submit": lambda locked: _hand_in(locked, by),
        "send_back": lambda _article: None,
        "revise": _nothing_waits,
        "correct": _nothing_waits,
        "cancel_schedule": _cancel_schedule,
    }
    return _take(article, name, effects[name], by=by, revision=revision, reason=reason)


def publish(
    article: Article, *, by: Any, revision: int, order: PublishOrder | None = None, reason: str = ""
) -> Event:
    """Freeze the working text and show it to readers now, or at the order's time.

    Asks every gate first. Raises StepRefusedError with a sentence for each problem.
    """
    wanted = order or PublishOrder()
    return _take(
        article,
        "publish",
        lambda locked: _publish(locked, by, wanted),
        by=by,
        revision=revision,
        reason=reason or wanted.override_reason,
    )


def retract(
    article: Article,
    *,
    by: Any,
    revision: int,
    reason: str,
    statement: str,
    kind: str = Withdrawal.Kind.DECISION,
) -> Event:
    """Take a piece away from readers, who get 410 with the statement."""
    if kind == Withdrawal.Kind.LEGAL:
        raise StepRefusedError(_("A legal order is a step of its own: say who ordered it."))
    return _take(
        article,
        "retract",
        lambda locked: _retract(locked, by, statement, kind=kind),
        by=by,
        revision=revision,
        reason=reason,
    )


def obey(
    article: Article, *, by: Any, revision: int, reason: str, statement: str, order: LegalOrder
) -> Event:
    """Take a piece away because an authority ordered it: readers get 451, and are told who did."""
    if not all((order.authority.strip(), order.country.strip(), order.ordered_on, order.reference.strip())):
        raise StepRefusedError(_("Say who ordered it, in which country, when, and under which reference."))
    return _take(
        article,
        "legal_order",
        lambda locked: _retract(locked, by, statement, kind=Withdrawal.Kind.LEGAL, **asdict(order)),
        by=by,
        revision=revision,
        reason=reason,
    )


def steps_open_to(article: Article, user: Any) -> list[str]:
    """Name the steps that this user may take now, in the order of the table."""
    has_waiting = article.versions.waiting().exists()
    has_been_live = article.versions.has_been_live().exists()
    possible = {
        "cancel_schedule": has_waiting,
        **dict.fromkeys(OPENING, not has_waiting),
        **dict.fromkeys(TAKING_AWAY, has_been_live),
    }
    return [
        name
        for name, step in STEPS.items()
        if article.status in step.sources
        and possible.get(name, True)
        and rights.may(user, step.verb, article)
    ]


@transaction.atomic
def _take(article: Article, name: str, effect: Effect, *, by: Any, revision: int, reason: str) -> Event:
    step = STEPS[name]
    locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if not rights.may(by, step.verb, locked):
        raise StepRefusedError(_("You may not do this with this article."))
    if locked.revision != revision:
        raise StaleRevisionError
    if locked.status not in step.sources:
        raise StepRefusedError(
            _("This cannot be done with an article that is “%(status)s”.")
            % {"status": locked.get_status_display()}
        )
    if step.needs_reason and not reason.strip():
        raise StepRefusedError(_("Write a reason."))
    version = effect(locked)
    changed = Article.objects.filter(pk=locked.pk, status=locked.status, revision=revision).update(
        status=step.target, revision=F("revision") + 1, updated_at=timezone.now()
    )
    if not changed:
        raise StaleRevisionError
    event = Event.objects.create(
        article=locked,
        version=version,
        name=name,
        by=by,
        from_status=locked.status,
        to_status=step.target,
        revision=revision + 1,
        reason=reason.strip(),
    )
    events.follow(event)
    article.refresh_from_db()
    return event


def _hand_in(article: Article, by: Any) -> None:
    if problems := gates.problems_of_hand_in(gates.Publication(article=article, by=by)):
        raise StepRefusedError(*problems)


def _nothing_waits(article: Article) -> None:
    if article.versions.waiting().exists():
        raise StepRefusedError(_("A version waits for its time. Cancel it first."))


def _cancel_schedule(article: Article) -> PublishedVersion:
    # Looked up once: its moment may come between two looks.
    waiting = article.versions.waiting().first()
    if waiting is None:
        raise StepRefusedError(_("No version waits for its time."))
    return versions.cancel(waiting)


def opened_to_correct(article: Article) -> Event | None:
    """Give the step that opened the text for a correction; none when it was opened for an update."""
    opening = article.events.filter(name__in=OPENING).order_by("-pk").first()
    return opening if opening and opening.name == "correct" else None


def _publish(article: Article, by: Any, order: PublishOrder) -> PublishedVersion:
    _nothing_waits(article)
    if order.override_reason and not rights.may(by, "override", article):
        raise StepRefusedError(_("You may not set four eyes aside."))
    has_been_live = article.versions.has_been_live().exists()
    is_correction = has_been_live and order.kind == PublishedVersion.Kind.CORRECTION
    if is_correction and not order.right.strip():
        raise StepRefusedError(_("Write the correction that readers will see."))
    problems = gates.problems_with(
        gates.Publication(article=article, by=by, override_reason=order.override_reason.strip(), at=order.at)
    )
    if problems:
        raise StepRefusedError(*problems)
    now = timezone.now()
    wanted = order.at or now
    version = versions.freeze(
        article,
        approved_by=by,
        visible_from=wanted if order.is_backdated else max(wanted, now),
        kind=order.kind if has_been_live else PublishedVersion.Kind.FIRST,
        override_reason=order.override_reason.strip(),
    )
    if not _has_its_address(version):
        raise StepRefusedError(_("Another article has this address. Change the slug."))
    if is_correction:
        Correction.objects.create(
            article=article,
            version=version,
            wrong=order.wrong.strip(),
            right=order.right.strip(),
            caused_by=order.caused_by,
            at=version.visible_from,
        )
    return version


def _has_its_address(version: PublishedVersion) -> bool:
    """Look again: another article may have taken the address after the gates were asked."""
    return version.article.addresses.filter(section=version.section_slug, slug=version.slug).exists()


def _retract(article: Article, by: Any, statement: str, **facts: Any) -> PublishedVersion | None:
    if not statement.strip():
        raise StepRefusedError(_("Write a statement for readers."))
    if not article.versions.has_been_live().exists():
        raise StepRefusedError(_("Readers have never seen this article; there is nothing to retract."))
    now = timezone.now()
    last = versions.end_all(article, at=now)
    Withdrawal.objects.create(article=article, at=now, by=by, statement=statement.strip(), **facts)
    return last
