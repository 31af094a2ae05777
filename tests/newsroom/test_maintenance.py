"""While the database is away: 503 with a sentence in every language, for readers and for the newsroom."""

import io
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DataError, InterfaceError, OperationalError, connection
from lxml import html

from articles.languages import bcp47
from articles.models import Status
from newsroom import maintenance
from tests.factories import make_administrator, make_article

pytestmark = pytest.mark.django_db


def failing(error):
    def refuse(*_query):
        raise error

    return connection.execute_wrapper(refuse)


def languages_of(page):
    return [page.get("lang"), *[each.get("lang") for each in page.cssselect("li")]]


@pytest.fixture
def paths():
    version = make_article(status=Status.PUBLISHED).versions.get()
    here = version.get_absolute_url()
    section = f"/sv/{version.section_slug}/"
    return ["/sv/", section, here, f"{here}index.txt", f"{here}report/", "/sv/feed.atom", "/sv/search/?q=bro"]


@pytest.mark.parametrize("error", [OperationalError("away"), InterfaceError("away")])
def test_every_page_answers_503_in_every_language(client, paths, error):
    client.raise_request_exception = False

    with failing(error):
        answers = [client.get(path) for path in [*paths, "/sv/nix/nix/", "/sitemap.xml"]]

    assert {answer.status_code for answer in answers} == {503}
    assert {(answer["Retry-After"], answer["Cache-Control"]) for answer in answers} == {("60", "no-store")}
    page = html.fromstring(answers[0].content.decode())
    others = [code for code in settings.NEWSROOM_LANGUAGES if code != "sv"]
    assert languages_of(page) == [bcp47(code) for code in ["sv", *others]]
    assert page.cssselect("h1")[0].text == "Webbplatsen går inte att nå just nu"
    assert "away" not in answers[0].content.decode()


def test_newsroom_is_answered_so_too_and_goes_on_afterwards(client, paths):
    client.force_login(make_administrator())
    client.raise_request_exception = False

    with failing(OperationalError("away")):
        away = client.get("/admin/")

    assert away.status_code == 503
    assert client.get("/admin/").status_code == 200


def test_any_other_fault_is_a_500(client, paths):
    client.raise_request_exception = False

    with failing(DataError("broken")):
        answer = client.get(paths[0])

    assert (answer.status_code, answer.get("Retry-After")) == (500, None)


def test_what_needs_no_database_answers_as_ever(client):
    with failing(OperationalError("away")):
        answers = {path: client.get(path).status_code for path in ("/", "/healthz", "/readyz", "/robots.txt")}

    assert answers == {"/": 302, "/healthz": 200, "/readyz": 503, "/robots.txt": 200}


def test_page_is_written_to_a_file_without_a_database(tmp_path):
    path = tmp_path / "503.html"
    with failing(OperationalError("away")):
        call_command("maintenance_page", path, stdout=io.StringIO())

    page = html.fromstring(path.read_text(encoding="utf-8"))

    assert languages_of(page) == [bcp47(code) for code in settings.NEWSROOM_LANGUAGES]
    assert path.read_text(encoding="utf-8") == maintenance.page()


ASK = """
import django
from django.test import Client
django.setup()
answer = Client(raise_request_exception=False).get("/sv/", headers={"host": "localhost"})
print(answer.status_code, answer["Retry-After"])
"""


@pytest.mark.once
def test_site_whose_database_cannot_even_be_opened_answers_503(tmp_path):
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "NEWSROOM_TEST_ROUND": "sqlite",
        "DATABASE_URL": f"sqlite:///{tmp_path}/none/newsroom.sqlite3",
    }
    command = [sys.executable, "-c", ASK]

    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=surroundings, capture_output=True, text=True, check=False
    )

    assert done.stdout == "503 60\n", done.stderr
