"""The demo newsroom: complete, in every state, and only on an empty database."""

from collections import Counter
from io import StringIO

import pytest
from django.conf import settings as settings_of_django
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction

from articles import clearances
from articles.models import (
    Article,
    ClearanceDocument,
    Original,
    Outlet,
    PublishedVersion,
    Section,
    Snapshot,
    Tag,
)
from newsroom import demo_pictures
from tests.newsroom.walks import dead_links
from translations.models import Comment, Membership, Notice, Segment, TermTranslation

pytestmark = pytest.mark.django_db


def small_pictures(monkeypatch):
    monkeypatch.setattr("newsroom.demo.pieces.draw", lambda key: demo_pictures.draw(key, (320, 180)))


def test_demo_is_refused_where_nobody_asked_for_known_passwords(settings):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="known passwords"):
        call_command("demo")

    assert User.objects.count() == 0


def test_demo_of_two_languages_leaves_the_others_out(settings, monkeypatch):
    settings.DEMO, settings.NEWSROOM_LANGUAGES = True, ("en", "sv")
    small_pictures(monkeypatch)

    call_command("demo", stdout=StringIO())

    assert set(Article.objects.values_list("language", flat=True)) == {"en", "sv"}


# From here on the tests share one demo newsroom; those above need an empty database.
@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    told = StringIO()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as monkeypatch, transaction.atomic():
        small_pictures(monkeypatch)
        monkeypatch.setattr(settings_of_django, "DEMO", True)
        call_command("demo", stdout=told)
        yield told.getvalue()
        transaction.set_rollback(True)


def state_of(article):
    if article.versions.waiting().exists():
        return "scheduled"
    last = article.events.last()
    return "sent_back" if last.name == "send_back" else article.status


def test_demo_has_pieces_in_every_state(demo):
    translations = Article.objects.exclude(original=None)
    by_language = Counter(translations.values_list("language", flat=True))
    swedish = Counter(state_of(article) for article in translations.filter(language="sv"))

    assert by_language["sv"] >= 8
    assert all(by_language[language] >= 3 for language in ("ar", "de", "fi"))
    assert set(swedish) == {"draft", "translated", "sent_back", "published", "scheduled", "retracted"}


def test_demo_has_originals_of_six_to_fourteen_paragraphs(demo):
    external = Original.objects.exclude(url_key=None)
    lengths = [len(snapshot.blocks) for snapshot in Snapshot.objects.filter(original__in=external)]

    assert Outlet.objects.count() >= 3
    assert external.filter(language="en").count() >= 8
    assert external.exclude(language="en").count() >= 3
    assert (min(lengths) >= 6, max(lengths) <= 14) == (True, True)


def test_demo_has_a_relay_a_correction_and_pictures(demo):
    relays = [version for version in PublishedVersion.objects.all() if version.relay]

    assert [version.language for version in relays] == ["fi"]
    assert PublishedVersion.objects.filter(kind="correction").count() == 1
    assert all(version.pictures for version in PublishedVersion.objects.all())


def test_demo_has_a_persian_edition_by_a_translator_with_her_name_in_its_script(demo):
    persian = PublishedVersion.objects.live().in_language("fa")

    assert Counter(version.root.language for version in persian) == {"en": 2, "de": 1, "es": 1}
    assert {
        (credit.role, credit.name)
        for version in persian
        for credit in version.credits.all()
        if credit.role != "author"
    } == {("translator", "نیلوفر رستگار"), ("reviewer", "داریوش مهرگان")}


def test_demo_names_every_section_and_tag_in_every_language_that_it_has(demo):
    written = set(Article.objects.values_list("language", flat=True))
    unnamed = [
        (thing.name, code)
        for model in (Section, Tag)
        for thing in model.objects.all()
        for code in written
        if not (thing.name_in(code) and thing.slug_in(code))
    ]

    assert unnamed == []


def test_demo_has_a_glossary_and_people_who_talk(demo):
    pairs = set(TermTranslation.objects.values_list("term__language", "language"))
    told = set(Notice.objects.values_list("user__username", "kind"))

    assert {("en", "sv"), ("en", "ar"), ("nb", "sv")} <= pairs
    assert Comment.objects.filter(answers=None).count() >= 3
    assert {("karin", "mention"), ("elsa", "comment"), ("henrik", "reply")} <= told


def test_demo_has_an_account_for_every_role_and_desk_and_prints_them(demo):
    rows = set(Membership.objects.values_list("desk__language", "role"))

    assert {
        (language, role) for language in ("sv", "ar", "de", "fi") for role in ("translator", "editor")
    } <= rows
    assert all(f"  {name} " in demo for name in User.objects.values_list("username", flat=True))
    assert User.objects.filter(groups__name="Administrator").count() == 1


def test_demo_leaves_no_gap_in_what_was_handed_in(demo):
    finished = Article.objects.exclude(status="draft")

    assert Segment.objects.filter(article__in=finished).unsettled().count() == 0


def test_demo_is_refused_on_a_database_that_is_not_empty(demo):
    before = Article.objects.count()

    with pytest.raises(CommandError, match="not empty"):
        call_command("demo")

    assert Article.objects.count() == before


def test_demo_has_a_rights_register_in_which_something_ends_soon(demo):
    editor = User.objects.get(username="henrik")

    assert [version.source_outlet for version in clearances.ending_soon(editor)] == ["Der Sundbote"]
    assert ClearanceDocument.objects.get().name == "harbour-observer.txt"


@pytest.mark.parametrize("name", ["henrik", "karin", "astrid"])
def test_every_link_that_somebody_of_the_newsroom_sees_leads_somewhere(demo, client, name):
    client.force_login(User.objects.get(username=name))

    dead, kinds = dead_links(client, "/admin/")

    assert dead == []
    assert kinds["/admin/articles/article/N/workbench/"] >= 1
