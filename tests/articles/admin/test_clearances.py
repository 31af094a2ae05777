"""The rights register in the admin: who sees and writes it, its documents, its filters and its table."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.models import Clearance, ClearanceDocument, Permission, Status
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_original,
    make_outlet,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db
WHO = {
    "translator": make_translator,
    "editor": make_editor,
    "administrator": make_administrator,
    "no desk": lambda: make_user("nobody", group="Editor"),
    "no group": lambda: make_user("nobody"),
}
SECRET = b"%PDF-1.7 between us"


def address(name, *arguments):
    return reverse(f"admin:articles_clearance_{name}", args=arguments)


def make_entry(document=True, **fields):
    outlet = fields.pop("outlet", None) or make_outlet()
    entry = Clearance.objects.create(outlet=outlet, **{"text": "All pieces.", **fields})
    if document:
        ClearanceDocument.objects.create(
            clearance=entry,
            name="avtal.pdf",
            media_type="application/pdf",
            content=SECRET,
            size=len(SECRET),
            added_by=make_editor("sv"),
        )
    return entry


def sign_in(client, who):
    user = WHO[who]()
    client.force_login(user)
    return user


# Doors: translator, editor, administrator, an editor without a desk, staff without a group.
DOORS = {
    "changelist": (403, 200, 200, 200, 403),
    "add": (403, 200, 200, 403, 403),
    "change": (404, 200, 200, 404, 404),
    "history": (404, 200, 200, 404, 404),
    "delete": (404, 403, 403, 404, 404),
    "document": (404, 200, 200, 404, 404),
    "table": (403, 200, 200, 200, 403),
    "ending": (404, 200, 200, 404, 404),
}


@pytest.mark.parametrize(
    ("door", "who", "code"),
    [(door, *row) for door, codes in DOORS.items() for row in zip(WHO, codes, strict=True)],
)
def test_door_opens_by_role(client, door, who, code):
    entry = make_entry(granted_by="Canary Marsh")
    sign_in(client, who)
    arguments = [entry.pk] if door in {"change", "history", "delete", "document"} else []

    response = client.get(address(door, *arguments), follow=False)

    assert response.status_code == code
    if who not in {"editor", "administrator"}:
        assert b"Canary" not in response.content


@pytest.mark.parametrize("door", DOORS)
def test_anonymous_visitor_is_asked_to_sign_in(client, door):
    entry = make_entry()
    arguments = [entry.pk] if door in {"change", "history", "delete", "document"} else []

    response = client.get(address(door, *arguments))

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("who", WHO)
def test_entry_is_written_by_role(client, who):
    outlet = make_outlet(permission=Permission.UNKNOWN)
    user = sign_in(client, who)
    file = SimpleUploadedFile("avtal.pdf", SECRET, content_type="text/html")

    client.post(
        address("add"),
        {
            "outlet": outlet.pk,
            "original": "",
            "kind": "permission",
            "text": "All pieces.",
            "languages": ["sv", "fi"],
            "granted_by": "Elin",
            "ends_on": "2030-01-31",
            "document": file,
        },
    )

    rows = list(Clearance.objects.values_list("languages", "granted_by", "entered_by", "document__name"))
    written = [(",sv,fi,", "Elin", user.pk, "avtal.pdf")] if who in {"editor", "administrator"} else []
    assert rows == written
    outlet.refresh_from_db()
    assert outlet.permission == ("granted" if written else "unknown")


@pytest.mark.parametrize("where", [{}, {"outlet", "original"}])
def test_entry_is_for_an_outlet_or_an_original(client, where):
    sign_in(client, "editor")
    original = make_original()
    keys = {"outlet": original.outlet.pk, "original": original.pk}
    chosen = {name: keys[name] for name in where}

    response = client.post(address("add"), {"kind": "permission", "text": "All.", **chosen})

    assert "Choose an outlet or an original, one of the two." in response.content.decode()
    assert Clearance.objects.count() == 0


def test_licence_without_derivatives_is_marked_by_itself(client):
    sign_in(client, "editor")

    client.post(address("add"), {"outlet": make_outlet().pk, "kind": "licence", "text": "CC BY-ND 4.0"})

    assert Clearance.objects.get().forbids_changes is True


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b""])
def test_other_file_is_refused_and_what_was_typed_stays(client, content):
    sign_in(client, "editor")
    file = SimpleUploadedFile("avtal.pdf", content)

    response = client.post(
        address("add"),
        {"outlet": make_outlet().pk, "kind": "permission", "text": "My words.", "document": file},
    )

    assert (response.status_code, Clearance.objects.count()) == (200, 0)
    assert "My words." in response.content.decode()
    assert response.context["adminform"].form.errors.keys() == {"document"}


def test_document_is_handed_out_as_a_file(client):
    sign_in(client, "editor")

    response = client.get(address("document", make_entry().pk))

    assert (response.content, response["Content-Type"]) == (SECRET, "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="avtal.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_second_editor_who_saves_is_shown_both_texts(client):
    sign_in(client, "editor")
    entry = make_entry(document=False)
    shown = client.get(address("change", entry.pk)).context["adminform"].form
    Clearance.objects.update(text="Theirs.")

    response = client.post(
        address("change", entry.pk),
        {
            "outlet": entry.outlet.pk,
            "kind": "permission",
            "text": "Mine.",
            "revision": shown["revision"].value(),
        },
    )

    assert response.status_code == 409
    assert Clearance.objects.get().text == "Theirs."


FILTERS = {
    "": 4,
    "?end=soon": 1,
    "?end=ended": 1,
    "?end=later": 1,
    "?end=open": 1,
    "?language=fi": 4,
    "?language=de": 3,
    "?document=yes": 1,
    "?document=no": 3,
    "?q=Elin": 1,
}


@pytest.mark.parametrize("query", FILTERS)
def test_list_and_table_are_filtered_alike(client, query):
    sign_in(client, "editor")
    today = timezone.localdate()
    make_entry(ends_on=today + timedelta(days=14))
    make_entry(document=False, ends_on=today - timedelta(days=1), granted_by="Elin")
    make_entry(document=False, ends_on=today + timedelta(days=15), languages=",sv,fi,")
    make_entry(document=False)

    shown = client.get(address("changelist") + query)
    rows = csv.reader(io.StringIO(client.get(address("table") + query).content.decode("utf-8-sig")))

    assert shown.context["cl"].result_count == FILTERS[query]
    assert len(list(rows)) == FILTERS[query] + 1


def test_table_holds_no_formula(client):
    sign_in(client, "editor")
    make_entry(
        document=False, text='=HYPERLINK("https://x.example")', granted_by="+1", outlet=make_outlet("@Sum")
    )

    _head, row = csv.reader(io.StringIO(client.get(address("table")).content.decode("utf-8-sig")))

    assert [cell for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    assert '\'=HYPERLINK("https://x.example")' in row


def test_page_of_an_entry_and_the_list_lead_to_what_ends(client):
    user = sign_in(client, "editor")
    article = make_article(status=Status.PUBLISHED, editor=user, headline="Bron stängs")
    entry = make_entry(outlet=article.original.outlet, ends_on=timezone.localdate() + timedelta(days=3))
    link = reverse("admin:articles_article_change", args=[article.pk])

    for page in (address("change", entry.pk), address("ending")):
        assert link in client.get(page).content.decode()
    assert "3 days left" in client.get(address("ending")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("changelist", 8), ("table", 7), ("ending", 8)])
def test_lists_take_a_fixed_number_of_queries(client, django_assert_num_queries, page, queries, count):
    editor = sign_in(client, "editor")
    for _number in range(count):
        article = make_article(status=Status.PUBLISHED, editor=editor)
        make_entry(outlet=article.original.outlet, ends_on=timezone.localdate())

    with django_assert_num_queries(queries):
        client.get(address(page))
