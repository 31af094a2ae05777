"""The coverage matrix: every original by every language, with filters, and as CSV."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Original, Status
from articles.workflow import PublishOrder
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_own_piece,
    make_section,
    make_translator,
    make_user,
)
from tests.translations.builders import fill, taken
from translations.models import Assignment

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:translations_coverage")


def cells(client, **filters):
    """Give what the matrix says of each original, by headline and language."""
    response = client.get(PAGE, filters)
    return {
        row.original.headline: {cell.language: cell for cell in row.cells} for row in response.context["rows"]
    }


def shown(client, **filters):
    return sorted(cells(client, **filters))


def table(client, **filters):
    answer = client.get(PAGE, {**filters, "format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_cells_say_where_each_edition_stands_and_lead_there(client):
    editor = make_editor("sv", "ar", "fi")
    original = make_original(headline="Bridge")
    live = make_article(original=original, status=Status.PUBLISHED)
    article, translator = taken(original=original, language="ar")
    fill(article, translator)
    client.force_login(editor)

    row = cells(client)["Bridge"]

    assert row["en"].text == "the original"
    assert row["sv"].text.startswith("Published ")
    assert row["sv"].address == reverse("admin:articles_article_change", args=[live.pk])
    assert row["ar"].text == "Draft, Translator ar 100 %"
    assert row["ar"].address == reverse("admin:translations_workbench", args=[article.pk])
    assert (row["fi"].text, bool(row["fi"].take_at)) == ("–", True)
    assert (row["de"].text, row["de"].take_at) == ("–", "")


def test_of_other_desks_only_what_readers_see_is_told(client):
    original = make_original(headline="Bridge")
    make_article(original=original, language="fi")
    make_article(original=original, language="ar", status=Status.PUBLISHED)
    client.force_login(make_translator("sv"))

    row = cells(client)["Bridge"]

    assert (row["fi"].text, row["fi"].address) == ("–", "")
    assert row["ar"].text.startswith("Published ")
    assert row["ar"].address == ""
    assert shown(client, state="draft") == []


def test_starting_from_a_cell_takes_the_original(client):
    original = make_original()
    client.force_login(make_translator("sv"))
    cell = cells(client)[original.headline]["sv"]

    client.post(cell.take_at, {"language": cell.language})

    assert Assignment.objects.get().language == "sv"


def scheduled(headline):
    article = make_article(original=make_original(headline=headline), status=Status.TRANSLATED)
    order = PublishOrder(at=timezone.now() + timedelta(hours=5))
    workflow.publish(article, by=make_editor("sv"), revision=article.revision, order=order)


def test_filters(client):
    outlet, section = make_outlet(), make_section("sport")
    make_article(original=make_original(headline="draft", outlet=outlet))
    make_article(original=make_original(headline="waits"), status=Status.TRANSLATED, section=section)
    make_article(original=make_original(headline="live"), status=Status.PUBLISHED)
    scheduled("scheduled")
    make_article(original=make_original(headline="german", language="de"), language="fi")
    old = make_original(headline="old")
    Original.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=20))
    late, _translator = taken(original=make_original(headline="late"))
    Assignment.objects.filter(article=late).update(due_at=timezone.now() - timedelta(hours=1))
    client.force_login(make_editor("sv"))
    everything = ["draft", "german", "late", "live", "old", "scheduled", "waits"]

    assert shown(client) == everything
    assert shown(client, outlet=outlet.pk) == ["draft"]
    assert shown(client, section=section.pk) == ["waits"]
    assert shown(client, language="de") == ["german"]
    assert shown(client, period=7) == [name for name in everything if name != "old"]
    assert shown(client, state="draft") == ["draft", "late"]
    assert shown(client, state="translated") == ["waits"]
    assert shown(client, state="scheduled") == ["scheduled"]
    assert shown(client, state="published") == ["live"]
    assert shown(client, state="late") == ["late"]
    assert shown(client, state="missing", desk="sv") == ["german", "old"]
    assert [cell for row in cells(client, desk="sv").values() for cell in row] == ["sv"] * len(everything)
    # What cannot be is no filter.
    assert shown(client, state="nonsense", period="x", outlet="99999") == everything


def test_csv_holds_what_the_filters_leave_and_no_formula(client):
    make_original(headline="=1+1")
    make_article(original=make_original(headline="Live"), status=Status.PUBLISHED)
    client.force_login(make_editor("sv"))

    lines = table(client)

    assert lines[0][:5] == ["Original", "Language", "Outlet", "Address", "Imported"]
    assert sorted(line[0] for line in lines[1:]) == ["'=1+1", "Live"]
    assert [line[0] for line in table(client, state="published")[1:]] == ["Live"]


def test_somebody_without_a_desk_sees_nothing(client):
    make_original(headline="Bridge")
    client.force_login(make_user("nobody", group="Editor"))

    for query in ("", "?format=csv"):
        assert client.get(PAGE + query).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    for _row in range(rows):
        original = make_original()
        taken(original=original)
        make_article(original=original, language="fi", status=Status.PUBLISHED)
        make_own_piece(status=Status.PUBLISHED)
    client.force_login(make_administrator())

    with django_assert_num_queries(10):
        response = client.get(PAGE)

    assert len(response.context["rows"]) == rows * 2


def test_pages_are_bounded(client):
    make_original()
    client.force_login(make_editor("sv"))

    assert [len(client.get(PAGE, {"p": page}).context["rows"]) for page in ("x", "-1", "2", "9" * 30)] == [
        1,
        1,
        0,
        1,
    ]
