"""Nonsense that the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Address,
    Article,
    Credit,
    ImageUse,
    Original,
    Outlet,
    PublishedVersion,
    Section,
    Snapshot,
    Status,
    VersionCredit,
    Withdrawal,
)
from articles.people import person_named
from tests.factories import make_article, make_editor, make_original, make_own_piece
from translations.models import Assignment, Desk, Membership, Segment

pytestmark = pytest.mark.django_db


def copy_of(row, **changes):
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def second_original_with_the_same_address():
    original = make_original()
    return copy_of(original, public_id="other")


def original_with_address_and_own_article():
    own = make_own_piece()
    return Original(
        url="https://a.example/", url_key="a.example/", own_article=own, language="en", headline="H"
    )


def original_with_neither():
    return Original(language="en", headline="H")


def snapshot_like_the_one_before():
    snapshot = make_original().latest_snapshot()
    return copy_of(snapshot, number=2, previous_hash=snapshot.text_hash)


def second_edition_in_a_language():
    return copy_of(make_article(), slug="other")


def article_without_a_snapshot():
    original = make_original()
    return Article(language="sv", original=original, root=original)


def article_with_an_unknown_status():
    return copy_of(make_article(), language="de", status="lost")


def second_outlet_of_a_name():
    Outlet.objects.create(name="Harbour Observer")
    return Outlet(name="Harbour Observer")


def second_open_version():
    return copy_of(make_article(status=Status.PUBLISHED).versions.get(), number=2)


def version_that_ends_before_it_begins():
    version = make_article(status=Status.PUBLISHED).versions.get()
    return copy_of(version, number=2, visible_until=version.visible_from - timedelta(seconds=1))


def translation_without_the_address_of_its_original():
    version = make_article(status=Status.PUBLISHED).versions.get()
    return copy_of(version, number=2, visible_until=timezone.now() + timedelta(days=1), source_url="")


def approver_among_the_translators():
    credit = VersionCredit.objects.filter(
        version__article=make_article(status=Status.PUBLISHED), user__isnull=False
    ).get()
    return copy_of(credit, person=person_named("Somebody"), approved_by=credit.user)


def path_given_twice():
    address = Address.objects.get(article=make_article(status=Status.PUBLISHED))
    return copy_of(address, article=make_article())


def person_twice_in_a_role():
    return copy_of(Credit.objects.filter(article=make_article()).first())


def section_with_a_slug_that_is_taken():
    Section.objects.create(name_sv="Staden", slug_sv="staden")
    return Section(name_sv="Stan", slug_sv="staden")


def withdrawal_without_a_statement():
    return Withdrawal(article=make_article(), by=make_editor(), statement="")


def picture_without_words():
    from articles.models import Image

    image = Image.objects.create(title="Bridge", file="pictures/x.jpg", width=1, height=1)
    return ImageUse(article=make_article(), image=image)


def second_open_assignment():
    original = make_original()
    Assignment.objects.create(original=original, language="sv")
    return Assignment(original=original, language="sv")


def second_desk_of_a_language():
    Desk.objects.create(language="sv", name="Swedish")
    return Desk(language="sv", name="Svenska")


def second_role_on_a_desk():
    membership = Membership.objects.get(user=make_editor("sv"))
    return copy_of(membership, role="translator")


def left_out_without_a_reason():
    return Segment(article=make_article(), position=1, state="left_out")


def confirmed_without_a_text():
    return Segment(article=make_article(), position=1, state="confirmed")


def text_that_nobody_wrote():
    return Segment(article=make_article(), position=1, state="draft", target="Hej")


NONSENSE = {
    "original_one_per_address": second_original_with_the_same_address,
    "original_has_an_address_or_is_our_own": original_with_address_and_own_article,
    "original_has_an_address_or_is_our_own (neither)": original_with_neither,
    "snapshot_differs_from_the_one_before": snapshot_like_the_one_before,
    "article_one_per_root_and_language": second_edition_in_a_language,
    "article_follows_a_snapshot_of_its_original": article_without_a_snapshot,
    "article_status_is_known": article_with_an_unknown_status,
    "outlet_one_per_name": second_outlet_of_a_name,
    "version_one_open_per_article": second_open_version,
    "version_ends_after_it_begins": version_that_ends_before_it_begins,
    "version_attribution_is_complete": translation_without_the_address_of_its_original,
    "version_credit_four_eyes": approver_among_the_translators,
    "address_given_once": path_given_twice,
    "credit_once_per_person_and_role": person_twice_in_a_role,
    "slug": section_with_a_slug_that_is_taken,
    "withdrawal_has_a_statement": withdrawal_without_a_statement,
    "image_use_has_an_alternative_text": picture_without_words,
    "assignment_one_open_per_original_and_language": second_open_assignment,
    "desk_one_per_language": second_desk_of_a_language,
    "membership_once_per_desk": second_role_on_a_desk,
    "segment_left_out_with_a_reason": left_out_without_a_reason,
    "segment_confirmed_with_a_text": confirmed_without_a_text,
    "segment_text_has_a_translator": text_that_nobody_wrote,
}


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE.keys())
def test_database_refuses(nonsense):
    row = nonsense()
    before = type(row).objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()

    assert type(row).objects.count() == before


def test_several_sections_may_lack_a_slug_in_a_language():
    for name in ("Sea", "City"):
        Section.objects.create(name_en=name, slug_en=name.lower())

    assert Section.objects.filter(slug_sv=None).count() == 2


def test_snapshot_of_a_version_is_the_only_one():
    own = make_own_piece(status=Status.PUBLISHED)

    assert Snapshot.objects.filter(version=PublishedVersion.objects.get(article=own)).count() == 1
