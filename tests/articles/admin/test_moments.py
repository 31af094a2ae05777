"""A date and a clock time become a moment, or a question."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from articles.admin.moments import NoSuchTimeError, TwiceError, moment

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("day", "clock", "which", "expected"),
    [
        (date(2026, 1, 5), time(9, 30), None, datetime(2026, 1, 5, 8, 30, tzinfo=UTC)),
        (date(2026, 7, 5), time(9, 30), None, datetime(2026, 7, 5, 7, 30, tzinfo=UTC)),
        (date(2026, 7, 5), time(9, 30), 1, datetime(2026, 7, 5, 7, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), 0, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), 1, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 0), None, datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_moment_is_what_the_clocks_show(day, clock, which, expected):
    assert moment(day, clock, STOCKHOLM, which=which).astimezone(UTC) == expected


def test_moment_that_is_skipped_does_not_exist():
    with pytest.raises(NoSuchTimeError):
        moment(date(2026, 3, 29), time(2, 30), STOCKHOLM)


def test_moment_that_comes_twice_asks_which():
    with pytest.raises(TwiceError) as twice:
        moment(date(2026, 10, 25), time(2, 30), STOCKHOLM)

    assert [each.astimezone(UTC).hour for each in twice.value.moments] == [0, 1]
