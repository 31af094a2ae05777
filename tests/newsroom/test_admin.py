"""The admin as a whole: its name, the accounts, the outbox, and who gets in."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from newsroom import deliveries
from newsroom.models import Delivery
from tests.factories import make_administrator, make_editor, make_translator, make_user

pytestmark = pytest.mark.django_db


def account_page(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def posted(client, user, **changes):
    form = client.get(account_page(user)).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | changes
    rows = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    return {name: value for name, value in (data | rows).items() if value is not None and value is not False}


@pytest.mark.parametrize(
    ("accept", "word"), [("sv-SE,sv;q=0.9", "Logga in"), ("en-GB", "Log in"), ("fi", "Log in")]
)
def test_sign_in_page_bears_the_name_of_the_site(client, settings, accept, word):
    response = client.get(reverse("admin:login"), headers={"accept-language": accept})

    content = response.content.decode()
    assert settings.SITE_NAME in content
    assert word in content


def test_answers_of_the_admin_are_kept_by_nobody(client):
    client.force_login(make_editor("sv"))

    response = client.get(reverse("admin:index"))

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


# Accounts


def test_accounts_are_for_administrators(client):
    user = make_translator("sv")

    for person, code in ((user, 403), (make_editor("sv"), 403), (make_administrator(), 200)):
        client.force_login(person)
        assert client.get(account_page(user)).status_code == code


def test_administrator_cannot_make_a_superuser(client):
    user = make_translator("sv")
    administrator = make_administrator()
    client.force_login(administrator)

    for target in (user, administrator):
        response = client.post(account_page(target), posted(client, target, is_superuser="on"))
        target.refresh_from_db()
        assert (response.status_code, target.is_superuser) == (302, False)


def test_administrator_cannot_touch_a_superuser(client):
    root = make_user("root", is_superuser=True)
    client.force_login(make_administrator())

    assert client.post(account_page(root), {"username": "x"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(password, {"password1": "a", "password2": "a"}).status_code == 403


def test_administrator_takes_somebody_off_the_staff(client):
    user = make_translator("sv")
    client.force_login(make_administrator())

    response = client.post(account_page(user), posted(client, user, is_active=""))

    user.refresh_from_db()
    assert (response.status_code, user.is_active) == (302, False)


def test_administrator_adds_an_account(client):
    client.force_login(make_administrator())
    words = {"username": "mona", "password1": "kajens-vind-7", "password2": "kajens-vind-7"}

    response = client.post(reverse("admin:auth_user_add"), {**words, "usable_password": "true"})

    assert response.status_code == 302
    assert User.objects.get(username="mona").check_password("kajens-vind-7")


def test_account_form_that_somebody_overtook_is_refused(client):
    user = make_translator("sv")
    client.force_login(make_administrator())
    data = posted(client, user, first_name="Mine")
    User.objects.filter(pk=user.pk).update(last_name="Theirs")

    response = client.post(account_page(user), data)

    user.refresh_from_db()
    assert (response.status_code, user.first_name) == (409, "Translator")


def test_account_form_is_not_stale_because_somebody_signed_in(client):
    user = make_translator("sv")
    client.force_login(make_administrator())
    data = posted(client, user, first_name="Mine")
    User.objects.filter(pk=user.pk).update(last_login="2026-01-01T00:00:00Z")

    assert client.post(account_page(user), data).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_accounts_takes_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    for _row in range(rows):
        make_translator("sv", "fi")
    client.force_login(make_administrator())

    with django_assert_num_queries(11):
        response = client.get(reverse("admin:auth_user_changelist"))

    assert "Finnish (translator), Swedish (translator)" in response.content.decode()


def test_passwords_are_no_filter(client):
    client.force_login(make_administrator())

    response = client.get(reverse("admin:auth_user_changelist"), {"password__startswith": "md5"})

    assert response.status_code == 400


# The outbox


def test_outbox_shows_dead_letters_and_changes_nothing(client):
    deliveries.write("announce", "version:1", {"article": 1, "language": "sv"})
    deliveries.write("announce", "version:2", {"article": 2, "language": "sv"})
    Delivery.objects.filter(key="version:2").update(
        attempts=Delivery.MOST_ATTEMPTS, last_error="<b>refused</b>"
    )
    dead = Delivery.objects.get(key="version:2")
    client.force_login(make_editor("sv"))
    page = reverse("admin:newsroom_delivery_change", args=[dead.pk])

    listed = client.get(reverse("admin:newsroom_delivery_changelist"), {"state": "given_up"})
    shown = client.get(page)

    assert list(listed.context["cl"].queryset) == [dead]
    assert "&lt;b&gt;refused&lt;/b&gt;" in shown.content.decode()
    assert client.post(page, {"attempts": 0}).status_code == 403
    assert client.get(reverse("admin:newsroom_delivery_add")).status_code == 403


def test_outbox_is_not_for_translators(client):
    client.force_login(make_translator("sv"))

    assert client.get(reverse("admin:newsroom_delivery_changelist")).status_code == 403


def test_groups_stay_with_superusers(client):
    client.force_login(make_administrator())

    group = Group.objects.get(name="Translator")
    assert client.get(reverse("admin:auth_group_change", args=[group.pk])).status_code == 403
