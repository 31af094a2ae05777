"""Desks and assignments: handed out by editors, changed by administrators."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests.factories import make_administrator, make_editor, make_original, make_translator
from translations import claims
from translations.models import Assignment, Desk, Membership

pytestmark = pytest.mark.django_db

ADD = "admin:translations_assignment_add"


def address_of(row):
    return reverse(f"admin:translations_{row._meta.model_name}_change", args=[row.pk])


def posted(client, row, **changes):
    form = client.get(address_of(row)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | changes
    return {name: value for name, value in data.items() if value is not None and value is not False}


def test_desks_are_for_administrators(client):
    desk = Desk.objects.create(language="sv", name="Swedish")

    for user, code in ((make_translator("fi"), 403), (make_editor("fi"), 403), (make_administrator(), 200)):
        client.force_login(user)
        assert client.get(address_of(desk)).status_code == code
        assert client.get(reverse("admin:translations_desk_changelist")).status_code == code


def test_administrator_puts_somebody_on_a_desk(client):
    desk = Desk.objects.create(language="sv", name="Swedish")
    user = make_editor("fi")
    client.force_login(make_administrator())
    rows = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 0}

    response = client.post(
        address_of(desk),
        posted(client, desk) | rows | {"memberships-0-user": user.pk, "memberships-0-role": "editor"},
    )

    assert response.status_code == 302
    assert Membership.objects.get(desk=desk).user == user


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_desks_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    for language in ("sv", "fi", "ar")[:rows]:
        make_translator(language)
    client.force_login(make_administrator())

    with django_assert_num_queries(8):
        client.get(reverse("admin:translations_desk_changelist"))


# Assignments


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_assignments_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    for _row in range(rows):
        claims.take(make_original(), "sv", by=make_translator("sv"))
    client.force_login(make_editor("sv"))

    with django_assert_num_queries(8):
        response = client.get(reverse("admin:translations_assignment_changelist"))

    assert response.context["cl"].result_count == rows


def test_list_of_assignments_finds_what_is_late_and_what_nobody_has(client):
    for _row in range(3):
        claims.take(make_original(), "sv", by=make_translator("sv"))
    late, free, _other = Assignment.objects.order_by("pk")
    Assignment.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    Assignment.objects.filter(pk=free.pk).update(translator=None)
    client.force_login(make_editor("sv"))
    page = reverse("admin:translations_assignment_changelist")

    found = {
        name: client.get(page, {"work": name}).context["cl"] for name in ("open", "late", "free", "closed")
    }

    assert {name: list(cl.queryset) for name, cl in found.items() if name in ("late", "free")} == {
        "late": [late],
        "free": [free],
    }
    assert [found[name].result_count for name in ("open", "closed")] == [3, 0]


def test_assignments_of_another_desk_are_not_found(client):
    claims.take(make_original(), "sv", by=make_translator("sv"))
    assignment = Assignment.objects.get()
    client.force_login(make_editor("fi"))

    assert client.get(address_of(assignment)).status_code == 404
    response = client.get(reverse("admin:translations_assignment_changelist"))
    assert response.context["cl"].result_count == 0


def test_editor_hands_work_out(client):
    original, translator = make_original(), make_translator("sv")
    client.force_login(make_editor("sv"))

    response = client.post(
        reverse(ADD),
        {
            "original": original.pk,
            "language": "sv",
            "translator": translator.pk,
            "due_at": "2030-03-01T12:00:00",
            "is_urgent": "on",
        },
    )

    assignment = Assignment.objects.get()
    assert assignment.is_urgent
    assert response.status_code == 302
    assert (assignment.translator, assignment.article.language) == (translator, "sv")
    assert assignment.due_at.isoformat() == "2030-03-01T11:00:00+00:00"


def test_work_that_somebody_has_is_not_handed_out_again(client):
    original = make_original()
    claims.take(original, "sv", by=make_translator("sv"))
    client.force_login(make_editor("sv"))

    response = client.post(
        reverse(ADD), {"original": original.pk, "language": "sv", "translator": make_translator("sv").pk}
    )

    assert response.status_code == 200
    assert "translates this into Swedish" in response.content.decode()
    assert Assignment.objects.count() == 1


def test_editor_hands_work_over_and_it_is_an_event(client):
    article = claims.take(make_original(), "sv", by=make_translator("sv"))
    assignment, other = Assignment.objects.get(), make_translator("sv")
    client.force_login(make_editor("sv"))

    response = client.post(
        address_of(assignment), posted(client, assignment, translator=other.pk, is_urgent="on")
    )

    assignment.refresh_from_db()
    event = article.events.get(name="assign")
    assert response.status_code == 302
    assert (assignment.translator, assignment.is_urgent) == (other, True)
    assert event.reason == "Translator sv"


def test_translator_of_another_desk_cannot_be_chosen(client):
    claims.take(make_original(), "sv", by=make_translator("sv"))
    assignment = Assignment.objects.get()
    client.force_login(make_editor("sv"))

    response = client.post(
        address_of(assignment), posted(client, assignment, translator=make_translator("fi").pk)
    )

    assert response.context["adminform"].form.errors.keys() == {"translator"}


def test_translators_see_assignments_and_change_none(client):
    translator = make_translator("sv")
    claims.take(make_original(), "sv", by=translator)
    assignment = Assignment.objects.get()
    client.force_login(translator)

    assert client.get(address_of(assignment)).context["has_change_permission"] is False
    assert client.post(address_of(assignment), {"translator": ""}).status_code == 403
    assert client.get(reverse(ADD)).status_code == 403
    assert Article.objects.count() == 1
