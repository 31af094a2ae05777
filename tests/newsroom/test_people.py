"""People: inviting them, the link that works once, pseudonyms that nothing gives away."""

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.urls import get_resolver, reverse

from articles import people, workflow
from articles.models import Article, Person, Status
from newsroom import deliveries, invitations, pseudonyms
from newsroom.models import Delivery, RealName
from tests.factories import make_administrator, make_article, make_editor, make_translator, make_user
from translations.models import Membership, Notice

pytestmark = pytest.mark.django_db
WHO = {
    "translator": make_translator,
    "editor": make_editor,
    "administrator": make_administrator,
    "no group": lambda: make_user("nobody"),
}
PASSWORD = "kajens-vind-7"


@pytest.fixture(autouse=True)
def no_mail(settings):
    settings.NEWSROOM_SENDS_MAIL = False


def invited(client, **values):
    known = {
        "name": "Mona Lind",
        "username": "mona",
        "role_sv": "translator",
        "role_fi": "editor",
        "how": "hand",
    }
    return client.post(reverse("admin:auth_user_invite"), {**known, **values})


def link_in(response):
    return re.search(r"https?://[^/]+(/admin/join/[^<\s]+)", response.content.decode())[1]


def joined(client, path):
    """Follow a link as somebody who is signed in nowhere."""
    client.logout()
    return client.get(path, follow=True)


# Doors


@pytest.mark.parametrize("who", [*WHO, "anonymous"])
@pytest.mark.parametrize("door", ["invite", "link", "protect"])
def test_people_are_the_business_of_administrators(client, who, door):
    target = make_translator("sv")
    if who != "anonymous":
        client.force_login(WHO[who]())
    arguments = [] if door == "invite" else [target.pk]
    data = {"name": "Mona", "username": "mona", "role_sv": "editor", "how": "hand", "pseudonym": "M."}

    response = client.post(reverse(f"admin:auth_user_{door}", args=arguments), data)

    expected = {"administrator": {"protect": 302}.get(door, 200), "anonymous": 302}.get(who, 403)
    assert response.status_code == expected
    changed = User.objects.filter(username="mona").exists() or RealName.objects.exists()
    assert changed == (who == "administrator" and door != "link")


def test_superuser_is_left_to_superusers(client):
    root = make_user("root", is_superuser=True)
    client.force_login(make_administrator())

    for door in ("link", "protect"):
        assert client.post(reverse(f"admin:auth_user_{door}", args=[root.pk])).status_code == 404


# Invitations


def test_invitation_makes_account_desks_groups_and_byline(client):
    client.force_login(make_administrator())

    response = invited(client, byline="M. Lind")

    user = User.objects.get(username="mona")
    assert (response.status_code, user.has_usable_password(), user.is_staff) == (200, False, True)
    roles = Membership.objects.filter(user=user).values_list("desk__language", "role")
    assert sorted(roles) == [("fi", "editor"), ("sv", "translator")]
    assert sorted(user.groups.values_list("name", flat=True)) == ["Editor", "Translator"]
    assert (user.get_full_name(), user.person.name) == ("Mona Lind", "M. Lind")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"role_sv": "", "role_fi": ""}, "__all__"),
        ({"username": ""}, "username"),
        ({"username": "ASTRID"}, "username"),
        ({"how": "mail"}, "how"),
        ({"role_sv": "owner"}, "role_sv"),
    ],
)
def test_invitation_that_lacks_something_makes_nothing(client, values, field):
    User.objects.create_user("astrid")
    client.force_login(make_administrator())
    before = User.objects.count()

    response = invited(client, **values)

    assert (response.status_code, User.objects.count()) == (200, before)
    assert list(response.context["form"].errors) == [field]


def test_link_sets_the_password_and_works_once(client):
    client.force_login(make_administrator())
    path = link_in(invited(client))

    page = joined(client, path)
    signed_in = client.post(
        page.redirect_chain[-1][0], {"new_password1": PASSWORD, "new_password2": PASSWORD}
    )
    user = User.objects.get(username="mona")
    again = joined(client, path)

    assert (signed_in.status_code, signed_in["Location"]) == (302, "/admin/")
    assert user.check_password(PASSWORD)
    assert again.context["validlink"] is False


def test_password_of_an_invitation_is_asked_for_strength(client):
    client.force_login(make_administrator())
    page = joined(client, link_in(invited(client)))

    client.post(page.redirect_chain[-1][0], {"new_password1": "12345", "new_password2": "12345"})

    assert User.objects.get(username="mona").has_usable_password() is False


def test_newer_link_ends_the_older_ones_and_so_does_deactivation(client):
    administrator = make_administrator()
    client.force_login(administrator)
    old = link_in(invited(client))
    user = User.objects.get(username="mona")
    new = link_in(client.post(reverse("admin:auth_user_link", args=[user.pk])))

    assert joined(client, old).context["validlink"] is False
    assert joined(client, new).context["validlink"] is True
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert joined(client, new).context["validlink"] is False


def test_link_ends_after_three_days(client, monkeypatch):
    client.force_login(make_administrator())
    path = link_in(invited(client))
    seconds = invitations.tokens._num_seconds(invitations.tokens._now()) + 3 * 24 * 3600 + 1
    monkeypatch.setattr(invitations.tokens, "_num_seconds", lambda _moment: seconds)

    assert joined(client, path).context["validlink"] is False


def test_link_of_one_account_does_not_open_another(client):
    first, second = make_translator("sv"), make_translator("sv")
    path = invitations.path_for(first).split("/")
    path[3] = invitations.path_for(second).split("/")[3]

    assert client.get("/".join(path), follow=True).context["validlink"] is False


def test_password_that_somebody_has_works_until_a_link_is_used(client):
    user = make_translator("sv")
    client.force_login(make_administrator())

    client.post(reverse("admin:auth_user_link", args=[user.pk]))

    user.refresh_from_db()
    assert user.check_password("secret")


def test_page_of_a_link_is_kept_by_nobody(client):
    user = make_translator("sv")

    response = joined(client, invitations.path_for(user))

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Frame-Options"] == "DENY"


def test_mail_holds_the_link_and_the_outbox_does_not(client, settings):
    settings.NEWSROOM_SENDS_MAIL, settings.SITE_ADDRESS = True, "https://morgonkajen.example"
    client.force_login(make_administrator())

    invited(client, how="mail", email="mona@morgonkajen.example")
    deliveries.deliver_due()

    user = User.objects.get(username="mona")
    assert Delivery.objects.get(kind="invitation").payload == {"user": user.pk}
    (message,) = mail.outbox
    assert message.to == ["mona@morgonkajen.example"]
    path = re.search(r"https://morgonkajen.example(/admin/join/\S+)", message.body)[1]
    assert joined(client, path).context["validlink"] is True


# Pseudonyms

REAL, PSEUDONYM = "Yevgenia Kanareva", "N. Strand"


def protected_translator():
    """A Swedish translator who was protected before anything was published, with a piece in every list."""
    user = make_translator("sv")
    User.objects.filter(pk=user.pk).update(username="kanareva", first_name="Yevgenia", last_name="Kanareva")
    user.refresh_from_db()
    people.person_of(user)
    pseudonyms.protect(user, pseudonym=PSEUDONYM, username="nstrand")
    editor = make_editor("sv")
    article = make_article(translator=user, status=Status.PUBLISHED, editor=editor)
    workflow.take_step(article, "revise", by=user, revision=article.revision)
    return user, article


def pages_of_the_admin():
    """Name every page of the admin that needs no key, and those of one article."""
    resolver = get_resolver()
    names = [name for name in resolver.namespace_dict["admin"][1].reverse_dict if isinstance(name, str)]
    for name in sorted(names):
        for arguments in ([], [Article.objects.get().pk], ["csv"], ["jsonl"]):
            try:
                yield reverse(f"admin:{name}", args=arguments)
            except Exception:  # noqa: BLE001 - another signature
                continue


@pytest.mark.parametrize("who", ["translator", "editor"])
def test_real_name_of_a_pseudonym_is_on_no_page(client, who):
    _user, article = protected_translator()
    client.force_login(WHO[who]("sv"))
    seen = 0

    public = [version.get_absolute_url() for version in article.versions.all()]
    for address in [*pages_of_the_admin(), reverse("newsroom-credits"), *public, "/sv/", "/sv/feed.atom"]:
        for query, name in {
            "": f"{REAL}|kanareva",
            "?q=Kanareva": "yevgenia",
            "?q=Yevgenia&csv=1": "kanareva",
        }.items():
            response = client.get(address + query)
            body = b"".join(response) if response.streaming else response.content
            text = body.decode(errors="replace")
            assert not re.search(name, text, re.IGNORECASE), address + query
            seen += PSEUDONYM in text

    assert seen > 3


def test_search_by_the_real_name_finds_nothing_for_others(client):
    protected_translator()
    client.force_login(make_editor("sv"))

    for name in ("articles_person", "articles_event", "translations_assignment"):
        response = client.get(reverse(f"admin:{name}_changelist"), {"q": "Kanareva"})
        assert response.context["cl"].result_count == 0


def test_administrator_sees_and_finds_the_real_name(client):
    user, _article = protected_translator()
    client.force_login(make_administrator())

    listed = client.get(reverse("admin:auth_user_changelist"), {"q": "Kanareva"})
    page = client.get(reverse("admin:auth_user_change", args=[user.pk])).content.decode()
    table = client.get(reverse("newsroom-credits"), {"csv": "1"}).content.decode("utf-8-sig")

    assert listed.context["cl"].result_count == 1
    assert REAL in page
    assert REAL in table


def test_protection_says_how_many_bylines_stay(client):
    user = make_translator("sv")
    make_article(translator=user, status=Status.PUBLISHED)
    client.force_login(make_administrator())

    page = client.get(reverse("admin:auth_user_protect", args=[user.pk])).content.decode()

    assert "1 byline of a published version stays as it was" in page


def test_protection_renames_account_and_byline(client):
    user = make_translator("sv")
    person, old_name = people.person_of(user), user.get_full_name()
    article = make_article(translator=user)
    person.biography_sv = "Yevgenia bor vid hamnen."
    person.save()
    article.credits.filter(person=person).update(name="Євгенія")
    said = {"name": old_name, "excerpt": "Hej"}
    Notice.objects.create(user=make_editor("sv"), kind="comment", article=article, values=said)
    client.force_login(make_administrator())
    address = reverse("admin:auth_user_protect", args=[user.pk])

    refused = client.post(address, {"pseudonym": PSEUDONYM, "username": user.username.upper()})
    client.post(address, {"pseudonym": PSEUDONYM, "username": "nstrand"})

    user.refresh_from_db()
    assert refused.context["form"].errors.keys() == {"username"}
    assert (user.username, user.get_full_name(), user.real_name.name) == ("nstrand", PSEUDONYM, old_name)
    assert Notice.objects.get().values == {"name": PSEUDONYM, "excerpt": "Hej"}
    renamed = Person.objects.get(pk=person.pk)
    assert (renamed.name, renamed.slug, renamed.biography_in("sv")) == (PSEUDONYM, "n-strand", "")
    assert article.credits.get(person=person).printed_name() == PSEUDONYM
