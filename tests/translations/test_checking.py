"""The checks over a whole piece, at hand-in and at publication."""

import pytest

from tests.factories import make_editor
from tests.translations.builders import body_of, headline_of, taken
from translations import segments, waivers
from translations.checking import check_article
from translations.gates import must_fixes_of
from translations.models import Segment

pytestmark = pytest.mark.django_db


def write(article, by, *texts, origin=Segment.Origin.HUMAN):
    headline = headline_of(article)
    segments.save(headline, by=by, target="Rubriken", base=headline.revision, origin=origin)
    for segment, text in zip(body_of(article), texts, strict=True):
        segments.save(segment, by=by, target=text, base=segment.revision, origin=origin)
    article.refresh_from_db()


def found_in(article):
    return {finding.code for checked in check_article(article) for finding in checked.findings}


@pytest.mark.parametrize("count", [1, 3])
def test_a_piece_is_checked_with_the_same_number_of_queries(count, django_assert_num_queries):
    article, translator = taken(*["The bridge shuts."] * count)
    write(article, translator, *["Bron stängs."] * count)
    article.refresh_from_db()
    article.source()

    with django_assert_num_queries(1):
        check_article(article)


def test_a_name_is_spelled_alike_in_all_paragraphs():
    article, translator = taken("On the quay Mandagi waits.", "Then Mandagi leaves the quay.")
    write(article, translator, "På kajen väntar Mandagi.", "Sedan lämnar Mandagy kajen.")

    assert "name_variant" in found_in(article)


def test_a_text_that_nobody_edited_must_be_mended():
    article, translator = taken("The bridge shuts in the strong wind today.")
    write(article, translator, "Bron stängs i den hårda vinden i dag.", origin=Segment.Origin.MACHINE)

    assert "machine_article" in found_in(article)


def test_what_an_editor_lets_stand_is_no_must_fix_any_more():
    article, translator = taken("It cost 50 euros.")
    write(article, translator, "Det kostade några euro.")
    segment = body_of(article)[0]
    finding = next(each for checked in check_article(article) for each in checked.findings if each.blocking)
    before = must_fixes_of(article)

    waivers.waive(
        segment, by=make_editor("sv"), fingerprint=waivers.fingerprint_of(finding), reason="Rounded."
    )

    assert (len(before), must_fixes_of(article)) == (1, [])
