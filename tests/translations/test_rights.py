"""The one question about rights: every verb for every role about every kind of object."""

import pytest
from django.contrib.auth.models import AnonymousUser

from articles import rights
from articles.models import Clearance, Event, Status
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_own_piece,
    make_translator,
    make_user,
)
from translations import claims
from translations.models import Absence, Assignment
from translations.rights import RULES

pytestmark = pytest.mark.django_db

# Who asks, about a piece in Swedish, or about something of the Swedish desk.
ROLES = ("own", "colleague", "editor", "administrator", "other_desk", "no_desk", "left", "no_staff")
OWN, DESK, EDITORS, ADMINISTRATORS = (
    {"own", "editor", "administrator"},
    set(ROLES[:4]),
    set(ROLES[2:4]),
    {"administrator"},
)
ANY_EDITOR = {"editor", "administrator", "other_desk"}
EVERYBODY = {*DESK, "other_desk"}

# verb, thing → who may
TABLE = {
    ("view", "draft"): DESK,
    ("view", "published"): DESK,
    ("view", "sv"): DESK,
    ("view", "original"): EVERYBODY,
    ("view", None): EVERYBODY,
    ("import", None): ANY_EDITOR,
    ("edit_original", "original"): ANY_EDITOR,
    ("clear_rights", "clearance"): ANY_EDITOR,
    ("write", "sv"): DESK,
    ("take", "sv"): DESK,
    ("assign", "sv"): EDITORS,
    ("edit_glossary", "sv"): EDITORS,
    ("audit", "sv"): EDITORS,
    ("translate", "draft"): OWN,
    ("translate", "free"): DESK,
    ("translate", "waiting"): EDITORS,
    ("translate", "published"): set(),
    ("edit", "draft"): OWN,
    ("edit", "free"): DESK,
    ("edit", "waiting"): EDITORS,
    ("edit", "own piece"): OWN,
    ("revise", "published"): OWN,
    ("revise", "own piece"): OWN,
    ("approve", "draft"): EDITORS,
    ("approve", "waiting"): EDITORS,
    ("approve", "published"): EDITORS,
    ("retract", "published"): EDITORS,
    ("retract_family", "original"): EDITORS,
    ("retract_family", "family"): ADMINISTRATORS,
    ("retract_family", "untranslated"): set(),
    ("override", "waiting"): ADMINISTRATORS,
    ("note_leave", "leave"): OWN,
    ("manage", None): ADMINISTRATORS,
}


def newsroom():
    """The people of the table, and the things that are asked about."""
    own = make_translator("sv")
    people = {
        "own": own,
        "colleague": make_translator("sv"),
        "editor": make_editor("sv"),
        "administrator": make_administrator(),
        "other_desk": make_editor("fi"),
        "no_desk": make_user("nobody", group="Editor"),
        "left": make_editor("sv"),
        "no_staff": make_editor("sv"),
    }
    people["left"].is_active = False
    people["no_staff"].is_staff = False
    for role in ("left", "no_staff"):
        people[role].save()
    return people, things_of(own, people["editor"])


def things_of(own, editor):
    family = make_original()
    make_article(original=family)
    make_article(original=family, language="de", translator=make_translator("de"))
    free = make_article(original=make_original())
    published = make_article(status=Status.PUBLISHED, translator=own, editor=editor)
    assign(published, own)
    waiting = make_article(status=Status.TRANSLATED, translator=own)
    assign(waiting, own)
    return {
        None: None,
        "sv": "sv",
        "draft": claims.take(make_original(), "sv", by=own),
        "free": free,
        "waiting": waiting,
        "published": published,
        "own piece": make_own_piece(language="sv", author=own),
        "original": published.original,
        "family": family,
        "untranslated": make_original(),
        "clearance": Clearance(outlet=published.original.outlet, text="All."),
        "leave": Absence(user=own, starts_on="2026-03-01", ends_on="2026-03-02"),
    }


def assign(article, translator):
    Assignment.objects.create(
        article=article, original=article.original, language="sv", translator=translator
    )


def test_every_verb_is_answered_as_the_table_says():
    people, things = newsroom()

    found = {
        (verb, name): {role for role, user in people.items() if rights.may(user, verb, things[name])}
        for verb, name in TABLE
    }

    assert {key: who for key, who in found.items() if who != TABLE[key]} == {}


def test_every_verb_stands_in_the_table():
    assert {verb for verb, _name in TABLE} == set(RULES)


def test_anonymous_visitors_may_nothing():
    _people, things = newsroom()

    assert {key for key in TABLE if rights.may(AnonymousUser(), key[0], things[key[1]])} == set()


def test_pieces_of_other_desks_give_no_right_but_to_administrators():
    people, _things = newsroom()
    finnish = make_article(language="fi", status=Status.PUBLISHED)
    verbs = ("view", "translate", "edit", "revise", "approve", "retract", "override")

    found = {role for role, user in people.items() for verb in verbs if rights.may(user, verb, finnish)}

    assert found == {"administrator", "other_desk"}


@pytest.mark.parametrize(
    ("role", "count"),
    [("own", 0), ("editor", 1), ("administrator", 2), ("other_desk", 1), ("no_desk", 0), ("left", 0)],
)
def test_events_are_seen_by_those_who_edit_their_language(role, count):
    people, _things = newsroom()
    make_article(language="fi", status=Status.TRANSLATED)

    seen = rights.visible(people[role], Event.objects.all())

    assert len(set(seen.values_list("article__language", flat=True))) == count
