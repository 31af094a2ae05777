"""Notices: one's own, read by pressing them."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_translator
from tests.translations.builders import body_of, taken
from tests.translations.test_workbench import address, signed_in, text_of
from translations import comments
from translations.models import Membership, Notice

pytestmark = pytest.mark.django_db
LIST = reverse("admin:translations_notice_changelist")


def told(number=1):
    """Give a translator who was told of so many comments, and the piece."""
    article, translator = taken()
    editor = make_editor("sv")
    for each in range(number):
        comments.write(body_of(article)[0], by=editor, text=f"Remark {each} <b>")
    return article, translator, editor


def press(client, name, *args):
    return client.post(reverse(f"admin:translations_notice_{name}", args=args))


def test_the_head_of_every_page_counts_what_is_new_and_the_list_says_it():
    _article, translator, editor = told(2)
    client = signed_in(translator)

    first_page, listed = text_of(client.get(reverse("admin:index"))), text_of(client.get(LIST))

    assert "2 new notices" in first_page
    assert f"{editor.get_full_name()} commented: Remark 1 &lt;b&gt;" in listed
    assert "new notice" not in text_of(signed_in(editor).get(LIST))


def test_pressing_one_marks_it_read_and_leads_to_the_place():
    article, translator, _editor = told(2)
    client = signed_in(translator)
    newest = Notice.objects.first()

    answer = press(client, "open", newest.pk)

    assert answer.url == f"{address(article)}?block={body_of(article)[0].position}#comments"
    assert "1 new notice<" in text_of(client.get(LIST))
    press(client, "read")
    assert Notice.objects.filter(read_at=None).count() == 0


def test_nobody_reads_or_marks_what_somebody_else_was_told():
    _article, _translator, editor = told()
    notice = Notice.objects.get()
    client = signed_in(editor)

    assert press(client, "open", notice.pk).status_code == 404
    press(client, "read")
    assert "Remark 0" not in text_of(client.get(LIST))
    notice.refresh_from_db()
    assert notice.read_at is None


def test_what_a_person_may_no_longer_see_is_not_told():
    _article, translator, _editor = told()
    Membership.objects.filter(user=translator).delete()
    signed = make_translator("de")
    Notice.objects.update(user=signed)

    assert "Remark 0" not in text_of(signed_in(signed).get(LIST))
    assert press(signed_in(signed), "open", Notice.objects.get().pk).status_code == 404


@pytest.mark.parametrize("name", ["open", "read"])
def test_nothing_is_marked_by_a_link(name):
    _article, translator, _editor = told()
    args = [Notice.objects.get().pk] if name == "open" else []

    assert (
        signed_in(translator).get(reverse(f"admin:translations_notice_{name}", args=args)).status_code == 405
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(number, django_assert_num_queries):
    _article, translator, _editor = told(number)
    client = signed_in(translator)
    client.get(LIST)

    with django_assert_num_queries(8):
        client.get(LIST)
