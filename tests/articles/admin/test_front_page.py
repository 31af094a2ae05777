"""Editors order the front pages of their own languages; readers see live stories in that order."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles import workflow
from articles.models import Placement, PublishedVersion, Status
from articles.workflow import PublishOrder
from tests.factories import make_article, make_editor, make_translator

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/placement/?language=sv"


def published(headline, language="sv"):
    return make_article(status=Status.PUBLISHED, headline=headline, language=language)


def press(client, action, article, seen=()):
    values = {"do": f"{action}:{article.pk}", "seen": ",".join(str(each.pk) for each in seen)}
    return client.post(PAGE, values, follow=True)


def headlines(client, path="/sv/"):
    page = html.fromstring(client.get(path).content.decode())
    return [element.text_content() for element in page.cssselect("main h2 a")]


def said(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def stories():
    return [published(headline) for headline in ("Bron", "Färjan", "Fyren")]


@pytest.fixture
def editor(client):
    user = make_editor("sv")
    client.force_login(user)
    return user


def test_editor_places_moves_and_takes_away(client, stories, editor):
    bridge, ferry, lighthouse = stories
    assert headlines(client) == ["Fyren", "Färjan", "Bron"]

    press(client, "top", bridge)
    assert headlines(client) == ["Bron", "Fyren", "Färjan"]
    press(client, "top", ferry, seen=[bridge])
    assert headlines(client) == ["Färjan", "Bron", "Fyren"]
    press(client, "down", ferry, seen=[ferry, bridge])
    assert headlines(client) == ["Bron", "Färjan", "Fyren"]
    press(client, "up", ferry, seen=[bridge, ferry])
    assert headlines(client) == ["Färjan", "Bron", "Fyren"]
    press(client, "away", ferry, seen=[ferry, bridge])
    press(client, "top", lighthouse, seen=[bridge])
    assert headlines(client) == ["Fyren", "Bron", "Färjan"]


def test_order_that_somebody_else_changed_meanwhile_stays(client, stories, editor):
    bridge, ferry, _lighthouse = stories
    press(client, "top", bridge)

    response = press(client, "top", ferry, seen=[])

    assert said(response) == ["Somebody else changed the front page meanwhile. Look at it again."]
    assert headlines(client) == ["Bron", "Fyren", "Färjan"]


def test_placed_story_leaves_with_its_withdrawal_and_one_that_waits_has_no_place(client, stories, editor):
    bridge, *_others = stories
    press(client, "top", bridge)
    waiting = make_article(status=Status.TRANSLATED, headline="Senare")
    tomorrow = PublishOrder(at=timezone.now() + timedelta(days=1))
    workflow.publish(waiting, by=editor, revision=waiting.revision, order=tomorrow)

    response = press(client, "top", waiting, seen=[bridge])
    assert said(response) == ["Only stories that readers can see stand on the front page."]
    bridge.refresh_from_db()
    workflow.retract(bridge, by=editor, revision=bridge.revision, reason="Fel", statement="Det var fel.")
    assert headlines(client) == ["Fyren", "Färjan"]


def test_story_of_another_language_has_no_place(client, stories, editor):
    response = press(client, "top", published("Silta", "fi"))

    assert said(response) == ["Only stories that readers can see stand on the front page."]
    assert not Placement.objects.exists()


@pytest.mark.parametrize("someone", [lambda: make_translator("sv"), lambda: make_editor("fi")])
def test_nobody_orders_the_front_page_of_a_desk_that_they_do_not_edit(client, stories, someone):
    client.force_login(someone())

    assert press(client, "top", stories[0]).status_code in {403, 404}
    assert client.get(PAGE).status_code in {403, 404}
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    "values", [{"do": "top:x"}, {"do": "top:1,2"}, {"do": "over:1"}, {}, {"do": "top:1", "seen": "²"}]
)
def test_hand_made_request_is_answered_with_404(client, editor, values):
    assert client.post(PAGE, values).status_code == 404


def test_no_more_than_twelve_are_placed(client, editor):
    placed = [published(f"Nummer {number}") for number in range(13)]
    for number, article in enumerate(placed[:12]):
        press(client, "top", article, seen=placed[:number][::-1])

    response = press(client, "top", placed[12], seen=placed[:12][::-1])

    assert said(response) == ["The front page has no more places. Take a story away first."]
    assert Placement.objects.count() == 12


@pytest.mark.parametrize("amount", [1, 3])
def test_page_takes_a_fixed_number_of_queries(client, editor, django_assert_num_queries, amount):
    for number in range(amount):
        published(f"Nummer {number}")
    version = PublishedVersion.objects.live().first()
    Placement.objects.create(article=version.article, position=1, placed_by=editor)

    with django_assert_num_queries(8):
        assert client.get(PAGE).status_code == 200
