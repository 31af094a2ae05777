"""Taking an original into a language: from here on somebody translates it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import people
from articles.languages import name_in
from articles.models import Article, Event, Image, ImageUse, Original, Snapshot, Status
from articles.models.people import Role
from articles.originals.own import authors_of
from articles.rights import may
from translations import absences, notices
from translations.colleagues import name_of
from translations.models import Assignment, Segment
from translations.segmentation import segments_of

OPEN_TO_TRANSLATORS = (Status.DRAFT, Status.TRANSLATED)


class ClaimRefusedError(Exception):
    """An original that may not be taken; `problems` are sentences for the person who tried."""

    def __init__(self, *problems: str) -> None:
        """Take one sentence for each reason."""
        super().__init__(*problems)
        self.problems = problems


@transaction.atomic
def take(
    original: Original,
    language: str,
    *,
    by: Any,
    translator: Any = None,
    due_at: datetime | None = None,
    is_urgent: bool = False,
    although_away: bool = False,
) -> Article:
    """Give an article to translate an original into a language, with its segments and its assignment.

    It is for `by`, or for `translator` when an editor hands the work out. Taking again what one has
    already opens the same article. Somebody who is away before it is due gets it only with
    `although_away`. Raises ClaimRefusedError with sentences, and changes nothing then.
    """
    translator = translator or by
    _refuse_without_rights(original, language, by=by, translator=translator)
    if not although_away:
        refuse_who_is_away(translator, by=by, due_at=due_at)
    root = original if original.is_external else original.own_edition().first_original()
    # Whoever takes anything of one root waits here for whoever was first.
    Original.objects.select_for_update(no_key=True).get(pk=root.pk)
    snapshot = _snapshot_to_follow(original)
    _refuse_the_language_of_the_source(original, root, language)
    assignment = _assignment(original, language, translator=translator, due_at=due_at)
    article = Article.objects.not_retracted().filter(root=root, language=language).first()
    if article is None:
        article = _create(original, root, snapshot, language=language, by=by)
    elif article.original_id != original.pk or article.status not in OPEN_TO_TRANSLATORS:
        raise ClaimRefusedError(_("There is an edition in this language already."))
    assignment.is_urgent = is_urgent or assignment.is_urgent
    _hand_over(assignment, article, to=translator, by=by)
    return article


def refuse_who_is_away(translator: Any, *, by: Any, due_at: datetime | None) -> None:
    """Raise ClaimRefusedError before work is handed to somebody who is away; oneself one knows."""
    if translator.pk != by.pk and (warning := absences.warning_about(translator, due_at=due_at)):
        raise ClaimRefusedError(warning)


def _refuse_without_rights(original: Original, language: str, *, by: Any, translator: Any) -> None:
    if language not in settings.NEWSROOM_LANGUAGES:
        raise ClaimRefusedError(_("The newsroom does not publish in this language."))
    if not (may(by, "view", original) and may(by, "take", language)):
        raise ClaimRefusedError(_("You do not work on the desk of this language."))
    if translator.pk == by.pk:
        return
    if not may(by, "assign", language):
        raise ClaimRefusedError(_("Only an editor of the desk hands work to somebody else."))
    if not may(translator, "take", language):
        raise ClaimRefusedError(
            _("%(name)s does not work on the desk of this language.") % {"name": name_of(translator)}
        )


def _refuse_the_language_of_the_source(original: Original, root: Original, language: str) -> None:
    if original.language == language:
        raise ClaimRefusedError(_("The original is in this language already."))
    if root.language == language:
        raise ClaimRefusedError(
            _("The first original of this piece is in %(language)s; there is nothing to translate back.")
            % {"language": name_in(language, get_language() or settings.LANGUAGE_CODE)}
        )


def _snapshot_to_follow(original: Original) -> Snapshot:
    """Give the newest snapshot; of an edition of ours the newest that readers have seen."""
    if original.is_external:
        return original.latest_snapshot()
    if not original.own_edition().versions.live().exists():
        raise ClaimRefusedError(_("Readers cannot see that edition now, so it cannot be translated."))
    was_read = Q(version__visible_until=None) | Q(version__visible_until__gt=F("version__visible_from"))
    return original.snapshots.filter(was_read, version__visible_from__lte=timezone.now()).latest("number")


def _assignment(original: Original, language: str, *, translator: Any, due_at: datetime | None) -> Assignment:
    """Give the open assignment, a new one if there is none; refuse somebody else's."""
    assignment, is_new = Assignment.objects.select_for_update(of=("self",)).get_or_create(
        original=original, language=language, closed_at=None, defaults={"due_at": due_at}
    )
    holder = assignment.translator
    if holder is not None and holder.pk != translator.pk:
        raise ClaimRefusedError(
            _("%(name)s translates this into %(language)s.")
            % {
                "name": name_of(holder),
                "language": name_in(language, get_language() or settings.LANGUAGE_CODE),
            }
        )
    if due_at and not is_new:
        assignment.due_at = due_at
    return assignment


def _create(original: Original, root: Original, snapshot: Snapshot, *, language: str, by: Any) -> Article:
    own = None if original.is_external else original.own_edition()
    article = Article.objects.create(
        language=language,
        original=original,
        based_on=snapshot,
        root=root,
        created_by=by,
        section=own.section if own else None,
    )
    if own:
        article.tags.set(own.tags.all())
    segments = segments_of(snapshot)
    for segment in segments:
        segment.article = article
    Segment.objects.bulk_create(segments)
    _show_decorative_pictures(article, snapshot)
    for name in authors_of(snapshot.version) if snapshot.version else original.authors:
        people.credit(article, people.person_named(name, original.language), Role.AUTHOR)
    return article


def _show_decorative_pictures(article: Article, snapshot: Snapshot) -> None:
    """Take over the pictures that need no words; the others come with their alternative text."""
    pictures = snapshot.version.pictures if snapshot.version else []
    places = {
        picture["image"]: place
        for place, picture in enumerate(pictures)
        if not picture["alternative_text"].strip()
    }
    ImageUse.objects.bulk_create(
        ImageUse(article=article, image=image, position=places[image.pk], is_decorative=True)
        for image in Image.objects.filter(pk__in=places)
    )


def _hand_over(assignment: Assignment, article: Article, *, to: Any, by: Any) -> None:
    """Put the translator's name on the work, once, and record it."""
    is_begun = article.events.filter(name="take").exists()
    is_news = assignment.translator_id != to.pk or assignment.article_id != article.pk
    assignment.translator = to
    assignment.article = article
    assignment.save()
    if is_news:
        event = Event.objects.create(
            article=article,
            name="take",
            by=by,
            from_status=article.status if is_begun else "",
            to_status=article.status,
            revision=article.revision,
            reason="" if to.pk == by.pk else name_of(to),
        )
        notices.tell_of_handover(event, before=None, to=to)
