"""The newsroom's search: working text as it stands now, only of the languages that somebody works in."""

import pytest
from django.core.management import call_command

from articles import editing
from articles.models import Article, SearchEntry, Status, WorkingEntry
from articles.search import index
from articles.search.finding import find
from tests.factories import make_article, make_editor, make_own_piece, make_translator

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/article/"


def found(client, user, query):
    client.force_login(user)
    page = client.get(PAGE, {"q": query})
    assert page.status_code == 200
    return {article.headline for article in page.context["cl"].result_list}


def test_drafts_are_found_by_other_forms_of_their_words_and_by_the_originals_headline(client):
    make_article(headline="Broarna stängs")
    make_article(headline="Annat", standfirst="Inget.", blocks=[])
    editor = make_editor("sv")

    assert found(client, editor, "bro") == {"Broarna stängs"}
    assert found(client, editor, '"öppnar igen"') == {"Broarna stängs"}
    assert found(client, editor, "harbour bridge") == {"Broarna stängs", "Annat"}
    assert found(client, editor, "") == {"Broarna stängs", "Annat"}


def test_nobody_finds_what_other_desks_work_on(client):
    make_article(headline="Canary", language="sv"), make_article(headline="Canary too", language="fi")

    assert found(client, make_translator("fi"), "canary") == {"Canary too"}
    assert found(client, make_editor("de"), "canary") == set()


def test_what_was_just_saved_is_found_and_its_former_words_are_not(client):
    author = make_translator("en")
    article = make_own_piece(headline="Harbour", author=author)
    assert found(client, author, "harbour") == {"Harbour"}

    article.headline = "Lighthouse"
    editing.store(article, by=author, revision=article.revision, columns=["headline"])

    assert found(client, author, "harbour") == set()
    assert found(client, author, "lighthouse") == {"Lighthouse"}


@pytest.mark.parametrize("query", ['"', "* NOT", "x" * 5000, "\x00", "(" * 300])
def test_no_query_is_an_error(client, query):
    make_article()
    client.force_login(make_editor("sv"))

    assert client.get(PAGE, {"q": query}).status_code in {200, 302}


def test_readers_never_search_working_text(client):
    make_article(headline="Canary")
    found(client, make_editor("sv"), "canary")

    assert WorkingEntry.objects.count() == 1
    assert (SearchEntry.objects.count(), find("canary", "sv").keys) == (0, [])


def test_the_command_writes_both_anew(capsys):
    make_own_piece(headline="Harbour", status=Status.PUBLISHED)
    make_own_piece(headline="Lighthouse")
    SearchEntry.objects.all().delete()

    call_command("search", "rebuild")

    assert capsys.readouterr().out == "1 published and 2 working texts can be searched.\n"
    assert len(find("harbour", "en").keys) == 1


def test_idle_turns_of_the_worker_write_what_is_missing():
    make_own_piece(headline="Harbour", status=Status.PUBLISHED)
    SearchEntry.objects.all().delete()

    assert index.catch_up() == 2
    assert index.catch_up() == 0
    assert (SearchEntry.objects.count(), WorkingEntry.objects.count(), Article.objects.count()) == (1, 1, 1)
