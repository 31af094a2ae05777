"""What came out when: months with counts, the stories of a month and of a day, in the newsroom's zone."""

from datetime import UTC, datetime

import pytest
from lxml import html

from articles import workflow
from articles.models import Status
from articles.workflow import PublishOrder
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db
# The newsroom is in Stockholm: the first of these is already in April there.
LATE_IN_MARCH = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
IN_MARCH = datetime(2026, 3, 14, 8, tzinfo=UTC)
LAST_YEAR = datetime(2025, 12, 24, 12, tzinfo=UTC)


def published_at(moment, headline, language="sv"):
    article = make_article(status=Status.TRANSLATED, headline=headline, language=language)
    order = PublishOrder(at=moment, is_backdated=True)
    workflow.publish(article, by=make_editor(language), revision=article.revision, order=order)
    return article


def shown(client, path, selector):
    response = client.get(path)
    assert response.status_code == 200, path
    page = html.fromstring(response.content.decode())
    return [" ".join(element.text_content().split()) for element in page.cssselect(selector)]


@pytest.fixture
def stories():
    for moment, headline in [
        (IN_MARCH, "Bron"),
        (IN_MARCH, "Färjan"),
        (LATE_IN_MARCH, "Fyren"),
        (LAST_YEAR, "Julen"),
    ]:
        published_at(moment, headline)
    published_at(IN_MARCH, "Silta", language="fi")


def test_reader_sees_the_months_that_have_stories_with_their_counts(client, stories):
    assert shown(client, "/sv/archive/", "main .choices li") == [
        "april 2026 (1)",
        "mars 2026 (2)",
        "december 2025 (1)",
    ]
    assert shown(client, "/fi/archive/", "main .choices li") == ["maaliskuu 2026 (1)"]
    assert shown(client, "/de/archive/", "main .choices li") == []


def test_persian_reader_meets_counts_in_persian_digits(client):
    published_at(IN_MARCH, "پل", language="fa")
    published_at(IN_MARCH, "فانوس", language="fa")

    assert shown(client, "/fa/archive/", "main h2") == ["۲۰۲۶"]
    assert shown(client, "/fa/archive/", "main .choices li") == ["مارس ۲۰۲۶ (اسفند ۱۴۰۴ – فروردین ۱۴۰۵) (۲)"]


def test_reader_opens_a_month_and_a_day_of_the_newsrooms_zone(client, stories):
    assert shown(client, "/sv/2026/03/", "main h2") == ["Färjan", "Bron"]
    assert shown(client, "/sv/2026/03/", "main .choices li") == ["14 mars 2026 (2)"]
    assert shown(client, "/sv/2026/04/01/", "main h2") == ["Fyren"]
    assert shown(client, "/sv/2026/04/01/", "h1") == ["1 april 2026"]
    assert shown(client, "/sv/2025/12/", "main h2") == ["Julen"]


@pytest.mark.parametrize(
    "path",
    [
        "/sv/2026/02/",
        "/sv/2026/03/13/",
        "/sv/2026/13/",
        "/sv/2026/00/",
        "/sv/2026/02/30/",
        "/sv/2026/3/",
        "/de/2026/03/",
    ],
)
def test_period_without_a_story_is_no_page(client, stories, path):
    assert client.get(path).status_code == 404


def test_retracted_and_scheduled_stories_are_in_no_month(client):
    article = published_at(IN_MARCH, "Bron")
    workflow.retract(
        article, by=make_editor("sv"), revision=article.revision, reason="Fel", statement="Det var fel."
    )
    published_at(datetime(2099, 1, 1, tzinfo=UTC), "Framtiden")

    assert shown(client, "/sv/archive/", "main .choices li") == []
    assert client.get("/sv/2026/03/").status_code == 404
    assert client.get("/sv/2099/01/").status_code == 404


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("/sv/archive/", 2), ("/sv/2026/03/", 4), ("/sv/2026/03/14/", 3)]
)
def test_archive_takes_a_fixed_number_of_queries(client, django_assert_num_queries, amount, path, queries):
    for number in range(amount):
        published_at(IN_MARCH, f"Bron {number}")

    with django_assert_num_queries(queries):
        client.get(path)
