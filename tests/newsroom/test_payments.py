"""Credits of a month: who did what, for whom one pays."""

import csv
import io
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import people, workflow
from articles.models import Status
from articles.workflow import PublishOrder
from tests.factories import make_administrator, make_article, make_editor, make_translator, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/credits/"


def published(day, *, translator=None, editor=None, language="sv", **fields):
    translator = translator or make_translator(language)
    article = make_article(status=Status.TRANSLATED, language=language, translator=translator, **fields)
    moment = timezone.make_aware(datetime.fromisoformat(day))
    order = PublishOrder(at=moment, is_backdated=True)
    workflow.publish(article, by=editor or make_editor(language), revision=article.revision, order=order)
    return article


def rows_of(client, month, user):
    client.force_login(user)
    content = client.get(PAGE, {"month": month, "csv": "1"}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


WHO = {
    "translator": (make_translator, 404),
    "editor": (make_editor, 200),
    "administrator": (make_administrator, 200),
    "no group": (lambda: make_user("nobody"), 404),
}


@pytest.mark.parametrize("who", WHO)
def test_page_answers_by_role(client, who):
    make, code = WHO[who]
    client.force_login(make())

    assert client.get(PAGE).status_code == code
    assert client.get(PAGE, {"csv": "1"}).status_code == code


def test_anonymous_visitor_is_asked_to_sign_in(client):
    assert client.get(PAGE).status_code == 302


def test_month_begins_and_ends_at_midnight_in_the_zone_of_the_newsroom(client):
    translator = make_translator("sv")
    for day in ("2026-02-28T23:59:59", "2026-03-01T00:00", "2026-03-31T23:59:59", "2026-04-01T00:00"):
        published(day, translator=translator)

    rows = [row for row in rows_of(client, "2026-03", make_editor("sv")) if row["role"] == "translator"]

    assert [row["first_published"] for row in rows] == ["2026-03-01", "2026-03-31"]
    assert {row["words"] for row in rows} == {"9"}


def test_update_is_not_paid_twice_and_what_waits_is_not_paid(client):
    editor = make_editor("sv")
    article = published("2026-03-05", editor=editor)
    for step in ("revise", "submit"):
        workflow.take_step(article, step, by=editor, revision=article.revision)
    workflow.publish(
        article,
        by=editor,
        revision=article.revision,
        order=PublishOrder(at=timezone.make_aware(datetime(2026, 3, 9)), is_backdated=True),  # noqa: DTZ001
    )

    rows = rows_of(client, "2026-03", editor)

    assert [row["role"] for row in rows if row["role"] == "translator"] == ["translator"]


def test_editor_sees_their_desks_and_administrators_all(client):
    for language in ("sv", "fi"):
        published("2026-03-05", language=language)

    for user, languages in ((make_editor("fi"), {"fi"}), (make_administrator(), {"fi", "sv"})):
        assert {row["language"] for row in rows_of(client, "2026-03", user)} == languages


def test_real_names_are_a_column_for_administrators_alone(client):
    published("2026-03-05")

    assert "real_name" not in rows_of(client, "2026-03", make_editor("sv"))[0]
    assert "real_name" in rows_of(client, "2026-03", make_administrator())[0]


def test_table_holds_no_formula(client):
    translator = make_translator("sv")
    person = people.person_of(translator)
    person.name = "=1+1"
    person.save()
    published("2026-03-05", translator=translator, headline="@SUM(A1)")

    row = next(row for row in rows_of(client, "2026-03", make_editor("sv")) if row["role"] == "translator")

    assert (row["person"], row["headline"]) == ("'=1+1", "'@SUM(A1)")


@pytest.mark.parametrize("month", ["", "2026-13", "x", "2026-03-01", "99999-01", "\x00"])
def test_odd_month_is_this_month(client, month):
    client.force_login(make_editor("sv"))

    response = client.get(PAGE, {"month": month})

    assert response.context["month"] == timezone.localdate().replace(day=1)


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries, count):
    for _number in range(count):
        published("2026-03-05")
    client.force_login(make_editor("sv"))

    with django_assert_num_queries(7):
        client.get(PAGE, {"month": "2026-03"})


def test_list_of_people_leads_there(client):
    client.force_login(make_editor("sv"))

    assert PAGE in client.get(reverse("admin:articles_person_changelist")).content.decode()
