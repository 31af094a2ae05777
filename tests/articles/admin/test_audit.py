"""The log of every step: who sees it, how it is searched, and how it is handed out."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Event, Status
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_event_changelist")


def export(form):
    return reverse("admin:articles_event_export", args=[form])


@pytest.fixture
def editor():
    return make_editor("sv")


def shown(client, user, **query):
    client.force_login(user)
    response = client.get(LIST, query)
    return [(event.name, event.article.language) for event in response.context["cl"].result_list]


# Doors: list, table, JSON lines, one event, adding, deleting.
WHO = {
    "translator": (make_translator, (403, 403, 403, 404, 403, 404)),
    "editor": (make_editor, (200, 200, 200, 200, 403, 403)),
    "editor of another desk": (lambda: make_editor("fi"), (200, 200, 200, 404, 403, 404)),
    "administrator": (make_administrator, (200, 200, 200, 200, 403, 403)),
    "no desk": (lambda: make_user("nobody", group="Editor"), (200, 200, 200, 404, 403, 404)),
    "no group": (lambda: make_user("nobody"), (403, 403, 403, 404, 403, 404)),
}


def doors():
    event = Event.objects.order_by("pk").last()
    return [
        LIST,
        export("csv"),
        export("jsonl"),
        reverse("admin:articles_event_change", args=[event.pk]),
        reverse("admin:articles_event_add"),
        reverse("admin:articles_event_delete", args=[event.pk]),
    ]


@pytest.mark.parametrize("who", WHO)
def test_doors_open_by_role(client, who):
    make, codes = WHO[who]
    make_article(status=Status.PUBLISHED, headline="Kanariefågel")
    client.force_login(make())

    for address, code in zip(doors(), codes, strict=True):
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        assert response.status_code == code, address
        if who not in {"editor", "administrator"}:
            assert "Kanariefågel" not in body.decode()


def test_anonymous_visitor_is_asked_to_sign_in(client):
    make_article(status=Status.PUBLISHED)

    for address in doors():
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_nobody_writes_the_log(client):
    make_article(status=Status.PUBLISHED)
    client.force_login(make_administrator())
    before = list(Event.objects.values_list("pk", "reason"))

    for address in doors()[3:]:
        assert client.post(address, {"reason": "x", "post": "yes"}).status_code == 403

    assert list(Event.objects.values_list("pk", "reason")) == before


def test_editor_sees_the_desks_they_edit_and_administrators_all(client, editor):
    for language in ("sv", "fi"):
        make_article(status=Status.TRANSLATED, language=language)

    assert shown(client, editor) == [("submit", "sv")]
    assert sorted(shown(client, make_administrator())) == [("submit", "fi"), ("submit", "sv")]


def test_log_is_searched_by_person_piece_step_and_day(client, editor):
    anna = make_translator("sv")
    anna.first_name, anna.last_name = "Anna", "Ek"
    anna.save()
    bridge = make_article(status=Status.TRANSLATED, translator=anna, headline="Bron stängs")
    workflow.take_step(bridge, "send_back", by=editor, revision=bridge.revision, reason="Kortare, tack.")
    make_article(
        status=Status.TRANSLATED, headline="Sillen", original=make_original(headline="Herring is back")
    )

    for query, found in {
        "Anna": 1,
        "anna ek": 1,
        "stängs": 2,
        "herring": 1,
        "tack": 1,
        "stängs Anna": 1,
        "Anna Sillen": 0,
    }.items():
        assert len(shown(client, editor, q=query)) == found, query
    assert shown(client, editor, step="send_back") == [("send_back", "sv")]
    assert shown(client, editor, person=anna.pk) == [("submit", "sv")]
    today = datetime.now(UTC)
    assert len(shown(client, editor, at__year=today.year, at__month=today.month)) == 3
    assert shown(client, editor, at__year=2001) == []


@pytest.mark.parametrize("lookup", ["by__password__startswith", "article__body__icontains", "by__email"])
def test_other_lookups_are_refused(client, editor, lookup):
    client.force_login(editor)

    assert client.get(LIST, {lookup: "a"}).status_code == 400


def test_persons_to_choose_are_those_of_the_desk(client, editor):
    make_article(status=Status.TRANSLATED, language="fi", translator=make_translator("fi"))
    make_article(status=Status.TRANSLATED, translator=make_translator("sv"))
    client.force_login(editor)

    names = [spec for spec in client.get(LIST).context["cl"].filter_specs if spec.parameter_name == "person"]

    assert names == [] or [name for _key, name in names[0].lookup_choices] == ["Translator sv"]


def test_exports_hold_what_the_list_shows(client, editor):
    article = make_article(status=Status.PUBLISHED, editor=editor, headline="=HYPERLINK()")
    make_article(status=Status.TRANSLATED)
    client.force_login(editor)
    query = {"step": "publish"}

    table = b"".join(client.get(export("csv"), query)).decode("utf-8-sig")
    lines = b"".join(client.get(export("jsonl"), query)).decode()

    (row,) = csv.DictReader(io.StringIO(table))
    (line,) = map(json.loads, lines.splitlines())
    assert (row["step"], row["piece"], row["headline"]) == ("publish", str(article.pk), "'=HYPERLINK()")
    expected = {"step": "publish", "piece": article.pk, "headline": "=HYPERLINK()", "version": 1}
    assert {name: line[name] for name in expected} == expected
    assert (line["from"], line["to"], line["language"]) == ("translated", "published", "sv")


def test_unknown_form_is_not_found(client, editor):
    client.force_login(editor)

    assert client.get(export("xml")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [(LIST, 11), (export("csv"), 9)])
def test_pages_take_a_fixed_number_of_queries(
    client, editor, django_assert_num_queries, page, queries, count
):
    for _number in range(count):
        make_article(status=Status.PUBLISHED, editor=editor)
    client.force_login(editor)

    with django_assert_num_queries(queries):
        response = client.get(page)
        assert not response.streaming or b"".join(response)
