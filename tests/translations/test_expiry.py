"""Editors are told 14 days before a permission ends, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Clearance, Status
from newsroom import worker
from tests.factories import make_article, make_editor, make_original, make_outlet, make_translator
from translations import expiry, notices
from translations.models import Notice

pytestmark = pytest.mark.django_db


def end_in(days, *, languages=("sv",), count=1):
    outlet = make_outlet("Harbour Observer")
    editor = make_editor(*languages)
    for language in languages:
        for _number in range(count):
            make_article(
                original=make_original(outlet=outlet),
                language=language,
                status=Status.PUBLISHED,
                editor=editor,
            )
    ends_on = timezone.localdate() + timedelta(days=days)
    Clearance.objects.create(outlet=outlet, text="All.", ends_on=ends_on)
    return editor, ends_on


def warnings():
    return Notice.objects.filter(kind=Notice.Kind.PERMISSION_ENDS)


def test_editor_is_told_once_with_how_many_pieces():
    editor, ends_on = end_in(14, count=2)
    make_translator("sv")

    assert [expiry.warn_of_endings(), expiry.warn_of_endings()] == [1, 0]
    notice = warnings().get()
    assert notice.user == editor
    assert notices.sentence_of(notice) == (
        f"The permission of Harbour Observer ends on {ends_on}. Pieces that readers see under it: 2"
    )


def test_nobody_is_told_earlier():
    end_in(15)

    assert (expiry.warn_of_endings(), warnings().count()) == (0, 0)


def test_editor_of_two_desks_is_told_for_each():
    editor, _ends_on = end_in(3, languages=("sv", "fi"))

    worker.tick()

    rows = warnings().values_list("user", "article__language")
    assert sorted(rows) == [(editor.pk, "fi"), (editor.pk, "sv")]


@pytest.mark.parametrize("count", [1, 3])
def test_warning_takes_a_fixed_number_of_queries(django_assert_num_queries, count):
    end_in(3, count=count)

    with django_assert_num_queries(7):
        expiry.warn_of_endings()
