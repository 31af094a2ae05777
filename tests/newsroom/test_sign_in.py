"""Signing in: wrong passwords are counted, per account and sender, and the right one waits with them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest import mock

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from newsroom import sign_in, worker
from newsroom.models import SignInTry
from tests.factories import make_editor

pytestmark = pytest.mark.django_db
RIGHT = "kajens-vind-7"
WAIT = "Too many passwords were tried. Wait 15 minutes, then try again."


@pytest.fixture
def editor():
    user = make_editor("sv")
    user.set_password(RIGHT)
    user.save()
    return user


def tries(password, *, name, sender="192.0.2.1", client=None, **headers):
    return (client or Client()).post(
        reverse("admin:login"), {"username": name, "password": password}, REMOTE_ADDR=sender, headers=headers
    )


def is_in(client):
    return SESSION_KEY in client.session


def later(**delta):
    moment = timezone.now() + timedelta(**delta)
    return mock.patch("django.utils.timezone.now", return_value=moment)


def test_of_fifty_wrong_passwords_five_are_looked_at(editor):
    with mock.patch("newsroom.sign_in.AdminAuthenticationForm.clean", autospec=True) as looked_at:
        looked_at.side_effect = lambda form: form.get_invalid_login_error() and _refuse(form)
        answers = [tries(f"wrong-{number}", name=editor.username) for number in range(50)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 45
    assert looked_at.call_count == 5


def _refuse(form):
    raise form.get_invalid_login_error()


def test_whoever_tried_too_often_is_told_how_long_to_wait_even_with_the_right_password(editor):
    client = Client()
    for number in range(5):
        answer = tries(f"wrong-{number}", name=editor.username)
        assert "Please enter the correct" in answer.content.decode()

    answer = tries(RIGHT, name=editor.username, client=client)

    assert answer.status_code == 429
    assert 890 < int(answer.headers["Retry-After"]) <= 900
    assert WAIT in answer.content.decode()
    assert not is_in(client)


def test_waiting_is_enough(editor):
    client = Client()
    for number in range(5):
        tries(f"wrong-{number}", name=editor.username)

    with later(minutes=14):
        early = tries(RIGHT, name=editor.username, client=client)
    with later(minutes=15, seconds=1):
        late = tries(RIGHT, name=editor.username, client=client)

    assert "Wait 1 minute, then" in early.content.decode()
    assert (late.status_code, is_in(client)) == (302, True)


def test_the_right_password_clears_what_was_mistyped_before(editor):
    for _day in range(3):
        for number in range(4):
            tries(f"wrong-{number}", name=editor.username)
        assert tries(RIGHT, name=editor.username).status_code == 302

    assert SignInTry.objects.count() == 0


def test_others_are_not_locked_out_by_one_who_guesses(editor):
    for number in range(8):
        tries(f"wrong-{number}", name=editor.username, sender="192.0.2.66")

    assert tries(RIGHT, name=editor.username, sender="192.0.2.1").status_code == 302
    assert tries(RIGHT, name=editor.username, sender="192.0.2.66").status_code == 429


def test_an_account_is_guarded_against_guesses_from_everywhere(editor):
    for number in range(30):
        assert tries("wrong", name=editor.username, sender=f"198.51.100.{number}").status_code == 200

    assert tries("wrong", name=editor.username, sender="203.0.113.9").status_code == 429
    # Another way to write the name is the same account.
    assert tries("wrong", name=editor.username.upper(), sender="203.0.113.9").status_code == 429


def test_one_sender_is_limited_over_all_accounts():
    for number in range(50):
        assert tries("wrong", name=f"account-{number}").status_code == 200

    assert tries("wrong", name="account-50").status_code == 429
    assert tries("wrong", name="account-50", sender="192.0.2.2").status_code == 200


def test_an_unknown_account_is_answered_like_a_known_one(editor):
    known = [tries("wrong", name=editor.username) for _number in range(7)]
    unknown = [tries("wrong", name="nobody", sender="192.0.2.2") for _number in range(7)]

    assert [each.status_code for each in unknown] == [each.status_code for each in known]


def test_a_sender_does_not_choose_their_address(editor, settings):
    settings.NEWSROOM_PROXIES = 1
    said = [
        tries("wrong", name=editor.username, **{"X-Forwarded-For": f"203.0.113.{number}, 192.0.2.7"})
        for number in range(6)
    ]

    assert [answer.status_code for answer in said] == [200] * 5 + [429]


def test_nothing_tells_whose_password_was_tried(editor):
    tries("wrong", name=editor.username)

    row = SignInTry.objects.get()
    assert editor.username not in f"{row.account}{row.sender}"
    assert "192.0.2.1" not in f"{row.account}{row.sender}"


def test_an_empty_form_is_no_try(editor):
    tries("", name=editor.username)
    tries("wrong", name="")

    assert SignInTry.objects.count() == 0


def test_the_sentence_speaks_swedish(editor):
    form = sign_in.SignInForm(_request(), {"username": editor.username, "password": "wrong"})

    with override("sv"), mock.patch("newsroom.sign_in.MOST_AT_ONE_ACCOUNT", 0):
        said = form.errors["__all__"]

    assert said == ["För många lösenord har prövats. Vänta 15 minuter och försök sedan igen."]


def _request():
    client = Client()
    return client.get(reverse("admin:login")).wsgi_request


def test_the_worker_forgets_tries_after_a_day(editor):
    tries("wrong", name=editor.username)
    with later(hours=23):
        worker.tick()
    assert SignInTry.objects.count() == 1

    with later(hours=25):
        worker.tick()

    assert SignInTry.objects.count() == 0


def test_a_deactivated_account_is_out_at_once(editor):
    client = Client()
    tries(RIGHT, name=editor.username, client=client)
    assert client.get(reverse("admin:index")).status_code == 200

    User.objects.update(is_active=False)

    assert client.get(reverse("admin:index")).status_code == 302
    assert tries(RIGHT, name=editor.username).status_code == 200


def test_signing_in_gives_a_new_session_and_a_new_password_ends_the_others(editor):
    first, second = Client(), Client()
    first.get(reverse("admin:login"))
    before = first.session.session_key
    tries(RIGHT, name=editor.username, client=first)
    tries(RIGHT, name=editor.username, client=second)
    assert first.session.session_key != before

    editor.set_password("another-kajen-8")
    editor.save()

    assert [each.get(reverse("admin:index")).status_code for each in (first, second)] == [302, 302]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_slip_past_together(editor):
    def one(number):
        try:
            return tries(f"wrong-{number}", name=editor.username).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(24)))

    assert answers.count(200) <= 5
    assert answers.count(429) == 24 - answers.count(200)
