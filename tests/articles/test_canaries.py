"""No draft, scheduled or retracted word in any answer, at any address of the site.

`tests/articles/canaries.py` says what is hidden and where it is looked for.
"""

import re
from urllib.parse import quote

import pytest
from django.db import transaction

from articles.models import Status
from tests.articles import canaries
from tests.articles.canaries import HIDDEN, NEVER, NEVER_SEEN, ROWS, SILENT
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db
CANARY = re.compile("zq[a-z]+zq")


@pytest.fixture(autouse=True)
def beside():
    """Something live, so that lists, feeds and pages are not empty."""
    return make_article(status=Status.PUBLISHED)


def shown_at(client, path):
    """The canaries in an answer, without those of the address that was asked for."""
    response = client.get(path)
    if response.streaming:
        return set()
    said = f"{response.content.decode(errors='replace')} {dict(response.headers)}"
    for echo in (path, quote(path)):
        said = said.replace(echo, "")
    return set(CANARY.findall(said))


def leaks(client, paths, allowed=frozenset()):
    return {path: found for path in paths if (found := shown_at(client, path) - allowed)}


def every_path(secret):
    return [path for paths_of in ROWS.values() for path in paths_of(secret)]


def test_every_address_of_the_site_has_a_row():
    missing = canaries.public_patterns() - ROWS.keys()

    assert not missing, (
        f"Nobody looks for leaks at {sorted(missing)}. Add each name to ROWS in tests/articles/canaries.py, "
        "with the paths at which a piece could show; to SILENT too, if it never shows anything of one."
    )
    assert ROWS.keys() - canaries.public_patterns() == set()


def test_every_row_looks_where_a_live_piece_shows(client):
    secret = canaries.live()

    shown = {name: leaks(client, paths_of(secret)) for name, paths_of in ROWS.items()}

    assert {name for name, found in shown.items() if not found} == SILENT
    assert NEVER & {word for found in shown.values() for words in found.values() for word in words} == set()


@pytest.mark.parametrize("state", HIDDEN)
def test_nothing_that_is_hidden_shows_to_readers(client, state):
    secret = state()

    assert leaks(client, every_path(secret)) == {}


@pytest.mark.parametrize("state", [canaries.draft, canaries.scheduled_update])
def test_nothing_that_is_hidden_shows_on_public_pages_to_staff(client, state):
    secret = state()
    client.force_login(make_editor("sv"))

    assert leaks(client, every_path(secret)) == {}


@pytest.mark.parametrize("state", NEVER_SEEN)
def test_site_answers_as_if_what_was_never_seen_did_not_exist(client, state):
    with transaction.atomic():
        secret = state()
        paths = every_path(secret)
        with_it = [answer_at(client, path) for path in paths]
        transaction.set_rollback(True)

    assert [answer_at(client, path) for path in paths] == with_it


def answer_at(client, path):
    response = client.get(path)
    return path, response.status_code, response.get("ETag"), response.content


@pytest.mark.parametrize("state", [canaries.draft, canaries.scheduled, canaries.retracted])
def test_nothing_in_the_newsroom_shows_to_strangers(client, state):
    secret = state()

    assert leaks(client, canaries.newsroom_paths(secret)) == {}
