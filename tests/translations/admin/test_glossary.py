"""The glossary in the admin: who sees it, who writes it, files up and down."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_administrator, make_editor, make_translator
from tests.translations.admin.test_desks import posted
from tests.translations.test_workbench import signed_in, text_of
from tests.translations.test_workbench_aside import make_entry
from translations.models import Term, TermTranslation

pytestmark = pytest.mark.django_db
LIST = "admin:translations_termtranslation_changelist"
HEAD = "source_language,source,target_language,target\n"


def page_of(row):
    return reverse("admin:translations_termtranslation_change", args=[row.pk])


def new_entry(**fields):
    return {
        "source_language": "en",
        "source": "ferry",
        "language": "sv",
        "text": "färja",
        "note": "",
        "forms": "",
        **fields,
    }


def upload(client, text, name="g.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("admin:translations_glossary_import"), {"file": file, "source": ""})


def stored():
    return [
        (row.term.language, row.term.text, row.language, row.text, row.forms)
        for row in TermTranslation.objects.select_related("term")
    ]


def test_an_editor_writes_an_entry_of_the_own_desk(client):
    editor = make_editor("sv")
    client.force_login(editor)

    answer = client.post(
        reverse("admin:translations_termtranslation_add"),
        new_entry(source=" ferry  boat", forms="färjan\n\nfärjorna \nfärjan"),
    )

    assert answer.status_code == 302
    assert stored() == [("en", "ferry boat", "sv", "färja", ["färjan", "färjorna"])]
    assert TermTranslation.objects.get().updated_by == editor


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"language": "de"}, "Select a valid choice."),
        ({"source_language": "sv"}, "Term and translation are in the same language."),
        ({"source": ""}, "This field is required."),
        ({"text": "bro"}, "The glossary has this word for this term already."),
        ({"forms": "x" * 201}, "At most 50 forms of 200 characters each."),
    ],
)
def test_what_is_no_entry_is_refused_and_shown_again(client, fields, sentence):
    make_entry("ferry", "bro")
    client.force_login(make_editor("sv"))

    answer = client.post(
        reverse("admin:translations_termtranslation_add"), new_entry(note="Mind this", **fields)
    )

    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert "Mind this" in text_of(answer)
    assert [row[3] for row in stored()] == ["bro"]


def test_an_entry_is_changed_and_a_stale_form_is_refused(client):
    row = make_entry("ferry", "färja", forms=["färjan"])
    client.force_login(make_editor("sv"))
    fields = posted(client, row)

    first = client.post(page_of(row), fields | {"source": "ferry boat", "note": "Feminine"})
    second = client.post(page_of(row), fields | {"note": "Masculine"})

    assert (first.status_code, second.status_code) == (302, 409)
    row.refresh_from_db()
    assert (row.term.text, row.note, row.forms) == ("ferry boat", "Feminine", ["färjan"])


def test_a_desk_sees_its_own_language_and_translators_only_read():
    swedish, german = make_entry("ferry", "färja"), make_entry("ferry", "Fähre", language="de")
    translator, editor = signed_in(make_translator("sv")), signed_in(make_editor("sv"))

    listed = text_of(translator.get(reverse(LIST)))

    assert "färja" in listed
    assert "Fähre" not in listed
    for client in (translator, editor):
        assert client.get(page_of(german)).status_code == 404
        assert client.post(page_of(german), new_entry(language="de")).status_code == 404
    assert translator.get(page_of(swedish)).status_code == 200
    assert translator.post(page_of(swedish), new_entry(text="båt")).status_code == 403
    assert translator.get(reverse("admin:translations_termtranslation_add")).status_code == 403
    assert translator.get(reverse("admin:translations_glossary_import")).status_code == 404
    assert [row[3] for row in stored()] == ["färja", "Fähre"] or [row[3] for row in stored()] == [
        "Fähre",
        "färja",
    ]


def test_an_editor_deletes_an_entry():
    row = make_entry("ferry", "färja")
    delete = reverse("admin:translations_termtranslation_delete", args=[row.pk])

    assert signed_in(make_translator("sv")).post(delete, {"post": "yes"}).status_code == 403
    assert signed_in(make_editor("sv")).post(delete, {"post": "yes"}).status_code == 302
    assert stored() == []


def test_it_is_searched_by_term_and_word(client):
    make_entry("ferry", "färja")
    make_entry("bridge", "bro")
    client.force_login(make_editor("sv"))

    for wanted in ("ferry", "färja"):
        page = text_of(client.get(reverse(LIST), {"q": wanted}))
        assert "färja" in page
        assert ">bro<" not in page


def test_a_file_is_taken_whole_or_not_at_all(client):
    client.force_login(make_editor("sv"))

    refused = upload(client, f"{HEAD}en,ferry,sv,färja\nen,ferry,de,Fähre\n")
    nothing = stored()
    taken = upload(client, f"{HEAD}en,ferry,sv,färja\nen,bridge,sv,bro\n")

    assert refused.status_code == 200
    assert "Line 3: you are no editor of the desk for “de”." in text_of(refused)
    assert (nothing, Term.objects.count()) == ([], 2)
    assert taken.status_code == 302
    assert [row[3] for row in stored()] == ["bro", "färja"]


@pytest.mark.parametrize(("form", "start"), [("csv", b"\xef\xbb\xbfsource_language"), ("tbx", b"<?xml")])
def test_a_download_holds_the_own_desks_alone(client, form, start):
    make_entry("ferry", "färja")
    make_entry("ferry", "Fähre", language="de")
    client.force_login(make_translator("sv"))

    answer = client.get(reverse("admin:translations_glossary_export", args=[form]))

    assert answer["Content-Disposition"] == f'attachment; filename="glossary.{form}"'
    assert answer.content.startswith(start)
    assert "färja" in answer.content.decode()
    assert "Fähre" not in answer.content.decode()
    assert client.get(reverse("admin:translations_glossary_export", args=["xls"])).status_code == 404


def test_what_was_downloaded_can_be_uploaded(client):
    make_entry("ferry", "färja", forms=["färjan"], note="Feminine")
    client.force_login(make_administrator())
    file = client.get(reverse("admin:translations_glossary_export", args=["tbx"])).content
    before = stored()
    TermTranslation.objects.all().delete()

    assert upload(client, file.decode(), "g.tbx").status_code == 302
    assert stored() == before


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    for number in range(rows):
        make_entry(f"term {number}", "ord")
    client.force_login(make_editor("sv"))

    with django_assert_num_queries(8):
        client.get(reverse(LIST))
