"""Each failure has its own word and its own sentence, in the language of whoever reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.originals.failures import Reason, failure_of

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LATER = "The server cannot answer at the moment. Try again later."


@pytest.fixture(autouse=True)
def _at_eight(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("retry_after", "sentence"),
    [
        ("120", "The server cannot answer at the moment. It asks us to wait: 2\xa0minutes."),
        (
            "Fri, 20 Nov 2026 11:00:00 GMT",
            "The server cannot answer at the moment. It asks us to wait: 3\xa0hours.",
        ),
        ("", LATER),
        ("soon", LATER),
        ("-1", LATER),
        ("Thu, 19 Nov 2026 11:00:00 GMT", LATER),
        ("999999999", LATER),
        ("9" * 5000, LATER),
        ("Fri, 99 Nov 2026 11:00:00 GMT", LATER),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_said(status, retry_after, sentence):
    failure = failure_of(status, retry_after)

    assert (failure.reason, str(failure)) == (Reason.TRY_LATER, sentence)


def test_wait_is_known_to_programs():
    assert failure_of(429, "120").retry_at == NOW + timedelta(seconds=120)
    assert failure_of(404, "120").retry_at is None


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        *((204, Reason.EMPTY), (205, Reason.EMPTY), (206, Reason.ODD_ANSWER), (300, Reason.ODD_ANSWER)),
        *((401, Reason.FORBIDDEN), (402, Reason.PAYWALL), (404, Reason.NOT_FOUND), (410, Reason.GONE)),
        *((418, Reason.ODD_ANSWER), (425, Reason.TRY_LATER), (451, Reason.LEGAL), (599, Reason.TRY_LATER)),
    ],
)
def test_status_has_a_meaning(status, reason):
    assert failure_of(status).reason == reason


def test_failure_speaks_the_language_of_its_reader():
    failure = failure_of(429, "120")

    with override("sv"):
        assert str(failure) == "Servern kan inte svara just nu. Den ber oss vänta: 2\xa0minuter."
