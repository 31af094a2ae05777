"""The hub hears of every change that readers see, over a real connection."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from articles import workflow
from articles.models import Status, Tag
from articles.models.people import Role
from newsroom import worker
from newsroom.models import Delivery
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db
SITE = "https://newsroom.example"


@pytest.fixture
def hub(settings):
    """A hub on loopback; `answers` holds the status codes it will give, `heard` what it was told."""

    class Hub(BaseHTTPRequestHandler):
        answers, heard = [], []

        def do_POST(self):
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.heard.append(parse_qs(text))
            self.send_response(self.answers.pop(0) if self.answers else 204)
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.NEWSROOM_WEBSUB_HUB = f"http://127.0.0.1:{server.server_port}/"
    settings.SITE_ADDRESS = SITE
    yield Hub
    server.shutdown()
    server.server_close()
    thread.join()


def test_hub_is_told_of_every_feed_that_a_piece_is_in(hub):
    article = make_article(status=Status.TRANSLATED)
    article.tags.add(Tag.objects.create(name_sv="Broar", slug_sv="broar"))
    workflow.publish(article, by=make_editor(), revision=article.revision)

    worker.tick()

    (told,) = hub.heard
    people = {credit.person.get_absolute_url("sv") for credit in article.versions.get().credits.all()}
    pages = {"/sv/", f"/sv/{article.section.slug_in('sv')}/", "/sv/tag/broar/", *people}
    assert told["hub.mode"] == ["publish"]
    assert sorted(told["hub.url"]) == sorted(
        f"{SITE}{page}feed.{form}" for page in pages for form in ("atom", "rss", "json")
    )
    assert article.credits.get(role=Role.TRANSLATOR).person.get_absolute_url("sv") in people


def test_hub_is_told_of_a_retraction(hub):
    article = make_article(status=Status.PUBLISHED)
    worker.tick()
    workflow.retract(article, by=make_editor(), revision=article.revision, reason="Fel", statement="Fel.")

    worker.tick()

    assert [len(told["hub.url"]) for told in hub.heard] == [15, 15]


def test_hub_that_fails_is_told_again_later(hub):
    hub.answers.append(503)
    make_article(status=Status.PUBLISHED)

    worker.tick()

    delivery = Delivery.objects.get(kind="websub")
    assert (delivery.delivered_at, delivery.attempts) == (None, 1)
    assert "503" in delivery.last_error
    Delivery.objects.filter(pk=delivery.pk).update(due_at=delivery.created_at)
    worker.tick()
    assert Delivery.objects.get(kind="websub").delivered_at is not None
    assert len(hub.heard) == 2


def test_nobody_is_told_without_a_hub():
    make_article(status=Status.PUBLISHED)

    worker.tick()

    assert list(Delivery.objects.values_list("kind", flat=True)) == ["announce"]
