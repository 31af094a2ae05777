"""Reports of readers in the admin: who sees them, and what is done with them."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from lxml import html

from articles.error_reports import open_reports
from articles.models import ErrorReport, Status
from tests.factories import make_administrator, make_article, make_editor, make_translator

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_errorreport_changelist")


def make_report(language="sv", text="Maj, inte april.", **fields):
    article = make_article(language=language, status=Status.PUBLISHED, translator=make_translator(language))
    version = article.versions.get()
    return ErrorReport.objects.create(
        article=article, version=version, language=language, paragraph=2, text=text, **fields
    )


def address_of(report):
    return reverse("admin:articles_errorreport_change", args=[report.pk])


def listed(client, query=""):
    return [report.pk for report in client.get(f"{LIST}{query}").context["cl"].result_list]


def act(client, action, *reports, query=""):
    chosen = {ACTION_CHECKBOX_NAME: [report.pk for report in reports], "action": action}
    return client.post(f"{LIST}{query}", chosen, follow=True)


def test_editor_reads_reports_of_their_desk_with_links_to_the_paragraph_and_to_the_article(client):
    report, _other = make_report(email="lasare@example.org"), make_report("fi")
    client.force_login(make_editor("sv"))

    page = client.get(address_of(report)).content.decode()

    assert listed(client) == [report.pk]
    assert f'href="{report.version.get_absolute_url()}#p2"' in page
    assert "Den öppnar igen i april." in page
    assert reverse("admin:articles_article_change", args=[report.article_id]) in page
    assert "lasare@example.org" in page


@pytest.mark.parametrize(
    ("person", "status"),
    [(make_editor, 200), (make_administrator, 200), (lambda: make_editor("fi"), 404), (make_translator, 404)],
)
def test_report_is_the_business_of_editors_of_its_language(client, person, status):
    report = make_report()
    client.force_login(person())

    assert client.get(address_of(report)).status_code == status


def test_editor_of_one_desk_who_translates_for_another_reads_those_of_the_first(client):
    from translations.models import Desk, Membership

    report, other = make_report("fi"), make_report()
    editor = make_editor("fi")
    Membership.objects.create(desk=Desk.objects.get(language="sv"), user=editor, role="translator")
    client.force_login(editor)

    assert listed(client) == [report.pk]
    assert client.get(address_of(other)).status_code == 404
    act(client, "mark_as_dealt_with", other)
    other.refresh_from_db()
    assert other.done_at is None


def test_report_that_is_dealt_with_leaves_the_list_and_can_come_back(client):
    reports = [make_report(text=text) for text in ("ett", "två")]
    editor = make_editor("sv")
    client.force_login(editor)
    assert open_reports(editor).count() == 2

    act(client, "mark_as_dealt_with", reports[0])

    reports[0].refresh_from_db()
    assert reports[0].done_by == editor
    assert (listed(client), listed(client, "?state=done")) == ([reports[1].pk], [reports[0].pk])
    assert list(open_reports(editor)) == [reports[1]]
    act(client, "take_back", reports[0], query="?state=done")
    assert len(listed(client)) == 2
    assert len(listed(client, "?state=all")) == 2


def test_report_is_dealt_with_and_taken_back_from_its_own_page(client):
    report = make_report()
    client.force_login(make_editor("sv"))
    states = []

    for _time in ("done", "back"):
        forms = html.fromstring(client.get(address_of(report)).content.decode()).forms
        (form,) = (form for form in forms if "_selected_action" in form.fields)
        client.post(form.action, dict(form.form_values()))
        report.refresh_from_db()
        states.append(report.done_at is not None)

    assert states == [True, False]


def test_nobody_changes_what_a_reader_wrote(client):
    report = make_report()
    client.force_login(make_administrator())

    client.post(address_of(report), {"text": "något annat"})

    report.refresh_from_db()
    assert report.text == "Maj, inte april."
    assert client.get(reverse("admin:articles_errorreport_add")).status_code == 403


def test_list_takes_a_fixed_number_of_queries(client, django_assert_num_queries):
    client.force_login(make_administrator())
    counts = []
    for number in (1, 2):
        for _each in range(number):
            make_report(email="a@example.org")
        with django_assert_num_queries(counts[0] if counts else 9, exact=False) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
