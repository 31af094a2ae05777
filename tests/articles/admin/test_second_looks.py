"""The second editor's page, and the panel of what waits for one."""

import pytest
from django.urls import reverse

from articles import second_approval
from articles.models import Event
from tests.articles.test_second_approval import overridden
from tests.factories import make_administrator, make_editor, make_translator, make_user

pytestmark = pytest.mark.django_db


def address(version):
    return reverse("admin:articles_article_second_look", args=[version.article_id, version.number])


def panel(client, user):
    client.force_login(user)
    panels = client.get("/admin/").context["panels"]
    return next((each for each in panels if each.name == "second-look"), None)


def test_panel_lists_what_waits_with_the_reason_and_warns_who_published_it(client):
    administrator = make_administrator()
    version = overridden(by=administrator)

    theirs, mine = panel(client, make_editor("sv")), panel(client, administrator)

    assert [(row.headline, row.address, row.facts[-1], row.warning) for row in theirs.rows] == [
        (version.headline, address(version), "Ensam i natt.", "")
    ]
    assert [row.warning for row in mine.rows] == ["somebody else must look at it"]
    assert panel(client, make_translator("sv")) is None
    assert panel(client, make_editor("fi")) is None


def test_panel_is_gone_when_a_second_editor_has_approved(client):
    editor = make_editor("sv")
    second_approval.approve(overridden(), by=editor)

    assert panel(client, editor) is None


@pytest.mark.parametrize("count", [1, 3])
def test_panel_takes_one_query(client, django_assert_num_queries, count):
    from articles.admin.first_desk import Visit
    from articles.admin.second_looks import panel as panel_function

    administrator = make_administrator()
    for _number in range(count):
        overridden(by=administrator)
    visit = Visit(make_editor("sv"))
    assert visit.languages("approve") == ["sv"]

    with django_assert_num_queries(1):
        assert [len(each.rows) for each in panel_function(visit)] == [count]


@pytest.mark.parametrize(
    ("role", "shown", "posted"),
    [
        ("editor", 200, 302),
        ("administrator", 200, 302),
        ("publisher", 200, 409),
        ("translator", 404, 404),
        ("other_desk", 404, 404),
        ("no_desk", 404, 404),
    ],
)
def test_page_answers_by_role(client, role, shown, posted):
    publisher = make_administrator()
    version = overridden(by=publisher)
    people = {
        "editor": make_editor("sv"),
        "administrator": make_administrator(),
        "publisher": publisher,
        "translator": make_translator("sv"),
        "other_desk": make_editor("fi"),
        "no_desk": make_user("nobody", group="Editor"),
    }
    client.force_login(people[role])

    assert client.get(address(version)).status_code == shown
    assert client.post(address(version)).status_code == posted
    assert Event.objects.filter(name="second_approval").count() == (posted == 302)


def test_page_says_the_reason_and_what_will_happen(client):
    version = overridden()
    client.force_login(make_editor("sv"))

    page = client.get(address(version)).content.decode()

    assert "Ensam i natt." in page
    assert "version 1 names Editor sv as reviewer" in page


def test_page_of_the_article_leads_there(client):
    version = overridden()
    client.force_login(make_editor("sv"))

    page = client.get(reverse("admin:articles_article_change", args=[version.article_id])).content.decode()

    assert f'href="{address(version)}"' in page


def test_version_that_four_eyes_saw_has_no_such_page(client):
    version = overridden()
    client.force_login(make_editor("sv"))

    missing = reverse("admin:articles_article_second_look", args=[version.article_id, 2])

    assert client.get(missing).status_code == 404
