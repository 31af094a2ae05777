"""Leaves of absence: who notes them, who sees them, and the warning before work is handed out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_administrator, make_editor, make_original, make_translator, make_user
from translations import absences, claims, handovers
from translations.claims import ClaimRefusedError
from translations.models import Absence, Assignment

pytestmark = pytest.mark.django_db
LIST = reverse("admin:translations_absence_changelist")


def day(days):
    return timezone.localdate() + timedelta(days=days)


def leave(user, first=0, last=7):
    return Absence.objects.create(user=user, starts_on=day(first), ends_on=day(last))


def assignment_of(translator, editor):
    article = claims.take(make_original(), "sv", by=editor, translator=translator, although_away=True)
    return Assignment.objects.get(article=article)


# The warning


@pytest.mark.parametrize(
    ("first", "last", "due", "is_warned"),
    [
        (0, 7, None, True),
        (3, 7, None, True),
        (4, 7, None, False),
        (-7, -1, None, False),
        (-7, 0, None, True),
        (4, 7, 4, True),
        (4, 7, 3, False),
        (0, 7, 100, True),
        (0, 7, -5, True),
    ],
)
def test_warning_is_about_the_time_until_the_work_is_due(first, last, due, is_warned):
    user = make_translator("sv")
    leave(user, first, last)
    due_at = None if due is None else timezone.now() + timedelta(days=due)

    assert bool(absences.warning_about(user, due_at=due_at)) == is_warned


def test_work_is_handed_to_somebody_away_only_when_it_is_confirmed():
    editor, away = make_editor("sv"), make_translator("sv")
    assignment = assignment_of(make_translator("sv"), editor)
    leave(away)
    how = {"by": editor, "translator": away, "due_at": None, "is_urgent": False}

    with pytest.raises(ClaimRefusedError) as refusal:
        handovers.hand_over(assignment, **how)
    assert "Translator sv is away from" in refusal.value.problems[0]
    assignment.refresh_from_db()
    assert assignment.translator != away
    handovers.hand_over(assignment, **how, although_away=True)

    assignment.refresh_from_db()
    assert assignment.translator == away


def test_due_date_of_somebody_who_is_away_is_changed_without_a_warning():
    editor, away = make_editor("sv"), make_translator("sv")
    assignment = assignment_of(away, editor)
    leave(away)

    handovers.hand_over(assignment, by=editor, translator=away, due_at=None, is_urgent=True)

    assignment.refresh_from_db()
    assert assignment.is_urgent


def test_new_work_and_takeovers_are_warned_of_too():
    editor, away = make_editor("sv"), make_translator("sv")
    leaver = make_translator("sv")
    assignment = assignment_of(leaver, editor)
    leave(away)

    with pytest.raises(ClaimRefusedError):
        claims.take(make_original(), "sv", by=editor, translator=away)
    with pytest.raises(ClaimRefusedError):
        handovers.take_over([assignment.pk], of=leaver, by=editor, to=away)

    assert Assignment.objects.filter(translator=away).count() == 0


def test_taking_work_oneself_needs_no_confirmation():
    user = make_translator("sv")
    leave(user)

    assert claims.take(make_original(), "sv", by=user)


def test_form_names_who_is_away_and_keeps_what_was_chosen(client):
    editor, away = make_editor("sv"), make_translator("sv")
    assignment = assignment_of(make_translator("sv"), editor)
    leave(away)
    client.force_login(editor)
    address = reverse("admin:translations_assignment_change", args=[assignment.pk])
    shown = client.get(address)
    data = {"translator": away.pk, "revision": shown.context["adminform"].form["revision"].value()}

    refused = client.post(address, data)
    taken = client.post(address, {**data, "although_away": "on"})

    assert "Translator sv (away until" in shown.content.decode()
    assert "Confirm that they get it all the same." in refused.content.decode()
    assert (refused.status_code, taken.status_code) == (200, 302)
    assignment.refresh_from_db()
    assert assignment.translator == away


def test_takeover_page_asks_first(client):
    editor, away, leaver = make_editor("sv"), make_translator("sv"), make_translator("sv")
    assignment = assignment_of(leaver, editor)
    leave(away)
    client.force_login(editor)
    address = reverse("admin:translations_work_of", args=[leaver.pk])
    data = {"to": away.pk, "work": assignment.pk}

    refused = client.post(address, data)
    taken = client.post(address, {**data, "although_away": "on"})

    assert (refused.status_code, taken.status_code) == (400, 302)
    assert f'<option value="{away.pk}" selected>' in refused.content.decode()


# Who notes, who sees


def test_last_day_does_not_come_before_the_first():
    with pytest.raises(IntegrityError):
        leave(make_translator("sv"), 3, 2)


PEOPLE = ("self", "colleague", "editor", "administrator", "other desk", "no desk")


def person(who, target):
    return {
        "self": lambda: target,
        "colleague": lambda: make_translator("sv"),
        "editor": lambda: make_editor("sv"),
        "administrator": make_administrator,
        "other desk": lambda: make_editor("fi"),
        "no desk": lambda: make_user("nobody", group="Editor"),
    }[who]()


def expected(*codes):
    return list(zip(PEOPLE, codes, strict=True))


@pytest.mark.parametrize(("who", "count"), expected(1, 1, 1, 1, 0, 0))
def test_leave_is_seen_by_the_desk(client, who, count):
    target = make_translator("sv")
    absence = leave(target)
    client.force_login(person(who, target))

    page = reverse("admin:translations_absence_change", args=[absence.pk])

    assert client.get(LIST).context["cl"].result_count == count
    assert client.get(page).status_code == (200 if count else 404)


@pytest.mark.parametrize(("who", "is_noted"), expected(True, False, True, True, False, False))
def test_leave_is_noted_by_role(client, who, is_noted):
    target = make_translator("sv")
    client.force_login(person(who, target))

    client.post(
        reverse("admin:translations_absence_add"),
        {"user": target.pk, "starts_on": day(1), "ends_on": day(5)},
    )

    assert Absence.objects.filter(user=target).exists() == is_noted


@pytest.mark.parametrize(("who", "code"), expected(302, 403, 302, 302, 404, 404))
def test_leave_is_changed_and_deleted_by_role(client, who, code):
    target = make_translator("sv")
    absence = leave(target)
    client.force_login(person(who, target))
    change = reverse("admin:translations_absence_change", args=[absence.pk])
    form = client.get(change).context
    seen = form["adminform"].form["revision"].value() if form and code == 302 else ""
    data = {"user": target.pk, "starts_on": day(1), "ends_on": day(9), "revision": seen}

    changed = client.post(change, data)
    deleted = client.post(reverse("admin:translations_absence_delete", args=[absence.pk]), {"post": "yes"})

    assert (changed.status_code, deleted.status_code) == (code, code)
    assert Absence.objects.exists() == (code != 302)


def test_anonymous_visitor_is_asked_to_sign_in(client):
    absence = leave(make_translator("sv"))

    for name, arguments in (
        ("changelist", []),
        ("add", []),
        ("change", [absence.pk]),
        ("delete", [absence.pk]),
    ):
        response = client.post(reverse(f"admin:translations_absence_{name}", args=arguments))
        assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_a_fixed_number_of_queries(client, django_assert_num_queries, count):
    for _number in range(count):
        leave(make_translator("sv"))
    client.force_login(make_editor("sv"))

    with django_assert_num_queries(8):
        client.get(LIST)
