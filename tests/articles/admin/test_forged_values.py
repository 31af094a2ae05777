"""What no page of ours sends: keys that are none, numbers beyond every column, days of no calendar."""

import pytest
from django.urls import reverse

from articles.models import Outlet, Person
from tests.factories import make_administrator, make_original, make_translator
from translations.models import Assignment, Desk

pytestmark = pytest.mark.django_db
NO_KEYS = ["x", "\x00", "-1", "9" * 19, "9" * 40, "²", "2026-13-45"]


@pytest.fixture
def staff(client):
    client.force_login(make_administrator())
    return client


def posted(client, address, **changes):
    """Send a page's own form back with other values; formsets come along."""
    page = client.get(address).context
    forms = [page["adminform"].form]
    for formset in page.get("inline_admin_formsets", []):
        forms += [formset.formset.management_form, *formset.formset.forms]
    values = {form.add_prefix(name): form[name].value() for form in forms for name in form.fields}
    sent = {name: "" if value is None else value for name, value in {**values, **changes}.items()}
    return client.post(address, sent)


@pytest.mark.parametrize("value", NO_KEYS)
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("articles_original_change", "outlet"),
        ("articles_person_change", "user"),
        ("articles_clearance_add", "outlet"),
        ("translations_assignment_add", "original"),
        ("translations_desk_change", "memberships-0-user"),
    ],
)
def test_a_key_that_is_none_is_answered_by_the_form(staff, name, field, value):
    make_translator("sv")
    rows = {
        "articles_original_change": [make_original().pk],
        "articles_person_change": [Person.objects.create(name="Elin Marsh", slug="elin").pk],
        "translations_desk_change": [Desk.objects.get(language="sv").pk],
    }

    answer = posted(staff, reverse(f"admin:{name}", args=rows.get(name, [])), **{field: value})

    assert answer.status_code == 200
    forms = [answer.context["adminform"].form]
    forms += [form for each in answer.context["inline_admin_formsets"] for form in each.formset.forms]
    assert field in {form.add_prefix(wrong) for form in forms for wrong in form.errors}


@pytest.mark.parametrize("value", NO_KEYS)
def test_a_stale_form_with_such_a_key_is_answered_with_both_texts(staff, value):
    outlet = make_original().outlet
    original = make_original(outlet=outlet)
    address = reverse("admin:articles_original_change", args=[original.pk])

    answer = posted(staff, address, outlet=value, revision="seen long ago")

    assert answer.status_code == 409
    assert Outlet.objects.filter(pk=outlet.pk).exists()


@pytest.mark.parametrize("value", [each for each in NO_KEYS if each != "\x00"])
def test_a_group_that_is_none_is_answered_by_the_form(staff, value):
    account = make_translator("sv")

    answer = posted(staff, reverse("admin:auth_user_change", args=[account.pk]), groups=[value])

    assert answer.status_code == 200
    assert f"“{value}” is not a valid value." in answer.context["adminform"].form.errors["groups"]


def test_a_name_without_an_address_is_answered_by_the_form(staff):
    person = Person.objects.create(name="Elin Marsh", slug="elin")

    answer = posted(staff, reverse("admin:articles_person_change", args=[person.pk]), name="", slug="")

    assert answer.status_code == 200
    assert "name" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("part", ["year", "month", "day"])
def test_a_day_that_no_calendar_reaches_is_answered_by_the_list(staff, part):
    asked = {"at__year": "2026", "at__month": "1", "at__day": "1"} | {f"at__{part}": "9" * 30}

    answer = staff.get(reverse("admin:articles_event_changelist"), asked)

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"{reverse('admin:articles_event_changelist')}?e=1",
    )


@pytest.mark.parametrize("value", NO_KEYS)
def test_work_with_such_a_key_is_handed_to_nobody(staff, value):
    person = make_translator("sv")

    answer = staff.post(
        reverse("admin:translations_work_of", args=[person.pk]), {"work": value, "to": "nobody"}
    )

    assert answer.status_code in {302, 400}
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("seen", ["9:", ":9", "²:1", "x", "9" * 5000 + ":1", ""])
def test_a_family_that_nobody_saw_like_this_is_not_taken_away(staff, seen):
    original = make_original()

    answer = staff.post(
        reverse("admin:articles_original_family", args=[original.pk]),
        {"seen": seen, "kind": "decision", "reason": "Nonsense"},
    )

    assert answer.status_code < 500
