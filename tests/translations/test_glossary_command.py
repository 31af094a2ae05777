"""`manage.py glossary`: the glossary to a file and back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from translations.models import Term, TermTranslation

pytestmark = pytest.mark.django_db
HEAD = "source_language,source,target_language,target,forbidden,forms,note\n"


def run(*arguments):
    out = StringIO()
    call_command("glossary", *map(str, arguments), stdout=out)
    return out.getvalue().strip()


def imported(folder, text):
    file = folder / "glossary.csv"
    file.write_text(text, encoding="utf-8")
    return run("import", file)


def stored():
    return [
        (row.term.text, row.language, row.text, row.is_forbidden, row.forms, row.note)
        for row in TermTranslation.objects.select_related("term")
    ]


def test_a_table_is_imported_and_imported_again(tmp_path):
    first = imported(tmp_path, f"{HEAD}en,ferry,sv,färja,no,,Fem.\nen,ferry,sv,båt,yes,,\n")
    TermTranslation.objects.filter(text="färja").update(forms=["färjeläget"])
    again = imported(tmp_path, f"{HEAD}en,ferry,sv,färja,no,färjan,\nen,ferry,sv,båt,yes,,\nen,US,ar,x,,,\n")

    assert first == "2 words added, 0 changed."
    assert again == "1 word added, 1 changed."
    assert stored() == [
        ("US", "ar", "x", False, [], ""),
        ("ferry", "sv", "färja", False, ["färjeläget", "färjan"], ""),
        ("ferry", "sv", "båt", True, [], ""),
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("en,,sv,bro,,,", "Line 3: the term is missing."),
        ("en,bridge,no,bru,,,", "Line 3: the newsroom has no edition in “no”."),
    ],
)
def test_with_one_bad_line_nothing_is_imported(tmp_path, line, sentence):
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, f"{HEAD}en,ferry,sv,färja,,,\n{line}\n")

    assert str(refused.value) == f"Nothing was imported.\n{sentence}"
    assert (stored(), Term.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", ["out.csv", "out.tbx"])
def test_what_is_exported_fills_an_empty_glossary(tmp_path, name):
    imported(
        tmp_path, f"{HEAD}en,ferry,sv,färja,no,färjan,Fem.\nen,ferry,ar,عبارة,yes,,\nfi,silta,sv,bro,,,\n"
    )
    before = stored()
    run("export", tmp_path / name)
    TermTranslation.objects.all().delete()

    assert run("import", tmp_path / name) == "3 words added, 0 changed."
    assert stored() == before


def test_export_can_leave_only_one_pair(tmp_path):
    imported(tmp_path, f"{HEAD}en,ferry,sv,färja,,,\nen,ferry,de,Fähre,,,\nfi,silta,sv,bro,,,\n")

    run("export", tmp_path / "out", "--format", "csv", "--source", "en", "--target", "sv")

    assert (tmp_path / "out").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "en,ferry,sv,färja,no,no,,"
    ]


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        run("import", tmp_path / "none.csv")


@pytest.mark.parametrize("rows", [1, 3])
def test_import_takes_a_fixed_number_of_queries(tmp_path, rows, django_assert_num_queries):
    lines = "".join(f"en,term {number},sv,ord {number},,,\n" for number in range(rows))

    with django_assert_num_queries(6):
        imported(tmp_path, HEAD + lines)
