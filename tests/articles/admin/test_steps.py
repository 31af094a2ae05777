"""The pages of the steps: what they ask, what they refuse, and that nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, Correction, PublishedVersion, Status, Withdrawal
from tests.factories import make_administrator, make_article, make_editor, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_editor("sv")
    client.force_login(user)
    return user


def address_of(article, step):
    return reverse("admin:articles_article_step", args=[article.pk, step])


def take(client, article, step, **values):
    return client.post(address_of(article, step), {"revision": article.revision, **values})


def brought_back(article, editor):
    """A published article that is ready for its second version."""
    for step in ("revise", "submit"):
        workflow.take_step(article, step, by=editor, revision=article.revision)
    return article


def test_send_back_without_a_reason_asks_for_it(client, editor):
    article = make_article(status=Status.TRANSLATED)

    response = take(client, article, "send_back", reason="  ")

    article.refresh_from_db()
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"reason"}
    assert article.status == Status.TRANSLATED


@pytest.mark.parametrize("revision", ["1.0", "99999999999999999999999", "-1", "", "x"])
def test_revision_that_no_page_of_ours_sends_takes_no_step_and_breaks_nothing(client, editor, revision):
    article = make_article(status=Status.TRANSLATED)

    response = client.post(address_of(article, "submit"), {"revision": revision})

    assert response.status_code in {200, 409}
    assert Article.objects.get().revision == article.revision


def test_stale_step_answers_with_what_happened_and_keeps_the_text(client, editor):
    article = make_article(status=Status.TRANSLATED)
    seen = article.revision
    colleague = make_editor("sv")
    workflow.take_step(article, "send_back", by=colleague, revision=seen, reason="Too long.")
    workflow.take_step(article, "submit", by=colleague, revision=article.revision)

    response = client.post(
        address_of(article, "send_back"), {"revision": seen, "reason": "My long explanation."}
    )

    article.refresh_from_db()
    content = response.content.decode()
    assert response.status_code == 409
    assert "Too long." in content
    assert "My long explanation." in content
    assert article.status == Status.TRANSLATED
    assert response.context["form"]["revision"].value() == str(article.revision)


def test_stale_step_after_a_change_of_text_says_so(client, editor):
    article = make_article(status=Status.TRANSLATED)

    Article.objects.filter(pk=article.pk).update(revision=article.revision + 1)

    response = take(client, article, "publish", when="now")

    article.refresh_from_db()
    assert response.status_code == 409
    assert "The text was changed" in response.content.decode()
    assert article.status == Status.TRANSLATED


def test_publish_page_shows_what_readers_get(client, editor):
    original = make_article(language="fi", status=Status.PUBLISHED).original
    section = make_section("harbour")
    article = make_article(original=original, status=Status.TRANSLATED, section=section, slug="bron-stangs")

    response = client.get(address_of(article, "publish"))

    summary = response.context["summary"]
    assert summary["address"] == f"/sv/{section.slug_in('sv')}/bron-stangs/"
    assert summary["problems"] == []
    assert [language.code for language in summary["editions"]] == ["fi"]
    assert "kind" not in response.context["form"].fields


def test_publish_page_lists_what_the_gates_say(client, editor):
    article = make_article(status=Status.TRANSLATED, section=None)
    article.section = None
    article.save()

    shown = client.get(address_of(article, "publish"))
    refused = take(client, article, "publish", when="now")

    article.refresh_from_db()
    assert shown.context["summary"]["problems"] == ["Choose a section."]
    assert (refused.status_code, refused.context["problems"]) == (400, ("Choose a section.",))
    assert article.status == Status.TRANSLATED


def test_publish_now_leads_to_the_page(client, editor):
    article = make_article(status=Status.TRANSLATED)

    response = client.post(
        address_of(article, "publish"), {"revision": article.revision, "when": "now"}, follow=True
    )

    version = article.versions.get()
    assert version.is_live()
    assert version.get_absolute_url() in response.content.decode()


def test_publish_at_a_time_means_the_clock_of_the_edition(client, editor):
    article = make_article(status=Status.TRANSLATED)
    day = timezone.localdate() + timedelta(days=400)
    while day.month != 7:
        day += timedelta(days=1)

    take(client, article, "publish", when="later", date=day.isoformat(), time="09:30")

    version = article.versions.get()
    assert version.visible_from == datetime(day.year, 7, day.day, 7, 30, tzinfo=UTC)
    assert version.is_waiting()


@pytest.mark.parametrize(
    ("date", "time", "field", "sentence"),
    [
        ("", "", "date", "Give a date and a time."),
        ("2030-07-01", "", "time", "Give a date and a time."),
        ("2020-07-01", "10:00", "time", "This time has passed."),
        ("2030-03-31", "02:30", "time", "this time does not exist"),
        ("2030-10-27", "02:30", "which", "Say which of the two you mean."),
    ],
)
def test_publish_at_an_impossible_time_asks_again(client, editor, date, time, field, sentence):
    article = make_article(status=Status.TRANSLATED)

    response = take(client, article, "publish", when="later", date=date, time=time)

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])
    assert not article.versions.exists()


@pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
def test_publish_at_a_time_that_comes_twice_means_the_chosen_one(client, editor, which, hour):
    article = make_article(status=Status.TRANSLATED)
    asked = take(client, article, "publish", when="later", date="2030-10-27", time="02:30")

    take(client, article, "publish", when="later", date="2030-10-27", time="02:30", which=which)

    assert [label for _value, label in asked.context["form"].fields["which"].choices] == [
        "The first time (UTC+0200)",
        "The second time (UTC+0100)",
    ]
    assert article.versions.get().visible_from == datetime(2030, 10, 27, hour, 30, tzinfo=UTC)


def test_correction_needs_what_is_right(client, editor):
    article = brought_back(make_article(status=Status.PUBLISHED, editor=editor), editor)
    correction = {"when": "now", "kind": "correction", "wrong": "14", "caused_by": "source"}

    refused = take(client, article, "publish", **correction, right=" ")
    taken = take(client, article, "publish", **correction, right="40")

    stored = Correction.objects.get()
    assert refused.context["form"].errors.keys() == {"right"}
    assert taken.status_code == 302
    assert (stored.wrong, stored.right, stored.caused_by) == ("14", "40", "source")
    assert article.versions.get(number=2).kind == PublishedVersion.Kind.CORRECTION


def test_four_eyes_may_be_set_aside_by_those_who_may_and_with_a_reason(client):
    administrator = make_administrator()
    article = make_article(status=Status.TRANSLATED, translator=administrator)
    client.force_login(administrator)

    shown = client.get(address_of(article, "publish"))
    refused = take(client, article, "publish", when="now")
    taken = take(client, article, "publish", when="now", override_reason="Storm warning.")

    assert "override_reason" in shown.context["form"].fields
    assert (refused.status_code, taken.status_code) == (400, 302)
    assert article.versions.get().override_reason == "Storm warning."


def test_override_is_not_offered_to_editors(client, editor):
    article = make_article(status=Status.TRANSLATED, translator=editor)

    response = client.get(address_of(article, "publish"))

    assert response.context["form"].problems
    assert "override_reason" not in response.context["form"].fields


def test_retract_keeps_the_statement(client, editor):
    article = make_article(status=Status.PUBLISHED, editor=editor)

    take(client, article, "retract", kind="source", statement="Borttagen.", reason="They withdrew it.")

    withdrawal = Withdrawal.objects.get(article=article)
    event = article.events.get(name="retract")
    assert (withdrawal.kind, withdrawal.statement) == ("source", "Borttagen.")
    assert event.reason == "They withdrew it."


def test_step_that_is_not_open_leads_back(client, editor):
    article = make_article()

    response = client.get(address_of(article, "publish"), follow=True)

    assert "This step is not open now." in response.content.decode()
    assert response.redirect_chain[0][0] == reverse("admin:articles_article_change", args=[article.pk])


def test_revision_that_is_no_number_is_refused(client, editor):
    article = make_article(status=Status.TRANSLATED)

    response = client.post(address_of(article, "send_back"), {"revision": "x", "reason": "Why"})

    article.refresh_from_db()
    assert response.status_code == 200
    assert article.status == Status.TRANSLATED
