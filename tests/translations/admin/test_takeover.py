"""Work that somebody left behind is taken over in two clicks, by those who may."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_original, make_translator
from translations import claims
from translations.models import Assignment

pytestmark = pytest.mark.django_db


def page_of(person):
    return reverse("admin:translations_work_of", args=[person.pk])


def work_of(person, *languages):
    for language in languages:
        claims.take(make_original(), language, by=person)
    return list(Assignment.objects.filter(translator=person).order_by("pk"))


def test_editor_takes_over_everything_that_a_leaver_had(client):
    leaver, editor = make_translator("sv"), make_editor("sv")
    work = work_of(leaver, "sv", "sv")
    leaver.is_active = False
    leaver.save()
    client.force_login(editor)
    asked = client.get(page_of(leaver))

    answer = client.post(page_of(leaver), {"work": [each.pk for each in work], "to": editor.pk}, follow=True)

    assert asked.context["has_left"] is True
    assert [str(message) for message in answer.context["messages"]] == ["2 pieces were handed over."]
    assert set(Assignment.objects.values_list("translator", flat=True)) == {editor.pk}
    assert [each.article.events.get(name="assign").reason for each in work] == [editor.get_full_name()] * 2


def test_ticked_work_goes_to_a_colleague_or_back_to_the_desk(client):
    person, colleague, editor = make_translator("sv"), make_translator("sv"), make_editor("sv")
    one, two, three = work_of(person, "sv", "sv", "sv")
    client.force_login(editor)

    client.post(page_of(person), {"work": [one.pk], "to": colleague.pk})
    client.post(page_of(person), {"work": [two.pk], "to": "nobody"})

    holders = dict(Assignment.objects.values_list("pk", "translator"))
    assert holders == {one.pk: colleague.pk, two.pk: None, three.pk: person.pk}


def test_only_the_desks_of_the_editor_are_touched(client):
    person, editor = make_translator("sv", "fi"), make_editor("sv")
    swedish, finnish = work_of(person, "sv", "fi")
    client.force_login(editor)

    rows = list(client.get(page_of(person)).context["rows"])
    client.post(page_of(person), {"work": [swedish.pk, finnish.pk], "to": editor.pk})

    assert rows == [swedish]
    holders = dict(Assignment.objects.values_list("pk", "translator"))
    assert holders == {swedish.pk: editor.pk, finnish.pk: person.pk}


def test_colleague_of_another_desk_is_refused_and_nothing_changes(client):
    person, editor = make_translator("sv", "fi"), make_editor("sv", "fi")
    swedish, finnish = work_of(person, "sv", "fi")
    swede = make_translator("sv")
    client.force_login(editor)

    answer = client.post(page_of(person), {"work": [swedish.pk, finnish.pk], "to": swede.pk})

    assert answer.status_code == 400
    assert answer.context["problems"] == ("Translator sv does not work on the desk of this language.",)
    assert set(Assignment.objects.values_list("translator", flat=True)) == {person.pk}


@pytest.mark.parametrize("who", [make_translator, lambda _code: make_editor("fi")])
def test_others_take_nothing_over(client, who):
    person = make_translator("sv")
    (work,) = work_of(person, "sv")
    somebody = who("sv")
    client.force_login(somebody)

    client.post(page_of(person), {"work": [work.pk], "to": somebody.pk})

    work.refresh_from_db()
    assert work.translator == person
    assert not work.article.events.filter(name="assign").exists()


@pytest.mark.parametrize("to", ["", "x", "999999", "-1"])
def test_nonsense_changes_nothing(client, to):
    person = make_translator("sv")
    (work,) = work_of(person, "sv")
    client.force_login(make_editor("sv"))

    assert client.post(page_of(person), {"work": [work.pk], "to": to}).status_code == 404
    work.refresh_from_db()
    assert work.translator == person


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    person = make_translator("sv")
    work_of(person, *["sv"] * rows)
    client.force_login(make_editor("sv"))

    with django_assert_num_queries(10):
        assert len(client.get(page_of(person)).context["rows"]) == rows


def test_list_of_assignments_leads_editors_to_a_persons_work_and_names_the_person_to_translators(client):
    person = make_translator("sv")
    work_of(person, "sv")
    found = {}

    for who, user in {"editor": make_editor("sv"), "translator": person}.items():
        client.force_login(user)
        page = client.get(reverse("admin:translations_assignment_changelist")).content.decode()
        found[who] = (page_of(person) in page, person.get_full_name() in page)

    assert found == {"editor": (True, True), "translator": (False, True)}
