"""How the newsroom says that it works, and the log of what it had to put right."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from articles import workflow
from articles.models import Correction, PublishedVersion, Status
from articles.workflow import PublishOrder
from tests.factories import make_article, make_editor, make_translator

pytestmark = pytest.mark.django_db
Kind = PublishedVersion.Kind


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return html.fromstring(response.content.decode())


def lines(client, path="/sv/about/corrections/"):
    return [
        " ".join(line.text_content().split()) for line in page_of(client, path).cssselect(".corrections li")
    ]


def correct(article, *, right, wrong="", caused_by=Correction.Cause.US):
    editor = make_editor(article.language)
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    order = PublishOrder(kind=Kind.CORRECTION, right=right, wrong=wrong, caused_by=caused_by)
    workflow.publish(article, by=editor, revision=article.revision, order=order)
    return article


def test_readers_learn_how_translations_are_made_and_by_whom(client):
    make_article(status=Status.PUBLISHED, translator=make_translator("sv"))
    make_article(status=Status.DRAFT)
    make_article(status=Status.PUBLISHED, language="fi")

    page = page_of(client, "/sv/about/translation/")

    assert page.cssselect("h1")[0].text_content() == "Så översätter vi"
    assert [link.text_content() for link in page.cssselect(".policy li a")] == ["Translator sv"]
    assert page_of(client, "/ar/about/translation/").cssselect(".policy li a") == []


def test_every_correction_is_in_the_log_newest_first_with_what_stood_before(client):
    article = make_article(status=Status.PUBLISHED, headline="Bron stängs")
    correct(article, right="Bron öppnar i april.", wrong="Bron öppnar i maj.")
    correct(article, right="Färjan är gratis.", caused_by=Correction.Cause.SOURCE)

    newest, first = lines(client)

    assert newest.startswith("Bron stängs Färjan är gratis. ")
    assert newest.endswith("· ett fel i originalet")
    assert first.startswith("Bron stängs Bron öppnar i april. Tidigare stod det: Bron öppnar i maj. ")
    assert first.endswith("· vårt fel")
    assert lines(client, "/fi/about/corrections/") == ["Ei mitään toistaiseksi."]


def test_withdrawal_is_in_the_log_without_the_headline_and_its_corrections_have_gone(client):
    article = correct(make_article(status=Status.PUBLISHED, headline="Hemligt namn"), right="Hon heter Eva.")
    workflow.retract(
        article, by=make_editor("sv"), revision=article.revision, reason="Fel", statement="Uppgiften var fel."
    )

    (line,) = lines(client)

    assert line.startswith("Artikeln har tagits bort Uppgiften var fel. ")


def test_correction_of_a_version_that_waits_is_not_in_the_log(client):
    article = make_article(status=Status.PUBLISHED)
    editor = make_editor("sv")
    workflow.take_step(article, "revise", by=editor, revision=article.revision)
    workflow.take_step(article, "submit", by=editor, revision=article.revision)
    later = PublishOrder(kind=Kind.CORRECTION, right="Sedan.", at=timezone.now() + timedelta(days=1))
    workflow.publish(article, by=editor, revision=article.revision, order=later)

    assert lines(client) == ["Inget hittills."]


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/sv/about/corrections/", 5), ("/sv/about/translation/", 2)])
def test_policies_take_a_fixed_number_of_queries(client, django_assert_num_queries, amount, path, queries):
    for number in range(amount):
        correct(make_article(status=Status.PUBLISHED), right=f"Rätt {number}.")

    with django_assert_num_queries(queries):
        client.get(path)
