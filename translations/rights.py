"""Who may do what: the answer to `articles.rights.may`, by desk, role, language and object.

Rights per language come from `Membership`; administrators act on every desk. Nobody gets round
four eyes here: that a translator does not approve their own work is asked by the gates and by the
database.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef, Q
from rules.predicates import predicate
from rules.rulesets import RuleSet

from articles.models import (
    Article,
    Clearance,
    ClearanceDocument,
    Event,
    Image,
    Original,
    Outlet,
    Person,
    PublishedVersion,
    Snapshot,
    Status,
)
from translations.models import Absence, Assignment, Membership, TermTranslation

Row = TypeVar("Row", bound=models.Model)
ADMINISTRATOR = "Administrator"
# What translators have no business with: contracts, and the log of what everybody did.
FOR_EDITORS = (Clearance, ClearanceDocument, Event)
TRANSLATOR, EDITOR = Membership.Role.TRANSLATOR, Membership.Role.EDITOR


def roles_of(user: Any) -> dict[str, str]:
    """Give the user's role per language; asked once per user object, that is once per request."""
    if not getattr(user, "is_active", False) or not user.is_staff:
        return {}
    known: dict[str, str] | None = getattr(user, "roles_per_language", None)
    if known is None:
        if is_administrator(user):
            languages = {
                *settings.NEWSROOM_LANGUAGES,
                *Article.objects.order_by().values_list("language", flat=True).distinct(),
            }
            known = dict.fromkeys(languages, EDITOR)
        else:
            rows = Membership.objects.filter(user=user).values_list("desk__language", "role")
            known = dict(rows)
        user.roles_per_language = known
    return known


def is_administrator(user: Any) -> bool:
    """Say whether somebody runs the whole newsroom."""
    if not (user.is_active and user.is_staff):
        return False
    known: bool | None = getattr(user, "is_newsroom_administrator", None)
    if known is None:
        known = user.is_superuser or user.groups.filter(name=ADMINISTRATOR).exists()
        user.is_newsroom_administrator = known
    return known


def colleagues_of(language: str) -> models.QuerySet[Any]:
    """Give the accounts that may see the work of a language's desk: its members and administrators."""
    is_member = Exists(Membership.objects.filter(user=OuterRef("pk"), desk__language=language))
    runs_all = Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR)
    working = get_user_model().objects.filter(is_active=True, is_staff=True)
    return working.filter(is_member | runs_all).distinct()


def _language_of(thing: object) -> str | None:
    if isinstance(thing, str):
        return thing
    return getattr(thing, "language", None)


@predicate
def works_anywhere(user: Any, _thing: object = None) -> bool:
    """Ask for a translator or an editor of any desk."""
    return bool(roles_of(user))


@predicate
def edits_anywhere(user: Any, _thing: object = None) -> bool:
    """Ask for an editor of any desk."""
    return EDITOR in roles_of(user).values()


@predicate
def works_on_desk(user: Any, thing: object = None) -> bool:
    """Ask for a translator or an editor of this language's desk."""
    return _language_of(thing) in roles_of(user)


@predicate
def edits_on_desk(user: Any, thing: object = None) -> bool:
    """Ask for an editor of this language's desk."""
    return roles_of(user).get(_language_of(thing) or "") == EDITOR


@predicate
def is_theirs_or_free(user: Any, thing: object = None) -> bool:
    """Ask that the article is assigned to this user or to nobody; an own piece is its writer's."""
    if not isinstance(thing, Article):
        return False
    if thing.is_own_piece:
        return thing.created_by_id == user.pk
    assignment = Assignment.objects.filter(article=thing).first()
    return assignment is None or assignment.translator_id in (None, user.pk)


@predicate
def is_draft(_user: Any, thing: object = None) -> bool:
    """Ask that the article is being written."""
    return isinstance(thing, Article) and thing.status == Status.DRAFT


@predicate
def is_at_work(_user: Any, thing: object = None) -> bool:
    """Ask that the article is being written or reviewed."""
    return isinstance(thing, Article) and thing.status in (Status.DRAFT, Status.TRANSLATED)


@predicate
def edits_every_edition(user: Any, thing: object = None) -> bool:
    """Ask for an editor of every language in which a first original has or had an edition."""
    if not isinstance(thing, Original):
        return False
    codes = set(Article.objects.filter(root=thing).values_list("language", flat=True))
    edited = {code for code, role in roles_of(user).items() if role == EDITOR}
    return bool(codes) and codes <= edited


@predicate
def leads(user: Any, thing: object = None) -> bool:
    """Ask for whoever is away themselves, an editor of one of their desks, or an administrator."""
    if not isinstance(thing, Absence) or not roles_of(user):
        return False
    edited = [code for code, role in roles_of(user).items() if role == EDITOR]
    of_the_desk = Membership.objects.filter(user=thing.user_id, desk__language__in=edited)
    return thing.user_id == user.pk or is_administrator(user) or of_the_desk.exists()


@predicate
def administers(user: Any, _thing: object = None) -> bool:
    """Ask for an administrator."""
    return is_administrator(user)


@predicate
def may_override(user: Any, _thing: object = None) -> bool:
    """Ask for the named permission."""
    return bool(user.has_perm("articles.override_four_eyes"))


# The table of rights: verb → who.
RULES = RuleSet()
RULES.add_rule("view", works_on_desk)
RULES.add_rule("import", edits_anywhere)
RULES.add_rule("write", works_on_desk)
RULES.add_rule("take", works_on_desk)
RULES.add_rule("translate", (is_draft & works_on_desk & is_theirs_or_free) | (is_at_work & edits_on_desk))
RULES.add_rule("edit", edits_on_desk | (is_draft & works_on_desk & is_theirs_or_free))
RULES.add_rule("revise", edits_on_desk | (works_on_desk & is_theirs_or_free))
RULES.add_rule("approve", edits_on_desk)
RULES.add_rule("retract", edits_on_desk)
RULES.add_rule("retract_family", edits_every_edition)
RULES.add_rule("assign", edits_on_desk)
RULES.add_rule("edit_glossary", edits_on_desk)
RULES.add_rule("override", edits_on_desk & may_override)
RULES.add_rule("edit_original", edits_anywhere)
RULES.add_rule("audit", edits_on_desk)
RULES.add_rule("clear_rights", edits_anywhere)
RULES.add_rule("note_leave", leads)
RULES.add_rule("manage", administers)


def may(user: Any, verb: str, thing: object = None) -> bool:
    """Answer the one question. Originals and outlets may be seen by everybody who works on a desk."""
    if verb == "view" and (thing is None or isinstance(thing, Original | Outlet | Snapshot | Person | Image)):
        return works_anywhere.test(user, thing)
    return RULES.test_rule(verb, user, thing)


def visible(user: Any, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Leave in a queryset only what this user may see: their desks' languages.

    Works for articles and whatever belongs to one, and for originals that are pieces of our own until
    readers have seen them; everything else is seen by all who work here.
    """
    roles = roles_of(user)
    if rows.model in FOR_EDITORS:
        roles = {code: role for code, role in roles.items() if role == EDITOR}
    if not roles:
        return rows.none()
    # A row's own columns only: a tag has articles too, but belongs to none.
    names = {field.name for field in rows.model._meta.fields}
    if rows.model in (Article, Assignment, TermTranslation):
        return rows.filter(language__in=roles)
    if rows.model is Original:
        was_read = Exists(PublishedVersion.objects.has_been_live().filter(article=OuterRef("own_article")))
        return rows.filter(Q(own_article=None) | Q(own_article__language__in=roles) | was_read)
    if rows.model is Absence:
        colleague = Membership.objects.filter(user=OuterRef("user"), desk__language__in=roles)
        return rows.filter(Q(user=user) | Q(Exists(colleague)))
    if "article" in names:
        return rows.filter(Q(article__language__in=roles))
    return rows
