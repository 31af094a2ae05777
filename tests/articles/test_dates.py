"""Dates, lists and reading times in many languages."""

from datetime import UTC, date, datetime

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import (
    date_in,
    day_in,
    list_in,
    list_pieces,
    moment_in,
    month_in,
    reading_minutes,
    short_date_in,
)
from articles.languages import TABLE

# 9:05 in the newsroom, which is in Stockholm.
MOMENT = datetime(2026, 3, 14, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "day", "moment", "short"),
    [
        ("sv", "14 mars 2026", "14 mars 2026 kl. 09.05", "14 mars"),
        ("en", "14 March 2026", "14 March 2026, 09:05", "14 March"),
        ("de", "14. März 2026", "14. März 2026, 09:05 Uhr", "14. März"),
        ("fi", "14. maaliskuuta 2026", "14. maaliskuuta 2026 klo 9.05", "14. maaliskuuta"),
        ("fr", "14 mars 2026", "14 mars 2026 à 09:05", "14 mars"),
        ("es", "14 de marzo de 2026", "14 de marzo de 2026, 9:05", "14 de marzo"),
        ("ru", "14 марта 2026\u202fг.", "14 марта 2026\u202fг., 09:05", "14 марта"),
        ("ar", "14 مارس 2026", "14 مارس 2026، 9:05 ص", "14 مارس"),
        ("fa", "۲۳ اسفند ۱۴۰۴ (۱۴ مارس ۲۰۲۶)", "۲۳ اسفند ۱۴۰۴ (۱۴ مارس ۲۰۲۶)، ساعت ۹:۰۵", "۲۳ اسفند"),
        ("ps", "۲۳ کب ۱۴۰۴ (۲۰۲۶ مارچ ۱۴)", "۲۳ کب ۱۴۰۴ (۲۰۲۶ مارچ ۱۴) ۹:۰۵", "۲۳ کب"),
        ("prs", "۲۳ حوت ۱۴۰۴ (۱۴ مارس ۲۰۲۶)", "۲۳ حوت ۱۴۰۴ (۱۴ مارس ۲۰۲۶)، ساعت ۹:۰۵", "۲۳ حوت"),
        ("th", "14 มีนาคม พ.ศ. 2569", "14 มีนาคม พ.ศ. 2569 09:05 น.", "14 มีนาคม"),
        ("bn", "১৪ মার্চ, ২০২৬", "১৪ মার্চ, ২০২৬ ০৯:০৫", "১৪ মার্চ"),
        ("zh-hans", "2026年3月14日", "2026年3月14日 09:05", "3月14日"),
        ("zh-tw", "2026年3月14日", "2026年3月14日 09:05", "3月14日"),
        ("ja", "2026年3月14日", "2026年3月14日 9:05", "3月14日"),
        ("sr-latn", "14. mart 2026.", "14. mart 2026. 09:05", "14. mart"),
        # CLDR has no months in these: never another language's.
        ("udm", "2026-03-14", "2026-03-14 09:05", "2026-03-14"),
        ("io", "2026-03-14", "2026-03-14 09:05", "2026-03-14"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(code, day, moment, short):
    assert (date_in(MOMENT, code), moment_in(MOMENT, code), short_date_in(MOMENT, code)) == (
        day,
        moment,
        short,
    )


def test_day_is_the_newsrooms_and_not_the_servers_or_the_readers():
    late = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)

    with timezone.override("America/New_York"):
        assert moment_in(late, "sv") == "15 mars 2026 kl. 00.30"
    with override_settings(TIME_ZONE="Asia/Tokyo"):
        assert moment_in(late, "sv") == "15 mars 2026 kl. 08.30"


def test_french_counts_the_first_day_only():
    first, second = (datetime(2026, 3, day, 12, tzinfo=UTC) for day in (1, 2))

    assert (date_in(first, "fr"), date_in(second, "fr")) == ("1er mars 2026", "2 mars 2026")
    assert (short_date_in(first, "fr-ca"), date_in(first, "sv")) == ("1er mars", "1 mars 2026")


@pytest.mark.parametrize(
    ("day", "persian"),
    [
        (date(2025, 3, 20), "۳۰ اسفند ۱۴۰۳"),
        (date(2025, 3, 21), "۱ فروردین ۱۴۰۴"),
        (date(2026, 3, 20), "۲۹ اسفند ۱۴۰۴"),
        (date(2026, 3, 21), "۱ فروردین ۱۴۰۵"),
        (date(1979, 2, 11), "۲۲ بهمن ۱۳۵۷"),
    ],
)
def test_persian_year_begins_at_the_spring_equinox_and_leaps_when_that_does(day, persian):
    assert day_in(day, "fa") == persian


def test_edition_keeps_the_calendar_and_digits_that_the_newsroom_chose():
    with override_settings(
        NEWSROOM_CALENDARS={"th": "gregorian", "fa": "gregorian"},
        NEWSROOM_NUMERALS={"fa": "latn", "ar": "arab"},
    ):
        assert date_in(MOMENT, "th") == "14 มีนาคม ค.ศ. 2026"
        assert moment_in(MOMENT, "fa") == "14 مارس 2026، ساعت 9:05"
        assert date_in(MOMENT, "ar") == "١٤ مارس ٢٠٢٦"


@pytest.mark.parametrize(
    ("code", "month"),
    [
        ("sv", "mars 2026"),
        ("fi", "maaliskuu 2026"),
        ("ru", "март 2026\u202fг."),
        ("zh-hans", "2026年3月"),
        ("fa", "مارس ۲۰۲۶ (اسفند ۱۴۰۴ – فروردین ۱۴۰۵)"),
        ("th", "มีนาคม 2569"),
        ("udm", "2026-03"),
    ],
)
def test_months_of_the_archive_stand_alone_with_their_year(code, month):
    assert month_in(date(2026, 3, 14), code) == month


def test_month_of_a_persian_edition_names_a_year_once():
    assert month_in(date(2026, 2, 1), "fa") == "فوریهٔ ۲۰۲۶ (بهمن – اسفند ۱۴۰۴)"
    assert month_in(date(600, 2, 1), "fa") == "فوریهٔ ۶۰۰"


@pytest.mark.parametrize(
    ("code", "three", "two"),
    [
        ("sv", "Ann, Bo och Inés", "Ann och Inés"),
        ("en", "Ann, Bo and Inés", "Ann and Inés"),
        ("es", "Ann, Bo e Inés", "Ann e Inés"),
        ("ar", "Ann وBo وInés", "Ann وInés"),
        ("he", "Ann, Bo ו-Inés", "Ann ו-Inés"),
        ("zh-hans", "Ann、Bo和Inés", "Ann和Inés"),
        ("ja", "Ann、Bo、Inés", "Ann、Inés"),
        ("ug", "Ann، Bo ۋە Inés", "Ann ۋە Inés"),
        ("ml", "Ann, Bo, Inés", "Ann കൂടാതെ Inés"),
        ("udm", "Ann, Bo, Inés", "Ann, Inés"),
    ],
)
def test_names_are_joined_as_the_language_joins_them(code, three, two):
    assert (list_in(["Ann", "Bo", "Inés"], code), list_in(["Ann", "Inés"], code)) == (three, two)


def test_spanish_keeps_its_y_before_a_diphthong_and_hebrew_needs_no_hyphen_before_hebrew():
    assert (list_in(["Ana", "Hierro"], "es"), list_in(["Ana", "Hilda"], "es")) == (
        "Ana y Hierro",
        "Ana e Hilda",
    )
    assert list_in(["אן", "בו"], "he") == "אן ובו"


def test_list_of_one_or_none_is_plain():
    assert (list_in(["Ann"], "sv"), list_in([], "sv")) == ("Ann", "")


@given(
    names=st.lists(st.text(min_size=1, max_size=8), max_size=6),
    code=st.sampled_from(list(TABLE["languages"])),
)
def test_every_name_stays_whole_and_in_order(names, code):
    assert list_pieces(names, code)[::2] == names


@pytest.mark.parametrize(
    ("text", "code", "minutes"),
    [
        ("", "sv", 1),
        ("ord " * 200, "sv", 1),
        ("ord " * 201, "sv", 2),
        ("字" * 400, "zh-hans", 1),
        ("字 \n" * 401, "zh-hant", 2),
        ("字" * 801, "ja", 3),
        ("ก" * 501, "th", 2),
        ("단어 " * 401, "ko", 3),
    ],
)
def test_reading_time_counts_words_or_characters(text, code, minutes):
    assert reading_minutes(text, code) == minutes
