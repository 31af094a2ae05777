"""The three groups: exactly the permissions that are written down, by `migrate` and by command."""

import io
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from newsroom import roles
from tests.factories import make_administrator, make_editor, make_translator

pytestmark = pytest.mark.django_db


def permissions_of(name):
    rows = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def written_down(name):
    models = roles.GROUPS[name]
    wanted = {
        f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
        for model, actions in models.items()
        for action in actions
    }
    return wanted | set(roles.NAMED.get(name, ()))


@pytest.mark.parametrize("name", ["Translator", "Editor", "Administrator"])
def test_migrate_gives_each_group_what_is_written_down(name):
    assert permissions_of(name) == written_down(name)


def test_setting_up_again_takes_away_what_somebody_added():
    group = Group.objects.get(name="Translator")
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    Group.objects.get(name="Editor").delete()
    out = io.StringIO()

    call_command("setup_roles", stdout=out)
    roles.set_up()

    assert out.getvalue() == "Groups are set up: Translator, Editor, Administrator.\n"
    assert permissions_of("Translator") == written_down("Translator")
    assert permissions_of("Editor") == written_down("Editor")
    assert Group.objects.count() == 3


def test_other_groups_are_left_alone():
    interns = Group.objects.create(name="Interns")
    interns.permissions.add(Permission.objects.get(codename="view_article"))

    roles.set_up()

    assert interns.permissions.count() == 1


def test_nothing_is_set_up_before_the_accounts_have_tables():
    """As in `migrate contenttypes` on an empty database."""

    def get_model(*_name):
        raise LookupError

    Group.objects.all().delete()

    roles.set_up_after_migrate("default", apps=SimpleNamespace(get_model=get_model))

    assert not Group.objects.exists()


@pytest.mark.parametrize("model", ["publishedversion", "event", "snapshot", "versioncredit", "address"])
def test_nobody_may_change_what_is_written_once(model):
    everything = set().union(*map(permissions_of, roles.GROUPS))

    assert not {f"articles.{verb}_{model}" for verb in ("add", "change", "delete")} & everything


def test_only_administrators_keep_desks_accounts_and_sections():
    translator, editor, administrator = make_translator("sv"), make_editor("sv"), make_administrator()
    kept = (
        "articles.change_section",
        "translations.change_desk",
        "auth.change_user",
        "articles.override_four_eyes",
    )

    assert [user.has_perms(kept) for user in (translator, editor, administrator)] == [False, False, True]
    assert not any(user.has_perm(name) for user in (translator, editor) for name in kept)


def test_translators_do_not_change_originals_credits_or_tags():
    translator, editor = make_translator("sv"), make_editor("sv")
    kept = (
        "articles.change_original",
        "articles.change_credit",
        "articles.change_tag",
        "articles.change_outlet",
    )

    assert not any(translator.has_perm(name) for name in kept)
    assert editor.has_perms(kept)
